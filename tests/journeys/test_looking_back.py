"""What was saved can be found, read, changed, put on another day, deleted, and taken back."""

import os
import re

import pytest
from pages import OFTEN, OPEN, changed, line, open_app, past, status
from playwright.sync_api import expect

from workbook import settings, store

START, HOMEWORK = "00-start-here.ipynb", "04-do-the-homework.ipynb"
ROUNDS = int(os.environ.get("WORKBOOK_ROUNDS", "4"))
ASK = "What would you like to talk about?"


@pytest.fixture(autouse=True)
def some_lines(server):
    settings.save(storage="saved", followed=["calm"])
    for day, title in ((10, "Invented: the blue folder"), (12, "Invented: Sunday lunch"), (14, "Invented: the Folder")):
        store.save("topics", {"title": title, "at": f"2026-03-{day}T20:00:00+01:00"})


def titles(found):
    """What the table says, from the top."""
    return [text.removeprefix("For next time ") for text in found.locator("tbody td:nth-child(2)").all_inner_texts()]


def by_id(server):
    return {row["entry_id"]: row["title"] for row in server.rows("topics")}


@OPEN
def test_an_entry_is_found_opened_changed_and_put_on_another_day(page, server, open_page):
    before = server.rows("topics")
    open_page(page, server, START)
    found = past(page, "topics")
    assert titles(found) == ["Invented: the Folder", "Invented: Sunday lunch", "Invented: the blue folder"]
    found.get_by_label("With the word").fill("FOLDER")
    expect(found.locator("tbody tr")).to_have_count(2)
    found.get_by_label("To", exact=True).fill("2026-03-11")
    expect(found.locator("tbody tr")).to_have_count(1)
    found.get_by_role("button", name="Open what you wrote on Tue 10 March 2026, 20:00").click()
    opened = changed(page, "topics")
    expect(opened.get_by_text("You are changing what you wrote on Tue 10 March 2026, 20:00.")).to_be_visible()
    opened.get_by_label(ASK).fill("Invented: the green folder")
    opened.get_by_label("Another day").first.fill("2026-03-15")
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(found)).to_contain_text("Saved")
    expect(opened).to_be_hidden()
    expect(found.get_by_text("Nothing fits that.")).to_be_visible()
    found.get_by_role("button", name="Show all").click()
    expect(found.locator("tbody tr").first).to_contain_text("the green folder")
    after = server.rows("topics")
    assert [row["entry_id"] for row in after] == [row["entry_id"] for row in before]
    assert (after[0]["title"], after[0]["at"][:10]) == ("Invented: the green folder", "2026-03-15")
    assert after[1:] == before[1:]


@OFTEN
def test_deleting_asks_first_and_can_be_taken_back_until_the_page_is_left(page, server, open_page):
    before = by_id(server)
    open_page(page, server, START)
    found = past(page, "topics")
    row = found.locator("tbody tr").filter(has_text="Sunday lunch")
    row.get_by_role("button", name="Delete what").click()
    row.get_by_role("button", name="No, keep it").click()
    assert by_id(server) == before
    for gone in ("Sunday lunch", "the blue folder"):
        row = found.locator("tbody tr").filter(has_text=gone)
        row.get_by_role("button", name="Delete what").click()
        row.get_by_role("button", name="Yes, delete").click()
        expect(row).to_have_count(0)
    assert list(by_id(server).values()) == ["Invented: the Folder"]
    for left in (2, 3):
        found.get_by_role("button", name="Take that back").click()
        expect(found.locator("tbody tr")).to_have_count(left)
    assert by_id(server) == before
    expect(found.get_by_role("button", name="Take that back")).to_be_hidden()


def test_a_question_before_deleting_stands_until_it_is_answered(page, server):
    open_app(page, server, START)
    found = past(page, "topics")
    row = found.locator("tbody tr").filter(has_text="Sunday lunch")
    row.get_by_role("button", name="Delete what").click()
    expect(row.get_by_role("button", name="No, keep it")).to_be_focused()
    store.save("topics", {"title": "Invented: the bus", "at": "2026-03-16T20:00:00+01:00"})
    page.evaluate("window.dispatchEvent(new CustomEvent('workbook:saved', { detail: {} }))")  # as another form says it
    expect(found.locator("tbody tr")).to_have_count(4)
    expect(row.get_by_role("button", name="No, keep it")).to_be_focused()
    expect(found.get_by_role("button", name="Yes, delete")).to_have_count(1)
    row.get_by_role("button", name="Yes, delete").click()
    expect(row).to_have_count(0)
    expect(found.get_by_role("button", name="Yes, delete")).to_have_count(0)
    assert list(by_id(server).values()) == ["Invented: the blue folder", "Invented: the Folder", "Invented: the bus"]


def test_looking_back_works_by_keyboard_alone(page, server):
    open_app(page, server, START)
    page.locator("[data-past=topics] summary").focus()
    page.keyboard.press("Enter")
    found = past(page, "topics")
    for _ in range(12):
        page.keyboard.press("Tab")
        if found.get_by_role("button", name="Open what").first.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    opened = changed(page, "topics")
    expect(opened.get_by_label(ASK)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(", once more")
    while not opened.get_by_role("button", name="Save on this computer").evaluate(
        "it => it === document.activeElement"
    ):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(found)).to_contain_text("Saved")
    assert "Invented: the Folder, once more" in by_id(server).values()


def test_back_changes_nothing(page, server):
    before = server.rows("topics")
    open_app(page, server, START)
    found = past(page, "topics")
    found.get_by_role("button", name="Open what").first.click()
    opened = changed(page, "topics")
    opened.get_by_label(ASK).fill("Invented: never mind")
    opened.get_by_role("button", name="Back, change nothing").click()
    expect(found.locator("tbody tr")).to_have_count(3)
    assert server.rows("topics") == before


def test_an_entry_deleted_elsewhere_says_so_when_it_is_opened(page, server):
    open_app(page, server, START)
    found = past(page, "topics")
    store.delete("topics", {server.rows("topics")[2]["entry_id"]})
    found.get_by_role("button", name="Open what").first.click()
    expect(status(found)).to_contain_text("no longer in your folder")
    expect(found.locator("tbody tr")).to_have_count(2)


def test_a_task_that_was_deleted_comes_back_with_its_goal(page, server):
    goal = store.save("goals", {"text": "Invented: sleep through"}).rows[0]["entry_id"]
    store.save("tasks", {"task": "Invented: tea at nine", "goal_id": goal})
    before = server.rows("tasks")
    open_app(page, server, HOMEWORK)
    found = past(page, "tasks")
    expect(found.locator("tbody tr")).to_contain_text("Invented: sleep through")
    found.get_by_role("button", name="Delete what").click()
    found.get_by_role("button", name="Yes, delete").click()
    expect(found.get_by_text("Nothing here yet.")).to_be_visible()
    found.get_by_role("button", name="Take that back").click()
    expect(found.locator("tbody tr")).to_have_count(1)
    assert server.rows("tasks") == before


def test_deleting_in_one_tab_while_another_saves_loses_nothing_else(page, server):
    for number in range(ROUNDS):
        store.save("topics", {"title": f"Invented: old {number}"})
    other = page.context.new_page()
    open_app(page, server, START)
    open_app(other, server, START)
    found, writing = past(page, "topics"), line(other)
    for number in range(ROUNDS):
        found.get_by_label("With the word").fill(f"old {number}")  # a long list shows its first page
        row = found.locator("tbody tr").filter(has_text=re.compile(f"old {number}$|old {number}\\D"))
        row.get_by_role("button", name="Delete what").click()
        writing.get_by_label(ASK).fill(f"Invented: new {number}")
        writing.get_by_role("button", name="Save on this computer").click(no_wait_after=True)
        row.get_by_role("button", name="Yes, delete").click(no_wait_after=True)
        expect(status(writing)).to_contain_text("Saved")
        expect(status(found)).to_contain_text("Deleted")
        expect(row).to_have_count(0)
        writing.get_by_label(ASK).fill("")
    kept = [row["title"] for row in server.rows("topics")]
    assert kept[:3] == ["Invented: the blue folder", "Invented: Sunday lunch", "Invented: the Folder"]
    assert kept[3:] == [f"Invented: new {number}" for number in range(ROUNDS)]


@OFTEN
def test_a_change_made_in_another_window_is_not_overwritten(page, server, open_page):
    other = page.context.new_page()
    for tab in (page, other):
        open_page(tab, server, START)
        past(tab, "topics").get_by_role("button", name="Open what").first.click()
        changed(tab, "topics").get_by_label(ASK).fill(f"Invented: from {'here' if tab is page else 'there'}")
    changed(other, "topics").get_by_role("button", name="Save on this computer").click()
    expect(status(past(other, "topics"))).to_contain_text("Saved")
    mine = changed(page, "topics")
    for _ in range(2):  # pressing again takes the sentence away until there is an answer, and writes over nothing
        mine.get_by_role("button", name="Save on this computer").click()
        expect(mine.get_by_role("alert")).to_contain_text("changed in another window")
        expect(mine.get_by_label(ASK)).to_have_value("Invented: from here")
    expect(mine.get_by_role("button", name="Copy my words")).to_be_visible()
    assert [row["title"] for row in server.rows("topics")][2] == "Invented: from there"


def test_a_list_that_cannot_be_opened_says_so_once_and_asks_no_more(page, server):
    (server.data / "topics.csv").unlink()
    (server.data / "topics.csv").mkdir()
    messages = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: messages.append(frame)))
    open_app(page, server, START)
    page.locator("[data-past=topics] summary").click()
    found = page.locator("[data-past=topics]")
    expect(status(found)).to_have_text(
        "This list cannot be opened just now: this computer does not allow reading its file. Nothing was changed."
    )
    before = len(messages)
    page.wait_for_timeout(1500)  # only the three lists of the page are read in advance, once each
    assert len(messages) - before <= 3
