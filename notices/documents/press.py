"""WeasyPrint, set up once: fonts, style sheets and the way from HTML to a tagged PDF. (PDF/UA-1)"""

import hashlib
import importlib
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
FONTS = ROOT / "static_built" / "fonts"
# Style of the cut, its weight, its file.
CUTS = (
    ("normal", 400, "SourceSans3_400Regular.ttf"),
    ("italic", 400, "SourceSans3_400Regular_Italic.ttf"),
    ("normal", 600, "SourceSans3_600SemiBold.ttf"),
    ("normal", 700, "SourceSans3_700Bold.ttf"),
)
# The fonts a document uses are kept in one configuration, which two threads must not fill at a time.
_ONE_AT_A_TIME = threading.Lock()


class NotReady(RuntimeError):
    """Something the press needs is not on this machine; the sentence says what, and how to mend it."""


@dataclass(frozen=True)
class Proof:
    """A document set but not yet written: its pages as WeasyPrint laid them out."""

    pages: list[Any]
    document: Any
    source: str


def faults() -> list[str]:
    """Say in sentences what the press lacks; empty when papers can be made."""
    return missing_fonts() + missing_libraries()


def missing_fonts() -> list[str]:
    """Name the cuts of the letters' face that are not there; no other face takes their place."""
    lacking = [file for _, _, file in CUTS if not (FONTS / file).is_file()]
    if not lacking:
        return []
    return [f"The letter fonts {', '.join(lacking)} are not in {FONTS}. Build the assets: npm run build."]


def missing_libraries() -> list[str]:
    """Say whether WeasyPrint finds Pango."""
    try:
        _weasyprint()
    except OSError:
        return [
            "WeasyPrint cannot load Pango. Install it: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0."
        ]
    return []


def set_type(html: str, *, sheets: Sequence[str]) -> Proof:
    """Lay out a page of HTML with the named style sheets (paths under templates/)."""
    press = _press()
    with _ONE_AT_A_TIME:
        page = press.weasyprint.HTML(string=html, base_url=f"{TEMPLATES.as_uri()}/", url_fetcher=press.fetcher)
        try:
            document = page.render(stylesheets=[press.sheet(name) for name in sheets], font_config=press.fonts)
        except press.fetching_fault as fault:
            # It would stop the worker: it is no ordinary exception.
            raise NotReady(f"{fault} {fault.__cause__}") from fault
    return Proof(pages=document.pages, document=document, source=html)


def write_pdf(*proofs: Proof) -> bytes:
    """Write proofs as one tagged PDF; the same proofs give the same bytes. Title and language are the first one's."""
    first = proofs[0]
    joined = first.document.copy([page for proof in proofs for page in proof.pages])
    identifier = hashlib.sha256("\0".join(proof.source for proof in proofs).encode()).digest()[:16]
    with _ONE_AT_A_TIME:
        return bytes(joined.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier))


class _Press:
    """The parts that are costly to make and safe to share: 82 ms a letter without them, 46 with."""

    def __init__(self) -> None:
        if lacking := faults():
            raise NotReady(" ".join(lacking))
        self.weasyprint = _weasyprint()
        # It tells of each of its steps; a batch of letters would fill the log with them.
        logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
        fonts = importlib.import_module("weasyprint.text.fonts")
        urls = importlib.import_module("weasyprint.urls")
        self.fetching_fault = urls.FatalURLFetchingError
        # Nothing off this machine, and no SSL context for each document.
        self.fetcher = urls.URLFetcher(allowed_protocols=("file", "data"), fail_on_errors=True)
        self.fonts = fonts.FontConfiguration()
        self.weasyprint.CSS(string=_font_faces(), font_config=self.fonts, url_fetcher=self.fetcher)

    @cache  # noqa: B019 (there is one press in a process)
    def sheet(self, name: str) -> Any:
        """Return a style sheet, parsed once."""
        return self.weasyprint.CSS(filename=str(TEMPLATES / name), font_config=self.fonts, url_fetcher=self.fetcher)


@cache
def _press() -> _Press:
    return _Press()


def _weasyprint() -> Any:
    # Without Pango its import fails, and a page that prints nothing must still start.
    return importlib.import_module("weasyprint")


def _font_faces() -> str:
    return "".join(
        f'@font-face{{font-family:"Halfday Sans";font-style:{style};font-weight:{weight};'
        f"src:url({(FONTS / file).as_uri()})}}"
        for style, weight, file in CUTS
    )
