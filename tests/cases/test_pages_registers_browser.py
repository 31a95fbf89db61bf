"""The pages of registers in Chromium: a clerk's way from file to undo, at a desk and on a phone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, FilePayload, Page

from schools.models import School
from tests import builders
from tests.browsers import Site
from tests.registers import stored, upn_of

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
WIDTHS = (1280, 375)


@pytest.fixture
def cast(committed_db: str) -> builders.Cast:
    return builders.a_cast(on=date(2004, 3, 12))


@pytest.fixture
def sign_in(site: Site, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    def open_page(member, width: int) -> Page:
        client = Client()
        client.force_login(member.user)
        context = new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.url}])
        return context.new_page()

    return open_page


def look(page: Page, width: int) -> None:
    """Nothing for axe, and no scrolling sideways."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run()")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def give(page: Page, name: str, text: str) -> None:
    page.goto("/registers/")
    file = FilePayload(name=name, mimeType="text/csv", buffer=text.encode())
    page.get_by_label("The register").set_input_files(files=[file])
    page.get_by_role("button", name="Look at what it changes").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerk_looks_at_a_file_imports_it_and_takes_it_back(cast, sign_in, width):
    pupil = builders.a_pupil(cast)
    page = sign_in(cast.clerk, width)
    give(page, "week.csv", f"upn,urn,2004-03-01 AM,2004-03-01 PM\n{upn_of(pupil)},{cast.school.urn},O,/\n")
    look(page, width)

    page.get_by_role("button", name="Import this register").click()
    said = page.get_by_role("status").inner_text()
    look(page, width)
    written = len(stored([pupil]))
    page.get_by_role("button", name="Undo this import").click()
    look(page, width)

    assert said == "The register was imported: 2 half-days changed, 0 stood so already."
    assert (written, stored([pupil])) == (2, {})
    page.goto("/registers/")
    look(page, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_faults_stand_by_line_with_what_to_do(cast, sign_in, width):
    pupil = builders.a_pupil(cast)
    other = builders.a_pupil(cast, name="Juno Larkspur", school=cast.other_school)
    page = sign_in(cast.clerk, width)

    give(
        page,
        "two-schools.csv",
        "upn,urn,date,session,code\n"
        f"{upn_of(pupil)},{cast.school.urn},2004-03-01,AM,0\n{upn_of(other)},{cast.other_school.urn},2004-03-01,AM,/\n",
    )

    look(page, width)
    assert page.get_by_text("if the letter O was meant, type O").is_visible()
    assert page.get_by_role("button", name="Import 1 school").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_attention_list_leads_from_the_schools_to_a_pupil(cast, sign_in, width):
    pupil = builders.a_pupil(cast)
    builders.a_year_of_marks(pupil, builders.half_days_from(date(2004, 2, 23), 12, pupil), code="I")
    page = sign_in(cast.officer, width)
    page.goto("/attention/")
    look(page, width)

    page.get_by_role("link", name=School.objects.get(id=cast.school.id).name).click()

    look(page, width)
    assert page.get_by_role("link", name="Fennimore, Wren").is_visible()
