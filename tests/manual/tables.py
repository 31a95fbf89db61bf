"""The tables of docs/law.md and docs/deadlines.md that are dated rows in the code: regimes, register codes, orders."""

from datetime import date

from cases import disposals
from cases.citations import Citation
from notices.tariff import regimes
from notices.tariff.regimes import Counting, Sum
from schools import codes

COUNTED = {
    Counting.AFTER_RECEIPT: "to R+{days}",
    Counting.FROM_RECEIPT: "to R+{less}, the day of receipt being day 1",
    Counting.UNRESOLVED: "accepted to R+{days} (whether the last day is R+{less} or R+{days} is unresolved)",
}


def regime_table() -> str:
    """The penalty regimes, each with its sums, its last days counted from receipt R, and its standstill."""
    rows = [
        _row(
            f"`{row.regime.value}`",
            f"{'offence' if row.basis is regimes.Basis.OFFENCE else 'issue'} {_stretch(row.first, row.last)}",
            "; ".join(_sum(each) for each in row.sums) or "none may be issued",
            f"R+{row.standstill_days + 1}" if row.sums else "",
            _cited(row.citation, *(each.citation for each in row.sums)),
        )
        for row in regimes.ROWS
    ]
    return _table("regime", "chosen by the date of", "sums and last days", "court from", "rests on", rows=rows)


def code_table() -> str:
    """The register codes, with the days on which each may be used."""
    rows = [
        _row(
            f"`{code.code}`",
            code.meaning,
            code.kind.value.replace("_", " "),
            "yes" if code.possible else "no",
            "yes" if code.counts else "",
            _stretch(code.first, code.last) or "always",
        )
        for code in codes.CODES
    ]
    return _table("code", "meaning", "class", "possible", "counts", "in use", rows=rows)


def disposal_table() -> str:
    """What a court could order, with the days on which it could."""
    rows = [
        _row(
            row.kind.label,
            _stretch(row.first, row.last) or "always",
            "only for section 444(1A)" if row.for_prison_alone else "",
            _cited(row.citation),
        )
        for row in disposals.ROWS
    ]
    return _table("order", "could be made", "limit", "rests on", rows=rows)


def _sum(each: Sum) -> str:
    return f"£{each.amount:.0f} {COUNTED[each.counting].format(days=each.days, less=each.days - 1)}"


def _cited(*citations: Citation) -> str:
    return "; ".join(dict.fromkeys(f"{each.text} ({each.confidence.value})" for each in citations))


def _stretch(first: date, last: date) -> str:
    since = f"from {first.day} {first:%B %Y}" if first > date.min else ""
    until = f"to {last.day} {last:%B %Y}" if last < date.max else ""
    return " ".join(part for part in (since, until) if part)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _table(*heads: str, rows: list[str]) -> str:
    return "\n".join([_row(*heads), "|" + "---|" * len(heads), *rows])
