"""Entries as tables: what was written is what is read, typed, in order, whatever it looks like."""

import math
import os
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import pytest

import workbook as wb
from workbook import places, records, sheets, table

FEELINGS = sheets.sheet("feelings")
NASTY = (
    "NA",
    "null",
    "nan",
    "007",
    "True",
    "1e5",
    "2026-03-12",
    "",
    " ",
    'a "quote"',
    '"',
    '""',
    ",",
    '","',
    "a,b;c\td",
    "two\nlines",
    '\n"e64c23d026480000000000","',
    "c1234abcd",
    "=1+1",
    "🙂 émoji ✓",
    "\ufeff",
    "\\n",
    "'",
)


def save(**answers):
    return wb.save("feelings", {"feeling": "calm", **answers})


def types(frame):
    return {name: str(dtype) for name, dtype in frame.dtypes.items()}


def blob():
    return (places.data() / "feelings.csv").read_bytes()


def rows_of(whole):
    return [record.raw for record in records.parse(whole, FEELINGS).records]


def head_of(whole):
    return whole[: whole.find(b"\n") + 1]


def typed_moments(moments):
    """Entries with these texts for moments."""
    texts = pd.DataFrame(dict.fromkeys(FEELINGS.columns, ""), index=range(len(moments)), dtype="str")
    return table.typed(FEELINGS, texts.assign(at=list(moments), saved_at=list(moments)).astype("str"))


def slowly(whole):
    """The cells as the csv reader of the damaged-file path sees them."""
    contents = records.parse(whole, FEELINGS)
    return pd.DataFrame(contents.rows, columns=contents.columns, dtype="str").fillna("")


@pytest.mark.parametrize("name", sheets.SHEETS)
@pytest.mark.usefixtures("data")
def test_no_entries_is_a_table_with_the_declared_columns_and_types(name):
    frame = wb.entries(name)
    assert len(frame) == 0
    assert list(frame) == [*sheets.sheet(name).columns, "day", "hour"]
    assert {types(frame)[number] for number in ("rating", "scale_min", "scale_max") if number in frame} <= {"float64"}
    assert types(frame).items() >= {"at": "datetime64[us, UTC]", "saved_at": "datetime64[us, UTC]"}.items()
    assert (
        types(frame).items()
        >= {"day": "datetime64[us]", "hour": "float64", "entry_id": "str", "row_check": "str"}.items()
    )


@pytest.mark.usefixtures("data")
def test_the_types_of_every_column_are_declared_and_the_same_when_there_are_entries():
    empty = wb.entries("feelings")
    save(rating=7, note="a quiet day")
    special = {"rating", "scale_min", "scale_max", "at", "saved_at", "day", "hour"}
    assert {types(empty)[name] for name in empty if name not in special} == {"str"}
    assert types(empty)["rating"] == "float64"
    assert types(wb.entries("feelings")) == types(empty)


@pytest.mark.usefixtures("data")
def test_not_answered_is_missing_and_nought_is_nought():
    save(rating=None)
    save(rating=0)
    ratings = wb.entries("feelings")["rating"]
    assert ratings.isna().tolist() == [True, False]
    assert ratings[1] == 0.0


@pytest.mark.usefixtures("data")
def test_entries_keep_the_order_of_writing():
    for day in ("2026-03-12", "2026-01-05", "2026-02-01"):
        save(rating=5, at=day)
    assert wb.entries("feelings")["day"].dt.strftime("%m-%d").tolist() == ["03-12", "01-05", "02-01"]


@pytest.mark.usefixtures("data")
def test_texts_come_back_as_they_were_written():
    for note in NASTY:
        save(note=note)
    frame = wb.entries("feelings")
    assert frame["note"].tolist() == list(NASTY)
    assert table.whole_file(FEELINGS, blob()) is not None, "the quick way was not the one tried"


@pytest.mark.usefixtures("data")
def test_the_quick_and_the_careful_way_read_a_whole_file_alike():
    for rating, note in enumerate(NASTY):
        save(rating=rating % 11, note=note, at="2026-03-12T21:40+13:45")
    quick = table.whole_file(FEELINGS, blob())
    pd.testing.assert_frame_equal(quick, slowly(blob()))


def test_a_file_that_is_read_in_pieces_comes_back_whole():
    columns, count = list(FEELINGS.columns), 70_000  # the reader takes some 65,000 rows at a time
    row = dict.fromkeys(columns, "") | {"entry_id": "e1", "row_check": "c1234abcd"}
    cells = [records.encode({**row, "note": note}.values()) + b"\n" for note in NASTY]
    whole = records.header(columns) + b"".join(cells) * (count // len(NASTY) + 1)
    texts = table.whole_file(FEELINGS, whole)
    assert texts["note"].tolist() == [*NASTY] * (count // len(NASTY) + 1)
    assert set(texts["entry_id"]) == {"e1"}
    assert types(texts) == dict.fromkeys(columns, "str")


@pytest.mark.usefixtures("data")
def test_columns_of_someone_else_are_kept():
    save(rating=5)
    lines = blob().splitlines()
    (places.data() / "feelings.csv").write_bytes(lines[0] + b',"weather"\n' + lines[1] + b',"007"\n')
    frame = wb.entries("feelings")
    assert list(frame)[-4:] == ["row_check", "weather", "day", "hour"]
    assert frame["weather"].tolist() == ["007"]
    assert frame["rating"].tolist() == [5.0]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-03-12T23:59:59+13:00", "2026-03-12"),
        ("2026-03-12T00:00:01-11:00", "2026-03-12"),
        ("2026-03-29T02:30:00+01:00", "2026-03-29"),  # an hour that summer time leaves out
        ("2026-10-25T02:30:00+02:00", "2026-10-25"),  # and one that comes twice
        ("2026-10-25T02:30:00+01:00", "2026-10-25"),
    ],
)
@pytest.mark.usefixtures("data")
def test_the_day_is_the_one_written_down(at, day):
    save(at=at)
    frame = wb.entries("feelings")
    assert frame["day"].tolist() == [pd.Timestamp(day)]
    assert frame["at"].tolist() == [pd.Timestamp(at).tz_convert("UTC")]


@pytest.mark.parametrize(
    ("at", "hour"),
    [
        ("2026-03-12T00:00:00+01:00", 0),
        ("2026-03-12T23:59:59+13:00", 23),
        ("2026-03-12T09:30:00-11:00", 9),
        ("2026-03-12T12:00:01+01:00", 12),
        ("2026-03-12T12:00:00.000001+01:00", 12),
        ("2026-03-12T11:59:59.999999+01:00", 11),
        ("2026-03-12T21:40+01:00", 21),
        ("2026-03-12T12:00:00+01:00", None),  # noon sharp is how a day without a time is kept
        ("2026-03-12T12:00+01:00", None),
        ("2026-03-12T12:00:00.000000+01:00", None),
        ("2026-03-12", None),
        ("", None),
        ("soon", None),
        ("2026-03-12T25:00:00+01:00", None),
    ],
)
def test_the_hour_is_the_one_written_down_where_one_was(at, hour):
    for others in ([], ["2026-03-11T07:00:00+01:00"]):
        frame = typed_moments([*others, at])
        assert frame["hour"].iloc[-1] == hour or (hour is None and math.isnan(frame["hour"].iloc[-1]))
        assert frame["hour"].tolist()[:-1] == [7.0] * len(others)


@pytest.mark.usefixtures("data")
def test_a_day_alone_has_no_hour_and_a_moment_has():
    save(at="2026-03-12")
    save(at="2026-03-12T08:15:00+01:00")
    np.testing.assert_array_equal(wb.entries("feelings")["hour"], [np.nan, 8])


MOMENTS = [
    "2026-03-12T21:40:00+01:00",
    "2026-03-12T21:40:00-09:30",
    "2024-02-29T00:00:00+23:59",
    "1970-01-01T00:00:00+00:00",
    "2026-03-12T21:40:00.25+01:00",
    "2026-03-12T21:40+01:00",
    "2026-03-12T21:40:00Z",
    "2026-03-12T21:40:00",
    "2026-03-12 21:40:00+01:00",
    "2026-03-12",
    "",
    "soon",
    "2026-03-12T21:40:00,01:00",
    "2026-03-12T21:40:00+24:00",
    "2026-03-12T21:40:00+01:60",
    "2026-03-12T21:40:60+01:00",
    "2026-03-12T24:00:00+01:00",
    "2026-02-30T21:40:00+01:00",
    "2026-13-12T21:40:00+01:00",
    "2026-03-12T21:40:00+01:00 and more",
    "２０２６-03-12T21:40:00+01:00",
]


@pytest.mark.parametrize("at", MOMENTS)
@pytest.mark.parametrize("among", [0, 1, 3])
def test_a_moment_is_read_as_pandas_reads_it_whatever_stands_beside_it(at, among):
    texts = pd.Series(["2026-03-12T21:40:00+01:00"] * among + [at], dtype="str")
    frame = typed_moments(texts)
    instants = pd.to_datetime(texts, format="ISO8601", utc=True, errors="coerce")
    days = pd.to_datetime(texts.str[:10], format="%Y-%m-%d", errors="coerce")
    assert frame["at"].isna().tolist() == instants.isna().tolist()
    assert frame["at"].dropna().tolist() == instants.dropna().tolist()
    assert frame["saved_at"].equals(frame["at"])
    assert frame["day"].dropna().tolist() == days.dropna().tolist()
    assert frame["day"].isna().tolist() == days.isna().tolist()
    assert types(frame) == types(typed_moments([]))


@pytest.mark.parametrize("zone", ["NZST-12NZDT,M9.5.0,M4.1.0/3", "Pacific/Auckland", "EST5EDT,M3.2.0,M11.1.0", "UTC"])
@pytest.mark.usefixtures("data")
def test_the_day_does_not_depend_on_where_the_computer_is(zone):
    save(at="2026-03-12T00:30:00+13:00")
    save(at="2026-03-12T23:30:00-09:00")
    say = "import workbook as wb; print(*wb.entries('feelings')['day'].dt.strftime('%Y-%m-%d'))"
    told = subprocess.run(
        [sys.executable, "-c", say], env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["2026-03-12", "2026-03-12"]


@pytest.mark.usefixtures("data")
def test_a_plain_read_csv_finds_the_same_rows_and_ratings():
    for rating, note in enumerate(NASTY):
        save(rating=rating % 11 or None, note=note)
    plain, ours = pd.read_csv(places.data() / "feelings.csv"), wb.entries("feelings")
    assert len(plain) == len(ours)
    pd.testing.assert_series_equal(plain["rating"], ours["rating"])


@pytest.mark.usefixtures("data")
def test_a_damaged_file_gives_the_rows_that_can_be_read_and_a_warning_naming_the_sheet():
    for rating in (3, 4, 5):
        save(rating=rating, note="heron")
    whole = blob()
    rows = rows_of(whole)
    (places.data() / "feelings.csv").write_bytes(head_of(whole) + rows[0] + rows[1][:40] + b"\n" + rows[2])
    with pytest.warns(UserWarning, match=r"^feelings: 1 line\(s\) could not be read") as told:
        frame = wb.entries("feelings")
    assert frame["rating"].tolist() == [3.0, 5.0]
    assert "heron" not in str(told[0].message)


@pytest.mark.usefixtures("data")
def test_a_whole_file_gives_no_warning():
    save(rating=3)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(wb.entries("feelings")) == 1


DAMAGE = {
    "a stray comma": lambda row: row.replace(b',"calm"', b',,"calm"', 1),
    "a comma too many at the end": lambda row: row[:-1] + b",\n",
    "a cell too many": lambda row: row.replace(b',"calm"', b',"calm","calm"', 1),
    "a cell too few": lambda row: row.replace(b',"calm"', b"", 1),
    "no check at the end": lambda row: row[: row.rfind(b",")] + b"\n",
    "a lost quote": lambda row: row.replace(b'"c1234abcd"', b'"c1234abcd', 1),
    "a lost line feed": lambda row: row[:-1] + b",",
    "bytes that are no text": lambda row: row.replace(b"calm", b"\xff\xfe", 1),
    "half a row": lambda row: row[:60] + b"\n",
}


@pytest.mark.parametrize("place", [0, 1, 2], ids=["first row", "middle", "last row"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.usefixtures("data")
def test_a_row_that_lost_its_shape_is_left_out_and_never_misread(damage, place):
    for rating in (3, 4, 5):
        save(rating=rating, note="c1234abcd")  # looks like a check, so that a shifted row looks whole
    whole = blob()
    true = {row["entry_id"]: row for row in slowly(whole).to_dict("records")}
    rows = rows_of(whole)
    rows[place] = damage(rows[place])
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        read = table.frame(FEELINGS, head_of(whole) + b"".join(rows))
    assert [str(one.message)[:9] for one in told] == ["feelings:"]
    assert 1 <= len(read) <= 2
    for row in read.to_dict("records"):
        assert row["feeling"] == "calm"
        assert row["note"] == "c1234abcd"
        assert row["rating"] == float(true[row["entry_id"]]["rating"])
