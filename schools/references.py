"""References people read aloud: a letter for the kind and eight Crockford base-32 characters, the last a check.

The check symbol is a sum over the field of 32 elements, each place with a weight of its own and the kind's letter
counted as well. A field has no divisors of zero, so every single wrong symbol and every exchange of two symbols, also
of two far apart, gives another check symbol; two other errors together pass one time in 32.
"""

from random import Random

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KINDS = {
    "C": "case",
    "M": "matter",
    "N": "notice",
    "L": "letter",
    "P": "prosecution",
    "B": "bundle",
}
PAYLOAD = 7
LENGTH = 1 + PAYLOAD + 1

_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FORGIVEN_KIND = str.maketrans({"1": "L", "I": "L"})
_UNSEEN = str.maketrans("", "", " \t\u00a0-‐–.")
_POLYNOMIAL = 0b100101  # x⁵ + x² + 1, primitive: the powers of x are all 31 elements but nought.


def new_reference(letter: str, *, source: Random) -> str:
    """Return a fresh reference of that kind; two are the same once in 34 thousand million, so keep them unique."""
    if letter not in KINDS:
        raise ValueError(f"{letter!r} is not the letter of a kind of reference.")
    body = letter + "".join(source.choice(ALPHABET) for _ in range(PAYLOAD))
    return body + check_symbol(body)


def check_symbol(body: str) -> str:
    """Return the check symbol of a letter and seven characters."""
    total, weight = 0, 1
    for value in (ord(body[0]) - ord("A"), *(ALPHABET.index(symbol) for symbol in body[1:])):
        weight = _multiply(weight, 2)
        total ^= _multiply(weight, value)
    return ALPHABET[total]


def normalise(text: str) -> str:
    """Return what was meant, forgiving spaces, hyphens, case, O for 0, and I or L for 1; says nothing of validity."""
    bare = text.upper().translate(_UNSEEN)
    return bare[:1].translate(_FORGIVEN_KIND) + bare[1:].translate(_FORGIVEN)


def is_valid(text: str) -> bool:
    """Say whether the text, read forgivingly, is a reference whose check symbol fits."""
    reference = normalise(text)
    return (
        len(reference) == LENGTH
        and reference[0] in KINDS
        and all(symbol in ALPHABET for symbol in reference[1:])
        and check_symbol(reference[:-1]) == reference[-1]
    )


def spaced(reference: str) -> str:
    """Return the reference as a letter prints it, in groups a person can copy: N 7K2M 9QXA."""
    return f"{reference[0]} {reference[1:5]} {reference[5:]}"


def _multiply(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 0b100000:
            left ^= _POLYNOMIAL
        right >>= 1
    return product
