"""Does what the story tells of warnings, notices, money and papers that came back."""

from decimal import Decimal

from cases.stages import WithdrawalGround
from notices.models import Letter, Payment, Refund, Service
from notices.practice.story.events import Event
from notices.practice.walk.directory import Directory
from notices.services.allocations import allocate, reverse_payment
from notices.services.evidence import answer_representation, record_evidence, record_representation
from notices.services.notice import draft_notice, issue_notice, paper_of
from notices.services.payments import pay_refund, record_payment
from notices.services.returned import record_returned_post, serve_by_hand
from notices.services.warning import draft_warning, give_warning, review_warning
from notices.services.withdrawal import withdraw_notice


def draw_up_warning(event: Event, told: Directory) -> Letter:
    """Draw up a warning, to be rendered."""
    return draft_warning(told.matter(event), by=told.by(event), on=event.on)


def warn(event: Event, told: Directory, draft: Letter) -> None:
    """Give a warning that was drawn up and rendered."""
    give_warning(draft, reasons=event.more["reasons"], by=told.by(event), on=event.on)


def judge_warning(event: Event, told: Directory) -> None:
    """Record what a warning achieved."""
    review_warning(
        told.matter(event), improved=event.more["improved"], note=event.more["note"], by=told.by(event), on=event.on
    )


def draw_up_notice(event: Event, told: Directory) -> Letter:
    """Draw up a notice on its half-days, to be rendered."""
    notice = draft_notice(
        told.matter(event),
        chosen=event.more["sessions"],
        reasons=event.more["reasons"],
        by=told.by(event),
        on=event.on,
        post_class=Letter.PostClass.HAND if event.more["by_hand"] else Letter.PostClass.FIRST,
    )
    return paper_of(notice)


def give_notice(event: Event, told: Directory, draft: Letter) -> None:
    """Issue a notice that was drawn up and rendered; one that is to be handed over, hand over."""
    if draft.notice is None:
        raise ValueError("The paper is not that of a notice.")
    issue_notice(draft.notice, by=told.by(event), on=event.on)
    if event.more["by_hand"]:
        lines = draft.snapshot["recipient"]["lines"]
        serve_by_hand(draft, where=", ".join(lines[1:]), by=told.by(event), on=event.on)


def pay(event: Event, told: Directory) -> None:
    """Record money that came with a notice's number; put to the notice what was not put at once."""
    notice, clerk = told.notice(event), told.by(event)
    amount = Decimal(event.more["amount"])
    parent = notice.matter.parent
    recorded = record_payment(
        told.authority,
        amount=amount,
        received_on=event.on,
        method=Payment.Method(event.more["method"]),
        reference=notice.number,
        payer=str(parent),
        by=clerk,
        on=event.on,
    )
    if recorded.allocated is None:
        allocate(
            recorded.payment,
            notice,
            amount=Decimal(event.more.get("allocate", amount)),
            why="The slip names this notice.",
            by=clerk,
            on=event.on,
        )


def reverse(event: Event, told: Directory) -> None:
    """Record that the bank took a cheque back."""
    payment = Payment.objects.filter(allocations__notice=told.notice(event)).latest("id")
    reverse_payment(payment, reason=event.more["reason"], by=told.by(event), on=event.on)


def keep_evidence(event: Event, told: Directory) -> None:
    """Record a letter that says it was paid; undecided."""
    record_evidence(
        told.parent(event),
        notice=None,
        received_on=event.on,
        channel=event.more["channel"],
        text=event.more["text"],
        by=told.by(event),
        on=event.on,
    )


def hear(event: Event, told: Directory) -> None:
    """Record what a parent wrote against a step."""
    record_representation(
        told.matter(event),
        text=event.more["text"],
        channel=event.more["channel"],
        received_on=event.on,
        by=told.by(event),
        on=event.on,
    )


def answer(event: Event, told: Directory) -> None:
    """Answer what a parent wrote."""
    waiting = told.matter(event).representations.filter(answered_on__isnull=True).latest("id")
    answer_representation(waiting, answer=event.more["answer"], by=told.by(event), on=event.on)


def take_back(event: Event, told: Directory) -> None:
    """Withdraw a notice."""
    withdraw_notice(
        told.notice(event),
        ground=WithdrawalGround(event.more["ground"]),
        why=event.more["why"],
        by=told.by(event),
        on=event.on,
    )


def repay(event: Event, told: Directory) -> None:
    """Pay back what a withdrawn notice had brought."""
    owed = Refund.objects.filter(notice=told.notice(event), paid_on__isnull=True)
    for refund in owed:
        pay_refund(refund, method=event.more["method"], approved_by=told.by(event), on=event.on)


def come_back(event: Event, told: Directory) -> None:
    """Record that a notice came back in the post."""
    service = Service.objects.filter(notice=told.notice(event)).latest("id")
    record_returned_post(service, why=event.more["why"], by=told.by(event), on=event.on)
