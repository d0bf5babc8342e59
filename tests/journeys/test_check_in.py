"""From an empty folder to a saved row and a point on the chart, in both views."""

import re

from pages import (
    OFTEN,
    OPEN,
    check_in,
    follow,
    keep,
    line,
    open_app,
    rate,
    save,
    status,
    tab_to,
    word,
)
from playwright.sync_api import expect

START, TRENDS = "00-start-here.ipynb", "06-see-your-trends.ipynb"


@OPEN
def test_a_check_in_by_mouse_is_rows_in_the_csv_and_points_on_the_chart(page, server, open_page):
    open_page(page, server, START)
    form = check_in(page)
    form.get_by_role("button", name="calm", exact=True).click()
    form.get_by_role("button", name="afraid", exact=True).click()
    rate(form, "Calm", 6)
    form.get_by_label("A few words, if you like").fill("Invented: rain, and a walk.")
    keep(form)
    save(form)
    rows = server.rows("feelings")
    assert [(row["feeling"], row["rating"], row["asked"]) for row in rows] == [
        ("calm", "6", "followed"),
        ("afraid", "", "followed"),
    ]
    assert [row["note"] for row in rows] == ["Invented: rain, and a walk.", ""]
    assert {row["checkin_id"] for row in rows} == {rows[0]["entry_id"]}
    open_page(page, server, TRENDS)
    mine = page.get_by_role("img", name="Calm: 1 rating in 1 day.")
    expect(mine.locator(".scatterlayer .points path")).to_have_count(1)
    assert mine.bounding_box()["height"] >= 400
    expect(page.get_by_text("Calm: 1 rating in 1 day. Too few to say more.")).to_be_visible()
    expect(page.get_by_text("Afraid: asked on 1 day, not answered yet.")).to_be_visible()


@OFTEN
def test_a_check_in_by_keyboard_alone_is_a_row_in_the_csv(page, server, open_page):
    open_page(page, server, START)
    form = check_in(page)

    page.locator("body").press("Tab")
    tab_to(page, form.get_by_label("A feeling"))
    page.keyboard.type("worried")
    tab_to(page, form.get_by_role("button", name="Add", exact=True))
    page.keyboard.press("Enter")
    scale = word(form, "Worried").get_by_role("radio")
    expect(scale.first).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(scale.nth(4)).to_be_checked()
    tab_to(page, form.get_by_label("A few words, if you like"))
    page.keyboard.type("Invented: one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    tab_to(page, form.get_by_role("radio", name="Keep my words and drafts"))
    page.keyboard.press("ArrowDown")
    tab_to(page, form.get_by_role("button", name="Save on this computer"))
    page.keyboard.press("Space")
    expect(status(form)).to_contain_text("Saved")
    rows = server.rows("feelings")
    assert [(row["feeling"], row["rating"], row["note"]) for row in rows] == [("worried", "4", "Invented: one\ntwo")]


def test_a_rating_can_be_taken_back_by_mouse_and_by_key(page, server):
    open_app(page, server, START)
    form = check_in(page)
    for name in ("calm", "sad", "tired"):
        form.get_by_role("button", name=name, exact=True).click()
    rate(form, "Calm", 0)
    rate(form, "Sad", 3)
    rate(form, "Tired", 10)
    word(form, "Sad").get_by_role("button", name="Clear the answer: sad").click()
    page.keyboard.press("Tab")
    word(form, "Tired").get_by_role("radio", checked=True).press("Delete")
    expect(word(form, "Tired").get_by_role("radio", checked=True)).to_have_count(0)
    keep(form)
    save(form)
    assert [(row["feeling"], row["rating"]) for row in server.rows("feelings")] == [
        ("calm", "0"),
        ("sad", ""),
        ("tired", ""),
    ]


@OFTEN
def test_it_takes_three_clicks_and_no_scrolling(page, server, open_page):
    follow(server, "worried", "calm")
    open_page(page, server, START)
    page.wait_for_function("() => !document.querySelector('.jp-WindowedPanel-outer')?.scrollTop")
    form, visible = check_in(page), {"ratio": 1}
    for target in (
        word(form, "Worried").locator(".wb-scale label").nth(6),
        word(form, "Calm").locator(".wb-scale label").nth(3),
        form.get_by_role("button", name="Save on this computer"),
    ):
        expect(target).to_be_in_viewport(**visible)
        target.click()
    expect(status(form)).to_have_text(
        re.compile(r"^Saved, \d\d:\d\d\. Worried 6\. Calm 3\. That’s enough for today\.$")
    )
    expect(status(form)).to_be_in_viewport(**visible)
    assert [row["rating"] for row in server.rows("feelings")] == ["6", "3"]


def test_a_second_check_in_that_day_can_change_the_first(page, server):
    open_app(page, server, START)
    form = check_in(page)
    form.get_by_role("button", name="calm", exact=True).click()
    rate(form, "Calm", 6)
    keep(form)
    save(form)
    before = server.rows("feelings")
    form.get_by_role("button", name="Change it").click()
    expect(form.get_by_text("You are changing what you wrote")).to_be_visible()
    rate(form, "Calm", 2)
    form.get_by_label("Another feeling").fill("proud")
    save(form)
    after = server.rows("feelings")
    assert [(row["feeling"], row["rating"], row["asked"]) for row in after] == [
        ("calm", "2", "followed"),
        ("proud", "", "added"),
    ]
    assert after[0]["entry_id"] == before[0]["entry_id"] and after[0]["at"] == before[0]["at"]
    assert {row["checkin_id"] for row in after} == {before[0]["checkin_id"]}


def test_another_day_a_scale_and_what_was_shown_are_kept(page, server):
    open_app(page, server, START)
    form = check_in(page)
    form.get_by_role("button", name="sad", exact=True).click()
    form.get_by_role("button", name="More", exact=True).click()
    form.get_by_role("radio", name="0 to 100").check()
    word(form, "Sad").get_by_role("spinbutton").fill("35")
    form.get_by_label("Another day").first.fill("2026-03-12")
    form.get_by_role("radio", name="kept it in").check()
    form.get_by_role("radio", name="after a session").check()
    keep(form)
    save(form)
    row = server.rows("feelings")[0]
    assert (row["rating"], row["scale_min"], row["scale_max"]) == ("35", "0", "100")
    assert (row["at"][:16], row["expressed"], row["context"]) == ("2026-03-12T12:00", "kept it in", "after a session")


@OFTEN
def test_a_line_for_next_time_is_one_row(page, server, open_page):
    open_page(page, server, START)
    form = line(page)
    form.get_by_label("What would you like to talk about?").fill("Invented: the blue folder")
    keep(form)
    save(form)
    assert [row["title"] for row in server.rows("topics")] == ["Invented: the blue folder"]
    expect(check_in(page).get_by_text("Before the first save")).to_have_count(0)  # asked once, not in every form


def test_a_word_too_many_is_told_and_stays_in_its_box(page, server):
    open_app(page, server, START)
    form = check_in(page)
    for name in ("calm", "sad", "tired", "glad", "angry", "close"):
        form.get_by_role("button", name=name, exact=True).click()
    form.get_by_label("Another feeling").fill("homesick")
    keep(form)
    form.get_by_role("button", name="Save on this computer").click()
    expect(form.get_by_role("alert")).to_contain_text("enough for one time")
    expect(form.get_by_label("Another feeling")).to_have_value("homesick")
    assert not (server.data / "feelings.csv").exists()


def test_changing_the_scale_empties_the_numbers_and_says_so(page, server):
    open_app(page, server, START)
    form = check_in(page)
    form.get_by_role("button", name="calm", exact=True).click()
    rate(form, "Calm", 3)
    form.get_by_role("button", name="More", exact=True).click()
    form.get_by_role("radio", name="0 to 10", exact=True).check()
    expect(word(form, "Calm").get_by_role("radio", checked=True)).to_have_count(1)
    form.get_by_role("radio", name="1 to 5").check()
    expect(word(form, "Calm").get_by_role("radio")).to_have_count(5)
    expect(word(form, "Calm").get_by_role("radio", checked=True)).to_have_count(0)
    expect(form.get_by_text("The scale is another one now")).to_be_visible()


def test_change_it_never_takes_away_what_was_just_typed(page, server):
    follow(server, "calm")
    open_app(page, server, START)
    form = check_in(page)
    rate(form, "Calm", 6)
    save(form)
    form.get_by_label("A few words, if you like").fill("Invented: new words")
    form.get_by_role("button", name="Change it").click()
    expect(status(form)).to_have_text("Save or clear what you have written here first.")
    expect(form.get_by_label("A few words, if you like")).to_have_value("Invented: new words")


def test_help_lines_are_saved_in_sight_and_shown_as_text(page, server):
    open_app(page, server, START)
    form = page.locator("[data-form=settings]")
    form.locator("summary.wb-title").click()
    form.get_by_label("Someone you trust").fill("Invented: Robin next door")
    keep(form)
    save(form)
    expect(status(form)).to_be_in_viewport()
    expect(form.get_by_role("listitem").get_by_text("Invented: Robin next door")).to_be_visible()
