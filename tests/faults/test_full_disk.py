"""A disk that is full or fails: that is said, earlier entries are whole, and the same save works later."""

import contextlib
import errno
import itertools
import json
import os
import shutil
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from sizes import size

from workbook import files, settings, store
from workbook.words import problems as say

LONG = "words " * 6000  # more than the disk's last page can take
MOST_ROOM = 120_000  # bytes: enough for each kind of save
RUNS = size(14, 100)
TORN = b'"e0","' + b"half " * 2000
KINDS = ("first", "append", "torn", "resaved", "change", "delete", "settings")


@pytest.fixture(autouse=True)
def without_copies(monkeypatch):
    """These are promises about the file itself; those about its copies are in test_backups.py."""
    monkeypatch.setenv("WORKBOOK_BACKUPS", "off")


def save(note, **more):
    return store.save("feelings", {"feeling": "calm", "rating": 4, "note": note}, **more)


def rows():
    return {row["entry_id"]: row["note"] for row in store.read("feelings").rows}


def held(folder):
    """What is in the files of the folder; one without a byte holds nothing."""
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    return {name: blob for name, blob in found.items() if blob}


def refusal(action):
    """The sentence an action is refused with, or "" where it worked."""
    try:
        action()
    except files.NotSaved as refused:
        return refused.problems[""]
    return ""


def prepared(kind, entries):
    """A folder to try one kind of save in: the save, the same save tried again, and the rows there are then."""
    shutil.rmtree(entries, ignore_errors=True)
    entries.mkdir(mode=0o700)
    file = entries / "feelings.csv"
    old = {} if kind == "first" else {save(note).rows[0]["entry_id"]: note for note in ("old", "older")}
    ids = list(old)[:1] if kind in ("change", "delete") else store.new_ids(1)
    if kind == "torn":
        file.write_bytes(file.read_bytes() + TORN)
    if kind == "resaved":
        file.write_bytes(file.read_bytes().replace(b'","', b'";"'))
    if kind == "delete":
        act = partial(store.delete, "feelings", ids)
        return act, act, {one: note for one, note in old.items() if one not in ids}
    if kind == "settings":
        settings.save(crisis_line="on the fridge")
        act = partial(settings.save, therapist_contact=LONG)
        return act, act, old
    act = partial(save, LONG, ids=ids, again=kind == "change")
    return act, partial(save, LONG, ids=ids, again=True), old | {ids[0]: LONG}


def worked(kind, entries, expected):
    """Whether the save is there, once, and all there was before it."""
    there = len(store.read("feelings").rows) == len(expected) and rows() == expected
    if kind == "settings":
        there = there and settings.read()["therapist_contact"] == LONG
        there = there and settings.read()["crisis_line"] == "on the fridge"
    if kind == "torn":
        there = there and {path.read_bytes() for path in entries.glob("*.torn-*")} == {TORN}
    return there and not [path for path in entries.iterdir() if ".~" in path.name]


# A small disk, really full


def fill(folder):
    """Leave no room at all; the file that takes it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 512):
            pass
    return filler


def on_a_full_disk(folder):
    """What happens to each kind of save on a disk without room, and once there is some."""
    entries = folder / "entries"
    os.environ["WORKBOOK_DATA"] = str(entries)
    told = {}
    for kind in KINDS:
        act, again, expected = prepared(kind, entries)
        before, filler = held(entries), fill(folder)
        sentence, after = refusal(act), held(entries)
        filler.unlink()
        again()
        told[kind] = {"sentence": sentence, "whole": before == after, "once": worked(kind, entries, expected)}
    return told


def still_there(before, after):
    """Whether every byte is still there: in its file, or, where that was mended first, put aside."""
    aside = [blob for name, blob in after.items() if name not in before]
    return all(
        blob in (after[name], *aside) or blob in [after[name] + one for one in aside] for name, blob in before.items()
    )


def with_little_room(folder, runs):
    """Saves of each kind, each with a little more room than the one before: how it went, and what it said."""
    entries, told = folder / "entries", []
    os.environ["WORKBOOK_DATA"] = str(entries)
    for run in range(runs):
        kind = KINDS[run % len(KINDS)]
        act, again, expected = prepared(kind, entries)
        before, filler = held(entries), fill(folder)
        os.truncate(filler, filler.stat().st_size - MOST_ROOM * run // runs)
        sentence = refusal(act)
        right = still_there(before, held(entries)) if sentence else worked(kind, entries, expected)
        filler.unlink()
        again()
        told.append({"right": right and worked(kind, entries, expected), "said": sentence})
    return told


def small_disk():
    """The start of a command whose rest runs with a small disk on its first argument; none where that cannot be."""
    mount = 'mount -t tmpfs -o size=256k,mode=700 small "$0"'
    for rights in ([], ["--user", "--map-root-user"]):
        command = ["unshare", *rights, "--mount", "sh", "-c"]
        with contextlib.suppress(OSError):
            if subprocess.run([*command, mount, "/mnt"], capture_output=True, check=False).returncode == 0:
                return [*command, mount + ' && exec "$@"']
    return []


def there(folder, call):
    """What a function of this module gives back, run with a small disk on a folder."""
    if sys.platform != "linux" or not (command := small_disk()):
        pytest.skip("a small disk can be had on Linux alone, by root or in a namespace")
    script = "import json, pathlib, sys, test_full_disk as t; folder = pathlib.Path(sys.argv[1]); "
    run = [*command, str(folder), sys.executable, "-c", f"{script}print(json.dumps(t.{call}))", str(folder)]
    done = subprocess.run(run, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """What happened on a full disk, by kind of save."""
    return there(tmp_path_factory.mktemp("small"), "on_a_full_disk(folder)")


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_is_said_so(full, kind):
    assert full[kind]["sentence"] == say.DISK_FULL


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_leaves_every_file_byte_for_byte_as_it_was(full, kind):
    assert full[kind]["whole"]


@pytest.mark.parametrize("kind", KINDS)
def test_once_there_is_room_the_same_save_is_there_once(full, kind):
    assert full[kind]["once"]


def test_with_more_or_less_room_a_save_is_whole_or_every_byte_is_still_there(tmp_path):
    told = there(tmp_path, f"with_little_room(folder, {RUNS})")
    assert [one for one in told if not one["right"]] == []
    assert {one["said"] for one in told} == {say.DISK_FULL, ""}  # there was too little for some, and enough for others


# Any disk, failing at any step

HOW = {"full": errno.ENOSPC, "part": errno.ENOSPC, "short": 0, "EIO": errno.EIO}
FAULTS = [*itertools.product(["write"], HOW), *itertools.product(["fsync", "ftruncate"], ["EIO"])]
REPLACED = ("resaved", "change", "delete", "settings")


def failing(monkeypatch, name, step, how):
    """From this step on, the system's call of this name fails on anything longer than a few bytes; what failed."""
    real, steps, failed = getattr(os, name), itertools.count(), []

    def call(*given):
        if next(steps) < step:
            return real(*given)
        failed.append(name)
        if how in ("part", "short"):
            written = real(given[0], given[1][: len(given[1]) // 2])
            if how == "short":
                return written
        raise OSError(HOW[how], os.strerror(HOW[how]))

    monkeypatch.setattr(os, name, call)
    return failed


def each_step(monkeypatch, data, kind, name, how):
    """Try a save with the first, the second … call failing, until none does: the sentence, the folder before, and
    what to do and expect then."""
    for step in range(20):
        act, again, expected = prepared(kind, data)
        before, earlier = held(data), rows()
        with monkeypatch.context() as broken:
            failed = failing(broken, name, step, how)
            sentence = refusal(act)
        if not failed:
            assert step, f"{kind} never calls {name}"
            return
        yield sentence, before, earlier, again, expected


PAIRS = [(kind, *fault) for kind in KINDS for fault in FAULTS if fault[0] != "ftruncate" or kind == "torn"]
PAIRS += [(kind, "replace", how) for kind in REPLACED for how in ("EIO", "full")]


@pytest.mark.parametrize(("kind", "name", "how"), PAIRS)
def test_a_disk_that_fails_at_any_step_is_said_so_and_costs_nothing(data, monkeypatch, kind, name, how):
    sentences = {say.DISK_ERROR.format(kind="EIO")} if how == "EIO" else {say.DISK_FULL}
    for sentence, before, earlier, again, expected in each_step(monkeypatch, data, kind, name, how):
        assert sentence in sentences
        after, found = held(data), rows()
        assert found in (earlier, expected)
        kept = [blob for one, blob in after.items() if ".kept-" in one or ".torn-" in one]
        for file, blob in before.items():
            assert after[file] == blob or blob in kept or found == expected or TORN in kept
        assert not [one for one in after if ".~" in one]
        assert kind != "settings" or settings.read()["crisis_line"] == "on the fridge"
        again()
        assert worked(kind, data, expected)


@pytest.mark.parametrize("kind", ["first", "append"])
@pytest.mark.parametrize(("name", "how"), [fault for fault in FAULTS if fault[0] != "ftruncate"])
def test_a_new_entry_that_fails_at_any_step_leaves_every_byte_as_it_was(data, monkeypatch, kind, name, how):
    for _, before, _, _, _ in each_step(monkeypatch, data, kind, name, how):
        assert held(data) == before


@pytest.mark.parametrize("kind", ["change", "delete", "settings"])
@pytest.mark.parametrize(("name", "how"), [*itertools.product(["write", "replace"], ["full", "EIO"])])
def test_a_change_that_fails_before_it_is_in_place_leaves_every_byte_as_it_was(data, monkeypatch, kind, name, how):
    for _, before, _, _, _ in each_step(monkeypatch, data, kind, name, how):
        assert held(data) == before


@pytest.mark.parametrize("kind", ["first", "append"])
def test_a_half_written_row_that_cannot_even_be_taken_back_is_put_aside_by_the_next_save(data, monkeypatch, kind):
    act, again, expected = prepared(kind, data)
    before = held(data).get("feelings.csv", b"")
    with monkeypatch.context() as broken:
        failing(broken, "write", 0, "part")
        assert failing(broken, "ftruncate", 0, "EIO") == []
        assert refusal(act) == say.DISK_ERROR.format(kind="EIO")
    half = held(data)["feelings.csv"]
    assert half.startswith(before)
    assert len(half) > len(before) + 1000
    again()
    assert worked(kind, data, expected)
    torn = [path.read_bytes() for path in data.glob("*.torn-*")]
    assert len(torn) == 1
    assert half.endswith(torn[0])
    assert LONG[:1000].encode() in torn[0]


@pytest.mark.parametrize("kind", ["first", "append", "change", "delete", "settings"])
def test_bytes_that_cannot_be_read_back_are_not_called_saved(data, monkeypatch, kind):
    act, again, expected = prepared(kind, data)
    before, real = held(data), os.write
    with monkeypatch.context() as lying:
        lying.setattr(os, "write", lambda fd, blob: real(fd, blob[:-9] + b"otherwise"))
        sentence = refusal(act)
    assert sentence == say.READ_BACK
    assert held(data) == before
    again()
    assert worked(kind, data, expected)


ON_THE_DISK = {
    "first": "file folder",
    "append": "file",
    "torn": "file folder cut file",
    "resaved": "file folder file replace folder file",
    "change": "file replace folder",
    "delete": "file replace folder",
    "settings": "file replace folder",
}


@pytest.mark.skipif(os.name != "posix", reason="folders reach the disk by themselves elsewhere")
@pytest.mark.parametrize("kind", KINDS)
def test_every_step_of_a_save_reaches_the_disk_before_the_next(data, monkeypatch, kind):
    act, _, expected = prepared(kind, data)
    steps, fsync, replace, cut = [], os.fsync, os.replace, os.ftruncate
    with monkeypatch.context() as told:
        seen = {False: "file", True: "folder"}
        told.setattr(os, "fsync", lambda fd: steps.append(seen[stat.S_ISDIR(os.fstat(fd).st_mode)]) or fsync(fd))
        told.setattr(os, "replace", lambda *names: steps.append("replace") or replace(*names))
        told.setattr(os, "ftruncate", lambda *given: steps.append("cut") or cut(*given))
        act()
    assert " ".join(steps) == ON_THE_DISK[kind]
    assert worked(kind, data, expected)
