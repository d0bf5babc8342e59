"""Nothing private in a notebook file, and settings of Jupyter that keep to this computer."""

import copy
import json
import re
import tomllib
from pathlib import Path

import nbformat
import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager

from workbook.hooks import scrub

ROOT = Path(__file__).resolve().parent.parent
JUPYTER = ROOT / "jupyter"
SERVER = JUPYTER / "etc" / "jupyter" / "jupyter_server_config.json"
CONFIGS = sorted((JUPYTER / "etc").rglob("*.json")) + sorted((JUPYTER / "share").rglob("*.json"))
OUTPUT = {"output_type": "stream", "name": "stdout", "text": "the heron"}


def notebook():
    code = {
        "cell_type": "code",
        "id": "a1",
        "metadata": {
            "tags": ["setup"],
            "jupyter": {"source_hidden": True},
            "execution": {"iopub.execute_input": "now"},
        },
        "source": "wb.form('feelings')",
        "outputs": [OUTPUT],
        "execution_count": 7,
    }
    prose = {"cell_type": "markdown", "id": "a2", "metadata": {"execution": "mine"}, "source": "# Words"}
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "widgets": {"state": "the heron"}}
    return {"cells": [code, prose], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def scrubbed(content, kind="notebook"):
    model = {"type": kind, "content": copy.deepcopy(content)}
    scrub(model, path="any.ipynb", contents_manager=None)
    return model["content"]


def test_outputs_counts_times_and_widget_state_are_taken_out():
    found = scrubbed(notebook())
    assert found["cells"][0]["outputs"] == []
    assert found["cells"][0]["execution_count"] is None
    assert "execution" not in found["cells"][0]["metadata"]
    assert "widgets" not in found["metadata"]
    assert "heron" not in json.dumps(found)


def test_everything_else_stays_as_it_was():
    before, after = notebook(), scrubbed(notebook())
    assert after["cells"][1] == before["cells"][1]
    assert after["metadata"] == {"kernelspec": before["metadata"]["kernelspec"]}
    kept = {"cell_type": "code", "id": "a1", "source": "wb.form('feelings')", "outputs": [], "execution_count": None}
    assert after["cells"][0] == kept | {"metadata": {"tags": ["setup"], "jupyter": {"source_hidden": True}}}


@pytest.mark.parametrize(
    ("kind", "content"), [("file", "outputs: 1"), ("file", notebook()), ("directory", []), ("notebook", None)]
)
def test_what_is_no_notebook_is_left_alone(kind, content):
    assert scrubbed(content, kind) == content


def test_a_notebook_without_metadata_does_not_stop_the_saving():
    assert scrubbed({"cells": [{"cell_type": "code"}]})["cells"] == [
        {"cell_type": "code", "outputs": [], "execution_count": None}
    ]


def test_jupyter_writes_a_notebook_without_what_was_in_its_outputs(tmp_path):
    settings = json.loads(SERVER.read_text("utf-8"))["FileContentsManager"]
    manager = FileContentsManager(root_dir=str(tmp_path), **settings)
    manager.save({"type": "notebook", "format": "json", "content": notebook()}, "page.ipynb")
    written = nbformat.read(tmp_path / "page.ipynb", as_version=4)
    assert [cell["source"] for cell in written.cells] == ["wb.form('feelings')", "# Words"]
    assert not [path for path in tmp_path.rglob("*.ipynb") if "heron" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
def test_every_shipped_setting_is_sound_json(path):
    assert isinstance(json.loads(path.read_text("utf-8")), dict)


def test_the_hook_is_named_in_the_settings_of_the_server():
    assert json.loads(SERVER.read_text("utf-8"))["FileContentsManager"]["pre_save_hook"] == "workbook.hooks.scrub"


def test_kernels_keep_no_history_of_what_was_typed():
    (path,) = (JUPYTER / "etc" / "ipython").glob("ipython_kernel_config.json")
    assert json.loads(path.read_text("utf-8"))["HistoryManager"]["enabled"] is False


def test_no_page_may_reach_a_host_outside():
    headers = json.loads(SERVER.read_text("utf-8"))["ServerApp"]["tornado_settings"]["headers"]
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    allowed = r"'self'|'unsafe-inline'|'unsafe-eval'|data:|blob:|ws://(127\.0\.0\.1|localhost):\*"
    assert policy["default-src"].startswith("'self'")
    assert {"form-action", "base-uri", "frame-ancestors"} <= set(policy), "these do not fall back to default-src"
    assert [one for sources in policy.values() for one in sources.split() if not re.fullmatch(allowed, one)] == []


def test_the_settings_travel_with_the_package_to_where_jupyter_looks():
    shared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert shared["shared-data"] == {"jupyter/etc": "etc", "jupyter/share": "share"}
