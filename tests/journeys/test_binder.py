"""On a public machine: one sees what it is, looks round, and takes one's entries along; at home none of that shows."""

import contextlib
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from pages import LONG_RUN, OFTEN, OPEN, Server, check_in, new_page, open_app, past, rate, status
from playwright.sync_api import expect

from workbook import cli, places

ROOT = places.checkout()
NOTEBOOKS = sorted(notebook.name for notebook in places.notebooks().glob("*.ipynb"))
START, TRENDS, BRING = NOTEBOOKS[0], NOTEBOOKS[-2], NOTEBOOKS[-1]
LOOKED_AT = NOTEBOOKS if LONG_RUN else (START, TRENDS, BRING)
TITLE = "You are looking round on a public machine"
ADDRESS = "https://example.invalid/invented/therapy-workbook"
BINDER = {"BINDER_SERVICE_HOST": "10.0.0.1", "BINDER_REPO_URL": ADDRESS}
NOBODY = 65534
PYTHONS = [sys.executable, "/usr/bin/python3"]
FIELDS = ":is(input, select, textarea, .wb-save)"


def made_anew(folder):
    """A copy of the project with an environment of its own, of the versions `environment.yml` names."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    wanted = re.findall(r"^ {6}- (\S+==\S+)$", (folder / "environment.yml").read_text("utf-8"), re.MULTILINE)
    subprocess.run([next(filter(others_may_read, PYTHONS), sys.executable), "-m", "venv", folder / ".venv"], check=True)
    python = folder / ".venv" / "bin" / "python"
    for more in (wanted, ["--no-deps", "--no-build-isolation", "--editable", str(folder)]):
        subprocess.run([python, "-m", "pip", "install", "-q", *more], check=True, cwd=folder)
    return python


def others_may_read(python, what="sys"):
    """Whether another user of this machine can run it: there is one, and no folder is closed to them."""
    if not hasattr(os, "geteuid") or os.geteuid():
        return False
    with contextlib.suppress(OSError):
        command = [python, "-c", f"import {what}"]
        return not subprocess.run(command, user=NOBODY, group=NOBODY, cwd="/", capture_output=True).returncode
    return False


@pytest.fixture(scope="module")
def machine():
    """A server as Binder starts one: for another user, below an address of its own, in a home that starts empty."""
    root = Path(tempfile.mkdtemp(prefix="visit-"))
    home, checkout, data = root / "home", root / "checkout", root / "entries"
    home.mkdir()
    python = Path(sys.executable)
    if LONG_RUN:
        python, data = made_anew(checkout), checkout / "data" / "entries"
    else:
        shutil.copytree(places.notebooks(), checkout / "notebooks")
    root.chmod(0o755)
    other = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if others_may_read(python, "workbook") else {}
    if other:
        for path in (root, *root.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    port, token, base = cli.free_port(), secrets.token_urlsafe(16), "/user/visitor-7/"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WORKBOOK_", "XDG_"))}
    environment |= {**BINDER, "HOME": str(home), "JUPYTER_TOKEN": token, "TMPDIR": str(root)}
    environment |= {} if LONG_RUN else {"WORKBOOK_DATA": str(data)}
    command = [python, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--allow-root"]
    command += [f"--ServerApp.base_url={base}", f"--ServerApp.root_dir={checkout}"]
    with (root / "server.log").open("w+b") as log:
        streams = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
        process = subprocess.Popen(command, cwd=checkout, env=environment, **streams, **other)
        try:
            assert cli.answers(f"http://127.0.0.1:{port}{base}api", token, process), cli.last_line(log)
            yield Server(f"http://127.0.0.1:{port}{base}".rstrip("/"), token, root, home, data, checkout, process)
        finally:
            cli.stop(process)
            shutil.rmtree(root)


@pytest.fixture
def visit(machine):
    """A visit that begins: nothing was written yet."""
    shutil.rmtree(machine.data, ignore_errors=True)
    yield machine
    for kind in ("sessions", "kernels"):
        for one in machine.asks(f"api/{kind}"):
            machine.asks(f"api/{kind}/{one['id']}", "DELETE")


@pytest.fixture
def visitor(chromium, visit):
    page = new_page(chromium, visit)
    yield page
    assert page.outside == []
    page.context.close()


def notebook(name):
    """Where a notebook is, for who starts at the project's own folder."""
    return f"notebooks/{name}"


@OPEN
def test_who_looks_round_takes_an_entry_along_and_finds_it_in_another_copy(visitor, visit, page, server, open_page):
    open_page(visitor, visit, notebook(TRENDS))
    expect(visitor.get_by_text("Sample: an invented person, not you.").first).to_be_visible()
    open_page(visitor, visit, notebook(START))
    expect(visitor.get_by_text(TITLE).first).to_be_visible()
    form = check_in(visitor)
    expect(form.locator(".wb-storage")).to_have_count(0)  # nothing lasts, so there is nothing to choose
    form.get_by_role("button", name="calm", exact=True).click()
    rate(form, "Calm", 7)
    form.get_by_label("A few words, if you like").fill("Invented: “blue”\n=1+1 🦩")
    form.get_by_role("button", name="Try it for this visit").click()
    expect(status(form)).to_have_text("Noted for this visit only. It is gone when the visit ends.")
    with visitor.expect_download() as download:
        visitor.get_by_role("button", name="Take what I wrote along").click()
    taken = visit.root / download.value.suggested_filename
    download.value.save_as(taken)
    assert re.fullmatch(r"therapy-workbook-\d{4}-\d\d-\d\d\.zip", taken.name)
    rows = visit.rows("feelings")
    assert [(row["feeling"], row["rating"]) for row in rows] == [("calm", "7")]

    open_page(page, server, START)
    expect(page.locator(".wb-visit")).to_have_count(0)
    where = page.locator("[data-where]")
    where.get_by_label("Bring entries back").set_input_files(taken)
    expect(where.get_by_text("feelings: 1 added, 0 newer, 0 already there, 0 not read")).to_be_visible()
    assert not server.data.exists()  # first one sees what would come in
    where.get_by_role("button", name="Bring these in").click()
    expect(where.get_by_role("status").filter(has_text="Brought back: 1 added")).to_be_visible()
    assert server.rows("feelings") == rows
    looked = past(page, "feelings")
    expect(looked.locator("tbody")).to_contain_text("Invented: “blue”")
    where.get_by_label("Bring entries back").set_input_files(taken)
    expect(where.get_by_role("status").filter(has_text="here already")).to_be_visible()
    assert server.rows("feelings") == rows


@pytest.mark.parametrize("name", LOOKED_AT)
def test_each_page_tells_it_once_above_its_first_field_and_says_nowhere_that_anything_was_saved(visitor, visit, name):
    open_app(visitor, visit, notebook(name))
    expect(visitor.locator(".wb-visit:visible")).to_have_count(1)
    first = visitor.locator(f".wb-visit:visible, #rendered_cells {FIELDS}:visible").first
    assert "wb-visit" in first.get_attribute("class")
    way_home = visitor.get_by_role("link", name="How to run it on your own computer")
    expect(way_home.first).to_have_attribute("href", ADDRESS)
    expect(visitor.locator(".home-only:visible")).to_have_count(0)
    visitor.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")
    for looked in visitor.locator("[data-past]").all():
        expect(looked.get_by_role("status").filter(has_text=re.compile("entr|Nothing|of"))).to_be_visible()
    for form in visitor.locator("[data-form]:visible").all():
        form.locator("button.wb-save").click()
        expect(form.get_by_role("alert").or_(form.locator(".wb-status"))).not_to_have_text(["", ""])
    said = visitor.locator("body").inner_text()
    assert re.findall(r".*\bsaved\b.*", said, re.IGNORECASE) == []
    assert not (visit.data / "drafts").exists() and not list(visit.home.rglob("*.csv*"))  # no drafts, no copies


def test_a_word_comes_before_the_visit_ends_and_goes_when_one_is_there_again(visitor, visit):
    visitor.clock.install()
    open_app(visitor, visit, notebook(START))
    ending = visitor.get_by_role("alert").filter(has_text="This visit ends by itself")
    visitor.clock.fast_forward("07:30")
    expect(ending).to_have_count(0)
    visitor.clock.fast_forward("01:00")
    expect(ending).to_be_visible()
    visitor.mouse.move(200, 200)
    expect(ending).to_have_count(0)


def test_with_nothing_written_there_is_nothing_to_take_and_that_is_said(visitor, visit):
    open_app(visitor, visit, notebook(START))
    visitor.get_by_role("button", name="Take what I wrote along").click()
    expect(visitor.locator(".wb-visit").first.get_by_role("status")).to_contain_text("There are no entries yet")
    assert not visit.data.exists()


@OFTEN
def test_at_home_none_of_it_shows(page, server, open_page):
    open_page(page, server, START)
    assert TITLE not in page.content()
    expect(page.locator(".home-only").first).to_be_visible()
