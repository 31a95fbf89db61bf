"""The council as it stands before its first file: its name, its years, its code of conduct and its people."""

from dataclasses import fields, replace
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cases.models import Policy
from cases.rules.model_codes import LOCAL_CODE_2004
from cases.rules.policy import PolicyTerms
from notices.practice import calendar, names
from notices.practice.schools import all_schools
from schools.models import Authority, ClosedDay, Membership, School, Term, User
from schools.queries.sign_ins import PASSWORD
from schools.roles import Role
from schools.services.calendar import close_days, set_terms
from schools.services.standing import standing_member

SLUG = "southampton-2003"
FIRST_DAY = date(2002, 9, 3)
COURT = "Southampton Magistrates' Court"

# What the council worked by before it adopted its code; it opened cases at the same measure and gave no warnings.
POLICY_OF_2002 = replace(
    LOCAL_CODE_2004,
    code_name="Attendance policy 2002",
    adopted_on=date(2002, 7, 15),
    in_force_from=date(2002, 8, 1),
    in_force_until=date(2004, 1, 25),
)

# Sign-in, role, name, title, and whether the person may issue and withdraw notices.
STAFF: tuple[tuple[str, Role, str, str, bool, bool], ...] = (
    ("principal", Role.OFFICER, "Harriet Oakshott", "Principal education welfare officer", True, True),
    ("senior-1", Role.OFFICER, "Desmond Quarry", "Senior education welfare officer", True, True),
    ("senior-2", Role.OFFICER, "Priya Lanyard", "Senior education welfare officer", True, True),
    ("legal", Role.LEGAL, "Helen Trask", "Legal officer", False, False),
    ("clerk", Role.CLERK, "Nisha Farrow", "Payments clerk", False, False),
    ("clerk-2", Role.CLERK, "Ted Halloran", "Payments clerk", False, False),
    ("manager", Role.MANAGER, "Owen Castellan", "Attendance manager", False, True),
    ("auditor", Role.AUDITOR, "Ines Calloway", "Auditor", False, False),
)
OFFICERS = (
    "Marian Thistlewood",
    "David Ashmead",
    "Rukhsana Pellow",
    "Colm Fairweather",
    "Ottilie Brandreth",
    "Samuel Inkpen",
    "Grace Holdernesse",
    "Anil Wetherby",
    "Bethan Culpepper",
    "Joss Larkham",
    "Miriam Sandgate",
    "Tariq Elverson",
    "Norah Pettigrew",
    "Felix Stanhope",
)


def lay_out() -> Authority:
    """Enter the council, its terms, its codes of conduct and its staff; once."""
    with transaction.atomic():
        authority, made = Authority.objects.get_or_create(
            slug=SLUG,
            defaults={
                "name": "Southampton City Council",
                "service_name": "Education Welfare Service",
                "la_code": "852",
                "address1": "3 Lantern Court",
                "town": "Southampton",
                "postcode": "SO98 1AA",
                "phone": "01632 960001",
                "hours": "9 am to 5 pm, Monday to Friday",
                "payee": "Southampton City Council",
                "payment_methods": [
                    "By cheque, payable to Southampton City Council, with the notice number on the back.",
                    "By debit card, by telephone on 01632 960002, 9 am to 4 pm, Monday to Friday.",
                    "At any bank, with the slip at the foot of this notice.",
                ],
                "court": COURT,
                "court_address": ["1 Assize Row", "Southampton", "SO98 1AB"],
                "practice": True,
                "practice_date": FIRST_DAY,
            },
        )
        if made:
            for terms in calendar.TERMS.values():
                set_terms(authority, [(Term.Season(season), first, last) for season, first, last in terms])
            close_days(authority, calendar.CLOSED, why=ClosedDay.Why.HOLIDAY)
            close_days(authority, calendar.TRAINING_LAST_YEAR, why=ClosedDay.Why.INSET)
            standing_member(authority)
            _enter_staff(authority)
            _enter_codes(authority)
    return authority


def staff_schools(authority: Authority) -> None:
    """Enter what hangs on the schools, once they are there: training days and heads."""
    if Membership.objects.filter(authority=authority, role=Role.HEAD).exists():
        return
    rows = {school.urn: school for school in School.objects.filter(authority=authority)}
    password = make_password(PASSWORD)
    with transaction.atomic():
        for school in all_schools():
            row = rows[school.urn]
            close_days(authority, calendar.TRAINING[school.pattern], why=ClosedDay.Why.INSET, school=row)
            forenames = names.WOMEN if school.number % 2 else names.MEN
            surname = names.SURNAMES[school.number * 37 % len(names.SURNAMES)]
            name = f"{forenames[school.number % len(forenames)]} {surname}"
            username = "head" if school.number == 0 else f"head-{school.urn}"
            _enter(authority, username, Role.HEAD, name, password, title="Head teacher", school=row, may_issue=True)


def _enter_staff(authority: Authority) -> None:
    password = make_password(PASSWORD)
    for username, role, name, title, may_issue, may_withdraw in STAFF:
        _enter(authority, username, role, name, password, title=title, may_issue=may_issue, may_withdraw=may_withdraw)
    for number, name in enumerate(OFFICERS):
        username = f"officer-{number + 1}" if number else "officer"
        _enter(authority, username, Role.OFFICER, name, password, title="Education welfare officer", may_issue=True)


def _enter(
    authority: Authority,
    username: str,
    role: Role,
    name: str,
    password: str,
    *,
    title: str,
    school: School | None = None,
    may_issue: bool = False,
    may_withdraw: bool = False,
) -> None:
    forename, _, surname = name.partition(" ")
    user = User.objects.create(username=username, first_name=forename, last_name=surname, password=password)
    Membership.objects.create(
        authority=authority,
        user=user,
        role=role,
        title=title,
        school=school,
        from_day=FIRST_DAY,
        official_number=f"EW{user.id:03d}" if may_issue else "",
        may_issue=may_issue,
        may_withdraw=may_withdraw,
    )


def _enter_codes(authority: Authority) -> None:
    manager = Membership.objects.get(authority=authority, role=Role.MANAGER)
    principal = Membership.objects.get(authority=authority, user__username="principal")
    for terms in (POLICY_OF_2002, LOCAL_CODE_2004):
        values = {field.name: getattr(terms, field.name) for field in fields(PolicyTerms)}
        values["early_issue_grounds"] = list(terms.early_issue_grounds)
        Policy.objects.create(authority=authority, entered_by=manager, approved_by=principal, **values)
