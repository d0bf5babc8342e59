"""Files that a spreadsheet, an editor or a person wrote: their rows are read, and their bytes kept."""

import csv
import io

import pytest

import workbook as wb
from workbook import records, sheets, store
from workbook.words import problems as say

SHEET = sheets.sheet("feelings")
NASTY = 'she said "no";\nand, then\n"e0 left, \U0001f642 \u4f60\u597d caf\xe9'
HARMLESS = 'she said "no";\nand, then\n"e0 left, caf\xe9 \u20ac5'  # what cp1252 knows too


def save(**more):
    return store.save("feelings", {"feeling": "calm", "rating": 4, **more})


def file_of(data):
    return data / "feelings.csv"


def rows():
    return store.read("feelings").rows


def kept_aside(data):
    return [path.read_bytes() for path in sorted(data.glob("feelings.csv.kept-*"))]


def three_rows(note=NASTY):
    for rating in (1, 2, 3):
        save(rating=rating, note=note)


def resaved(delimiter=",", encoding="utf-8-sig", end="\n", quoting=csv.QUOTE_MINIMAL, columns=None):
    """The rows as a spreadsheet may write them; the bytes."""
    out = io.StringIO(newline="")
    names = columns or list(SHEET.columns)
    writer = csv.DictWriter(out, names, "", "ignore", delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue().encode(encoding)


FOREIGN = {
    "semicolons, no BOM, few quotes": {"delimiter": ";", "encoding": "utf-8"},
    "semicolons": {"delimiter": ";"},
    "few quotes": {},
    "no BOM": {"encoding": "utf-8", "quoting": csv.QUOTE_ALL},
    "CRLF": {"end": "\r\n", "quoting": csv.QUOTE_ALL},
    "cp1252": {"encoding": "cp1252", "delimiter": ";", "end": "\r\n"},
    "UTF-16 and tabs": {"encoding": "utf-16", "delimiter": "\t", "end": "\r\n"},
    "tabs": {"delimiter": "\t"},
    "other order": {"columns": list(SHEET.columns)[::-1], "quoting": csv.QUOTE_ALL},
}


@pytest.mark.parametrize("how", FOREIGN)
def test_a_file_another_program_saved_is_read_and_comes_back_to_our_shape(data, how):
    three_rows(HARMLESS if how == "cp1252" else NASTY)
    kept, blob = rows(), resaved(**FOREIGN[how])
    file_of(data).write_bytes(blob)
    assert (rows(), store.check("feelings")) == (kept, (3, []))
    told = save(note="the next one").notes
    assert kept_aside(data) == [blob]
    assert told == [say.RESHAPED.format(name="feelings.csv", kept=next(data.glob("*.kept-*")).name)]
    assert (rows()[:-1], rows()[-1]["note"]) == (kept, "the next one")
    assert file_of(data).read_bytes().startswith(records.header(list(SHEET.columns)) + b'"e')
    assert save().notes == []


@pytest.mark.parametrize("change", ["change", "delete"])
def test_a_file_another_program_saved_can_be_changed_at_once(data, change):
    three_rows()
    kept, blob = rows(), resaved(delimiter=";")
    file_of(data).write_bytes(blob)
    if change == "change":
        save(entry_id=kept[1]["entry_id"], note="changed")
        assert [row["note"] for row in rows()] == [NASTY, "changed", NASTY]
    else:
        store.delete("feelings", [kept[1]["entry_id"]])
        assert rows() == [kept[0], kept[2]]
    assert kept_aside(data) == [blob]


def test_a_cell_changed_in_a_spreadsheet_is_found_before_and_after(data):
    three_rows()
    file_of(data).write_bytes(resaved(delimiter=";").replace(b";2;", b";7;"))
    changed = [(row["entry_id"], row["rating"]) for row in rows()][1]
    assert changed[1] == "7"
    lines = [one.reason for one in store.check("feelings")[1]]
    assert lines == [say.CHANGED_OUTSIDE]
    save()
    assert [one.reason for one in store.check("feelings")[1] if one.line] == [say.CHANGED_OUTSIDE]
    assert rows()[1]["rating"] == "7"


def test_a_file_from_before_a_column_was_added_is_read_and_not_called_changed(data):
    older = [name for name in SHEET.columns if name not in ("expressed", "asked")]
    three_rows()
    shown = [{**row, "asked": "", "expressed": ""} for row in rows()]
    lines = [[row[name] for name in older[:-1]] for row in shown]
    blob = records.header(older)
    blob += b"".join(records.encode([*line, records.checksum(line)]) + b"\n" for line in lines)
    file_of(data).write_bytes(blob)
    assert store.check("feelings") == (3, [])
    save()
    assert [{**row, "row_check": ""} for row in rows()[:3]] == [{**row, "row_check": ""} for row in shown]
    assert [one for one in store.check("feelings")[1] if one.line] == []
    assert kept_aside(data) == [blob]


OWN = "at;feeling;rating;place;;\n2026-03-12;calm;3;by the sea;;\n2026-03-13;sad;0;;x;y\n"


@pytest.mark.parametrize("own", [OWN, "entry_id;" + OWN.replace("\n2", "\n7;2"), OWN.replace("place", '"pla\nce"')])
def test_a_file_made_by_hand_gets_ids_and_loses_no_cell(data, own):
    data.mkdir(mode=0o700)
    file_of(data).write_bytes(own.encode())
    assert [row["feeling"] for row in rows()] == ["calm", "sad"]
    save(feeling="glad")
    found = rows()
    assert [row["feeling"] for row in found] == ["calm", "sad", "glad"]
    assert len({row["entry_id"] for row in found}) == 3
    assert all(sheets.AN_ID.fullmatch(row["entry_id"]) for row in found)
    assert {"by the sea"} <= set(found[0].values())
    assert {"x", "y"} <= set(found[1].values())
    assert [row["checkin_id"] for row in found] == [row["entry_id"] for row in found]
    assert kept_aside(data) == [own.encode()]
    assert [one for one in store.check("feelings")[1] if one.line] == []
    assert save().notes == []
    assert list(wb.entries("feelings")["feeling"]) == ["calm", "sad", "glad", "calm"]


@pytest.mark.parametrize(
    "cells", ["8;9", ";".join("x" * 5), ";".join("x" * 40), ";".join("x" * (len(SHEET.columns) + 1))]
)
def test_a_line_that_does_not_fit_is_told_and_stays_for_check_to_name(data, cells):
    data.mkdir(mode=0o700)
    own = f"feeling;rating;place\ncalm;3;here\n{cells}\nsad;4;there\n"
    file_of(data).write_bytes(own.encode())
    assert [one.line for one in store.check("feelings")[1] if one.reason == say.WRONG_CELLS] == [3]
    told = save(feeling="glad").notes
    assert told[1:] == [say.UNREAD.format(count=1, kept=next(data.glob("*.kept-*")).name)]
    assert [row["feeling"] for row in rows()] == ["calm", "sad", "glad"]
    assert [one.line for one in store.check("feelings")[1] if one.reason == say.WRONG_CELLS] == [3]
    assert ",".join(f'"{cell}"' for cell in cells.split(";")).encode() in file_of(data).read_bytes()
    assert kept_aside(data) == [own.encode()]


@pytest.mark.parametrize("count", [1, 3])
def test_a_row_that_damage_joined_to_the_first_line_is_named_and_stays(data, count):
    for _ in range(count):
        save(note="here")
    blob = file_of(data).read_bytes().replace(b'row_check"\n"', b'row_check"\x0b"', 1)
    file_of(data).write_bytes(blob)
    first = store.check("feelings")[1][0]
    assert (first.line, first.reason) == (1, say.WRONG_CELLS)
    told = save(note="the next one").notes
    assert (len(told), kept_aside(data)) == (2, [blob])
    assert say.WRONG_CELLS in [one.reason for one in store.check("feelings")[1]]
    assert rows()[-1]["note"] == "the next one"


def test_a_row_copied_in_a_spreadsheet_gets_an_id_of_its_own(data):
    three_rows()
    blob = resaved(delimiter=";")
    file_of(data).write_bytes(blob + resaved(delimiter=";").split(b"\n", 1)[1])
    save()
    assert len(rows()) == len({row["entry_id"] for row in rows()}) == 7


def test_rows_added_by_hand_under_ids_of_their_own_are_not_taken_for_torn(data):
    data.mkdir(mode=0o700)
    blob = records.header(list(SHEET.columns))
    blob += b"".join(records.record(list(SHEET.columns), SHEET, {"entry_id": one, "note": NASTY}) for one in "12")
    file_of(data).write_bytes(blob)
    assert save().notes == []
    assert file_of(data).read_bytes().startswith(blob)
    assert len(rows()) == 3
