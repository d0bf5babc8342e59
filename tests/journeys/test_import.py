"""Numbers from another app come in by their file, after one has seen what would come in."""

import pytest
from pages import keep, open_app, open_lab, status, tab_to, unfold
from playwright.sync_api import expect
from test_access import found

from workbook import settings

TRENDS = "06-see-your-trends.ipynb"
HEADER = "\ufefffull_date,date,weekday,time,mood,activities,scales,note_title,note\n"
LINE = '"2026-03-{day:02}","March {day}","Monday","8:{day:02}\u202fpm","{mood}","tea | rain","","",""\n'
MOODS = ("good", "Prima")
DAYLIO = HEADER + "".join(LINE.format(day=day, mood=MOODS[day % 2]) for day in range(28, 0, -1))


def upload(page, tmp_path, blob, app="Daylio"):
    """The upload, unfolded, with this file in it."""
    file = tmp_path / f"{len(blob)}.csv"  # another name each time: the browser tells only of another choice
    file.write_bytes(blob)
    box = page.locator("[data-upload]")
    unfold(box)
    box.get_by_role("radio", name=app).check()
    box.get_by_label("The file").set_input_files(file)
    return box


def counts(box):
    return [int(text) for text in box.locator("table td").all_inner_texts()]


def test_a_renamed_mood_gets_its_number_and_comes_in_by_keyboard_alone(page, server, tmp_path):
    open_app(page, server, TRENDS)
    box = upload(page, tmp_path, DAYLIO.encode())
    expect(status(box)).to_have_text("This is what would come in. Nothing is written yet.")
    assert counts(box) == [28, 14, 0, 14]
    assert not (server.data / "feelings.csv").exists()
    tab_to(page, box.get_by_label("Prima"))
    page.keyboard.type("4")
    expect(box.locator("table td").nth(1)).to_have_text("28")
    assert list(found(page)) == []
    button = box.get_by_role("button", name="Add these")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(status(box)).to_contain_text("Choose what this computer may keep")
    page.keyboard.press("Space")  # the first choice has the focus
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(status(box)).to_contain_text("28 added, 0 already there, 0 left out.")
    rows = server.rows("feelings")
    assert {(row["feeling"], row["asked"], row["scale_max"], row["tags"]) for row in rows} == {
        ("mood", "imported", "4", "tea; rain")
    }
    assert [row["rating"] for row in rows] == ["3", "4"] * 14
    assert rows[0]["at"].startswith("2026-03-28T20:28:00")
    assert settings.read()["storage"] == "drafts"
    upload(page, tmp_path, DAYLIO.encode())
    expect(status(box)).to_have_text("There is nothing new in it to add.")
    assert counts(box) == [28, 0, 14, 14]


def test_in_jupyterlab_a_table_larger_than_one_message_comes_in(page, server, tmp_path):
    settings.save(storage="saved")
    open_lab(page, server, TRENDS)
    notes = "x" * 30_000
    lines = "".join(f"{day}.3.2026;{day % 7};{notes}\n" for day in range(1, 29)) + "".join(
        f"{day}.2.2026;;{notes}\n" for day in range(1, 29)
    )
    box = upload(page, tmp_path, ("Day;Calm;Text\n" + lines).encode(), "Another table")
    box.get_by_label("The column with the day").select_option("Day")
    box.get_by_label("How days are written").fill("%d.%m.%Y")
    box.get_by_role("checkbox", name="Calm").check()
    box.get_by_label("Highest number").fill("7")
    expect(box.locator("table td").nth(1)).to_have_text("28")
    box.get_by_text("Left out, and why").click()
    expect(box.get_by_role("listitem")).to_have_count(21)
    expect(box.get_by_role("listitem").last).to_have_text("and 8 more")
    box.get_by_role("button", name="Add these").click()
    expect(status(box)).to_contain_text("28 added")
    assert {(row["feeling"], row["scale_max"], row["at"][11:16]) for row in server.rows("feelings")} == {
        ("calm", "7", "12:00")
    }


@pytest.mark.parametrize("choice", ["Keep only what I save", "Keep nothing, just let me look"])
def test_a_file_that_is_none_says_why_and_nothing_is_written(page, server, tmp_path, choice):
    open_app(page, server, TRENDS)
    box = upload(page, tmp_path, DAYLIO.encode("utf-16"))
    expect(status(box)).to_have_text(
        "Its letters are stored in a way that cannot be read here. Export it again, or save it as “CSV UTF-8”."
    )
    box.get_by_role("button", name="Add these").press("Enter")
    expect(status(box)).to_contain_text("Its letters")
    assert not server.data.exists()
    upload(page, tmp_path, DAYLIO.encode())
    keep(box, choice)
    box.get_by_role("button", name="Add these").click()
    expect(status(box)).to_contain_text("nothing is kept here" if "nothing" in choice else "14 added")
    assert server.data.exists() == ("nothing" not in choice)
