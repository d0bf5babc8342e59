"""A real server, a real browser, a home of its own for each journey."""

import contextlib
import secrets
import shutil

import browser as browsers
import pytest
from pages import Server, new_page
from playwright.sync_api import sync_playwright

from workbook import cli, places

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@pytest.fixture(scope="session")
def chromium():
    place = browsers.find()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=place, args=list(FLAGS))
        yield launched
        launched.close()


@contextlib.contextmanager
def started(folder, environment):
    """JupyterLab and the page without code, started as `workbook open` does, with an empty home in this folder."""
    home, notebooks, data = folder / "home", folder / "notebooks", folder / "entries"
    home.mkdir()
    shutil.copytree(places.notebooks(), notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name, place in (("HOME", home), ("WORKBOOK_DATA", data), ("TMPDIR", folder)):
        environment.setenv(name, str(place))
    port, token = cli.free_port(), secrets.token_urlsafe(16)
    with (folder / "server.log").open("w+b") as log:
        process = cli.start(notebooks, port, token, log)
        try:
            assert cli.answers(f"http://127.0.0.1:{port}/api", token, process), cli.last_line(log)
            yield Server(f"http://127.0.0.1:{port}", token, home, data, notebooks, process)
        finally:
            cli.stop(process)


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A server for this journey alone."""
    with started(tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory):
    """A server for all journeys of a module that save nothing."""
    with (
        pytest.MonkeyPatch.context() as environment,
        started(tmp_path_factory.mktemp("shared"), environment) as running,
    ):
        yield running
        assert not running.data.exists()


@pytest.fixture
def page(chromium, server):
    opened = new_page(chromium, server)
    yield opened
    assert opened.outside == []  # whatever a journey does, nothing asks the network
    opened.context.close()
