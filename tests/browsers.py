"""A site on a real socket and a real Chromium, for tests that walk through pages."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from stack.assets import node_of_wheel

# No test may reach the network, so Chromium's own errands are switched off.
_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass(frozen=True)
class Site:
    """Where the pages are."""

    url: str


@pytest.fixture
def site(committed_db: str) -> Iterator[Site]:
    """Our pages, served from this test's clone of the database."""
    server = LiveServerThread("127.0.0.1", _as_in_service, port=0)  # type: ignore[arg-type]
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield Site(f"http://127.0.0.1:{server.port}")
    server.terminate()


def _as_in_service(application: WSGIHandler) -> WSGIHandler:
    """Adds nothing: static files come through the middleware, as they do in service."""
    return application


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, for all tests of this process."""
    program = shutil.which("chromium")
    assert program, "Chromium is missing; make test fetches it, or: apt-get install chromium"
    # Playwright's own Node needs a library that a small Debian lacks.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node_of_wheel()))
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield running
        running.close()


@pytest.fixture
def new_context(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser windows that know nothing of each other, for several people in one test."""
    opened: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        context = browser.new_context(
            **{"base_url": site.url, "locale": "en-GB", "timezone_id": "Europe/London"} | options
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """One page of a new window, on the site."""
    return new_context().new_page()
