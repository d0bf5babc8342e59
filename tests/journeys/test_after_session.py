"""After a session: one form for the person, several files; what is half saved is completed, never doubled."""

import pytest
from pages import LONG_RUN, answer, changed, check_in, form, keep, more, open_app, open_lab, past, save, status, tab_to
from playwright.sync_api import expect

START, RELATIONSHIP = "00-start-here.ipynb", "01-understand-the-relationship.ipynb"
PAGES = pytest.mark.parametrize(
    ("open_page", "notebook"),
    [(open_app, START), (open_lab, START), (open_app, RELATIONSHIP)],
    ids=["app", "lab", "01"],
)
FILES = ("sessions", "ratings", "journal", "tasks", "topics")


def fill_in(after):
    """Every question in sight, answered."""
    for question, rating in (("How connected", 7), ("How near did today", 4), ("How useful", 0), ("How free", 10)):
        answer(after, question, rating)
    after.get_by_label("What stood out?").fill("Invented: we laughed.\nThen it was quiet.")
    after.get_by_label("What did you agree to try?").fill("Invented: a walk before the phone")
    after.get_by_label("A line for next time").fill("Invented: the sister")


@PAGES
def test_one_form_is_a_row_in_each_file_and_they_share_the_session(page, server, open_page, notebook):
    open_page(page, server, notebook)
    after = form(page, "after-session")
    fill_in(after)
    more(after)
    answer(after, "How much of what you wanted", 6)
    after.get_by_role("radio", name="Yes, and that’s fine for now").check()
    after.get_by_role("radio", name="by video").check()
    keep(after)
    save(after)
    (session,) = server.rows("sessions")
    assert (session["mode"], session["keeping"]) == ("video", "yes, fine for now")
    rated = {row["item"]: row["rating"] for row in server.rows("ratings")}
    assert rated == {"A1": "7", "A2": "4", "A3": "0", "A4": "10", "O1": "6"}
    assert server.rows("journal")[0]["text"] == "Invented: we laughed.\nThen it was quiet."
    assert server.rows("tasks")[0]["task"] == "Invented: a walk before the phone"
    assert server.rows("topics")[0]["title"] == "Invented: the sister"
    others = [row for name in FILES[1:] for row in server.rows(name)]
    assert {row["session_id"] for row in others} == {session["entry_id"]}
    assert {row["at"] for row in others} == {session["at"]}
    expect(after.get_by_text("You wrote about a session at")).to_be_visible()
    if notebook == START:
        expect(page.locator(".wb-waiting")).to_have_text("Waiting for your session: 1 line for next time · 1 task.")


def test_the_form_works_by_keyboard_alone(page, server):
    open_app(page, server, START)
    keep(check_in(page), "Keep only what I save")
    page.locator("[data-form=after-session] summary.wb-title").focus()
    page.keyboard.press("Enter")
    after = page.locator("[data-form=after-session]")

    tab_to(page, after.get_by_label("When was it?").first)
    page.keyboard.type("03122026")
    first = after.get_by_role("group", name="How connected").get_by_role("radio")
    tab_to(page, first.first)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(first.nth(3)).to_be_checked()
    tab_to(page, after.get_by_label("What stood out?"))
    page.keyboard.type("Invented: one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    tab_to(page, after.get_by_role("button", name="Save on this computer"))
    page.keyboard.press("Space")
    expect(status(after)).to_contain_text("Saved")
    (session,) = server.rows("sessions")
    assert session["at"][:16] == "2026-03-12T12:00"
    assert [(row["item"], row["rating"]) for row in server.rows("ratings")] == [("A1", "3")]
    assert server.rows("journal")[0]["text"] == "Invented: one\ntwo"


@pytest.mark.parametrize("broken", FILES if LONG_RUN else (FILES[0], FILES[-1]))
def test_pressing_save_again_completes_a_half_written_save(page, server, broken):
    blocked = server.data / f"{broken}.csv"
    blocked.mkdir(parents=True)  # a folder where the file should be
    open_app(page, server, START)
    after = form(page, "after-session")
    fill_in(after)
    keep(after)
    after.get_by_role("button", name="Save on this computer").click()
    expect(after.get_by_role("alert")).to_contain_text("Not saved")
    if broken != FILES[0]:
        expect(after.get_by_role("alert")).to_contain_text("A part of it is kept already")
    expect(after.get_by_label("What stood out?")).to_have_value("Invented: we laughed.\nThen it was quiet.")
    blocked.rmdir()
    save(after)
    counts = {name: len(server.rows(name)) for name in FILES}
    assert counts == {"sessions": 1, "ratings": 4, "journal": 1, "tasks": 1, "topics": 1}
    (session,) = server.rows("sessions")
    others = [row for name in FILES[1:] for row in server.rows(name)]
    assert {(row["session_id"], row["at"]) for row in others} == {(session["entry_id"], session["at"])}


def test_a_session_is_changed_whole_and_deleted_whole(page, server):
    open_app(page, server, START)
    after = form(page, "after-session")
    fill_in(after)
    keep(after)
    save(after)
    before = {name: {row["entry_id"] for row in server.rows(name)} for name in FILES}
    found = past(page, "after-session")
    expect(found.locator("tbody tr")).to_contain_text("Connected 7")
    found.get_by_role("button", name="Open what").click()
    opened = changed(page, "after-session")
    answer(opened, "How connected", 2)
    opened.get_by_label("What did you agree to try?").fill("")
    opened.get_by_label("When was it?").first.fill("2026-03-12")
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(found)).to_contain_text("Saved")
    assert {name: {row["entry_id"] for row in server.rows(name)} for name in FILES} == {**before, "tasks": set()}
    assert {row["at"][:10] for name in FILES for row in server.rows(name)} == {"2026-03-12"}
    assert server.rows("ratings")[0]["rating"] == "2"
    found.get_by_role("button", name="Delete what").click()
    expect(found.get_by_text("all that was saved with it, 7 lines")).to_be_visible()
    found.get_by_role("button", name="Yes, delete").click()
    expect(found.get_by_text("Nothing here yet.")).to_be_visible()
    assert [len(server.rows(name)) for name in FILES] == [0] * 5
    found.get_by_role("button", name="Take that back").click()
    expect(found.locator("tbody tr")).to_have_count(1)
    assert {name: {row["entry_id"] for row in server.rows(name)} for name in FILES} == {**before, "tasks": set()}
