"""Text from the bytes of a file, whoever saved it; what is no text is refused with a sentence."""

from schools.readers.faults import unreadable

MOST_BYTES = 4_000_000_000
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS = "Save it as CSV (UTF-8)."

# How files that people choose by mistake begin.
_OTHERS = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "a workbook of Excel 2003 or older, or one with a password"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a packed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def as_utf8(raw: bytes) -> bytes:
    """Return the text as UTF-8 without its mark; what is not UTF-8 is read as Windows wrote it (cp1252).

    Raises `Unreadable` for other kinds of files, UTF-16, and bytes that no text has.
    """
    if len(raw) > MOST_BYTES:
        raise unreadable("The file is larger than 4 gigabytes.", "Split it, a school or a term at a time.", line=1)
    for beginning, kind in _OTHERS:
        if raw.startswith(beginning):
            raise unreadable(f"The file is {kind}.", SAVE_AS, line=1)
    if raw.startswith(_UTF16_MARKS):
        raise unreadable("The file is text in UTF-16.", SAVE_AS, line=1)
    raw = raw.removeprefix(_UTF8_MARK)
    place = raw.find(b"\0")
    if place >= 0:
        raise unreadable("The file is not a text file.", SAVE_AS, line=_line_of(raw, place))
    return raw if raw.isascii() or _is_utf8(raw) else _from_windows(raw)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_windows(raw: bytes) -> bytes:
    try:
        return raw.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError as undefined:
        problem = "The line holds a character that is neither UTF-8 nor Windows text."
        raise unreadable(problem, SAVE_AS, line=_line_of(raw, undefined.start)) from None


def _line_of(raw: bytes, place: int) -> int:
    return raw.count(b"\n", 0, place) + 1
