"""What a person's hands do in the browser: sign in, fill, tick, press."""

from datetime import date

from playwright.sync_api import Page, expect


def sign_in(page: Page, name: str) -> Page:
    """Come in as the practice person of that name."""
    page.goto("/sign-in/")
    page.get_by_label("User name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill("practice")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def fill_day(page: Page, legend: str, day: date) -> None:
    """Fill the three boxes of a day."""
    group = page.get_by_role("group", name=legend)
    for box, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(box).fill(str(number))


def choose(page: Page, legend: str, answer: str) -> None:
    """Choose one of the answers to a question."""
    page.get_by_role("group", name=legend).get_by_label(answer, exact=True).check()


def press(page: Page, words: str) -> None:
    """Press the button with these words, and see that nothing went wrong."""
    page.get_by_role("button", name=words).click()
    expect(page).not_to_have_title("Error: ")
    assert not page.title().startswith("Error:"), page.locator(".hd-errors").inner_text()
    assert page.locator(".hd-guard:has-text('Nothing was')").count() == 0, page.locator("main").inner_text()


def move_day(page: Page, to: date) -> None:
    """Move the practice clock."""
    page.goto("/practice/")
    fill_day(page, "Which day shall it be?", to)
    press(page, "Move the date")


def answer_nine(page: Page, case: str) -> None:
    """Answer the nine questions with no, as the school said."""
    page.goto(f"/cases/{case}/equality/")
    page.get_by_label("Who said so?").fill("The head of year")
    for no in page.get_by_label("No", exact=True).all():
        no.check()
    press(page, "Record the answers")
