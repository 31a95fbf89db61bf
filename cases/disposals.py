"""What a court could order for these offences, as dated rows: a kind exists from one day to another.

Which row is asked depends on the day of the hearing; a kind that did not exist yet, or no longer, cannot be entered.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cases.citations import Citation, Confidence
from cases.stages import Offence

V, V2, M, Q = Confidence.V, Confidence.V2, Confidence.M, Confidence.UNRESOLVED


class Kind(StrEnum):
    """The things a court orders."""

    ABSOLUTE_DISCHARGE = "absolute_discharge"
    CONDITIONAL_DISCHARGE = "conditional_discharge"
    FINE = "fine"
    COMMUNITY_REHABILITATION_ORDER = "community_rehabilitation_order"
    COMMUNITY_ORDER = "community_order"
    SUSPENDED_IMPRISONMENT = "suspended_imprisonment"
    SUSPENDED_SENTENCE_ORDER = "suspended_sentence_order"
    IMPRISONMENT = "imprisonment"
    PARENTING_ORDER = "parenting_order"
    COSTS = "costs"
    SURCHARGE = "surcharge"
    COLLECTION_ORDER = "collection_order"

    @property
    def label(self) -> str:
        """Name it as a page and a letter do."""
        return "Victim surcharge" if self is Kind.SURCHARGE else self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Disposal:
    """One kind of order with the days on which a court could make it, and where that stands.

    `sentence`: it is the sentence itself, where others stand beside one. `needs_sum`: money is ordered.
    `needs_words`: how long, or on what terms, is part of it. `for_prison_alone`: only an offence that carries prison.
    """

    kind: Kind
    first: date
    last: date
    citation: Citation
    sentence: bool = True
    needs_sum: bool = False
    needs_words: bool = False
    for_prison_alone: bool = False


_EVER = date.max
_CODE_2020 = date(2020, 12, 1)
_BEFORE_CODE = date(2020, 11, 30)
_ACT_2003 = date(2005, 4, 4)
_BEFORE_ACT_2003 = date(2005, 4, 3)
_SECTION_12 = Citation("Powers of Criminal Courts (Sentencing) Act 2000 s.12", M)

ROWS = (
    Disposal(Kind.ABSOLUTE_DISCHARGE, date.min, _BEFORE_CODE, _SECTION_12),
    Disposal(Kind.ABSOLUTE_DISCHARGE, _CODE_2020, _EVER, Citation("Sentencing Act 2020 s.79", M)),
    Disposal(Kind.CONDITIONAL_DISCHARGE, date.min, _BEFORE_CODE, _SECTION_12, needs_words=True),
    Disposal(Kind.CONDITIONAL_DISCHARGE, _CODE_2020, _EVER, Citation("Sentencing Act 2020 s.80", M), needs_words=True),
    Disposal(Kind.FINE, date.min, _EVER, Citation("Education Act 1996 s.444(8), (8A)", V2), needs_sum=True),
    Disposal(
        Kind.COMMUNITY_REHABILITATION_ORDER,
        date(2001, 4, 1),
        _BEFORE_ACT_2003,
        Citation("Powers of Criminal Courts (Sentencing) Act 2000 s.41", M),
        needs_words=True,
    ),
    Disposal(
        Kind.COMMUNITY_ORDER,
        _ACT_2003,
        date(2008, 7, 13),
        Citation("Criminal Justice Act 2003 s.177", M),
        needs_words=True,
    ),
    Disposal(
        Kind.COMMUNITY_ORDER,
        date(2008, 7, 14),
        _BEFORE_CODE,
        Citation("Criminal Justice Act 2003 ss.150A, 177", M),
        needs_words=True,
        for_prison_alone=True,
    ),
    Disposal(
        Kind.COMMUNITY_ORDER,
        _CODE_2020,
        _EVER,
        Citation("Sentencing Act 2020 ss.200, 202", M),
        needs_words=True,
        for_prison_alone=True,
    ),
    Disposal(
        Kind.SUSPENDED_IMPRISONMENT,
        date.min,
        _BEFORE_ACT_2003,
        Citation("Powers of Criminal Courts (Sentencing) Act 2000 s.118", M),
        needs_words=True,
        for_prison_alone=True,
    ),
    Disposal(
        Kind.SUSPENDED_SENTENCE_ORDER,
        _ACT_2003,
        _BEFORE_CODE,
        Citation("Criminal Justice Act 2003 s.189", M),
        needs_words=True,
        for_prison_alone=True,
    ),
    Disposal(
        Kind.SUSPENDED_SENTENCE_ORDER,
        _CODE_2020,
        _EVER,
        Citation("Sentencing Act 2020 s.286", M),
        needs_words=True,
        for_prison_alone=True,
    ),
    Disposal(
        Kind.IMPRISONMENT,
        date.min,
        _EVER,
        Citation("Education Act 1996 s.444(8A)", V2),
        needs_words=True,
        for_prison_alone=True,
    ),
    Disposal(
        Kind.PARENTING_ORDER,
        date(2000, 6, 1),
        _BEFORE_CODE,
        Citation("Crime and Disorder Act 1998 s.8(1)(d)", V2),
        sentence=False,
        needs_words=True,
    ),
    Disposal(
        Kind.PARENTING_ORDER,
        _CODE_2020,
        _EVER,
        Citation("Sentencing Act 2020 s.366", M),
        sentence=False,
        needs_words=True,
    ),
    Disposal(
        Kind.COSTS,
        date.min,
        _EVER,
        Citation("Prosecution of Offences Act 1985 s.18", M),
        sentence=False,
        needs_sum=True,
    ),
    Disposal(
        Kind.SURCHARGE,
        date(2007, 4, 1),
        _BEFORE_CODE,
        Citation("Criminal Justice Act 2003 s.161A", M),
        sentence=False,
        needs_sum=True,
    ),
    Disposal(
        Kind.SURCHARGE,
        _CODE_2020,
        _EVER,
        Citation("Sentencing Act 2020 s.42", M),
        sentence=False,
        needs_sum=True,
    ),
    Disposal(
        Kind.COLLECTION_ORDER,
        date(2006, 3, 27),
        _EVER,
        Citation("Courts Act 2003 Sch.5", M),
        sentence=False,
    ),
)

PRISON_OFFENCES = frozenset({Offence.S444_1A})
# Level 3 and level 4 on the standard scale, since 1 October 1992.
FINES = {
    Offence.S444_1: (Decimal("1000.00"), Citation("Education Act 1996 s.444(8): level 3", V2)),
    Offence.S444_1A: (Decimal("2500.00"), Citation("Education Act 1996 s.444(8A): level 4", V2)),
}


def disposals_on(day: date, *, offence: Offence) -> list[Disposal]:
    """Return what a court could order for that offence on that day, in the order of the table."""
    return [
        row for row in ROWS if row.first <= day <= row.last and (offence in PRISON_OFFENCES or not row.for_prison_alone)
    ]


def disposal_on(kind: Kind, day: date, *, offence: Offence) -> Disposal | None:
    """Return the row of one kind on that day for that offence, None where no court could order it."""
    return next((row for row in disposals_on(day, offence=offence) if row.kind is kind), None)


def most_fine(offence: Offence) -> tuple[Decimal, Citation]:
    """Return the highest fine for the offence, and where it stands."""
    return FINES[offence]


def citation_of(kind: Kind, day: date) -> Citation:
    """Return where a kind of order stands on that day, or where it stood nearest to it."""
    rows = [row for row in ROWS if row.kind is kind]
    return next((row for row in rows if row.first <= day <= row.last), rows[0]).citation


def lifetime(kind: Kind) -> tuple[date, date]:
    """Return the first and the last day on which courts could make that kind of order."""
    rows = [row for row in ROWS if row.kind is kind]
    return min(row.first for row in rows), max(row.last for row in rows)
