"""Git, as it is typed in a hurry: no entry is ever staged, committed or pushed, and the entries stay where they are."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("workbook", "notebooks", "data", "pyproject.toml", "README.md", ".gitignore")
WORDS = "Invented canary 4162"
ENTRIES = f"""
import os
import workbook as wb
from workbook import places, store
assert "WORKBOOK_DATA" not in os.environ
save = lambda: store.save("feelings", {{"feeling": "calm", "rating": 4, "note": "{WORDS}"}})
save()
file = places.data() / "feelings.csv"
file.write_bytes(file.read_bytes() + b'"e0","{WORDS}')  # a half-written line, which is put aside
save()
file.write_bytes(file.read_bytes().replace(b'","', b'";"'))  # another program saved it, and the old file is kept
save()
store.save("topics", {{"title": "{WORDS}"}})
for name in ("settings.json", "drafts/one.json", "pages/page.html", "feelings (copy).csv", "mine/diary.txt"):
    (places.data() / name).parent.mkdir(exist_ok=True)
    (places.data() / name).write_text("{WORDS}")
print(places.data())
"""
MORE = f"""
import workbook as wb
for number in range(3):
    wb.save("feelings", {{"feeling": "calm", "rating": number, "note": f"{WORDS}\\n{{number}}"}})
    wb.save("topics", {{"title": f"{WORDS} {{number}}"}})
"""


class Clone:
    """A person's clone of the project with entries in it, a home of its own, and the bare remote it came from."""

    def __init__(self, root):
        self.home, self.remote, self.folder = root / "home", root / "remote.git", root / "clone"
        self.entries = self.folder / "data" / "entries"
        ours = ("GIT_", "WORKBOOK_", "XDG_", "PYTHON")
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self.environment |= {"HOME": str(self.home), "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
        self.environment |= {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}  # the clone's own workbook
        self.environment |= {
            f"GIT_{who}_{what}": "invented" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }

    def git(self, *command, at=None):
        """What git says; a command that git refuses fails the test."""
        done = subprocess.run(["git", *command], cwd=at or self.folder, env=self.environment, capture_output=True)
        assert done.returncode == 0, (command, done.stderr.decode())
        return done.stdout

    def write_entries(self):
        """Entries where they are when nobody chose a place, written by the clone's own workbook."""
        assert self.python("-c", ENTRIES).strip() == str(self.entries)

    def python(self, *arguments):
        """What the clone's own workbook prints."""
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=self.home, env=self.environment, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), arguments
        return done.stdout

    def words_in(self, folder):
        """How often the words are in what a repository holds: staged, committed, stashed or only left behind."""
        return self.git("cat-file", "--batch-all-objects", "--batch", at=folder).count(WORDS.encode())

    def kept(self):
        """Every file beside the entries, and its bytes."""
        return {path.name: path.read_bytes() for path in self.entries.rglob("*") if path.is_file()}


def rows(file):
    """The rows of a file, as anybody's csv reader sees them."""
    with file.open(newline="", encoding="utf-8-sig") as opened:
        return list(csv.DictReader(opened))


def release(clone, folder, number):
    """A newer release is pushed to the remote from another clone."""
    clone.git("clone", "-q", str(clone.remote), str(folder), at=clone.home)
    (folder / "data" / "README.md").write_text(f"release {number}")
    (folder / "data" / "sample" / "feelings.csv").write_text(f"release {number}")
    (folder / "data" / "new.csv").write_text(f"release {number}")
    clone.git("add", "-A", at=folder)
    clone.git("commit", "-qm", "newer", at=folder)
    clone.git("push", "-q", at=folder)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The remote with a release, a clone of that with entries, and a newer release."""
    root = tmp_path_factory.mktemp("git")
    clone, source = Clone(root), root / "source"
    clone.home.mkdir()
    source.mkdir()
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "entries"))
        else:
            shutil.copy(ROOT / name, source / name)
    clone.git("init", "-q", at=source)
    clone.git("add", "-A", at=source)
    clone.git("commit", "-qm", "a release", at=source)
    clone.git("clone", "-q", "--bare", str(source), str(clone.remote), at=root)
    clone.git("clone", "-q", str(clone.remote), str(clone.folder), at=root)
    clone.write_entries()
    release(clone, root / "other", 2)
    return root


@pytest.fixture
def clone(template, tmp_path):
    """A clone of one's own for each test, with a changed file and a new one beside the entries."""
    for name in ("home", "remote.git", "clone"):
        shutil.copytree(template / name, tmp_path / name, symlinks=True)
    made = Clone(tmp_path)
    made.git("remote", "set-url", "origin", str(made.remote))
    (made.folder / "README.md").write_text("changed")
    (made.folder / "data" / "mine.txt").write_text("new")
    return made


PUBLISHED = {
    "add -A": [["add", "-A"], ["commit", "-qm", "mine"]],
    "add .": [["add", "."], ["commit", "-qm", "mine"]],
    "add data": [["add", "data"], ["commit", "-qm", "mine"]],
    "add --all, past the hooks": [["add", "--all"], ["commit", "-qm", "mine", "--no-verify"]],
    "commit -am": [["commit", "-qam", "mine"]],
    "stash -u, and on a branch": [
        ["stash", "-qu"],
        ["switch", "-qc", "other"],
        ["stash", "pop"],
        ["commit", "-qam", "x"],
    ],
}
UNDONE = {
    "stash -u": [["stash", "-qu"]],
    "clean -fd": [["clean", "-fdq"]],
    "clean -fd data": [["clean", "-fdq", "data"]],
    "checkout .": [["checkout", "-q", "."]],
    "restore .": [["restore", "."]],
    "reset --hard": [["reset", "-q", "--hard"]],
    "reset --hard and clean -ffd": [["reset", "-q", "--hard"], ["clean", "-ffdq"]],
}


def test_the_entries_these_tests_look_after_are_of_every_kind(clone):
    kept = clone.kept()
    assert {"feelings.csv", "topics.csv", "settings.json", "one.json", "page.html", "diary.txt"} <= kept.keys()
    assert {name.split("-")[0] for name in kept} >= {"feelings.csv.torn", "feelings.csv.kept"}
    assert [name for name, data in kept.items() if WORDS.encode() not in data] == [".lock"]


@pytest.mark.parametrize("commands", PUBLISHED.values(), ids=PUBLISHED)
def test_what_is_committed_and_pushed_holds_no_entry_and_the_entries_stay(clone, commands):
    before = clone.kept()
    for command in commands:
        clone.git(*command)
    clone.git("push", "-q", "--no-verify", "origin", "HEAD:refs/heads/mine")
    assert clone.git("diff", "--name-only", "HEAD~1", "mine", at=clone.remote)  # something was pushed
    assert (clone.words_in(clone.folder), clone.words_in(clone.remote)) == (0, 0)
    assert clone.git("ls-files", "--", "data/entries") == b""
    assert clone.kept() == before


@pytest.mark.parametrize("commands", UNDONE.values(), ids=UNDONE)
def test_what_takes_changes_back_leaves_the_entries(clone, commands):
    before = clone.kept()
    for command in commands:
        clone.git(*command)
    readme, mine = clone.folder / "README.md", clone.folder / "data" / "mine.txt"
    assert readme.read_text("utf-8") != "changed" or not mine.exists()  # something was taken back
    assert clone.words_in(clone.folder) == 0
    assert clone.kept() == before


@pytest.mark.parametrize("how", [["pull", "-q"], ["pull", "-q", "--rebase", "--autostash"]], ids=" ".join)
def test_a_newer_release_leaves_the_entries(clone, how):
    before = clone.kept()
    clone.git(*how)
    assert (clone.folder / "data" / "new.csv").read_text() == "release 2"
    assert (clone.folder / "README.md").read_text() == "changed"
    assert clone.words_in(clone.folder) == 0
    assert clone.kept() == before


TAKEN = {
    "clean -fdx": [["clean", "-fdxq"]],
    "clean -ffdx data": [["clean", "-ffdxq", "data"]],
    "stash -a, and dropped": [["stash", "-qa"], ["stash", "drop", "-q"]],
}


@pytest.mark.parametrize("commands", TAKEN.values(), ids=TAKEN)
def test_clean_fdx_takes_the_entries_and_the_copies_outside_bring_them_back(clone, commands):
    sheets = ("feelings", "topics")
    clone.python("-c", MORE)  # the copies of a checkout are found by where it is, and this one was copied here
    before = {name: rows(clone.entries / f"{name}.csv") for name in sheets}
    written = {name: (clone.entries / f"{name}.csv").read_bytes() for name in sheets}
    assert [len(found) > 1 for found in before.values()] == [True, True]
    for command in commands:
        clone.git(*command)
    assert not clone.entries.exists()
    assert clone.python("-m", "workbook", "restore", "latest")
    assert {name: rows(clone.entries / f"{name}.csv") for name in sheets} == before
    assert {name: (clone.entries / f"{name}.csv").read_bytes() for name in sheets} == written
    assert "whole" in clone.python("-m", "workbook", "check")


def test_no_release_ships_a_file_where_entries_are():
    shipped = subprocess.run(["git", "ls-files", "--", "data"], cwd=ROOT, capture_output=True, text=True)
    names = shipped.stdout.splitlines() or [path.relative_to(ROOT).as_posix() for path in (ROOT / "data").glob("*")]
    assert "data/README.md" in names
    taken = [name for name in names if name.startswith("data/entries/")]
    assert not shipped.stdout or taken == []  # a pull would write such a file over a person's without a word


def test_words_that_were_forced_in_would_be_found(clone):
    clone.git("add", "-f", "data/entries/topics.csv")
    assert clone.words_in(clone.folder) == 1
