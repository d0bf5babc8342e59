"""Where entries and their backups live."""

import subprocess
from pathlib import Path

import platformdirs
import pytest

from workbook import places

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch):
    for name in ("WORKBOOK_DATA", "WORKBOOK_BACKUPS", "BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST"):
        monkeypatch.delenv(name, raising=False)


def system_folder():
    return Path(platformdirs.user_data_path("therapy-workbook"))


@pytest.mark.parametrize("unset", ["", "  "])
def test_entries_live_in_the_checkout_unless_another_place_was_chosen(monkeypatch, unset):
    assert places.data() == ROOT / "data" / "entries"
    monkeypatch.setenv("WORKBOOK_DATA", unset)
    assert places.data() == ROOT / "data" / "entries"


def test_entries_live_in_the_systems_folder_where_there_is_no_checkout(monkeypatch):
    monkeypatch.setattr(places, "checkout", lambda: None)
    assert places.data() == system_folder() / "entries"


def test_the_place_that_was_chosen_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "mine"))
    assert places.data() == tmp_path / "mine"


def test_a_tilde_is_the_home_folder(monkeypatch, tmp_path):
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("WORKBOOK_DATA", "~/diary")
    assert places.data() == tmp_path / "diary"
    monkeypatch.setenv("WORKBOOK_BACKUPS", "~/copies")
    assert places.backups() == tmp_path / "copies"


def test_a_relative_place_counts_from_the_folder_one_is_in(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBOOK_DATA", "diary")
    assert places.data() == tmp_path / "diary"
    assert places.backups() == tmp_path / "diary-backups"


def test_backups_lie_outside_the_checkout():
    assert places.backups() == system_folder() / "backups"
    assert not places.backups().is_relative_to(ROOT)


def test_backups_of_entries_elsewhere_lie_beside_them(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "diary"))
    assert places.backups() == tmp_path / "diary-backups"


def test_backups_of_another_folder_in_the_checkout_still_lie_outside_it(monkeypatch):
    monkeypatch.setenv("WORKBOOK_DATA", str(ROOT / "data" / "other"))
    assert places.backups() == system_folder() / "backups"


@pytest.mark.parametrize("entries", ["", "elsewhere"])
def test_a_chosen_backup_place_wins_over_both(monkeypatch, tmp_path, entries):
    monkeypatch.setenv("WORKBOOK_DATA", entries and str(tmp_path / entries))
    monkeypatch.setenv("WORKBOOK_BACKUPS", str(tmp_path / "copies"))
    assert places.backups() == tmp_path / "copies"


@pytest.mark.parametrize("word", ["off", "OFF", " Off "])
def test_backups_can_be_off(monkeypatch, word):
    monkeypatch.setenv("WORKBOOK_BACKUPS", word)
    assert places.backups() is None


def test_asking_where_things_are_makes_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "diary"))
    places.data(), places.backups(), places.notebooks()
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
@pytest.mark.parametrize(
    "name", ["feelings.csv", "settings.json", "feelings.csv.kept-1", "feelings.csv.torn-1", ".lock"]
)
def test_git_never_takes_up_a_persons_entries(name):
    found = subprocess.run(["git", "check-ignore", "--quiet", str(places.data() / name)], cwd=ROOT, check=False)
    assert found.returncode == 0


@pytest.mark.parametrize("name", ["BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST"])
def test_binder_is_recognised_and_this_computer_is_not(monkeypatch, name):
    assert not places.on_binder()
    monkeypatch.setenv(name, "hub.example.org")
    assert places.on_binder()


@pytest.mark.parametrize("name", ["OneDrive - Invented", "Dropbox", "Mobile Documents", "Nextcloud"])
def test_a_folder_that_a_cloud_service_copies_is_told(tmp_path, monkeypatch, name):
    from workbook import housekeeping
    from workbook.words import keeping as say

    assert (say.IN_STEP, "") not in housekeeping.state()["folders"]
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / name / "entries"))
    assert (say.IN_STEP, "") in housekeeping.state()["folders"]
