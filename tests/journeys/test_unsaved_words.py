"""Words typed and not saved yet are there again, in the form they were typed in, and gone once saved or cleared."""

import json
import os
import random
import time

import pytest
from pages import (
    OFTEN,
    OPEN,
    check_in,
    keep,
    kill_kernels,
    line,
    new_page,
    open_app,
    open_lab,
    past,
    ready,
    run_all,
    save,
    status,
)
from playwright.sync_api import expect

from workbook import settings, store

START = "00-start-here.ipynb"
TRIES = int(os.environ.get("WORKBOOK_ROUNDS", "2"))
ASK = "What would you like to talk about?"
TEXT = "Invented: the quick brown heron flies over the quiet pond. "


@pytest.fixture(autouse=True)
def drafts_wanted(server):
    settings.save(storage="drafts", followed=["calm"])


def kept(server):
    """The drafts in the folder, by form."""
    return sorted(file.name.split(".")[0] for file in (server.data / "drafts").glob("*.json"))


def written(page, server, text):
    """Wait until a draft in the folder holds this text."""
    for _ in range(100):
        if any(text in file.read_text("utf-8") for file in (server.data / "drafts").glob("*.json")):
            return
        page.wait_for_timeout(50)
    raise AssertionError("no draft holds it")


def again(page, server, open_page):
    """What a person does after a crash: load the page again, or run all cells."""
    if open_page is open_app:
        page.reload()
        ready(page, server.forms(START))
    else:
        run_all(page, server.forms(START))


@OPEN
def test_what_is_typed_before_a_kernel_dies_is_there_again(page, server, open_page):
    chance = random.Random(7)
    told = page.get_by_role("dialog").get_by_role("button", name="Ok")  # JupyterLab says that it starts a new kernel
    page.add_locator_handler(told, lambda button: button.click())
    page.on("dialog", lambda leaving: leaving.accept())
    for number in range(TRIES):
        if number % 4 == 0:  # Jupyter gives a kernel up that dies a sixth time soon after it was started
            server.ends_kernels()
            open_page(page, server, START)
        note = check_in(page).get_by_label("A few words, if you like")
        note.click()
        pressed, dies, dead = [], time.monotonic() + chance.uniform(1, 6), None
        while dead is None or time.monotonic() < dead + 1:
            letter = TEXT[len(pressed) % len(TEXT)]
            page.keyboard.press("Space" if letter == " " else letter)
            pressed.append((time.monotonic(), letter))
            if dead is None and time.monotonic() > dies:
                kill_kernels(server)
                dead = time.monotonic()
        again(page, server, open_page)
        form = check_in(page)
        expect(status(form)).to_have_text("What you wrote before is here again. It is not saved yet.")
        there = form.get_by_label("A few words, if you like").input_value()
        until = dead if open_page is open_lab else dead - 2  # JupyterLab's page stays, with all that was typed
        assert there.startswith("".join(letter for when, letter in pressed if when < until))
        if open_page is open_app:  # nothing else came in between; in JupyterLab its dialog takes some keys
            assert "".join(letter for _, letter in pressed).startswith(there)
        form.get_by_role("button", name="Clear, keep nothing").click()
        expect(form.get_by_label("A few words, if you like")).to_have_value("")


@OFTEN
def test_a_closed_tab_loses_nothing_and_a_saved_draft_never_comes_back(chromium, server, open_page):
    first = new_page(chromium, server)
    open_page(first, server, START)
    line(first).get_by_label(ASK).fill("Invented: through a closed tab")
    written(first, server, "through a closed tab")
    first.context.close()
    second = new_page(chromium, server)
    open_page(second, server, START)
    form = line(second)
    expect(form.get_by_label(ASK)).to_have_value("Invented: through a closed tab")
    expect(status(form)).to_have_text("What you wrote before is here again. It is not saved yet.")
    save(form)
    assert [row["title"] for row in server.rows("topics")] == ["Invented: through a closed tab"]
    assert kept(server) == []
    second.context.close()
    third = new_page(chromium, server)
    open_page(third, server, START)
    expect(line(third).get_by_label(ASK)).to_have_value("")
    expect(line(third).get_by_text("not saved yet")).to_have_count(0)
    third.context.close()


@OFTEN
def test_running_the_cells_again_or_loading_the_page_again_keeps_what_was_typed(page, server, open_page):
    open_page(page, server, START)
    form = line(page)
    form.get_by_label(ASK).fill("Invented: again")
    if open_page is open_app:
        written(page, server, "again")
        page.reload()
        ready(page, server.forms(START))
    else:
        run_all(page, server.forms(START))
    expect(line(page).get_by_label(ASK)).to_have_value("Invented: again")
    save(line(page))
    assert len(server.rows("topics")) == 1
    assert kept(server) == []


@OFTEN
def test_two_tabs_of_a_notebook_do_not_eat_each_others_drafts(page, server, open_page):
    other = page.context.new_page()
    for tab, words in ((page, "Invented: one"), (other, "Invented: two")):
        open_page(tab, server, START)
        expect(line(tab).get_by_label(ASK)).to_have_value("")
        line(tab).get_by_label(ASK).fill(words)
        written(tab, server, words)
    assert kept(server) == ["topics", "topics"]
    if open_page is open_app:
        for tab, words in ((page, "Invented: one"), (other, "Invented: two")):
            tab.reload()
            ready(tab, server.forms(START))
            expect(line(tab).get_by_label(ASK)).to_have_value(words)
    save(line(other))
    assert kept(server) == ["topics"]
    expect(line(page).get_by_label(ASK)).to_have_value("Invented: one")
    save(line(page))
    assert [row["title"] for row in server.rows("topics")] == ["Invented: two", "Invented: one"]
    assert kept(server) == []


def test_two_drafts_left_by_closed_tabs_are_both_offered(chromium, server):
    first = new_page(chromium, server)
    other = first.context.new_page()
    for tab, words in ((first, "Invented: one"), (other, "Invented: two")):
        open_app(tab, server, START)
        line(tab).get_by_label(ASK).fill(words)
        written(tab, server, words)
    first.context.close()
    page = new_page(chromium, server)
    open_app(page, server, START)
    form = line(page)
    expect(form.get_by_label(ASK)).to_have_value("Invented: two")
    save(form)
    form.get_by_role("button", name="Show them").click()
    expect(form.get_by_label(ASK)).to_have_value("Invented: one")
    save(form)
    assert [row["title"] for row in server.rows("topics")] == ["Invented: two", "Invented: one"]
    expect(form.get_by_role("button", name="Show them")).to_have_count(0)
    assert kept(server) == []
    page.context.close()


@OFTEN
def test_clear_takes_the_draft_away_too(page, server, open_page):
    open_page(page, server, START)
    form = line(page)
    form.get_by_label(ASK).fill("Invented: not for keeps")
    written(page, server, "not for keeps")
    form.get_by_role("button", name="Clear, keep nothing").click()
    page.wait_for_function("() => true")
    for _ in range(100):
        if not kept(server):
            break
        page.wait_for_timeout(50)
    assert kept(server) == []


def test_words_taken_back_by_hand_leave_no_draft(page, server):
    open_app(page, server, START)
    form = line(page)
    form.get_by_label(ASK).fill("Invented: hm")
    written(page, server, "hm")
    form.get_by_label(ASK).fill("")
    page.reload()
    ready(page, server.forms(START))
    expect(line(page).get_by_label(ASK)).to_have_value("")
    assert kept(server) == []


def test_a_change_begun_in_the_past_is_there_again(page, server):
    entry_id = store.save("topics", {"title": "Invented: before"}).rows[0]["entry_id"]
    open_app(page, server, START)
    past(page, "topics").get_by_role("button", name="Open what").click()
    page.locator("[data-change=topics]").get_by_label(ASK).fill("Invented: after")
    written(page, server, "after")
    page.reload()
    ready(page, server.forms(START))
    form = line(page)
    expect(form.get_by_label(ASK)).to_have_value("Invented: after")
    expect(form.get_by_text("You are changing what you wrote on")).to_be_visible()
    save(form)
    (row,) = server.rows("topics")
    assert (row["entry_id"], row["title"]) == (entry_id, "Invented: after")


def test_who_keeps_only_what_is_saved_has_no_drafts_and_is_asked_before_leaving(page, server):
    settings.save(storage="saved")
    open_app(page, server, START)
    line(page).get_by_label(ASK).click()
    page.keyboard.type("Invented: not kept")
    page.wait_for_timeout(1500)  # longer than a draft waits to be sent
    assert not (server.data / "drafts").exists()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    expect(line(page).get_by_label(ASK)).to_have_value("")


def test_choosing_to_keep_no_drafts_takes_them_away(page, server):
    open_app(page, server, START)
    line(page).get_by_label(ASK).fill("Invented: a draft")
    written(page, server, "a draft")
    own = page.locator("[data-form=settings]")
    own.locator("summary.wb-title").click()
    own.get_by_role("button", name="More", exact=True).click()
    keep(own, "Keep only what I save")
    save(own)
    expect(status(own)).to_contain_text("Drafts were taken out of your folder.")
    assert kept(server) == []


def test_a_draft_is_a_small_file_for_its_owner_alone(page, server):
    open_app(page, server, START)
    line(page).get_by_label(ASK).fill("Invented: mine")
    written(page, server, "mine")
    (file,) = (server.data / "drafts").iterdir()
    assert json.loads(file.read_text("utf-8"))["answers"]["title"] == "Invented: mine"
    assert [file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777] == [0o600, 0o700]


def test_two_browsers_that_share_a_draft_save_two_entries_and_lose_no_word(chromium, server):
    first, second = new_page(chromium, server), new_page(chromium, server)  # nothing in common but the folder
    open_app(first, server, START)
    line(first).get_by_label(ASK).fill("Invented: begun in one")
    written(first, server, "begun in one")
    open_app(second, server, START)
    expect(line(second).get_by_label(ASK)).to_have_value("Invented: begun in one")
    line(second).get_by_label(ASK).fill("Invented: ended in the other")
    save(line(second))
    line(first).get_by_label(ASK).fill("Invented: begun in one, and more")
    save(line(first))
    rows = server.rows("topics")
    assert [row["title"] for row in rows] == ["Invented: ended in the other", "Invented: begun in one, and more"]
    assert len({row["entry_id"] for row in rows}) == 2
    assert kept(server) == []
    first.context.close()
    second.context.close()


def test_who_stays_on_the_page_can_go_on_and_save(page, server):
    settings.save(storage="saved")
    open_app(page, server, START)
    line(page).get_by_label(ASK).click()
    page.keyboard.type("Invented: I stay")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.evaluate("location.reload()")
    page.keyboard.type(" here")
    save(line(page))
    assert [row["title"] for row in server.rows("topics")] == ["Invented: I stay here"]


def test_whose_drafts_were_taken_away_is_asked_before_leaving(page, server):
    open_app(page, server, START)
    line(page).get_by_label(ASK).click()
    page.keyboard.type("Invented: not lost unasked")
    written(page, server, "not lost unasked")
    own = page.locator("[data-form=settings]")
    own.locator("summary.wb-title").click()
    own.get_by_role("button", name="More", exact=True).click()
    keep(own, "Keep only what I save")
    save(own)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]


def test_clear_holds_when_its_kernel_is_dead(page, server):
    open_app(page, server, START)
    line(page).get_by_label(ASK).fill("Invented: not for keeps")
    written(page, server, "not for keeps")
    kill_kernels(server)
    line(page).get_by_role("button", name="Clear, keep nothing").click()
    page.reload()
    ready(page, server.forms(START))
    expect(line(page).get_by_label(ASK)).to_have_value("")
    for _ in range(100):
        if not kept(server):
            break
        page.wait_for_timeout(50)
    assert kept(server) == []


def test_however_often_one_clears_and_changes_a_new_entry_is_a_new_entry(page, server):
    open_app(page, server, START)
    form = check_in(page)
    note = form.get_by_label("A few words, if you like")
    note.fill("Invented: the first")
    save(form)
    for _ in range(6):
        form.get_by_role("button", name="Change it").click()
        expect(note).to_have_value("Invented: the first")
        form.get_by_role("button", name="Clear, keep nothing").click()
        expect(note).to_have_value("")
    note.fill("Invented: the second")
    save(form)
    rows = server.rows("feelings")
    assert [row["note"] for row in rows] == ["Invented: the first", "Invented: the second"]
    assert len({row["entry_id"] for row in rows}) == 2
