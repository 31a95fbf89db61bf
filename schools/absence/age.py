"""Compulsory school age: the days between which a child must be at school."""

from dataclasses import dataclass
from datetime import date, timedelta

PRESCRIBED_DAYS = ((3, 31), (8, 31), (12, 31))


@dataclass(frozen=True, slots=True)
class SchoolAge:
    """The first and last day of compulsory school age, both included."""

    first: date
    until: date

    def includes(self, day: date) -> bool:
        """Say whether the child is of compulsory school age on that day."""
        return self.first <= day <= self.until


def compulsory_school_age(born: date) -> SchoolAge:
    """Return when a child born on that day is of compulsory school age. (Education Act 1996 s.8)

    It begins on the prescribed day on or next after the fifth birthday, and ends with the last Friday of June in the
    school year (1 September to 31 August) in which the child reaches sixteen.
    """
    return SchoolAge(first=_prescribed_day(birthday(born, 5)), until=_leaving_day(birthday(born, 16)))


def birthday(born: date, age: int) -> date:
    """Return the day an age is reached; one born on 29 February reaches it on 1 March in a common year."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, on: date) -> int:
    """Return the age in whole years on that day."""
    years = on.year - born.year
    return years if birthday(born, years) <= on else years - 1


def _prescribed_day(fifth: date) -> date:
    return next(
        day
        for year in (fifth.year, fifth.year + 1)
        for day in (date(year, month, number) for month, number in PRESCRIBED_DAYS)
        if day >= fifth
    )


def _leaving_day(sixteenth: date) -> date:
    year = sixteenth.year + 1 if sixteenth.month >= 9 else sixteenth.year
    end_of_june = date(year, 6, 30)
    return end_of_june - timedelta(days=(end_of_june.weekday() - 4) % 7)
