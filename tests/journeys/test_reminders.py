"""Reminders: none unless asked for; then a file from the browser for one's own calendar, and nothing is written."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

from pages import OFTEN, open_app, status, tab_to, unfold
from playwright.sync_api import expect
from test_access import NAMELESS_OR_SMALL, found

NAME = "reminders.ipynb"


def ask(page, server, open_page):
    """The widget, unfolded, on a page of its own."""
    kinds = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{"cell_type": "markdown", "metadata": {}, "id": "a", "source": "# Reminders"}]
    cells += [
        {**kinds, "id": one, "source": call} for one, call in [("b", "import workbook as wb"), ("c", "wb.reminders()")]
    ]
    python = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    notebook = {"cells": cells, "metadata": python, "nbformat": 4, "nbformat_minor": 5}
    (server.notebooks / NAME).write_text(json.dumps(notebook), "utf-8")
    open_page(page, server, NAME)
    box = page.locator("[data-reminders]")
    expect(box).to_be_visible()
    unfold(box)
    expect(box.get_by_role("button", name="Make the file")).to_be_visible()
    return box


def take(page, press):
    """The file that comes of a press, as text."""
    with page.expect_download() as coming:
        press()
    assert coming.value.suggested_filename == "reminders.ics"
    return Path(coming.value.path()).read_bytes().decode()


@OFTEN
def test_what_the_page_shows_is_in_the_file_and_nothing_is_written(page, server, open_page):
    box = ask(page, server, open_page)
    for kind in box.get_by_role("group", name="What would you like").get_by_role("checkbox").all():
        expect(kind).not_to_be_checked()
    box.get_by_role("button", name="Make the file").click()
    expect(status(box)).to_have_text("Choose at least one. Or leave it: no reminders is fine.")
    session = date.today() + timedelta(days=3)
    box.get_by_role("checkbox", name="The evening after a session").check()
    box.get_by_label("The day of your next session").fill(session.isoformat())
    box.get_by_role("radio", name="Every two weeks").check()
    box.get_by_label("Until when?").fill((session + timedelta(days=30)).isoformat())
    title = box.get_by_label("What it says in the calendar")
    expect(title).to_have_value("A few minutes")
    title.fill("Tea; שלום\\n 🌊")
    shown = box.get_by_role("listitem")
    expect(shown).to_have_count(3)
    expect(shown.first).to_have_text(re.compile(rf"{session:%a} {session.day} \w+ (\d{{4}} )?20:00 Tea; שלום\\n 🌊"))
    expect(box).to_contain_text("A notice from it may show on a locked screen.")
    text = take(page, box.get_by_role("button", name="Make the file").click)
    assert f"DTSTART:{session:%Y%m%d}T200000\r\n" in text and ";INTERVAL=2;" in text and ";COUNT=3\r\n" in text
    assert "SUMMARY:Tea\\; שלום\\\\n 🌊\r\n" in text and "VALARM" not in text
    expect(status(box)).to_contain_text("Made: reminders.ics")
    assert not server.data.exists()
    assert "שלום" not in (server.notebooks / NAME).read_text("utf-8")


def test_a_check_in_is_asked_for_by_keyboard_alone_and_what_is_missing_is_said(page, server):
    box = ask(page, server, open_app)
    tab_to(page, box.get_by_role("checkbox", name="A check-in"))
    page.keyboard.press("Space")
    weeks, make = box.get_by_label("For how many weeks?"), box.get_by_role("button", name="Make the file")
    weeks.fill("")
    tab_to(page, make)
    page.keyboard.press("Enter")
    expect(status(box)).to_have_text("Choose at least one day of the week. Give a number of weeks, from 1 to 52.")
    expect(box.get_by_role("checkbox", name="Mon")).to_be_focused()
    expect(weeks).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Space")
    tab_to(page, weeks)
    page.keyboard.type("2")
    tab_to(page, box.get_by_role("checkbox", name="Let the calendar show a notice"))
    page.keyboard.press("Space")
    expect(box.get_by_role("listitem")).to_have_count(2)
    expect(box.locator(".wb-problem:visible")).to_have_count(0)
    assert list(found(page)) == [] and page.evaluate(NAMELESS_OR_SMALL) == []
    tab_to(page, make)
    text = take(page, lambda: page.keyboard.press("Enter"))
    assert "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=2\r\n" in text and "TRIGGER:PT0S\r\n" in text
    assert text.count("BEGIN:VEVENT") == 1
