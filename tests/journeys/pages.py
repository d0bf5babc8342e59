"""The pages of the workbook as a person finds them: open one, find a form on it, rate a word, save."""

import contextlib
import csv
import json
import os
import re
import signal
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect

from workbook import settings

SAVE = "Save on this computer"
LONG_RUN = int(os.environ.get("WORKBOOK_ROUNDS", "1")) > 1  # every journey in both views, every page in all of them


@dataclass
class Server:
    """A running server on a copy of the notebooks, and where its files are."""

    url: str
    token: str
    root: Path
    home: Path
    data: Path
    notebooks: Path
    process: object

    def asks(self, path, method="GET"):
        """What the server answers, as JSON; None where it answers nothing."""
        request = urllib.request.Request(
            f"{self.url}/{path}", method=method, headers={"Authorization": f"token {self.token}"}
        )
        with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(request, timeout=30) as reply:
            return json.loads(reply.read() or "null")

    def ends_kernels(self):
        """No kernel runs any more, and none is started again."""
        for kind in ("sessions", "kernels"):
            for one in self.asks(f"api/{kind}"):
                self.asks(f"api/{kind}/{one['id']}", "DELETE")

    def rows(self, sheet):
        """The rows of a CSV file, as anybody's csv reader sees them."""
        with (self.data / f"{sheet}.csv").open(newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    def forms(self, notebook):
        """How many forms a notebook has."""
        return (self.notebooks / notebook).read_text("utf-8").count("wb.form(")


def new_page(chromium: Browser, server: Server, **options):
    """A page that lets nothing out, and remembers what wanted to get out."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 720}, **options})
    outside = []
    context.on(
        "request",
        lambda request: None if request.url.startswith((server.url, "data:", "blob:")) else outside.append(request.url),
    )
    page = context.new_page()
    page.outside = outside
    page.set_default_timeout(30_000)
    return page


def open_app(page: Page, server: Server, notebook: str) -> None:
    """The page without code, ready to use."""
    page.goto(f"{server.url}/voila/render/{notebook}?token={server.token}")
    expect(page.locator("#rendered_cells")).to_be_visible(timeout=60_000)
    ready(page, server.forms(notebook))


def open_lab(page: Page, server: Server, notebook: str) -> None:
    """The notebook in JupyterLab, all cells run from its menu."""
    page.goto(f"{server.url}/doc/tree/{notebook}?token={server.token}")
    expect(page.locator(".jp-Notebook .jp-RenderedMarkdown h1").first).to_be_visible(timeout=60_000)
    run_all(page, server.forms(notebook))


def run_all(page: Page, forms: int) -> None:
    """Run All Cells from the menu, once the kernel is ready; JupyterLab may lose the click, so until it is heard."""
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle", timeout=60_000)
    prompts = page.locator(".jp-Notebook .jp-OutputPrompt").filter(has_text=re.compile(r"\d"))
    before = prompts.last.text_content() if prompts.count() else ""
    for _ in range(20):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        try:
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click(timeout=3_000)  # a dialog closes menus
            expect(prompts.last).not_to_have_text(before, timeout=3_000)
            break
        except (AssertionError, Error):
            continue
    ready(page, forms)


def ready(page: Page, forms: int) -> None:
    """Every form of the page has opened."""
    expect(page.locator("[data-form] form")).to_have_count(forms, timeout=30_000)


def form(page: Page, name: str) -> Locator:
    """The form of this name, unfolded."""
    found = page.locator(f"[data-form={name}]")
    unfold(found)
    return found


def changed(page: Page, name: str) -> Locator:
    """The form of this name in which an entry of the past is open."""
    found = page.locator(f"[data-change={name}]")
    expect(found.locator("form")).to_be_visible()
    return found


def past(page: Page, name: str) -> Locator:
    """What was written before in the form of this name, unfolded and filled."""
    found = page.locator(f"[data-past={name}]")
    unfold(found)
    expect(found.get_by_role("status").filter(has_text=re.compile("entr|Nothing|fits|of"))).to_be_visible()
    return found


def unfold(found: Locator) -> None:
    """Open what waits behind its title."""
    fold = found.locator("details.wb-folded")
    if fold.count() and not fold.evaluate("node => node.open"):
        fold.locator("summary.wb-title").click()


def check_in(page: Page) -> Locator:
    """The check-in form."""
    return form(page, "feelings")


def line(page: Page) -> Locator:
    """The line for next time."""
    return form(page, "topics")


def word(form: Locator, name: str) -> Locator:
    """The rating row of a word."""
    return form.locator("fieldset.wb-rating").filter(has=form.page.locator("legend", has_text=re.compile(f"^{name}$")))


def rate(form: Locator, name: str, rating: int) -> None:
    """Click a number, where a person would."""
    word(form, name).locator(".wb-scale label").nth(rating).click()


def answer(form: Locator, question: str, rating: int) -> None:
    """Click a number under a question."""
    form.get_by_role("group", name=question).locator(".wb-scale label").nth(rating).click()


def more(form: Locator) -> None:
    """Open More."""
    form.get_by_role("button", name="More", exact=True).click()


def tab_to(page: Page, target: Locator) -> None:
    """Go there with the Tab key alone."""
    for _ in range(120):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


def keep(form: Locator, choice: str = "Keep only what I save") -> None:
    """Make the choice that comes before the first save."""
    form.get_by_role("radio", name=choice).check()


def status(form: Locator) -> Locator:
    """The form's message area."""
    return form.locator(".wb-status")


def save(form: Locator) -> None:
    """Press Save, and wait until it says so."""
    form.get_by_role("button", name=SAVE).click()
    expect(status(form)).to_contain_text("Saved", timeout=15_000)


def kill_kernels(server: Server) -> None:
    """End the server's kernels at once, as a crash would."""
    children = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(server.process.pid)], capture_output=True, text=True, check=True
    )
    kernels = [int(entry.split()[0]) for entry in children.stdout.splitlines() if "ipykernel" in entry]
    assert kernels
    for kernel in kernels:
        os.kill(kernel, signal.SIGKILL)


def follow(server: Server, *words: str) -> None:
    """A person who follows these words already."""
    settings.save(storage="saved", followed=list(words))


OPEN = pytest.mark.parametrize("open_page", [open_app, open_lab], ids=["app", "lab"])
OFTEN = OPEN if LONG_RUN else pytest.mark.parametrize("open_page", [open_app], ids=["app"])
