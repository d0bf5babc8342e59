"""A person's words are in their folder, and nowhere else."""

import pytest
from pages import LONG_RUN, OPEN, check_in, keep, line, more, open_app, open_lab, rate, save, status, unfold
from playwright.sync_api import expect

from workbook import places

START = "00-start-here.ipynb"
CANARY = "Invented canary 7391"
NOTEBOOKS = sorted(notebook.name for notebook in places.notebooks().glob("*.ipynb"))
TYPED_ON = NOTEBOOKS if LONG_RUN else (NOTEBOOKS[0], NOTEBOOKS[4], NOTEBOOKS[-1])
EVERY = pytest.mark.parametrize(
    ("open_page", "notebook"),
    [(open_lab, START), *[(open_app, notebook) for notebook in TYPED_ON]],
    ids=["lab", *TYPED_ON],
)


def files_with(canary, *roots):
    """Every file below these folders that holds the canary."""
    return [
        file
        for root in roots
        for file in root.rglob("*")
        if file.is_file() and (canary.encode() in file.read_bytes() or canary in file.name)
    ]


def type_everywhere(page, words=CANARY):
    """These words in every text field of the page, More included; the forms that have something to answer."""
    answered = []
    for form in page.locator("[data-form]").all():
        unfold(form)
        if form.get_by_role("button", name="More", exact=True).count():
            more(form)
        fields = [field for field in form.locator("input[type=text], textarea").all() if field.is_visible()]
        for field in fields:
            field.fill(words)
            field.blur()
        choices = form.locator(".wb-scale label, .wb-choice:not(.wb-storage) label")
        if not fields and choices.count():
            choices.first.click()
        answered += [form] if fields or choices.count() else []  # a list in which nothing waits has neither
    for field in page.locator("[data-brief] textarea:visible").all():
        field.fill(words)
    return answered


@OPEN
def test_what_is_saved_is_in_the_data_folder_and_in_no_notebook_checkpoint_or_log(page, server, open_page):
    widgets = server.home / ".jupyter/lab/user-settings/@jupyter-widgets/jupyterlab-manager"
    widgets.mkdir(parents=True)
    (widgets / "plugin.jupyterlab-settings").write_text('{"saveState": true}')
    open_page(page, server, START)
    form = check_in(page)
    form.get_by_role("button", name="calm", exact=True).click()
    rate(form, "Calm", 4)
    form.get_by_label("A few words, if you like").fill(CANARY)
    keep(form)
    save(form)
    line(page).get_by_label("What would you like to talk about?").fill(CANARY)
    if open_page is open_lab:
        page.locator(".jp-Notebook h1").first.click()
        with page.expect_response(lambda answer: answer.request.method == "PUT" and START in answer.url):
            page.keyboard.press("Control+s")
        written = (server.notebooks / START).read_text("utf-8")
        assert "output_type" not in written and '"widgets"' not in written
    (copy,) = server.data.with_name(f"{server.data.name}-backups").glob("*/feelings.csv")
    assert sorted(files_with(CANARY, server.root)) == sorted([server.data / "feelings.csv", copy])


@EVERY
def test_before_the_choice_and_with_keep_nothing_no_word_reaches_any_file(page, server, open_page, notebook):
    open_page(page, server, notebook)
    forms = type_everywhere(page)
    for form in forms:
        form.get_by_role("button", name="Save on this computer").click()
        expect(form.get_by_role("alert")).to_contain_text("Choose what this computer may keep")
    assert not server.data.exists()
    assert files_with(CANARY, server.root) == []
    forms[0].locator(".wb-storage").get_by_role("radio", name="Keep nothing, just let me look").check()
    for form in forms:
        form.get_by_role("button", name="Save on this computer").click()
        expect(status(form)).to_contain_text("Nothing was kept, as you chose.")
    assert not server.data.exists()
    assert files_with(CANARY, server.root) == []


def test_clear_keeps_nothing(page, server):
    open_app(page, server, START)
    form = line(page)
    form.get_by_label("What would you like to talk about?").fill(CANARY)
    form.get_by_role("button", name="Clear, keep nothing").click()
    expect(form.get_by_label("What would you like to talk about?")).to_have_value("")
    expect(status(form)).to_have_text("Cleared. Nothing was kept. What you saved before is still there.")
    assert files_with(CANARY, server.root) == []
