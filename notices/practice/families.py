"""The twelve families and the quiet four: plainly invented people with exact half-days and dates."""

from dataclasses import dataclass, field
from datetime import date

Run = tuple[str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One parent of a family; `tie` overrides what a parent is to a child by default."""

    key: str
    title: str
    forename: str
    surname: str
    born: date
    street: str
    relationship: str
    language: str = ""
    communication_need: str = ""
    tie: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One child with parents, school, and runs of consecutive half-days (first day, number, code).

    `week` is the school week whose review, or whose officer, opens the case; -1 for one carried over.
    """

    key: str
    forename: str
    surname: str
    sex: str
    born: date
    cohort: int
    school: str
    parents: tuple[Person, ...]
    runs: tuple[Run, ...]
    week: int
    opened_by: str = "review"
    moved_to: str = ""
    moved_on: date | None = None
    extra: dict[str, str] = field(default_factory=dict)


DANA = Person(
    key="dana",
    title="Mrs",
    forename="Dana",
    surname="Pemberwick",
    born=date(1966, 3, 9),
    street="7 Capstan Row",
    relationship="mother",
)
MARLON = Person(
    key="marlon",
    title="Mr",
    forename="Marlon",
    surname="Pemberwick",
    born=date(1964, 8, 21),
    street="7 Capstan Row",
    relationship="father",
)
TESSA = Person(
    key="tessa",
    title="Ms",
    forename="Tessa",
    surname="Quillfeather",
    born=date(1970, 5, 2),
    street="3 Lantern Court",
    relationship="mother",
)
BRAM = Person(
    key="bram",
    title="Mr",
    forename="Bram",
    surname="Ockenden",
    born=date(1967, 11, 30),
    street="52 Windlass Lane",
    relationship="father",
    tie={
        "lives_with": "no",
        "has_care": "no",
        "contact": "none",
        "withheld": "yes",
        "court_order": "No contact, county court order of 4 December 2003",
    },
)
JONTY = Person(
    key="jonty",
    title="Mr",
    forename="Jonty",
    surname="Marchbanks",
    born=date(1969, 2, 14),
    street="18 Halyard Close",
    relationship="step-father",
)
ISLA = Person(
    key="isla",
    title="Mrs",
    forename="Isla",
    surname="Marchbanks",
    born=date(1971, 7, 7),
    street="18 Halyard Close",
    relationship="mother",
)


def _mother(key: str, forename: str, surname: str, street: str, **more: str) -> tuple[Person, ...]:
    title = more.pop("title", "Ms")
    return (
        Person(
            key=key,
            title=title,
            forename=forename,
            surname=surname,
            born=date(1965 + len(forename), 1 + len(surname) % 12, 11),
            street=street,
            relationship="father" if title == "Mr" else "mother",
            **more,  # type: ignore[arg-type]
        ),
    )


FAMILIES: tuple[Family, ...] = (
    Family(
        key="pemberwick_ruben",
        forename="Ruben",
        surname="Pemberwick",
        sex="M",
        born=date(1989, 11, 3),
        cohort=8,
        school="Harbourgate",
        parents=(DANA, MARLON),
        week=11,
        runs=(
            ("2003-11-10", 4, "O"),
            ("2003-11-17", 8, "O"),
            ("2003-11-24", 8, "O"),
            ("2004-01-12", 6, "O"),
            ("2004-01-26", 6, "O"),
            ("2004-03-08", 6, "O"),
            ("2004-03-15", 6, "O"),
        ),
    ),
    Family(
        key="pemberwick_ellis",
        forename="Ellis",
        surname="Pemberwick",
        sex="M",
        born=date(1993, 2, 17),
        cohort=5,
        school="Quayside Junior",
        parents=(DANA, MARLON),
        week=18,
        runs=(
            ("2004-01-12", 6, "O"),
            ("2004-01-19", 6, "O"),
            ("2004-01-26", 8, "O"),
            ("2004-03-08", 6, "O"),
            ("2004-03-15", 6, "O"),
        ),
    ),
    Family(
        key="quillfeather",
        forename="Juno",
        surname="Quillfeather",
        sex="F",
        born=date(1994, 4, 25),
        cohort=4,
        school="St Aldric's",
        parents=(TESSA, BRAM),
        week=18,
        runs=(
            ("2004-01-12", 6, "O"),
            ("2004-01-19", 6, "O"),
            ("2004-01-26", 8, "O"),
            ("2004-03-01", 6, "O"),
            ("2004-03-08", 6, "O"),
        ),
    ),
    Family(
        key="tidemark",
        forename="Sorrel",
        surname="Tidemark",
        sex="F",
        born=date(1990, 1, 19),
        cohort=8,
        school="Harbourgate",
        parents=_mother("tidemark_parent", "Corisande", "Tidemark", "30 Ballast Rise"),
        week=29,
        opened_by="officer",
        runs=(
            ("2004-03-22", 5, "O"),
            ("2004-03-29", 5, "O"),
            ("2004-04-19", 4, "O"),
            ("2004-04-28", 2, "N"),
            ("2004-05-05", 2, "N"),
        ),
    ),
    Family(
        key="lanternhill",
        forename="Rafe",
        surname="Lanternhill",
        sex="M",
        born=date(1994, 1, 8),
        cohort=4,
        school="Quayside Junior",
        moved_to="Mossgate",
        moved_on=date(2004, 2, 23),
        parents=_mother("lanternhill_parent", "Odessa", "Lanternhill", "11 Slipway Gardens"),
        week=24,
        opened_by="officer",
        runs=(
            ("2004-01-12", 4, "O"),
            ("2004-01-26", 4, "O"),
            ("2004-02-09", 4, "O"),
            ("2004-02-23", 2, "O"),
            ("2004-03-01", 4, "O"),
            ("2004-03-08", 4, "O"),
            ("2004-03-29", 5, "O"),
            ("2004-04-20", 4, "O"),
        ),
    ),
    Family(
        key="pell",
        forename="Otis",
        surname="Pell",
        sex="M",
        born=date(1992, 6, 30),
        cohort=6,
        school="Tollbar",
        parents=_mother("pell_parent", "Marguerite", "Pell", "64 Keel Way"),
        week=18,
        runs=(
            ("2004-01-12", 6, "O"),
            ("2004-01-19", 6, "O"),
            ("2004-01-26", 8, "O"),
            ("2004-02-27", 8, "O"),
        ),
    ),
    Family(
        key="wrenfield",
        forename="Calder",
        surname="Wrenfield",
        sex="M",
        born=date(1988, 3, 12),
        cohort=10,
        school="Harbourgate",
        parents=_mother("wrenfield_parent", "Sigrid", "Wrenfield", "5 Topmast Drove"),
        week=13,
        runs=(("2003-11-24", 8, "O"), ("2003-12-01", 8, "O"), ("2003-12-08", 8, "O"), ("2003-12-15", 7, "O")),
    ),
    Family(
        key="amberley_knott",
        forename="Hester",
        surname="Amberley-Knott",
        sex="F",
        born=date(1991, 5, 23),
        cohort=7,
        school="Tollbar",
        parents=_mother("amberley_parent", "Linden", "Amberley-Knott", "22 Sextant Close", title="Mrs"),
        week=11,
        extra={"sen": "plan", "medical_plan": "yes"},
        runs=(
            ("2003-10-06", 4, "O"),
            ("2003-11-10", 5, "O"),
            ("2003-11-17", 5, "O"),
            ("2003-11-24", 6, "O"),
            ("2003-12-01", 3, "O"),
            ("2004-01-12", 8, "I"),
            ("2004-02-02", 8, "I"),
            ("2004-03-08", 7, "I"),
        ),
    ),
    Family(
        key="fennimore",
        forename="Kit",
        surname="Fennimore",
        sex="M",
        born=date(1990, 2, 6),
        cohort=8,
        school="Tollbar",
        parents=_mother("lorna", "Lorna", "Fennimore", "41 Oakum Row"),
        week=17,
        runs=(
            ("2004-01-07", 4, "O"),
            ("2004-01-12", 6, "O"),
            ("2004-01-19", 10, "O"),
            ("2004-02-27", 2, "O"),
            ("2004-03-01", 8, "O"),
            ("2004-03-29", 8, "O"),
            ("2004-04-19", 4, "O"),
        ),
    ),
    Family(
        key="marchbanks",
        forename="Perran",
        surname="Marchbanks",
        sex="M",
        born=date(1991, 10, 15),
        cohort=6,
        school="Harbourgate",
        parents=(ISLA, JONTY),
        week=11,
        runs=(
            ("2003-11-10", 6, "O"),
            ("2003-11-17", 6, "O"),
            ("2003-11-24", 8, "O"),
            ("2004-01-12", 6, "O"),
            ("2004-01-26", 6, "O"),
            ("2004-02-27", 2, "O"),
            ("2004-03-01", 8, "O"),
        ),
    ),
    Family(
        key="brackenridge",
        forename="Isolde",
        surname="Brackenridge",
        sex="F",
        born=date(1989, 3, 28),
        cohort=9,
        school="Harbourgate",
        parents=_mother("brackenridge_parent", "Averil", "Brackenridge", "9 Mizzen Lane", title="Mrs"),
        week=13,
        runs=(
            ("2003-11-17", 4, "O"),
            ("2003-11-24", 4, "O"),
            ("2003-12-01", 6, "O"),
            ("2003-12-08", 6, "O"),
            ("2003-12-15", 4, "O"),
            ("2004-01-07", 4, "O"),
            ("2004-01-12", 6, "O"),
            ("2004-01-19", 6, "O"),
            ("2004-01-26", 6, "O"),
        ),
    ),
    Family(
        key="holloway",
        forename="Bryony",
        surname="Holloway",
        sex="F",
        born=date(1990, 7, 4),
        cohort=8,
        school="Tollbar",
        parents=_mother("garrick", "Garrick", "Holloway", "77 Pennant Way", title="Mr"),
        week=10,
        runs=(
            ("2003-11-03", 5, "O"),
            ("2003-11-10", 7, "O"),
            ("2003-11-17", 8, "O"),
            ("2004-01-12", 8, "O"),
            ("2004-01-26", 6, "O"),
            ("2004-02-27", 2, "O"),
            ("2004-03-01", 10, "O"),
            ("2004-03-15", 4, "O"),
        ),
    ),
    Family(
        key="stonecroft",
        forename="Corin",
        surname="Stonecroft",
        sex="M",
        born=date(1989, 6, 16),
        cohort=9,
        school="Tollbar",
        parents=_mother("verity", "Verity", "Stonecroft", "16 Bollard Court"),
        week=-1,
        runs=tuple(
            (monday, number, "O")
            for monday, number in (
                ("2003-09-08", 5),
                ("2003-09-15", 5),
                ("2003-09-22", 6),
                ("2003-09-29", 5),
                ("2003-10-06", 6),
                ("2003-10-13", 6),
                ("2003-10-20", 5),
                ("2003-11-03", 5),
                ("2003-11-10", 6),
                ("2003-11-17", 6),
                ("2003-11-24", 6),
                ("2004-01-12", 4),
                ("2004-03-08", 3),
            )
        ),
    ),
    Family(
        key="larkspur",
        forename="Merrin",
        surname="Larkspur",
        sex="F",
        born=date(1991, 1, 27),
        cohort=7,
        school="Harbourgate",
        parents=_mother("larkspur_parent", "Bryn", "Larkspur", "28 Buoy Gardens"),
        week=17,
        extra={"young_carer": "yes"},
        runs=(("2004-01-07", 4, "O"), ("2004-01-12", 8, "O"), ("2004-01-19", 8, "O"), ("2004-02-02", 4, "O")),
    ),
    Family(
        key="hearne_drift",
        forename="Rosa",
        surname="Hearne-Drift",
        sex="F",
        born=date(1993, 5, 5),
        cohort=5,
        school="Mossgate",
        parents=_mother("hearne_parent", "Delphine", "Hearne-Drift", "2 Gangway Drove", title="Mrs"),
        week=23,
        extra={"mobile": "yes"},
        runs=(("2004-02-24", 6, "O"), ("2004-03-01", 8, "O"), ("2004-03-08", 8, "O")),
    ),
    Family(
        key="oakapple",
        forename="Linnet",
        surname="Oakapple",
        sex="F",
        born=date(1989, 2, 2),
        cohort=9,
        school="Tollbar",
        parents=_mother("oakapple_parent", "Rowan", "Oakapple", "90 Yardarm Rise"),
        week=25,
        extra={"care_status": "looked_after", "social_worker": "yes"},
        runs=(("2004-03-08", 6, "O"), ("2004-03-15", 6, "O"), ("2004-03-22", 8, "O"), ("2004-04-19", 4, "O")),
    ),
    Family(
        key="vellacott",
        forename="Dory",
        surname="Vellacott",
        sex="F",
        born=date(1992, 9, 19),
        cohort=5,
        school="Mossgate",
        parents=_mother(
            "vellacott_parent",
            "Zdenka",
            "Vellacott",
            "13 Ratline Court",
            title="Mrs",
            language="Czech",
            communication_need="Cannot read English; interpreter (Czech)",
        ),
        week=22,
        runs=(
            ("2004-02-09", 6, "O"),
            ("2004-02-23", 6, "O"),
            ("2004-03-01", 8, "O"),
            ("2004-03-15", 4, "O"),
            ("2004-03-29", 6, "O"),
            ("2004-04-19", 6, "O"),
        ),
    ),
)

BY_KEY = {family.key: family for family in FAMILIES}
