"""Words go through everything one can do with them, and are afterwards where the workbook says they are, alone."""

import json
import re
import secrets
import shutil
import subprocess
import sys
from datetime import date, timedelta

from pages import (
    LONG_RUN,
    changed,
    kill_kernels,
    line,
    new_page,
    open_app,
    open_lab,
    past,
    status,
    unfold,
)
from playwright.sync_api import expect
from test_import import HEADER
from test_privacy import NOTEBOOKS, files_with, type_everywhere

import workbook as wb
from workbook import cli, places, settings

START, TRENDS, BRING = NOTEBOOKS[0], NOTEBOOKS[6], NOTEBOOKS[7]
ANSWERED = re.compile("Saved|Not saved|Nothing|Choose|only|needed|Give|Write|Say|cannot|Rate|is too|Tick")
TABLE = 'import workbook as wb\nprint(wb.entries("topics").to_string())\nwb.entries("topics")'


class Person:
    """Someone with a canary for words, a browser and a terminal; what they choose to take away is in `chosen`."""

    def __init__(self, chromium, server):
        self.chromium, self.server = chromium, server
        self.canary = f"heron{secrets.token_hex(8)}"  # no file of the workbook's own has it
        self.chosen = server.root / "chosen"
        self.chosen.mkdir()
        self.page = self.here = None
        settings.save(storage="drafts", followed=["calm"])

    def opens(self, open_page, notebook):
        """The page in this view, in a new window unless it is the one before them."""
        if self.here != (open_page, notebook):
            self.leaves()
            self.page, self.here = new_page(self.chromium, self.server), (open_page, notebook)
            open_page(self.page, self.server, notebook)
        return self.page

    def leaves(self):
        """The window is closed; nothing in it has asked the network."""
        if self.page:
            assert self.page.outside == []
            self.page.context.close()
        self.page = self.here = None

    def takes(self, page, button):
        """The file that comes of a press, where downloads go."""
        with page.expect_download() as coming:
            button.click()
        file = self.chosen / f"{secrets.token_hex(2)}-{coming.value.suggested_filename}"
        coming.value.save_as(file)
        return file

    def commands(self, *words, said=""):
        """What a command prints; `said` is typed at its questions."""
        done = subprocess.run(
            [sys.executable, "-m", "workbook", *map(str, words)],
            cwd=self.chosen, input=said, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def file(self, text, ending="csv"):
        """A file of the person's own."""
        made = self.chosen / f"{secrets.token_hex(4)}.{ending}"
        made.write_bytes(text)
        return made

    def in_drafts(self, page):
        """Wait until a draft in the folder holds the words."""
        for _ in range(200):
            if files_with(self.canary, self.server.data / "drafts"):
                return
            page.wait_for_timeout(50)
        raise AssertionError("no draft holds them")

    def strays(self):
        """Every file that holds the words and should not."""
        allowed = (self.server.data, self.server.data.with_name("entries-backups"), self.chosen)
        found = files_with(self.canary, self.server.root, *OURS)
        return [file for file in found if not any(file.is_relative_to(place) for place in allowed)]


OURS = [one for one in places.checkout().iterdir() if one.is_dir() and one.name not in (".venv", ".git")]


def fills_every_form(person, open_page, notebooks):
    """Type everywhere, save what can be saved; in JupyterLab the notebook is saved too."""
    for notebook in notebooks:
        page = person.opens(open_page, notebook)
        for one in type_everywhere(page, person.canary):
            one.get_by_role("button", name="Save on this computer").click()
            expect(
                one.locator(".wb-status:visible, [role=alert]:visible").filter(has_text=ANSWERED).first
            ).to_be_visible()
        if open_page is open_lab:
            saves_the_notebook(page, notebook)


def saves_the_notebook(page, notebook):
    page.locator(".jp-Notebook h1").first.click()
    with page.expect_response(lambda answer: answer.request.method == "PUT" and notebook in answer.url):
        page.keyboard.press("Control+s")


def every_form_of_every_page_in_the_app(person):
    fills_every_form(person, open_app, NOTEBOOKS if LONG_RUN else [START])
    assert len(files_with(person.canary, person.server.data)) > (12 if LONG_RUN else 2)


def every_form_of_every_page_in_jupyterlab(person):
    fills_every_form(person, open_lab, NOTEBOOKS)


def a_draft_left_and_found_again(person):
    page = person.opens(open_app, START)
    line(page).get_by_label("What would you like to talk about?").fill(person.canary)
    person.in_drafts(page)
    person.leaves()
    page = person.opens(open_app, START)
    expect(line(page).get_by_label("What would you like to talk about?")).to_have_value(person.canary)


def a_draft_cleared(person):
    page = person.opens(open_app, START)
    line(page).get_by_label("What would you like to talk about?").fill(person.canary)
    person.in_drafts(page)
    line(page).get_by_role("button", name="Clear, keep nothing").click()
    expect(status(line(page))).to_contain_text("Cleared")


def an_entry_of_the_past_opened_and_changed(person):
    wb.save("topics", {"title": f"{person.canary} before"})
    page = person.opens(open_app, START)
    found = past(page, "topics")
    found.get_by_role("button", name="Open what").first.click()
    opened = changed(page, "topics")
    opened.get_by_label("What would you like to talk about?").fill(f"{person.canary} changed")
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(found)).to_contain_text("Saved")
    assert f"{person.canary} changed" in [row["title"] for row in person.server.rows("topics")]


def an_entry_deleted_and_taken_back(person):
    wb.save("topics", {"title": f"{person.canary} in the way"})
    page = person.opens(open_lab, START)
    found = past(page, "topics")
    found.get_by_role("button", name="Delete what").first.click()
    found.get_by_role("button", name="Yes, delete").click()
    expect(found.get_by_role("button", name="Take that back")).to_be_visible()
    found.get_by_role("button", name="Take that back").click()
    expect(status(found)).to_contain_text("back")


def uploads(person, file):
    """The upload of the page, with a file of Daylio's in it."""
    page = person.opens(open_app, TRENDS)
    box = page.locator("[data-upload]")
    unfold(box)
    box.get_by_role("radio", name="Daylio").check()
    box.get_by_label("The file").set_input_files(file)
    return box


def a_file_of_another_app_with_its_notes(person):
    told = ["2026-03-02", "March 2", "Monday", "8:02\u202fpm", "good", person.canary, "", person.canary, person.canary]
    box = uploads(person, person.file((HEADER + ",".join(f'"{cell}"' for cell in told) + "\n").encode()))
    box.get_by_label("Bring the notes along").check()
    expect(box.locator("table td").nth(1)).to_have_text("1")
    box.get_by_role("button", name="Add these").click()
    expect(status(box)).to_contain_text("1 added")
    assert person.canary in person.server.rows("feelings")[-1]["note"]


def a_file_that_is_refused(person):
    box = uploads(person, person.file(f"{person.canary}\n{person.canary}\n".encode()))
    expect(status(box)).to_have_text(re.compile("\\S"))
    assert "Nothing is written yet" not in status(box).inner_text()


def a_file_of_another_app_by_the_command(person):
    file = person.file(f"Day,Calm,Text\n2026-03-03,7,{person.canary}\n".encode())
    person.commands("import", "table", file, "--date", "Day", "--feeling", "Calm", "--notes")


def a_page_to_bring_typed_and_downloaded(person):
    page = person.opens(open_app, BRING)
    found = page.locator("[data-brief]")
    expect(found).to_have_attribute("data-ready", "yes")
    for box in found.get_by_role("checkbox").all():
        if box.is_visible():
            box.check()
    found.get_by_role("textbox", name="In your own words").fill(f"{person.canary} of my own")
    expect(found.frame_locator("iframe.wb-page").first.locator("main")).to_contain_text(f"{person.canary} of my own")
    over = found.get_by_role("checkbox", name="Let it go on to a second sheet")
    if over.is_visible():
        over.check()
    file = person.takes(page, found.get_by_role("button", name="Download the page"))
    assert person.canary in file.read_text("utf-8")


def a_page_to_bring_kept_and_seen_again(person):
    page = person.opens(open_lab, BRING)
    found = page.locator("[data-brief]")
    expect(found).to_have_attribute("data-ready", "yes")
    found.get_by_role("textbox", name="In your own words").fill(f"{person.canary} to keep")
    found.get_by_role("button", name="Keep a copy").click()
    expect(status(found)).to_contain_text("A copy is kept")
    found.locator("summary", has_text="Pages you kept").click()
    found.get_by_role("button", name="See the page of").first.click()
    expect(found.frame_locator("iframe.wb-page >> nth=1").locator("main")).to_contain_text(f"{person.canary} to keep")
    saves_the_notebook(page, BRING)


def reminders_with_a_title_of_ones_own(person):
    page = person.opens(open_app, BRING)
    box = page.locator("[data-reminders]")
    unfold(box)
    box.get_by_role("checkbox", name="The evening after a session").check()
    box.get_by_label("The day of your next session").fill((date.today() + timedelta(days=3)).isoformat())
    box.get_by_role("radio", name="Every two weeks").check()
    box.get_by_label("Until when?").fill((date.today() + timedelta(days=30)).isoformat())
    box.get_by_label("What it says in the calendar").fill(person.canary)
    expect(box.get_by_role("listitem").first).to_contain_text(person.canary)
    assert person.canary in person.takes(page, box.get_by_role("button", name="Make the file")).read_text("utf-8")


def all_entries_as_a_zip(person):
    person.commands("export", "all.zip")
    assert person.chosen / "all.zip" in list(person.chosen.iterdir())


def all_entries_as_a_spreadsheet(person):
    person.commands("export", "all.xlsx")
    assert (person.chosen / "all.xlsx").exists()


def all_entries_behind_a_passphrase(person):
    person.commands("backup", "all.age", said="a heron by the pond\n" * 2)
    assert files_with(person.canary, person.chosen / "all.age") == []


def all_entries_lost_and_brought_back(person):
    """From the copies, and from the file behind a passphrase."""
    before = person.server.rows("topics")
    for words, said in ((["latest"], ""), (["all.age"], "a heron by the pond\n")):
        for file in person.server.data.glob("*.csv"):
            file.unlink()
        person.commands("restore", *words, said=said)
        assert person.server.rows("topics") == before


def charts_of_a_feeling_with_a_name_of_ones_own(person):
    wb.save("feelings", [{"feeling": person.canary, "rating": 3, "at": f"2026-03-0{day}"} for day in range(1, 8)])
    settings.save(followed=["calm", person.canary])
    for open_page in (open_app, open_lab):
        page = person.opens(open_page, TRENDS)
        expect(page.locator("[data-chart]").first).to_be_visible()
        for title in page.locator("[data-chart] summary").all():
            title.press("Enter")
        expect(page.locator(".wb-explore").get_by_text(person.canary).first).to_be_visible()
    saves_the_notebook(page, TRENDS)


def a_table_of_ones_own_in_jupyterlab(person):
    """What a cell prints is typed, run, seen and saved with the notebook, and its checkpoint."""
    notebook = person.server.notebooks / "mine.ipynb"
    shipped = json.loads((person.server.notebooks / TRENDS).read_text("utf-8"))
    cell = next(one for one in shipped["cells"] if one["cell_type"] == "code")
    shipped["cells"] = [shipped["cells"][0], {**cell, "id": "mine0001", "source": TABLE.splitlines(keepends=True)}]
    notebook.write_text(json.dumps(shipped), "utf-8")
    page = person.opens(open_lab, "mine.ipynb")
    expect(page.locator(".jp-OutputArea-output").get_by_text(person.canary).first).to_be_visible()
    saves_the_notebook(page, "mine.ipynb")


def a_kernel_killed_with_words_unsaved(person):
    for open_page in (open_app, open_lab) if LONG_RUN else (open_app,):
        page = person.opens(open_page, START)
        line(page).get_by_label("What would you like to talk about?").fill(f"{person.canary} and the crash")
        kill_kernels(person.server)
        line(page).get_by_role("button", name="Save on this computer").click()
        expect(status(line(page))).to_contain_text(re.compile("Run All Cells|Copy my words"), timeout=20_000)
        person.leaves()


def the_server_stopped_with_words_unsaved(person):
    page = person.opens(open_lab, START)
    line(page).get_by_label("What would you like to talk about?").fill(f"{person.canary} and the stop")
    cli.stop(person.server.process)
    person.server.process.wait(30)


FLOWS = (
    every_form_of_every_page_in_the_app,
    every_form_of_every_page_in_jupyterlab,
    a_draft_left_and_found_again,
    a_draft_cleared,
    an_entry_of_the_past_opened_and_changed,
    an_entry_deleted_and_taken_back,
    a_file_of_another_app_with_its_notes,
    a_file_that_is_refused,
    a_file_of_another_app_by_the_command,
    a_page_to_bring_typed_and_downloaded,
    a_page_to_bring_kept_and_seen_again,
    reminders_with_a_title_of_ones_own,
    all_entries_as_a_zip,
    all_entries_as_a_spreadsheet,
    all_entries_behind_a_passphrase,
    all_entries_lost_and_brought_back,
    charts_of_a_feeling_with_a_name_of_ones_own,
    a_table_of_ones_own_in_jupyterlab,
    a_kernel_killed_with_words_unsaved,
    the_server_stopped_with_words_unsaved,
)
QUICK = (
    every_form_of_every_page_in_the_app,
    a_draft_cleared,
    an_entry_of_the_past_opened_and_changed,
    all_entries_as_a_zip,
)


def test_words_that_went_through_every_flow_are_in_the_folders_named_and_in_no_other_file(chromium, request):
    person = Person(chromium, request.getfixturevalue("alone" if LONG_RUN else "server"))
    widgets = person.server.home / ".jupyter/lab/user-settings/@jupyter-widgets/jupyterlab-manager"
    widgets.mkdir(parents=True)
    (widgets / "plugin.jupyterlab-settings").write_text('{"saveState": true}')  # the least careful setting there is
    planted = person.server.home / "planted"
    planted.write_text(person.canary)
    assert person.strays() == [planted]  # a stray would be found
    planted.unlink()
    try:
        for flow in FLOWS if LONG_RUN else QUICK:
            flow(person)
            assert (flow.__name__, person.strays()) == (flow.__name__, [])
    finally:
        person.leaves()
        shutil.rmtree(person.chosen)
