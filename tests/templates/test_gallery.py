"""Every component in a real browser, under the strict policy our pages are sent with."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from stack.assets import node_of_wheel
from tests.templates.gallery import HERE, ROOT, pages

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "object-src 'self'; form-action 'self'; base-uri 'none'"
)
NAMES = sorted(path.name for path in (HERE / "pages").glob("*.html"))
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class StrictHandler(SimpleHTTPRequestHandler):
    """Serves the rendered gallery with the policy of our pages."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it)
        pass


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    for name, html in pages().items():
        (folder / name).write_text(html)
    (folder / "static").symlink_to(ROOT / "static_built")
    return folder


@pytest.fixture(scope="module")
def address(rendered: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHandler, directory=str(rendered)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_axe_finds_nothing(browser: Browser, address: str, name: str, width: int, scheme: Literal["light", "dark"]):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()

    page.goto(f"{address}/{name}")
    page.add_script_tag(path=AXE)
    found = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    context.close()

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_at_320_pixels_does_not_scroll_sideways_and_breaks_no_policy(browser: Browser, address: str, name: str):
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{address}/{name}", wait_until="networkidle")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()

    assert over == 0
    # The gallery has no letter to show.
    assert [text for text in complaints if "404" not in text] == []


def test_every_page_is_valid_html(rendered: Path):
    node = shutil.which("node") or str(node_of_wheel())
    checker = ROOT / "node_modules/html-validate/bin/html-validate.mjs"

    said = subprocess.run(
        [node, checker, "--config", ROOT / ".htmlvalidate.json", *sorted(rendered.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("name", NAMES)
def test_no_page_carries_a_style_or_a_script_of_its_own(rendered: Path, name: str):
    html = (rendered / name).read_text()

    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count('<script type="module" src=') == 1


def test_arrow_keys_walk_the_register_and_say_each_half_day(browser: Browser, address: str):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/case.html")

    page.focus("[data-register] td[tabindex='0']")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)

    said = page.inner_text("[data-register-says]")
    stops = page.locator("[data-register] [tabindex='0']").count()
    focused = page.evaluate("document.activeElement.title")
    page.close()
    assert said == focused
    assert said.startswith("Tue 23 September AM: ")
    assert stops == 1


def test_a_form_that_came_back_puts_the_focus_on_its_problems(browser: Browser, address: str):
    page = browser.new_page()
    page.goto(f"{address}/forms.html")

    page.wait_for_function("document.activeElement.matches('[data-error-summary]')")
    page.click("text=Enter a real date")

    focused = page.evaluate("document.activeElement.id")
    title = page.title()
    page.close()
    assert focused == "id_received_0"
    assert title.startswith("Error: ")
