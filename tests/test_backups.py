"""Copies made by themselves: earlier ones, and what the workbook last wrote, so that an outside edit stands out."""

import codecs
import gzip
import os
import random
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from workbook import (
    backups,
    cli,
    files,
    forms,
    housekeeping,
    keeping,
    onepage,
    outside,
    pages,
    records,
    rendering,
    settings,
    sheets,
    store,
    upcoming,
)
from workbook.words import keeping as words
from workbook.words import problems as say

NOTE = 'Invented: "so, so",\nand a line \U0001f642'


def save(rating=4, **more):
    return store.save("feelings", {"feeling": "calm", "rating": rating, "note": NOTE, **more}).rows[0]["entry_id"]


def ratings():
    return {row["entry_id"]: row["rating"] for row in store.read("feelings").rows}


def file_of(data):
    return data / "feelings.csv"


def with_cell(data, old, new):
    """The file as another program would leave it: one cell changed, the check as it was."""
    blob = file_of(data).read_bytes()
    assert old in blob
    file_of(data).write_bytes(blob.replace(old, new, 1))


def test_the_latest_copy_is_what_the_workbook_wrote_after_each_save_change_and_delete(data):
    copy = backups.latest("feelings.csv")
    one, two = save(1), save(2)
    assert copy.read_bytes() == file_of(data).read_bytes()
    save(3, entry_id=one)
    assert copy.read_bytes() == file_of(data).read_bytes()
    store.delete("feelings", [two])
    assert copy.read_bytes() == file_of(data).read_bytes()
    settings.save(followed=["calm"])
    assert (copy.parent / "settings.json").read_bytes() == (data / "settings.json").read_bytes()


def test_before_a_change_the_file_as_it_was_is_copied(data):
    one = save(1)
    before = file_of(data).read_bytes()
    save(3, entry_id=one)
    (copy,) = backups.copies(backups.folder(), "feelings.csv")
    assert backups.read(copy.path) == before
    assert gzip.decompress(copy.path.read_bytes()) == before


def test_the_first_new_entry_of_a_day_is_preceded_by_a_copy_and_the_next_is_not(data, monkeypatch):
    save(1)
    yesterday = file_of(data).read_bytes()
    monkeypatch.setattr(backups, "today", lambda: "2100-01-01")
    save(2)
    save(3)
    assert [backups.read(copy.path) for copy in backups.copies(backups.folder())] == [yesterday]


def test_copies_are_thinned_to_the_last_ten_thirty_days_and_twelve_months(tmp_path):
    now = datetime(2026, 3, 12, 12, tzinfo=UTC)
    for hours in range(0, 24 * 500, 6):
        name = f"feelings.csv.{(now - timedelta(hours=hours)).strftime(backups.MOMENT)}.gz"
        (tmp_path / name).write_bytes(gzip.compress(b"x"))
    backups.thin(tmp_path, "feelings.csv")
    left = [copy.at for copy in backups.copies(tmp_path)]
    assert left[:10] == [now - timedelta(hours=6 * step) for step in range(10)]
    assert len({at.astimezone().date() for at in left}) >= 30
    assert len({at.astimezone().strftime("%Y-%m") for at in left}) == 12
    assert len(left) <= 10 + 30 + 12


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_copies_are_for_their_owner_alone(data, mask):
    before = os.umask(mask)
    try:
        save(entry_id=save())
    finally:
        os.umask(before)
    place = backups.folder()
    assert {path.stat().st_mode & 0o777 for path in place.iterdir()} == {0o600}
    assert [place.stat().st_mode & 0o777, place.parent.stat().st_mode & 0o777] == [0o700, 0o700]


@pytest.mark.parametrize("how", ["off", "binder"])
def test_no_copy_is_made_where_none_is_wanted(data, monkeypatch, how):
    monkeypatch.setenv(*(("WORKBOOK_BACKUPS", "off") if how == "off" else ("BINDER_SERVICE_HOST", "there")))
    save(entry_id=save())
    assert backups.folder() is None
    assert sorted(path.name for path in data.parent.iterdir()) == ["entries"]


def test_a_copy_that_cannot_be_made_costs_no_entry_and_is_said(data, monkeypatch, tmp_path):
    (tmp_path / "in the way").write_text("a file")
    monkeypatch.setenv("WORKBOOK_BACKUPS", str(tmp_path / "in the way"))
    saved = store.save("feelings", {"feeling": "calm", "rating": 4})
    assert say.NO_COPY in saved.notes
    assert len(ratings()) == 1


def test_a_write_that_would_lose_an_entry_nobody_deleted_is_refused(data, monkeypatch):
    one, _ = save(1), save(2)
    before = file_of(data).read_bytes()
    monkeypatch.setattr(records, "record", lambda *given: b'"a row that swallows the next')
    with pytest.raises(files.NotSaved, match="about to lose"):
        save(9, entry_id=one)
    assert file_of(data).read_bytes() == before


def test_copies_that_cannot_be_read_stand_in_nobodys_way(data, monkeypatch):
    save()
    shutil.rmtree(data)
    assert keeping.offered()

    def broken(*given):
        raise PermissionError(13, "not allowed")

    monkeypatch.setattr(backups, "folders", broken)
    assert keeping.offered() is None
    assert forms.state(sheets.form("feelings"))["notice"] == ""
    shown = housekeeping.state()
    assert words.CANNOT_LOOK in shown["told"]
    assert str(data) in shown["folders"][0]


# Changed outside


def test_nothing_differs_that_the_workbook_wrote(data):
    save(2, entry_id=save(1))
    assert outside.differences("feelings") == []


def test_a_changed_cell_and_a_missing_row_are_named_by_day_and_column_and_no_word(data):
    one, two = save(1), save(2)
    blob = file_of(data).read_bytes()
    file_of(data).write_bytes(blob[: blob.index(f'\n"{two}'.encode()) + 1].replace(b'"1","0","10"', b'"7","0","10"'))
    changed, gone = outside.differences("feelings")
    assert (changed.entry_id, changed.columns, changed.gone) == (one, ("rating",), False)
    assert (gone.entry_id, gone.gone) == (two, True)


def test_keep_mine_brings_back_what_was_written_and_keeps_the_other(data):
    one, two = save(1), save(2)
    whole = file_of(data).read_bytes()
    file_of(data).write_bytes(whole[: whole.index(f'\n"{two}'.encode()) + 1].replace(b'"1","0","10"', b'"7","0","10"'))
    theirs = file_of(data).read_bytes()
    outside.keep_mine("feelings")
    assert ratings() == {one: "1", two: "2"}
    assert outside.differences("feelings") == []
    assert [path.read_bytes() for path in data.glob("*.kept-*")] == [theirs]


def test_keep_theirs_takes_the_file_as_it_is_and_keeps_what_was_written(data):
    one, two = save(1), save(2)
    whole = file_of(data).read_bytes()
    file_of(data).write_bytes(whole[: whole.index(f'\n"{two}'.encode()) + 1].replace(b'"1","0","10"', b'"7","0","10"'))
    outside.keep_theirs("feelings")
    assert ratings() == {one: "7"}
    assert outside.differences("feelings") == []
    assert store.check("feelings")[1][:-1] == []  # the last finding names what was put aside
    assert whole in [backups.read(copy.path) for copy in backups.copies(backups.folder(), "feelings.csv")]


def test_a_save_after_an_outside_edit_keeps_both_sides(data):
    one = save(1)
    with_cell(data, b'"1","0","10"', b'"7","0","10"')
    save(2)
    assert ratings()[one] == "7"
    outside.keep_mine("feelings")
    assert ratings()[one] == "1"


@pytest.mark.parametrize(
    "name",
    [
        "feelings (conflicted copy 2026-03-12).csv",
        "feelings (Robin’s conflicted copy).csv",
        "feelings-LAPTOP.csv",
        "feelings (1).csv",
        "feelings 2.csv",
        "feelings.sync-conflict-20260312-214000-ABCDEF.csv",
        "feelings_conflict-20260312.csv",
        "feelings~1.csv",
    ],
)
def test_a_second_copy_of_a_file_is_found_and_put_together_by_id(data, name):
    save(1)
    second = data / name
    shutil.copy(file_of(data), second)
    here = save(2)
    store_bytes = file_of(data).read_bytes()
    with_cell(data, b'"2","0","10"', b'"2","0","10"')
    assert file_of(data).read_bytes() == store_bytes
    assert outside.conflicts() == [("feelings", second)]
    store.delete("feelings", [next(iter(set(ratings()) - {here}))])
    merged, _ = outside.put_together("feelings", second)
    assert (merged.added, sorted(ratings().values())) == (1, ["1", "2"])
    assert outside.conflicts() == []


def test_other_files_of_the_folder_are_no_second_copies(data):
    save()
    for name in ("task_logs.csv", "tasks.csv", "mine.csv", "feelingsandmore.csv"):
        (data / name).write_bytes(b"")
    assert outside.conflicts() == []


# Bringing back


def test_a_cleaned_checkout_offers_what_was_there_and_brings_all_of_it_back(data):
    settings.save(followed=["calm"])
    kept = [save(rating) for rating in range(5)]
    before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file() and path.name != ".lock"}
    assert keeping.offered() is None
    shutil.rmtree(data)
    place, rows = keeping.offered()
    assert rows == 5
    report = keeping.bring_back(keeping.latest(place))
    assert (report.sheets["feelings"].added, report.settings) == (5, True)
    after = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file() and path.name != ".lock"}
    assert (after, list(ratings())) == (before, kept)


def test_what_was_deleted_does_not_come_back_with_the_latest_copy(data):
    one, two = save(1), save(2)
    store.delete("feelings", [one])
    shutil.rmtree(data)
    keeping.bring_back(keeping.latest(backups.folders()[0]))
    assert list(ratings()) == [two]


def test_bringing_back_twice_adds_nothing_and_nothing_newer_is_overwritten(data):
    one = save(1)
    old = keeping.latest(backups.folder())
    save(9, entry_id=one)
    first, second = keeping.bring_back(old), keeping.bring_back(old)
    assert first.sheets == second.sheets
    assert (first.sheets["feelings"].added, ratings()) == (0, {one: "9"})


@pytest.mark.parametrize(
    "here, there, stays",
    [
        ("2026-03-12T21:00:00+02:00", "2026-03-12T20:00:00+00:00", "there"),
        ("2026-03-12T20:00:00+00:00", "2026-03-12T21:00:00+02:00", "here"),
    ],
)
def test_of_two_with_one_id_the_one_saved_last_stays_whatever_the_zone_it_was_saved_in(data, here, there, stays):
    one, sheet = save(1), sheets.sheet("feelings")
    (row,) = store.read("feelings").rows

    def saved(at, rating):
        return records.header([*row]) + records.record([*row], sheet, row | {"saved_at": at, "rating": rating})

    file_of(data).write_bytes(saved(here, "1"))
    outside.merge("feelings", saved(there, "9"))
    assert ratings() == {one: "9" if stays == "there" else "1"}


def test_a_copy_of_the_settings_that_is_listed_comes_back(data):
    settings.save(followed=["calm"])
    settings.save(followed=["worried"])
    copy = next(path for path in backups.everything() if path.name.startswith("settings.json.2"))
    settings.path().unlink()
    assert cli.main(["restore", str(copy)]) == 0
    assert settings.read()["followed"] == ["calm"]


def test_a_dry_run_says_the_same_and_writes_nothing(data):
    save(1)
    found = keeping.latest(backups.folder())
    shutil.rmtree(data)
    dry = keeping.bring_back(found, dry=True)
    assert not data.exists()
    assert keeping.bring_back(found).sheets == dry.sheets


def test_columns_of_ones_own_come_back_too(data):
    save(1)
    blob = file_of(data).read_bytes().replace(b'"row_check"\n', b'"row_check","mine"\n')
    blob = blob[:-1] + b',"by the sea"\n'
    shutil.rmtree(data)
    save(2)
    keeping.bring_back({"feelings.csv": blob})
    assert [row["mine"] for row in store.read("feelings").rows] == ["", "by the sea"]
    assert outside.differences("feelings") == []


FIFTY = range(50)


@pytest.mark.parametrize("seed", FIFTY)
def test_fifty_drills_bring_back_every_id_and_byte(data, seed):
    chance = random.Random(seed)
    texts = ["", NOTE, "=1+1", "\u202eleft", '"', "\n", "007", "caf\xe9;", "'", "🙂" * chance.randrange(40)]
    for _ in range(chance.randrange(1, 12)):
        one = save(chance.randrange(11), note=chance.choice(texts))
        if chance.random() < 0.3:
            save(chance.randrange(11), note=chance.choice(texts), entry_id=one)
        if chance.random() < 0.1:
            store.delete("feelings", [one])
    store.save("topics", {"title": chance.choice(texts).replace("\n", " ") or "a line"})
    before = {path.name: path.read_bytes() for path in data.glob("*.csv")}
    shutil.rmtree(data)
    keeping.bring_back(keeping.latest(backups.folders()[0]))
    after = {path.name: path.read_bytes() for path in data.glob("*.csv")}
    assert after == {n: b for n, b in before.items() if b.count(b"\n") > 1}


# Forgetting


def holding(word, *roots):
    """The files below these folders that have the word in them, copies unpacked."""
    found = []
    for path in (one for root in roots for one in Path(root).rglob("*") if one.is_file()):
        blob = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found += [path.name] if word.encode() in blob else []
    return found


def test_what_is_forgotten_is_in_no_entry_copy_draft_kept_page_or_file_put_aside(data, monkeypatch):
    word = "Invented heron 4812"
    one, other = save(note=f"{word} <and> more"), save(note="stays")
    save(7, entry_id=one, note=f"{word} again")
    (data / "drafts").mkdir()
    (data / "drafts" / "feelings.d0123456789abcdef.json").write_text(f'{{"ids": ["{one}"], "note": "{word}"}}')
    (data / "pages").mkdir()
    (data / "pages" / "2026-03-12T21-40-00.000001.html").write_text(f"<p>{word} &lt;and&gt; more</p>")
    (data / "feelings.csv.kept-1").write_bytes(file_of(data).read_bytes().replace(b'","', b'";"'))
    (data / "feelings.csv.torn-1").write_bytes(f'"{one}","half {word}'.encode())
    assert len(holding(word, data.parent)) >= 6
    done = keeping.forget(keeping.rows_of([one]))
    assert holding(word, data.parent) == []
    assert list(ratings()) == [other]
    assert (done["rows"], done["drafts"], done["pages"]) == (1, 1, 1)
    assert outside.differences("feelings") == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-8-sig", "cp1252"])
def test_what_is_forgotten_is_in_no_copy_of_a_file_that_a_spreadsheet_saved(data, encoding):
    word = "Invented heron 4812"
    one, other = save(note=word), save(note="stays")
    mark = {"utf-16-be": codecs.BOM_UTF16_BE, "utf-16-le": codecs.BOM_UTF16_LE}.get(encoding, b"")
    text = file_of(data).read_text("utf-8-sig").replace(",", "\t")
    file_of(data).write_bytes(mark + text.encode(encoding))
    save(note="and one more")  # puts the file as it was aside, and makes copies
    keeping.forget(keeping.rows_of([one]))
    for path in (path for path in data.parent.rglob("*") if path.is_file()):
        blob = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert not any(word.encode(how) in blob for how in ("ascii", "utf-16-le", "utf-16-be")), path.name
    assert other in ratings()


@pytest.mark.parametrize(
    "name, row",
    [
        ("reflections", {"prompt": "tension", "text": "A long invented silence\n"}),
        ("feedback", {"technique": "Breathing exercises."}),
    ],
)
def test_a_kept_page_is_forgotten_with_its_entry_where_the_page_trimmed_the_words(data, name, row):
    saved = store.save(name, row).rows
    today = date.today()
    days = onepage.Period(first=today, last=today)
    found = onepage.offered(upcoming.rows, days)
    chosen = [rendering.Chosen(block, one.text) for block, lines in found.items() for one in lines]
    pages.keep(rendering.as_html(rendering.sheet(days, chosen)).encode())
    assert len(pages.kept()) == 1
    assert keeping.forget(keeping.rows_of([saved[0]["entry_id"]]))["pages"] == 1
    assert pages.kept() == []


def test_everything_is_everything_the_workbook_made_and_nothing_else(data):
    settings.save(followed=["calm"])
    save(entry_id=save())
    (data / "mine.txt").write_text("not the workbook’s")
    assert keeping.forget_everything() >= 4
    assert [path.name for path in data.parent.rglob("*") if path.is_file()] == ["mine.txt"]
    assert keeping.offered() is None
