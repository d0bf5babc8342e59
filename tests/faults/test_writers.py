"""Many windows at once, a save that is interrupted, and who may read what is written."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import writer
from sizes import size

from workbook import drafts, pages, settings, store

SAVES = size(13, 250)  # of two rows each
INTERRUPTS = size(8, 50)
LATEST = 0.004  # seconds after a save began at which it is interrupted, at the latest
BIGGEST = 30_000  # characters in a note
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and file modes are a POSIX thing")


def heeding():
    """Interrupts count here: what was started in the background of a shell inherits that they do not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(seed, count):
    command = [sys.executable, writer.__file__, str(seed), str(count), str(BIGGEST)]
    # Without a buffer: the lines that one reads ahead would not be among those `communicate` gives back.
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **pipes, bufsize=0, preexec_fn=heeding if os.name == "posix" else None)


def go(one):
    assert one.stdout.readline() == b"ready\n"
    one.stdin.write(b"go\n")


def ended(one, **given):
    """What a writer said from here on until it ended, and what went wrong."""
    return [text.decode() for text in one.communicate(**given)]


def said(lines, word):
    """The ids in the whole lines that begin with this word."""
    found = [line.split() for line in lines if line.endswith("\n")]
    return [made for line in found if line[0] == word for made in line[1:]]


def test_four_windows_that_save_at_once_lose_and_double_nothing(data):
    writers = [started(seed, SAVES) for seed in range(4)]
    for one in writers:
        go(one)
    told = [ended(one) for one in writers]
    assert [(one.returncode, text[1]) for one, text in zip(writers, told, strict=True)] == [(0, "")] * 4
    promised = [made for text, _ in told for made in said(text.splitlines(keepends=True), "saved")]
    assert len(promised) == 4 * SAVES * 2
    assert sorted(row["entry_id"] for row in store.read("feelings").rows) == sorted(promised)
    assert store.check("feelings") == (len(promised), [])


def interrupted(process):
    """What it said until an interrupt ended it; Python drops one that falls into a finalizer, so it is sent again."""
    while True:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return ended(process, timeout=2)


@POSIX
def test_a_save_interrupted_at_any_moment_is_there_or_not_and_never_in_part(data):
    chance, promised = random.Random(3), set()
    for seed in range(INTERRUPTS):
        one = started(seed, 1_000_000)
        go(one)
        whole_lines = 2 * chance.randrange(3) + 1  # the last of them says "try"
        lines = [one.stdout.readline().decode() for _ in range(whole_lines)]
        time.sleep(chance.random() * LATEST)
        rest, trouble = interrupted(one)
        assert (one.returncode, "KeyboardInterrupt" in trouble) == (-signal.SIGINT, True)
        lines += rest.splitlines(keepends=True)
        promised |= set(said(lines, "saved"))
        contents = store.read("feelings")
        ids = [row["entry_id"] for row in contents.rows]
        assert contents.torn == b""
        assert promised <= set(ids) <= promised | set(said(lines, "try"))
        begun = said(lines, "try")[-2:]
        assert len(set(begun) & set(ids)) in (0, 2)  # the two rows of a save go together
        promised |= set(ids)
        assert store.check("feelings") == (len(promised), [])
    assert promised


def everything_written(data):
    """One of each file the workbook writes, and of each folder."""
    settings.save(storage="drafts", crisis_line="on the fridge")
    kept = store.save("feelings", {"feeling": "calm", "rating": 4}).rows[0]
    file = store.path(store.sheets.sheet("feelings"))
    whole = file.read_bytes()
    file.write_bytes(whole + b'"e0 torn')
    store.save("feelings", {"feeling": "calm", "rating": 5})
    file.write_bytes(file.read_bytes().replace(b'","', b'";"'))
    store.save("feelings", {"entry_id": kept["entry_id"], "note": "changed"})
    taken = store.delete("feelings", [kept["entry_id"]])
    store.put_back("feelings", taken)
    (data / "settings.json").write_bytes(b"not settings")
    settings.save(storage="drafts")
    drafts.keep(
        {"form": "feelings", "draft": f"d{7:016x}", "number": 1, "note": "", "opened": {}, "ids": [], "answers": {}}
    )
    pages.keep(b"<p>Invented</p>")


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=oct)
def test_whatever_is_written_is_for_its_owner_alone_whatever_the_umask(data, mask):
    before = os.umask(mask)
    try:
        everything_written(data)
    finally:
        os.umask(before)
    found = [data, *data.rglob("*")]
    names = {path.name.split("-")[0] for path in found}
    assert {"feelings.csv", "feelings.csv.torn", "feelings.csv.kept", "settings.json", "settings.json.kept"} <= names
    assert {"drafts", "pages", ".lock", f"feelings.d{7:016x}.json"} <= names
    assert [path for path in found if path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600)] == []
    assert len([path for path in Path(data / "pages").iterdir() if path.suffix == ".html"]) == 1
