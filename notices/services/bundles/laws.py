"""The statements of law that stand in a bundle, each with the days on which it is printed."""

from datetime import date

from cases.citations import Confidence
from notices.letters.sentences import Sentence

V, V2, M = Confidence.V, Confidence.V2, Confidence.M

PLACE = "The defendant's usual or last known place of residence"
PRESUMED = {
    "first_class": Sentence(
        "the second working day after posting, unless the contrary is proved",
        "Interpretation Act 1978 s.7; Practice Direction 8 March 1985",
        V,
    ),
    "second_class": Sentence(
        "the fourth working day after posting, unless the contrary is proved",
        "Interpretation Act 1978 s.7; Practice Direction 8 March 1985",
        V,
    ),
    "hand": Sentence("when it was given", "Education Act 1996 s.572", V2),
}
SUPERVISION_ORDER = Sentence(
    "Section 447 of the Education Act 1996. Before proceedings are begun the authority considers whether to apply for "
    "an education supervision order, instead of them or as well.",
    "Education Act 1996 s.447(1)",
    V,
)
CODE_TEST = Sentence(
    "The Full Code Test of the Code for Crown Prosecutors: a realistic prospect of conviction, and the public "
    "interest.",
    "Code for Crown Prosecutors",
    M,
)
_NON_PAYMENT = (
    (
        date(2004, 2, 27),
        Sentence(
            "Regulation 4(2) of the Education (Penalty Notices) (England) Regulations 2004. Signed by an officer of "
            "the authority, it is evidence of what it says.",
            "SI 2004/181 reg 4(2)",
            V,
        ),
    ),
    (
        date(2007, 9, 1),
        Sentence(
            "Regulation 6 of the Education (Penalty Notices) (England) Regulations 2007. Signed by an officer of the "
            "authority, it is evidence of what it says.",
            "SI 2007/1867 reg 6",
            M,
        ),
    ),
)


def non_payment_on(day: date) -> Sentence:
    """Return the law under which a certificate of non-payment is evidence, as it stood when the notice was issued."""
    return next(sentence for first, sentence in reversed(_NON_PAYMENT) if first <= day)
