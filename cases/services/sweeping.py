"""Puts passed deadlines before their owners."""

from datetime import date

from django.db import connection

SLICE = 20_000

# One statement for a slice: what another sweep holds is left to it, what was stamped is not met again.
_STAMP = """
    UPDATE cases_deadline SET swept_on = %(on)s WHERE id IN (
        SELECT due.id FROM cases_deadline due
        JOIN cases_case held ON held.id = due.case_id
        WHERE due.due_on < %(on)s AND due.superseded_on IS NULL AND due.swept_on IS NULL
            AND held.authority_id = %(authority)s
        LIMIT %(slice)s FOR UPDATE OF due SKIP LOCKED
    )
"""


def sweep_deadlines(authority_id: int, *, on: date) -> int:
    """Stamp each deadline that has passed with the day it was seen to have; give back how many.

    That a day has passed is worked out from the row wherever it is asked; the stamp only says since when it is work
    on a desk. No stage moves here.
    """
    stamped = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_STAMP, {"on": on, "authority": authority_id, "slice": SLICE})
            stamped += cursor.rowcount
            if cursor.rowcount < SLICE:
                return stamped
