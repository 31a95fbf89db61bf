"""What belongs to single families: steps not taken, papers that stop a step, people who must be told in person."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from notices.practice.story import words
from notices.practice.story.events import Act, Event, Who
from notices.practice.world import World


def of_families(world: World) -> Iterator[Event]:
    """Tell what the tables of warnings, notices and court do not."""
    for family, told in _TOLD.items():
        for on, act, who, parent, more in told:
            yield Event(on, act, who, world.seats[family], parent, 0, dict(more))


_Told = tuple[tuple[date, Act, Who, int, dict[str, Any]], ...]

_TOLD: dict[str, _Told] = {
    "pemberwick_ruben": (
        (
            date(2004, 5, 5),
            Act.EVIDENCE,
            Who.CLERK,
            0,
            {"text": "We have paid for both boys, £100 each. The bank's slips are enclosed.", "channel": "post"},
        ),
    ),
    "quillfeather": (
        (date(2004, 3, 12), Act.BEGIN, Who.OFFICER, 1, {"kind": "attendance"}),
        (
            date(2004, 3, 12),
            Act.LIABLE,
            Who.OFFICER,
            1,
            {
                "liable": False,
                "reason": "No contact by order since December; he could not have brought the child to school.",
            },
        ),
    ),
    "tidemark": (
        (date(2004, 5, 12), Act.BEGIN, Who.OFFICER, 0, {"kind": "attendance"}),
        (date(2004, 5, 12), Act.LIABLE, Who.OFFICER, 0, {"reason": words.LIABLE}),
        (date(2004, 5, 12), Act.ANSWER, Who.OFFICER, 0, {}),
    ),
    "amberley_knott": (
        (date(2004, 1, 30), Act.BEGIN, Who.OFFICER, 0, {"kind": "attendance"}),
        (date(2004, 1, 30), Act.LIABLE, Who.OFFICER, 0, {"reason": words.LIABLE}),
        (
            date(2004, 1, 30),
            Act.ANSWER,
            Who.OFFICER,
            0,
            {"answers": {"sen": "unknown", "health": "unknown", "crisis": "unknown"}},
        ),
        (
            date(2004, 2, 6),
            Act.NOT_TO_ACT,
            Who.OFFICER,
            0,
            {
                "reasons": "Half of the absence is illness, and whether the statement's provision is in place is not "
                "known. The annual review is brought forward and home tuition is arranged.",
                "review_on": date(2004, 6, 11),
                "approved": True,
            },
        ),
    ),
    "marchbanks": (
        (
            date(2004, 3, 16),
            Act.REPRESENTATION,
            Who.OFFICER,
            1,
            {
                "text": "I have paid, but I left the house in November and do not see the boy. Ask his mother.",
                "channel": "post",
            },
        ),
        (
            date(2004, 3, 18),
            Act.REPLY,
            Who.OFFICER,
            1,
            {"answer": "The school's record was old. The notice is withdrawn and your £50 comes back to you."},
        ),
        (
            date(2004, 3, 18),
            Act.WITHDRAW,
            Who.PRINCIPAL,
            1,
            {
                "ground": "wrong_person",
                "why": "He left the household in November and had no care of the child on any of the half-days.",
            },
        ),
        (date(2004, 3, 19), Act.REPAY, Who.MANAGER, 1, {"method": "cheque"}),
    ),
    "pell": (
        (
            date(2004, 4, 6),
            Act.WITHDRAW,
            Who.PRINCIPAL,
            0,
            {
                "ground": "ought_not",
                "why": "The hospital's letter of 30 March shows treatment on four of the eight half-days.",
            },
        ),
    ),
    "larkspur": (
        (
            date(2004, 2, 9),
            Act.SUPPORT,
            Who.OFFICER,
            0,
            {
                "kind": "referral",
                "answer": "accepted",
                "note": "Cares for her mother on weekdays. A young carer's assessment was asked for the same day.",
            },
        ),
        (
            date(2004, 2, 9),
            Act.ANSWER,
            Who.OFFICER,
            0,
            {"answers": {"young_carer": "yes"}, "details": {"young_carer": "Assessment offered on 9 February 2004."}},
        ),
        (
            date(2004, 2, 13),
            Act.NOT_TO_ACT,
            Who.OFFICER,
            0,
            {
                "reasons": "A young carer: help for the household comes first, and a warning would only weigh on her.",
                "review_on": date(2004, 6, 18),
                "approved": True,
            },
        ),
    ),
    "hearne_drift": (
        (date(2004, 4, 26), Act.BEGIN, Who.OFFICER, 0, {"kind": "attendance"}),
        (date(2004, 4, 26), Act.LIABLE, Who.OFFICER, 0, {"reason": words.LIABLE}),
        (
            date(2004, 4, 26),
            Act.ANSWER,
            Who.OFFICER,
            0,
            {
                "answers": {"mobile": "yes"},
                "details": {"mobile": "Code T was used while the fair travelled; 214 attendances in twelve months."},
            },
        ),
    ),
    "oakapple": (
        (date(2004, 4, 27), Act.BEGIN, Who.OFFICER, 0, {"kind": "attendance"}),
        (date(2004, 4, 27), Act.LIABLE, Who.OFFICER, 0, {"reason": "Has parental responsibility; sees her weekly."}),
        (
            date(2004, 4, 27),
            Act.ANSWER,
            Who.OFFICER,
            0,
            {
                "answers": {"looked_after": "yes", "social_worker": "yes"},
                "details": {
                    "looked_after": "In the council's care since January; the head of the virtual school is asked.",
                    "social_worker": "Consulted on 26 April: a step now would put the placement at risk.",
                },
            },
        ),
    ),
    "vellacott": (
        (
            date(2004, 3, 18),
            Act.EXPLAIN,
            Who.OFFICER,
            0,
            {"interpreter": "Czech, council's list", "note": "Read out and explained at home; she repeated it back."},
        ),
        (
            date(2004, 5, 4),
            Act.EXPLAIN,
            Who.OFFICER,
            0,
            {
                "interpreter": "Czech, council's list",
                "note": "What a notice is, what paying does, what not paying does.",
            },
        ),
    ),
    "stonecroft": (
        (
            date(2003, 12, 9),
            Act.SUPPORT,
            Who.OFFICER,
            0,
            {
                "kind": "meeting",
                "answer": "done",
                "note": "Interviewed under caution with a solicitor present. She knows of the absence; answers kept.",
            },
        ),
    ),
}
