"""Enters what the court did: adjourned, a warrant, or a result that ends the prosecution and settles the matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from cases import disposals, permissions
from cases.citations import Citation, Confidence
from cases.disposals import Kind
from cases.models import Disposal, Hearing
from cases.refusals import refuse_if
from cases.rules.bars import Bar, MayOverride
from cases.services.opening import settle_matter
from cases.services.steps import Step
from cases.stages import How, Offence, ProsecutionState, Stage
from notices.services.deadlines import reconcile
from notices.services.file import File, one_file_step
from notices.services.listing import Listing, list_in_step
from notices.services.outbox import write_letter
from schools.models import Membership
from schools.words import long_date, plain_date, pounds

_PROCEDURE = Citation("Magistrates' Courts Act 1980 ss.9 to 11", Confidence.M)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One thing the court ordered: its kind, its sum where it has one, its length or terms in words."""

    kind: Kind
    amount: Decimal | None = None
    detail: str = ""


def enter_result(
    hearing: Hearing,
    *,
    result: Hearing.Result,
    by: Membership,
    on: date,
    ordered: Sequence[Ordered] = (),
    next_hearing: Listing | None = None,
    keep_open: bool = False,
    note: str = "",
    seen: int | None = None,
) -> Hearing:
    """Enter what came of one hearing; a final result ends the prosecution, and the parent is told by letter.

    Refused when an order is of a kind that no court could make for the offence on that day, or a fine is above its
    level. Raises `ValidationError` when the hearing is still to come or the entry does not hang together. With
    `keep_open` the case stays open for support after its last matter.
    """
    with one_file_step(hearing.prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.ENTER_RESULT)
        file.require_state(ProsecutionState.CHARGED)
        row = Hearing.objects.select_for_update(no_key=True, of=("self",)).get(id=hearing.id)
        _check_entry(row, result, ordered, next_hearing, on)
        refuse_if(bars_to_orders(ordered, offence=Offence(file.row.offence), day=row.on))
        row.result, row.note, row.entered_by, row.entered_on = result, note, by, on
        row.save()
        Disposal.objects.bulk_create(
            Disposal(hearing=row, kind=each.kind, amount=each.amount, detail=each.detail) for each in ordered
        )
        _say_result(file, row, ordered)
        if next_hearing is not None:
            list_in_step(file, next_hearing)
        if result.is_final:
            _conclude(file, row, keep_open=keep_open)
        if result.is_final or next_hearing is not None:
            write_letter(
                file.step,
                "court_result",
                to_parent=file.matter.parent,
                matter=file.matter,
                prosecution=file.row,
                hearing=row,
            )
        reconcile(file.matter, on=on)
    return row


def bars_to_orders(ordered: Sequence[Ordered], *, offence: Offence, day: date) -> list[Bar]:
    """Return what no court could have ordered for that offence on that day; empty when all of it could be."""
    return [bar for each in ordered for bar in _bars_to(each, offence, day)]


def _bars_to(each: Ordered, offence: Offence, day: date) -> list[Bar]:
    row = disposals.disposal_on(each.kind, day, offence=offence)
    label, cited = each.kind.label, disposals.citation_of(each.kind, day)
    if row is None:
        first, last = disposals.lifetime(each.kind)
        if day < first:
            text = f"{label}: no court could order it before {long_date(first)}."
        elif day > last:
            text = f"{label}: no court could order it after {long_date(last)}."
        else:
            text = f"{label}: not for an offence under {offence.label} on {long_date(day)}."
        return [_bar("order_not_then", text, cited, "Look at the court's own register, and enter what it says.")]
    if each.kind is Kind.FINE and each.amount is not None:
        most, level = disposals.most_fine(offence)
        if each.amount > most:
            text = f"A fine of {pounds(each.amount)} is above the most for {offence.label}, {pounds(most)}."
            return [_bar("fine_above_level", text, level, "Look at the court's own register, and enter what it says.")]
    return []


def _bar(code: str, text: str, citation: Citation, remedy: str) -> Bar:
    return Bar(code, text, citation, remedy, "You", MayOverride.NOBODY)


def _check_entry(
    hearing: Hearing,
    result: Hearing.Result,
    ordered: Sequence[Ordered],
    next_hearing: Listing | None,
    on: date,
) -> None:
    if hearing.result != Hearing.Result.LISTED:
        raise ValidationError("The result of this hearing was entered before.")
    if hearing.on > on:
        raise ValidationError(f"The hearing is on {long_date(hearing.on)}; its result is entered from then on.")
    if result == Hearing.Result.LISTED:
        raise ValidationError("Say what happened.")
    if ordered and not result.is_conviction:
        raise ValidationError("Only after a finding of guilt does the court make these orders.")
    if result.is_conviction and not _has_sentence(ordered, hearing):
        raise ValidationError("Say what the sentence was; where it is still to come, enter an adjournment.")
    if result.is_final and next_hearing is not None:
        raise ValidationError("A final result has no next hearing.")
    for each in ordered:
        _check_order(each)


def _has_sentence(ordered: Sequence[Ordered], hearing: Hearing) -> bool:
    rows = {row.kind: row for row in disposals.ROWS if row.first <= hearing.on <= row.last}
    # A kind that did not exist on the day is refused by name a moment later.
    return any(each.kind not in rows or rows[each.kind].sentence for each in ordered)


def _check_order(each: Ordered) -> None:
    row = next(row for row in disposals.ROWS if row.kind is each.kind)
    if row.needs_sum and (each.amount is None or each.amount <= 0):
        raise ValidationError(f"{each.kind.label}: say how much.")
    if not row.needs_sum and each.amount is not None:
        raise ValidationError(f"{each.kind.label} is not a sum of money.")
    if row.needs_words and not each.detail.strip():
        raise ValidationError(f"{each.kind.label}: say for how long, or on what terms.")


def _say_result(file: File, hearing: Hearing, ordered: Sequence[Ordered]) -> None:
    said = "; ".join(_said(each) for each in ordered)
    result = Hearing.Result(hearing.result)
    file.step.record(
        "court_result",
        f"{hearing.court}, {plain_date(hearing.on)}: {result.label.lower()}."
        + (f" {said}." if said else "")
        + (f" {hearing.note}" if hearing.note else ""),
        matter=file.matter.reference,
        prosecution=file.row.reference,
        hearing_on=hearing.on.isoformat(),
        result=result.value,
        convicted=result.is_conviction,
        orders=[
            {"kind": each.kind.value, "amount": str(each.amount) if each.amount else None, "detail": each.detail}
            for each in ordered
        ],
    )


def _said(each: Ordered) -> str:
    amount = f" {pounds(each.amount)}" if each.amount is not None else ""
    return f"{each.kind.label}{amount}{f', {each.detail}' if each.detail else ''}"


def _conclude(file: File, hearing: Hearing, *, keep_open: bool) -> None:
    """End the prosecution, its matter and, when that was the last live one, the case."""
    why = f"{Hearing.Result(hearing.result).label} at {hearing.court} on {plain_date(hearing.on)}."
    file.row.conclude(why=why, on=file.step.on)
    file.row.save()
    _drop_later_listings(file, hearing)
    settle_matter(file.step, file.matter, how=How.COURT_RESULT, why=why)
    if keep_open:
        file.step.case.keep_open_for_support = True
    _conclude_case(file.step)


def _drop_later_listings(file: File, hearing: Hearing) -> None:
    later = Hearing.objects.filter(prosecution=file.row, on__gt=hearing.on, result=Hearing.Result.LISTED)
    for row in later:
        file.step.record(
            "listing_dropped",
            f"The listing of {long_date(row.on)} falls away.",
            prosecution=file.row.reference,
            hearing_on=row.on.isoformat(),
        )
    later.delete()


def _conclude_case(step: Step) -> None:
    if step.case.keep_open_for_support or any(Stage(matter.stage).is_live for matter in step.matters):
        return
    step.case.conclude(how=How.COURT_RESULT, on=step.on)
    step.record("case_concluded", "Case concluded with the court's result: no matter in it is live.")
