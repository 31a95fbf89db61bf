"""What the law asks of the lawyers' file: the tests, section 447, the certificate, the route."""

from datetime import date

from cases.citations import Law, cite
from cases.rules.bars import Check, met, unmet
from cases.rules.facts import Answered, Certificate, Facts, Prosecuting
from cases.stages import Offence, ProsecutionState, Route
from schools import words

# The single justice procedure is for adults, for offences without prison, and for councils since this day.
SINGLE_JUSTICE_FROM = date(2016, 4, 14)  # SI 2016/430 art 4
ADULT = 18


def file_at(facts: Facts, state: ProsecutionState, on: date) -> list[Check]:
    """Ask that the file stands where the step begins; silent when it does."""
    file = facts.prosecution
    if file is not None and file.state is state:
        return []
    now = file.state.label.lower() if file else "not referred"
    return [
        unmet(
            "file_state",
            f"The file is {now}; this step begins from {state.label.lower()}.",
            cite(Law.PROSECUTOR, on),
            remedy=f"Bring the file to {state.label.lower()} first.",
            who="A legal officer",
        )
    ]


def code_test(file: Prosecuting, on: date) -> list[Check]:
    """Ask that both limbs of the Full Code Test are recorded and met."""
    return [
        _limb("evidential", file.evidential_met, "realistic prospect of conviction", on),
        _limb("public_interest", file.public_interest_met, "public interest in prosecuting", on),
    ]


def supervision_order(file: Prosecuting, on: date) -> Check:
    """Ask that an education supervision order was considered. (Education Act 1996 s.447)"""
    citation = cite(Law.SUPERVISION_ORDER, on)
    if file.eso_considered_on is not None and file.eso_considered_on <= on and file.eso_reasons:
        considered = words.long_date(file.eso_considered_on)
        return met("eso_consideration", f"An education supervision order was considered on {considered}.", citation)
    return unmet(
        "eso_consideration",
        "Nobody has recorded whether to apply for an education supervision order.",
        citation,
        remedy="Consider it, and record who decided, when and why.",
        who="A legal officer",
    )


def authoriser(file: Prosecuting, on: date, *, needed: bool) -> list[Check]:
    """Ask that the authoriser is not the referrer; where `needed`, that there is one."""
    citation = cite(Law.PROSECUTOR, on)
    if file.authorised_by_user_id is None:
        if not needed:
            return []
        text = "No legal officer has authorised it."
    elif file.authorised_by_user_id == file.referred_by_user_id:
        text = "The person who referred it also authorised it."
    else:
        return [met("authoriser", "Authorised by a legal officer who did not refer it.", citation)]
    return [
        unmet(
            "authoriser",
            text,
            citation,
            remedy="Another legal officer authorises it.",
            who="A legal officer who did not refer it",
        )
    ]


def certificate(facts: Facts, file: Prosecuting, on: date) -> Check:
    """Ask for the certificate, signed by the head after the last day certified. (Education Act 1996 s.566(1)(c))"""
    citation = cite(Law.CERTIFICATE, on)
    fault = _certificate_fault(facts, file.certificate)
    if not fault:
        return met("certificate", "The head signed the certificate of attendance after its last day.", citation)
    return unmet(
        "certificate",
        fault,
        citation,
        remedy="The head signs a certificate for the whole period, after its last day.",
        who="The head, not a deputy",
    )


def served_set(file: Prosecuting, on: date) -> Check:
    """Ask that what is served and what is not was settled, so that the one never travels with the other."""
    citation = cite(Law.SERVED_SETS, on)
    if file.served_set_settled:
        return met("served_set", "What is served, and what is not, is settled.", citation)
    return unmet(
        "served_set",
        "Nobody has settled which papers are served and which are not.",
        citation,
        remedy="Go through the bundle's two lists.",
        who="A legal officer",
    )


def route(facts: Facts, file: Prosecuting, on: date) -> list[Check]:
    """Ask that the route is chosen and open: a single justice for s.444(1) alone. (CrimPR 2020 r.24.9(1))"""
    citation = cite(Law.SINGLE_JUSTICE, on)
    if file.route is None:
        why = "The route to court is not chosen."
        return [unmet("route", why, cite(Law.PROSECUTOR, on), remedy="Choose the route.", who="A legal officer")]
    if file.route is Route.SUMMONS:
        return [met("route", "By information and summons.", cite(Law.TIME_LIMIT, on))]
    faults = [
        unmet(code, text, citation, remedy="Apply for a summons instead.", who="A legal officer")
        for code, applies, text in (
            (
                "sjp_power",
                on < SINGLE_JUSTICE_FROM,
                "No council could use the single justice procedure on this day.",
            ),
            ("sjp_policy", not facts.policy.single_justice, "The council does not use the single justice procedure."),
            (
                "sjp_offence",
                file.offence is Offence.S444_1A,
                "Section 444(1A) carries prison, so a single justice cannot try it.",
            ),
            ("sjp_adult", not _is_adult(facts, on), "The parent is not known to be 18 or over."),
            (
                "sjp_welfare",
                any(answer.answer is Answered.YES for answer in facts.equality),
                "A vulnerability is recorded; such a case is not decided on paper.",
            ),
        )
        if applies
    ]
    return faults or [met("route", "By the single justice procedure.", citation)]


def _limb(code: str, decided: bool | None, what: str, on: date) -> Check:
    citation = cite(Law.CODE_TEST, on)
    if decided:
        return met(code, f"The test finds a {what}.", citation)
    text = f"The test finds no {what}." if decided is False else f"The test has not asked about a {what}."
    remedy = "Decline, or return it for what is missing." if decided is False else "Record this limb with its reasons."
    return unmet(code, text, citation, remedy=remedy, who="A legal officer")


def _certificate_fault(facts: Facts, paper: Certificate | None) -> str:
    if paper is None or paper.signed_on is None:
        return "There is no signed certificate of attendance."
    if not paper.signed_by_head:
        return "The certificate of attendance is not signed by the head."
    if paper.signed_on <= paper.period_until:
        return "The certificate was signed before its last day had passed."
    if paper.marks_changed_since:
        return "A mark changed after the certificate was signed."
    first, last = facts.period.first, facts.period.last
    if first is not None and last is not None and not (paper.period_from <= first and last <= paper.period_until):
        return "The certificate does not cover the whole period."
    return ""


def _is_adult(facts: Facts, on: date) -> bool:
    born = facts.liability.born
    return born is not None and words.age_on(born, on) >= ADULT
