"""Calendars that several tests of the pure rooms count on."""

from datetime import date

from schools.terms import Calendar

# 195 school days, 390 sessions, 40 school weeks.
YEAR_2025 = Calendar.of(
    [
        (date(2025, 9, 3), date(2025, 10, 24)),
        (date(2025, 11, 3), date(2025, 12, 19)),
        (date(2026, 1, 5), date(2026, 2, 13)),
        (date(2026, 2, 23), date(2026, 3, 27)),
        (date(2026, 4, 13), date(2026, 5, 22)),
        (date(2026, 6, 1), date(2026, 7, 22)),
    ],
    closed=[date(2026, 5, 4)],
)

# A council's published year of teaching days before each school's staff training is taken off.
YEAR_2003 = Calendar.of(
    [
        (date(2003, 9, 3), date(2003, 10, 24)),
        (date(2003, 11, 3), date(2003, 12, 19)),
        (date(2004, 1, 5), date(2004, 2, 13)),
        (date(2004, 2, 23), date(2004, 4, 2)),
        (date(2004, 4, 19), date(2004, 5, 28)),
        (date(2004, 6, 7), date(2004, 7, 21)),
    ],
    closed=[date(2004, 5, 3)],
)
