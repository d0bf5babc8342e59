"""A real server, a real browser, a home of its own for each journey."""

import contextlib
import secrets
import shutil

import browser as browsers
import pytest
from pages import Server, new_page
from playwright.sync_api import expect, sync_playwright

from workbook import cli, places

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@pytest.fixture(scope="session")
def chromium():
    place = browsers.find()
    expect.set_options(timeout=15_000)  # several journeys share two cores
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=place, args=list(FLAGS))
        yield launched
        launched.close()


@contextlib.contextmanager
def served(root):
    """JupyterLab and the page without code, started as `workbook open` does, in a home of their own."""
    home, notebooks, data = root / "home", root / "notebooks", root / "entries"
    home.mkdir()
    notebooks.mkdir()
    with pytest.MonkeyPatch.context() as environment, (root / "server.log").open("w+b") as log:
        for name, place in (("HOME", home), ("WORKBOOK_DATA", data), ("TMPDIR", root)):
            environment.setenv(name, str(place))
        port, token = cli.free_port(), secrets.token_urlsafe(16)
        process = cli.start(notebooks, port, token, log)
        try:
            assert cli.answers(f"http://127.0.0.1:{port}/api", token, process), cli.last_line(log)
            yield Server(f"http://127.0.0.1:{port}", token, root, home, data, notebooks, process)
        finally:
            cli.stop(process)


def as_shipped(server):
    """The notebooks as they are shipped, in the server's folder."""
    shutil.rmtree(server.notebooks)
    shutil.copytree(places.notebooks(), server.notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    """The server of most journeys."""
    with served(tmp_path_factory.mktemp("machine")) as server:
        yield server


@pytest.fixture
def alone(tmp_path):
    """A server for one journey that stops it or wants its home untouched; the notebooks as they are shipped."""
    with served(tmp_path) as server:
        as_shipped(server)
        yield server


@pytest.fixture
def server(running):
    """The server for one journey: no entries, no settings, no kernels, the notebooks as they are shipped."""
    for used in (running.data, running.data.with_name(f"{running.data.name}-backups"), running.home / ".jupyter"):
        shutil.rmtree(used, ignore_errors=True) if used.is_dir() else used.unlink(missing_ok=True)
    as_shipped(running)
    yield running
    running.ends_kernels()


@pytest.fixture
def page(chromium, server):
    opened = new_page(chromium, server)
    yield opened
    assert opened.outside == []  # whatever a journey does, nothing asks the network
    opened.context.close()
