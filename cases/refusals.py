"""How a step says no: the law, the reader's role, or news since the page was read."""

from collections.abc import Sequence

from cases.rules.bars import Bar


class Refused(Exception):
    """The law says no: every bar at once, each with its reason and what would remove it."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        self.bars = list(bars)
        super().__init__(" ".join(bar.text for bar in bars))


class Forbidden(Exception):
    """This person may not take this step; `who` names those who may."""

    def __init__(self, step: str, who: str) -> None:
        self.step = step
        self.who = who
        super().__init__(f"You may not {step}. {who} may.")


class Stale(Exception):
    """Something happened in the case after the page was read; nothing was done.

    `seen` is the number of the last history entry the person had read, `latest` the number now.
    """

    def __init__(self, *, case_id: int, seen: int, latest: int) -> None:
        self.case_id = case_id
        self.seen = seen
        self.latest = latest
        super().__init__("Something happened in this case after you opened the page.")


def refuse_if(bars: Sequence[Bar]) -> None:
    """Raise `Refused` when anything stands in the way."""
    if bars:
        raise Refused(bars)
