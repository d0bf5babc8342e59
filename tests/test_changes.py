"""Saving again, changing and deleting: what is meant changes, and nothing else does."""

import os

import pytest

import workbook as wb
from workbook import files, store
from workbook.words import problems as say

AN_ID = "e" + "0" * 21


def calm(**more):
    return {"feeling": "calm", "rating": 4, **more}


def file_of(data):
    return data / "feelings.csv"


def rows():
    return store.read("feelings").rows


def notes_kept():
    return [row["note"] for row in rows()]


def aside(data, kind):
    return sorted(data.glob(f"feelings.csv.{kind}-*"))


def everything(data):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in data.iterdir()}


def saved(*answers):
    """The ids of these entries, saved one by one."""
    return [store.save("feelings", one).rows[0]["entry_id"] for one in answers]


def with_unknown_column(data):
    """Three saved rows in a file that has one more column, "mine", with something in each row; their ids."""
    ids = saved(*[calm(note=note, at="2026-03-12T21:40:00+01:00") for note in ("one", "two", "three")])
    lines = file_of(data).read_bytes().splitlines()
    cells = [b'"mine"', b'"first, kept"', b'"second ""kept"""', b'"third kept"']
    file_of(data).write_bytes(b"".join(line + b"," + cell + b"\n" for line, cell in zip(lines, cells, strict=True)))
    return ids


def check_in(*words):
    return [{"feeling": word, "rating": 4} for word in words]


def words_by_id():
    return {row["entry_id"]: row["feeling"] for row in rows()}


def test_saving_again_under_the_same_ids_leaves_one_row_each(data):
    saved(calm())
    ids = store.new_ids(16)
    first = store.save("feelings", check_in("glad", "sad"), ids=ids)
    before = file_of(data).read_bytes()
    second = store.save("feelings", check_in("glad", "sad"), ids=ids, again=True)
    assert [row["entry_id"] for row in first.rows + second.rows] == ids[:2] * 2
    assert len(rows()) == 3
    assert [row["entry_id"] for row in rows()[1:]] == ids[:2]
    assert file_of(data).read_bytes() == before


def test_saving_again_with_other_answers_leaves_exactly_the_new_ones(data):
    other, ids = saved(calm()), store.new_ids(16)
    store.save("feelings", check_in("glad", "sad"), ids=ids)
    store.save("feelings", check_in("angry", "sad", "tired"), ids=ids, again=True)
    assert words_by_id() == {other[0]: "calm", ids[0]: "angry", ids[1]: "sad", ids[2]: "tired"}
    assert {row["checkin_id"] for row in rows()[1:]} == {ids[0]}


def test_a_half_written_save_is_completed_and_not_doubled(data):
    other, ids = saved(calm()), store.new_ids(16)
    store.save("feelings", check_in("glad", "sad", "tired"), ids=ids)
    whole = file_of(data).read_bytes()
    file_of(data).write_bytes(b"".join(whole.splitlines(keepends=True)[:3]))
    store.save("feelings", check_in("glad", "sad", "tired"), ids=ids, again=True)
    assert words_by_id() == {other[0]: "calm", ids[0]: "glad", ids[1]: "sad", ids[2]: "tired"}
    assert {row["checkin_id"] for row in rows()[1:]} == {ids[0]}


def test_a_word_taken_away_before_saving_again_is_gone(data):
    other, ids = saved(calm()), store.new_ids(16)
    store.save("feelings", check_in("glad", "sad", "tired"), ids=ids)
    store.save("feelings", check_in("glad"), ids=ids, again=True)
    assert words_by_id() == {other[0]: "calm", ids[0]: "glad"}


def test_a_retry_whose_first_attempt_wrote_nothing_is_a_new_entry(data):
    other, ids = saved(calm()), store.new_ids(16)
    before = file_of(data).read_bytes()
    store.save("feelings", check_in("glad"), ids=ids, again=True)
    assert file_of(data).read_bytes().startswith(before)
    assert words_by_id() == {other[0]: "calm", ids[0]: "glad"}


def test_a_change_keeps_id_moment_unknown_columns_and_every_other_byte(data):
    ids = with_unknown_column(data)
    before, lines = rows(), file_of(data).read_bytes().splitlines()
    kept = wb.save("feelings", calm(entry_id=ids[1], rating=9, note="changed"))
    after = file_of(data).read_bytes().splitlines()
    assert (kept[0]["entry_id"], kept[0]["at"]) == (ids[1], before[1]["at"])
    assert [after[0], after[1], after[3]] == [lines[0], lines[1], lines[3]]
    given = {"rating": "9", "note": "changed"}
    ours = ("saved_at", "row_check")
    assert {name: cell for name, cell in rows()[1].items() if name not in ours} == {
        name: cell for name, cell in {**before[1], **given}.items() if name not in ours
    }


def test_a_word_that_is_changed_stays_in_its_check_in(data):
    ids = [row["entry_id"] for row in wb.save("feelings", check_in("glad", "sad"))]
    wb.save("feelings", {"entry_id": ids[1], "feeling": "sad", "rating": 9})
    assert [row["checkin_id"] for row in rows()] == [ids[0]] * 2
    assert [row["rating"] for row in rows()] == ["4", "9"]


def test_a_row_that_was_changed_outside_and_not_here_stays_as_it_is_and_is_still_found(data):
    ids = store.new_ids(2)
    store.save("feelings", check_in("glad", "sad"), ids=ids)
    touched = file_of(data).read_bytes().replace(b'"4"', b'"5"', 1)
    file_of(data).write_bytes(touched)
    answers = [{"feeling": "glad", "rating": 5}, {"feeling": "sad", "rating": 9}]
    store.save("feelings", answers, ids=ids, again=True)
    assert file_of(data).read_bytes().splitlines()[:2] == touched.splitlines()[:2]
    assert [one.reason for one in store.check("feelings")[1] if one.line] == [say.CHANGED_OUTSIDE]


def test_a_new_entry_leaves_unknown_columns_alone(data):
    with_unknown_column(data)
    before = file_of(data).read_bytes()
    saved(calm())
    assert file_of(data).read_bytes().startswith(before)
    assert [row["mine"] for row in rows()] == ["first, kept", 'second "kept"', "third kept", ""]


def test_deleting_takes_out_these_rows_and_no_other_byte(data):
    ids = with_unknown_column(data)
    lines = file_of(data).read_bytes().splitlines(keepends=True)
    assert len(store.delete("feelings", [ids[1], AN_ID])) == 1
    assert file_of(data).read_bytes() == lines[0] + lines[1] + lines[3]
    before = everything(data)
    assert store.delete("feelings", [ids[1]]) == []
    assert everything(data)["feelings.csv"] == before["feelings.csv"]


def test_a_row_changed_outside_is_kept_aside_before_it_is_changed_here(data):
    ids = saved(calm(note="as it was"), calm())
    touched = file_of(data).read_bytes().replace(b"as it was", b"not as it was")
    file_of(data).write_bytes(touched)
    told = store.save("feelings", calm(entry_id=ids[0], note="changed")).notes
    assert [path.read_bytes() for path in aside(data, "kept")] == [touched]
    assert told == [say.KEPT_BEFORE_CHANGE.format(kept=aside(data, "kept")[0].name)]
    assert notes_kept() == ["changed", ""]


@pytest.mark.parametrize(("age", "left"), [(2 * files.LEFT_BEHIND, 0), (0, 1)])
def test_what_a_killed_change_left_behind_is_named_and_one_day_taken_away(data, age, left):
    ids = saved(calm())
    behind = data / ".~feelings.csv.4711-1"
    behind.write_bytes(b"half of a file")
    os.utime(behind, (behind.stat().st_atime, behind.stat().st_mtime - age))
    assert [one.file for one in store.check("feelings")[1]] == [behind.name]
    store.save("feelings", calm(entry_id=ids[0], note="changed"))
    assert len(list(data.glob(".~*"))) == left
    assert notes_kept() == ["changed"]
