"""Each school's own calendar: the authority's terms unless the school has terms of its own."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from schools import grid
from schools.models import Authority, ClosedDay, Term
from schools.terms import Calendar


def calendars_of(authority: Authority | int, school_ids: Iterable[int]) -> dict[int, Calendar]:
    """Give the calendar of each school, in two queries however many are asked for.

    A school with terms of its own in this authority uses those alone; closed days of the authority and of
    the school are both closed.
    """
    authority_id = authority if isinstance(authority, int) else authority.id
    terms: dict[int | None, list[tuple[date, date]]] = defaultdict(list)
    for school_id, starts, ends in Term.objects.filter(authority=authority_id).values_list(
        "school_id", "starts", "ends"
    ):
        terms[school_id].append((starts, ends))
    closed: dict[int | None, set[date]] = defaultdict(set)
    for school_id, on in ClosedDay.objects.filter(authority=authority_id).values_list("school_id", "on"):
        closed[school_id].add(on)
    return {
        school_id: Calendar.of(terms.get(school_id) or terms[None], closed=closed[None] | closed.get(school_id, set()))
        for school_id in school_ids
    }


def calendar_of(authority: Authority | int, school_id: int) -> Calendar:
    """Give one school's calendar."""
    return calendars_of(authority, [school_id])[school_id]


def whole_terms_of(authority: Authority | int, school_ids: Iterable[int]) -> dict[int, list[tuple[date, date]]]:
    """Give each school's terms as a code of conduct counts them: a season from its first day to its last.

    Two stretches of one season within one school year are one term.
    """
    authority_id = authority if isinstance(authority, int) else authority.id
    by_school: dict[int | None, dict[tuple[int, str], tuple[date, date]]] = defaultdict(dict)
    rows = Term.objects.filter(authority=authority_id).order_by("starts")
    for school_id, season, starts, ends in rows.values_list("school_id", "season", "starts", "ends"):
        key = (grid.year_of(starts), season)
        first, _ = by_school[school_id].get(key, (starts, ends))
        by_school[school_id][key] = (first, ends)
    return {school_id: sorted((by_school.get(school_id) or by_school[None]).values()) for school_id in school_ids}
