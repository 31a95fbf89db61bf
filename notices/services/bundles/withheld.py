"""Keeps out of letters and bundles every line of an address that their reader may not be told.

The rule stands in `address_of`; this looks for what came in another way: a note, a reason, a letter sent before the
address was withheld.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from cases.models import Matter
from schools.models import Parent, Responsibility
from schools.queries.addresses import Withheld, address_of, home_of
from schools.queries.people import same_parents

INSTEAD = "[withheld]"
# Shorter than this a line tells nothing by itself, and would be found everywhere.
SHORTEST = 4
_NUMBER = re.compile(r"\d")


def withheld_lines(matter: Matter) -> tuple[str, ...]:
    """The lines of addresses in this family that the matter's parent may not be told, the longest first."""
    pupil, defendant = matter.case.pupil, matter.parent
    told = {*address_of(defendant, to=defendant).lines, *address_of(pupil, to=defendant).lines}
    secret: set[str] = set()
    if isinstance(address_of(pupil, to=defendant), Withheld):
        secret |= _telling(home_of(pupil).lines)
    for other in _family_of(matter):
        if isinstance(address_of(other, to=defendant), Withheld):
            secret |= _telling(address_of(other, to=other).lines) | {other.phone, other.email}
    lines = {line for line in secret - told if len(line) >= SHORTEST}
    return tuple(sorted(lines, key=lambda line: (-len(line), line)))


def _family_of(matter: Matter) -> list[Parent]:
    """Everybody who answers for this child, or for another child of its parent."""
    same = same_parents([matter.parent_id])[matter.parent_id]
    children = Responsibility.objects.filter(Q(parent__in=same) | Q(pupil=matter.case.pupil_id)).values("pupil_id")
    return list(Parent.objects.filter(responsibilities__pupil__in=children).exclude(id__in=same).distinct())


def shows_any(value: Any, lines: Iterable[str]) -> bool:
    """Say whether any of these lines stands anywhere in frozen facts."""
    text = json.dumps(value, ensure_ascii=False)
    return any(_anywhere(line).search(text) for line in lines)


def without(value: Any, lines: Sequence[str]) -> Any:
    """Take these lines out of every text in frozen facts."""
    if isinstance(value, str):
        for line in lines:
            value = _anywhere(line).sub(INSTEAD, value)
        return value
    if isinstance(value, list):
        return [without(item, lines) for item in value]
    if isinstance(value, dict):
        return {name: without(item, lines) for name, item in value.items()}
    return value


def _telling(lines: Sequence[str]) -> set[str]:
    """The lines that lead to a door: the first, and those with a number in them. A town alone does not."""
    return {*lines[:1], *(line for line in lines if _NUMBER.search(line))}


def _anywhere(line: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(line)}(?!\w)", re.IGNORECASE)
