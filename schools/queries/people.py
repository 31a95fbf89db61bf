"""Who is the same person as whom, once a person has said so."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F
from django.db.models.functions import Coalesce

from schools.models import Parent


def same_parents(parent_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Give for each parent every row that stands for the same person, itself included."""
    wanted = set(parent_ids)
    roots = dict(Parent.objects.filter(id__in=wanted).values_list("id", Coalesce("same_as_id", F("id"))))
    linked: dict[int, set[int]] = defaultdict(set)
    for row_id, root in Parent.objects.filter(same_as__in=set(roots.values())).values_list("id", "same_as_id"):
        linked[root].add(row_id)
    return {row_id: frozenset({row_id, root, *linked[root]}) for row_id, root in roots.items()}


def parents_in_view(parent_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Give for each parent those who share a child with them, one hop, themselves included."""
    wanted = set(parent_ids)
    view: dict[int, set[int]] = {parent_id: {parent_id} for parent_id in wanted}
    pairs = Parent.objects.filter(id__in=wanted).values_list(
        "id", "responsibilities__pupil__responsibilities__parent_id"
    )
    for parent_id, other in pairs:
        if other is not None:
            view[parent_id].add(other)
    return {parent_id: frozenset(others) for parent_id, others in view.items()}
