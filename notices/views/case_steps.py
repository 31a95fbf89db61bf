"""The steps of casework: each asks, acts through one service, and goes back to the case."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.models import Matter, SupportAction
from cases.rules.facts import Question
from cases.services import opening, support
from cases.services.support import Answer
from cases.stages import How, MatterKind
from notices.forms import case as forms
from notices.queries.matters import representation_for, returned_file_of, the_matter
from notices.services import evidence, referral
from notices.views.asking import Page, ask, posted, seen_of
from notices.views.door import OFFICERS, SCHOOL, door, the_case
from schools.models import Membership
from schools.roles import Role

GET_OR_POST = ["GET", "HEAD", "POST"]


@door(*OFFICERS, *SCHOOL)
@require_http_methods(GET_OR_POST)
def record_support(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record what help was offered and what came of it."""
    case = the_case(reference, by=by, on=on)
    form = forms.SupportForm(posted(request), on=on, initial={**seen_of(case), "offered_on": on})
    page = Page("Record a call, a visit or other help", "Record it", f"/cases/{case.reference}/", str(case.pupil))

    def act(said: dict[str, Any]) -> str:
        support.record_support(
            case,
            kind=SupportAction.Kind(said["kind"]),
            offered_on=said["offered_on"],
            answer=SupportAction.Answer(said["answer"]),
            note=said["note"],
            by=by,
            on=on,
            seen=said["seen"],
        )
        return "It is recorded."

    return ask(request, form, page, act)


@door(*OFFICERS, *SCHOOL)
@require_http_methods(GET_OR_POST)
def answer_equality(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Answer the nine questions asked before a step that harms."""
    case = the_case(reference, by=by, on=on)
    form = forms.EqualityForm(posted(request), on=on, initial=seen_of(case))
    page = Page(
        "Vulnerability and equality",
        "Record the answers",
        f"/cases/{case.reference}/",
        str(case.pupil),
        "“Not known” stops every step until somebody finds out. Ask; do not guess.",
        template="notices/ask_equality.html",
        more={"questions": [(question.value, f"{question.value}_detail") for question in Question]},
    )

    def act(said: dict[str, Any]) -> str:
        answers = {
            question.value: Answer(said[question.value], said["said_by"], said[f"{question.value}_detail"])
            for question in Question
        }
        support.answer_equality(case, answers=answers, by=by, on=on, seen=said["seen"])
        return "The answers are recorded. They are asked again after 28 days."

    return ask(request, form, page, act)


@door(*OFFICERS, *SCHOOL)
@require_http_methods(GET_OR_POST)
def begin_matter(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Take up the part of one parent."""
    case = the_case(reference, by=by, on=on)
    form = forms.MatterForm(posted(request), case=case, initial=seen_of(case))
    page = Page(
        "Take up the part of a parent",
        "Take it up",
        f"/cases/{case.reference}/",
        str(case.pupil),
        "Each parent is dealt with alone: their own liability, warning, notice and court.",
    )

    def act(said: dict[str, Any]) -> str:
        opening.take_up(
            case,
            parent=said["parent"],
            kind=MatterKind(said["kind"]),
            period_from=said["period_from"],
            period_until=said["period_until"],
            by=by,
            on=on,
            seen=said["seen"],
        )
        return f"The part of {said['parent']} is taken up. Decide next whether they are liable."

    return ask(request, form, page, act)


@door(*OFFICERS, Role.HEAD, Role.DEPUTY, Role.NOTICES)
@require_http_methods(GET_OR_POST)
def liability(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Decide whether a parent answers for these half-days."""
    matter = the_matter(reference, by=by, on=on)
    form = forms.LiabilityForm(posted(request), initial=seen_of(matter.case))
    page = Page(
        f"Is {matter.parent} liable?", "Record the decision", f"/cases/{matter.case.reference}/", str(matter.case.pupil)
    )

    def act(said: dict[str, Any]) -> str:
        support.decide_liability(
            matter,
            liability=Matter.Liability(said["liability"]),
            reason=said["reason"],
            by=by,
            on=on,
            seen=said["seen"],
        )
        return "The decision is recorded with its reason."

    return ask(request, form, page, act)


@door(*OFFICERS)
@require_http_methods(GET_OR_POST)
def explained(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record that a paper was explained in person to a parent who needs it."""
    matter = the_matter(reference, by=by, on=on)
    form = forms.ExplainedForm(posted(request), initial=seen_of(matter.case))
    page = Page(
        f"Explained in person to {matter.parent}",
        "Record it",
        f"/cases/{matter.case.reference}/",
        str(matter.case.pupil),
        matter.parent.communication_need,
    )

    def act(said: dict[str, Any]) -> str:
        support.record_explanation(
            matter.case,
            parent=matter.parent,
            explained_on=said["explained_on"],
            interpreter=said["interpreter"],
            note=said["note"],
            by=by,
            on=on,
            seen=said["seen"],
        )
        return "It is recorded that it was explained."

    return ask(request, form, page, act)


@door(*OFFICERS, Role.LEGAL)
@require_http_methods(GET_OR_POST)
def not_to_act(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Decide not to act, with reasons and a day to look again."""
    case = the_case(reference, by=by, on=on)
    form = forms.NotToActForm(posted(request), initial=seen_of(case))
    page = Page("Decide not to act", "Record the decision", f"/cases/{case.reference}/", str(case.pupil))

    def act(said: dict[str, Any]) -> str:
        support.decide_not_to_act(
            case, reasons=said["reasons"], review_on=said["review_on"], by=by, on=on, seen=said["seen"]
        )
        return "The decision is recorded with its reasons."

    return ask(request, form, page, act)


@door(*OFFICERS, Role.LEGAL)
@require_http_methods(GET_OR_POST)
def pause(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Pause every step; the six months run on."""
    case = the_case(reference, by=by, on=on)
    form = forms.PauseForm(posted(request), initial=seen_of(case))
    lead = "No step is taken against a parent while it is paused. The six months run on."
    page = Page("Pause the steps", "Pause", f"/cases/{case.reference}/", str(case.pupil), lead)

    def act(said: dict[str, Any]) -> str:
        support.pause(case, reason=said["reasons"], from_day=on, until=said["until"], by=by, on=on, seen=said["seen"])
        return "The steps are paused."

    return ask(request, form, page, act)


@door(*OFFICERS)
@require_http_methods(GET_OR_POST)
def close(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Close a case that has no live matter."""
    case = the_case(reference, by=by, on=on)
    form = forms.CloseForm(posted(request), initial=seen_of(case))
    page = Page("Close the case", "Close the case", f"/cases/{case.reference}/", str(case.pupil))

    def act(said: dict[str, Any]) -> str:
        opening.close_case(case, how=How(said["how"]), reasons=said["reasons"], by=by, on=on, seen=said["seen"])
        return "The case is closed. It stays readable."

    return ask(request, form, page, act)


@door(*OFFICERS, *SCHOOL)
@require_http_methods(GET_OR_POST)
def representation(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record what a parent said against a step."""
    matter = the_matter(reference, by=by, on=on)
    form = forms.RepresentationForm(posted(request), initial={**seen_of(matter.case), "received_on": on})
    page = Page(
        f"A reply from {matter.parent}",
        "Record it",
        f"/cases/{matter.case.reference}/",
        str(matter.case.pupil),
        "Until it is answered nothing goes towards court. The time to pay runs on.",
    )

    def act(said: dict[str, Any]) -> str:
        evidence.record_representation(
            matter,
            text=said["text"],
            channel=said["channel"],
            received_on=said["received_on"],
            by=by,
            on=on,
            seen=said["seen"],
        )
        return "The reply is recorded. It stands on the officer's desk until it is answered."

    return ask(request, form, page, act)


@door(*OFFICERS, Role.LEGAL, Role.NOTICES)
@require_http_methods(GET_OR_POST)
def answer_representation(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Answer what a parent said, with reasons that name the facts."""
    said_before = representation_for(number, by=by, on=on)
    case = said_before.matter.case
    form = forms.AnswerForm(posted(request), initial=seen_of(case))
    page = Page(
        f"Answer {said_before.matter.parent}",
        "Record the answer",
        f"/cases/{case.reference}/",
        str(case.pupil),
        f"“{said_before.text}”",
    )

    def act(said: dict[str, Any]) -> str:
        evidence.answer_representation(said_before, answer=said["answer"], by=by, on=on, seen=said["seen"])
        return "The answer is recorded."

    return ask(request, form, page, act)


@door(Role.OFFICER)
@require_http_methods(GET_OR_POST)
def refer(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Refer a matter to the lawyers."""
    matter = the_matter(reference, by=by, on=on)
    form = forms.ReferForm(posted(request), initial=seen_of(matter.case))
    page = Page(
        f"Refer {matter.parent} to legal",
        "Refer to legal",
        f"/cases/{matter.case.reference}/",
        str(matter.case.pupil),
        "A lawyer decides whether to prosecute. Say why support and time have not been enough.",
    )

    def act(said: dict[str, Any]) -> str:
        returned = returned_file_of(matter)
        how = {
            "reasons": said["reasons"],
            "orphans_answer": said["orphans_answered"],
            "by": by,
            "on": on,
            "seen": said["seen"],
        }
        if returned is None:
            referral.refer_matter(matter, **how)
        else:
            referral.refer_again(returned, **how)
        return "Referred. A legal officer who is not you decides next."

    return ask(request, form, page, act)
