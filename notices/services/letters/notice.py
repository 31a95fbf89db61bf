"""The papers about a penalty notice: the notice itself, its reminder, its receipt and its withdrawal."""

from datetime import date

from cases.models import Warning
from cases.receipt import by_post
from cases.stages import PinFor, WithdrawalGround
from notices.letters import parts, snapshots
from notices.letters.wording import after_this, no_lower_sum
from notices.models import Allocation, Letter, PenaltyNotice, Refund
from notices.queries.standing import standings_of
from notices.services.letters.parts import common, ways_to_pay
from notices.services.letters.records import marks_of, pinned_sessions, record_of
from notices.services.letters.said import Said
from notices.tariff import regimes
from notices.tariff.sums import Dates, dates
from schools import references, working_days
from schools.models import LeaveRequest

# Working days within which money goes back after a withdrawal.
REPAY_WITHIN = 10
# Where the reading is unresolved the later day is printed, since a notice must not shorten the time.
COUNTING = {
    regimes.Counting.AFTER_RECEIPT: parts.Counting.FROM,
    regimes.Counting.FROM_RECEIPT: parts.Counting.BEGINNING_WITH,
    regimes.Counting.UNRESOLVED: parts.Counting.FROM,
}


def penalty_notice(letter: Letter, said: Said) -> snapshots.PenaltyNotice:
    """Freeze a notice with its particulars, as posted on the next day the post goes. (SI 2007/1867 reg 3)

    Served again, it keeps its day of issue and the officer who issued it; only its address and its time are new.
    """
    assert letter.notice is not None and letter.matter is not None
    row, matter = letter.notice, letter.matter
    issued_on, issued_by = row.issued_on or said.on, row.issued_by or said.by
    service = service_from(letter, said.on)
    runs = _runs(row, issued_on=issued_on, received_on=service.received_on)
    marks = marks_of(matter, on=said.on)
    return snapshots.PenaltyNotice(
        **common(letter, by=issued_by, on=said.on),
        number=references.spaced(row.number),
        issued_on=issued_on,
        sessions=pinned_sessions(matter, rests=PinFor.NOTICE, paper=row.number),
        sums=sums_of(row, issued_on=issued_on, runs=runs),
        service=service,
        not_before=runs.proceedings_not_before,
        ways=ways_to_pay(letter.case.authority),
        possible=record_of(marks, first=row.offence_from, last=row.offence_until).possible,
        warned_on=_warned_on(letter),
        leave=_leave(matter.leave_request),
        after_this=after_this(row.regime),
        no_lower_sum=no_lower_sum(row.regime),
    )


def reminder(letter: Letter, said: Said) -> snapshots.Reminder:
    """Freeze a reminder of what can still be paid, and by when."""
    assert letter.notice is not None and letter.notice.issued_on is not None
    view = standings_of([letter.notice], on=said.on)[letter.notice.id]
    assert view.dates is not None  # A notice that was not served is not reminded of.
    sums = sums_of(letter.notice, issued_on=letter.notice.issued_on, runs=view.dates)
    payable = tuple(each for each in sums if each.last_day is not None and said.on <= each.last_day)
    ended = [each for each in sums if each not in payable]
    return snapshots.Reminder(
        **common(letter, by=said.by, on=said.on),
        number=references.spaced(letter.notice.number),
        issued_on=letter.notice.issued_on,
        sums=payable,
        not_before=view.dates.proceedings_not_before,
        ways=ways_to_pay(letter.case.authority),
        ended=ended[-1] if ended else None,
    )


def receipt(letter: Letter, said: Said) -> snapshots.Receipt:
    """Freeze a receipt for all the money put to a notice."""
    assert letter.notice is not None and letter.notice.issued_on is not None
    paid = Allocation.objects.filter(notice=letter.notice, undone_on__isnull=True).select_related("payment")
    return snapshots.Receipt(
        **common(letter, by=said.by, on=said.on),
        number=references.spaced(letter.notice.number),
        issued_on=letter.notice.issued_on,
        payments=tuple(
            parts.Received(
                amount=each.amount,
                on=each.payment.received_on,
                how=f"by {each.payment.get_method_display().lower()}",
                reference=each.payment.bank_ref,
            )
            for each in paid.order_by("payment__received_on", "id")
        ),
        after_this=after_this(letter.notice.regime),
    )


def withdrawal(letter: Letter, said: Said) -> snapshots.Withdrawal:
    """Freeze the written notice of withdrawal, with every sum that goes back. (SI 2007/1867 regs 8, 9)"""
    assert letter.notice is not None and letter.notice.issued_on is not None
    owed = Refund.objects.filter(notice=letter.notice, paid_on__isnull=True).select_related("payment").order_by("id")
    return snapshots.Withdrawal(
        **common(letter, by=said.by, on=said.on),
        number=references.spaced(letter.notice.number),
        issued_on=letter.notice.issued_on,
        ground=WithdrawalGround(letter.notice.ground),
        reason=letter.notice.withdrawal_reasons,
        repayments=tuple(
            parts.Repayment(
                amount=each.amount,
                paid_on=each.payment.received_on,
                to=each.payee,
                how=each.method or "by cheque",
                by=working_days.add_working_days(said.on, REPAY_WITHIN),
            )
            for each in owed
        ),
    )


def service_from(letter: Letter, on: date) -> parts.Service:
    """How a paper issued that day is served: by the next post, or by hand the same day. (s.572)"""
    method = parts.Method(letter.post_class)
    if method is parts.Method.HAND:
        return parts.Service(method=method, on=on, received_on=on)
    leaves_on = next_post(on)
    return parts.Service(method=method, on=leaves_on, received_on=by_post(leaves_on, method.value).on)


def next_post(on: date) -> date:
    """The day on which a letter ready that day leaves: the post goes on working days."""
    return on if working_days.is_working_day(on) else working_days.add_working_days(on, 1)


def sums_of(row: PenaltyNotice, *, issued_on: date, runs: Dates) -> tuple[parts.Sum, ...]:
    """Write the sums of a notice with their last days, and how the days are counted."""
    by_law = regimes.row_named(row.regime, issued_on=issued_on).sums
    return tuple(
        parts.Sum(amount=law.amount, days=law.days, last_day=each.last_day, counting=COUNTING[law.counting])
        for law, each in zip(by_law, runs.sums, strict=True)
    )


def _runs(row: PenaltyNotice, *, issued_on: date, received_on: date) -> Dates:
    runs = dates(regimes.row_named(row.regime, issued_on=issued_on), received_on=received_on)
    assert runs is not None  # The guard lets no notice be drafted where the regime knows no sum.
    return runs


def _warned_on(letter: Letter) -> date | None:
    given = Warning.objects.filter(matter=letter.matter, given_on__isnull=False).order_by("given_on").last()
    return given.given_on if given else None


def _leave(request: LeaveRequest | None) -> parts.Leave | None:
    if request is None:
        return None
    refused = request.decision in (LeaveRequest.Decision.REFUSED, LeaveRequest.Decision.PART)
    return parts.Leave(asked_on=request.asked_on, refused_on=request.decided_on if refused else None)
