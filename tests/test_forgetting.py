"""What is forgotten is gone from every file, and nothing else is: whatever another program made of those files."""

import csv
import errno
import gzip
import io
import os
import shutil
import stat

import pytest

from workbook import backups, keeping, outside, past, settings, sheets, store

HERON, LAKE = "Invented heron 4812", "Invented lake 2207"
TOPICS = sheets.sheet("topics")


def topic(title, **more):
    return store.save("topics", {"title": title, **more}).rows[0]["entry_id"]


def titles():
    return [row["title"] for row in store.read("topics").rows]


def resaved(change):
    """The file of the topics as a spreadsheet leaves it: its table (the header is a row too) after this change."""
    file = store.path(TOPICS)
    with file.open(newline="", encoding="utf-8-sig") as opened:
        table = change(list(csv.reader(opened)))
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(table)
    file.write_text(written.getvalue(), encoding="utf-8")


def held(word):
    """The files that have the word in them, copies unpacked."""
    found = []
    for path in (path for path in store.path(TOPICS).parent.parent.rglob("*") if path.is_file()):
        blob = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found += [path.name] if any(word.encode(how) in blob for how in ("utf-8", "utf-16-le")) else []
    return found


def forget(*ids):
    return keeping.forget(keeping.rows_of(ids))


CHANGES = {
    "columns in another order": lambda table: [[*row[3:], *row[:3]] for row in table],
    "a column deleted": lambda table: [
        [cell for cell, name in zip(row, table[0], strict=True) if name != "reasons"] for row in table
    ],
    "rows in another order": lambda table: [table[0], *table[:0:-1]],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_forgetting_one_entry_leaves_all_others_readable_in_every_copy(data, change):
    gone, stays = topic(HERON), topic(LAKE)
    resaved(change)
    topic("Invented: one more")
    forget(gone)
    assert held(HERON) == []
    copies = [path for path in keeping.further("topics") if LAKE.encode() in backups.read(path)]
    assert len(copies) >= 2
    for path in [*copies, store.path(TOPICS)]:
        rows = {row["entry_id"]: row["title"] for row in outside.records.parse(backups.read(path), TOPICS).rows}
        assert rows[stays] == LAKE, path.name


def test_forgetting_works_on_files_of_an_older_workbook_with_fewer_columns(data):
    gone, _ = topic(HERON), topic(LAKE)
    whole = store.path(TOPICS).read_bytes().decode("utf-8-sig")
    older = (
        "\ufeff"
        + "\n".join(",".join(line.split(",")[:-2] + line.split(",")[-1:]) for line in whole.splitlines())
        + "\n"
    )
    for file in (store.path(TOPICS), backups.latest("topics.csv")):
        file.write_bytes(older.encode())
    forget(gone)
    assert (held(HERON), titles()) == ([], [LAKE])


def test_a_damaged_line_of_a_forgotten_entry_goes_too(data):
    gone, _ = topic(HERON), topic(LAKE)
    file = store.path(TOPICS)
    file.write_bytes(file.read_bytes().replace(HERON.encode(), HERON.encode() + b'" stray'))
    outside.keep_mine("topics")
    forget(gone)
    assert (held(HERON), titles()) == ([], [LAKE])


def test_a_row_that_was_added_in_a_spreadsheet_has_one_id_in_every_file(data):
    topic(LAKE)
    resaved(lambda table: [*table, [HERON if name == "title" else "" for name in table[0]]])
    topic("Invented: one more")
    copy = next(path for path in backups.everything() if path.suffix == ".gz" and HERON.encode() in backups.read(path))
    keeping.bring_back({"topics.csv": backups.read(copy)})
    assert titles().count(HERON) == 1
    (added,) = [row["entry_id"] for row in store.read("topics").rows if row["title"] == HERON]
    forget(added)
    assert held(HERON) == []


def test_a_line_that_was_copied_in_a_spreadsheet_is_forgotten_with_its_original(data):
    gone = topic(HERON)
    resaved(lambda table: [*table, [cell.replace(HERON, f"{HERON} again") for cell in table[1]]])
    forget(gone)
    assert held(HERON) == []


def test_a_session_is_forgotten_with_all_that_belongs_to_it(data):
    session = store.save("sessions", {"mode": "video"}).rows[0]["entry_id"]
    topic(HERON, session_id=session)
    forget(session)
    assert (held(HERON), store.read("sessions").rows) == ([], [])


def test_what_a_save_that_was_killed_left_behind_is_forgotten_too(data):
    gone = topic(HERON)
    (data / ".~topics.csv.0123").write_text(f"half {gone} {HERON}")
    forget(gone)
    assert held(HERON) == []


def test_a_feeling_word_of_ones_own_is_forgotten_with_its_last_entry(data):
    settings.save(followed=["heronish", "calm"], own_words=["heronish", "lakeish"])
    rows = store.save("feelings", [{"feeling": word, "rating": 4} for word in ("heronish", "lakeish", "calm")]).rows
    keeping.forget({"feelings": [row for row in store.read("feelings").rows if row["entry_id"] == rows[0]["entry_id"]]})
    assert held("heronish") == []
    assert (settings.read()["followed"], settings.read()["own_words"]) == (["calm"], ["lakeish"])


def test_forgetting_takes_no_row_that_was_not_named(data):
    session = store.save("sessions", {"mode": "video"}).rows[0]["entry_id"]
    topic(LAKE)
    (data / "drafts").mkdir()
    (data / "drafts" / "journal.d0123456789abcdef.json").write_text("{}")
    cells = {"one": {"title": "Invented: one"}, "two": {"title": "Invented: two", "session_id": session}}
    resaved(lambda table: [*table, *([cells[one].get(name, "") for name in table[0]] for one in cells)])
    forget(session)
    assert titles() == [LAKE, "Invented: one"]
    assert [path.name for path in (data / "drafts").iterdir()] == ["journal.d0123456789abcdef.json"]


def test_a_damaged_line_that_holds_another_entry_too_is_left(data):
    gone, _ = topic(HERON), topic(LAKE)
    file = store.path(TOPICS)
    file.write_bytes(
        file.read_bytes().replace(
            f'\n"{store.read("topics").rows[1]["entry_id"]}'.encode(),
            b'"' + store.read("topics").rows[1]["entry_id"].encode(),
        )
    )
    assert len(store.read("topics").rows) == 0
    forget(gone)
    keeping.forget({"topics": [{"entry_id": gone, "title": HERON}]})
    assert LAKE.encode() in file.read_bytes()


# What another program made of a file


def test_both_lines_stay_where_one_was_copied_and_changed_in_a_spreadsheet(data):
    topic(HERON)
    resaved(lambda table: [*table, [cell.replace(HERON, LAKE) for cell in table[1]]])
    outside.keep_theirs("topics")
    topic("Invented: one more")
    assert {HERON, LAKE} <= {*titles()}


def test_a_row_with_an_id_made_by_hand_is_there_once_after_either_answer(data):
    topic(HERON)
    resaved(lambda table: [*table, [{"entry_id": "3", "title": LAKE}.get(name, "") for name in table[0]]])
    outside.keep_theirs("topics")
    topic("Invented: one more")
    assert titles().count(LAKE) == 1


def test_a_row_without_an_id_in_a_file_of_our_own_shape_is_not_doubled(data):
    topic(HERON)
    row = store.read("topics").rows[0] | {"entry_id": "", "title": LAKE}
    with store.path(TOPICS).open("ab") as file:
        file.write(outside.records.encode(row.values()) + b"\n")
    assert [one["entry_id"] for one in store.rows("topics") if one["title"] == LAKE] == [""]


def test_deleting_a_copied_line_never_deletes_its_original(data):
    topic(HERON)
    resaved(lambda table: [*table, [cell.replace(HERON, LAKE) for cell in table[1]]])
    entries, _ = past.entries(sheets.looking_back("topics"))
    (copied,) = [entry for entry in entries if entry.parts["topics"][0]["title"] == LAKE]
    assert copied.entry_id == ""  # it has its own after the next save, and is told so


def test_a_file_that_lost_its_checks_is_settled_by_either_answer(data):
    topic(HERON)
    resaved(lambda table: [row[:-1] for row in table])
    topic(LAKE)
    outside.keep_theirs("topics")
    assert all(outside.sound(TOPICS, row) for row in store.read("topics").rows)
    assert outside.differences("topics") == []


def test_a_newer_version_keeps_columns_of_ones_own_and_brings_its_own(data):
    one = topic(HERON)
    resaved(lambda table: [[*row, "mine" if number else "colour"] for number, row in enumerate(table)])
    topic(LAKE)
    newer = {
        **store.read("topics").rows[0],
        "title": f"{HERON} newer",
        "saved_at": "2099-01-01T00:00:00+00:00",
        "shape": "round",
    }
    newer.pop("colour")
    columns = [*newer]
    blob = outside.records.header(columns) + outside.records.record(columns, TOPICS, newer)
    outside.merge("topics", blob)
    (row,) = [row for row in store.read("topics").rows if row["entry_id"] == one]
    assert (row["title"], row["colour"], row["shape"]) == (f"{HERON} newer", "mine", "round")


def test_of_two_rows_with_one_id_in_another_file_the_later_comes_in_whatever_their_order(data):
    one = topic(HERON)
    row = store.read("topics").rows[0]
    shutil.rmtree(data)
    columns, blob = [*row], outside.records.header([*row])
    for title, at in ((LAKE, "2026-03-12T20:00:00+00:00"), (HERON, "2026-03-11T20:00:00+00:00")):
        blob += outside.records.record(columns, TOPICS, row | {"title": title, "saved_at": at})
    for _ in range(2):
        outside.merge("topics", blob)
        assert [(row["entry_id"], row["title"]) for row in store.read("topics").rows] == [(one, LAKE)]


# Copies, clocks and drives


def test_a_check_in_without_an_id_is_the_same_whether_it_is_merged_or_saved_over(data):
    store.save("feelings", {"feeling": "calm", "rating": 4})
    file = store.path(sheets.sheet("feelings"))
    columns = [*store.read("feelings").rows[0]]
    line = ";".join(
        {"feeling": "sad", "rating": "6", "at": "2026-03-12T20:00:00+01:00"}.get(name, "") for name in columns
    )
    foreign = f"{';'.join(columns)}\n{line}\n".encode()
    outside.merge("feelings", foreign)
    merged = store.read("feelings").rows[-1]
    assert merged["checkin_id"] == merged["entry_id"]
    file.write_bytes(foreign)
    store.save("feelings", {"feeling": "calm", "rating": 5})
    assert store.read("feelings").rows[0] == merged


def test_copies_of_this_folder_are_offered_before_those_of_another(data):
    topic(HERON)
    other = backups.folder().with_name("0123abcd")
    other.mkdir()
    (other / "topics.csv.latest").write_bytes(b"")
    assert backups.folders()[0] == backups.folder()


def test_a_change_after_the_clock_was_put_right_is_still_the_later_one(data):
    one = topic(HERON)
    row = store.read("topics").rows[0]
    ahead = row | {"saved_at": "2099-01-01T00:00:00+00:00"}
    store.path(TOPICS).write_bytes(outside.records.header([*row]) + outside.records.record([*row], TOPICS, ahead))
    taken = store.path(TOPICS).read_bytes()
    topic(LAKE, entry_id=one)
    between = store.path(TOPICS).read_bytes()
    outside.merge("topics", taken)
    assert titles() == [LAKE]
    topic(HERON, entry_id=one)
    outside.merge("topics", between)
    assert titles() == [HERON]
    store.path(TOPICS).write_bytes(taken)
    outside.merge("topics", between)
    assert titles() == [LAKE]


def test_a_change_of_a_note_leaves_the_scale_and_the_source_of_a_rating(data):
    came = {"feeling": "mood", "rating": 4, "scale_max": 4, "asked": "imported"}
    one = store.save("feelings", came).rows[0]["entry_id"]
    store.save("feelings", {"entry_id": one, "feeling": "mood", "note": "Invented: rain"})
    (row,) = store.read("feelings").rows
    assert (row["feeling"], row["rating"], row["scale_max"], row["asked"], row["note"]) == (
        "mood",
        "4",
        "4",
        "imported",
        "Invented: rain",
    )


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EBADF, errno.ENOTSUP], ids=["EINVAL", "EBADF", "ENOTSUP"])
def test_a_drive_that_cannot_sync_a_folder_still_takes_a_save(data, monkeypatch, number):
    real = os.fsync

    def fsync(fd):
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(number, os.strerror(number))
        return real(fd)

    monkeypatch.setattr(os, "fsync", fsync)
    topic(HERON)
    assert titles() == [HERON]


def test_a_drive_without_rights_still_takes_a_save(data, monkeypatch):
    def refuse(*given, **named):
        raise PermissionError(1, "not permitted")

    topic(HERON)
    data.chmod(0o755)
    store.path(TOPICS).chmod(0o644)
    monkeypatch.setattr(os, "fchmod", refuse)
    monkeypatch.setattr(os, "chmod", refuse)
    topic(LAKE)
    assert titles() == [HERON, LAKE]
