"""Kinds of question: an answer becomes a value, a value a cell, a cell the same value again."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest

from workbook.fields import LONGEST, Choice, Moment, Number, Rating, Refused, Text

LINE, LINES = Text(name="title"), Text(name="note", lines=True)
NUMBER, RATING = Number(name="scale_max"), Rating(name="rating")
CHOICE = Choice(name="context", options={"before a session": "Before", "after a session": "After"})
AT = Moment(name="at")
KINDS = (LINE, LINES, NUMBER, RATING, CHOICE, AT)
EMPTY = (None, "", float("nan"), np.nan, pd.NA, pd.NaT)


@pytest.fixture
def new_york(monkeypatch):
    """A computer five hours behind UTC, four in summer."""
    monkeypatch.setenv("TZ", "EST5EDT,M3.2.0,M11.1.0")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        (LINE, "one line"),
        (LINE, "  spaces stay  "),
        (LINES, 'two\nlines, a "quote" and a 🙂'),
        (LINES, "NA"),
        (LINES, "007"),
        (NUMBER, 100),
        (NUMBER, -3),
        (RATING, 0),
        (RATING, 10),
        (CHOICE, "after a session"),
        (AT, "2026-03-12T21:40:00+13:00"),
        (AT, "2026-03-12T21:40:05.000123-04:30"),
    ],
)
def test_a_value_comes_back_from_its_cell_as_it_was(field, answer):
    value = field.parse(answer)
    assert value == answer
    assert field.parse(field.write(value)) == value


@pytest.mark.parametrize("field", KINDS, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("answer", EMPTY, ids=repr)
def test_not_answered_is_an_empty_cell_and_never_a_number(field, answer):
    value = field.parse(answer)
    assert value == (None if isinstance(field, Number) else "")
    assert field.write(value) == ""
    assert field.parse("") == value


@pytest.mark.parametrize("answer", [7, 7.0, "7", "7.0", " 7 ", np.int8(7), np.int64(7), np.float64(7.0)], ids=repr)
def test_seven_is_seven_however_it_is_written(answer):
    value = RATING.parse(answer)
    assert value == 7
    assert type(value) is int
    assert RATING.write(value) == "7"


def test_zero_is_an_answer():
    assert RATING.parse("0") == 0
    assert RATING.write(0) == "0"


@pytest.mark.parametrize(
    "answer",
    [3.7, "3,7", True, False, np.True_, float("inf"), "-inf", "nan", "many", "7 of 10", [7], {}, np.array([1, 2]), 1j],
    ids=repr,
)
def test_what_is_not_a_whole_number_is_refused_with_a_sentence_naming_the_field(answer):
    with pytest.raises(Refused, match=r"^“rating” takes a whole number\.") as refused:
        RATING.parse(answer)
    assert str(refused.value).endswith("leave it empty.")


@pytest.mark.parametrize(
    "answer", ["before", "Before", 3, True, ["before a session"], {}, np.array(["a", "b"])], ids=repr
)
def test_a_choice_that_is_not_offered_is_refused_with_the_ones_that_are(answer):
    with pytest.raises(Refused, match=r"^“context” is one of: before a session, after a session\."):
        CHOICE.parse(answer)


@pytest.mark.parametrize("answer", [3, 3.5, True, b"bytes", ["a"], {"a": 1}], ids=repr)
def test_text_that_is_no_text_is_refused(answer):
    with pytest.raises(Refused, match="“note” takes text"):
        LINES.parse(answer)


@pytest.mark.parametrize(("typed", "kept"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb")])
def test_line_endings_are_made_alike_and_that_is_told(typed, kept):
    assert LINES.parse(typed) == kept
    assert LINES.notes(typed) == ["Line endings were made alike in “note”."]


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud83db", "a\udc00b"], ids=ascii)
def test_a_character_no_file_can_hold_is_replaced_and_that_is_told(typed):
    assert LINES.parse(typed) == "a\ufffdb"
    assert LINES.notes(typed) == ["In “note”, a character no file can hold was replaced by �."]


def test_ordinary_text_is_kept_without_a_word():
    assert LINES.notes("two\nlines and a 🙂") == []


def test_one_line_takes_no_line_break():
    with pytest.raises(Refused, match="“title” takes one line"):
        LINE.parse("two\nlines")


def test_a_million_characters_are_kept_and_one_more_is_refused_with_both_counts():
    assert LINES.parse("x" * LONGEST) == "x" * 1_000_000
    with pytest.raises(Refused, match="1,000,000 characters, and this has 1,000,001"):
        LINES.parse("x" * (LONGEST + 1))


@pytest.mark.parametrize("answer", ["2026-03-12", "20260312", date(2026, 3, 12)], ids=repr)
@pytest.mark.usefixtures("new_york")
def test_a_day_alone_is_noon_of_that_day(answer):
    assert AT.parse(answer) == "2026-03-12T12:00:00-04:00"


@pytest.mark.parametrize("as_answer", [date.isoformat, lambda day: day], ids=["text", "date"])
def test_today_alone_is_now(as_answer):
    before = datetime.now().astimezone()
    moment = datetime.fromisoformat(AT.parse(as_answer(before.date())))
    assert before.replace(microsecond=0) <= moment <= datetime.now().astimezone()


@pytest.mark.parametrize(
    "answer",
    ["2026-01-05T21:40", "2026-01-05 21:40:00", datetime(2026, 1, 5, 21, 40), pd.Timestamp("2026-01-05 21:40")],  # noqa: DTZ001
    ids=repr,
)
@pytest.mark.usefixtures("new_york")
def test_a_moment_without_an_offset_is_local_time(answer):
    assert AT.parse(answer) == "2026-01-05T21:40:00-05:00"


@pytest.mark.usefixtures("new_york")
def test_local_time_takes_the_offset_of_its_own_season():
    assert AT.parse("2026-07-05T21:40") == "2026-07-05T21:40:00-04:00"


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("2026-03-12T21:40+13:45", "2026-03-12T21:40:00+13:45"),
        ("2026-03-12T21:40:30.25-09:30", "2026-03-12T21:40:30.250000-09:30"),
        ("2026-03-12T21:40Z", "2026-03-12T21:40:00+00:00"),
        (datetime(2026, 3, 12, 21, 40, tzinfo=timezone(timedelta(hours=-3))), "2026-03-12T21:40:00-03:00"),
        (pd.Timestamp("2026-03-12 21:40", tz="UTC"), "2026-03-12T21:40:00+00:00"),
    ],
    ids=repr,
)
@pytest.mark.usefixtures("new_york")
def test_an_offset_that_is_given_is_kept_exactly(answer, kept):
    assert AT.parse(answer) == kept


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), timedelta(days=1), timedelta(days=400)], ids=str)
@pytest.mark.parametrize("as_answer", [datetime.isoformat, lambda moment: moment], ids=["text", "datetime"])
def test_a_moment_that_lies_ahead_is_refused(ahead, as_answer):
    with pytest.raises(Refused, match="“at” is in the future"):
        AT.parse(as_answer(datetime.now(UTC) + ahead))


def test_a_day_that_lies_ahead_is_refused():
    with pytest.raises(Refused, match="“at” is in the future"):
        AT.parse((date.today() + timedelta(days=2)).isoformat())


@pytest.mark.parametrize(
    "answer",
    [
        "yesterday",
        "12/03/2026",
        "2026-13-01",
        "2026-02-30",
        "2026-03-12T25:00",
        "0001-01-01",
        5,
        1e9,
        True,
        ["2026-03-12"],
    ],
    ids=repr,
)
@pytest.mark.usefixtures("new_york")
def test_what_is_no_moment_is_refused_with_an_example(answer):
    with pytest.raises(Refused, match="“at” takes a date such as 2026-03-12"):
        AT.parse(answer)


@pytest.mark.parametrize("field", [NUMBER, RATING, CHOICE, AT], ids=lambda field: type(field).__name__)
def test_a_refusal_does_not_repeat_what_was_written(field):
    with pytest.raises(Refused) as refused:
        field.parse("heron 5")
    assert "heron" not in str(refused.value)


@pytest.mark.parametrize(("field", "answer"), [(LINE, "heron\nheron"), (LINES, "heron" * 200_001), (LINE, ["heron"])])
def test_a_refusal_of_text_does_not_repeat_it(field, answer):
    with pytest.raises(Refused) as refused:
        field.parse(answer)
    assert "heron" not in str(refused.value)
    assert len(str(refused.value)) < 200
