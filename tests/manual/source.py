"""What the rules say, read from their source: the sentences, remedies and laws that a function can answer with."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "cases" / "rules"
# Names of the code that would not be understood beside the sentence.
PLAINLY = {"length words": "the time that the code gives", "list": "which", "window words": "in the code's window"}
NOT_RULES = {"__init__", "bars", "facts", "model_codes", "papers", "people", "policy"}


@dataclass(frozen=True)
class Function:
    """One function of a rules module, with what its parameters are bound to when one call of it is read."""

    module: str
    tree: ast.FunctionDef
    bound: dict[str, tuple[ast.expr, "Function"]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.tree.name

    @property
    def caller(self) -> str:
        """The function that calls it so, or itself."""
        return next((caller.name for _, caller in self.bound.values()), self.name)


def functions() -> dict[tuple[str, str], Function]:
    """Every function of the rules, by module and name."""
    found = {}
    for path in sorted(RULES.glob("*.py")):
        if path.stem in NOT_RULES:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                found[path.stem, node.name] = Function(path.stem, node)
    return found


def calls(function: Function) -> Iterator[tuple[tuple[str, str], ast.Call]]:
    """The calls in a function, each with the module and name it would have among the rules."""
    for node in ast.walk(function.tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                yield (function.module, called.id), node
            elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
                yield (called.value.id, called.attr), node


def bindings(function: Function, every: dict[tuple[str, str], Function]) -> Iterator[Function]:
    """The function as each of its callers in the module calls it."""
    names = [arg.arg for arg in function.tree.args.args]
    for caller in every.values():
        for called, call in calls(caller):
            if called == (function.module, function.name):
                given = dict(zip(names, call.args, strict=False)) | {
                    word.arg: word.value for word in call.keywords if word.arg
                }
                yield Function(function.module, function.tree, {name: (expr, caller) for name, expr in given.items()})


def sayings(expr: ast.expr | None, function: Function, every: dict[tuple[str, str], Function]) -> list[str]:
    """What an expression can say, with a word in brackets for what only the facts know."""
    match expr:
        case None:
            return []
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr(values=parts):
            each = [_filled(part, function, every) for part in parts]
            return ["".join(each)]
        case ast.BinOp(left=left, right=right):
            both = product(sayings(left, function, every), sayings(right, function, every))
            return [a + b for a, b in both]
        case ast.IfExp(test=ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant(value=1)]), orelse=plural):
            return sayings(plural, function, every)
        case ast.IfExp(body=body, orelse=orelse):
            return sayings(body, function, every) + sayings(orelse, function, every)
        case ast.BoolOp(values=values):
            return [text for value in values for text in sayings(value, function, every)]
        case ast.Name(id=name):
            return _of_name(name, function, every)
        case ast.Call(func=ast.Name(id=name)) if (function.module, name) in every:
            return _returned(every[function.module, name], every)
    return [f"[{_word(expr)}]"]


def _of_name(name: str, function: Function, every: dict[tuple[str, str], Function]) -> list[str]:
    if name in function.bound:
        expr, caller = function.bound[name]
        return sayings(expr, caller, every)
    if name in _constants(function.module):
        return [_constants(function.module)[name]]
    found: list[str] = []
    for target, value, adds in assigned(function.tree, name):
        ours = (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Name)
            and (function.module, value.func.id) in every
        )
        worked_out = isinstance(value, ast.Call) and not ours
        said = [_counted(value) or f"[{name}]"] if worked_out else sayings(value, function, every)
        if adds and found:
            found[-1] += said[0]
        elif target:
            found += said
    return found or [f"[{name.replace('_', ' ')}]"]


def assigned(tree: ast.AST, name: str) -> Iterator[tuple[bool, ast.expr, bool]]:
    """What a name is given in a function, in order: also in a tuple, and in the rows a comprehension walks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield True, node.value, False
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for each, value in zip(target.elts, node.value.elts, strict=True):
                        if isinstance(each, ast.Name) and each.id == name:
                            yield True, value, False
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield False, node.value, True
        elif isinstance(node, ast.comprehension) and isinstance(node.target, ast.Tuple):
            for position, each in enumerate(node.target.elts):
                if isinstance(each, ast.Name) and each.id == name and isinstance(node.iter, ast.Tuple):
                    for row in node.iter.elts:
                        if isinstance(row, ast.Tuple):
                            yield True, row.elts[position], False


@cache
def _constants(module: str) -> dict[str, str]:
    """The numbers and words that a module gives a name of its own."""
    return {
        node.targets[0].id: str(node.value.value)
        for node in ast.parse((RULES / f"{module}.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }


def _returned(function: Function, every: dict[tuple[str, str], Function]) -> list[str]:
    said = []
    for node in ast.walk(function.tree):
        if isinstance(node, ast.Return) and node.value is not None:
            said += [text for text in sayings(node.value, function, every) if text]
    return said


def _filled(part: ast.expr, function: Function, every: dict[tuple[str, str], Function]) -> str:
    if isinstance(part, ast.Constant):
        return part.value if isinstance(part.value, str) else "…"
    expr = part.value if isinstance(part, ast.FormattedValue) else part
    if isinstance(expr, ast.Name):
        return _of_name(expr.id, function, every)[0]
    if isinstance(expr, ast.IfExp | ast.BoolOp):
        return sayings(expr, function, every)[0]
    return f"[{_word(expr)}]" if not _counted(expr) else _counted(expr)


def _counted(expr: ast.expr) -> str:
    """The words of a number or a day, where the call says what it is of."""
    match expr:
        case ast.Call(func=ast.Attribute(attr="count"), args=[_, ast.Constant(value=str() as noun)]):
            return f"[n] {noun}s"
        case ast.Call(func=ast.Attribute(attr="half_days")):
            return "[n] half-days"
        case ast.Call(func=ast.Attribute(attr="long_date")):
            return "[date]"
        case ast.Call(func=ast.Attribute(attr="money")):
            return "[sum]"
    return ""


def _word(expr: ast.AST) -> str:
    match expr:
        case ast.Attribute(attr="label" | "value" | "lower", value=value):
            return _word(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            name = name.lower().strip("_").replace("_", " ")
            return PLAINLY.get(name, name)
        case ast.Call(func=ast.Attribute(attr="join"), args=[joined]):
            return _word(joined)
        case ast.Call(func=called):
            return _word(called)
        case ast.Subscript(value=value):
            return _word(value)
        case ast.BinOp():
            return "n"
    return "…"
