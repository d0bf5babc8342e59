"""What JupyterLab does to keys, busy kernels and dead ones never reaches a person's words."""

import json
import random
import re

import pytest
from pages import (
    LONG_RUN,
    OPEN,
    check_in,
    form,
    keep,
    kill_kernels,
    line,
    open_app,
    open_lab,
    past,
    rate,
    run_all,
    save,
    status,
    word,
)
from playwright.sync_api import expect

from workbook import settings, store

START = "00-start-here.ipynb"
KEYS = ("d", "d", "a", "b", "b", "ArrowDown", "ArrowUp", "Enter")


STOPS = 50 if LONG_RUN else 3
AROUND = 0.1  # seconds before or after Save at which the stop button is pressed, at most: it has a way of its own to go
LONG = " and a long walk" * 5_000  # so that a save takes a while
BOTH = """([save, stop, later]) => new Promise((done) => {
  const press = (kind) => stop.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, composed: true }));
  setTimeout(() => save.click(), Math.max(0, -later * 1000));
  setTimeout(() => { ["mousedown", "mouseup", "click"].forEach(press); }, Math.max(0, later * 1000));
  setTimeout(done, Math.abs(later * 1000) + 1);
})"""
TIMERS_LATE = """  // as in a browser that is busy: what is to happen in a tenth of a second happens in ten
  const wait = window.setTimeout;
  window.setTimeout = (what, time, ...given) => wait(what, time === 100 ? 10000 : time, ...given);
"""
GIVE_UP_AT_ONCE = """  // anywidget waits two seconds for a script; here every script comes later than that
  const wait = AbortSignal.timeout;
  AbortSignal.timeout = (time) => wait.call(AbortSignal, time === 2000 ? 0 : time);
"""
VERDICT = re.compile(r"Saved,|No answer came|Not saved\.")


def cells(page):
    """What the notebook's cells are, as JupyterLab shows them."""
    return page.locator(".jp-Notebook .jp-Cell").evaluate_all(
        "cells => cells.map(cell => cell.className.includes('jp-CodeCell'))"
    )


def test_keys_pressed_in_any_control_never_touch_the_cells(page, server):
    open_lab(page, server, START)
    form, before = check_in(page), cells(page)
    form.get_by_role("button", name="calm", exact=True).click()
    form.get_by_role("button", name="More", exact=True).click()
    for control in (
        word(form, "Calm").get_by_role("radio").nth(5),
        form.get_by_label("Another feeling"),
        form.get_by_role("radio", name="Keep only what I save"),
        form.get_by_role("checkbox").first,
        form.get_by_label("Another day").first,
        form.get_by_role("button", name="Clear, keep nothing"),
        form.get_by_role("button", name="sad", exact=True),
        form.get_by_label("A few words, if you like"),
    ):
        control.focus()
        for key in KEYS[:-1] if control.evaluate("node => node.tagName") == "BUTTON" else KEYS:
            page.keyboard.press(key)
    assert cells(page) == before
    expect(form.get_by_label("A few words, if you like")).to_have_value("\nddabb")
    expect(form.get_by_label("Another feeling")).to_have_value("ddabb")
    keep(form)
    form.get_by_role("button", name="Save on this computer").click()
    expect(form.get_by_role("alert")).to_contain_text("only half typed")  # the arrows left a month without a day
    form.get_by_label("Another day").first.fill("2026-03-12")
    save(form)
    assert server.rows("feelings")[0]["note"] == "\nddabb"


def test_keys_pressed_on_the_button_that_prints_never_touch_the_cells(page, server):
    open_lab(page, server, "02-clear-the-way.ipynb")
    before = cells(page)
    page.get_by_role("button", name="Print these questions, blank").focus()
    for key in ("d", "d", "d"):
        page.keyboard.press(key)
    assert cells(page) == before


def scratch(server, subshells):
    """A notebook with a form and a cell that keeps the kernel busy; and which way widget messages go."""
    notebook = json.loads((server.notebooks / START).read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    busy = {**code[1], "id": "busy0001", "source": ["import time; time.sleep(5)"], "metadata": {}}
    notebook["cells"] = [notebook["cells"][0], *code[:2], busy]
    (server.notebooks / "busy.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    messages_go(server, subshells)


def messages_go(server, subshells):
    """Widget messages go to a thread of their own, or wait for the cells; as JupyterLab's settings have it."""
    folder = server.home / ".jupyter/lab/user-settings/@jupyterlab/apputils-extension"
    folder.mkdir(parents=True)
    (folder / "kernels-settings.jupyterlab-settings").write_text(json.dumps({"commsOverSubshells": subshells}))


@pytest.mark.parametrize("subshells", ["perCommTarget", "disabled"])
def test_what_is_typed_while_the_kernel_is_busy_is_saved_as_it_stands(page, server, subshells):
    scratch(server, subshells)
    open_lab(page, server, "busy.ipynb")
    form = check_in(page)
    form.get_by_role("button", name="worried", exact=True).or_(
        form.get_by_role("button", name="afraid", exact=True)
    ).first.click()
    keep(form)
    rate(form, "Afraid", 5)
    busy = page.locator(".jp-CodeCell").last
    busy.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(busy.locator(".jp-InputPrompt")).to_have_text("[*]:")
    form.get_by_label("A few words, if you like").click()
    page.keyboard.type("Invented: hello world")
    rate(form, "Afraid", 8)
    form.get_by_role("button", name="Save on this computer").click()
    expect(status(form)).to_contain_text("Saved", timeout=15_000)
    assert [(row["rating"], row["note"]) for row in server.rows("feelings")] == [("8", "Invented: hello world")]


@pytest.mark.parametrize("subshells", ["perCommTarget", "disabled"][: 1 + LONG_RUN])
def test_the_stop_button_pressed_while_a_save_is_under_way_costs_no_row_and_no_false_saved(page, server, subshells):
    messages_go(server, subshells)
    settings.save(storage="saved")
    open_lab(page, server, START)
    form, stop = check_in(page), page.locator("[data-command='notebook:interrupt-kernel']").first
    chance, unheard = random.Random(5), 0
    for number in range(STOPS):
        words = f"Invented: {number}{LONG}"
        form.get_by_label("A few words, if you like").fill(words)
        press = form.get_by_role("button", name="Save on this computer")
        with page.expect_response(lambda answer: "/interrupt" in answer.url) as interrupted:
            page.evaluate(BOTH, [press.element_handle(), stop.element_handle(), chance.uniform(-AROUND, AROUND)])
        assert interrupted.value.ok
        expect(status(form)).to_contain_text(VERDICT, timeout=20_000)
        if "Saved," not in status(form).text_content():
            unheard += 1
            expect(form.get_by_label("A few words, if you like")).to_have_value(words)
            save(form)
        assert [row["note"] for row in server.rows("feelings")].count(words) == 1
    assert [row["note"] for row in server.rows("feelings")] == [f"Invented: {number}{LONG}" for number in range(STOPS)]
    assert len({row["entry_id"] for row in server.rows("feelings")}) == STOPS
    assert store.check("feelings") == (STOPS, [])
    log = (server.root / "server.log").read_text("utf-8", "replace")
    assert "Invented" not in log and "long walk" not in log
    reached = log.count("KeyboardInterrupt caught")
    print(f"{STOPS} presses of stop ({subshells}), {reached} reached the kernel at work, {unheard} saves unheard")


def test_a_dead_kernel_leaves_the_words_in_the_form_and_the_form_says_what_to_do(page, server):
    open_lab(page, server, START)
    form = line(page)
    title = form.get_by_label("What would you like to talk about?")
    title.fill("Invented: kept through a crash")
    keep(form)
    kill_kernels(server)
    form.get_by_role("button", name="Save on this computer").click()
    expect(status(form)).to_contain_text("choose Run All Cells", timeout=20_000)
    expect(title).to_have_value("Invented: kept through a crash")
    assert not (server.data / "topics.csv").exists()
    page.get_by_role("dialog").get_by_role("button", name="Ok").click()  # JupyterLab says that it starts a new kernel
    run_all(page, server.forms(START))
    form = line(page)
    expect(form.get_by_label("What would you like to talk about?")).to_have_value("Invented: kept through a crash")
    expect(status(form)).to_have_text("What you wrote before is here again. It is not saved yet.")
    keep(form)
    save(form)
    assert [row["title"] for row in server.rows("topics")] == ["Invented: kept through a crash"]


def test_a_dead_kernel_in_the_page_without_code_offers_to_copy_the_words(page, server):
    open_app(page, server, START)
    form = line(page)
    form.get_by_label("What would you like to talk about?").fill("Invented: copied")
    keep(form)
    kill_kernels(server)
    form.get_by_role("button", name="Save on this computer").click()
    expect(status(form)).to_contain_text("Press Copy my words", timeout=20_000)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.get_by_role("button", name="Copy my words").click()
    expect(status(form)).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Invented: copied"
    expect(form.get_by_label("What would you like to talk about?")).to_have_value("Invented: copied")


def test_a_folder_that_cannot_be_written_keeps_the_words_and_says_why(page, server):
    server.data.write_text("a file where the folder should be")
    open_app(page, server, START)
    form = line(page)
    form.get_by_label("What would you like to talk about?").fill("Invented: still here")
    keep(form)
    form.get_by_role("button", name="Save on this computer").click()
    expect(form.get_by_role("alert")).to_contain_text(re.compile("Not saved"))
    expect(form.get_by_label("What would you like to talk about?")).to_have_value("Invented: still here")


def test_what_is_cleared_while_its_save_is_under_way_leaves_the_next_entry_alone(page, server):
    scratch(server, "disabled")
    open_lab(page, server, "busy.ipynb")
    form = check_in(page)
    note = form.get_by_label("A few words, if you like")
    keep(form)
    busy = page.locator(".jp-CodeCell").last
    busy.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(busy.locator(".jp-InputPrompt")).to_have_text("[*]:")
    note.fill("Invented: first")
    form.get_by_role("button", name="Save on this computer").click()
    form.get_by_role("button", name="Clear, keep nothing").click()
    expect(status(form)).to_contain_text("may still be saved")
    note.fill("Invented: second")
    expect(status(form)).to_contain_text("Saved", timeout=15_000)
    save(form)
    assert [row["note"] for row in server.rows("feelings")] == ["Invented: first", "Invented: second"]


def test_the_same_form_twice_on_a_page_never_shares_an_entry(page, server):
    notebook = json.loads((server.notebooks / START).read_text("utf-8"))
    setup, *calls = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    topics = next(cell for cell in calls if "topics" in cell["source"][0])
    notebook["cells"] = [notebook["cells"][0], setup, topics, {**topics, "id": "twin0001"}]
    (server.notebooks / "twins.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    open_lab(page, server, "twins.ipynb")
    title = page.get_by_label("What would you like to talk about?")
    title.first.fill("Invented: one")
    run_all(page, 2)
    expect(title.nth(0)).to_have_value("Invented: one")
    first, second = page.locator("[data-form=topics]").all()
    keep(first)
    save(first)
    expect(title.nth(1)).to_have_value("")
    title.nth(1).fill("Invented: two")
    save(second)
    rows = server.rows("topics")
    assert [row["title"] for row in rows] == ["Invented: one", "Invented: two"]
    assert len({row["entry_id"] for row in rows}) == 2


@OPEN
def test_scripts_that_come_slowly_cost_no_form_its_answers(page, server, open_page):
    page.add_init_script(GIVE_UP_AT_ONCE)
    gave_up = []
    page.on("pageerror", lambda error: gave_up.append(error) if "initialize" in str(error) else None)
    open_page(page, server, START)
    form = check_in(page)
    form.get_by_role("button", name="calm", exact=True).click()
    rate(form, "Calm", 6)
    keep(form)
    save(form)
    assert [row["rating"] for row in server.rows("feelings")] == ["6"]
    expect(past(page, "feelings").locator("tbody tr")).to_have_count(1)
    expect(page.locator(".wb-waiting")).not_to_have_text("")
    assert gave_up  # else this proved nothing


def test_a_browser_that_is_busy_opens_every_form_of_the_longest_page(page, server):
    page.add_init_script(TIMERS_LATE)
    open_app(page, server, "06-see-your-trends.ipynb")
    last = form(page, "settings")
    last.get_by_label("What to call your therapist").fill("Invented: Ida")
    keep(last)
    save(last)
    expect(page.get_by_text("model not found")).to_have_count(0)
    expect(page.locator("[data-past=then-and-now]")).to_have_count(1)
