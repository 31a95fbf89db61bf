"""The way in, in a real browser under the real policy."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from schools.models import Authority, Membership, User
from schools.roles import Role

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"


def a_practice_officer() -> None:
    authority = Authority.objects.create(
        slug="harbourgate",
        name="Harbourgate City Council",
        la_code="999",
        practice=True,
        practice_date=date(2004, 5, 14),
    )
    user = User.objects.create_user("officer", password="practice", first_name="Marian", last_name="Pell")
    Membership.objects.create(authority=authority, user=user, role=Role.OFFICER, from_day=date(2003, 9, 1))


def test_one_press_signs_a_newcomer_in(page: Page):
    a_practice_officer()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    page.goto("/sign-in/?next=/role/")
    page.get_by_role("button", name="Use officer").click()

    expect(page).to_have_url("/role/")
    expect(page.locator(".hd-me strong")).to_have_text("Marian Pell")
    assert complaints == []


def test_the_sign_in_page_has_nothing_for_axe(page: Page):
    a_practice_officer()
    page.goto("/sign-in/")

    # Our policy forbids an added script; the browser's own evaluation is not the page's.
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run()")

    assert [one["id"] for one in found["violations"]] == []
