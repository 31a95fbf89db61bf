"""The open-evidence guard: nothing goes to court while a payment, a letter or a changed mark is undecided."""

from datetime import date

from cases.citations import Citation, Law, cite
from cases.rules.bars import Check, met, unmet
from cases.rules.facts import Facts, OpenItem, OpenKind
from schools import words

HEADINGS = {
    OpenKind.CLAIM: "A payment that could be theirs is undecided",
    OpenKind.PAYMENT_EVIDENCE: "Evidence of payment is undecided",
    OpenKind.RETURNED_POST: "Post came back and has not been served again",
    OpenKind.REPRESENTATION: "What the parent wrote is unanswered",
    OpenKind.CHANGED_MARK: "A half-day it rests on was changed in the register",
}
REMEDIES = {
    OpenKind.CLAIM: "Allocate it, return it, or show that it is not theirs.",
    OpenKind.PAYMENT_EVIDENCE: "Decide it with a reason.",
    OpenKind.RETURNED_POST: "Find the address and serve it again, or withdraw.",
    OpenKind.REPRESENTATION: "Answer it with reasons that name the facts.",
    OpenKind.CHANGED_MARK: "Ask the school what kind of change it is, and decide what follows.",
}


def nothing_open(facts: Facts, on: date) -> list[Check]:
    """Name every open item about the parent, or about a parent who shares a child with them."""
    items = sorted(facts.open_items, key=lambda item: (item.due_on or date.max, item.kind, item.reference))
    if items:
        return [_held(item, on) for item in items]
    return [met("open_evidence", "No payment, letter, returned post or changed mark is undecided.", _citation(on))]


def orphans(facts: Facts, on: date) -> list[Check]:
    """Ask the referrer about money of that sum and time that belongs to nobody: shown, and answered in words."""
    number = facts.money.orphans
    if not number:
        return []
    if facts.money.orphans_answered:
        text = f"{words.count(number, 'unclaimed payment')} looked at: {facts.money.orphans_answered}"
        return [met("orphan_payments", text, _citation(on))]
    belong = "belongs" if number == 1 else "belong"
    return [
        unmet(
            "orphan_payments",
            f"{words.count(number, 'payment')} of that sum and time {belong} to nobody yet.",
            _citation(on),
            remedy="Look at them, and record that none is theirs.",
            who="You",
        )
    ]


def _held(item: OpenItem, on: date) -> Check:
    due = f" by {words.long_date(item.due_on)}" if item.due_on else ""
    return unmet(
        item.kind.value,
        f"{HEADINGS[item.kind]}: {item.text}",
        _citation(on),
        remedy=f"{REMEDIES[item.kind]}{f' Due{due}.' if due else ''}",
        who=item.owner or "No one yet; a manager names the owner",
    )


def _citation(on: date) -> Citation:
    return cite(Law.OPEN_EVIDENCE, on)
