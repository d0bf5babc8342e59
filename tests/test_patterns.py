"""The other charts: what each draws, what it says, and what it leaves unsaid."""

import re

import pandas as pd
import pytest

import workbook as wb
from workbook import sheets, table
from workbook.charts import CHARTS
from workbook.words import trends as say

SAMPLE = wb.sample()
EACH = pytest.mark.parametrize("name", CHARTS)


def sheet(name, *rows):
    """A frame of a sheet from rows of cells."""
    blank = dict.fromkeys(sheets.sheet(name).columns, "")
    return table.typed(
        sheets.sheet(name), pd.DataFrame([{**blank, **row} for row in rows], columns=list(blank), dtype="str")
    )


def feelings(*rows):
    """Check-ins from (moment, word, rating) and, where needed, other columns."""
    usual = {"asked": "followed", "scale_min": "0", "scale_max": "10"}
    made = [
        {**usual, "at": at, "checkin_id": at, "feeling": word, "rating": "" if rating is None else str(rating)}
        | (others[0] if others else {})
        for at, word, rating, *others in rows
    ]
    return sheet("feelings", *made)


def on(day, hour=21):
    """A moment of a day after Monday, 2 March 2026."""
    return f"{pd.Timestamp('2026-03-02') + pd.Timedelta(days=day):%Y-%m-%d}T{hour:02d}:10:00+01:00"


def daily(count, word="calm", **others):
    return [(on(day), word, day % 7, others) for day in range(count)]


def lines(name, **entries):
    return wb.chart(name, entries=entries).sentence.split("\n")


@EACH
def test_every_chart_of_the_sample_has_a_picture_a_sentence_and_a_table(name):
    chart = wb.chart(name, entries=SAMPLE)
    assert chart.drawn and chart.sentence.startswith(say.SAMPLE) and len(chart.sentence.split("\n")) > 1
    assert "<table>" in chart.words()
    assert not re.search(r"\{\w*\}|nan|NaT", chart.sentence + chart.words())


@EACH
@pytest.mark.usefixtures("data")
def test_without_an_entry_a_chart_is_one_calm_sentence(name):
    chart = wb.chart(name)
    assert not chart.drawn and len(chart.sentence.split("\n")) == 1
    assert "<table" not in chart.words()


@EACH
def test_only_feelings_over_time_ever_name_a_direction(name):
    told = wb.chart(name, entries=SAMPLE).sentence
    assert (re.search(r"tended|direction|stayed the same", told) is not None) == (name == "feelings")
    assert not re.search(r"because|cause|since you|will |next week|better than|worse than|p =|signific", told)


@EACH
def test_no_note_id_or_thought_is_in_a_chart(name):
    chart = wb.chart(name, entries=SAMPLE)
    everything = chart.to_json() + chart.words()
    secret = {"walked to the lake", "tired of me", "invented journal", "one word is easier"}
    assert not [one for one in secret if one in everything]
    ids = {entry_id for frame in SAMPLE.values() for entry_id in frame["entry_id"]}
    assert not [one for one in ids if one in everything]


@EACH
def test_a_period_without_entries_is_an_empty_chart(name):
    assert not wb.chart(name, entries=SAMPLE, start="2020-01-01", end="2020-02-01").drawn


def test_a_chart_that_does_not_exist_names_those_that_do():
    with pytest.raises(ValueError, match=r"no chart called “moods”.*alliance"):
        wb.chart("moods")


def test_a_word_that_is_followed_now_is_not_among_the_other_words():
    rows = [
        *((on(day), "calm", 4, {"asked": "added"}) for day in range(2)),
        *((on(day), "calm", None) for day in range(2, 9)),
    ]
    assert lines("other-words", feelings=feelings(*rows)) == [say.NO_OTHER_WORDS]


def test_days_on_which_a_word_could_be_named_are_those_of_check_ins_here_with_a_note_alone_too():
    imported = [(on(day), "mood", 3, {"asked": "imported", "scale_max": "4"}) for day in range(30)]
    notes = [(on(day), "", None, {"asked": "added"}) for day in range(30, 38)]
    named = [(on(day), "sad", 6, {"asked": "added"}) for day in range(38, 40)]
    assert lines("other-words", feelings=feelings(*imported, *notes, *named)) == [
        "Sad: named on 2 of 10 check-in days; 6 when named."
    ]


def test_an_imported_word_without_a_number_was_named_and_is_never_said_to_have_been_asked():
    entries = {
        "feelings": feelings(
            *((on(day), ("happy", "tense")[day % 2], None, {"asked": "imported"}) for day in range(20))
        )
    }
    assert (
        wb.trend(entries=entries).sentence
        == "Happy: named on 10 of 20 check-in days. Tense: named on 10 of 20 check-in days."
    )
    assert wb.daily(entries["feelings"]).empty
    assert lines("other-words", **entries)[0] == "Happy: named on 10 of 20 check-in days."


def test_a_goal_keeps_its_name_and_a_session_its_days_in_a_period_that_begins_later():
    assert "A goal" not in wb.chart("goals", entries=SAMPLE, start="2026-05-01").sentence
    entries = {"feelings": feelings(*daily(20)), "sessions": sheet("sessions", {"at": on(9)})}
    assert "1 after" in wb.chart("around-sessions", entries=entries, start="2026-03-12").sentence


def test_every_week_of_every_other_word_is_in_the_picture():
    own = [
        (on(day), word, 5, {"asked": "added" if word == "tired" else "followed"})
        for day in range(300, 400)
        for word in ("calm", "tired")
    ]
    imported = [(on(day), "happy", None, {"asked": "imported"}) for day in range(60)]
    figure = wb.chart("other-words", entries={"feelings": feelings(*own, *imported)})
    for number, trace in enumerate(figure.data):
        first, last = figure.layout["xaxis"].range
        assert all(first <= str(week) <= last for week in trace.x), (number, trace.name)
    assert len({str(trace.x) for trace in figure.data}) > 1


def test_a_bar_of_other_words_is_a_week_wide_however_few_weeks_there_are():
    for days in ([3], [3, 80]):
        rows = [(on(day), "sad", 5, {"asked": "added"}) for day in days]
        figure = wb.chart("other-words", entries={"feelings": feelings(*rows)})
        first, last = (pd.Timestamp(end) for end in figure.layout["xaxis"].range)
        for trace in figure.data:
            assert (trace.offset, trace.width) == (0, 6 * 24 * 60 * 60 * 1000)
            assert first < pd.Timestamp(trace.x[0]) and pd.Timestamp(trace.x[-1]) + pd.Timedelta(days=6) < last


def test_a_word_named_here_and_elsewhere_is_counted_of_the_days_of_both():
    elsewhere = [(on(day), "calm", None, {"asked": "imported"}) for day in range(40)]
    here = [
        (on(day), "calm" if day == 40 else "", 5 if day == 40 else None, {"asked": "added"}) for day in range(40, 45)
    ]
    assert lines("other-words", feelings=feelings(*elsewhere, *here))[0].startswith(
        "Calm: named on 41 of 45 check-in days"
    )


def test_every_mark_that_is_counted_is_in_the_picture():
    rows = [*daily(10), *((on(day), "sad", None) for day in range(10, 60))]
    sessions = sheet("sessions", *({"at": on(day)} for day in range(1, 60, 9)))
    figure = wb.trend("calm", entries={"feelings": feelings(*rows), "sessions": sessions})
    (marks,) = [trace for trace in figure.data if trace.name == "Session" and trace.showlegend]
    assert f"Marked: {len(marks.x)} day" in figure.sentence
    assert all(str(day) <= figure.layout["xaxis"].range[1] for day in marks.x)


def test_words_that_look_alike_have_a_column_each():
    rows = [(on(day), word, rating) for day in range(4) for word, rating in (("Stress", 2), ("stress", 8))]
    for name in ("feelings", "weekdays"):
        words = wb.chart(name, entries={"feelings": feelings(*rows)}).words()
        assert "<th>Stress</th><th>Stress (2)</th>" in words.replace(' scope="col"', ""), name


def test_times_of_day_leave_out_what_the_other_charts_leave_out():
    own = [(on(day, 21), "calm", 8) for day in range(4)]
    elsewhere = [(on(day, 9), "calm", 0, {"asked": "imported"}) for day in range(4)]
    assert lines("times-of-day", feelings=feelings(*own, *elsewhere))[0] == "Calm, usually: evening 8 (n 4)."


def test_days_alike_with_ratings_that_differ_have_not_stayed_the_same():
    rows = [(on(day, hour), "calm", 5 + sign * (day % 5)) for day in range(30) for hour, sign in ((9, -1), (20, 1))]
    said = wb.trend(entries={"feelings": feelings(*rows)}).sentence
    assert "No clear direction yet" in said and "stayed the same" not in said
    assert "The lowest was 1, the highest 9." in wb.chart("calendar", entries={"feelings": feelings(*rows)}).sentence


def test_a_rating_of_another_scale_is_said_to_be_shown_from_0_to_10():
    rows = [(on(day), "calm", 1, {"scale_min": "1"}) for day in range(3)]
    assert say.RESCALED in wb.trend(entries={"feelings": feelings(*rows)}).sentence
    assert say.RESCALED not in wb.trend(entries={"feelings": feelings(*daily(3))}).sentence


def test_two_tables_put_together_can_be_drawn():
    both = pd.concat([feelings(*daily(5)), feelings(*daily(5))])
    assert wb.trend(entries=both).drawn


def test_a_total_with_decimals_stands_in_the_table_as_it_was_written():
    chart = wb.chart("scores", entries={"scores": sheet("scores", {"at": on(0), "name": "A test", "total": "12.25"})})
    assert "<td>12.25</td>" in chart.words()


def test_two_totals_of_one_day_are_two_totals():
    rows = [{"at": on(0, hour), "name": "A test", "total": str(total)} for hour, total in ((9, 10), (15, 15))]
    chart = wb.chart("scores", entries={"scores": sheet("scores", *rows)})
    assert list(chart.data[0].y) == [10.0, 15.0] and chart.sentence.startswith("A test: 2 totals in 1 day.")


def test_every_answer_is_a_point_and_is_counted_and_a_day_counts_once_for_what_is_usual():
    rows = [
        {"at": on(0, hour), "item": "headspace", "rating": str(one), "scale_min": "0", "scale_max": "10"}
        for hour, one in ((8, 1), (12, 4), (20, 7))
    ]
    chart = wb.chart("headspace", entries={"ratings": sheet("ratings", *rows)})
    assert sorted(chart.data[0].y) == [1.0, 4.0, 7.0]
    assert chart.sentence == "Practical worries: 3 answers in 1 day. Too few to say more."


def test_an_evening_counts_once_however_often_it_was_rated():
    rows = [(f"2026-03-02T{hour}:{minute}0:00+01:00", "calm", 5) for hour in (18, 19, 20) for minute in range(3)]
    assert lines("times-of-day", feelings=feelings(*rows))[0] == "Calm, usually: evening n 1."


def test_a_number_off_its_scale_is_in_no_chart():
    rows = [*daily(5), (on(5), "calm", 100), (on(6), "calm", -4)]
    assert "The lowest was 0, the highest 4." in lines("calendar", feelings=feelings(*rows))[0]


def test_more_than_can_be_drawn_is_counted_whole_and_said():
    rows = [{"at": on(day), "heavy_before": "6", "heavy_after": "4"} for day in range(500)]
    told = lines("writing", journal=sheet("journal", *rows))[0]
    assert told == "500 entries with both numbers. Before, usually 6. After, usually 4. The latest 400 are drawn."


def test_what_got_in_the_way_stands_in_the_table_too():
    chart = wb.chart("homework", entries={"task_logs": sheet("task_logs", {"at": on(0), "obstacles": "time; energy"})})
    assert '<th scope="row">2026-03-02</th><td>–</td><td>time, energy</td>' in chart.words()


def test_marks_are_told_in_words_and_in_the_table():
    entries = {"feelings": feelings(*daily(600)), "sessions": sheet("sessions", {"at": on(598)}, {"at": on(599)})}
    chart = wb.trend(entries=entries)
    assert "Marked: 2 days with a session." in chart.sentence
    assert '<th scope="row">2027-10-18</th><td>2</td><td>Session</td>' in chart.words()


def test_a_word_not_followed_is_no_reason_to_show_another_one():
    rows = [*daily(9), (on(3), "sad", 4, {"asked": "added"})]
    for name in ("calendar", "weekdays", "times-of-day"):
        assert wb.chart(name, "sad", entries={"feelings": feelings(*rows)}).sentence == say.ONLY_FOLLOWED


@pytest.mark.parametrize(
    "wrong",
    [wb.sample, [], "feelings", pd.DataFrame(), {"feelings": []}, {"ratings": 5}],
    ids=["call", "list", "text", "frame", "in", "no"],
)
def test_entries_of_another_shape_are_a_value_error_in_a_sentence(wrong):
    with pytest.raises(ValueError, match=r"wb\.entries or wb\.sample"):
        wb.trend(entries=wrong)


def test_a_word_not_followed_is_counted_by_week_with_the_days_one_checked_in():
    rows = [
        *daily(10),
        (on(1), "sad", 4, {"asked": "added"}),
        (on(2), "sad", None, {"asked": "added"}),
        (on(8), "sad", 6, {"asked": "added"}),
    ]
    chart = wb.chart("other-words", entries={"feelings": feelings(*rows)})
    everything, named = chart.data
    assert (list(everything.x), list(everything.y)) == (["2026-03-02", "2026-03-09"], [7, 3])
    assert (list(named.x), list(named.y)) == (["2026-03-02", "2026-03-09"], [2, 1])
    assert chart.sentence == "Sad: named on 3 of 10 check-in days; 4 to 6 when named."
    assert '<th scope="row">2026-03-09</th><td>1 of 3</td>' in chart.words()


def test_a_calendar_has_a_square_for_each_day_with_a_number_and_none_for_the_others():
    (squares,) = wb.chart(
        "calendar", entries={"feelings": feelings((on(0), "calm", 3), (on(2), "calm", None), (on(9), "calm", 0))}
    ).data
    assert list(squares.x[-2:]) == ["2026-03-02", "2026-03-09"] and len(squares.x) == 20
    assert [list(row[-3:]) for row in squares.z][:3] == [[None, 3.0, None], [None, None, None], [None, None, 0.0]]


def test_a_calendar_of_a_long_record_is_its_last_year_and_says_so():
    told = lines("calendar", feelings=feelings(*daily(500)))
    assert told[0].startswith("Calm: 371 days with a number") and told[1] == "Only the last 53 weeks are drawn."


def test_days_around_sessions_stand_side_by_side_with_n():
    sessions = sheet("sessions", *({"at": on(day, 17)} for day in (7, 14, 21)))
    told = lines("around-sessions", feelings=feelings(*daily(28)), sessions=sessions)
    assert told[0].startswith(
        "Calm, usually: 3 before 4 (n 3); 2 before 5 (n 3); 1 before 6 (n 3); session 0 (n 3); 1 after 1"
    )


def test_few_of_a_kind_are_counted_and_nothing_is_said_of_their_middle():
    assert (
        lines("weekdays", feelings=feelings(*daily(14)))[0]
        == "Calm, usually: Mon n 2; Tue n 2; Wed n 2; Thu n 2; Fri n 2; Sat n 2; Sun n 2."
    )


def test_a_rating_without_a_time_of_day_is_in_no_part_of_the_day():
    rows = [(f"2026-03-{day:02d}T12:00:00+01:00", "calm", 5) for day in range(1, 6)]
    timed = [(on(day, hour), "calm", 7) for day, hour in ((10, 6), (11, 13), (12, 18), (13, 23), (14, 3))]
    told = lines("times-of-day", feelings=feelings(*rows, *timed))
    assert told[0] == "Calm, usually: morning n 1; afternoon n 1; evening n 1; night n 2."


def test_the_hour_is_the_one_the_person_lived_wherever_they_were():
    rows = [
        (f"2026-03-{day:02d}T08:30:00{zone}", "calm", 4) for day, zone in enumerate(("+01:00", "-08:00", "+13:00"), 10)
    ]
    assert lines("times-of-day", feelings=feelings(*rows))[0] == "Calm, usually: morning 4 (n 3)."


def test_the_four_questions_about_a_session_are_lines_of_their_own_and_never_one_number():
    chart = wb.chart("alliance", entries=SAMPLE)
    headings = [note.text.split("<br>")[0] for note in chart.layout.annotations]
    assert headings == ["<b>Connected</b>", "<b>Near to what matters</b>", "<b>Useful</b>", "<b>Free to disagree</b>"]
    assert len({trace.yaxis for trace in chart.data}) == 4


def test_the_wish_to_reach_out_is_in_no_chart():
    wish = sheet(
        "ratings",
        *({"at": on(day), "item": "B3", "rating": "9", "scale_min": "0", "scale_max": "10"} for day in range(9)),
    )
    pulls = sheet("pulls", {"at": on(1), "strength": "9"})
    assert not [name for name in CHARTS if wb.chart(name, entries={"ratings": wish, "pulls": pulls}).drawn]


def test_an_own_scale_of_a_therapist_is_brought_to_ten():
    rows = [{"at": on(day), "item": "O1", "rating": "3", "scale_min": "1", "scale_max": "5"} for day in range(3)]
    assert lines("openness", ratings=sheet("ratings", *rows)) == ["Said what I wanted: 3 answers in 3 days. Usually 5."]


def test_a_number_before_without_one_after_is_drawn_and_not_paired():
    rows = [{"at": on(0), "sure_before": "9", "sure_after": "4"}, {"at": on(1), "sure_before": "8"}]
    chart = wb.chart("thoughts", entries={"thoughts": sheet("thoughts", *rows)})
    line, before, after = chart.data
    assert (list(line.y), list(before.y), list(after.y)) == ([9.0, 4.0, None], [9.0, 8.0], [4.0])
    assert chart.sentence == "1 entry with both numbers. Too few to say more."


def test_goals_are_drawn_under_their_own_words_and_alike_ones_are_told_apart():
    goals = sheet("goals", {"entry_id": "a", "text": "rest"}, {"entry_id": "b", "text": "rest"})
    rows = [
        {"at": on(day), "item": "goal", "goal_id": goal, "rating": "4", "scale_min": "0", "scale_max": "10"}
        for day, goal in ((0, "a"), (1, "b"), (2, "gone"))
    ]
    told = lines("goals", goals=goals, ratings=sheet("ratings", *rows))
    assert [line.split(":")[0] for line in told] == ["A goal", "Rest", "Rest (2)"]


def test_homework_says_how_much_and_what_got_in_the_way_and_no_share_of_it():
    rows = [
        {"at": on(0), "amount": "all"},
        {"at": on(3), "amount": "not started", "obstacles": "time; energy"},
        {"at": on(4), "obstacles": "time"},
    ]
    told = lines("homework", task_logs=sheet("task_logs", *rows))
    assert told == ["You looked at homework 3 times.", "Done: Not started 1, All 1.", "In the way: time ×2, energy ×1."]


def test_totals_from_a_clinic_are_drawn_as_they_are_and_nothing_is_made_of_them():
    rows = [
        {"at": on(day), "name": "A test", "total": str(total), "higher": "worse"}
        for day, total in ((0, 41.5), (30, 12))
    ]
    chart = wb.chart("scores", entries={"scores": sheet("scores", *rows)})
    assert list(chart.data[0].y) == [41.5, 12.0] and len(chart.data) == 1
    assert chart.sentence.split("\n") == ["A test: 2 totals in 31 days.", say.ONLY_DRAWN]
    assert "a higher number means harder" in chart.layout.annotations[0].text


def test_sessions_and_homework_are_marked_below_the_scale():
    entries = {
        "feelings": feelings(*daily(20)),
        "sessions": sheet("sessions", {"at": on(5)}, {"at": on(90)}),
        "task_logs": sheet("task_logs", {"at": on(6)}),
    }
    marks = {trace.name: list(trace.x) for trace in wb.trend(entries=entries).data if trace.legendgroup}
    assert marks == {"Session": ["2026-03-07"], "Homework looked at": ["2026-03-08"]}
    assert "Session" not in wb.trend(entries=entries["feelings"]).to_json()
