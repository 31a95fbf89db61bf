"""Freezes what a letter says: rows of the day become the typed facts that its PDF is made of."""

from collections.abc import Callable
from typing import Any

from notices import frozen
from notices.letters import snapshots
from notices.models import Letter
from notices.services.letters import court, family, notice, warning
from notices.services.letters.said import Said

Maker = Callable[[Letter, Said], snapshots.Letter]

MAKERS: dict[str, Maker] = {
    "first_concern": family.first_concern,
    "warning": warning.warning,
    "closing": family.closing,
    "penalty_notice": notice.penalty_notice,
    "reminder": notice.reminder,
    "receipt": notice.receipt,
    "withdrawal": notice.withdrawal,
    "information": court.information,
    "summons": court.summons,
    "court_result": court.court_result,
}


def snapshot_of(letter: Letter, said: Said) -> dict[str, Any]:
    """Freeze one letter as plain JSON; the row need not be saved yet."""
    return frozen.freeze(MAKERS[letter.kind](letter, said))
