"""The kinds of letters: to whom each goes, what it is made of, and the particulars it must not lack."""

from dataclasses import dataclass
from enum import StrEnum

from notices.letters import snapshots


class To(StrEnum):
    """Who a kind of letter goes to."""

    PARENT = "parent"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Particular:
    """Something a paper must hold: the mark it bears in the template, what it is, and the facts it is made of."""

    mark: str
    what: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter. A statutory paper is rendered before its step is taken, any other after."""

    name: str
    title: str
    snapshot: type[snapshots.Letter]
    required: tuple[Particular, ...] = ()
    statutory: bool = False
    to: To = To.PARENT
    # A paper of the court's form lies in a folder; it is not read through a window.
    in_window: bool = True

    @property
    def template(self) -> str:
        """The template that says its sentences."""
        return f"letters/{self.name}.html"


# Education Act 1996 s.444A; SI 2004/181 reg 2; SI 2007/1867 reg 3.
NOTICE_PARTICULARS = (
    Particular("0", "the circumstances alleged to be the offence", ("sessions",)),
    Particular("a", "name and address of the recipient", ("recipient.name", "recipient.lines")),
    Particular("b", "name and address of the child, and the school", ("child.name", "child.address", "school.name")),
    Particular("c", "name and official particulars of the officer", ("officer.name", "officer.post")),
    Particular("d", "date or period of the offence, and date of issue", ("sessions", "issued_on")),
    Particular("e", "amount of the penalty and any variation", ("sums",)),
    Particular("f", "name and address of the authority", ("sender.name", "sender.address")),
    Particular("g", "ways to pay", ("ways",)),
    Particular("h", "period for paying", ("sums", "service")),
    Particular("i", "that payment discharges liability", ("wording.discharge.text",)),
    Particular("j", "consequences of not paying", ("wording.court_or_withdraw.text", "wording.fine.text")),
    Particular("k", "grounds for withdrawal", ("wording.grounds.text",)),
)
WARNING_PARTICULARS = (
    Particular("child", "the child", ("child.name", "school.name")),
    Particular("period", "the school days to improve", ("first_day", "last_day", "school_days")),
    Particular("ask", "what must be done", ("child.first_name",)),
    Particular("consequence", "what may follow", ("sums",)),
    Particular("record", "what the register says", ("record.sessions",)),
)
WITHDRAWAL_PARTICULARS = (
    Particular("number", "the notice withdrawn", ("number", "issued_on")),
    Particular("ground", "the ground", ("ground",)),
    Particular("no_court", "that no proceedings follow", ("wording.no_court.text",)),
)
INFORMATION_PARTICULARS = (
    Particular("court", "the court", ("court.name", "court.address")),
    Particular("accused", "the accused and the address", ("defendant", "defendant_address")),
    Particular("offence", "the offence and its statute", ("child.name", "school.name", "place")),
    Particular("dates", "the dates", ("sessions",)),
    Particular("informant", "who lays it", ("officer.name", "officer.post", "sender.name", "sender.address")),
)
SUMMONS_PARTICULARS = (
    Particular("hearing", "when and where the court sits", ("court.name", "court.address", "hearing_on", "hearing_at")),
    Particular("offence", "the offence", ("child.name", "sessions")),
)

KINDS = {
    kind.name: kind
    for kind in (
        Kind("first_concern", "Letter of first concern", snapshots.FirstConcern),
        Kind("warning", "Formal warning", snapshots.FormalWarning, WARNING_PARTICULARS, statutory=True),
        Kind("penalty_notice", "Penalty notice", snapshots.PenaltyNotice, NOTICE_PARTICULARS, statutory=True),
        Kind("reminder", "Reminder of a penalty notice", snapshots.Reminder),
        Kind("receipt", "Receipt", snapshots.Receipt),
        Kind("withdrawal", "Withdrawal of a penalty notice", snapshots.Withdrawal, WITHDRAWAL_PARTICULARS),
        Kind(
            "information",
            "Information",
            snapshots.Information,
            INFORMATION_PARTICULARS,
            statutory=True,
            to=To.COURT,
            in_window=False,
        ),
        Kind("summons", "Letter with the summons", snapshots.Summons, SUMMONS_PARTICULARS),
        Kind("court_result", "Result at court", snapshots.CourtResult),
        Kind("closing", "Closing letter", snapshots.Closing),
        Kind("leave_refused", "Leave refused", snapshots.LeaveRefused),
    )
}
