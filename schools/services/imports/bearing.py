"""Which schools a line of a people file bears on, so that a fault stops its own schools and no other."""

from collections import defaultdict
from typing import Any

from schools.services.imports.persons import Folded, Known


def urns_of_lines(folded: Folded, known: Known) -> dict[int, set[str]]:
    """Say which schools each line bears on: a pupil's own, a tie's pupil's, a parent's children's."""
    urns: dict[int, set[str]] = defaultdict(set)
    of_upn: dict[str, set[str]] = defaultdict(set)
    for roll in folded.rolls:
        urns[roll.line].add(roll.urn)
        of_upn[roll.upn].add(roll.urn)
    of_parent: dict[Any, set[str]] = defaultdict(set)
    for (parent, upn), thing in folded.things["responsibility"].items():
        pupil = known.pupils.get(upn)
        bears = of_upn.get(upn) or (known.urns_of_pupil.get(pupil["id"], set()) if pupil else set())
        of_parent[parent] |= bears
        for line in thing.lines:
            urns[line] |= bears
    for kind in ("school", "parent"):
        for key, thing in folded.things[kind].items():
            for line in thing.lines:
                urns[line] |= {key} if kind == "school" else of_parent.get(key, set())
    return urns
