"""Files that a spreadsheet saved: they open, each row is read or named, and each row with a changed cell is flagged.

The files are in `spreadsheets/`, where `make.py` tells how each was made; those called `lo-` LibreOffice 7.4 wrote.
"""

import csv
import re
import warnings
import zipfile
from pathlib import Path

import pytest

import workbook as wb
from workbook import archives, store

HERE = Path(__file__).parent / "spreadsheets"
WRITTEN = "as-the-workbook-wrote-it"
WORDS = ["calm", "sad", "glad", "proud", "lonely", "tired", "hopeful"]  # one row each; a spreadsheet leaves them alone
UNREAD = "all"  # no cell of the row is where it was
WITHOUT_CHECK = ""  # no cell of an entry, and yet it wants a look


def each(columns):
    return dict.fromkeys(WORDS, columns)


# How LibreOffice understands a file that it opens without being asked anything
FORMULAS = {"glad": "note tags", "proud": "note tags", "hopeful": "note tags"}

DID = {  # fixture -> what was done, and the rows whose cells that changed: word -> columns
    "lo-default": ("opened and saved; its byte order mark and quotes are in the first heading now", FORMULAS),
    "lo-utf8": ("opened as UTF-8: formulas are worked out, zeros and long numbers lost", FORMULAS),
    "lo-quoted-is-text": ("quoted fields taken as text", {}),
    "lo-special-numbers": (
        "numbers and dates found wherever they may be",
        FORMULAS | {"lonely": "tags", "tired": "note"},
    ),
    "lo-special-numbers-american": (
        "the same, month first",
        FORMULAS | {"lonely": "tags", "tired": "note"},
    ),
    "lo-special-numbers-german": ("the same with decimal commas, saved with semicolons", FORMULAS | {"tired": "tags"}),
    "lo-all-text": ("every column taken as text", {}),
    "lo-all-text-quoted": ("the same, all quoted, but without a byte order mark", {}),
    "lo-all-text-tabs": ("the same, with tabs", {}),
    "lo-all-text-utf16": ("the same, in UTF-16", {}),
    "lo-all-text-cp1252": ("the same, in cp1252", {}),
    "lo-all-text-mac": ("the same, in the letters of an old Mac", {"lonely": "note"}),
    "lo-all-text-dos": ("the same, in the letters of DOS, which has no euro", {"lonely": "note"}),
    "lo-read-as-cp1252": ("UTF-8 taken for cp1252, and saved as UTF-8", {"lonely": "note"}),
    "lo-read-as-semicolons": ("commas not taken for separators: a row is one cell", each(UNREAD)),
    "lo-formulas-saved": (
        "formulas saved, not what they come to",
        {"glad": "tags", "proud": "tags", "hopeful": "note tags"},
    ),
    "lo-single-quotes": (
        "saved with single quotes, which hold nothing together",
        {**dict.fromkeys(("calm", "sad", "lonely", "tired"), UNREAD), "and went home',,": UNREAD},
    ),
    "lo-through-xlsx": ("saved as .xlsx, and that as CSV", FORMULAS),
    "lo-through-xls": ("saved as .xls, and that as CSV", FORMULAS),
    "lo-through-ods": ("all text, saved as .ods, and that as CSV", {}),
    "semicolons-bom": ("semicolons, few quotes, CRLF", {}),
    "semicolons-no-bom": ("the same without a byte order mark", {}),
    "semicolons-cp1252": ("the same in cp1252", {}),
    "commas-bom": ("CSV UTF-8", {}),
    "all-quoted-crlf": ("as the workbook writes it, but for CRLF", {}),
    "unicode-text": ("Unicode text: UTF-16 and tabs", {}),
    "text-tabs-cp1252": ("text with tabs", {}),
    "mac-carriage-returns": ("an old Mac's letters and line ends", {"lonely": "note"}),
    "sep-line": ("a first line that tells the separator", {}),
    "sep-line-bom": ("the same behind a byte order mark", {}),
    "line-breaks-crlf": ("line breaks inside a cell are CRLF too", {}),
    "dates-as-seen": ("moments turned into 12/03/2026 21:40", each("at")),
    "dates-as-numbers": ("moments turned into 46093,9027777778", each("at")),
    "zeros-lost": ("007 turned into 7", {"proud": "tags"}),
    "large-numbers": ("numbers turned into 1E+05", {"glad": "tags", "hopeful": "tags"}),
    "true-in-capitals": ("true turned into TRUE", {"lonely": "tags"}),
    "decimal-comma": ("7 turned into 7,0", {"calm": "rating"}),
    "formula-failed": ("a formula worked out, and one that failed", {"glad": "note", "proud": "note"}),
    "other-order": ("columns in another order", {}),
    "sorted-by-rating": ("rows in another order", {}),
    "empty-columns": ("three empty columns at the end", {}),
    "empty-rows": ("empty rows in the middle and at the end", {}),
    "empty-first-row": ("an empty row above the headings", {}),
    "header-renamed": ("the heading of a column changed", each("note")),
    "own-column": ("a column of the person's own", {}),
    "own-column-short-lines": ("the same, with the empty cells at the end of a line left out", {}),
    "column-deleted": ("a column deleted", dict.fromkeys(("glad", "proud", "lonely", "tired", "hopeful"), "tags")),
    "check-deleted": ("the column of checks deleted", each(WITHOUT_CHECK)),
    "row-deleted": ("a row deleted: no file can tell of that by itself", {}),
    "row-added": ("a row added, without an id", {"close": WITHOUT_CHECK}),
    "row-copied": ("a row copied: its id is there twice", {"calm again": WITHOUT_CHECK}),
    "cell-changed": ("a cell changed", {"sad": "rating"}),
    "id-cut-off": ("half of an id gone", {"sad": "entry_id"}),
    "cells-too-many": ("a separator inside a cell", {"tired": UNREAD}),
}
ROWS = {  # in file order, where they are not those of WORDS
    "lo-single-quotes": [*WORDS[:2], "and went home',,", *WORDS[2:]],
    "sorted-by-rating": ["tired", "lonely", "sad", "hopeful", "proud", "calm", "glad"],
    "row-deleted": [word for word in WORDS if word != "glad"],
    "row-added": [*WORDS[:4], "close", *WORDS[4:]],
    "row-copied": [*WORDS, "calm again"],
}
FIXTURE = pytest.mark.parametrize("name", DID)


def opened(data, name):
    """The fixture, put where the entries are; its bytes."""
    data.mkdir(mode=0o700)
    blob = (HERE / f"{name}.csv").read_bytes()
    (data / "feelings.csv").write_bytes(blob)
    return blob


def labels(blob):
    """Each record's line in the file, as anybody counts lines -> the word that is there."""
    text = blob.decode("utf-16" if blob.startswith(b"\xff\xfe") else "latin-1")
    lines = re.split("\r\n|\r|\n", text)
    found = {}
    for record in store.read("feelings").records:
        line = lines[record.line - 1]
        word = next((one for one in (*WORDS, "close") if one in line), line[: len("and went home',,")])
        found[record.line] = f"{word} again" if word in found.values() else word
    return found


def original():
    """Word -> the cells as the workbook wrote them."""
    with (HERE / f"{WRITTEN}.csv").open(newline="", encoding="utf-8-sig") as file:
        return {row["feeling"]: row for row in csv.DictReader(file)}


def changed(record, cells):
    """The columns of a record in which it does not say what the workbook wrote."""
    if record.reason or not record.cells["feeling"]:
        return UNREAD
    return " ".join(name for name in cells if name != "row_check" and record.cells[name] != cells[name])


def test_there_are_forty_files_fifteen_of_them_from_a_spreadsheet_and_each_is_declared():
    assert {path.stem for path in HERE.glob("*.csv")} - {WRITTEN} == DID.keys()
    assert len(DID) >= 40
    assert sum(name.startswith("lo-") for name in DID) >= 15


def test_what_the_spreadsheets_were_given_is_whole(data):
    opened(data, WRITTEN)
    assert store.check("feelings") == (len(WORDS), [])
    assert list(original()) == WORDS


@FIXTURE
def test_a_spreadsheets_file_opens_and_each_row_is_read_or_named_by_its_line(data, name):
    blob = opened(data, name)
    contents, (count, found) = store.read("feelings"), store.check("feelings")
    there, named = labels(blob), [(one.file, one.line) for one in found]
    assert list(there.values()) == ROWS.get(name, WORDS)
    unread = [("feelings.csv", record.line) for record in contents.records if record.reason]
    assert set(unread) <= set(named)
    assert count == len(contents.rows) == len(there) - len(unread)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert len(wb.entries("feelings")) == count
    assert [str(one.message).startswith(f"feelings: {len(unread)} line") for one in told] == [True] * bool(unread)
    assert (data / "feelings.csv").read_bytes() == blob


@FIXTURE
def test_every_row_with_a_changed_cell_is_flagged_and_no_other(data, name):
    there = labels(opened(data, name))
    assert {there[one.line] for one in store.check("feelings")[1]} == DID[name][1].keys()


@FIXTURE
def test_every_cell_that_was_not_changed_is_read_as_it_was_written(data, name):
    there, cells = labels(opened(data, name)), original()
    expected = {word: DID[name][1].get(word, "") for word in ROWS.get(name, WORDS)}
    found = {there[one.line]: changed(one, cells.get(there[one.line], {})) for one in store.read("feelings").records}
    assert found == expected


@FIXTURE
def test_the_next_save_adds_its_row_and_keeps_the_file_beside_it_byte_for_byte(data, name):
    blob = opened(data, name)
    before = store.read("feelings")
    told = store.save("feelings", {"feeling": "close", "rating": 4, "note": "the next one"}).notes
    (kept,) = data.glob("feelings.csv.kept-*")
    assert kept.read_bytes() == blob
    assert kept.name in told[0]
    after = store.read("feelings")
    assert after.rows[-1]["note"] == "the next one"
    anew = ("entry_id", "checkin_id", "row_check")  # what a row that brings none is given
    assert [{one: row[one] for one in before.columns if one not in anew} for row in after.rows[:-1]] == [
        {one: row[one] for one in before.columns if one not in anew} for row in before.rows
    ]
    assert len(after.records) == len(before.records) + 1
    assert store.save("feelings", {"feeling": "close", "rating": 5}).notes == []


@pytest.mark.parametrize("name", [name for name, (_, rows) in DID.items() if any(rows.values())])
def test_an_entry_that_was_changed_stays_flagged_after_the_next_save(data, name):
    there = labels(opened(data, name))
    order = list(there.values())
    store.save("feelings", {"feeling": "close", "rating": 4})
    flagged = {one.line for one in store.check("feelings")[1]}
    records = store.read("feelings").records
    stays = [number for number, word in enumerate(order) if DID[name][1].get(word)]
    assert [number for number in stays if records[number].line not in flagged] == []


@pytest.mark.parametrize("name", ["empty-columns", "empty-rows", "empty-first-row"])
def test_columns_and_rows_left_empty_are_no_columns_and_no_entries(data, name):
    opened(data, name)
    assert list(store.read("feelings").columns) == list(original()["calm"])
    assert list(wb.entries("feelings")["feeling"]) == WORDS


def test_a_column_of_ones_own_is_kept_through_a_save(data):
    opened(data, "own-column-short-lines")
    store.save("feelings", {"feeling": "close"})
    assert list(wb.entries("feelings")["my remark"]) == ["", "", "read; again", "", "", "", "", ""]


def given(path):
    """What a spreadsheet program is given: the cells, and the texts in them."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")}


def test_libreoffice_works_out_none_of_200_formulas_in_an_exported_spreadsheet_and_changes_none(data, tmp_path):
    data.mkdir(mode=0o700)
    (data / "journal.csv").write_bytes((HERE / "formulas" / "journal.csv").read_bytes())
    written = store.read("journal").rows
    assert len({row["text"] for row in written}) == 200
    archives.spreadsheet(tmp_path / "all.xlsx")
    assert given(tmp_path / "all.xlsx") == given(HERE / "formulas" / "given.xlsx")  # what it was given, it would be now
    (data / "journal.csv").write_bytes((HERE / "formulas" / "lo-shown.csv").read_bytes())
    assert store.check("journal") == (200, [])
    assert store.read("journal").rows == written
