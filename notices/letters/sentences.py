"""A dated statement of law as a letter prints it, and the set of them that one day's letters share."""

from dataclasses import dataclass

from cases.citations import Confidence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement of law as printed, where it stands, and how sure we are of it."""

    text: str
    citation: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The statements of law, and the words that change with it, of one day."""

    authority: str
    ombudsman: str
    deaf: str
    advice: str
    section: Sentence
    offence: Sentence
    offence_plain: Sentence
    offer: Sentence
    period_label: str
    period: str
    period_of_a_day: str
    warned: str
    discharge: Sentence
    not_guilty: Sentence
    not_a_conviction: Sentence
    court_or_withdraw: Sentence
    fine: Sentence
    fine_if_knowing: Sentence
    not_before: Sentence
    no_appeal: Sentence
    defences: Sentence
    grounds: Sentence
    if_withdrawn: Sentence
    all_at_once: Sentence
    pay_the_authority: Sentence
    posted: Sentence
    by_hand: Sentence
    authorised_council: Sentence
    authorised_head: Sentence
    authorised_deputy: Sentence
    withdrawn_ought_not: Sentence
    withdrawn_wrong_person: Sentence
    withdrawn_material_error: Sentence
    withdrawn_must_withdraw: Sentence
    no_court: Sentence
    not_counted: Sentence
    information: Sentence
    charge: Sentence
    charge_if_knowing: Sentence
    leave: Sentence
    # What is new in the law, while it is new.
    news: Sentence | None
