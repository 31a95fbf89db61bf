"""An invented family's letters, one of each kind, with the dates that the law gives for postings of March 2004."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cases.stages import WithdrawalGround
from notices.letters import parts, snapshots, wording
from notices.letters.sessions import Session

PRACTICE = "Practice paper: invented people, not a real letter."
COUNCIL = parts.Sender(
    name="Southampton practice authority",
    service="Education Welfare Service",
    address=("Practice House, 1 Example Quay", "Southampton SO98 1AA"),
    phone="01632 960 120",
    email="ews@practice.example",
    textphone="01632 960 121",
)
PRYCE = parts.Recipient(
    name="Mrs Angela Pryce",
    salutation="Mrs Pryce",
    lines=("Mrs Angela Pryce", "Flat 3", "14 Lantern Row", "Southampton", "SO98 4QT"),
)
JAMIE = parts.Child(
    name="Jamie Pryce", first_name="Jamie", address=("Flat 3", "14 Lantern Row", "Southampton SO98 4QT")
)
SCHOOL = parts.School(name="Harbourgate Community School", phone="01632 960 140")
DUNNING = parts.Officer(name="Margaret Dunning", post="Education Welfare Officer", number="EWO 14")
HEAD = parts.Officer(name="Ruth Ashdown", post="Head teacher", capacity=parts.Capacity.HEAD)
COURT = parts.Court(name="Practice Magistrates’ Court", address=("4 Example Parade", "Southampton SO98 2CT"))
WAYS = (
    parts.Way(
        name="By post",
        text="Send a cheque or postal order with the payment slip. Make it payable to Southampton practice authority. "
        "Write {number} on the back. Do not send cash.",
    ),
    parts.Way(
        name="In person",
        text="Bring the slip to the cash office at Practice House, Monday to Friday, 9 am to 4.30 pm. You can pay by "
        "cash, cheque or card.",
    ),
    parts.Way(
        name="By phone",
        text="Call 01632 960 133, Monday to Friday, 9 am to 5 pm. Have your card and this notice ready.",
    ),
)
UNAUTHORISED = "absent without permission"


def half_days(*listed: tuple[int, int, str], year: int = 2004, code: str = "O", meaning: str = UNAUTHORISED):
    """Make sessions from (month, day, "AM", "PM" or "both")."""
    return tuple(
        Session(date(year, month, day), half, code, meaning)
        for month, day, halves in listed
        for half in (("AM", "PM") if halves == "both" else (halves,))
    )


MARCH = half_days((3, 8, "both"), (3, 12, "PM"), (3, 16, "both"), (3, 17, "both"), (3, 22, "AM"), (3, 23, "both"))
WINTER = half_days(*((1, day, "both") for day in (12, 13, 21, 29)), *((2, day, "both") for day in (5, 10, 24)))
RECORD = parts.Record(
    first=date(2004, 1, 5), last=date(2004, 2, 27), possible=70, attended=51, authorised=5, sessions=WINTER
)
MEETING = parts.Meeting(
    on=date(2004, 3, 9), at="4.15 pm", place="Harbourgate Community School", others="Jamie’s head of year"
)
FIFTY = parts.Sum(amount=Decimal(50), days=28, last_day=date(2004, 4, 28))
HUNDRED = parts.Sum(amount=Decimal(100), days=42, last_day=date(2004, 5, 12))


def common(written_on: date, reference: str = "L7K3M9QAX", **changes: Any) -> dict[str, Any]:
    """The head that every letter of the family has."""
    return {
        "reference": reference,
        "written_on": written_on,
        "sender": COUNCIL,
        "recipient": PRYCE,
        "child": JAMIE,
        "school": SCHOOL,
        "officer": DUNNING,
        "wording": wording.wording_on(written_on),
        "practice": PRACTICE,
    } | changes


def first_concern(**changes: Any):
    return snapshots.FirstConcern(**common(date(2004, 2, 2)) | {"record": RECORD} | changes)


def warning(**changes: Any):
    return snapshots.FormalWarning(
        **common(date(2004, 3, 1))
        | {
            "record": RECORD,
            "first_day": date(2004, 3, 4),
            "last_day": date(2004, 3, 24),
            "school_days": 15,
            "review_on": date(2004, 3, 25),
            "sums": (replace(FIFTY, last_day=None), replace(HUNDRED, last_day=None)),
            "meeting": MEETING,
        }
        | changes
    )


def penalty_notice(**changes: Any):
    return snapshots.PenaltyNotice(
        **common(date(2004, 3, 29))
        | {
            "number": "N5T2W8RBK",
            "issued_on": date(2004, 3, 29),
            "sessions": MARCH,
            "sums": (FIFTY, HUNDRED),
            "service": parts.Service(
                method=parts.Method.FIRST_CLASS, on=date(2004, 3, 29), received_on=date(2004, 3, 31)
            ),
            "not_before": date(2004, 5, 13),
            "ways": WAYS,
            "warned_on": date(2004, 3, 1),
        }
        | changes
    )


def penalty_notice_of_2025(**changes: Any):
    issued = date(2025, 11, 13)
    holiday = half_days(
        *((10, day, "both") for day in range(6, 10)),
        year=2025,
        code="G",
        meaning="holiday not agreed by the school",
    )
    late = half_days((10, 13, "AM"), (10, 14, "AM"), year=2025, code="U", meaning="came after the register closed")
    return penalty_notice(
        **common(issued)
        | {
            "issued_on": issued,
            "sessions": (*holiday, *late),
            "possible": 60,
            "sums": (
                parts.Sum(
                    amount=Decimal(80),
                    days=21,
                    last_day=date(2025, 12, 7),
                    counting=parts.Counting.BEGINNING_WITH,
                ),
                parts.Sum(amount=Decimal(160), days=28, last_day=date(2025, 12, 15)),
            ),
            "service": parts.Service(method=parts.Method.FIRST_CLASS, on=issued, received_on=date(2025, 11, 17)),
            "not_before": date(2025, 12, 16),
            "warned_on": date(2025, 9, 10),
            "after_this": wording.after_this("R2024-1"),
        }
        | changes
    )


def reminder(**changes: Any):
    return snapshots.Reminder(
        **common(date(2004, 4, 29))
        | {
            "number": "N5T2W8RBK",
            "issued_on": date(2004, 3, 29),
            "sums": (HUNDRED,),
            "ended": FIFTY,
            "not_before": date(2004, 5, 13),
            "ways": WAYS,
        }
        | changes
    )


def receipt(**changes: Any):
    return snapshots.Receipt(
        **common(date(2004, 4, 21))
        | {
            "number": "N5T2W8RBK",
            "issued_on": date(2004, 3, 29),
            "payments": (
                parts.Received(amount=Decimal(50), on=date(2004, 4, 20), how="cheque by post", reference="000417"),
            ),
        }
        | changes
    )


def withdrawal(**changes: Any):
    return snapshots.Withdrawal(
        **common(date(2004, 4, 6))
        | {
            "number": "N5T2W8RBK",
            "issued_on": date(2004, 3, 29),
            "ground": WithdrawalGround.OUGHT_NOT,
            "reason": "You told us on 30 March that Jamie was at hospital on 16 and 17 March, and sent us the "
            "hospital’s letter. The school has changed the register. Jamie did not miss those days without permission.",
            "repayments": (
                parts.Repayment(
                    amount=Decimal(50),
                    paid_on=date(2004, 4, 1),
                    to="you",
                    how="by cheque",
                    by=date(2004, 4, 20),
                    reference="RF 0119",
                ),
            ),
        }
        | changes
    )


def information(**changes: Any):
    return snapshots.Information(
        **common(date(2004, 5, 14), reference="P4H8D2NCT")
        | {
            "recipient": parts.Recipient(
                name=COURT.name, salutation="the justices’ clerk", lines=(COURT.name, *COURT.address)
            ),
            "court": COURT,
            "defendant": "Mrs Angela Pryce",
            "defendant_address": ("Flat 3", "14 Lantern Row", "Southampton SO98 4QT"),
            "defendant_born": date(1969, 7, 3),
            "place": "Southampton",
            "sessions": MARCH,
        }
        | changes
    )


def summons(**changes: Any):
    return snapshots.Summons(
        **common(date(2004, 5, 17), reference="P4H8D2NCT")
        | {
            "court": COURT,
            "hearing_on": date(2004, 6, 10),
            "hearing_at": "10 am",
            "sessions": MARCH,
            "notice_number": "N5T2W8RBK",
        }
        | changes
    )


def court_result(**changes: Any):
    return snapshots.CourtResult(
        **common(date(2004, 6, 11), reference="P4H8D2NCT")
        | {
            "court": COURT,
            "heard_on": date(2004, 6, 10),
            "first": date(2004, 3, 8),
            "last": date(2004, 3, 23),
            "finding": parts.Finding.PROVED_IN_ABSENCE,
            "orders": (
                parts.Order(what="Fine", amount=Decimal(80), by=date(2004, 7, 8)),
                parts.Order(what="Costs", amount=Decimal(35), by=date(2004, 7, 8)),
            ),
        }
        | changes
    )


def closing(**changes: Any):
    after = parts.Record(
        first=date(2004, 3, 4), last=date(2004, 3, 24), possible=30, attended=30, authorised=0, sessions=()
    )
    return snapshots.Closing(**common(date(2004, 4, 2)) | {"before": RECORD, "after": after} | changes)


def leave_refused(**changes: Any):
    return snapshots.LeaveRefused(
        **common(date(2004, 4, 19), officer=HEAD)
        | {
            "sender": replace(COUNCIL, name=SCHOOL.name, service="Head teacher’s office"),
            "asked_on": date(2004, 4, 14),
            "first": date(2004, 5, 10),
            "last": date(2004, 5, 14),
            "half_days": 10,
            "reason": "Jamie has tests in that week, and cannot take them at another time.",
            "sums": (replace(FIFTY, last_day=None), replace(HUNDRED, last_day=None)),
        }
        | changes
    )


EVERY_KIND = {
    "first_concern": first_concern,
    "warning": warning,
    "penalty_notice": penalty_notice,
    "reminder": reminder,
    "receipt": receipt,
    "withdrawal": withdrawal,
    "information": information,
    "summons": summons,
    "court_result": court_result,
    "closing": closing,
    "leave_refused": leave_refused,
}
