"""What the law asks of the parent: that they answer for the child, and that a paper may reach them."""

from datetime import date

from cases.citations import Law, cite
from cases.rules.bars import Check, MayOverride, met, unmet
from cases.rules.facts import Answered, Facts
from schools import words


def liable(facts: Facts, on: date) -> Check:
    """Ask whether this parent answers for these half-days, decided for them alone. (Education Act 1996 s.576)"""
    citation = cite(Law.PARENT, on)
    who = facts.liability
    if who.is_parent and who.liable is Answered.YES:
        return met("liable", f"Liable: {who.reason}", citation)
    if not who.is_parent:
        text = "Nothing on record makes this person a parent of the child."
    elif who.liable is Answered.NO:
        text = f"This parent is not liable: {who.reason}"
    else:
        text = "Nobody has decided whether this parent is liable."
    return unmet(
        "liable",
        text,
        citation,
        remedy="Record who had care of the child on those days, and decide for this parent alone.",
        who="An officer",
    )


def address_withheld(facts: Facts, on: date) -> Check:
    """Ask whether the child's address may be shown to this parent: a notice must carry it. (particular (b))"""
    citation = cite(Law.CHILDS_ADDRESS, on)
    if not facts.liability.childs_address_withheld:
        return met("address_withheld", "The child's address is not withheld from this parent.", citation)
    return unmet(
        "address_withheld",
        "The child's address is withheld from this parent, and the paper would show it.",
        citation,
        remedy="A lawyer's recorded decision: serve on the other parent only, or the form of address to print.",
        who="A legal officer",
        overridable_by=MayOverride.LEGAL,
    )


def address(facts: Facts, on: date) -> Check:
    """Ask whether the paper can be delivered, left or posted. (Education Act 1996 s.572)"""
    citation = cite(Law.SERVICE, on)
    if facts.liability.by_hand:
        return met("address", "It is to be handed over.", citation)
    if facts.liability.address_is_postable:
        return met("address", "The parent's address is complete.", citation)
    return unmet(
        "address",
        "There is no complete address to post to.",
        citation,
        remedy="Find the usual or last known address, or hand the paper over.",
        who="An officer",
    )


def explained(facts: Facts, on: date) -> list[Check]:
    """Ask that a parent who cannot read the paper was told in person what it says; never through a child."""
    who = facts.liability
    if not who.communication_need:
        return []
    citation = cite(Law.EQUALITY, on)
    if who.explained is not None and who.explained.on <= on:
        by = f"{who.explained.by}, {who.explained.interpreter}" if who.explained.interpreter else who.explained.by
        return [met("explained", f"Explained in person on {words.long_date(who.explained.on)} by {by}.", citation)]
    return [
        unmet(
            "explained",
            f"The parent needs it explained in person ({who.communication_need}), and nobody has recorded that it was.",
            citation,
            remedy="Explain it in person, with an adult interpreter where one is needed, and record who and when.",
            who="An officer",
        )
    ]
