"""What may be kept and what is refused: text as it was typed, and refusals that never repeat it."""

import traceback
import warnings
from datetime import date, datetime, timedelta

import pytest

import workbook as wb
from workbook import store
from workbook.words import problems as say

SECRET = "zebra lantern"
AN_ID = "e" + "0" * 21


def calm(**more):
    return {"feeling": "calm", "rating": 4, **more}


def notes_kept():
    return [row["note"] for row in store.read("feelings").rows]


def everything(data):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in data.iterdir()}


REFUSED = [
    (calm(rating=11), "rating"),
    (calm(rating=-1), "rating"),
    (calm(rating=3.7), "rating"),
    (calm(rating=True), "rating"),
    (calm(rating=SECRET), "rating"),
    (calm(rating=7, scale_min=0, scale_max=5), "rating"),
    (calm(scale_min=5, scale_max=5), "scale_max"),
    ({"rating": 4}, "feeling"),
    (calm(mood=4), "mood"),
    (calm(saved_at="2026-03-12T12:00:00+01:00"), "saved_at"),
    (calm(row_check="c00000000"), "row_check"),
    (calm(feeling=f"{SECRET}\n"), "feeling"),
    (calm(feeling=[SECRET]), "feeling"),
    (calm(context=SECRET), "context"),
    (calm(note=SECRET * 80_000), "note"),
    (calm(note={SECRET: SECRET}), "note"),
    (calm(at=datetime.now().astimezone() + timedelta(hours=1)), "at"),
    (calm(at=(date.today() + timedelta(days=2)).isoformat()), "at"),
    (calm(at=SECRET), "at"),
    (calm(entry_id=SECRET), "entry_id"),
    (calm(entry_id=AN_ID.upper()), "entry_id"),
    (calm(checkin_id=SECRET), "checkin_id"),
    ([calm(entry_id=AN_ID), calm(entry_id=AN_ID)], "entry_id"),
    (SECRET, ""),
    ([calm(), SECRET], ""),
]


@pytest.mark.parametrize(("answers", "field"), REFUSED)
def test_what_cannot_be_kept_is_refused_by_field_and_changes_nothing(data, answers, field):
    with pytest.raises(wb.NotSaved) as refused:
        wb.save("feelings", answers)
    assert list(refused.value.problems) == [field]
    assert not data.exists()
    wb.save("feelings", calm())
    before = everything(data)
    with pytest.raises(wb.NotSaved):
        wb.save("feelings", answers)
    assert everything(data) == before


@pytest.mark.parametrize(("answers", "field"), REFUSED)
def test_a_refusal_never_repeats_what_the_person_wrote(data, answers, field):
    with pytest.raises(wb.NotSaved) as refused:
        wb.save("feelings", answers)
    told = "".join(traceback.format_exception(refused.value))
    assert refused.value.problems[field] in told
    for words in (told, str(refused.value), repr(refused.value), repr(refused.value.problems)):
        assert SECRET not in words


@pytest.mark.parametrize("bad", [0, 1, 2])
def test_one_bad_row_keeps_the_whole_list_out(data, bad):
    wb.save("feelings", calm())
    before = everything(data)
    answers = [calm(), calm(), calm()]
    answers[bad] = calm(rating=11)
    with pytest.raises(wb.NotSaved):
        wb.save("feelings", answers)
    assert everything(data) == before


def test_every_problem_of_a_save_is_told_at_once(data):
    with pytest.raises(wb.NotSaved) as refused:
        wb.save("feelings", [calm(rating=11), calm(at="not a day"), calm(context="at the moon")])
    assert set(refused.value.problems) == {"rating", "at", "context"}


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(data):
    with pytest.raises(ValueError, match="feelings"):
        wb.save("felings", calm())
    assert not data.exists()


# What is kept as typed, and what is cleaned

TYPED = [
    "two\nlines",
    'a "quote"',
    '"',
    '""',
    '\n"e',
    '"\n"e0","x',
    "a, comma; and a\ttab",
    "\U0001f642 \U0001f469\u200d\U0001f4bb",
    "=1+1",
    "NA",
    "007",
    "\u200f\u05e9\u05dc\u05d5\u05dd, \u0645\u0631\u062d\u0628\u0627",
    "\u4f60\u597d",
    "  spaces at both ends  ",
    "\ufeffa mark at the start",
    "a line, another: \u2028 \x85 \x0b \x1c",
    "long " * 40_000,
    "x" * 1_000_000,
]


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_text_is_kept_exactly_as_typed(data, typed):
    with warnings.catch_warnings(action="error"):
        kept = wb.save("feelings", calm(note=typed))
    wb.save("feelings", calm())
    assert [kept[0]["note"], notes_kept()[0], wb.entries("feelings")["note"][0]] == [typed] * 3
    assert store.check("feelings") == (2, [])


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("one\r\ntwo", "one\ntwo", say.CLEANED_NEWLINES),
        ("one\rtwo", "one\ntwo", say.CLEANED_NEWLINES),
        ("nul \0 here", "nul \ufffd here", say.CLEANED_CHARACTERS),
        ("half \ud83d here", "half \ufffd here", say.CLEANED_CHARACTERS),
    ],
)
def test_what_no_file_can_hold_is_cleaned_and_told(data, typed, kept, told):
    with pytest.warns(UserWarning) as warned:
        wb.save("feelings", calm(note=typed))
    assert [str(one.message) for one in warned] == [told.format(field="note")]
    assert notes_kept() == [kept]
