"""Every page opens, every time, and looks after its own width."""

import os

import pytest
from pages import new_page, open_app, open_lab, unfold
from playwright.sync_api import expect

from workbook import places

NOTEBOOKS = sorted(notebook.name for notebook in places.notebooks().glob("*.ipynb"))
NAME = (
    "node => node.ariaLabel || node.labels?.[0]?.textContent || node.textContent"
    " || node.closest('fieldset')?.querySelector('legend').textContent"
)
TARGET = "node => (({ width, height }) => [width, height])((node.closest('label') || node).getBoundingClientRect())"
ROUNDS = int(os.environ.get("WORKBOOK_ROUNDS", "2"))


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_the_page_without_code_opens_every_time(chromium, server, notebook):
    for _ in range(ROUNDS):
        page = new_page(chromium, server)
        open_app(page, server, notebook)
        assert page.outside == []
        page.context.close()


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_jupyterlab_opens_it_without_a_dialog_in_the_way(chromium, server, notebook):
    for _ in range(max(1, ROUNDS // 5)):
        page = new_page(chromium, server)
        open_lab(page, server, notebook)
        expect(page.locator("dialog.jp-Dialog, .jp-Dialog")).to_have_count(0)
        expect(page.locator(".jp-toast, .Toastify__toast")).to_have_count(0)
        page.context.close()


@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_window(chromium, server, notebook, scheme):
    page = new_page(chromium, server, color_scheme=scheme)
    open_app(page, server, notebook)
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in paper.removeprefix("rgb(").rstrip(")").split(",")) < 200) == (scheme == "dark")
    page.context.close()


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_control_has_a_name_and_room_for_a_finger(chromium, server, notebook):
    page = new_page(chromium, server)
    open_app(page, server, notebook)
    for form in page.locator(".wb:visible").all():
        unfold(form)
        closed = form.get_by_role("button", expanded=False)
        while closed.count():
            closed.first.click()
        for control in form.locator("button, input, textarea, select, summary").all():
            if not control.is_visible():
                continue
            named = control.evaluate(NAME)
            assert named and named.strip(), control.evaluate("node => node.outerHTML.slice(0, 80)")
            assert min(control.evaluate(TARGET)) >= 24, named
    page.context.close()
