"""The power goes while two windows save: what was said to be saved is on the disk when it comes back.

The disk is ext4 in a file, which lies on another ext4 in a file. The power goes when the outer one is told to stop at
once: what the inner one wrote and did not flush is lost with it, as what a disk keeps in its own memory would be.
"""

import fcntl
import os
import random
import re
import signal
import struct
import subprocess
import sys
import time

import pytest
import writer
from sizes import size

from workbook import backups, outside, store
from workbook.words import problems as say

CUTS = size(2, 200)
LATEST = 2.0  # seconds after which the power is gone
BIGGEST = 30_000  # characters in a note
FULL = 4_000_000  # bytes of entries after which the windows begin anew
OUTER, INNER = 192, 96  # megabytes
SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN
A_DISK_ERROR = re.escape(say.DISK_ERROR.format(kind="KIND")).replace("KIND", "E[A-Z]+")
OF_THE_DISK = re.compile(f"{A_DISK_ERROR}|{re.escape(say.READ_ONLY)}")
AS_IT_IS = struct.pack("I", 2)  # without writing out anything


def told(*command):
    """Run a command of the system; what it said where it was refused, else ""."""
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        return str(error)
    return done.stderr.strip() or f"{command[0]}: {done.returncode}" if done.returncode else ""


def did(*command):
    assert told(*command) == ""


class Disk:
    """A disk that can lose its power: `place` is its folder, where it is on."""

    def __init__(self, root):
        self.files = root / "outer.img", root / "outer" / "inner.img"
        self.place, self.under = root / "inner", root / "outer"
        self.place.mkdir()
        self.under.mkdir()
        self.files[0].write_bytes(b"")
        os.truncate(self.files[0], OUTER << 20)

    def made(self):
        """Make both file systems; what stands in the way, or ""."""
        outer, inner = self.files
        wrong = told("mkfs.ext4", "-q", "-F", outer) or told("mount", "-o", "loop", outer, self.under)
        if not wrong:
            with inner.open("wb") as file:  # every byte has its place at once: later nothing moves but what is in it
                file.writelines(bytes(1 << 20) for _ in range(INNER))
            did("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0,nodiscard", inner)
            did("umount", self.under)
        return wrong

    def on(self):
        """Both are there, the journal of each played back."""
        for file, folder in zip(self.files, (self.under, self.place), strict=True):
            did("mount", "-o", "loop", file, folder)

    def cut(self):
        """The power goes, now."""
        fd = os.open(self.under, os.O_RDONLY)
        try:
            fcntl.ioctl(fd, SHUTDOWN, AS_IT_IS)
        finally:
            os.close(fd)

    def off(self):
        """Nothing of it is in memory any more."""
        for folder in (self.place, self.under):
            if os.path.ismount(folder):
                did("umount", folder)


@pytest.fixture
def disk(tmp_path, monkeypatch):
    """A disk of its own; the entries are on it."""
    if os.name != "posix" or not sys.platform.startswith("linux") or os.geteuid():
        pytest.skip("only root on Linux may mount a disk whose power can go")
    made = Disk(tmp_path)
    wrong = made.made()
    if wrong:
        pytest.skip(f"no disk can be mounted here: {wrong}")
    monkeypatch.setenv("WORKBOOK_DATA", str(made.place / "entries"))
    made.on()
    try:
        yield made
    finally:
        made.off()


def started(seed):
    command = [sys.executable, writer.__file__, str(seed), "1000000", str(BIGGEST), "changing"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def without_power(disk, writers, chance):
    """Let them save until the power goes at a random moment; the lines each said until then."""
    for one in writers:
        assert one.stdout.readline() == b"ready\n"
    for one in writers:
        one.stdin.write(b"go\n")
        one.stdin.flush()
    time.sleep(chance.random() * LATEST)
    disk.cut()
    for one in writers:
        one.kill()
    said = [[text.decode() for text in one.communicate()] for one in writers]
    disk.off()
    disk.on()
    ended = [trouble for one, (_, trouble) in zip(writers, said, strict=True) if one.returncode != -signal.SIGKILL]
    assert [trouble for trouble in ended if not OF_THE_DISK.search(trouble)] == []  # it was said, and not as saved
    return [[line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")] for text, _ in said]


class Promises:
    """What the windows said: the rows they saved, and the number each row was last given, or may have been given."""

    def __init__(self):
        self.rows, self.tried = {}, {}

    def hear(self, lines):
        """Take in what one of them said."""
        for word, *given in lines:
            if word == "saved":
                self.rows |= dict.fromkeys(given, writer.RATING)
            if word in ("changing", "changed"):
                entry_id, rating = given[0], int(given[1])
                self.tried[entry_id] = rating
                self.rows |= {entry_id: rating} if word == "changed" else {}

    def broken(self, rows):
        """The ids that are not there, or not as they were last said to be."""
        there = {row["entry_id"]: int(row["rating"]) for row in rows}
        return [
            one
            for one, rating in self.rows.items()
            if one not in there or there[one] not in (rating, self.tried.get(one, rating))
        ]

    def settle(self, rows):
        """What is there now counts from now on."""
        there = {row["entry_id"]: int(row["rating"]) for row in rows}
        self.rows, self.tried = {one: there[one] for one in self.rows}, {}


def test_what_was_said_to_be_saved_is_there_when_the_power_comes_back(disk):
    chance, heard, torn, acknowledged, changed = random.Random(11), Promises(), 0, 0, 0
    for count in range(CUTS):
        writers = [started(2 * count), started(2 * count + 1)]
        for lines in without_power(disk, writers, chance):
            heard.hear(lines)
            acknowledged += sum(len(line) - 1 for line in lines if line[0] == "saved")
            changed += sum(line[0] == "changed" for line in lines)
        contents = store.read("feelings")
        ids = [row["entry_id"] for row in contents.rows]
        assert heard.broken(contents.rows) == []
        assert len(ids) == len(set(ids))
        assert contents.ours or not ids
        assert [record.line for record in contents.records if record.reason] == []
        assert outside.differences("feelings") == []  # nobody is told that another program was at it
        torn += bool(contents.torn)
        heard.settle(contents.rows)
        store.save("feelings", {"feeling": "calm", "rating": writer.RATING})  # the form works as it did
        if count % 10 == 9 and store.path(store.sheets.sheet("feelings")).stat().st_size > FULL:
            heard = Promises()
            for path in [*(disk.place / "entries").iterdir(), *backups.everything()]:
                path.unlink()
    found = [one for one in store.check("feelings")[1] if one.line and one.reason != say.HALF_WRITTEN]
    assert found == []
    assert acknowledged > CUTS
    assert changed
    print(f"{CUTS} cuts, {acknowledged} rows said to be saved, {changed} changes, {torn} torn ends")


def test_the_power_takes_what_was_only_written(disk):
    kept, lost = disk.place / "kept", disk.place / "lost"
    with kept.open("wb") as file:
        file.write(b"flushed")
        file.flush()
        os.fsync(file.fileno())
    lost.write_bytes(b"written")
    disk.cut()
    disk.off()
    disk.on()
    assert kept.read_bytes() == b"flushed"
    assert not lost.exists() or lost.read_bytes() == b""
