"""A page in hand: from opening 07 to a sheet of paper, and what became of it after the session."""

import html
import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import follow, form, keep, new_page, open_app, open_lab, save, status, tab_to
from playwright.sync_api import expect

import workbook as wb
from workbook import upcoming

BRING = "07-bring-to-your-session.ipynb"
STEP = 15  # seconds a person takes to read a line and click, or to type a few words
PAPER = ("A4", "Letter")
DOWNLOAD = "Download the page"
NOTES_PRINTING = """frame => {
    const whole = () => new XMLSerializer().serializeToString(frame.contentDocument);
    frame.contentWindow.print = () => { window.printed = whole(); };
}"""


def back(days):
    return (date.today() - timedelta(days=days)).isoformat()


def two_weeks():
    """What a person has after two weeks: two sessions, check-ins on twelve days, a task, lines and questions."""
    follow(None, "worried", "calm")
    wb.save("sessions", [{"at": back(13)}, {"at": back(6)}])
    for day in set(range(14)) - {2, 9}:
        rated = (("worried", 4 + day % 5), ("calm", 5 - day % 4))
        wb.save("feelings", [{"feeling": one, "rating": number} for one, number in rated], at=back(day))
    task = wb.save("tasks", {"task": "Invented: ten minutes’ walk"}, at=back(6))[0]["entry_id"]
    wb.save("task_logs", {"task_id": task, "amount": "about half", "obstacles": "time", "found_out": "it is slower"})
    wb.save("topics", [{"title": "Invented: Sunday lunch"}, {"title": "Invented: the summer break"}])
    wb.save("topics", {"title": "the blue folder", "choice": "headline only", "how": "be asked"})
    wb.save("topics", {"title": "heron", "choice": "keep for me"})
    wb.save("feedback", {"technique": "Invented: breathing", "verdict": "change"})
    wb.save("questions", [{"item": "missed", "status": "to ask"}, {"item": "online", "status": "still bothers"}])
    for sheet, answers in (
        ("journal", {"text": "heron"}),
        ("thoughts", {"thought": "heron"}),
        ("pulls", {"helped": "heron"}),
    ):
        wb.save(sheet, answers)


def brief(page):
    """The picker, once it shows what waits."""
    found = page.locator("[data-brief]")
    expect(found).to_have_attribute("data-ready", "yes")
    return found


def said(found):
    """The picker's message area."""
    return found.locator(".wb-status")


def shown(found):
    """The words of the page in the preview."""
    return found.frame_locator("iframe.wb-page").first.locator("main")


def downloaded(page, found, tmp_path):
    """The file that comes of the button."""
    with page.expect_download() as download:
        found.get_by_role("button", name=DOWNLOAD).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    return file


def sheets_of(page, size):
    """How many sheets of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size, prefer_css_page_size=False)))


def opened(chromium, file):
    """The file in a browser of its own, which notes every request but that for the file, and every script that runs."""
    context = chromium.new_context(viewport={"width": 1000, "height": 1200})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(file.as_uri())
    assert page.asked == [file.as_uri()]
    return page


def test_what_was_ticked_and_reworded_is_so_again_when_its_days_come_back(page, server):
    two_weeks()
    open_app(page, server, BRING)
    found = brief(page)
    tick = found.get_by_role("checkbox", name=re.compile("breathing"))
    words = found.get_by_role("textbox", name=re.compile("Words on the page: .*breathing"))
    tick.check()
    words.fill("Invented: slower")
    found.get_by_text("Other days").click()
    found.get_by_label("To", exact=True).fill(back(5))
    expect(tick).to_have_count(0)
    found.get_by_label("To", exact=True).fill("")
    expect(tick).to_be_checked()
    expect(words).to_have_value("Invented: slower")


def test_from_opening_it_to_the_page_in_hand_takes_five_minutes(chromium, page, server, tmp_path):
    two_weeks()
    steps = []

    def step(act, *given):
        act(*given)
        steps.append(act.__name__)

    open_app(page, server, BRING)
    found = brief(page)
    expect(said(found)).to_have_text("Your page is still empty. Tick a line, or write one.")
    assert found.get_by_role("checkbox", checked=True).count() == 0
    assert "heron" not in page.content()
    step(found.get_by_label("When do you meet next?").fill, "2026-03-12")
    step(found.get_by_role("checkbox", name="Invented: Sunday lunch").check)
    expect(shown(found)).to_contain_text("Invented: Sunday lunch")
    step(
        found.get_by_role("textbox", name="Words on the page: Invented: Sunday lunch").fill,
        "Lunch. <b>Quiet</b> {{again}}",
    )
    expect(shown(found)).to_contain_text("Lunch. <b>Quiet</b> {{again}}")
    expect(shown(found)).not_to_contain_text("Sunday")
    step(found.get_by_role("button", name="Add all: My week").click)
    for word in ("Worried", "Calm"):
        step(found.get_by_role("checkbox", name=f"With a small chart: {word}").check)
    step(found.get_by_role("button", name="Add all: What we agreed to try").click)
    step(found.get_by_role("checkbox", name="Invented: breathing").check)
    step(found.get_by_role("button", name="Write a line: How we’re working").click)
    step(found.get_by_role("button", name="Could you explain why we do this one?").click)
    step(found.get_by_role("checkbox", name="What do I pay if I cancel").check)
    step(found.get_by_role("checkbox", name="the blue folder").check)
    step(found.get_by_role("button", name="Write a line: One next step").click)
    step(found.get_by_role("textbox", name="A line of your own: One next step").fill, "Say one thing at lunch.")
    expect(said(found)).to_have_text("13 lines are on your page. It fits on one sheet.")
    file = downloaded(page, found, tmp_path)
    steps.append("download")
    assert len(steps) * STEP <= 5 * 60, steps
    expect(said(found)).to_contain_text("Downloads folder")

    written = file.read_bytes().decode()
    assert written == found.locator("iframe.wb-page").get_attribute("srcdoc")  # what was seen is the file
    for line in ("Lunch. <b>Quiet</b> {{again}}", "Could you explain why we do this one?", "Say one thing at lunch."):
        assert written.count(html.escape(line)) == 1
    assert not re.search("heron|summer break|online|Sunday lunch", written)
    found.get_by_role("checkbox", name="the blue folder").uncheck()
    expect(shown(found)).not_to_contain_text("blue folder")
    assert "PLEASE ASK" not in found.locator("pre").text_content()

    paper = opened(chromium, file)
    assert [sheets_of(paper, size) for size in PAPER] == [1, 1]
    assert paper.locator("svg[role=img]").count() == 2
    assert Axe().run(paper).response["violations"] == []  # read by a script of ours, from outside of the page
    paper.context.close()
    mute = new_page(chromium, server, java_script_enabled=False)
    mute.goto(file.as_uri())
    expect(mute.locator("h1")).to_have_text("For our session, Thursday 12 March")
    mute.context.close()


def test_what_is_longer_than_a_sheet_waits_until_a_second_one_is_allowed(chromium, page, server, tmp_path):
    open_app(page, server, BRING)
    found = brief(page)
    found.get_by_role("textbox", name="In your own words").fill("Invented: a long walk, and then. " * 200)
    expect(said(found)).to_contain_text("longer than one sheet")
    found.locator("iframe.wb-page").evaluate(NOTES_PRINTING)
    found.get_by_role("button", name="Print", exact=True).click()
    expect(found.get_by_role("checkbox", name="Let it go on to a second sheet")).to_be_focused()
    assert page.evaluate("window.printed") is None
    page.keyboard.press("Space")
    found.get_by_role("button", name="Print", exact=True).click()
    assert page.evaluate("window.printed").startswith("<!DOCTYPE html>")  # the frame one sees, and nothing around it
    paper = opened(chromium, downloaded(page, found, tmp_path))
    assert [sheets_of(paper, size) for size in PAPER] == [2, 2]
    paper.context.close()
    found.get_by_role("textbox", name="In your own words").fill("Invented: short")
    expect(said(found)).to_have_text("1 line is on your page. It fits on one sheet.")
    assert not server.data.exists()


@pytest.mark.parametrize("open_page", [open_lab], ids=["lab"])
def test_one_typed_line_makes_a_page_and_a_copy_is_kept_only_when_asked_for(page, server, open_page):
    open_page(page, server, BRING)
    cells = page.locator(".jp-Cell").count()
    found = brief(page)
    tab_to(page, found.get_by_role("textbox", name="In your own words"))
    page.keyboard.type("dd aa xx Invented: the dog")
    page.keyboard.press("Enter")
    page.keyboard.type("second line")
    expect(shown(found)).to_contain_text("dd aa xx Invented: the dog\nsecond line")
    assert page.locator(".jp-Cell").count() == cells
    assert not server.data.exists()
    found.get_by_role("button", name="Keep a copy").click()
    expect(said(found)).to_contain_text("Choose what this computer may keep")
    keep(found)
    found.get_by_role("button", name="Keep a copy").click()
    expect(said(found)).to_contain_text("A copy is kept")
    (file,) = (server.data / "pages").iterdir()
    assert file.read_text("utf-8") == found.locator("iframe.wb-page").get_attribute("srcdoc")
    found.locator("summary", has_text="Pages you kept").click()
    found.get_by_role("button", name="See the page of").click()
    expect(found.frame_locator("iframe.wb-page >> nth=1").locator("main")).to_contain_text("the dog")
    found.get_by_role("button", name="Delete the page of").click()
    found.get_by_role("button", name="Yes, delete").click()
    expect(said(found)).to_have_text("Deleted.")
    assert list((server.data / "pages").iterdir()) == []


def test_what_was_talked_about_is_off_the_next_page(page, server):
    two_weeks()
    open_app(page, server, BRING)
    found = brief(page)
    talked, asked = form(page, "talked"), form(page, "asked")
    row = talked.get_by_role("group", name="Invented: Sunday lunch", exact=True).first
    row.get_by_role("radio", name="We talked about it").check()
    save(talked)
    expect(found.get_by_role("checkbox", name="Invented: Sunday lunch")).to_have_count(0)
    row = asked.get_by_role("group", name="Can we also meet online?", exact=True).first
    row.get_by_role("radio", name="Answered").check()
    row.get_by_role("textbox", name="The answer").fill("Invented: yes")
    save(asked)
    expect(found.get_by_role("checkbox", name="Can we also meet online?")).to_have_count(0)
    tasks = form(page, "tasks")
    tasks.get_by_label("In your own words, and what it is for").fill("Invented: one thing at lunch")
    save(tasks)
    expect(found.get_by_role("checkbox", name="Invented: one thing at lunch")).to_have_count(1)
    expect(page.locator(".wb-waiting")).to_contain_text("1 question to ask · 2 lines for next time · 2 tasks")
    expect(status(tasks)).to_contain_text("Saved")
    assert len(upcoming.lines()) == 2
