"""The review opens a case by unauthorised half-days alone, once, and says when its ground is gone."""

from datetime import date

import pytest

from cases.models import Case, HistoryEntry
from cases.services.imports import import_register, undo_import
from cases.services.opening import close_case
from cases.services.review import review_all, review_due
from cases.stages import How
from schools.models import RegisterImport, ReviewDue
from tests import builders
from tests.registers import long_file

pytestmark = pytest.mark.django_db
ON = date(2004, 3, 12)
# Ten school weeks that end in the week of 8 March begin on 15 December: Christmas and half-term count for nothing.
FIRST_IN_WINDOW = date(2003, 12, 15)


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=ON)


@pytest.fixture
def pupil(cast):
    return builders.a_pupil(cast)


def away(cast, pupil, *parts, code="O", on=ON):
    rows = [
        (pupil, day, half, code)
        for first, number in parts
        for day, half in builders.half_days_from(first, number, pupil)
    ]
    return import_register(long_file(*rows), file_name="r.csv", by=cast.clerk, on=on, school=cast.school)


@pytest.mark.parametrize(("number", "opened"), [(19, 0), (20, 1)])
def test_twenty_half_days_in_ten_school_weeks_open_a_case_and_nineteen_do_not(cast, pupil, number, opened):
    away(cast, pupil, (FIRST_IN_WINDOW, 10), (date(2004, 3, 8), number - 10))

    assert Case.objects.count() == opened


def test_a_half_day_of_the_week_before_is_outside_the_window(cast, pupil):
    away(cast, pupil, (date(2003, 12, 12), 2), (FIRST_IN_WINDOW, 8), (date(2004, 3, 8), 10))

    assert not Case.objects.exists()


def test_leave_and_illness_open_nothing(cast, pupil):
    away(cast, pupil, (date(2004, 2, 23), 30), code="I")

    assert not Case.objects.exists()


def test_the_case_says_why_it_was_opened_and_by_the_review(cast, pupil):
    away(cast, pupil, (date(2004, 3, 1), 20))

    case = Case.objects.get()
    assert case.opened_why.startswith("20 half-days missed without leave in 10 school weeks")
    assert HistoryEntry.objects.get(case=case).by.role == "service"


def test_what_is_due_is_reviewed_once(cast, pupil):
    away(cast, pupil, (date(2004, 3, 1), 20))

    again = review_due(cast.authority, by=cast.service, on=ON)

    assert (again.read, ReviewDue.objects.count(), Case.objects.count()) == (0, 0, 1)


def test_a_closed_case_is_not_opened_again_by_what_was_known(cast, pupil):
    away(cast, pupil, (date(2004, 3, 1), 20))
    close_case(Case.objects.get(), how=How.IMPROVED, reasons="Back at school.", by=cast.officer, on=ON)

    review_all(cast.authority, by=cast.service, on=ON)

    assert Case.objects.count() == 1


def test_a_later_half_day_opens_a_new_case_after_a_close(cast, pupil):
    away(cast, pupil, (date(2004, 3, 1), 20))
    close_case(Case.objects.get(), how=How.IMPROVED, reasons="Back at school.", by=cast.officer, on=ON)

    away(cast, pupil, (date(2004, 3, 15), 1), on=date(2004, 3, 15))

    assert Case.objects.count() == 2


def test_an_import_undone_leaves_its_case_without_ground(cast, pupil):
    result = away(cast, pupil, (date(2004, 3, 1), 20))

    undo_import(RegisterImport.objects.get(id=result.import_id), by=cast.clerk, on=ON)

    assert Case.objects.get().ground_gone_on == ON


def test_marks_wait_for_a_code_of_conduct(cast, pupil):
    cast.authority.policies.all().delete()

    result = away(cast, pupil, (date(2004, 3, 1), 20))

    assert result.applied
    assert ReviewDue.objects.count() == 1
