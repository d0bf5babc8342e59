"""Files that were torn or damaged: what can be read is read, what cannot is named, and no byte is lost."""

import os
import random
import tempfile
import warnings
from pathlib import Path

import pytest

import workbook as wb
from workbook import records, settings, sheets, store
from workbook.words import problems as say

NOBODY = 65534
SHEET = sheets.sheet("feelings")
NASTY = 'she said "no";\nand, then\n"e0 left, \U0001f642 \u4f60\u597d caf\xe9'
GARBAGE = [
    b"a line nobody wrote\n",
    b'"e0","too few cells"\n',
    b'"e0' + b'","' * 40 + b'too many cells"\n',
    b'"e0","a stray " quote"\n',
    b'"e0","never closed\n',
    b'"e0","\xff\xfe not text"\n',
    b"\0" * 30 + b"\n",
]


def save(**more):
    return store.save("feelings", {"feeling": "calm", "rating": 4, **more})


def file_of(data):
    return data / "feelings.csv"


def rows():
    return store.read("feelings").rows


def aside(data, kind):
    return sorted(data.glob(f"feelings.csv.{kind}-*"))


def everything(data):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(data.iterdir())}


def three_rows(data, note=NASTY):
    """Three saved rows; the file's bytes."""
    for rating in (1, 2, 3):
        save(rating=rating, note=note)
    return file_of(data).read_bytes()


def damaged_in_the_middle(data, garbage):
    """Three rows with garbage after the first; the bytes before it and after it, and the rows."""
    whole, kept = three_rows(data), rows()
    cut = whole.index(records.STARTS, whole.index(records.STARTS) + 1) + 1
    file_of(data).write_bytes(whole[:cut] + garbage + whole[cut:])
    return whole[:cut], whole[cut:], kept


# A torn end

TORN = [
    b'"e0',
    b'"e0","2026-03-12T12:00:00+01:00","half a w',
    b'"e0","\xf0\x9f\x98',
    b"\0" * 500,
    b"\n",
    b'"',
    b"words",
]


@pytest.mark.parametrize("torn", TORN)
def test_a_torn_end_is_put_aside_byte_for_byte_and_named(data, torn):
    whole, kept = three_rows(data), rows()
    file_of(data).write_bytes(whole + torn)
    told = save(note="the next one").notes
    assert [path.read_bytes() for path in aside(data, "torn")] == [torn]
    assert told == [say.TORN_ASIDE.format(name=aside(data, "torn")[0].name)]
    assert rows()[:-1] == kept
    assert rows()[-1]["note"] == "the next one"
    assert file_of(data).read_bytes().startswith(whole)


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_what_is_put_aside_is_for_its_owner_alone(data, mask):
    whole = three_rows(data)
    before = os.umask(mask)
    try:
        file_of(data).write_bytes(whole + b'"e0 torn')
        save()
        file_of(data).write_bytes(whole.replace(b'","', b'";"'))
        save()
    finally:
        os.umask(before)
    modes = [path.stat().st_mode & 0o777 for path in aside(data, "torn") + aside(data, "kept")]
    assert modes == [0o600, 0o600]


@pytest.mark.parametrize("change", ["change", "delete", "again"])
def test_a_torn_end_is_kept_by_a_change_too(data, change):
    whole, kept = three_rows(data), rows()
    file_of(data).write_bytes(whole + b'"e0","half')
    if change == "delete":
        assert len(store.delete("feelings", [kept[0]["entry_id"]])) == 1
    elif change == "change":
        save(entry_id=kept[0]["entry_id"], note="changed")
    else:
        answers = {"feeling": "calm", "note": "changed"}
        store.save("feelings", answers, ids=[kept[0]["entry_id"]], again=True)
    assert [path.read_bytes() for path in aside(data, "torn")] == [b'"e0","half']
    assert rows()[-2:] == kept[1:]


def test_a_row_that_only_lost_its_line_feed_counts_and_stays(data):
    whole, kept = three_rows(data), rows()
    file_of(data).write_bytes(whole[:-1])
    assert rows() == kept
    assert store.check("feelings") == (3, [])
    assert save().notes == []
    assert file_of(data).read_bytes().startswith(whole)
    assert (rows()[:-1], len(rows())) == (kept, 4)


@pytest.mark.parametrize("length", [0, 1, 3, 40, -1])
@pytest.mark.parametrize("nuls", [b"", b"\0" * 60])
def test_a_first_save_that_was_torn_is_put_aside_and_the_file_begun_again(data, length, nuls):
    data.mkdir(mode=0o700)
    torn = records.header(list(SHEET.columns))[:length] + nuls
    file_of(data).write_bytes(torn)
    save(note="the first")
    assert [row["note"] for row in rows()] == ["the first"]
    assert file_of(data).read_bytes().startswith(records.header(list(SHEET.columns)))
    assert [path.read_bytes() for path in aside(data, "torn")] == [torn] * bool(torn)
    assert not aside(data, "kept")


def test_check_names_the_line_of_a_torn_end_and_what_lies_beside_the_file(data):
    whole = three_rows(data)
    file_of(data).write_bytes(whole + b'"e0","half')
    assert store.check("feelings") == (3, [("feelings.csv", 1 + whole.count(b"\n"), say.HALF_WRITTEN)])
    save()
    assert store.check("feelings") == (4, [(aside(data, "torn")[0].name, 0, "")])


# Damage in the middle


@pytest.mark.parametrize("garbage", GARBAGE)
def test_damage_in_the_middle_is_named_by_line_and_hides_no_other_row(data, garbage):
    before, _, kept = damaged_in_the_middle(data, garbage)
    count, found = store.check("feelings")
    assert (count, rows()) == (3, kept)
    assert [(one.file, one.line) for one in found] == [("feelings.csv", 1 + before.count(b"\n"))]
    assert found[0].reason in (say.WRONG_CELLS, say.NOT_TEXT)


@pytest.mark.parametrize("change", ["save", "change", "delete"])
@pytest.mark.parametrize("garbage", GARBAGE)
def test_damage_in_the_middle_stays_where_it_is(data, garbage, change):
    before, after, kept = damaged_in_the_middle(data, garbage)
    if change == "save":
        save()
        assert file_of(data).read_bytes().startswith(before + garbage + after)
    elif change == "change":
        save(entry_id=kept[2]["entry_id"], note="changed")
        assert file_of(data).read_bytes().startswith(before + garbage + after[: after.index(records.STARTS)])
        assert rows()[2]["note"] == "changed"
    else:
        store.delete("feelings", [kept[0]["entry_id"]])
        assert file_of(data).read_bytes() == records.header(list(SHEET.columns)) + garbage + after
        assert rows() == kept[1:]


def test_no_damage_makes_any_byte_or_any_other_row_disappear(data):
    for rating in range(8):
        save(rating=rating, note=NASTY[rating:])
    whole, kept = file_of(data).read_bytes(), store.read("feelings").records
    first = whole.index(b"\n") + 1
    starts = [first + sum(len(record.raw) for record in kept[:count]) for count in range(9)]
    chance = random.Random(1)
    for _ in range(3000):
        at, length = chance.randrange(first, len(whole)), chance.randrange(1, 40)
        noise = bytes(chance.choice(b'"\n,e\0\xffx') for _ in range(chance.randrange(4)))
        found = records.parse(whole[:at] + noise + whole[at + length :], SHEET)
        assert (
            b"".join(record.raw for record in found.records) + found.torn
            == whole[first:at] + noise + (whole[at + length :])
        )
        far = [one for one in range(8) if starts[one + 1] <= at or starts[one] > at + length]
        assert [kept[one].cells for one in far if kept[one].cells not in found.rows] == []


# Reading


def test_reading_never_changes_a_file(data):
    whole = three_rows(data)
    settings.save(followed=["calm"])
    shapes = [
        whole,
        whole + b'"e0","half',
        whole[:-1],
        whole.replace(b'","', b'";"'),
        whole.replace(b'"2"', b'"5"'),
        b"\0" * 9,
    ]
    for blob in shapes:
        file_of(data).write_bytes(blob)
        before = everything(data)
        store.read("feelings")
        store.recent("feelings")
        store.check("feelings")
        settings.read()
        with warnings.catch_warnings(action="ignore"):
            wb.entries("feelings")
        assert everything(data) == before


@pytest.fixture
def held_back(monkeypatch):
    """A data folder of somebody whom file modes hold back, whoever runs the tests."""
    wb.entries("topics")  # what this needs is loaded while it can be
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("WORKBOOK_DATA", f"{folder}/entries")
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, -1)
            os.seteuid(NOBODY)
        yield Path(folder) / "entries"
        os.seteuid(os.getuid())


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
@pytest.mark.parametrize("change", ["save", "change"])
def test_entries_one_may_only_read_can_be_read_and_are_not_called_saved(held_back, change):
    data = held_back
    three_rows(data)
    kept, before = rows(), everything(data)
    file_of(data).chmod(0o400)
    data.chmod(0o500)
    try:
        assert len(wb.entries("feelings")) == 3
        with pytest.raises(wb.NotSaved) as refused:
            save(entry_id=kept[0]["entry_id"]) if change == "change" else save()
    finally:
        data.chmod(0o700)
    assert refused.value.problems == {"": say.NO_PERMISSION}
    assert everything(data) == before
