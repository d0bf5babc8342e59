"""When writing weighs more than before: said once a day, only where both ratings or the person say so."""

from datetime import datetime, timedelta

import pytest
from test_forms import Page

from workbook import fields, settings, sheets, store, weight
from workbook.words.writing import OFTEN, STOP, STOP_AGAIN

pytestmark = pytest.mark.usefixtures("data")
WROTE = {"text": "the heron", "heavy_before": None, "heavy_after": None, "heavy": "", "at": ""}
THIRD = f"{STOP} {OFTEN}"


def wrote(before="", after="", heavy="", days=0, sheet="journal"):
    """Something written so many days ago; its id."""
    (made,) = store.new_ids(1)
    saved_at = fields.written((datetime.now().astimezone() - timedelta(days=days)).replace(microsecond=0))
    weighed = {"heavy_before": str(before), "heavy_after": str(after), "heavy": heavy}
    blank = sheets.sheet(sheet).cells({})
    store.put_back(sheet, [{**blank, "entry_id": made, "at": saved_at, "saved_at": saved_at, **weighed}])
    return made


def said(*given, **how):
    """What is said after something like this is saved now."""
    return weight.after_saving([wrote(*given, **how)])


@pytest.mark.parametrize(("before", "after"), [(0, 3), (3, 6), (7, 10), (0, 10)])
@pytest.mark.parametrize("sheet", weight.WRITTEN)
def test_three_points_heavier_are_answered_with_a_way_to_stop(sheet, before, after):
    assert said(before, after, sheet=sheet) == STOP


@pytest.mark.parametrize(("before", "after"), [(0, 2), (8, 10), (5, 5), (9, 3)])
def test_less_than_three_points_are_not(before, after):
    assert said(before, after) == ""


@pytest.mark.parametrize(("before", "after"), [("", 10), (0, ""), ("", ""), ("many", 10), (0, "many")])
def test_not_answered_is_not_a_number(before, after):
    assert said(before, after) == ""


@pytest.mark.parametrize(("before", "after"), [("", ""), (9, 0), (5, "")])
def test_the_link_says_it_whatever_the_ratings(before, after):
    assert said(before, after, "yes") == STOP


def test_it_is_said_once_a_day_whichever_sheet_it_was_in():
    assert said(0, 9) == STOP
    assert said(0, 9, sheet="thoughts") == ""
    assert said(heavy="yes") == ""


def test_the_next_day_it_is_said_again():
    wrote(0, 9, days=1)
    assert said(0, 9) == STOP


def test_something_light_after_something_heavy_is_not_answered():
    wrote(0, 9, days=1)
    assert said(0, 0) == ""


def test_the_third_time_in_two_weeks_says_more():
    wrote(0, 9, days=13)
    wrote(heavy="yes", days=1, sheet="thoughts")
    assert said(0, 9) == THIRD


def test_what_is_older_than_two_weeks_does_not_count():
    for days in (15, 15, 20, 400):
        wrote(0, 9, days=days)
    wrote(0, 9, days=2)
    assert said(0, 9) == STOP


def test_light_writing_does_not_count_among_the_times():
    for days in (1, 2, 3):
        wrote(5, 5, days=days)
    wrote(0, "", days=4)
    assert said(0, 9) == STOP


def test_two_weeks_are_counted_from_when_it_was_written_and_not_from_what_it_is_about():
    for _ in range(2):
        store.save("journal", {"text": "long ago", "heavy": "yes"}, at="2020-03-12")
    assert weight.when_pressed() == STOP_AGAIN
    assert len(weight.lately()) == 2


def test_a_press_is_answered_in_full_once_a_day_and_in_a_few_words_after_that():
    assert weight.when_pressed() == STOP
    wrote(heavy="yes")
    assert weight.when_pressed() == STOP_AGAIN


def test_the_third_press_in_two_weeks_says_more():
    wrote(0, 9, days=13)
    wrote(heavy="yes", days=15)
    assert weight.when_pressed() == STOP
    wrote(heavy="yes", days=1)
    assert weight.when_pressed() == THIRD


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("journal", WROTE | {"heavy_before": 2, "heavy_after": 5}),
        ("journal", WROTE | {"heavy": "yes"}),
        ("thoughts", {"thought": "the heron", "heavy_before": 0, "heavy_after": 10}),
        ("after-session", {"text": "the heron", "heavy": "yes"}),
    ],
)
def test_the_form_says_it_with_what_was_saved(name, answers):
    reply = Page(name).saves(answers)
    assert (reply["kind"], reply["heavy"]) == ("saved", STOP)
    assert Page("journal").says(kind="heavy")["message"] == STOP_AGAIN


def test_the_form_says_nothing_where_nothing_weighs_more_and_where_it_was_said_today():
    assert Page("journal").saves(WROTE | {"heavy_before": 5, "heavy_after": 6})["heavy"] == ""
    assert Page("journal").saves(WROTE | {"heavy": "yes"})["heavy"] == STOP
    assert Page("journal").saves(WROTE | {"heavy": "yes"})["heavy"] == ""


def test_a_press_is_answered_before_anything_was_saved_and_writes_nothing(data):
    assert Page("journal").says(kind="heavy")["message"] == STOP
    assert not data.exists()


def test_a_file_that_cannot_be_read_does_not_make_what_was_saved_not_saved():
    settings.save(storage="saved")
    store.path(sheets.sheet("journal")).mkdir(parents=True)
    reply = Page("thoughts").saves({"thought": "the heron"})
    assert [row["thought"] for row in store.read("thoughts").rows] == ["the heron"]
    assert reply["kind"] == "saved"
