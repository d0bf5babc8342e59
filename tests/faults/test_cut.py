"""A file cut off at every byte: a power cut or a full disk may stop a write anywhere."""

import os

import pytest

from workbook import csvs, records, sheets, store
from workbook.words import problems as say

SHEET = sheets.sheet("feelings")
OURS = list(SHEET.columns)
NASTY = [
    'she said "no"',
    'line\n"e0","line"\n"e0',
    "",
    '"',
    '""\n"""e',
    '","\n',
    "\U0001f642\U0001f469\u200d\U0001f4bb",
    "\u4f60\u597d\n",
    "\n",
    "c00000000",
]
NEXT = {"feeling": "glad", "rating": 7, "note": 'the "next"\n"e one'}


@pytest.fixture
def quick(monkeypatch):
    """Without waiting for the disk: this sweep cuts the bytes itself."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)


def nasty_file(columns):
    """A file of nasty rows: its bytes, where its header ends, and where each row ends with the row's cells."""
    blob = records.header(columns)
    first, ends = len(blob), []
    for count, note in enumerate(NASTY):
        cells = dict.fromkeys(columns, "") | {"entry_id": f"e{count:021x}", "at": "2026-03-12T21:40:00+01:00"}
        cells |= {"feeling": f"word {count}", "rating": str(count), "note": note}
        cells |= {name: note[::-1] for name in columns if name not in OURS}
        cells["row_check"] = records.row_check(SHEET, cells)
        blob += records.record(columns, SHEET, cells)
        ends.append((len(blob), cells))
    return blob, first, ends


def cut_at(folder, blob, cut):
    """A folder in which the file was cut after so many bytes, and nothing else."""
    for path in folder.iterdir():
        if path.name.startswith("feelings.csv."):
            path.unlink()
    (folder / "feelings.csv").write_bytes(blob[:cut])


def whole_before(ends, cut, columns):
    """The rows that a cut leaves whole, and where they end; the last line feed may be missing where that is sure."""
    sure = columns[-1] == "row_check"
    kept = [(end, cells) for end, cells in ends if end <= cut or (sure and end == cut + 1)]
    return [cells for _, cells in kept], kept[-1][0] if kept else 0


def torn_parts(folder):
    return [path.read_bytes() for path in folder.glob("feelings.csv.*-*")]


COLUMNS = pytest.mark.parametrize("columns", [OURS, [*OURS, "mine"]], ids=["our columns", "one more column"])


@COLUMNS
def test_what_is_read_is_exactly_the_rows_before_the_cut(data, columns):
    blob, _, ends = nasty_file(columns)
    for cut in range(len(blob) + 1):
        found = records.parse(blob[:cut], SHEET)
        assert (found.rows, found.ours) == (whole_before(ends, cut, columns)[0], True), cut
        assert len(found.records) == len(found.rows), cut


@COLUMNS
def test_the_next_save_after_a_cut_anywhere_loses_and_swallows_nothing(data, quick, columns):
    blob, first, ends = nasty_file(columns)
    data.mkdir(mode=0o700)
    for cut in range(len(blob) + 1):
        cut_at(data, blob, cut)
        saved = store.save("feelings", NEXT)
        before, end = whole_before(ends, cut, columns)
        start = max(end, first if cut >= first else 0)
        torn = blob[start:cut]
        found = store.read("feelings")
        shown = [{name: row[name] for name in before[0]} for row in found.rows[:-1]] if before else []
        assert (shown, len(found.rows)) == (before, len(before) + 1), cut
        assert (found.rows[-1]["note"], found.rows[-1]["entry_id"]) == (NEXT["note"], saved.rows[0]["entry_id"]), cut
        assert (len(found.records), found.torn, found.ours) == (len(found.rows), b"", True), cut
        assert (data / "feelings.csv").read_bytes().startswith(blob[:start]), cut
        assert torn_parts(data) == [torn] * bool(torn), cut
        assert len(saved.notes) == bool(torn), cut


@pytest.mark.parametrize("tail", [64, 4096])
def test_a_long_file_cut_anywhere_in_its_last_rows_is_repaired_from_its_end(data, quick, monkeypatch, tail):
    """The same with the end longer than what is read of it at first."""
    blob = nasty_file(OURS)[0]
    last = records.record(OURS, SHEET, {"entry_id": f"e{99:021x}", "note": '"\n"e' * 40, "feeling": "calm"})
    whole = blob + last
    monkeypatch.setattr(csvs, "TAIL", tail)
    data.mkdir(mode=0o700)
    for cut in range(len(blob), len(whole)):
        cut_at(data, whole, cut)
        store.save("feelings", NEXT)
        notes = [row["note"] for row in store.read("feelings").rows]
        torn = whole[len(blob) : cut] if cut < len(whole) - 1 else b""
        assert (notes[:10], notes[-1], len(notes)) == (NASTY, NEXT["note"], 11 + (cut == len(whole) - 1)), cut
        assert torn_parts(data) == [torn] * bool(torn), cut


@pytest.mark.parametrize("change", ["change", "delete", "again"])
def test_a_change_after_a_cut_anywhere_loses_nothing_either(data, quick, change):
    blob, first, ends = nasty_file([*OURS, "mine"])
    data.mkdir(mode=0o700)
    first_id, end = ends[0][1]["entry_id"], ends[0][0]
    for cut in range(end, len(blob) + 1, 5):
        cut_at(data, blob, cut)
        if change == "delete":
            store.delete("feelings", [first_id])
        elif change == "change":
            store.save("feelings", {**NEXT, "entry_id": first_id})
        else:
            store.save("feelings", NEXT, ids=[first_id], again=True)
        others, start = whole_before(ends, cut, [*OURS, "mine"])
        left = (data / "feelings.csv").read_bytes()
        assert left.endswith(blob[end:start]), cut
        assert left.startswith(blob[:first]), cut
        assert [row for row in store.read("feelings").rows if row["entry_id"] != first_id] == others[1:], cut
        assert torn_parts(data) == [blob[start:cut]] * (start < cut), cut


def test_check_calls_a_cut_file_half_written_at_the_right_line(data):
    blob, _, ends = nasty_file(OURS)
    data.mkdir(mode=0o700)
    for cut in range(1, len(blob) - 1, 7):
        cut_at(data, blob, cut)
        before, end = whole_before(ends, cut, OURS)
        start = max(end, blob.index(b"\n") + 1) if b"\n" in blob[:cut] else 0
        torn = [("feelings.csv", 1 + blob.count(b"\n", 0, start), say.HALF_WRITTEN)]
        assert store.check("feelings") == (len(before), torn if start < cut else []), cut
