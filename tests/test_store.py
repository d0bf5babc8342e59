"""Entries on the disk: how they are written and read, by one window or two."""

import csv
import io
import os
import re
import subprocess
import sys
import threading
import time
import zlib
from datetime import date, datetime
from pathlib import Path

import filelock
import pytest

import workbook as wb
from workbook import files, settings, sheets, store
from workbook.words import problems as say

WRITER = Path(__file__).parent / "faults" / "writer.py"
SHEET = sheets.sheet("feelings")
POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")


def calm(**more):
    return {"feeling": "calm", "rating": 4, **more}


def file_of(data):
    return data / "feelings.csv"


def rows():
    return store.read("feelings").rows


def everything(data):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in data.iterdir()}


def saved(*answers):
    """The ids of these entries, saved one by one."""
    return [store.save("feelings", one).rows[0]["entry_id"] for one in answers]


# What is written


def test_nothing_is_there_before_the_first_save(data):
    assert [len(wb.entries(name)) for name in sheets.SHEETS] == [0] * len(sheets.SHEETS)
    assert (rows(), store.recent("feelings"), store.check("feelings")) == ([], [], (0, []))
    assert not data.exists()


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_anything(data, mask):
    before = os.umask(mask)
    try:
        settings.save(followed=["calm"])
        made = saved(calm(), calm())
        with file_of(data).open("ab") as file:
            file.write(b'"e0 torn')
        saved(calm())
        file_of(data).write_bytes(file_of(data).read_bytes().replace(b'"4"', b'"5"'))
        store.save("feelings", calm(entry_id=made[0], note="changed"))
    finally:
        os.umask(before)
    assert data.stat().st_mode & 0o777 == 0o700
    modes = {path.name.partition("-")[0]: path.stat().st_mode & 0o777 for path in data.iterdir()}
    assert modes == dict.fromkeys(modes, 0o600)
    assert {"feelings.csv", "settings.json", "feelings.csv.torn", "feelings.csv.kept"} <= set(modes)


@POSIX
def test_files_others_could_read_are_private_after_the_next_save(data):
    saved(calm())
    file_of(data).chmod(0o644)
    data.chmod(0o755)
    saved(calm())
    assert [data.stat().st_mode & 0o777, file_of(data).stat().st_mode & 0o777] == [0o700, 0o600]


@pytest.mark.parametrize("name", sheets.SHEETS)
def test_a_file_starts_with_a_bom_and_every_cell_is_quoted(data, name):
    texts = ("feeling", "item", "title", "text", "task", "found_out", "thought", "technique", "helped", "name")
    store.save(name, {column: "x" for column in texts if column in sheets.sheet(name).columns})
    blob = (data / f"{name}.csv").read_bytes()
    first = next(csv.reader(io.StringIO(blob.decode("utf-8-sig"), newline="")))
    assert (first[:3], first[-1]) == (["entry_id", "at", "saved_at"], "row_check")
    assert blob.startswith(b"\xef\xbb\xbf" + ",".join(f'"{name}"' for name in first).encode() + b"\n")
    assert re.fullmatch(rb'("[^"\r\n]*",)*"[^"\r\n]*"\n', blob.splitlines(keepends=True)[1])
    assert blob.count(b"\n") == 2


def test_a_new_entry_never_touches_the_bytes_before_it(data):
    saved(calm())
    for note in ("", "x" * 9000, 'a\n"e b"', ""):
        before, place = file_of(data).read_bytes(), file_of(data).stat().st_ino
        saved(calm(note=note))
        assert file_of(data).read_bytes().startswith(before)
        assert file_of(data).stat().st_ino == place


def test_ids_have_their_form_and_rise_whatever_the_clock_does(monkeypatch):
    clock = iter([5_000_000, 4_000_000, 4_000_000, 9_000_000])
    make = store.Ids().make
    monkeypatch.setattr(store.time, "time_ns", lambda: next(clock))
    made = [one for count in (1, 3, 2, 1) for one in make(count)]
    assert all(re.fullmatch("e[0-9a-f]{21}", one) for one in made)
    assert [one[:14] for one in made] == sorted({one[:14] for one in made})
    assert len(made) == 7


def test_ids_made_on_many_threads_are_all_different():
    make = store.Ids().make
    made = []
    threads = [
        threading.Thread(target=lambda: made.extend(one for _ in range(500) for one in make(1))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one[:14] for one in made}) == 4000


def test_words_of_one_save_share_the_id_of_the_first(data):
    saved(calm())
    kept = wb.save("feelings", [calm(), {"feeling": "worried", "rating": None}, {"feeling": "glad", "rating": 0}])
    assert [row["checkin_id"] for row in kept] == [kept[0]["entry_id"]] * 3
    assert [row["checkin_id"] for row in rows()] == [rows()[0]["entry_id"], *[kept[0]["entry_id"]] * 3]


def test_row_check_is_the_crc_of_the_other_declared_cells(data):
    saved(calm(note="one"))
    first, row = file_of(data).read_bytes().splitlines()
    file_of(data).write_bytes(first + b',"mine"\n' + row + b',"a column of my own"\n')
    saved(calm(note='more\nthan "one" line'))
    for cells in csv.DictReader(io.StringIO(file_of(data).read_text("utf-8-sig"), newline="")):
        declared = [cells[name] for name in SHEET.columns if name != "row_check"]
        written = ",".join('"' + cell.replace('"', '""') + '"' for cell in declared).encode()
        assert cells["row_check"] == f"c{zlib.crc32(written):08x}"


def test_check_finds_a_row_changed_outside_and_no_other(data):
    saved(calm(note="one\ntwo"), {"feeling": "glad", "rating": 7}, calm())
    assert store.check("feelings") == (3, [])
    file_of(data).write_bytes(file_of(data).read_bytes().replace(b'"7"', b'"8"'))
    assert store.check("feelings") == (3, [("feelings.csv", 4, say.CHANGED_OUTSIDE)])


def test_check_finds_an_id_that_is_there_twice(data):
    saved(calm(), calm())
    blob = file_of(data).read_bytes()
    file_of(data).write_bytes(blob + blob[blob.rindex(b'\n"e') + 1 :])
    assert store.check("feelings") == (3, [("feelings.csv", 4, say.REPEATED)])


def test_one_moment_counts_for_every_row_of_a_save(data):
    kept = wb.save("feelings", [calm(), calm()], at=date(2026, 3, 12))
    assert [row["at"][:16] for row in kept] == ["2026-03-12T12:00"] * 2
    assert datetime.fromisoformat(kept[0]["saved_at"]).date() == datetime.now().date()


# Reading


def test_the_last_rows_of_a_long_file_are_found_without_reading_all(data, monkeypatch):
    saved(*[calm(note=f'{count}\n"e {"x" * 400}') for count in range(40)])
    whole = rows()
    monkeypatch.setattr(store, "RECENT", 4000)
    monkeypatch.setattr(store, "read", lambda name: pytest.fail("the whole file was read"))
    found = store.recent("feelings")
    assert 5 < len(found) < 15
    assert found == whole[-len(found) :]


@pytest.mark.parametrize("size", [900, 300_000])
def test_a_very_long_last_entry_is_still_the_last_one(data, size):
    saved(calm(), calm(note="x" * size))
    assert store.recent("feelings")[-1]["note"] == "x" * size


# Two windows at once


def test_two_processes_that_save_at_once_lose_nothing(data):
    command = [sys.executable, str(WRITER)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writers = [subprocess.Popen([*command, str(seed), "60", "6000"], **pipes) for seed in (1, 2)]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = [writer.communicate(timeout=60)[0].split() for writer in writers]
    made = [word for words in said for word in words if word.startswith("e")]
    assert (len(made), len(set(made))) == (480, 240)
    assert sorted(row["entry_id"] for row in rows()) == sorted(set(made))
    assert store.check("feelings") == (240, [])


@pytest.mark.parametrize("change", ["save", "delete", "settings"])
def test_a_folder_another_window_keeps_locked_is_said_so_and_left_alone(data, monkeypatch, change):
    ids = saved(calm())
    before, since = everything(data), time.monotonic()
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    with filelock.FileLock(data / ".lock"), pytest.raises(wb.NotSaved) as refused:
        if change == "save":
            wb.save("feelings", calm())
        elif change == "delete":
            store.delete("feelings", ids)
        else:
            settings.save(storage="drafts")
    assert refused.value.problems == {"": say.LOCKED}
    assert time.monotonic() - since < 5
    assert everything(data) == before
    saved(calm())
    assert len(rows()) == 2
