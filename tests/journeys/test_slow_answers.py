"""An answer that comes late, or to something pressed twice, costs no words, no focus and no choice made meanwhile."""

import io
import random
import zipfile

import pytest
from pages import changed, check_in, form, line, open_app, past, rate, status
from playwright.sync_api import expect

from workbook import settings, store

START, HOMEWORK, TRENDS = "00-start-here.ipynb", "04-do-the-homework.ipynb", "06-see-your-trends.ipynb"
ASK = "What would you like to talk about?"
HELD = """
  const Plain = window.WebSocket;  // while window.held is a list, what the kernel says waits in it
  window.WebSocket = class extends Plain {
    set onmessage(hear) {
      super.onmessage = (event) => { if (window.held) window.held.push(() => hear(event)); else hear(event); };
    }
  };
"""


@pytest.fixture(autouse=True)
def some_lines(server):
    settings.save(storage="saved", followed=["calm"])
    for day, title in ((10, "Invented: one"), (12, "Invented: two"), (14, "Invented: three")):
        store.save("topics", {"title": title, "at": f"2026-03-{day}T20:00:00+01:00"})


@pytest.fixture
def slow(page):
    """A page whose kernel can be made to answer late."""
    page.add_init_script(HELD)
    return page


def hold(page):
    page.evaluate("window.held = []")


def release(page, answers=1):
    """What was held back is heard, once there are so many answers of a widget."""
    page.wait_for_function("n => window.held.length > n", arg=answers)
    page.evaluate("() => { const held = window.held; window.held = null; held.forEach((hear) => hear()); }")


def lines_of(page):
    found = past(page, "topics")
    expect(found.locator("tbody tr")).to_have_count(3)
    return found


def test_an_entry_that_opens_late_takes_no_words_from_where_one_writes_by_then(slow, server):
    open_app(slow, server, START)
    found = lines_of(slow)
    hold(slow)
    found.get_by_role("button", name="Open what").first.click()
    note = check_in(slow).get_by_label("A few words, if you like")
    note.click()
    slow.keyboard.type("Invented: while")
    release(slow)
    opened = changed(slow, "topics")
    expect(opened.get_by_label(ASK)).to_have_value("Invented: three")
    slow.keyboard.type(" I wait")
    expect(note).to_have_value("Invented: while I wait")
    expect(opened.get_by_label(ASK)).to_have_value("Invented: three")


def test_the_entry_asked_for_last_is_the_one_that_opens(slow, server):
    open_app(slow, server, START)
    found = lines_of(slow)
    found.get_by_role("button", name="Open what").first.click()
    changed(slow, "topics").get_by_role("button", name="Back, change nothing").click()
    expect(found.locator("tbody tr")).to_have_count(3)
    hold(slow)
    found.get_by_role("button", name="Open what").first.click()
    found.get_by_role("button", name="Open what").last.click()
    release(slow)
    expect(changed(slow, "topics").get_by_label(ASK)).to_have_value("Invented: one")


def test_a_deletion_that_is_done_late_is_not_undone_by_the_next_key(slow, server):
    open_app(slow, server, START)
    found = lines_of(slow)
    found.get_by_role("button", name="Delete what").first.click()
    hold(slow)
    found.get_by_role("button", name="Yes, delete").click()
    title = line(slow).get_by_label(ASK)
    title.click()
    release(slow)
    expect(found.locator("tbody tr")).to_have_count(2)
    slow.keyboard.type("Invented: a b")
    expect(title).to_have_value("Invented: a b")
    assert [row["title"] for row in server.rows("topics")] == ["Invented: one", "Invented: two"]


def test_what_is_taken_back_is_said_whatever_is_asked_meanwhile(slow, server):
    open_app(slow, server, START)
    found = lines_of(slow)
    found.get_by_role("button", name="Delete what").first.click()
    found.get_by_role("button", name="Yes, delete").click()
    expect(found.locator("tbody tr")).to_have_count(2)
    hold(slow)
    for _ in range(2):
        found.get_by_role("button", name="Take that back").click()
    slow.evaluate("window.dispatchEvent(new CustomEvent('workbook:saved', { detail: {} }))")  # another form has saved
    release(slow)
    expect(status(found)).to_have_text("It is back.")
    expect(found.get_by_role("button", name="Take that back")).to_be_hidden()
    assert len(server.rows("topics")) == 3


def test_a_first_entry_that_opened_is_not_called_unanswered_later(page, server):
    page.clock.install()
    open_app(page, server, START)
    found = lines_of(page)
    found.get_by_role("button", name="Open what").first.click()
    opened = changed(page, "topics")
    page.clock.fast_forward("00:20")
    expect(status(opened)).to_have_text("")
    opened.get_by_label(ASK).fill("Invented: changed")
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(found)).to_contain_text("Saved")


def test_an_entry_open_for_a_change_keeps_what_it_belongs_to(page, server):
    task = store.save("tasks", {"task": "Invented: a walk"}).rows[0]["entry_id"]
    store.save("task_logs", {"task_id": task, "amount": "all", "found_out": "Invented: it rained"})
    open_app(page, server, HOMEWORK)
    found = past(page, "task_logs")
    found.get_by_role("button", name="Open what").click()
    opened = changed(page, "task_logs")
    opened.get_by_label("What did you find out").fill("Invented: it poured")
    journal = form(page, "journal")
    journal.get_by_label("What would you like to write down?").fill("Invented: a line")
    journal.get_by_role("button", name="Save on this computer").click()
    expect(status(journal)).to_contain_text("Saved")
    expect(opened.get_by_text("Invented: a walk")).to_have_count(0)  # a task that is done is not on offer
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(found)).to_contain_text("Saved")
    (row,) = server.rows("task_logs")
    assert (row["task_id"], row["found_out"]) == (task, "Invented: it poured")


def test_a_double_click_saves_once_and_complains_of_nothing(page, server):
    open_app(page, server, START)
    checking = check_in(page)
    rate(checking, "Calm", 6)
    pressed = checking.get_by_role("button", name="Save on this computer")
    pressed.click()
    expect(status(checking)).to_contain_text("Saved")
    pressed.dispatch_event("click", {"detail": 2})  # its second half, where the answer was quicker
    expect(checking.get_by_role("alert")).to_have_text("")
    assert len(server.rows("feelings")) == 1


def test_a_word_half_typed_while_a_save_is_under_way_is_still_there(slow, server):
    open_app(slow, server, START)
    checking = check_in(slow)
    rate(checking, "Calm", 6)
    hold(slow)
    checking.get_by_role("button", name="Save on this computer").click()
    checking.get_by_label("Another feeling").fill("restl")
    release(slow)
    expect(status(checking)).to_contain_text("is not saved yet")
    expect(checking.get_by_label("Another feeling")).to_have_value("restl")


def test_a_chart_closed_before_it_was_drawn_stays_closed(slow, server):
    open_app(slow, server, TRENDS)
    first, second = (slow.locator("[data-chart] details").nth(i) for i in (0, 1))
    hold(slow)
    first.locator("summary").click()
    first.locator("summary").click()
    release(slow)
    second.locator("summary").click()
    expect(slow.locator(".wb-explore .wb-tall, .wb-explore .js-plotly-plot")).not_to_have_count(0)
    expect(second).to_have_attribute("open", "")
    expect(first).not_to_have_attribute("open", "")


def test_one_file_of_everything_is_whole_however_often_it_is_asked_for(slow, server):
    noise = random.Random(7).randbytes(400_000).hex()
    store.save("journal", {"text": f"Invented: {noise}"})
    asked = []
    slow.on("websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(bytes(frame))))
    open_app(slow, server, START)
    hold(slow)
    for _ in range(2):
        slow.get_by_role("button", name="Take them along").click()
    with slow.expect_download() as coming:
        release(slow)
    assert sum(b'"kind":"take"' in frame and b'"first":0' in frame for frame in asked) == 1
    whole = zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes()))
    assert whole.testzip() is None and noise.encode() in whole.read("journal.csv")


def test_a_file_chosen_before_the_first_answer_hides_nothing_of_where_the_words_are(slow, server):
    slow.add_init_script("""
      new MutationObserver((_, seeing) => {
        if (document.querySelector("[data-where]")) { window.held = []; seeing.disconnect(); }
      }).observe(document, { childList: true, subtree: true });
    """)
    slow.goto(f"{server.url}/voila/render/{START}?token={server.token}")
    found = slow.locator("[data-where]")
    found.locator("input[type=file]").set_input_files(
        {"name": "invented.zip", "mimeType": "application/zip", "buffer": b"no file of ours"}
    )
    release(slow)
    expect(found.locator("code").first).to_be_visible()
    expect(found.get_by_role("button", name="Delete everything")).to_be_visible()


def test_turning_to_the_last_page_by_keyboard_stays_in_the_list(page, server):
    for n in range(20):
        store.save("topics", {"title": f"Invented: {n}", "at": f"2026-02-{n + 1:02}T20:00:00+01:00"})
    open_app(page, server, START)
    found = past(page, "topics")
    found.get_by_role("button", name="Older").focus()
    page.keyboard.press("Enter")
    expect(found.locator("tbody tr")).to_have_count(3)
    expect(found.get_by_role("button", name="Newer")).to_be_focused()


def test_changing_the_check_in_of_today_begins_at_its_first_question(page, server):
    open_app(page, server, START)
    checking = check_in(page)
    rate(checking, "Calm", 6)
    checking.get_by_role("button", name="Save on this computer").click()
    expect(status(checking)).to_contain_text("Saved")
    change = checking.get_by_role("button", name="Change it")
    change.focus()
    page.keyboard.press("Enter")
    expect(checking.get_by_text("You are changing what you wrote")).to_be_visible()
    expect(checking.locator("input").first).to_be_focused()
