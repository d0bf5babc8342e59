"""Two weeks with the workbook: sessions, check-ins, tasks, thoughts, changes and deletions, and all is whole."""

from datetime import date, timedelta

from pages import (
    answer,
    changed,
    check_in,
    form,
    keep,
    line,
    more,
    new_page,
    open_app,
    open_lab,
    past,
    rate,
    save,
    status,
)
from playwright.sync_api import expect

from workbook import cli

START, HOMEWORK = "00-start-here.ipynb", "04-do-the-homework.ipynb"
FIRST = date.today() - timedelta(days=13)


def on(opened, day):
    """Put an entry on a day of these two weeks."""
    if opened.get_by_role("button", name="More", exact=True, expanded=False).count():
        more(opened)
    moment = opened.get_by_label("Another day").or_(opened.get_by_label("When was it?"))
    moment.first.fill((FIRST + timedelta(days=day)).isoformat())


def first_row(found, words):
    return found.locator("tbody tr").filter(has_text=words).first


def test_two_weeks_leave_every_entry_where_it_was_put(chromium, server, capsys):
    page = new_page(chromium, server)
    open_app(page, server, START)
    today = check_in(page)
    for name in ("calm", "afraid"):
        today.get_by_role("button", name=name, exact=True).click()
    keep(today, "Keep my words and drafts")
    for day in range(12):  # nothing on the last two days but one
        rate(today, "Calm", day % 11)
        if day % 3:
            rate(today, "Afraid", 10 - day % 11)
        today.get_by_label("A few words, if you like").fill(f"Invented: day {day}")
        on(today, day)
        save(today)
    for day, mood in ((2, 4), (9, 7)):
        after = form(page, "after-session")
        answer(after, "How connected", mood)
        answer(after, "How free", mood + 1)
        after.get_by_label("What stood out?").fill(f"Invented: session of day {day}")
        after.get_by_label("What did you agree to try?").fill(f"Invented: try {day}")
        after.get_by_label("A line for next time").fill(f"Invented: left over {day}")
        on(after, day)
        save(after)
    for number in range(4):
        line(page).get_by_label("What would you like to talk about?").fill(f"Invented: line {number}")
        save(line(page))
    expect(page.locator(".wb-waiting")).to_have_text("Waiting for your session: 6 lines for next time · 2 tasks.")
    page.context.close()

    page = new_page(chromium, server)
    open_lab(page, server, HOMEWORK)
    task = form(page, "tasks")
    task.get_by_label("In your own words, and what it is for").fill("Invented: tea at nine")
    save(task)
    log = form(page, "task_logs")
    for day, amount in ((3, "A little"), (5, "Most"), (7, "All")):
        log.get_by_role("radio", name="Invented: try 2").check()
        log.get_by_role("radio", name=amount, exact=True).check()
        log.get_by_label("What did you find out?").fill(f"Invented: found {day}")
        on(log, day)
        save(log)
    thought = form(page, "thoughts")
    for day in (4, 8):
        thought.get_by_label("What happened?").fill(f"Invented: rain on day {day}")
        thought.get_by_label("What went through your mind?").fill("Invented: it will never stop")
        answer(thought, "How sure of it were you?", 8)
        on(thought, day)
        save(thought)
    journal = form(page, "journal")
    for number in range(3):
        journal.get_by_label("What would you like to write down?").fill(f"Invented: page {number}\nand its end")
        save(journal)
    goal = form(page, "goals")
    goal.get_by_label("What would you like to be different in your life?").fill("Invented: sleep through")
    save(goal)
    near = form(page, "goal-progress")
    for rating in (2, 3):
        near.get_by_role("radio", name="Invented: sleep through").check()
        answer(near, "How near are you", rating)
        save(near)
    expect(page.locator(".wb-waiting")).to_have_text("Waiting for your session: 6 lines for next time · 2 tasks.")

    written = past(page, "thoughts")  # changed, and put on another day
    first_row(written, "rain on day 8").get_by_role("button", name="Open what").click()
    opened = changed(page, "thoughts")
    opened.get_by_label("Is there another way to see it?").fill("Invented: it stopped by noon")
    on(opened, 6)
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(written)).to_contain_text("Saved")
    pages = past(page, "journal")  # one deleted for good, one deleted and taken back
    for number in (0, 1):
        first_row(pages, f"page {number}").get_by_role("button", name="Delete what").click()
        pages.get_by_role("button", name="Yes, delete").click()
        expect(first_row(pages, f"page {number}")).to_have_count(0)
    pages.get_by_role("button", name="Take that back").click()
    expect(first_row(pages, "page 1")).to_be_visible()
    page.context.close()

    page = new_page(chromium, server)
    open_app(page, server, START)
    before = past(page, "feelings")
    before.get_by_label("With the word").fill("day 11")
    expect(before.locator("tbody tr")).to_have_count(1)
    first_row(before, "day 11").get_by_role("button", name="Open what").click()
    opened = changed(page, "feelings")
    rate(opened, "Calm", 9)
    on(opened, 12)
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(before)).to_contain_text("Saved")
    before.get_by_label("With the word").fill("day 0")
    expect(before.locator("tbody tr")).to_have_count(1)
    first_row(before, "day 0").get_by_role("button", name="Delete what").click()
    before.get_by_role("button", name="Yes, delete").click()
    expect(before.get_by_text("Nothing fits that.")).to_be_visible()
    lines = past(page, "topics")
    first_row(lines, "line 2").get_by_role("button", name="Open what").click()
    opened = changed(page, "topics")
    opened.get_by_role("radio", name="I said it").check()
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(lines)).to_contain_text("Saved")
    expect(page.locator(".wb-waiting")).to_have_text("Waiting for your session: 5 lines for next time · 2 tasks.")
    assert page.outside == []
    page.context.close()

    counts = {name: len(server.rows(name)) for name in ("feelings", "sessions", "ratings", "topics", "journal")}
    assert counts == {"feelings": 22, "sessions": 2, "ratings": 6, "topics": 6, "journal": 4}
    assert {name: len(server.rows(name)) for name in ("tasks", "task_logs", "thoughts", "goals")} == {
        "tasks": 3,
        "task_logs": 3,
        "thoughts": 2,
        "goals": 1,
    }
    days = sorted({row["at"][:10] for row in server.rows("feelings")})
    assert days == [(FIRST + timedelta(days=day)).isoformat() for day in (*range(1, 11), 12)]
    assert sum(row["rating"] == "" for row in server.rows("feelings")) == 3  # asked, and left out
    assert [row["other_view"] for row in server.rows("thoughts")] == ["", "Invented: it stopped by noon"]
    assert not list((server.data / "drafts").iterdir())
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "sessions: 2 entries",
        "feelings: 22 entries",
        "ratings: 6 entries",
        "topics: 6 entries",
        "goals: 1 entry",
        "tasks: 3 entries",
        "task_logs: 3 entries",
        "journal: 4 entries",
        "thoughts: 2 entries",
        "All is whole.",
    ]
