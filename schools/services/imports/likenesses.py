"""Asks whether two rows are one person. It only ever asks: nobody is merged by likeness."""

from collections.abc import Sequence

from django.db import connection

# Alike: surname, first letter, and postcode or day of birth. Not asked: two that differ in a day of birth both have,
# in a title that tells man from woman, or that one source gives for the same child, so knows as two.
_PARENTS = """
    INSERT INTO schools_likeness (authority_id, parent_id, other_parent_id, why, answer)
    SELECT DISTINCT one.authority_id, least(one.id, other.id), greatest(one.id, other.id),
           CASE WHEN one.born = other.born THEN 'The same surname, initial and day of birth.'
                ELSE 'The same surname, initial and postcode.' END, ''
    FROM schools_parent one JOIN schools_parent other
      ON other.authority_id = one.authority_id AND lower(other.surname) = lower(one.surname) AND other.id <> one.id
     AND lower(left(other.forename, 1)) = lower(left(one.forename, 1)) AND one.forename <> ''
    WHERE one.id = ANY(%s) AND one.authority_id = %s
      AND (one.born = other.born OR (one.postcode <> '' AND one.postcode = other.postcode))
      AND NOT coalesce(one.born <> other.born, false)
      AND NOT (lower(rtrim(one.title, '.')) = 'mr' AND lower(rtrim(other.title, '.')) IN ('mrs', 'ms', 'miss'))
      AND NOT (lower(rtrim(other.title, '.')) = 'mr' AND lower(rtrim(one.title, '.')) IN ('mrs', 'ms', 'miss'))
      AND coalesce(one.same_as_id, one.id) <> coalesce(other.same_as_id, other.id)
      AND NOT EXISTS (
          SELECT 1 FROM schools_responsibility a JOIN schools_responsibility b ON b.pupil_id = a.pupil_id
          JOIN schools_parentkey ka ON ka.parent_id = a.parent_id
          JOIN schools_parentkey kb ON kb.parent_id = b.parent_id
          WHERE a.parent_id = one.id AND b.parent_id = other.id AND ka.source = kb.source)
      AND NOT EXISTS (
          SELECT 1 FROM schools_likeness asked WHERE (asked.parent_id = one.id AND asked.other_parent_id = other.id)
             OR (asked.parent_id = other.id AND asked.other_parent_id = one.id))
"""
_PUPILS = """
    INSERT INTO schools_likeness (authority_id, pupil_id, other_pupil_id, why, answer)
    SELECT DISTINCT one.authority_id, least(one.id, other.id), greatest(one.id, other.id),
           'The same name and day of birth under two UPNs.', ''
    FROM schools_pupil one JOIN schools_pupil other
      ON other.authority_id = one.authority_id AND lower(other.surname) = lower(one.surname) AND other.id <> one.id
     AND lower(other.forename) = lower(one.forename) AND other.born = one.born
    WHERE one.id = ANY(%s) AND one.authority_id = %s
      AND coalesce(one.same_as_id, one.id) <> coalesce(other.same_as_id, other.id)
      AND NOT EXISTS (
          SELECT 1 FROM schools_likeness asked WHERE (asked.pupil_id = one.id AND asked.other_pupil_id = other.id)
             OR (asked.pupil_id = other.id AND asked.other_pupil_id = one.id))
"""


def propose_likenesses(authority_id: int, *, parents: Sequence[int], pupils: Sequence[int]) -> None:
    """Ask about every pair of parents, and of pupils, of whom one is among these; a pair is asked once."""
    with connection.cursor() as cursor:
        for query, ids in ((_PARENTS, parents), (_PUPILS, pupils)):
            if ids:
                cursor.execute(query, [list(ids), authority_id])
