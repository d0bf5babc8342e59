"""The invented person: made by a program, whole by our own checks, and never to be taken for someone."""

import runpy
import shutil
from pathlib import Path

import pytest

import workbook as wb
from workbook import fields, records, sheets, store

FOLDER = Path(__file__).resolve().parent.parent / "data" / "sample"
FEELINGS = sheets.sheet("feelings")
CONTENTS = records.parse((FOLDER / "feelings.csv").read_bytes(), FEELINGS)
ROWS = CONTENTS.rows


FILES = sorted(FOLDER.glob("*.csv"))
EACH = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def test_the_files_are_what_their_program_makes():
    assert runpy.run_path(str(FOLDER / "make_sample.py"))["csvs"]() == {file.stem: file.read_bytes() for file in FILES}


@EACH
def test_every_file_is_whole_and_its_links_lead_somewhere(file, data):
    shutil.copytree(FOLDER, data, ignore=shutil.ignore_patterns("*.py"))
    count, findings = store.check(file.stem)
    assert count > 0 and findings == []
    frames = wb.sample()
    for field in sheets.sheet(file.stem).fields:
        if isinstance(field, fields.Link):
            linked = frames[file.stem][field.name]
            assert set(linked[linked != ""]) <= set(frames[field.of]["entry_id"])


@EACH
def test_its_own_words_say_that_they_are_a_sample(file):
    own = {"text", "title", "note", "task", "smallest", "found_out", "thought", "answer", "technique", "name"}
    for row in records.parse(file.read_bytes(), sheets.sheet(file.stem)).rows:
        assert all(row[name].startswith("Sample: ") for name in own & set(row) if row[name] and not row.get("item"))


def test_every_sample_file_is_that_of_a_sheet():
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(wb.sample()) <= set(sheets.SHEETS)


def test_the_file_is_whole_and_in_our_shape():
    assert (CONTENTS.ours, CONTENTS.torn, len(ROWS)) == (True, b"", len(CONTENTS.records))
    assert len(ROWS) > 100


def test_every_row_is_one_that_could_have_been_saved():
    for row in ROWS:
        given = {name: cell for name, cell in row.items() if name not in ("saved_at", "row_check")}
        checked = FEELINGS.check(given)
        assert checked.problems == {}
        assert FEELINGS.cells(checked.row).items() <= (row | {"saved_at": ""}).items()
        assert row["row_check"] == records.row_check(FEELINGS, row)


def test_workbook_check_has_nothing_to_say_of_it(data):
    data.mkdir()
    (data / "feelings.csv").write_bytes((FOLDER / "feelings.csv").read_bytes())
    assert store.check("feelings") == (len(ROWS), [])


def test_ids_are_unique_and_rise_and_a_check_in_has_the_id_of_its_first_row():
    ids = [row["entry_id"] for row in ROWS]
    assert ids == sorted(set(ids))
    firsts = {}
    for row in ROWS:
        assert row["checkin_id"] == firsts.setdefault(row["at"], row["entry_id"])


def test_it_is_the_length_of_twelve_weeks_with_a_gap_and_blanks():
    frame = wb.sample()["feelings"]
    weeks = frame["day"].dt.isocalendar().week
    days = frame["day"].drop_duplicates()
    assert weeks.max() - weeks.min() + 1 == 12
    assert (frame["day"].max() - frame["day"].min()).days + 1 == 84
    assert days.diff().dt.days.max() > 7
    followed = frame[frame["asked"] == "followed"]
    assert 0 < followed["rating"].isna().mean() < 0.2
    assert set(frame["asked"]) == {"followed", "added"}


def test_a_followed_word_stands_in_every_check_in():
    frame = wb.sample()["feelings"]
    followed = frame[frame["asked"] == "followed"].groupby("feeling")["checkin_id"].nunique()
    assert followed.tolist() == [frame["checkin_id"].nunique()] * 2


@pytest.mark.usefixtures("data")
def test_its_tables_are_those_of_ones_own_entries():
    for name, frame in wb.sample().items():
        own = wb.entries(name)
        assert list(frame) == list(own)
        assert frame.dtypes.equals(own.dtypes)


def test_every_note_says_it_is_a_sample():
    notes = {row["note"] for row in ROWS if row["note"]}
    assert len(notes) >= 3
    assert all(note.startswith("Sample: ") for note in notes)


def test_only_listed_words_are_used():
    assert {row["feeling"] for row in ROWS} <= sheets.LISTED


def test_nothing_of_it_is_written_to_the_persons_folder(data):
    wb.trend(entries=wb.sample())
    wb.daily(wb.sample()["feelings"])
    assert not data.exists()
