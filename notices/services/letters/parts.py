"""The parts that every letter has, frozen from the rows of the day: sender, reader, child, school, officer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from notices.letters import parts
from notices.letters.addresses import Unpostable, window_lines
from notices.letters.wording import wording_on
from notices.models import Letter
from schools import references
from schools.models import Authority, Membership, Parent, Pupil, School
from schools.queries.addresses import address_of
from schools.roles import Role

PRACTICE = "Practice authority: the schools and everybody named are invented."
CAPACITIES = {Role.HEAD: parts.Capacity.HEAD, Role.DEPUTY: parts.Capacity.DEPUTY}


def common(letter: Letter, *, by: Membership, on: date) -> Mapping[str, Any]:
    """What every kind of letter to a parent says, as the named arguments of its snapshot."""
    assert letter.to_parent is not None
    pupil = letter.case.pupil
    school = letter.matter.school if letter.matter else letter.case.school
    return {
        "reference": references.spaced(letter.reference),
        "written_on": on,
        "sender": sender_of(letter.case.authority),
        "recipient": recipient_of(letter.to_parent, by_hand=letter.post_class == Letter.PostClass.HAND),
        "child": child_of(pupil, to=letter.to_parent),
        "school": school_of(school),
        "officer": officer_of(signer_of(letter, by)),
        "wording": wording_on(on),
        "practice": PRACTICE if letter.case.authority.practice else "",
        "large_print": "large print" in letter.to_parent.communication_need.lower(),
    }


def sender_of(authority: Authority) -> parts.Sender:
    """Name the council as the head of a letter does."""
    lines = (authority.address1, authority.address2, authority.address3)
    town = " ".join(part for part in (authority.town, authority.postcode) if part)
    return parts.Sender(
        name=authority.name,
        service=authority.service_name,
        address=tuple(line for line in (*lines, town) if line),
        phone=authority.phone,
    )


def recipient_of(parent: Parent, *, by_hand: bool) -> parts.Recipient:
    """Name the reader and the lines of the window.

    An address that no window can hold is frozen as it is: the letter is then not made, and is work on a desk, where a
    step refused for it would undo a decision that was taken.
    """
    name = str(parent)
    lines = address_of(parent, to=parent).lines
    middle = lines[:-1] if parent.postcode else lines
    try:
        window = window_lines(name, middle, parent.postcode)
    except Unpostable:
        window = (name, *lines)
    return parts.Recipient(name=name, salutation=salutation(parent), lines=window, by_hand=by_hand)


def salutation(parent: Parent) -> str:
    """Greet a person by title and surname, or by the whole name where no title is known."""
    return f"{parent.title} {parent.surname}" if parent.title else str(parent)


def child_of(pupil: Pupil, *, to: Parent) -> parts.Child:
    """Name the child, with no more of the address than this reader may be told."""
    return parts.Child(
        name=str(pupil),
        first_name=pupil.forename,
        address=address_of(pupil, to=to).lines,
        born=pupil.born,
    )


def school_of(school: School) -> parts.School:
    """Name the school whose register the letter speaks of."""
    return parts.School(name=school.name, phone=school.phone)


def officer_of(by: Membership) -> parts.Officer:
    """Name who signs, in the capacity they act in. (Education Act 1996 s.444B)"""
    role = Role(by.role)
    return parts.Officer(
        name=by.user.get_full_name() or by.user.username,
        post=by.title or role.label,
        number=by.official_number,
        capacity=CAPACITIES.get(role, parts.Capacity.COUNCIL),
    )


def signer_of(letter: Letter, by: Membership) -> Membership:
    """Who signs: whoever writes it; of what no person wrote, the officer whom the parent can ask."""
    if by.role != Role.SERVICE:
        return by
    issued_by = letter.notice.issued_by if letter.notice else None
    return letter.case.officer or issued_by or by


def court_of(authority: Authority) -> parts.Court:
    """Name the court that hears the authority's cases."""
    return parts.Court(name=authority.court, address=tuple(authority.court_address))


def ways_to_pay(authority: Authority) -> tuple[parts.Way, ...]:
    """The ways the council takes a penalty; the first words of each sentence are its name: "By post. Send a …"."""
    return tuple(_way(sentence) for sentence in authority.payment_methods)


def _way(sentence: str) -> parts.Way:
    mark = ". " if ". " in sentence else ", "
    name, _, text = sentence.partition(mark)
    return parts.Way(name=name.rstrip("."), text=text[:1].upper() + text[1:])
