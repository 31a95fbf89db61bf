"""From a frozen snapshot to a PDF: the same snapshot gives the same bytes, and an unlawful paper is not made at all."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from notices import frozen
from notices.documents import boxes, geometry, paper, press
from notices.documents.document import Document, document_of
from notices.letters import addresses, sessions
from notices.letters.kinds import KINDS, Kind, Particular
from notices.letters.parts import Method
from notices.letters.sentences import Sentence
from notices.letters.snapshots import Letter
from schools import words

SHEETS = ("letters/base.css", "letters/letter.css")
LARGE_PRINT = "letters/large.css"
FORM = "letters/form.css"
CLASSES = {Method.FIRST_CLASS: "first class", Method.SECOND_CLASS: "second class"}


class Incomplete(ValueError):
    """A paper that lacks something it must hold, or does not fit its sheet; it is not rendered.

    `missing` names the particulars by their marks, `faults` says the rest in sentences.
    """

    def __init__(self, kind: str, *, missing: Sequence[Particular] = (), faults: Sequence[str] = ()) -> None:
        said = [f"({particular.mark}) {particular.what}" for particular in missing]
        super().__init__(f"{KINDS[kind].title}: " + "; ".join([*said, *faults]))
        self.missing = tuple(particular.mark for particular in missing)
        self.faults = tuple(faults)


def render_letter(kind: str, snapshot: Mapping[str, Any] | Letter) -> Document:
    """Render one letter from its snapshot.

    Raises Incomplete when a particular is empty or ink strays, Unpostable when the address cannot stand in the
    window, frozen.Unreadable when the snapshot is not of the kind.
    """
    sort = KINDS[kind]
    letter = _read(sort, snapshot)
    if missing := [particular for particular in sort.required if not _held(letter, particular)]:
        raise Incomplete(kind, missing=missing)
    if sort.in_window:
        _require_postable(letter)
    proof = press.set_type(write_html(sort, letter), sheets=_sheets(sort, letter))
    marks = boxes.marks_of(proof.pages, "data-p")
    printed = {mark.value for mark in marks if mark.text}
    if missing := [particular for particular in sort.required if particular.mark not in printed]:
        raise Incomplete(kind, missing=missing)
    measured = geometry.measure([boxes.ink_of(page) for page in proof.pages], window=sort.in_window)
    if not measured.fits:
        raise Incomplete(kind, faults=measured.misfits)
    return document_of(press.write_pdf(proof), measured, marks)


def write_html(kind: Kind, letter: Letter) -> str:
    """Write a letter's sentences as HTML, its particulars marked."""
    return paper.write(
        kind.template,
        letter=letter,
        law=letter.wording,
        title=kind.title,
        child=letter.child.first_name,
        say=say,
        in_sentences=sessions.in_sentences,
        first_and_last=sessions.first_and_last,
        number=sessions.number,
        period=period_of,
        dates_of=dates_of,
        dates_in_words=dates_in_words,
        classes=CLASSES,
    )


def say(sentence: Sentence | str, **names: Any) -> Markup:
    """Fill a dated sentence with names and days."""
    text = sentence.text if isinstance(sentence, Sentence) else sentence
    return escape(text.format(**names))


def period_of(letter: Letter, listed: Sequence[sessions.Session]) -> Markup:
    """Say the date or period of an offence as the law of the day asks."""
    first, last = sessions.first_and_last(listed)
    sentence = letter.wording.period_of_a_day if first == last else letter.wording.period
    return say(sentence, first=_beginning(first, last), last=words.long_date(last))


def dates_of(listed: Sequence[sessions.Session]) -> str:
    """Say the dates of a charge: 1 March 2004, or 1 March and 26 March 2004."""
    first, last = sessions.first_and_last(listed)
    return words.plain_date(first) if first == last else f"{words.plain_date(first)} and {words.plain_date(last)}"


def dates_in_words(listed: Sequence[sessions.Session]) -> str:
    """Say the dates of a charge to a parent: on Monday 1 March 2004, or between two such days."""
    first, last = sessions.first_and_last(listed)
    if first == last:
        return f"on {words.long_date(first)}"
    return f"between {words.long_date(first)} and {words.long_date(last)}"


def _beginning(first: date, last: date) -> str:
    return words.week_date(first) if first != last and first.year == last.year else words.long_date(first)


def _read(kind: Kind, snapshot: Mapping[str, Any] | Letter) -> Letter:
    if isinstance(snapshot, Mapping):
        return frozen.thaw(kind.snapshot, snapshot)
    if not isinstance(snapshot, kind.snapshot):
        raise frozen.Unreadable(f"{kind.name}: {type(snapshot).__name__} is not its snapshot.")
    return snapshot


def _held(letter: Letter, particular: Particular) -> bool:
    return all(_fact(letter, path) for path in particular.facts)


def _fact(letter: Letter, path: str) -> Any:
    value: Any = letter
    for name in path.split("."):
        value = getattr(value, name)
    return value.strip() if isinstance(value, str) else value


def _require_postable(letter: Letter) -> None:
    if faults := addresses.faults_in(letter.recipient.lines, by_hand=letter.recipient.by_hand):
        raise addresses.Unpostable(faults)


def _sheets(kind: Kind, letter: Letter) -> tuple[str, ...]:
    extra = [FORM] if not kind.in_window else []
    return (*SHEETS, *extra, *([LARGE_PRINT] if letter.large_print else []))
