"""The practice year in numbers: what happened in each month, and where everything stood on 14 May 2004."""

from datetime import date

PUPILS = {"primary": 14_902, "secondary": 12_526}
TRUANTS = {"primary": 3_152, "secondary": 2_493}
HALF_DAYS = {"primary": 3_152 * 9, "secondary": 2_493 * 18}
THIS_YEARS_TRUANTS = 5_480
THIS_YEARS_HALF_DAYS = 70_500

CARRIED_OVER = 90
# September 2003 to 14 May 2004, month by month.
MONTHS = ((2003, 9), (2003, 10), (2003, 11), (2003, 12), (2004, 1), (2004, 2), (2004, 3), (2004, 4), (2004, 5))
OPENED = (45, 85, 120, 65, 85, 65, 100, 40, 55)
CONCERN_LETTERS = (70, 75, 105, 60, 75, 55, 90, 35, 45)
REFERRED = (3, 5, 7, 8, 9, 7, 10, 7, 6)
REFERRED_UNPAID = (0, 0, 0, 0, 0, 0, 0, 2, 3)
LAID = (2, 3, 5, 6, 7, 6, 8, 5, 4)
LAID_UNPAID = (0, 0, 0, 0, 0, 0, 0, 1, 2)
CONCLUDED = (1, 2, 3, 4, 6, 6, 6, 4, 4)
PAID_50 = (0, 0, 0, 0, 0, 0, 4, 15, 4)
PAID_100 = (0, 0, 0, 0, 0, 0, 0, 1, 1)
WITHDRAWN = (0, 0, 0, 0, 0, 0, 1, 2, 0)
BY_HEADS = (0, 0, 0, 0, 0, 0, 11, 6, 5)
BY_OFFICERS = (0, 0, 0, 0, 0, 0, 20, 14, 10)
LEAVE_NOTICES = (0, 0, 0, 0, 0, 0, 3, 3, 2)

# Warnings posted on these days, all first class.
WARNINGS = {
    date(2004, 2, 2): 22,
    date(2004, 2, 9): 20,
    date(2004, 2, 23): 16,
    date(2004, 3, 1): 20,
    date(2004, 3, 8): 18,
    date(2004, 3, 15): 18,
    date(2004, 3, 22): 16,
    date(2004, 3, 29): 12,
    date(2004, 4, 19): 10,
    date(2004, 4, 26): 12,
    date(2004, 5, 4): 12,
    date(2004, 5, 10): 8,
}
# What came of the warnings whose 15 school days have ended: (improved, notice, no notice for a recorded reason).
WARNING_RESULTS = {
    date(2004, 2, 2): (13, 7, 2),
    date(2004, 2, 9): (11, 8, 1),
    date(2004, 2, 23): (10, 5, 1),
    date(2004, 3, 1): (11, 8, 1),
    date(2004, 3, 8): (10, 7, 1),
    date(2004, 3, 15): (6, 11, 1),
    date(2004, 3, 22): (5, 10, 1),
    date(2004, 3, 29): (9, 2, 1),
    date(2004, 4, 19): (9, 0, 1),
}
# Notices posted in the week of these days.
NOTICES = {
    date(2004, 3, 8): 7,
    date(2004, 3, 15): 7,
    date(2004, 3, 22): 8,
    date(2004, 3, 29): 9,
    date(2004, 4, 5): 4,
    date(2004, 4, 19): 4,
    date(2004, 4, 26): 12,
    date(2004, 5, 4): 10,
    date(2004, 5, 10): 5,
}
COURT_DAYS = (
    date(2003, 9, 11),
    date(2003, 10, 9),
    date(2003, 11, 13),
    date(2003, 12, 11),
    date(2004, 1, 8),
    date(2004, 2, 12),
    date(2004, 3, 11),
    date(2004, 4, 8),
    date(2004, 5, 13),
)
NEXT_COURT_DAY = date(2004, 6, 10)

# Cases by stage at the end, and how those that reached an outcome did so.
STAGES = {"monitoring": 236, "warning": 48, "penalty_notice": 27, "prosecution": 19, "outcome": 420}
OUTCOMES = {
    "improved": 262 + 74,
    "paid": 14,
    "court_result": 26,
    "moved": 21,
    "home_educated": 6,
    "supported_instead": 15,
    "merged": 2,
}
