"""Looking at one's own trends: the sample for who has nothing yet, charts by keyboard, and no key touches a cell."""

from pages import OPEN, follow, open_app, tab_to
from playwright.sync_api import expect

import workbook as wb

TRENDS = "06-see-your-trends.ipynb"
SAMPLE = "Sample: an invented person, not you."


def title(page, name):
    return page.locator(f"[data-chart={name}] summary")


def test_who_has_no_entries_sees_the_sample_and_nothing_is_written(page, server):
    open_app(page, server, TRENDS)
    expect(page.get_by_text("You have no check-in yet.")).to_be_visible()
    first = page.get_by_role("img", name=f"{SAMPLE} Worried: 53 ratings in 84 days.")
    expect(first.get_by_text(SAMPLE)).to_be_visible()
    tab_to(page, title(page, "alliance"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name=f"{SAMPLE} Connected: 10 answers")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name=f"{SAMPLE} Connected: 10 answers")).to_have_count(0)
    page.get_by_label("Whose numbers").select_option(label="Mine")
    expect(page.get_by_text("Nothing to draw yet. Save a check-in with a number")).to_be_visible()
    assert not server.data.exists()


@OPEN
def test_feelings_and_period_are_chosen_by_keyboard_and_no_key_reaches_a_cell(page, server, open_page):
    follow(server, "calm", "worried")
    for month in range(1, 7):
        wb.save(
            "feelings",
            [{"feeling": "calm", "rating": month}, {"feeling": "worried", "rating": 9}],
            at=f"2026-0{month}-02T20:00:00+00:00",
        )
    open_page(page, server, TRENDS)
    expect(page.get_by_role("img", name="Calm: 6 ratings in 152 days")).to_be_visible()
    cells = page.locator(".jp-Cell").count()
    title(page, "weekdays").press("Enter")
    expect(page.get_by_role("img", name="Calm, usually:")).to_be_visible()
    calm = page.get_by_role("checkbox", name="calm")
    calm.focus()
    page.keyboard.type("ddaabx")
    page.keyboard.press("Space")
    expect(page.get_by_role("img", name="Calm")).to_have_count(0)
    expect(page.get_by_role("img", name="Worried, usually:")).to_be_visible()
    page.get_by_label("Period").focus()
    page.keyboard.type("From")
    first = page.locator(".wb-explore").get_by_label("From", exact=True)
    expect(first).to_be_visible()
    first.fill("2026-03-01")
    expect(page.get_by_role("img", name="Worried: 4 ratings in")).to_be_visible()
    assert page.locator(".jp-Cell").count() == cells
    page.get_by_text("The same as a table").first.click()
    expect(page.get_by_role("row", name="2026-06-02 9")).to_be_visible()
