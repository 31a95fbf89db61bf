"""A small world in which every page has something to show: a case at each stage, each walked there by the services."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.models import Hearing, Matter, Prosecution
from cases.services.imports import commit_preview, preview_register
from cases.stages import WithdrawalGround
from notices.models import Letter, Payment, PenaltyNotice, Refund, Service
from notices.services.bundles.building import build_bundle
from notices.services.certificates import prepare_certificate
from notices.services.evidence import record_evidence, record_representation
from notices.services.notice import draft_notice, paper_of
from notices.services.payments import record_payment
from notices.services.rendering import render_letter
from notices.services.returned import draft_again, record_returned_post
from notices.services.warning import draft_warning
from notices.services.withdrawal import withdraw_notice
from schools.models import Membership, Upn
from schools.roles import Role
from tests import builders
from tests.notices import prosecutions as walked

ON = builders.TODAY


@dataclass(frozen=True)
class World:
    """The people, by the column of the table that they stand for, and the things, by the names its paths use."""

    people: dict[str, Membership]
    things: dict[str, str]


def a_world() -> World:
    """Build it on the practice day: what was done before was done on its own day."""
    cast = builders.a_cast(on=ON)
    return World(people=people_of(cast), things=_things(cast))


def people_of(cast: builders.Cast) -> dict[str, Membership]:
    """Somebody in every role: of the council and the school, of the school next door, of another council."""
    authority, school, other = cast.authority, cast.school, cast.other_school
    home = {role.value: cast.member(role) for role in _IN_CAST}
    home |= {
        "deputy": builders.a_member(authority, Role.DEPUTY, "Dov Marchbank", school=school, may_issue=True),
        "attendance": builders.a_member(authority, Role.ATTENDANCE, "Ada Quern", school=school),
        "notices": builders.a_member(authority, Role.NOTICES, "Niall Osgood", may_issue=True, may_withdraw=True),
        "contact": builders.a_member(authority, Role.CONTACT, "Cora Tamsin"),
    }
    next_door = {
        "other_head": cast.stranger,
        "other_deputy": builders.a_member(authority, Role.DEPUTY, "Nat Overbury", school=other, may_issue=True),
        "other_attendance": builders.a_member(authority, Role.ATTENDANCE, "Una Tolley", school=other),
    }
    return home | next_door | _abroad(home)


def _abroad(home: dict[str, Membership]) -> dict[str, Membership]:
    """The same posts in another authority, each with the same powers."""
    there = builders.a_cast(slug="faraway", on=ON)
    return {
        f"abroad_{name}": builders.a_member(
            there.authority,
            Role(member.role),
            f"Far {name.title()}",
            school=there.school if member.school_id else None,
            may_issue=member.may_issue,
            may_withdraw=member.may_withdraw,
        )
        for name, member in home.items()
    }


_IN_CAST = (Role.OFFICER, Role.HEAD, Role.LEGAL, Role.CLERK, Role.MANAGER, Role.AUDITOR)


def _things(cast: builders.Cast) -> dict[str, str]:
    return {
        **_registers(cast),
        **_monitoring(cast),
        **_warned(cast),
        **_noticed(cast),
        **_money(cast),
        **_in_court(cast),
    }


def _registers(cast: builders.Cast) -> dict[str, str]:
    pupil = builders.a_pupil(cast, name="Nye Calloway")
    upn = Upn.objects.get(pupil=pupil).value
    found = {}
    for name, day in (("register", "2004-05-13"), ("register done", "2004-05-12")):
        row = preview_register(
            f"upn,date,session,code\n{upn},{day},AM,O\n".encode(),
            file_name=f"{name}.csv",
            by=cast.head,
            on=ON,
            school=cast.school,
            vault=walked.vault(),
        )
        found[name] = str(row.id)
    done = commit_preview(row, skip_faulty=False, by=cast.head, on=ON, vault=walked.vault())
    assert done.applied, "the register of one half-day was not imported"
    return found


def _monitoring(cast: builders.Cast) -> dict[str, str]:
    caseless = builders.a_pupil(cast, name="Ivo Pellow")
    builders.a_parent(cast, caseless, name="Greta Pellow")
    builders.a_year_of_marks(caseless, builders.half_days_from(date(2004, 4, 26), 22, caseless))
    fresh = _family(cast, (date(2004, 4, 26), 24))
    builders.answer_nine(cast, fresh.case, on=ON)
    drafted = _family(cast, (date(2004, 4, 26), 24))
    builders.answer_nine(cast, drafted.case, on=ON)
    render_letter(draft_warning(drafted.matter, by=cast.officer, on=ON), vault=walked.vault())
    return {
        "upn": Upn.objects.get(pupil=caseless).value,
        "case": fresh.case.reference,
        "matter": fresh.matter.reference,
        "warning drafted": drafted.matter.reference,
    }


def _warned(cast: builders.Cast) -> dict[str, str]:
    ripe = walked.warned(_family(cast, walked.BEFORE, walked.AFTER))
    builders.answer_nine(cast, ripe.case, on=ON)
    drafted = walked.warned(_family(cast, walked.BEFORE, walked.AFTER))
    builders.answer_nine(cast, drafted.case, on=ON)
    halves = frozenset(builders.half_days_from(*walked.AFTER, drafted.pupil))
    notice = draft_notice(drafted.matter, chosen=halves, reasons="Nothing changed.", by=cast.officer, on=ON)
    render_letter(paper_of(notice), vault=walked.vault())
    return {"warned": ripe.matter.reference, "notice drafted": notice.number}


def _noticed(cast: builders.Cast) -> dict[str, str]:
    unpaid = walked.unpaid(_family(cast, walked.BEFORE, walked.AFTER))
    builders.answer_nine(cast, unpaid.case, on=ON)
    notice = PenaltyNotice.objects.get(matter=unpaid.matter)
    said = walked.unpaid(_family(cast, walked.BEFORE, walked.AFTER))
    reply = record_representation(
        said.matter, text="He was ill.", channel="phone", received_on=ON, by=cast.officer, on=ON
    )
    back = walked.unpaid(_family(cast, walked.BEFORE, walked.AFTER))
    paper = paper_of(PenaltyNotice.objects.get(matter=back.matter))
    record_returned_post(Service.objects.get(letter=paper), why="gone away", by=cast.officer, on=ON)
    again = draft_again(paper, post_class=Letter.PostClass.FIRST, by=cast.officer, on=ON)
    render_letter(again, vault=walked.vault())
    return {
        "unpaid": unpaid.matter.reference,
        "notice": notice.number,
        "letter": paper_of(notice).reference,
        "representation": str(reply.id),
        "letter returned": paper.reference,
        "letter again": again.reference,
    }


def _money(cast: builders.Cast) -> dict[str, str]:
    owing = walked.warned(_family(cast, walked.BEFORE, walked.AFTER))
    notice = walked.noticed(owing)
    paid = walked.warned(_family(cast, walked.BEFORE, walked.AFTER))
    stands = walked.noticed(paid)
    _pay(cast, stands.number, Decimal("50.00"), date(2004, 3, 20))
    withdraw_notice(
        stands, ground=WithdrawalGround.OUGHT_NOT, why="The mark was wrong.", by=cast.manager, on=date(2004, 3, 22)
    )
    late = _pay(cast, f"{notice.number[:-2]}ZZ", Decimal("100.00"), date(2004, 4, 20))
    evidence = record_evidence(
        owing.parent, text="A cheque stub.", channel="post", received_on=ON, by=cast.clerk, on=ON, notice=notice
    )
    claim = late.claims.filter(parent=owing.parent).first() or late.claims.first()
    assert claim is not None, "the money names nobody, so no claim can be looked at"
    return {
        "payment": str(late.id),
        "claim": str(claim.id),
        "refund": str(Refund.objects.get(notice=stands).id),
        "evidence": str(evidence.id),
    }


def _pay(cast: builders.Cast, reference: str, amount: Decimal, on: date) -> Payment:
    return record_payment(
        cast.authority,
        amount=amount,
        received_on=on,
        method=Payment.Method.CHEQUE,
        reference=reference,
        payer="L Fennimore",
        by=cast.clerk,
        on=on,
    ).payment


def _in_court(cast: builders.Cast) -> dict[str, str]:
    referred = walked.referred(_fresh_unpaid(cast))
    tested = walked.reviewed(walked.referred(_fresh_unpaid(cast)), by=cast.legal)
    asked = prepare_certificate(tested, by=cast.legal, on=walked.AUTHORISED)
    family = _fresh_unpaid(cast)
    ready = walked.ready(family)
    charged = walked.laid(_fresh_unpaid(cast))
    bundle = build_bundle(charged, by=cast.legal, on=ON, vault=walked.vault())
    return {
        "referred": referred.reference,
        "tested": tested.reference,
        "certificate": str(asked.id),
        "ready": ready.reference,
        "charged": charged.reference,
        "hearing": str(Hearing.objects.get(prosecution=charged).id),
        "bundle": bundle.reference,
        "case in court": _case_of(charged),
        "matter in court": Matter.objects.get(prosecutions=charged).reference,
        "notice in court": PenaltyNotice.objects.get(matter__prosecutions=charged).number,
    }


def _case_of(prosecution: Prosecution) -> str:
    return prosecution.matter.case.reference


def _fresh_unpaid(cast: builders.Cast) -> walked.Family:
    return walked.unpaid(_family(cast, walked.BEFORE, walked.AFTER))


def _family(cast: builders.Cast, *absent: tuple[date, int]) -> walked.Family:
    return walked.a_family(cast, absent=absent, until=ON)
