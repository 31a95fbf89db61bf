"""The nine questions on vulnerability and equality that are answered before a step that harms."""

from dataclasses import dataclass
from datetime import date

from cases.citations import Law, cite
from cases.rules.bars import Check, MayOverride, met, unmet
from cases.rules.facts import Answered, EqualityAnswer, Facts, Question, StepName
from schools import words

# Before these an answer older than the code's limit is asked again.
ASKED_AGAIN = frozenset({StepName.NOTICE, StepName.CHARGE})
PLANS_FROM = date(2014, 9, 1)  # Education, health and care plans; statements before. [M]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a question is put, and what a yes has to be followed by."""

    asks: str
    then: str


WORDINGS = {
    Question.SEN: Wording(
        "Does the child have special educational needs, or a {plan}, and is the provision in place?",
        "say whether the provision is in place",
    ),
    Question.HEALTH: Wording(
        "Is there illness, disability or anxiety?",
        "say whether other education was considered and what medical evidence was seen",
    ),
    Question.SOCIAL_WORKER: Wording(
        "Does a social worker know the child?", "say who was consulted, when, and their view"
    ),
    Question.LOOKED_AFTER: Wording("Is the child looked after?", "name the lawyer and the Virtual School Head"),
    Question.YOUNG_CARER: Wording("Does the child care for someone?", "say when an assessment was offered"),
    Question.MOBILE: Wording(
        "Is the family Gypsy, Roma, Traveller, or does it travel for work?",
        "say how code T and the 200 attendances were considered",
    ),
    Question.SAFETY: Wording(
        "Is there domestic abuse, or an address that is withheld?", "say how the family is kept safe"
    ),
    Question.CRISIS: Wording(
        "Was there a bereavement, homelessness or a claim for asylum in the last six months?",
        "say what was done, and ask a manager",
    ),
    Question.PARENT_NEEDS: Wording(
        "Does the parent have a disability, or difficulty with reading or with English?",
        "say how it was explained",
    ),
}


def ask(question: Question, on: date) -> str:
    """Put a question in the words of the day."""
    plan = "an education, health and care plan" if on >= PLANS_FROM else "a statement"
    return WORDINGS[question].asks.replace("a {plan}", plan)


def checks(facts: Facts, on: date, *, step: StepName) -> list[Check]:
    """Ask that all nine are answered; one line when they are, else one for each that is not."""
    answers = {answer.question: answer for answer in facts.equality}
    problems = [
        problem
        for question in Question
        for problem in [_problem(question, answers.get(question), facts, on, step)]
        if problem is not None
    ]
    if problems:
        return problems
    oldest = min(answer.on for answer in answers.values())
    text = f"Vulnerability and equality: nine questions answered, none before {words.long_date(oldest)}."
    return [met("equality", text, cite(Law.EQUALITY, on))]


def _problem(question: Question, answer: EqualityAnswer | None, facts: Facts, on: date, step: StepName) -> Check | None:
    asks = ask(question, on)
    code = f"equality_{question}"
    citation = cite(Law.EQUALITY, on)
    if answer is None or answer.answer is Answered.UNKNOWN:
        said = "Not asked" if answer is None else "Not known"
        return unmet(code, f"{said}: {asks}", citation, remedy="Ask, and record who said so.", who="An officer")
    if step in ASKED_AGAIN and (on - answer.on).days > facts.policy.equality_valid_days:
        age = (on - answer.on).days
        text = f"Answered {age} days ago, and asked again after {facts.policy.equality_valid_days}: {asks}"
        return unmet(code, text, citation, remedy="Ask again, and record who said so.", who="An officer")
    if answer.answer is Answered.YES and not answer.detail:
        remedy = WORDINGS[question].then
        text = f"Yes, and nothing is recorded of what was done: {asks}"
        return unmet(code, text, citation, remedy=f"{remedy[0].upper()}{remedy[1:]}.", who="An officer")
    if answer.answer is Answered.YES and question is Question.CRISIS:
        return unmet(
            code,
            f"A crisis in the family in the last six months: {answer.detail}",
            citation,
            remedy="A manager's recorded decision that the step is right all the same.",
            who="A manager",
            overridable_by=MayOverride.MANAGER,
        )
    return None
