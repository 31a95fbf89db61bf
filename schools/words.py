"""How days, sums and numbers are said on pages and in letters."""

from datetime import date, datetime
from decimal import Decimal

from schools import clock

HALVES = {"AM": "morning", "PM": "afternoon"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# "Sept", as the Government's style has it; the other months keep three letters, May, June and July their whole names.
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def long_date(day: date) -> str:
    """Say a day in full: Friday 14 May 2004."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def week_date(day: date) -> str:
    """Say a day of this year with its weekday: Friday 14 May."""
    return f"{day:%A} {day.day} {day:%B}"


def plain_date(day: date) -> str:
    """Say a day without its weekday: 14 May 2004."""
    return f"{day.day} {day:%B} {day.year}"


def month_date(day: date) -> str:
    """Say a day without weekday and year: 14 May."""
    return f"{day.day} {day:%B}"


def short_date(day: date) -> str:
    """Say a day in a narrow place: Fri 14 May."""
    return f"{day:%a} {day.day} {SHORT_MONTHS[day.month - 1]}"


def shortest_date(day: date) -> str:
    """Say a day in the narrowest place: 14 May, 1 Sept."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def near_date(day: date, *, on: date) -> str:
    """Say a day as seen from another: Today, Tomorrow, Yesterday, Thu 20 May; with its year when that differs."""
    near = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get((day - on).days)
    if near:
        return near
    return short_date(day) if day.year == on.year else f"{short_date(day)} {day.year}"


def date_range(first: date, last: date) -> str:
    """Say a stretch of days: 1 to 26 March 2004."""
    if first == last:
        return plain_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {plain_date(last)}"
    if first.year == last.year:
        return f"{month_date(first)} to {plain_date(last)}"
    return f"{plain_date(first)} to {plain_date(last)}"


def half_day(day: date, session: str) -> str:
    """Say one half-day: Monday 1 March 2004, morning."""
    return f"{long_date(day)}, {HALVES[session]}"


def moment(at: datetime) -> str:
    """Say a moment in London: 28 June 2004, 09:12."""
    local = at.astimezone(clock.LONDON)
    return f"{plain_date(local.date())}, {local:%H:%M}"


def money(amount: Decimal) -> str:
    """Say a sum to the penny: £1,350.00."""
    return f"-£{-amount:,.2f}" if amount < 0 else f"£{amount:,.2f}"


def pounds(amount: Decimal) -> str:
    """Say a sum as a tariff does, without pence when there are none: £50, £50.25."""
    return money(amount).removesuffix(".00")


def count(number: int, one: str, many: str = "") -> str:
    """Say a number of things: 1 case, 1,204 lines."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def half_days(number: int) -> str:
    """Say a number of half-days: 1 half-day, 14 half-days."""
    return count(number, "half-day")


def in_words(number: int) -> str:
    """Say a small number as a word and a large one in figures: three, 11."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def school_year(year: int) -> str:
    """Say a school year by the year it began in: 2003/04."""
    return f"{year}/{(year + 1) % 100:02d}"


def age_on(born: date, on: date) -> int:
    """Return a person's age in whole years on a day."""
    had_birthday = (on.month, on.day) >= (born.month, born.day)
    return on.year - born.year - (0 if had_birthday else 1)


def percent(share: Decimal | float, *, places: int = 1) -> str:
    """Say a share of a hundred: 90.3%."""
    return f"{share:.{places}f}%"
