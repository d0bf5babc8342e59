"""Where your words are: copies come back, edits of another program are settled, and deleting takes two steps."""

import shutil

import pytest
from pages import OFTEN, check_in, open_app, past
from playwright.sync_api import expect

import workbook as wb

START = "00-start-here.ipynb"
WORDS = "Invented: the blue heron"


def where(page):
    """The widget, once it has its answer."""
    found = page.locator("[data-where]")
    expect(found.locator("code").first).to_be_visible()
    return found


def said(found, words):
    """What the widget says."""
    return found.get_by_role("status").filter(has_text=words)


@OFTEN
def test_copies_from_earlier_are_offered_and_come_back_by_one_button(page, server, open_page):
    wb.save("feelings", {"feeling": "calm", "rating": 6, "note": WORDS})
    rows = server.rows("feelings")
    shutil.rmtree(server.data)
    open_page(page, server, START)
    expect(check_in(page).get_by_text("There are copies of earlier entries.")).to_be_visible()
    found = where(page)
    found.get_by_role("button", name="Bring them back").click()
    expect(said(found, "Brought back: 1 added")).to_be_visible()
    assert server.rows("feelings") == rows
    expect(check_in(page).get_by_text("There are copies of earlier entries.")).to_have_count(0)
    expect(past(page, "feelings").locator("tbody")).to_contain_text(WORDS)


@pytest.mark.parametrize(
    ("button", "rating"),
    [("Keep what I wrote here", "6"), ("Keep the files as they are now", "9")],
    ids=["mine", "theirs"],
)
def test_what_another_program_changed_is_named_and_settled_by_either_button(page, server, button, rating):
    wb.save("feelings", {"feeling": "calm", "rating": 6, "note": WORDS})
    file = server.data / "feelings.csv"
    file.write_bytes(file.read_bytes().replace(b'"6"', b'"9"'))
    open_app(page, server, START)
    found = where(page)
    expect(found.get_by_role("listitem").filter(has_text="(rating)")).to_be_visible()
    found.get_by_role("button", name=button).click()
    expect(said(found, "Done. The other is kept as a copy.")).to_be_visible()
    expect(found.get_by_role("button", name=button)).to_have_count(0)
    assert [(row["rating"], row["note"]) for row in server.rows("feelings")] == [(rating, WORDS)]


def test_everything_is_deleted_in_two_steps_by_keyboard_and_one_step_deletes_nothing(page, server):
    wb.save("feelings", {"feeling": "calm", "rating": 6, "note": WORDS})
    copies = server.data.with_name(f"{server.data.name}-backups")
    open_app(page, server, START)
    found = where(page)
    found.get_by_role("button", name="Delete everything").focus()
    page.keyboard.press("Enter")
    expect(found.get_by_role("button", name="No, keep it")).to_be_focused()
    expect(found.get_by_text("Out of reach: pages you printed or downloaded")).to_be_visible()
    page.keyboard.press("Enter")
    expect(said(found, "Nothing was changed.")).to_be_visible()
    assert server.rows("feelings")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(found.get_by_role("button", name="Yes, delete it all")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(found, "Everything is deleted")).to_be_focused()
    assert not server.data.exists()
    assert [path for path in copies.rglob("*") if path.is_file()] == []
