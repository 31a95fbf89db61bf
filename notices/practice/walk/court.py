"""Does what the story tells of the lawyers and the court."""

from decimal import Decimal

from django.conf import settings

from cases.disposals import Kind
from cases.models import Certificate, Hearing
from cases.stages import How, Offence, Route
from notices.models import Letter
from notices.practice.story.events import Event
from notices.practice.walk.directory import Directory
from notices.services import code_test, prosecution
from notices.services.bundles.building import freeze_bundle
from notices.services.certificates import prepare_certificate, sign_certificate
from notices.services.charge import choose_route, complete_charge, draft_information
from notices.services.court import Ordered, enter_result
from notices.services.listing import Listing
from notices.services.referral import refer_matter, send_back
from schools.vault import Vault


def refer(event: Event, told: Directory) -> None:
    """Refer a matter for prosecution."""
    refer_matter(
        told.matter(event),
        reasons=event.more["reasons"],
        by=told.by(event),
        on=event.on,
        orphans_answer="Looked at with the clerk; none is theirs.",
        chosen=event.more["sessions"],
    )


def return_referral(event: Event, told: Directory) -> None:
    """Send a referral back for what is missing."""
    send_back(told.prosecution(event), why=event.more["why"], by=told.by(event), on=event.on)


def consider_order(event: Event, told: Directory) -> None:
    """Consider an education supervision order."""
    code_test.consider_supervision_order(
        told.prosecution(event),
        applied=event.more["applied"],
        reasons=event.more["reasons"],
        by=told.by(event),
        on=event.on,
    )


def test(event: Event, told: Directory) -> None:
    """Record both limbs of the Full Code Test, and the way to court."""
    code_test.record_code_test(
        told.prosecution(event),
        evidential_met=True,
        evidential_reasons=event.more["evidential"],
        public_interest_met=True,
        public_interest_reasons=event.more["public_interest"],
        by=told.by(event),
        on=event.on,
    )
    choose_route(
        told.prosecution(event),
        offence=Offence(event.more["offence"]),
        route=Route.SUMMONS,
        by=told.by(event),
        on=event.on,
    )


def authorise(event: Event, told: Directory) -> None:
    """Authorise proceedings."""
    prosecution.authorise(told.prosecution(event), by=told.by(event), on=event.on)


def decline(event: Event, told: Directory) -> None:
    """Decide not to prosecute."""
    how = How.OUT_OF_TIME if event.more["out_of_time"] else How.DECLINED
    prosecution.decline(told.prosecution(event), why=event.more["why"], how=how, by=told.by(event), on=event.on)


def ask_for_certificate(event: Event, told: Directory) -> None:
    """Ask the head to certify the attendance."""
    prepare_certificate(told.prosecution(event), by=told.by(event), on=event.on)


def certify(event: Event, told: Directory) -> None:
    """Sign the certificate as the head."""
    certificate = Certificate.objects.filter(prosecution=told.prosecution(event), voided_on__isnull=True).latest("id")
    sign_certificate(certificate, by=told.by(event), on=event.on, vault=Vault(settings.VAULT))


def bundle(event: Event, told: Directory) -> None:
    """Settle what is served and what is not: the bundle is frozen, and a worker makes its files."""
    freeze_bundle(told.prosecution(event), by=told.by(event), on=event.on)


def draw_up_information(event: Event, told: Directory) -> Letter:
    """Draw up the information, to be rendered."""
    return draft_information(told.prosecution(event), by=told.by(event), on=event.on)


def lay(event: Event, told: Directory, draft: Letter) -> None:
    """Lay the information that was drawn up and rendered; the court names its day."""
    if draft.prosecution is None:
        raise ValueError("The paper is not an information.")
    complete_charge(draft.prosecution, by=told.by(event), on=event.on, first_hearing=Listing(day=event.more["at"]))


def enter(event: Event, told: Directory) -> None:
    """Enter what the court did at a hearing."""
    hearing = Hearing.objects.get(prosecution=told.prosecution(event), on=event.on)
    result = Hearing.Result(event.more["result"])
    purpose = Hearing.Purpose.SENTENCE if result is Hearing.Result.ADJOURNED_REPORTS else Hearing.Purpose.OTHER
    then = event.more["then"]
    enter_result(
        hearing,
        result=result,
        by=told.by(event),
        on=event.on,
        ordered=[
            Ordered(kind=Kind(kind), amount=None if amount is None else Decimal(amount), detail=detail)
            for kind, amount, detail in event.more["orders"]
        ],
        next_hearing=Listing(day=then, purpose=purpose) if then else None,
        keep_open=event.more["keep_open"],
    )
