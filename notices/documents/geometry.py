"""Where a letter may print, so that its address and nothing else shows in the window of an envelope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notices.documents.boxes import Ink, Rectangle

BODY = Rectangle(15, 95, 195, 292)
SIDE = Rectangle(125, 5, 195, 95)
LOGO = Rectangle(15, 5, 125, 30)
WINDOW = Rectangle(24.6, 39.5, 120, 66.3)
SHEET = Rectangle(15, 5, 195, 292)
# More sheets than these do not go into the envelope.
MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Stray:
    """Something that prints where nothing may."""

    page: int
    what: str
    place: Rectangle

    def __str__(self) -> str:
        left, top, right, bottom = (round(side, 1) for side in self.place)
        return f"page {self.page}: “{self.what[:40]}” at x {left}–{right}, y {top}–{bottom} mm"


@dataclass(frozen=True, slots=True)
class Geometry:
    """How the ink of a paper lies: its pages, what the window shows, and what strays."""

    pages: int
    window: Rectangle | None
    strays: tuple[Stray, ...]

    @property
    def fits(self) -> bool:
        """Say whether the paper can be folded, enveloped and posted."""
        return not self.misfits

    @property
    def misfits(self) -> list[str]:
        """Say in sentences what does not fit; the first few strays are enough."""
        found = [f"Printed where nothing may be: {stray}." for stray in self.strays[:3]]
        if self.pages > MOST_PAGES:
            found.append(f"{self.pages} pages; the envelope takes {MOST_PAGES}.")
        return found


def measure(pages: Sequence[Iterable[Ink]], *, window: bool) -> Geometry:
    """Measure the ink of each page against the areas allowed; `window` says whether page one is read through one."""
    strays, seen = [], []
    for number, inks in enumerate(pages, 1):
        areas = (WINDOW, LOGO, SIDE, BODY) if window and number == 1 else (SHEET,)
        for ink in inks:
            if not any(ink.place.within(area) for area in areas):
                strays.append(Stray(number, ink.what, ink.place))
            elif areas[0] is WINDOW and ink.place.within(WINDOW):
                seen.append(ink.place)
    return Geometry(pages=len(pages), window=_around(seen), strays=tuple(strays))


def _around(places: Sequence[Rectangle]) -> Rectangle | None:
    if not places:
        return None
    return Rectangle(
        round(min(place.left for place in places), 1),
        round(min(place.top for place in places), 1),
        round(max(place.right for place in places), 1),
        round(max(place.bottom for place in places), 1),
    )
