"""However long the record: few marks, a small figure, and a seam where scale or source changes."""

import numpy as np
import pandas as pd
import pytest

import workbook as wb
from workbook import sheets, table, trends

FIRST = pd.Timestamp("1976-01-01")


def record(days, words=("calm",), **others):
    """Check-ins on these days after the first, in the shape of entries, with ratings that wander."""
    chance = np.random.default_rng(8)
    at = pd.DatetimeIndex(FIRST + pd.to_timedelta(np.repeat(days, len(words)), unit="D"))
    cells = {
        "feeling": np.tile(words, len(days)),
        "asked": "followed",
        "scale_min": "0",
        "scale_max": "10",
        "context": "",
    }
    texts = dict.fromkeys(sheets.sheet("feelings").columns, "") | cells
    texts |= {"at": at.strftime("%Y-%m-%dT21:30:00+01:00"), "checkin_id": at.strftime("c%Y%m%d")}
    texts |= {"rating": chance.integers(0, 11, len(at)).astype(str)} | others
    return table.typed(sheets.sheet("feelings"), pd.DataFrame(texts).astype("str"))


def joined(*parts):
    return pd.concat(parts, ignore_index=True)


def series(days):
    return pd.Series(5.0, index=pd.DatetimeIndex(FIRST + pd.to_timedelta(days, unit="D")))


@pytest.mark.parametrize(
    ("days", "words", "step"),
    [(range(400), 3, "day"), (range(401), 3, "week"), (range(2940), 3, "week"), (range(18_263), 10, "month")],
    ids=["400 days", "401 days", "eight years", "fifty years, ten feelings"],
)
def test_a_record_of_any_length_is_a_figure_of_at_most_100_kib_and_1000_marks_a_trace(days, words, step):
    chart = wb.trend(entries=record(days, [f"feeling {number}" for number in range(words)]))
    assert len(chart.to_json()) <= 100 * 1024
    assert max(len(trace.x) for trace in chart.data) <= 1000
    assert ("middle one of a" in chart.sentence) == (step != "day") and (
        step == "day" or f"of a {step}." in chart.sentence
    )


def test_fifty_years_of_one_number_a_month_keep_their_days():
    chart = wb.trend(entries=record(range(0, 12_000, 31)))
    assert chart.data[0].mode == "markers" and "week" not in chart.sentence


def test_the_point_of_a_week_is_the_middle_of_its_days_and_stands_on_its_monday():
    known = series(range(4, 500))  # 5 January 1976 is a Monday
    known.iloc[:7] = [1, 2, 3, 9, 9, 9, 9]
    middles = trends.binned(known, "week")
    assert (middles.index[0], middles.iloc[0]) == (pd.Timestamp("1976-01-05"), 9.0)


@pytest.mark.parametrize(
    ("step", "away", "breaks"), [("week", 14, 0), ("week", 15, 1), ("month", 62, 0), ("month", 63, 1)]
)
def test_a_line_of_weeks_or_months_breaks_where_one_is_missing(step, away, breaks):
    assert trends.with_breaks(series([0, away]), step).isna().sum() == breaks


def test_a_table_of_months_names_months():
    assert '<th scope="row">2025-12</th>' in wb.trend(entries=record(range(18_263))).words()


def test_where_the_scale_changes_the_seam_is_marked_and_the_direction_is_of_the_later_side():
    before = record(range(60), rating=[str(day // 12) for day in range(60)], scale_max="4")
    after = record(range(60, 120), rating=["5"] * 60)
    chart = wb.trend(entries=joined(before, after))
    (seam,) = [shape for shape in chart.layout.shapes if shape.type == "line"]
    assert seam.x0 == seam.x1 == "1976-03-01"
    assert "From 01 March 1976 on the scale is another one. The direction is told for the time since." in chart.sentence
    assert chart.sentence.endswith(
        "Your ratings have stayed the same.\nNumbers of another scale are shown from 0 to 10 here."
    )


def test_where_own_numbers_follow_imported_ones_the_seam_is_named():
    chart = wb.trend(entries=joined(record(range(40), asked="imported"), record(range(40, 60))))
    assert "From 10 February 1976 on the numbers come from another place." in chart.sentence


def test_every_seam_is_marked():
    blocks = [
        record(range(start, start + 20), scale_max=high, rating=["3"] * 20)
        for start, high in ((0, "10"), (20, "4"), (40, "10"))
    ]
    seams = [shape.x0 for shape in wb.trend(entries=joined(*blocks)).layout.shapes if shape.type == "line"]
    assert seams == ["1976-01-21", "1976-02-10"]


def test_on_days_with_numbers_from_here_and_from_elsewhere_those_from_here_count():
    elsewhere = record(range(40), asked="imported", scale_max="4", rating=["4"] * 40)
    own = record(range(20, 60), rating=["3"] * 40)
    values = wb.daily(joined(elsewhere, own))["calm"]
    assert (values.iloc[:20] == 10).all() and (values.iloc[20:] == 3).all()
    found = trends.summary(*one_word(joined(elsewhere, own)))
    assert ([f"{day:%Y-%m-%d}" for day in found.seams], found.seam, found.direction) == (
        ["1976-01-21"],
        "source",
        "same",
    )


def test_after_a_seam_a_few_days_are_too_few_for_a_direction():
    rising = record(range(60), rating=[str(day // 6) for day in range(60)])
    found = trends.summary(*one_word(joined(rising, record(range(60, 65), scale_max="100"))))
    assert (found.direction, found.seam, found.n) == ("early", "scale", 65)


def one_word(entries):
    return trends.daily(entries)["calm"], trends.ratings(entries)


def test_a_direction_that_is_named_is_drawn_with_its_interval_and_others_are_not():
    falling = record(range(84), rating=[str(9 - day // 12) for day in range(84)])
    wedge, line = [trace for trace in wb.trend(entries=falling).data if trace.name == "direction" or trace.fill]
    assert line.y[0] > line.y[-1] and wedge.fill == "toself"
    assert not [trace for trace in wb.trend(entries=record(range(84))).data if trace.name == "direction"]


def test_a_line_is_turned_about_its_middle_by_the_ends_of_its_interval():
    known = series(range(40)) + np.arange(40) / 10 + np.random.default_rng(2).normal(0, 0.4, 40)
    line = trends.line(known)
    assert line.low[1] == line.high[1] == line.heights[1]
    assert all(low <= height <= high for low, height, high in zip(line.low, line.heights, line.high, strict=True))


def test_over_a_very_long_time_sessions_are_not_marked_and_that_is_said():
    sessions = table.typed(
        sheets.sheet("sessions"),
        pd.DataFrame(dict.fromkeys(sheets.sheet("sessions").columns, ""), index=range(500), dtype="str"),
    )
    sessions["day"] = FIRST + pd.to_timedelta(np.arange(500) * 7, unit="D")
    chart = wb.trend(entries={"feelings": record(range(4000)), "sessions": sessions})
    assert chart.sentence.endswith("days of “session” are not marked.") and not [
        one for one in chart.data if one.legendgroup
    ]
