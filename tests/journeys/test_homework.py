"""Between sessions: tasks and how they went, a few lines, a thought, goals; and a word when it gets heavy."""

from datetime import datetime, timedelta

from pages import OFTEN, answer, form, keep, more, open_app, save, status
from playwright.sync_api import expect

from workbook import settings, store

HOMEWORK = "04-do-the-homework.ipynb"
STOP = "That looked heavy. You can stop here."


@OFTEN
def test_a_task_and_how_it_went_are_rows_that_belong_together(page, server, open_page):
    open_page(page, server, HOMEWORK)
    log = form(page, "task_logs")
    expect(log.get_by_text("What you agreed to try shows up here once you have saved it.")).to_be_visible()
    task = form(page, "tasks")
    task.get_by_label("In your own words, and what it is for").fill("Invented: a walk before the phone")
    task.get_by_label("The smallest version, for a bad day").fill("Invented: to the corner")
    more(task)
    offer = task.get_by_text("Then it may be too big as it is.")
    answer(task, "How sure are you", 5)
    expect(offer).to_have_count(0)
    answer(task, "How sure are you", 3)
    expect(offer).to_be_visible()
    keep(task)
    save(task)
    log.get_by_role("radio", name="Invented: a walk before the phone").check()
    log.get_by_label("What did you find out?").fill("Invented: the day starts slower")
    log.get_by_role("radio", name="About half").check()
    log.get_by_role("checkbox", name="time").check()
    log.get_by_role("checkbox", name="other people").check()
    save(log)
    (task_row,), (log_row,) = server.rows("tasks"), server.rows("task_logs")
    assert (task_row["smallest"], task_row["confidence"]) == ("Invented: to the corner", "3")
    assert log_row["task_id"] == task_row["entry_id"]
    assert (log_row["amount"], log_row["obstacles"]) == ("about half", "time; other people")
    expect(page.locator(".wb-waiting")).to_have_text("Waiting for your session: 1 task.")
    log.get_by_role("radio", name="Invented: a walk before the phone").check()
    log.get_by_role("radio", name="All", exact=True).check()
    save(log)
    expect(page.locator(".wb-waiting")).to_have_text("Nothing is waiting for your session.")
    expect(log.get_by_role("radio", name="Invented: a walk before the phone")).to_have_count(0)


def test_every_form_of_the_page_is_filled_in_by_keyboard_alone(page, server):
    settings.save(storage="saved", followed=["calm"])
    store.save("tasks", {"task": "Invented: tea at nine"})
    store.save("goals", {"text": "Invented: sleep through"})
    open_app(page, server, HOMEWORK)
    linked = {"task_logs": "tasks", "goal-progress": "goals"}
    names = [one.get_attribute("data-form") for one in page.locator("[data-form]").all()]
    for name in names:
        fold = page.locator(f"[data-form={name}] summary.wb-title")
        if fold.count():
            fold.focus()
            page.keyboard.press("Enter")
        else:
            page.locator(f"[data-form={name}]").locator("input, textarea").first.focus()
        one = page.locator(f"[data-form={name}]")
        if name in linked:  # what was saved a moment ago is offered here
            expect(one.get_by_role("radio", name=f"Invented: {linked[name]}")).to_have_count(1)
        saving = one.get_by_role("button", name="Save on this computer")
        for _ in range(80):
            kind = page.evaluate("document.activeElement.type")
            if kind == "radio":
                page.keyboard.press("ArrowRight")
                page.keyboard.press("ArrowLeft")
            elif kind == "checkbox":
                page.keyboard.press("Space")
            elif kind in ("text", "textarea"):
                page.keyboard.type(f"Invented: {name}")
            if saving.evaluate("node => node === document.activeElement"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(status(one)).to_contain_text("Saved")
    assert server.rows("tasks")[1]["task"] == "Invented: tasks"
    log = server.rows("task_logs")[0]
    assert (log["found_out"], log["amount"]) == ("Invented: task_logs", "not started")
    assert log["task_id"] == server.rows("tasks")[1]["entry_id"]
    assert server.rows("feelings")[0]["rating"] == "0"
    assert server.rows("journal")[0]["text"] == "Invented: journal"
    thought = server.rows("thoughts")[0]
    assert (thought["happened"], thought["sure_before"]) == ("Invented: thoughts", "0")
    assert server.rows("goals")[1]["text"] == "Invented: goals"
    progress = server.rows("ratings")[0]
    assert (progress["item"], progress["rating"], progress["goal_id"]) == (
        "goal",
        "0",
        server.rows("goals")[1]["entry_id"],
    )
    assert settings.read()["trusted_person"] == "Invented: settings"


def write(page, text, before=None, after=None):
    """A few lines in the journal, with how heavy it was."""
    journal = form(page, "journal")
    journal.get_by_label("What would you like to write down?").fill(text)
    if before is not None:
        if journal.get_by_role("button", name="More", exact=True, expanded=False).count():
            more(journal)
        answer(journal, "How heavy did you feel before", before)
        answer(journal, "How heavy do you feel now", after)
    save(journal)
    return journal


def test_writing_that_weighs_three_more_than_before_is_told_once_a_day(page, server):
    settings.save(storage="saved")
    open_app(page, server, HOMEWORK)
    journal = write(page, "Invented: one", 8, 9)
    expect(journal.get_by_text(STOP)).to_have_count(0)
    journal = write(page, "Invented: two", 2, 5)
    expect(journal.get_by_text(STOP)).to_be_visible()
    journal.get_by_role("button", name="Help now").click()
    expect(page.get_by_role("heading", name="Help now")).to_be_in_viewport()
    journal = write(page, "Invented: three", 1, 9)
    expect(journal.get_by_text(STOP)).to_have_count(0)
    assert [row["heavy_after"] for row in server.rows("journal")] == ["9", "5", "9"]


@OFTEN
def test_this_got_heavy_answers_at_once_and_is_kept_with_the_words(page, server, open_page):
    settings.save(storage="saved")
    open_page(page, server, HOMEWORK)
    thought = form(page, "thoughts")
    thought.get_by_label("What went through your mind?").fill("Invented: a thought")
    thought.get_by_role("button", name="This got heavy").click()
    expect(thought.get_by_text(STOP)).to_be_visible()
    expect(thought.get_by_label("What went through your mind?")).to_have_value("Invented: a thought")
    save(thought)
    assert [row["heavy"] for row in server.rows("thoughts")] == ["yes"]
    journal = form(page, "journal")
    journal.get_by_role("button", name="This got heavy").click()
    expect(journal.get_by_text("You can stop here, as before.")).to_be_visible()


def test_the_third_heavy_time_in_two_weeks_says_a_little_more(page, server):
    settings.save(storage="saved")
    store.save("journal", [{"text": "Invented: once", "heavy": "yes"}, {"text": "Invented: twice", "heavy": "yes"}])
    earlier = (datetime.now().astimezone() - timedelta(days=3)).isoformat(timespec="seconds")
    file = server.data / "journal.csv"
    saved_at = server.rows("journal")[0]["saved_at"]
    file.write_bytes(file.read_bytes().replace(saved_at.encode(), earlier.encode()))
    open_app(page, server, HOMEWORK)
    journal = write(page, "Invented: three times", 0, 10)
    expect(journal.get_by_text("Writing has left you heavier a few times.")).to_be_visible()


def test_after_ten_minutes_of_writing_a_line_says_that_one_may_stop(page, server):
    open_app(page, server, HOMEWORK)
    journal = form(page, "journal")
    page.clock.install()
    journal.get_by_label("What would you like to write down?").fill("Invented: on and on")
    page.clock.fast_forward("09:50")
    expect(journal.get_by_text("10 minutes have gone by.")).to_have_count(0)
    page.clock.fast_forward("00:15")
    expect(journal.get_by_text("10 minutes have gone by. You can stop here, or go on.")).to_be_visible()
