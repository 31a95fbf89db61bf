"""Invented people and places, and cases walked up the real ladder: an impossible state cannot be built."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import count

from cases.models import Case, Matter, Policy, SupportAction
from cases.rules.facts import Question
from cases.rules.model_codes import LOCAL_CODE_2004
from cases.rules.policy import PolicyTerms
from cases.services.opening import begin_matter, open_case
from cases.services.steps import one_step
from cases.services.support import Answer, answer_equality, decide_liability, record_support
from cases.stages import MatterKind
from schools import codes, grid
from schools.models import (
    Authority,
    Enrolment,
    Membership,
    Parent,
    ParentKey,
    Pupil,
    RegisterYear,
    Responsibility,
    School,
    Term,
    Upn,
    User,
)
from schools.models.fields import YesNo
from schools.queries.calendars import calendar_of
from schools.roles import Role
from schools.services.calendar import close_days, set_terms
from schools.upns import make_upn

TODAY = date(2004, 5, 14)
YEAR_BEGAN = date(2003, 9, 1)
TERMS = (
    (Term.Season.AUTUMN, date(2003, 9, 3), date(2003, 10, 24)),
    (Term.Season.AUTUMN, date(2003, 11, 3), date(2003, 12, 19)),
    (Term.Season.SPRING, date(2004, 1, 5), date(2004, 2, 13)),
    (Term.Season.SPRING, date(2004, 2, 23), date(2004, 4, 2)),
    (Term.Season.SUMMER, date(2004, 4, 19), date(2004, 5, 28)),
    (Term.Season.SUMMER, date(2004, 6, 7), date(2004, 7, 21)),
)
_number = count(1)


@dataclass(frozen=True)
class Cast:
    """One authority with two schools and the people who work there."""

    authority: Authority
    school: School
    other_school: School
    officer: Membership
    head: Membership
    legal: Membership
    clerk: Membership
    manager: Membership
    auditor: Membership
    stranger: Membership
    service: Membership

    def member(self, role: Role) -> Membership:
        """The cast's person in that role."""
        return next(
            member
            for member in (getattr(self, field.name) for field in fields(self))
            if isinstance(member, Membership) and member.role == role
        )


def a_cast(*, slug: str = "practice", on: date | None = TODAY, terms: PolicyTerms = LOCAL_CODE_2004) -> Cast:
    """An authority on a practice day, its calendar, its code of conduct and its people."""
    authority = Authority.objects.create(
        slug=slug,
        name=f"{slug.title()} City Council",
        service_name="Education Welfare Service",
        la_code="852",
        address1="3 Lantern Court",
        town="Harbourgate",
        postcode="SO98 1AA",
        phone="01632 960001",
        hours="9 am to 5 pm, Monday to Friday",
        payee=f"{slug.title()} City Council",
        payment_methods=["By cheque, payable to the council, with the notice number on the back."],
        court="Harbourgate Magistrates' Court",
        court_address=["1 Assize Row", "Harbourgate", "SO98 1AB"],
        practice=on is not None,
        practice_date=on,
    )
    set_terms(authority, TERMS)
    close_days(authority, [date(2004, 5, 3)], why="holiday")  # type: ignore[arg-type]
    a_policy(authority, terms)
    school = a_school(authority, "Tollbar High", phase="secondary")
    other = a_school(authority, "Mossgate Primary", phase="primary")
    legal = a_member(authority, Role.LEGAL, "Maud Inkersole")
    return Cast(
        authority=authority,
        school=school,
        other_school=other,
        officer=a_member(authority, Role.OFFICER, "Orla Pennant", may_issue=True, may_withdraw=True),
        head=a_member(authority, Role.HEAD, "Hew Ashgrove", school=school, may_issue=True),
        legal=legal,
        clerk=a_member(authority, Role.CLERK, "Nisha Farrowdale"),
        manager=a_member(authority, Role.MANAGER, "Petra Lowmoor", may_withdraw=True),
        auditor=a_member(authority, Role.AUDITOR, "Ansel Quickley"),
        stranger=a_member(authority, Role.HEAD, "Sib Strangeways", school=other, may_issue=True),
        service=a_member(authority, Role.SERVICE, "Register review"),
    )


def a_policy(authority: Authority, terms: PolicyTerms) -> Policy:
    """A code of conduct in force since before any case."""
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    values["early_issue_grounds"] = list(terms.early_issue_grounds)
    values["in_force_from"] = min(terms.in_force_from, YEAR_BEGAN)
    return Policy.objects.create(authority=authority, **values)


def a_school(authority: Authority, name: str, *, phase: str = "secondary") -> School:
    """An invented school with a number no real one has."""
    return School.objects.create(
        authority=authority,
        urn=f"9{next(_number):05d}",
        name=name,
        phase=phase,
        address1="School Lane",
        town="Harbourgate",
        postcode="SO98 2AA",
    )


def a_member(
    authority: Authority,
    role: Role,
    name: str,
    *,
    school: School | None = None,
    may_issue: bool = False,
    may_withdraw: bool = False,
) -> Membership:
    """A person with one role; the user name is the role's, numbered."""
    forename, surname = name.split(" ", 1)
    user = User.objects.create(
        username=f"{authority.slug}-{role.value}-{next(_number)}", first_name=forename, last_name=surname
    )
    return Membership.objects.create(
        authority=authority,
        user=user,
        role=role,
        title=role.label,
        school=school,
        from_day=date(2000, 1, 1),
        official_number=f"A{next(_number)}",
        may_issue=may_issue,
        may_withdraw=may_withdraw,
    )


def a_pupil(
    cast: Cast,
    *,
    name: str = "Wren Fennimore",
    born: date = date(1990, 3, 3),
    school: School | None = None,
    admitted: date = date(2002, 9, 3),
    **known: object,
) -> Pupil:
    """A pupil on a school's roll, about whom nothing bars a step."""
    forename, surname = name.split(" ", 1)
    known = {"care_status": "", "mobile": YesNo.NO, "home_authority": "", **known}
    pupil = Pupil.objects.create(
        authority=cast.authority, forename=forename, surname=surname, born=born, year_group="9", **known
    )
    thousands, serial = divmod(next(_number), 1000)
    upn = make_upn(852, 4001 + thousands, 2, serial)
    Upn.objects.create(authority=cast.authority, pupil=pupil, value=upn)
    Enrolment.objects.create(authority=cast.authority, pupil=pupil, school=school or cast.school, admitted=admitted)
    return pupil


def a_parent(
    cast: Cast,
    pupil: Pupil,
    *,
    name: str = "Lorna Fennimore",
    title: str = "Ms",
    lives_with: bool = True,
    address_withheld: bool = False,
    postcode: str = "SO98 3GT",
    street: str = "",
    **known: object,
) -> Parent:
    """A parent of the pupil with an address of their own."""
    forename, surname = name.split(" ", 1)
    parent = Parent.objects.create(
        authority=cast.authority,
        title=title,
        forename=forename,
        surname=surname,
        born=date(1965, 4, 1),
        address1=street or f"{next(_number)} Larkspur Gardens",
        town="Harbourgate",
        postcode=postcode,
        **known,
    )
    ParentKey.objects.create(authority=cast.authority, parent=parent, source="people", ref=f"p{parent.id}")
    Responsibility.objects.create(
        authority=cast.authority,
        pupil=pupil,
        parent=parent,
        relationship="mother" if title == "Ms" else "father",
        lives_with=YesNo.YES if lives_with else YesNo.NO,
        has_care=YesNo.YES if lives_with else YesNo.NO,
        parental_responsibility=YesNo.YES,
        contact="full",
        address_withheld=address_withheld,
    )
    return parent


def marks(pupil: Pupil, written: dict[tuple[date, str], str], *, school: School | None = None) -> None:
    """Write marks straight into a pupil's register, as an import of an earlier day left them."""
    enrolment = pupil.enrolments.get(school=school) if school else pupil.enrolments.get()
    by_year: dict[int, dict[int, int]] = {}
    for (day, half), text in written.items():
        place = grid.position(day, grid.Session(half))
        by_year.setdefault(grid.year_of(day), {})[place] = codes.code_on(text, day).byte
    for year, places in by_year.items():
        row, _ = RegisterYear.objects.get_or_create(enrolment=enrolment, year=year, defaults={"marks": grid.blank()})
        row.marks = grid.put(bytes(row.marks), places)
        row.save()


def a_year_of_marks(pupil: Pupil, absent: Iterable[tuple[date, str]], *, code: str = "O", until: date = TODAY) -> None:
    """Fill a pupil's year to a day: present, but for these half-days."""
    missed = set(absent)
    school = pupil.enrolments.get().school
    calendar = calendar_of(pupil.authority_id, school.id)
    written = {
        (day, half): code if (day, half) in missed else ("/" if half == "AM" else "\\")
        for day in calendar.school_days(YEAR_BEGAN, until)
        for half in ("AM", "PM")
    }
    marks(pupil, written)


def half_days_from(first: date, number: int, pupil: Pupil) -> list[tuple[date, str]]:
    """So many half-days of school in a row from a day."""
    calendar = calendar_of(pupil.authority_id, pupil.enrolments.get().school_id)
    days = calendar.school_days(first, first + timedelta(days=200))
    return [(day, half) for day in days for half in ("AM", "PM")][:number]


def a_case(cast: Cast, pupil: Pupil | None = None, *, on: date = date(2004, 3, 1)) -> Case:
    """An open case with help offered and the nine questions answered, so that nothing but the law is in the way."""
    pupil = pupil or a_pupil(cast)
    case = open_case(
        pupil,
        school=pupil.enrolments.get().school,
        opened_by=Case.OpenedBy.OFFICER,
        why="Opened for a test.",
        by=cast.officer,
        on=on,
        officer=cast.officer,
    )
    record_support(
        case,
        kind=SupportAction.Kind.VISIT,
        offered_on=on,
        answer=SupportAction.Answer.ACCEPTED,
        note="A talk at home.",
        by=cast.officer,
        on=on,
    )
    answer_nine(cast, case, on=on)
    return case


def answer_nine(cast: Cast, case: Case, *, on: date) -> None:
    """Answer all nine questions with no."""
    no = Answer(answer=YesNo.NO.value, said_by="The school")
    answer_equality(case, answers={question.value: no for question in Question}, by=cast.officer, on=on)


def a_matter(
    cast: Cast,
    case: Case,
    parent: Parent,
    *,
    on: date = date(2004, 3, 1),
    kind: MatterKind = MatterKind.ATTENDANCE,
) -> Matter:
    """A matter against a parent who is liable."""
    with one_step(case.id, by=cast.officer, on=on) as step:
        matter = begin_matter(step, parent=parent, school=case.school, kind=kind)
    decide_liability(
        matter,
        liability=Matter.Liability.LIABLE,
        reason="The child lives with this parent all week.",
        by=cast.officer,
        on=on,
    )
    matter.refresh_from_db()
    return matter
