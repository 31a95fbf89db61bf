"""When a notice may, and when it must, be withdrawn; and when one may be issued anew."""

from datetime import date

from cases.citations import Law, cite
from cases.rules.bars import Check, met, unmet
from cases.rules.facts import Facts
from cases.stages import ProsecutionState, Stage, WithdrawalGround
from schools import words


def checks(facts: Facts, ground: WithdrawalGround, on: date) -> list[Check]:
    """Ask what a withdrawal on that ground asks. (SI 2007/1867 regs 8 and 9)"""
    law = Law.MUST_WITHDRAW if ground is WithdrawalGround.MUST_WITHDRAW else Law.WITHDRAWAL
    citation = cite(law, on)
    standing = facts.notices.standing
    if standing is None:
        return [
            unmet(
                "no_notice", "No notice stands in this matter.", citation, remedy="Nothing to withdraw.", who="No one"
            )
        ]
    found = [met("ground", f"{ground.label}.", citation)]
    if ground is WithdrawalGround.MUST_WITHDRAW:
        found = [_ran_out_unpaid(facts, on)]
    return [*found, _no_court(facts, on)]


def issue_anew(facts: Facts, on: date) -> list[Check]:
    """Ask what a notice anew asks beyond a notice: withdrawn for material error, and a solicitor's approval."""
    citation = cite(Law.REISSUE, on)
    before = facts.notices.withdrawn
    if facts.stage is not Stage.OUTCOME or before is None or before.ground is not WithdrawalGround.MATERIAL_ERROR:
        return [
            unmet(
                "material_error",
                "No notice in this matter was withdrawn for material error.",
                citation,
                remedy="Only such a notice may be issued anew.",
                who="No one",
            )
        ]
    error = met("material_error", f"Notice {before.number} was withdrawn for material error.", citation)
    if before.reissue_approved_by:
        return [error, met("reissue_approval", f"Approved by {before.reissue_approved_by}.", citation)]
    return [
        error,
        unmet(
            "reissue_approval",
            "No solicitor has approved a notice anew; published codes differ on whether one may follow.",
            citation,
            remedy="A solicitor's recorded approval.",
            who="A legal officer",
        ),
    ]


def _ran_out_unpaid(facts: Facts, on: date) -> Check:
    citation = cite(Law.MUST_WITHDRAW, on)
    standing = facts.notices.standing
    if standing is not None and standing.state == "paid":
        text, remedy = "The notice was paid.", "A paid notice is withdrawn only on one of the three grounds."
    elif standing is not None and standing.last_day is not None and on > standing.last_day:
        ended = words.long_date(standing.last_day)
        return met("ran_out", f"The notice ran out unpaid on {ended}, and nobody means to prosecute.", citation)
    else:
        text, remedy = "The notice may still be paid.", "Wait until it has run out."
    return unmet("ran_out", text, citation, remedy=remedy, who="No one yet")


def _no_court(facts: Facts, on: date) -> Check:
    citation = cite(Law.WITHDRAWAL, on)
    file = facts.prosecution
    if file is None or file.state in (ProsecutionState.DECLINED, ProsecutionState.DISCONTINUED):
        return met("no_court", "No proceedings are contemplated or begun.", citation)
    if file.state is ProsecutionState.CONCLUDED:
        text, remedy = "The court has given its result.", "Only the court can set its result aside."
    elif file.state is ProsecutionState.CHARGED:
        text, remedy = "Proceedings have begun.", "Discontinue them first."
    else:
        text, remedy = "A prosecution is contemplated.", "Decline it: that withdraws the notice in the same step."
    return unmet("no_court", text, citation, remedy=remedy, who="A legal officer")
