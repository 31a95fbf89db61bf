"""What the law of a day lets a letter say: dated sentences, each with its citation and how sure we are of it.

A new Act is a new row here and a test; old letters keep the sentences of their day, frozen in their snapshots.
`{child}`, `{day}` and the like are filled in by the template.
"""

from dataclasses import replace
from datetime import date

from cases.citations import Confidence
from notices.letters.sentences import Sentence, Wording

V, V2, M, Q = Confidence.V, Confidence.V2, Confidence.M, Confidence.UNRESOLVED


_AS_IN_2001 = Wording(
    authority="local education authority",
    ombudsman="Local Government Ombudsman",
    deaf="If you use a textphone, call {textphone}.",
    advice="You can get free advice from Citizens Advice (ask at any library for the nearest bureau) or from a "
    "solicitor.",
    section=Sentence("Section 444A of the Education Act 1996", "Education Act 1996 s.444A(1)", V),
    offence=Sentence(
        "This is an offence by a parent under section 444(1) of the Education Act 1996.",
        "Education Act 1996 s.444(1)",
        V,
    ),
    offence_plain=Sentence(
        "A parent commits an offence if a child of school age who is registered at a school does not go to it "
        "regularly.",
        "Education Act 1996 s.444(1)",
        V,
    ),
    offer=Sentence("You can pay a penalty instead of going to court.", "Education Act 1996 s.444A(2)", M),
    period_label="Date of offence",
    period="On dates between {first} and {last}",
    period_of_a_day="{first}",
    warned="We warned you in writing on {day}.",
    discharge=Sentence("Payment will discharge any liability for the offence.", "SI 2004/181 reg 2(i)", V),
    not_guilty=Sentence("No court can find you guilty of this offence.", "Education Act 1996 s.444A(4)", V),
    not_a_conviction=Sentence("A penalty is not a criminal conviction.", "Education Act 1996 s.444A(4)", V),
    court_or_withdraw=Sentence(
        "We may take you to court for the offence. If we do not, we must withdraw this notice.",
        "SI 2007/1867 reg 9; the like regulation of SI 2004/181 was not seen",
        M,
    ),
    fine=Sentence("The court can fine you up to £1,000.", "Education Act 1996 s.444(8): level 3", V2),
    fine_if_knowing=Sentence(
        "If you knew, and had no good reason for not making {child} go, it can fine you up to £2,500, send you to "
        "prison for up to three months, or both.",
        "Education Act 1996 s.444(1A), (8A): level 4 and three months",
        V2,
    ),
    not_before=Sentence("We cannot start a court case before {day}.", "Education Act 1996 s.444A(3)", V),
    no_appeal=Sentence("The law gives no right of appeal.", "Education Act 1996 s.444A; none is given", V2),
    defences=Sentence(
        "It is not an offence if the school gave permission, if {child} was ill, if something happened that could not "
        "be avoided, or if the day was set apart by your religion.",
        "Education Act 1996 s.444(3) as it stood before 8 November 2006",
        V,
    ),
    grounds=Sentence(
        "We may withdraw this notice if it ought not to have been issued, or if it ought not to have been issued to "
        "you. We may also withdraw it if it has mistakes in it that matter.",
        "SI 2007/1867 reg 8; for 2004 the third ground is not confirmed",
        Q,
    ),
    if_withdrawn=Sentence(
        "If we withdraw it, we will write to tell you. We will pay back any money that was paid. We will not take you "
        "to court for this offence.",
        "SI 2007/1867 reg 8; the like regulation of SI 2004/181 was not seen",
        M,
    ),
    all_at_once=Sentence("You must pay it all at once.", "SI 2004/181; no part-payment is provided for", V2),
    pay_the_authority=Sentence("You must pay us and not the school.", "Education Act 1996 s.444A(5)", V),
    posted=Sentence(
        "We posted this notice {how} on {posted}. The law takes it that you had it on {received}, unless you can show "
        "that you did not.",
        "Interpretation Act 1978 s.7; Practice Direction 8 March 1985",
        V,
    ),
    by_hand=Sentence("We gave you this notice by hand on {received}.", "Education Act 1996 s.572", V2),
    authorised_council=Sentence(
        "Authorised by {authority} to give penalty notices.", "Education Act 1996 s.444B(4)", M
    ),
    authorised_head=Sentence(
        "Head teachers may give penalty notices for pupils of their own school.", "Education Act 1996 s.444B(4)", V2
    ),
    authorised_deputy=Sentence(
        "Authorised by the head teacher of {school} to give penalty notices.", "Education Act 1996 s.444B(4)", V2
    ),
    withdrawn_ought_not=Sentence("The notice ought not to have been issued.", "SI 2007/1867 reg 8", M),
    withdrawn_wrong_person=Sentence("The notice ought not to have been issued to you.", "SI 2007/1867 reg 8", M),
    withdrawn_material_error=Sentence(
        "The notice contains material errors (mistakes that matter).", "SI 2007/1867 reg 8", Q
    ),
    withdrawn_must_withdraw=Sentence(
        "The time to pay is over, and we have decided not to take you to court. The law then says that we must "
        "withdraw the notice.",
        "SI 2007/1867 reg 9",
        M,
    ),
    no_court=Sentence("We cannot take you to court for the offence in that notice.", "SI 2007/1867 reg 8", M),
    not_counted=Sentence(
        "This notice does not count if there is ever another one.", "Withdrawn notices never count", V2
    ),
    information=Sentence(
        "Section 1 of the Magistrates’ Courts Act 1980 and rule 4 of the Magistrates’ Courts Rules 1981",
        "Magistrates' Courts Act 1980 s.1; SI 1981/552 r.4",
        M,
    ),
    charge=Sentence(
        "being the parent of {child}, a child of compulsory school age who was a registered pupil at {school} and who "
        "failed to attend regularly at that school. Contrary to section 444(1) and (8) of the Education Act 1996.",
        "Education Act 1996 s.444(1), (8)",
        M,
    ),
    charge_if_knowing=Sentence(
        "being the parent of {child}, a child of compulsory school age who was a registered pupil at {school}, knew "
        "that the child was failing to attend regularly at that school and failed without reasonable justification to "
        "cause the child to do so. Contrary to section 444(1A) and (8A) of the Education Act 1996.",
        "Education Act 1996 s.444(1A), (8A) as they stood before 8 November 2006",
        V,
    ),
    leave=Sentence(
        "Only the school can give permission for a pupil to be away.", "Education Act 1996 s.444(3)(a), (9)", V
    ),
    news=None,
)
_COMING_IN_2004 = replace(
    _AS_IN_2001,
    news=Sentence("The law that lets us do this begins on 27 February 2004.", "SI 2004/181", V),
)
_NEW_IN_2004 = replace(
    _AS_IN_2001,
    news=Sentence("The law that lets us do this began on 27 February 2004.", "SI 2004/181", V),
)
_FROM_2006 = replace(
    _AS_IN_2001,
    fine_if_knowing=Sentence(
        "If you knew and did not make {child} go, it can fine you up to £2,500, send you to prison for up to three "
        "months, or both.",
        "Education Act 1996 s.444(1A), (1B), (8A)",
        V2,
    ),
    defences=Sentence(
        "It is not an offence if the school gave permission, if {child} was ill, if something happened that could not "
        "be avoided, or if the day was set apart by your religion. You would have to show the court that {child} was "
        "ill or that it could not be avoided.",
        "Education Act 1996 s.444(2A), (3)",
        V,
    ),
    charge_if_knowing=Sentence(
        "being the parent of {child}, a child of compulsory school age who was a registered pupil at {school}, knew "
        "that the child was failing to attend regularly at that school and failed to cause the child to do so. "
        "Contrary to section 444(1A) and (8A) of the Education Act 1996.",
        "Education Act 1996 s.444(1A), (8A)",
        V,
    ),
)
_FROM_2007 = replace(
    _FROM_2006,
    period_label="Period of offence",
    period="From {first} to {last}",
    discharge=Sentence(
        "Payment within that time discharges any liability for the offence.", "SI 2007/1867 reg 3(i)", V
    ),
    court_or_withdraw=replace(_AS_IN_2001.court_or_withdraw, citation="SI 2007/1867 reg 9", confidence=V),
    grounds=Sentence(
        "We may withdraw this notice if it ought not to have been issued, if it ought not to have been issued to you, "
        "or if it contains material errors (mistakes that matter).",
        "SI 2007/1867 reg 8",
        V2,
    ),
    if_withdrawn=Sentence(
        "If we withdraw it, we will write to tell you and why. We will pay back any money that was paid. We will not "
        "take you to court for this offence.",
        "SI 2007/1867 reg 8",
        V2,
    ),
    all_at_once=replace(_AS_IN_2001.all_at_once, citation="SI 2007/1867; no part-payment is provided for"),
    withdrawn_ought_not=replace(_AS_IN_2001.withdrawn_ought_not, confidence=V2),
    withdrawn_wrong_person=replace(_AS_IN_2001.withdrawn_wrong_person, confidence=V2),
    withdrawn_material_error=replace(_AS_IN_2001.withdrawn_material_error, confidence=V2),
    withdrawn_must_withdraw=replace(_AS_IN_2001.withdrawn_must_withdraw, confidence=V),
    no_court=replace(_AS_IN_2001.no_court, confidence=V2),
)
_FROM_2010 = replace(_FROM_2007, authority="local authority")
_FROM_2017 = replace(
    _FROM_2010,
    ombudsman="Local Government and Social Care Ombudsman",
    deaf="If you are deaf or cannot speak on the phone, use Relay UK: dial 18001 and then our number.",
    advice="You can get free advice from Citizens Advice or from a solicitor.",
)
_FROM_2024 = replace(_FROM_2017, warned="We sent you a notice to improve on {day}.")

# The first day of each row; the row of a day is the last one that began.
ROWS = (
    (date(2001, 3, 1), _AS_IN_2001),
    (date(2004, 1, 1), _COMING_IN_2004),
    (date(2004, 2, 27), _NEW_IN_2004),
    (date(2005, 2, 27), _AS_IN_2001),
    (date(2006, 11, 8), _FROM_2006),
    (date(2007, 9, 1), _FROM_2007),
    (date(2010, 5, 5), _FROM_2010),
    (date(2017, 6, 19), _FROM_2017),
    (date(2024, 8, 19), _FROM_2024),
)

_SECOND = Sentence(
    "If we have to give you a second notice about {child} within three years, it will cost £160, with no lower sum.",
    "SI 2024/210; three years ending with the day of issue",
    V2,
)
_THIRD = Sentence("After two notices in three years we cannot give a third, and we may go to court.", "SI 2024/210", V2)
_LAST = Sentence(
    "We have now given you two notices about {child} in three years. We cannot give a third in that time. If {child} "
    "misses school again without permission, we may take you to court instead.",
    "SI 2024/210",
    V2,
)
_FLAT = Sentence("There is no lower sum. This is the second notice in three years about {child}.", "SI 2024/210", V2)
_AFTER = {"R2024-1": (_SECOND, _THIRD), "R2024-2": (_LAST,)}


def wording_on(day: date) -> Wording:
    """Return the wording of the law of a day; raises ValueError before the first row."""
    rows = [row for first, row in ROWS if first <= day]
    if not rows:
        raise ValueError(f"No wording is kept for {day.isoformat()}.")
    return rows[-1]


def after_this(regime: str) -> tuple[Sentence, ...]:
    """Say what a further notice under the regime would mean; nothing before August 2024."""
    return _AFTER.get(regime, ())


def no_lower_sum(regime: str) -> Sentence | None:
    """Say why the regime has one sum only, where it has."""
    return _FLAT if regime == "R2024-2" else None
