"""Every test and every notebook writes into a folder of its own, never into a person's."""

import os
import tempfile
from pathlib import Path

import pytest

# Set before any kernel starts: the notebooks run in processes of their own and inherit it.
os.environ["WORKBOOK_DATA"] = str(Path(tempfile.mkdtemp(prefix="workbook-tests-")) / "entries")
for name in ("WORKBOOK_BACKUPS", "BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST"):
    os.environ.pop(name, None)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder, which is not there yet."""
    folder = tmp_path / "entries"
    monkeypatch.setenv("WORKBOOK_DATA", str(folder))
    return folder
