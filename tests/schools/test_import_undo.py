"""An import undone: what still holds its value goes back, and what others rest on does not."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schools.models import RegisterImport, ReviewDue
from schools.services.imports.undo import CannotUndo, undo_register
from tests import builders
from tests.registers import corrections, long_file, stored, take

pytestmark = pytest.mark.django_db
MONDAY = date(2004, 3, 1)
TUESDAY = date(2004, 3, 2)


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast()


@pytest.fixture
def pupil(cast):
    return builders.a_pupil(cast)


def undo(cast, result, *, pinned=()):
    row = RegisterImport.objects.get(id=result.import_id)
    return undo_register(row, pinned=pinned, by=cast.clerk, on=builders.TODAY)


def test_undo_puts_back_what_stood_before(cast, pupil):
    take(cast, long_file((pupil, MONDAY, "AM", "N")))
    before = stored([pupil])
    second = take(cast, long_file((pupil, MONDAY, "AM", "I"), (pupil, TUESDAY, "AM", "O")))

    undone = undo(cast, second)

    assert (undone.cells, undone.left) == (2, 0)
    assert stored([pupil]) == before


def test_undo_is_a_correction_of_its_own(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "O")))

    undo(cast, result)

    assert corrections() == [("2004-03-01 AM", "O", "", f"Import {result.import_id} was undone")]
    assert ReviewDue.objects.filter(enrolment__pupil=pupil).exists()


def test_a_cell_that_was_changed_later_stays(cast, pupil):
    first = take(cast, long_file((pupil, MONDAY, "AM", "O"), (pupil, TUESDAY, "AM", "O")))
    take(cast, long_file((pupil, MONDAY, "AM", "I")))

    undone = undo(cast, first)

    assert (undone.cells, undone.left) == (1, 1)
    assert stored([pupil]) == {(pupil.id, MONDAY, "AM"): "I"}


def test_an_import_of_which_every_cell_was_changed_later_cannot_be_undone(cast, pupil):
    first = take(cast, long_file((pupil, MONDAY, "AM", "O")))
    take(cast, long_file((pupil, MONDAY, "AM", "I")))

    with pytest.raises(CannotUndo, match="changed since"):
        undo(cast, first)


def test_undo_under_a_standing_pin_is_refused_and_changes_nothing(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "O"), (pupil, TUESDAY, "AM", "O")))
    before = stored([pupil])

    with pytest.raises(CannotUndo, match="rests on 2 March 2004 AM"):
        undo(cast, result, pinned=[(pupil.enrolments.get().id, TUESDAY, "AM")])

    assert stored([pupil]) == before
    assert corrections() == []


def test_an_import_is_undone_once(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "O")))
    undo(cast, result)

    with pytest.raises(CannotUndo, match="undone on 14 May 2004"):
        undo(cast, result)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(st.sampled_from("/OIN"), min_size=8, max_size=8), second=st.data())
def test_undoing_the_last_import_gives_the_register_before_it(first, second, cast):
    pupil = builders.a_pupil(cast)
    cells = [(date(2004, 3, day), half) for day in (1, 2, 3, 4) for half in ("AM", "PM")]
    take(cast, long_file(*((pupil, *cell, code) for cell, code in zip(cells, first, strict=True))))
    before = stored([pupil])
    new = second.draw(st.dictionaries(st.sampled_from(cells), st.sampled_from("/OIN"), min_size=1))
    result = take(cast, long_file(*((pupil, *cell, code) for cell, code in new.items())))

    if result.changed:
        undo(cast, result)

    assert stored([pupil]) == before
