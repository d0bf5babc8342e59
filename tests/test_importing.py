"""Numbers from another app: what comes in, what stays out and why, and that nothing is written before it is wanted."""

import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

import workbook as wb
from workbook import cli, importers, records, settings, sheets, store
from workbook.importers import Options, reading
from workbook.importers.daylio import day_in_words

SHEET = sheets.sheet("feelings")
TODAY = "full_date,date,weekday,time,mood,activities,scales,note_title,note"
EIGHT = "full_date,date,weekday,time,mood,activities,note_title,note"
OLD = "year,date,weekday,time,mood,activities,note"
MOODS = (("rad", 4), ("good", 3), ("meh", 2), ("bad", 1), ("awful", 0))
HOW_A = (
    "Date,Mood,Mood Key,Tags (People),Tags Key (People),Tags (Places),Tags Key (Places),Tags (Events),"
    "Tags Key (Events),Exercise,Sleep,Menstrual,Steps,Meditation,Weather,Temperature (F),"
    "Water (cups),Caffeine (mg),Alcoholic Drinks,Notes,Reflections,Takeaways"
)
HOW_B = "Date,Locale,Mood Keys,Mood,Tags (People),Tags (Places),Tags (Events),Notes,Reflections,Takeaways"
GRAPH = "FeatureName,Timestamp,Value,Label,Note"


def quoted(header, *rows, bom=True, end="\n"):
    """A file as an app writes it: every cell quoted."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return ("\ufeff" * bom + end.join([header, *lines]) + end).encode()


def daylio(*entries, header=TODAY, **how):
    """A Daylio export of (day, time, mood, activities, note) each."""
    rows = []
    for day, clock, mood, *more in entries:
        activities, note = [*more, "", ""][:2]
        cells = {"full_date": day, "date": "March 1", "weekday": "Sunday", "time": clock, "mood": mood, "note": note}
        cells |= {"activities": activities, "year": day[:4], "note_title": "", "scales": ""}
        if header == OLD:
            cells["date"] = datetime.fromisoformat(day).strftime("%d %B").lstrip("0")
        rows.append([cells[name] for name in header.split(",")])
    return quoted(header, *rows, **how)


def of(header, *rows):
    """A file of rows given as dicts; cells left out are empty."""
    return quoted(header, *([row.get(name, "") for name in header.split(",")] for row in rows), bom=False)


def bring(source, blob, **options):
    """Import a file; the report."""
    report = importers.look(source, blob, Options(**options))
    assert report.refused == ""
    importers.add(report)
    return report


def rows():
    return store.read("feelings").rows


def said(*names):
    """The cells of these columns, row by row."""
    return [tuple(row[name] for name in names) if len(names) > 1 else row[names[0]] for row in rows()]


def run(capsys, *arguments):
    """The command in this process: exit code, lines said, and complained."""
    try:
        code = cli.main(["import", *map(str, arguments)])
    except SystemExit as ended:
        code = ended.code
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err


def everything(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def file(tmp_path):
    """Writes a file to import, and says where it is."""

    def put(blob, name="export.csv"):
        place = tmp_path / name
        place.write_bytes(blob)
        return place

    return put


pytestmark = pytest.mark.usefixtures("data")

# Daylio


@pytest.mark.parametrize("header", [TODAY, EIGHT, OLD], ids=["today", "eight columns", "2018"])
@pytest.mark.parametrize("bom", [True, False], ids=["BOM", "no BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_header_daylio_had_comes_in(header, bom, end):
    blob = daylio(
        ("2018-05-18", "21:40", "good", "work | tea"), ("2018-05-17", "8:05", "awful"), header=header, bom=bom, end=end
    )
    assert bring("daylio", blob).problems == []
    assert said("feeling", "rating", "scale_min", "scale_max", "asked", "tags") == [
        ("mood", "3", "0", "4", "imported", "work; tea"),
        ("mood", "0", "0", "4", "imported", ""),
    ]
    assert [at[:19] for at in said("at")] == ["2018-05-18T21:40:00", "2018-05-17T08:05:00"]


@pytest.mark.parametrize(("name", "number"), [*MOODS, ("Rad", 4), (" AWFUL ", 0)])
def test_the_five_english_moods_need_no_mapping(name, number):
    bring("daylio", daylio(("2026-03-01", "21:40", name)))
    assert said("rating") == [str(number)]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("8:30\u202fpm", "20:30"),
        ("8:30\u00a0PM", "20:30"),
        ("8:30 p. m.", "20:30"),
        ("12:05 am", "00:05"),
        ("12:05 pm", "12:05"),
        ("오후 8:30", "20:30"),
        ("午前8:30", "08:30"),
        ("8:30 \u03c0.\u03bc.", "08:30"),
        ("8:30 \u03bc.\u03bc.", "20:30"),
        ("8:30 CH", "20:30"),
        ("8:30 \u00d6S", "20:30"),
        ("\u00d6S8:30", "20:30"),
        ("8:30CH", "20:30"),
        ("8:30 \u0645", "20:30"),
        ("12:05 \u0635", "00:05"),
        ("8:30 Uhr", "08:30"),
        ("12:30 horas", "12:30"),
        ("12:30 Uhr mittags", "12:30"),
        ("8:30p", "20:30"),
        ("12:05A.M.", "00:05"),
        ("20.30", "20:30"),
        ("7:05", "07:05"),
    ],
)
def test_the_time_is_read_as_any_clock_writes_it(text, clock):
    bring("daylio", daylio(("2026-03-01", text, "good")))
    assert said("at")[0][11:16] == clock


def test_a_renamed_mood_needs_a_number_and_its_lines_are_named_without_one(capsys, file):
    export = file(
        daylio(("2026-03-02", "9:00", "Super"), ("2026-03-01", "9:00", "good"), ("2026-02-28", "9:00", "Super"))
    )
    code, out, err = run(capsys, "daylio", export)
    assert (code, err, out[-1]) == (0, "", "1 added, 0 already there, 2 skipped")
    assert "  line 2: no number yet for the mood “Super”" in out
    assert "  line 4: no number yet for the mood “Super”" in out
    assert "Moods with no number yet: “Super” (2 lines)." in out
    code, out, _ = run(capsys, "daylio", export, "--mood", "super=4")
    assert (code, out[-1]) == (0, "2 added, 1 already there, 0 skipped")
    assert sorted(said("rating")) == ["3", "4", "4"]


def test_several_names_may_share_a_number_and_a_name_may_hold_an_equals_sign():
    bring("daylio", daylio(("2026-03-02", "9:00", "a=b"), ("2026-03-01", "9:00", "ok")), moods={"a=b": 2, "ok": 2})
    assert said("rating") == ["2", "2"]
    assert importers.mood_pair("a=b=2") == ("a=b", 2)


@pytest.mark.parametrize("pair", ["Super", "Super=5", "Super=-1", "=3", "Super=", "Super=good"])
def test_a_mapping_that_is_none_is_a_sentence_and_exit_2(capsys, file, data, pair):
    code, out, err = run(capsys, "daylio", file(daylio(("2026-03-01", "9:00", "Super"))), "--mood", pair)
    assert (code, out, err.count("\n")) == (2, [], 1)
    assert "Super" not in err
    assert not data.exists()


def test_notes_come_along_only_if_asked_and_without_their_html():
    blob = daylio(("2026-03-01", "9:00", "good", "", "walk<br>tea &amp; <b>cake</b> <3<br/>&lt;end&gt;"))
    report = importers.look("daylio", blob, Options())
    assert [row[-2] for row in report.rows] == [""]
    bring("daylio", blob, notes=True)
    assert said("note") == ["walk\ntea & cake <3\n<end>"]


def test_a_note_on_many_lines_is_one_row_and_the_lines_after_it_keep_their_numbers():
    blob = daylio(("2026-03-02", "9:00", "good", "", 'one\n"two", three\n\nfour'), ("2026-03-01", "9:00", "Super"))
    report = bring("daylio", blob, notes=True)
    assert said("note") == ['one\n"two", three\n\nfour']
    assert [problem.line for problem in report.problems] == [6]


def test_two_entries_of_one_minute_are_both_kept_and_each_once():
    blob = daylio(*[("2026-03-01", "9:00", "good")] * 3, ("2026-03-01", "9:00", "bad"))
    assert bring("daylio", blob).new == 4
    assert bring("daylio", blob).new == 0
    assert len(set(said("entry_id"))) == 4
    assert said("entry_id") == said("checkin_id")


def test_days_written_in_words_are_read():
    assert [str(day_in_words(text)) for text in ("2018 18 May", "2018 May 18", "2018 1. January", "2018 18 Maj")] == [
        *("2018-05-18", "2018-05-18", "2018-01-01"),
        "None",
    ]


@pytest.mark.parametrize(
    ("day", "clock", "mood", "reason"),
    [
        ("1 March", "9:00", "good", "its day cannot be read"),
        ("2026-02-30", "9:00", "good", "its day cannot be read"),
        ("2026-03-01", "25:00", "good", "its time cannot be read"),
        ("2026-03-01", "soon", "good", "its time cannot be read"),
        ("2026-03-01", "9:00", "", "no mood in it"),
        ("1969-12-31", "9:00", "good", "its day is before 1970"),
        ("0001-01-01", "9:00", "good", "its day is before 1970"),
        ("9999-12-31", "9:00", "good", "its day is in the future"),
        ((datetime.now() + timedelta(days=2)).date().isoformat(), "9:00", "good", "its day is in the future"),
    ],
)
def test_a_line_that_cannot_be_kept_is_named_and_the_others_come_in(day, clock, mood, reason):
    report = bring("daylio", daylio((day, clock, mood), ("2026-03-01", "9:00", "good")))
    assert (report.new, [tuple(problem) for problem in report.problems]) == (1, [(2, reason)])


def test_a_line_with_another_number_of_cells_is_named():
    blob = daylio(("2026-03-02", "9:00", "good"), ("2026-03-01", "9:00", "good")).replace(b'"2026-03-02",', b"")
    report = bring("daylio", blob)
    assert [tuple(one) for one in report.problems] == [(2, "it has more or fewer cells than the first line")]


# How We Feel


@pytest.mark.parametrize("header", [HOW_A, HOW_B, "Mood,Notes,Date,New column"], ids=["A", "B", "another order"])
def test_words_of_how_we_feel_come_in_by_the_names_of_its_columns(header):
    tags = {"Tags (People)": "Friends; Family", "Tags (Places)": "Home", "Tags (Events)": ""}
    blob = of(header, {"Date": "2026 Sun May 17 3:39 PM", "Mood": "Calm", **tags})
    report = bring("how-we-feel", blob)
    assert report.problems == []
    (row,) = rows()
    assert (row["feeling"], row["rating"], row["family"], row["asked"]) == ("calm", "", "calm", "imported")
    assert row["at"].startswith("2026-05-17T15:39:00")
    assert row["tags"] == ("Friends; Family; Home" if "Tags (People)" in header else "")


def test_several_words_of_one_moment_are_one_check_in_with_its_note_in_the_first_row():
    row = {
        "Date": "2026 Sun May 17 3:39\u202fPM",
        "Mood": "Calm; Serene;Calm",
        "Tags (Events)": "Tea",
        "Notes": "the heron",
    }
    bring("how-we-feel", of(HOW_B, row), notes=True)
    first, second = rows()
    assert (first["feeling"], second["feeling"]) == ("calm", "Serene")
    assert first["checkin_id"] == second["checkin_id"] == first["entry_id"]
    assert (first["note"], first["tags"], second["note"], second["tags"]) == ("the heron", "Tea", "", "")


def test_lists_in_its_notes_become_lines():
    told = {"Notes": "one", "Reflections": '[{"q": "two", "a": ["three"]}]', "Takeaways": "[not a list"}
    bring("how-we-feel", of(HOW_B, {"Date": "2026 Sun May 17 3:39 PM", "Mood": "Calm", **told}), notes=True)
    assert said("note") == ["one\ntwo\nthree\n[not a list"]


@pytest.mark.parametrize(("date", "mood"), [("17 May", "Calm"), ("", "Calm"), ("2026 Sun May 17 3:39 PM", " ; ")])
def test_a_line_of_how_we_feel_without_day_or_word_is_named(date, mood):
    assert len(bring("how-we-feel", of(HOW_B, {"Date": date, "Mood": mood})).problems) == 1


# Track & Graph


def graph(*points, header=GRAPH):
    return of(header, *(dict(zip(header.split(","), point, strict=False)) for point in points))


def test_numbers_of_track_and_graph_keep_their_own_offset():
    bring(
        "track-and-graph", graph(("Calm", "2026-03-01T21:40:00.250+05:30", "4.0", "quite", "the heron")), low=1, high=7
    )
    (row,) = rows()
    assert (row["feeling"], row["rating"], row["scale_min"], row["scale_max"]) == ("calm", "4", "1", "7")
    assert (row["at"], row["tags"], row["note"]) == ("2026-03-01T21:40:00.250000+05:30", "quite", "")
    assert int(row["entry_id"][1:14], 16) == datetime.fromisoformat(row["at"]).timestamp() * 1_000_000


def test_its_older_header_has_the_label_in_the_value():
    blob = graph(("Calm", "2020-03-01T21:40:00Z", "1.0:low", "a note"), header="FeatureName,Timestamp,Value,Note")
    bring("track-and-graph", blob, notes=True)
    assert said("rating", "tags", "note") == [("1", "low", "a note")]


def test_features_of_one_moment_are_one_check_in():
    at, later = "2026-03-01T21:40:00+01:00", "2026-03-01T21:41:00+01:00"
    bring("track-and-graph", graph(("Calm", at, "4"), ("Sad", at, "2"), ("Calm", later, "5"), ("Calm", at, "6")))
    ids = dict(zip(said("rating"), said("checkin_id"), strict=True))
    assert ids["4"] == ids["2"]
    assert len({ids["4"], ids["5"], ids["6"]}) == 3


def test_only_the_features_named_come_in_and_the_others_are_not_called_left_out():
    at = "2026-03-01T21:40:00+01:00"
    report = bring("track-and-graph", graph(("Calm", at, "4"), ("Weight", at, "71.5")), feelings=("Calm",))
    assert (said("feeling"), report.problems, report.offered) == (["calm"], [], ["Calm", "Weight"])


@pytest.mark.parametrize("value", ["4.5", "11", "-1", "1:30:00", "", "many", "NaN", "1e1"])
def test_a_value_that_is_not_whole_or_off_the_scale_is_named(value):
    report = bring("track-and-graph", graph(("Calm", "2026-03-01T21:40:00+01:00", value)))
    assert [tuple(one) for one in report.problems] == [(2, "“Calm” is not a whole number from 0 to 10")]


# Any table

WIDE = "day,Calm,angry at me,notes\n"


def table(text, **options):
    return bring("table", text.encode(), **{"date": "day", "feelings": ("Calm", "angry at me"), **options})


def test_a_wide_table_comes_in_with_its_scale_and_an_empty_cell_is_not_answered():
    report = table(WIDE + "2026-03-01,-3,3.0,a\n2026-03-02,,−1,b\n2026-03-03,+2,,\n", low=-3, high=3)
    assert report.problems == []
    assert said("feeling", "rating", "scale_min", "scale_max") == [
        ("calm", "-3", "-3", "3"),
        ("angry at me", "3", "-3", "3"),
        ("angry at me", "-1", "-3", "3"),
        ("calm", "2", "-3", "3"),
    ]
    assert {at[10:19] for at in said("at")} == {"T12:00:00"}
    assert set(said("note")) == {""}
    assert wb.daily()["calm"].tolist()[0] == 0.0


def test_its_notes_come_along_if_asked():
    table(WIDE + "2026-03-01,3,4,the heron\n", notes=True)
    assert said("note") == ["the heron", ""]


@pytest.mark.parametrize(
    ("written", "text", "at"),
    [
        ("%d.%m.%Y", "01.03.2026", "2026-03-01T12:00:00"),
        ("%m/%d/%y", "3/1/26", "2026-03-01T12:00:00"),
        ("%d.%m.%Y %H:%M", "01.03.2026 00:00", "2026-03-01T12:00:00"),
        ("%Y%m%dT%H%M%S%z", "20260301T214000+0530", "2026-03-01T21:40:00+05:30"),
        ("", "2026-03-01 21:40", "2026-03-01T21:40:00"),
        ("", "2026-03-01T21:40:00Z", "2026-03-01T21:40:00+00:00"),
        ("", "20260301", "2026-03-01T12:00:00"),
    ],
)
def test_days_come_in_any_format_that_is_given(written, text, at):
    table(f"day,Calm\n{text},4\n", date_format=written, feelings=("Calm",))
    assert said("at")[0].startswith(at)


def test_a_time_may_stand_in_a_column_of_its_own():
    table("day,clock,Calm\n2026-03-01,9:05 pm,4\n2026-03-02,,5\n", time="clock", feelings=("Calm",))
    assert [at[:19] for at in said("at")] == ["2026-03-01T21:05:00", "2026-03-02T12:00:00"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheets_own_delimiter_is_taken_and_a_decimal_comma(delimiter):
    table(delimiter.join(["day", "Calm"]) + "\n" + delimiter.join(["2026-03-01", "4,0"]) + "\n", feelings=("Calm",))
    assert said("rating") == ["4"]


def test_a_value_off_the_scale_leaves_out_that_value_and_names_line_and_column():
    report = table(WIDE + "2026-03-01,4.5,4,\n2026-03-02,8,4,\n", low=1, high=7)
    assert [tuple(one) for one in report.problems] == [
        (line, "“Calm” is not a whole number from 1 to 7") for line in (2, 3)
    ]
    assert said("feeling") == ["angry at me", "angry at me"]


def test_a_line_with_no_number_and_one_with_no_day_are_named():
    report = table(WIDE + "2026-03-01,,,x\nsoon,4,4,\n")
    assert [one.line for one in report.problems] == [2, 3]
    assert rows() == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"date": ""}, "Say which column holds the day"),
        ({"feelings": None}, "Say which columns are feelings"),
        ({"date": "date"}, "It has no column “date”. Its columns are: day, Calm, angry at me, notes."),
        ({"feelings": ("Calm", "heron")}, "It has no column “heron”."),
        ({"time": "clock"}, "It has no column “clock”."),
        ({"date_format": "DD.MM.YYYY"}, "A date format names the parts of a date with %"),
        ({"low": 7, "high": 1}, "The low end of the scale"),
        ({"low": 3, "high": 3}, "The low end of the scale"),
    ],
)
def test_what_is_missing_for_a_table_is_one_sentence(options, told):
    given = {"date": "day", "feelings": ("Calm",), **options}
    report = importers.look("table", (WIDE + "2026-03-01,4,4,\n").encode(), Options(**given))
    assert report.refused.startswith(told)
    assert report.rows == []


def test_the_command_takes_a_table_in_any_order_of_words(capsys, file):
    export = file((WIDE + "01.03.2026,1,7,\n").encode())
    how = [
        "--date",
        "day",
        "--date-format",
        "%d.%m.%Y",
        "--low",
        "1",
        "--high",
        "7",
        "--feeling",
        "Calm",
        "angry at me",
    ]
    assert run(capsys, "table", export, *how)[:2][1][-1] == "2 added, 0 already there, 0 skipped"
    assert run(capsys, "table", *how, export)[1][-1] == "0 added, 2 already there, 0 skipped"
    how[-2:] = ["Calm", "--feeling", "angry at me"]
    assert run(capsys, "table", *how, export)[1][-1] == "0 added, 2 already there, 0 skipped"


# The same again


def test_importing_twice_adds_nothing_and_leaves_every_byte(capsys, file, data):
    export = file(daylio(("2026-03-02", "9:00", "good"), ("2026-03-01", "9:00", "bad")))
    assert run(capsys, "daylio", export)[1][-1] == "2 added, 0 already there, 0 skipped"
    before = everything(data)
    assert run(capsys, "daylio", export)[1][-1] == "0 added, 2 already there, 0 skipped"
    assert everything(data) == before


def test_a_newer_export_that_overlaps_adds_only_what_is_new():
    older = [("2026-03-02", "9:00", "good", "work"), ("2026-03-01", "9:00", "bad"), ("2026-03-01", "9:00", "bad")]
    bring("daylio", daylio(*older))
    ids = said("entry_id")
    report = bring("daylio", daylio(("2026-03-03", "9:00", "meh"), *older, header=EIGHT))
    assert (report.new, report.there) == (1, 3)
    assert said("entry_id")[:3] == ids


def test_what_was_deleted_comes_back_when_imported_again():
    blob = daylio(("2026-03-02", "9:00", "good"))
    bring("daylio", blob)
    store.delete("feelings", said("entry_id"))
    assert bring("daylio", blob).new == 1


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one zone")
def test_on_a_computer_that_moved_to_another_zone_nothing_is_doubled(monkeypatch):
    blob = daylio(("2026-03-02", "9:00", "good"), ("2026-03-02", "9:00", "good"))
    for zone, new in (("Europe/Berlin", 2), ("America/New_York", 0), ("Europe/Berlin", 0)):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert bring("daylio", blob).new == new
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one zone")
@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30"),
        ("Europe/Berlin", "2025-10-26", "02:30"),
        ("America/Sao_Paulo", "2018-11-04", "00:15"),
        ("Pacific/Apia", "2011-12-30", "12:00"),
    ],
)
def test_an_hour_the_clock_left_out_or_repeats_stays_on_its_day(monkeypatch, zone, day, clock):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    bring("daylio", daylio((day, clock, "good")))
    assert said("at")[0][:16] == f"{day}T{clock}"
    assert datetime.fromisoformat(said("at")[0]).tzinfo is not None
    monkeypatch.undo()
    time.tzset()


def test_ids_hold_the_moment_and_have_their_form():
    bring("daylio", daylio(("2026-03-02", "9:00", "good"), ("1971-01-01", "0:00", "bad")))
    for row in rows():
        assert re.fullmatch("e[0-9a-f]{21}", row["entry_id"])
        assert int(row["entry_id"][1:14], 16) == datetime.fromisoformat(row["at"]).timestamp() * 1_000_000


def test_two_imports_at_once_add_once(data):
    settings.save(storage="saved")
    blob = daylio(*((f"2026-03-{day:02}", "9:00", mood) for day in range(1, 29) for mood, _ in MOODS))
    reports = [importers.look("daylio", blob, Options()) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(importers.add, reports))
    assert sorted(report.new for report in reports) == [0, 0, 0, 0, 0, 140]
    assert len(rows()) == len(set(said("entry_id"))) == 140


def test_two_commands_at_once_add_once(file, data):
    export = file(daylio(*((f"2026-03-{day:02}", "9:00", "good") for day in range(1, 29))))
    command = [sys.executable, "-m", "workbook", "import", "daylio", str(export)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=60)[0].splitlines()[-1] for process in both]
    assert sorted(told) == ["0 added, 28 already there, 0 skipped", "28 added, 0 already there, 0 skipped"]
    assert len(rows()) == 28


# What is written


NASTY = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "a, b; c",
    'say "hi"',
    "naïve ☂ 你好",
    "'; DROP TABLE",
    "<b>x</b>",
    "@x",
    "-1",
]


def test_every_row_is_one_that_could_have_been_saved_and_reads_back_as_it_was():
    table(
        "day,notes,"
        + ",".join(
            f'"{one}"'.replace('say "hi"', 'say ""hi""').replace('("http://x")', '(""http://x"")') for one in NASTY
        )
        + '\n2026-03-01,"=SUM(A1)\n ""e1"" ",'
        + ",".join("3" * len(NASTY))
        + "\n",
        feelings=tuple(NASTY),
        notes=True,
    )
    assert said("feeling") == NASTY
    assert said("note")[0] == '=SUM(A1)\n "e1"'
    assert store.check("feelings") == (len(NASTY), [])
    for row in rows():
        given = {name: cell for name, cell in row.items() if name not in ("saved_at", "row_check")}
        checked = SHEET.check(given)
        assert checked.problems == {}
        assert SHEET.cells(checked.row).items() <= (row | {"saved_at": ""}).items()
        assert row["row_check"] == records.row_check(SHEET, row)


def test_columns_that_the_file_has_besides_ours_stay(data):
    wb.save("feelings", {"feeling": "calm", "rating": 3})
    place = data / "feelings.csv"
    lines = place.read_text("utf-8-sig").splitlines()
    place.write_text(
        "\ufeff" + "".join(f'{line},"{more}"\n' for line, more in zip(lines, ("mine", "x"), strict=True)), "utf-8"
    )
    bring("daylio", daylio(("2026-03-02", "9:00", "good", 'a "quoted" one')))
    assert [row["mine"] for row in rows()] == ["x", ""]
    assert store.check("feelings") == (2, [])


def test_the_bytes_before_stay_as_they_are_and_the_order_is_the_files(data):
    wb.save("feelings", {"feeling": "calm", "rating": 3})
    before = (data / "feelings.csv").read_bytes()
    bring(
        "daylio", daylio(("2026-03-02", "9:00", "good"), ("2026-03-01", "9:00", "bad"), ("2026-03-03", "9:00", "rad"))
    )
    assert (data / "feelings.csv").read_bytes().startswith(before)
    assert said("rating") == ["3", "3", "1", "4"]


def test_a_mood_that_came_in_is_the_one_that_can_be_followed_here():
    bring("daylio", daylio(("2026-03-02", "9:00", "good")))
    settings.save(followed=["mood"])
    wb.save("feelings", {"feeling": "mood", "rating": 5})
    assert list(wb.daily()) == ["mood"]
    assert wb.daily()["mood"].dropna().tolist() == [7.5, 5.0]
    assert "mood" in sheets.LISTED


def test_own_words_with_numbers_are_offered_in_the_check_in():
    table(WIDE + "2026-03-01,3,4,\n")
    assert settings.read()["own_words"] == ["angry at me"]
    bring("how-we-feel", of(HOW_B, {"Date": "2026 Sun May 17 3:39 PM", "Mood": "Serene"}))
    assert settings.read()["own_words"] == ["angry at me"]


def test_looking_back_says_what_went_with_it():
    bring("daylio", daylio(("2026-03-02", "9:00", "good", "work | tea")))
    assert list(sheets.CHECK_IN.lines({"feelings": rows()})) == [("", "mood 3 of 4"), ("Went with it", "work; tea")]


# The dry run


def test_a_dry_run_says_what_would_happen_and_writes_nothing(capsys, file, data):
    export = file(daylio(("2026-03-02", "9:00", "good"), ("2026-03-01", "9:00", "Super")))
    code, out, err = run(capsys, "daylio", export, "--dry-run")
    assert (code, err) == (0, "")
    assert out[0] == "2 lines read."
    assert out[-1] == "Nothing was written. It would be: 1 added, 0 already there, 1 skipped"
    assert not data.exists()
    run(capsys, "daylio", export)
    before = everything(data)
    assert run(capsys, "daylio", export, "--dry-run")[1][-1].endswith("0 added, 1 already there, 1 skipped")
    assert everything(data) == before


def test_of_many_lines_left_out_twenty_are_named_and_the_rest_counted(capsys, file):
    export = file(daylio(*[("2026-03-01", "9:00", "Super")] * 25))
    out = run(capsys, "daylio", export, "--dry-run")[1]
    assert sum(line.startswith("  line ") for line in out) == 20
    assert "  and 5 more" in out


def test_it_says_whose_time_zone_it_takes(capsys, file):
    out = run(capsys, "daylio", file(daylio(("2026-03-01", "9:00", "good"))), "--dry-run")[1]
    assert "The file names no time zone. Its times are taken as those of this computer." in out
    out = run(capsys, "track-and-graph", file(graph(("Calm", "2026-03-01T21:40:00Z", "4"))), "--dry-run")[1]
    assert not any("zone" in line for line in out)


def test_a_long_file_shows_how_far_it_is(capsys, file):
    export = file(daylio(*[("2026-03-01", "9:00", "good")] * 45_000))
    out = run(capsys, "daylio", export)[1]
    assert out[:2] == ["20000 lines read …", "40000 lines read …"]
    assert out[-1] == "45000 added, 0 already there, 0 skipped"


def test_a_file_with_nothing_but_its_first_line_adds_nothing(capsys, file, data):
    code, out, err = run(capsys, "daylio", file(daylio()))
    assert (code, out, err) == (0, ["0 lines read.", "0 added, 0 already there, 0 skipped"], "")
    assert not (data / "feelings.csv").exists()


# Files that cannot be taken

GOOD = daylio(("2026-03-02", "9:00", "good", "", "ein Spaziergang, schön"), ("2026-03-01", "9:00", "bad", "", "größer"))
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256))
BAD = {
    "semicolons": GOOD.replace(b",", b";"),
    "tabs": GOOD.replace(b",", b"\t"),
    "utf-16": GOOD.decode("utf-8-sig").encode("utf-16"),
    "utf-16 without BOM": GOOD.decode("utf-8-sig").encode("utf-16-le"),
    "latin-1": GOOD.decode("utf-8-sig").encode("latin-1"),
    "cp1252": GOOD.decode("utf-8-sig").replace("schön", "schön “oh” €").encode("cp1252"),
    "cut in a cell": GOOD[:-10],
    "cut between cells": GOOD[: GOOD.rindex(b',"bad"')],
    "cut in the middle of a letter": GOOD[: GOOD.rindex(b"\xc3") + 1],
    "an image": PNG,
    "another image": JPEG,
    "a zip file": b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(256)),
    "an empty file": b"",
    "a BOM alone": b"\xef\xbb\xbf",
    "blank lines": b"\n\n\n",
    "another app's file": of(HOW_B, {"Date": "2026 Sun May 17 3:39 PM", "Mood": "Calm"}),
    "words": b"Dear diary,\nthe heron came back.\n",
    "quotes that do not close": GOOD.replace(b'"bad"', b'"bad"x'),
    "NULs": GOOD + b"\0" * 100,
}


@pytest.mark.parametrize("source", importers.SOURCES)
@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_none_is_one_sentence_and_nothing_is_written(capsys, file, data, name, source):
    if source != "daylio" and name in ("another app's file",):
        return
    how = ["--date", "full_date", "--feeling", "mood"] if source == "table" else []
    if source == "table" and name in ("semicolons", "tabs"):
        return  # a table may come from any spreadsheet
    code, out, err = run(capsys, source, file(BAD[name]), *how)
    assert (code, out, err.count("\n")) == (2, [], 1)
    assert re.fullmatch(r"[A-Z“].+\.\n", err)
    assert not re.search("heron|Spaziergang|export.csv|Traceback", err)
    assert not data.exists()


def test_a_file_cut_at_any_byte_brings_in_no_half_of_a_line(data):
    whole = [row[4:11] for row in importers.look("daylio", GOOD, Options()).rows]
    for end in range(len(GOOD)):
        report = importers.look("daylio", GOOD[:end], Options())
        assert report.refused or [row[4:11] for row in report.rows] == whole[: len(report.rows)]
    assert not data.exists()


def test_a_folder_a_missing_file_and_one_that_is_too_large_are_one_sentence_each(capsys, tmp_path, data):
    large = tmp_path / "large.csv"
    with large.open("wb") as opened:
        opened.truncate(100 * 1024 * 1024)
    for place in (tmp_path, tmp_path / "not here.csv", large):
        code, out, err = run(capsys, "daylio", place)
        assert (code, out, err.count("\n")) == (2, [], 1)
        assert str(tmp_path) not in err
    assert "50 MB" in err
    assert not data.exists()


def test_a_file_that_may_not_be_read_is_one_sentence(capsys, file, monkeypatch):
    def refuse(*_):
        raise PermissionError

    place = file(GOOD)
    monkeypatch.setattr(pathlib.Path, "read_bytes", refuse)
    assert run(capsys, "daylio", place)[2] == reading.say.NO_ACCESS + "\n"


@pytest.mark.parametrize(
    "words", [["diary", "x.csv"], ["daylio"], [], ["daylio", "x.csv", "--low", "many"]], ids=" ".join
)
def test_what_the_command_does_not_understand_is_one_sentence_and_exit_2(capsys, words, data):
    code, out, err = run(capsys, *words)
    assert (code, out, err.count("\n")) == (2, [], 1)
    assert not data.exists()


def test_what_the_disk_refuses_is_one_sentence_and_every_file_is_as_it_was(capsys, file, data, monkeypatch):
    bring("daylio", daylio(("2026-02-01", "9:00", "good")))
    before = everything(data)
    monkeypatch.setattr(os, "fsync", lambda fd: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    code, out, err = run(capsys, "daylio", file(GOOD))
    assert (code, out, err.count("\n")) == (2, [], 1)
    assert err.startswith("Not saved: the disk is full.")
    assert everything(data) == before


def test_a_report_shows_nothing_of_a_person():
    report = importers.look(
        "daylio", daylio(("2026-03-01", "9:00", "Heron", "heron", "heron")), Options(notes=True, moods={"heron": 1})
    )
    assert "heron" not in repr(report).lower()


def test_a_text_longer_than_can_be_kept_leaves_out_its_line():
    blob = daylio(("2026-03-02", "9:00", "good", "", "x" * 1_000_001), ("2026-03-01", "9:00", "good"))
    report = bring("daylio", blob, notes=True)
    assert (report.new, [one.line for one in report.problems]) == (1, [2])


# Reading lines: the quick way and the csv module agree


@pytest.mark.parametrize("ending", ["\n", "", "\r\n"])
def test_lines_are_read_as_the_csv_module_reads_them(ending):
    cells = ["", "a", ",", '"', '","', '""', "a\nb", "\n", '"\n"', " ", "é", "a,b", '",', ',"']
    for quoting in (csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC):
        made = io.StringIO()
        writer = csv.writer(made, quoting=quoting, lineterminator="\n")
        writer.writerow(["one", "two", "three"])
        wanted = [[first, second, "x"] for first in cells for second in cells]
        writer.writerows(wanted)
        text = made.getvalue().removesuffix("\n") + ending
        lines = reading.Lines((text if ending != "\r\n" else text.replace("\n", "\r\n")).encode())
        assert [found for _, found in lines] == wanted
        assert lines.refused == ""


def test_the_number_of_a_line_is_that_of_its_first_one_in_an_editor():
    text = 'a,b\n1,"x\ny"\n\n"2","z"\n3,w\n'
    assert [line for line, _ in reading.Lines(text.encode())] == [2, 5, 6]


def test_nothing_of_a_refused_file_is_in_what_is_said():
    for blob in BAD.values():
        assert not re.search("heron|Spaziergang|größer", json.dumps(importers.look("daylio", blob, Options()).refused))


def test_the_first_hour_of_1970_east_of_greenwich_comes_in_once():
    line = "FeatureName,Timestamp,Value,Label,Note\nCalm,1970-01-01T00:30:00+01:00,4,,\n"
    for _ in range(2):
        bring("track-and-graph", line.encode(), feelings=("Calm",))
    assert said("rating") == ["4"]
