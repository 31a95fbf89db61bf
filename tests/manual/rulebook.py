"""The table of every rule in docs/rules.md: its code, what it says, what settles it, and the law it rests on."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from cases import citations
from cases.citations import Law
from cases.rules import equality, evidence
from cases.rules.facts import OpenKind, Question
from tests.manual.source import Function, assigned, bindings, calls, functions, sayings

HEADINGS = {
    "steps": "Where a step begins",
    "warning": "The code of conduct and the warning",
    "period": "The half-days",
    "child": "The child",
    "liability": "The parent and the paper",
    "support": "Help first, one person, pauses",
    "equality": "Vulnerability and equality",
    "leave": "Leave that was not granted",
    "tariff": "The penalty regime and the count",
    "withdrawal": "Withdrawal, and a notice anew",
    "court": "Before court",
    "evidence": "Open evidence",
    "prosecution": "The lawyers' file",
}
STEPS = {
    "checks_for_warning": "warning",
    "checks_for_notice": "notice",
    "checks_for_reissue": "notice anew",
    "checks_for_withdrawal": "withdrawal",
    "checks_for_referral": "referral",
    "checks_for_authorisation": "authorisation",
    "checks_for_charge": "charge",
}
BEFORE = {
    ("warning", "notice", "notice anew", "referral", "authorisation", "charge"): "every step",
    ("referral", "authorisation", "charge"): "each step to court",
    ("notice", "notice anew"): "notice",
    ("warning", "notice", "notice anew"): "warning, notice",
    ("warning", "notice", "notice anew", "charge"): "warning, notice, charge",
}
THE_CODE = "The council's code of conduct"
PLAIN_DAY = date(2004, 5, 14)


@dataclass(frozen=True)
class Rule:
    """One thing a rule can answer."""

    module: str
    code: str
    texts: tuple[str, ...]
    remedies: tuple[str, ...]
    who: tuple[str, ...]
    rests_on: tuple[str, ...]
    asked_before: tuple[str, ...]
    met_only: bool

    def and_also(self, other: "Rule") -> "Rule":
        """The rule with what it answers in another place, where it is not met there either."""
        if other.met_only:
            return self
        return replace(
            self,
            texts=self.texts + other.texts,
            remedies=self.remedies + other.remedies,
            who=self.who + other.who,
            rests_on=self.rests_on + other.rests_on,
        )


def rules() -> list[Rule]:
    """Every rule of the code, in the order of its module and of its lines there."""
    every = functions()
    reached = _reached(every)
    found: dict[str, Rule] = {}
    for function in every.values():
        for called, call in calls(function):
            if called[1] not in ("met", "unmet") or not call.args:
                continue
            for rule in _answers(call, function, every, reached):
                known = found.get(rule.code)
                found[rule.code] = rule if known is None or known.met_only else known.and_also(rule)
    return list(found.values())


def _answers(
    call: ast.Call,
    function: Function,
    every: dict[tuple[str, str], Function],
    reached: dict[tuple[str, str], list[str]],
) -> Iterator[Rule]:
    given = {word.arg: word.value for word in call.keywords}
    assert isinstance(call.func, ast.Name)
    for scope in _scopes(call.args[0], function, every):
        codes = _codes(call.args[0], scope, every)
        texts = sayings(call.args[1], scope, every)
        who = sayings(given.get("who"), scope, every)
        paired = len(codes) == len(texts)
        for number, code in enumerate(codes):
            if scope.module == "equality" and who == ["A manager"] and code != "equality_crisis":
                continue  # only a crisis in the family is for a manager too
            yield Rule(
                function.module,
                code,
                (_text(code, texts[number]),) if paired else tuple(_text(code, text) for text in texts),
                tuple(_remedy(code, text) for text in sayings(given.get("remedy"), scope, every)),
                tuple(who),
                tuple(_rests_on(call.args[2], scope, every)),
                tuple(reached.get((scope.module, scope.caller), ())),
                call.func.id == "met",
            )


def _scopes(code: ast.expr, function: Function, every: dict[tuple[str, str], Function]) -> list[Function]:
    """The function once, or once for each call of it where its caller names the code."""
    names = {arg.arg for arg in function.tree.args.args}
    if isinstance(code, ast.Name) and code.id in names:
        return list(bindings(function, every))
    return [function]


def _codes(expr: ast.expr, scope: Function, every: dict[tuple[str, str], Function]) -> list[str]:
    said = sayings(expr, scope, every)
    if said == ["[code]"]:
        return []  # a check handed on, whose code stands where it was made
    if said == ["[kind]"]:
        return [kind.value for kind in OpenKind]
    if said == ["equality_[question]"]:
        return [f"equality_{question.value}" for question in Question]
    assert not any("[" in code for code in said), f"{scope.module}.{scope.name}: the codes {said} cannot be read"
    return said


def _text(code: str, text: str) -> str:
    if code in set(OpenKind):
        return f"{evidence.HEADINGS[OpenKind(code)]}: [what]"
    if code.startswith("equality_"):
        question = Question(code.removeprefix("equality_"))
        return f"Not asked, or not known: {equality.ask(question, PLAIN_DAY)}"
    return text


def _remedy(code: str, remedy: str) -> str:
    if code in set(OpenKind):
        return evidence.REMEDIES[OpenKind(code)]
    if code.startswith("equality_"):
        then = equality.WORDINGS[Question(code.removeprefix("equality_"))].then
        return f"Ask, and record who said so; after a yes, {then}."
    return remedy


def _rests_on(expr: ast.expr, scope: Function, every: dict[tuple[str, str], Function]) -> Iterator[str]:
    """The laws that a citation can be of, or the code of conduct."""
    match expr:
        case ast.Call(func=ast.Name(id="cite"), args=[law, *_]):
            yield from _laws(law, scope)
        case ast.Call(func=ast.Name(id=name)) if (scope.module, name) in every:
            for node in ast.walk(every[scope.module, name].tree):
                if isinstance(node, ast.Return) and node.value is not None:
                    yield from _rests_on(node.value, every[scope.module, name], every)
        case ast.Name(id=name):
            for _, value, _ in assigned(scope.tree, name):
                yield from _rests_on(value, scope, every)
        case ast.Attribute(attr="citation"):
            yield THE_CODE


def _laws(expr: ast.expr, scope: Function) -> Iterator[str]:
    match expr:
        case ast.Attribute(attr=name):
            yield from rows_of(Law[name])
        case ast.IfExp(body=body, orelse=orelse):
            yield from _laws(body, scope)
            yield from _laws(orelse, scope)
        case ast.Name(id=name):
            for _, value, _ in assigned(scope.tree, name):
                yield from _laws(value, scope)


def rows_of(law: Law) -> Iterator[str]:
    """The citations of a law, one for each stretch of days in which it is cited so."""
    day = date.min
    rows = [row for row in citations._ROWS if row.law is law]
    for row in sorted(rows, key=lambda row: row.first):
        since = f"from {_day(row.first)}" if row.first > day else ""
        until = f"to {_day(row.last)}" if row.last < date.max else ""
        when = ", ".join(part for part in (since, until) if part)
        yield f"{row.text} ({row.confidence.value}{f'; {when}' if when else ''})"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _reached(every: dict[tuple[str, str], Function]) -> dict[tuple[str, str], list[str]]:
    """For each function the steps whose checklist comes to it."""
    found: dict[tuple[str, str], list[str]] = {}
    for step, label in STEPS.items():
        waiting, seen = [("steps", step)], set()
        while waiting:
            name = waiting.pop()
            if name in seen or name not in every:
                continue
            seen.add(name)
            found.setdefault(name, []).append(label)
            waiting += [called for called, _ in calls(every[name])]
    return found


def citation_table() -> str:
    """Every law that a rule cites, with the words and the mark of each stretch of days."""
    rows = [f"| {law.value.replace('_', ' ')} | {'<br>'.join(rows_of(law))} |" for law in Law]
    return "\n".join(["| what | cited as |", "|---|---|", *rows])


def table() -> str:
    """The rules as tables in Markdown, one for each part of the rulebook."""
    known = rules()
    parts = []
    for module, heading in HEADINGS.items():
        rows = [_row(rule) for rule in known if rule.module == module]
        top = "| code | what it says while it is not met | what settles it, and who | asked before | rests on |"
        parts.append("\n".join([f"## {heading}", "", top, "|---|---|---|---|---|", *rows]))
    assert {rule.module for rule in known} == set(HEADINGS), "a module of the rules has no heading here"
    return "\n\n".join(parts)


def _row(rule: Rule) -> str:
    text = _joined(rule.texts)
    who = _joined(each.rstrip(".") for each in rule.who)
    cells = (
        f"`{rule.code}`",
        f"(only ever said when met) {text}" if rule.met_only else text,
        f"{_joined(rule.remedies)} *{who}.*" if rule.remedies else "",
        BEFORE.get(rule.asked_before, ", ".join(rule.asked_before)),
        _joined(rule.rests_on, "; "),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _joined(said: Iterable[str], between: str = " / ") -> str:
    """Each thing once, with a space before a bracket that a word ran into."""
    return re.sub(r"(?<=\w)\[", " [", between.join(dict.fromkeys(said)))
