"""Every page opens in JupyterLab, every time, and a page is light or dark as the system is."""

import os

import pytest
from pages import LONG_RUN, new_page, open_app, open_lab
from playwright.sync_api import expect

from workbook import places

NOTEBOOKS = sorted(notebook.name for notebook in places.notebooks().glob("*.ipynb"))
ROUNDS = int(os.environ.get("WORKBOOK_ROUNDS", "1"))


@pytest.mark.parametrize("notebook", NOTEBOOKS if LONG_RUN else (NOTEBOOKS[0], *NOTEBOOKS[-2:]))
def test_jupyterlab_opens_it_without_a_dialog_in_the_way(chromium, server, notebook):
    for _ in range(max(1, ROUNDS // 5)):
        page = new_page(chromium, server)
        open_lab(page, server, notebook)
        expect(page.locator("dialog.jp-Dialog, .jp-Dialog")).to_have_count(0)
        expect(page.locator(".jp-toast, .Toastify__toast")).to_have_count(0)
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_light_or_dark_as_the_system_is(chromium, server, scheme):
    page = new_page(chromium, server, color_scheme=scheme)
    open_app(page, server, NOTEBOOKS[0])
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in paper.removeprefix("rgb(").rstrip(")").split(",")) < 200) == (scheme == "dark")
    page.context.close()


LOSES_THE_FIRST = """(() => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    if (!window.lost && text.includes('"ready"')) { window.lost = true; return; }
    send.call(this, data);
  };
})()"""


def test_a_form_whose_first_message_was_lost_asks_again(chromium, server):
    page = new_page(chromium, server)
    page.add_init_script(LOSES_THE_FIRST)
    open_app(page, server, NOTEBOOKS[0])
    assert page.evaluate("window.lost")
    page.context.close()
