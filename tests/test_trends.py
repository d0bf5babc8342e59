"""From entries to numbers: every day its own, gaps stay gaps, and a direction only where there is one."""

import itertools
import math
import statistics

import numpy as np
import pandas as pd
import pytest

import workbook as wb
from workbook import sheets, table
from workbook.trends import direction, running_median, summary, theil_sen

FIRST = pd.Timestamp("2026-01-01")


def frame(*rows):
    """Entries from (day, feeling, rating) and, where needed, other columns."""
    blank = dict.fromkeys(sheets.sheet("feelings").columns, "")
    texts = [
        {**blank, "at": f"{day}T21:00:00+01:00", "feeling": word, "rating": "" if rating is None else str(rating)}
        | {"asked": "followed", "scale_min": "0", "scale_max": "10", "checkin_id": day, **(others[0] if others else {})}
        for day, word, rating, *others in rows
    ]
    return table.typed(sheets.sheet("feelings"), pd.DataFrame(texts, columns=list(blank), dtype="str"))


def daily(values, days=None):
    """One feeling's daily values, on these days after the first."""
    days = range(len(values)) if days is None else days
    return pd.Series([float(value) for value in values], index=FIRST + pd.to_timedelta(list(days), unit="D"))


def carried_over(chance, n, phi, spread=1.5):
    """Noise in which each day keeps some of the day before, and no trend."""
    noise = chance.normal(0, spread * math.sqrt(1 - phi**2), n)
    noise[0] = chance.normal(0, spread)
    for day in range(1, n):
        noise[day] += phi * noise[day - 1]
    return noise


def width(days, ratings):
    _, low, high = theil_sen(days, ratings)
    return high - low


def test_every_day_has_a_row_and_a_day_without_a_rating_is_missing():
    values = wb.daily(frame(("2026-03-01", "calm", 3), ("2026-03-02", "calm", None), ("2026-03-04", "calm", 5)))
    assert values.index.strftime("%d").tolist() == ["01", "02", "03", "04"]
    np.testing.assert_array_equal(values["calm"], [3, np.nan, np.nan, 5])


def test_several_ratings_on_a_day_count_once_by_their_middle():
    values = wb.daily(frame(("2026-03-01", "calm", 2), ("2026-03-01", "calm", 3), ("2026-03-01", "calm", 9)))
    assert values["calm"].tolist() == [3.0]


@pytest.mark.parametrize(
    ("low", "high", "rating", "value"), [(0, 4, 3, 7.5), (0, 100, 35, 3.5), (1, 5, 1, 0), (1, 5, 4, 7.5)]
)
def test_another_scale_is_brought_to_ten(low, high, rating, value):
    scale = {"scale_min": str(low), "scale_max": str(high)}
    assert wb.daily(frame(("2026-03-01", "calm", rating, scale)))["calm"].tolist() == [value]


@pytest.mark.parametrize("high", ["0", ""])
def test_a_scale_without_a_width_gives_no_value(high):
    assert wb.daily(frame(("2026-03-01", "calm", 3, {"scale_max": high})))["calm"].isna().all()


def test_only_words_that_were_followed_or_imported_have_a_column():
    asked = ("followed", "imported", "added")
    rows = [("2026-03-01", f"word {how}", 4, {"asked": how}) for how in asked]
    assert list(wb.daily(frame(*rows))) == ["word followed", "word imported"]


def test_a_word_counts_from_the_day_it_was_followed():
    values = wb.daily(frame(("2026-03-01", "calm", 9, {"asked": "added"}), ("2026-03-03", "calm", 4)))
    assert values["calm"].to_dict() == {pd.Timestamp("2026-03-03"): 4.0}


@pytest.mark.usefixtures("data")
def test_without_entries_there_are_no_days_and_no_words():
    values = wb.daily()
    assert values.shape == (0, 0)
    assert str(values.index.dtype) == "datetime64[us]"


@pytest.mark.parametrize("slope", [0.25, -0.1])
def test_the_slope_of_a_straight_line_is_exact(slope):
    days = range(60)
    assert theil_sen(days, [2 + slope * day for day in days]) == pytest.approx((slope, slope, slope))


def test_a_slope_is_that_of_most_pairs_whatever_one_odd_day_says():
    assert theil_sen(range(9), [0, 1, 2, 3, 100, 5, 6, 7, 8])[0] == pytest.approx(1)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4])
def test_too_few_days_leave_the_interval_open(n):
    slope, low, high = theil_sen(range(n), [1, 5, 2, 8][:n])
    assert (low, high) == (-math.inf, math.inf)
    assert math.isnan(slope) == (n < 2)


@pytest.mark.parametrize(
    ("days", "ratings", "level"),
    [
        ([1, 2, 3], [1, 2], 0.9),
        ([1, 2], [1, 2], 0),
        ([1, 2], [1, 2], 1),
        ([1, 2], [1, 2], 90),
        (["monday", "tuesday"], [1, 2], 0.9),
        ([1, 2, 3], [1, math.inf, 3], 0.9),
        ([1, -math.inf, 3], [1, 2, 3], 0.9),
    ],
)
def test_what_cannot_be_a_series_is_a_value_error(days, ratings, level):
    with pytest.raises(ValueError):
        theil_sen(days, ratings, level)


def test_ratings_that_stay_the_same_have_no_slope_at_all():
    assert theil_sen(range(20), [4] * 20) == (0, 0, 0)


def test_the_order_of_days_does_not_matter():
    chance = np.random.default_rng(1)
    days, ratings = np.arange(30), chance.integers(0, 11, 30)
    mixed = chance.permutation(30)
    assert theil_sen(days[mixed], ratings[mixed]) == theil_sen(days, ratings)


def test_a_missing_rating_is_left_out():
    ratings = np.random.default_rng(2).integers(0, 11, 30).astype(float)
    with_gaps = np.insert(ratings, [3, 9, 20], np.nan)
    days = np.insert(np.arange(30.0), [3, 9, 20], [500, 501, 502])
    assert theil_sen(days, with_gaps) == theil_sen(range(30), ratings)


def test_several_ratings_on_one_day_weigh_no_more_than_one():
    ratings = [3, 5, 2, 6, 4, 7, 5, 8, 4, 6, 9, 7]
    days = [0, *[4] * 40, *range(1, 4), *range(5, 12)]
    repeated = [ratings[0], *[ratings[4]] * 40, *ratings[1:4], *ratings[5:]]
    assert theil_sen(days, repeated) == theil_sen(range(12), ratings)


@pytest.mark.parametrize("seed", range(5))
def test_the_slope_is_the_middle_one_of_all_pairs_on_irregular_days(seed):
    chance = np.random.default_rng(seed)
    days = np.sort(chance.choice(400, 40, replace=False)).tolist()
    ratings = chance.integers(0, 11, 40).tolist()
    pairs = itertools.combinations(zip(days, ratings, strict=True), 2)
    slopes = [(later[1] - first[1]) / (later[0] - first[0]) for first, later in pairs]
    slope, low, high = theil_sen(days, ratings)
    assert slope == pytest.approx(statistics.median(slopes))
    assert low in slopes
    assert high in slopes
    assert low < slope < high


@pytest.mark.parametrize("n", [8, 12, 20, 60])
@pytest.mark.parametrize("seed", range(3))
def test_the_interval_is_the_one_described(n, seed):
    """By hand: Kendall's variance with ties, times what carries over from one rating to the next."""
    chance = np.random.default_rng(seed)
    ratings = np.clip(np.rint(5 + carried_over(chance, n, 0.4)), 0, 10).tolist()
    slopes = sorted((ratings[j] - ratings[i]) / (j - i) for i in range(n) for j in range(i + 1, n))
    slope = statistics.median(slopes)
    left = [rating - slope * day for day, rating in enumerate(ratings)]
    left = [one - statistics.fmean(left) for one in left]
    phi = sum(a * b for a, b in itertools.pairwise(left)) / sum(one * one for one in left) + 4 / n
    phi = min(max(phi, 0), 0.7)
    widened = 1 + 2 / n * sum((n - k) * phi**k for k in range(1, n))
    ties = [ratings.count(one) for one in set(ratings)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    reach = 1.6448536269514722 * math.sqrt(variance * widened)
    low, high = int((len(slopes) - reach) // 2) - 1, math.ceil((len(slopes) + reach) / 2)
    ends = (slopes[low], slopes[high]) if low >= 0 and high < len(slopes) else (-math.inf, math.inf)
    assert theil_sen(range(n), ratings) == pytest.approx((slope, *ends))


def test_a_higher_level_gives_a_wider_interval():
    ratings = np.random.default_rng(3).integers(0, 11, 40)
    widths = [np.diff(theil_sen(range(40), ratings, level)[1:])[0] for level in (0.5, 0.9, 0.99)]
    assert widths == sorted(set(widths))


@pytest.mark.parametrize("slope", [0.004, -0.002, 0.0])
def test_over_two_years_the_slope_is_still_found(slope):
    days = np.arange(1500)
    found, low, high = theil_sen(days, 5 + slope * days + np.random.default_rng(4).normal(0, 1.5, 1500))
    assert found == pytest.approx(slope, abs=0.0003)
    assert low <= slope <= high


def test_over_two_years_every_week_counts_alike_however_often_it_was_rated():
    days = np.array([*range(371), *range(371, 371 + 7 * 60, 7)])  # every day of a year, then once a week
    assert theil_sen(days, np.where(days < 371, 5, 5 + 0.01 * (days - 371)))[0] > 0.002
    assert theil_sen(days[:371], [5] * 371)[0] == 0


def test_what_carries_over_from_day_to_day_widens_the_interval():
    steady = np.repeat([3.0, 7.0], 5).tolist() * 3
    quick = [3.0, 7.0] * 15
    assert width(range(30), steady) > 1.5 * width(range(30), quick)


def test_without_a_trend_a_direction_is_named_in_at_most_one_of_twenty():
    chance = np.random.default_rng(5)
    days = np.arange(20) * 2
    told = [direction(daily(np.clip(np.rint(5 + carried_over(chance, 20, 0.3)), 0, 10), days)) for _ in range(300)]
    assert sum(one in ("rising", "falling") for one in told) <= 15
    assert told.count("unclear") > 200


def test_the_interval_holds_the_true_slope_about_as_often_as_it_says():
    chance, days = np.random.default_rng(6), np.arange(365)
    held = 0
    for _ in range(150):
        _, low, high = theil_sen(days, 5 + 0.005 * days + carried_over(chance, 365, 0.6), 0.95)
        held += low <= 0.005 <= high
    assert 0.90 <= held / 150 <= 0.99


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([], ""),
        ([0, 30], ""),
        ([0, 20, 40], "early"),
        (range(0, 81, 10), "early"),  # nine days with a rating
        (range(0, 28, 3), "rising"),  # ten days with a rating, the last on the 28th day
        ([*range(0, 25, 3), 26], "early"),  # the last on the 27th
        (range(14), "rising"),  # fourteen on fourteen days
        (range(13), "early"),
        ([*range(12), 13], "early"),  # thirteen on fourteen days
    ],
    ids=str,
)
def test_a_direction_needs_enough_days(days, told):
    assert direction(daily([2 + day / 10 for day in days], days)) == told


@pytest.mark.parametrize(("change", "told"), [(0.9, "unclear"), (1.1, "rising"), (-1.1, "falling"), (-0.9, "unclear")])
def test_a_change_under_one_point_is_no_direction(change, told):
    assert direction(daily([5 + change * day / 29 for day in range(30)])) == told


def test_ups_and_downs_without_a_trend_are_unclear_and_the_same_ratings_the_same():
    assert direction(daily([2, 8] * 15)) == "unclear"
    assert direction(daily([5] * 30)) == "same"


def test_the_line_through_the_middle_is_empty_under_five_days():
    assert running_median(daily([1, 2, 3, 4])).empty
    assert len(running_median(daily([1, 2, 3, 4, 5]))) == 5


def test_the_line_is_the_middle_of_three_neighbours():
    assert running_median(daily([1, 9, 2, 3, 10])).tolist() == [5, 2, 3, 3, 6.5]


@pytest.mark.parametrize("days", [[0, 1, 2, 5, 6], [0, 10, 20, 35, 45]], ids=["longer than usual", "over two weeks"])
def test_the_line_breaks_at_a_gap_and_does_not_reach_across(days):
    line = running_median(daily([1, 1, 5, 9, 9], days))
    np.testing.assert_array_equal(line, [1, 1, 3, np.nan, 9, 9])


@pytest.mark.parametrize("days", [[0, 1, 2, 4, 5], [0, 12, 24, 36, 50]], ids=["a day", "two weeks"])
def test_the_line_holds_over_a_gap_that_is_no_longer_than_usual(days):
    assert running_median(daily([1, 1, 1, 9, 9], days)).notna().all()


def test_a_summary_counts_ratings_days_and_days_asked():
    entries = frame(
        ("2026-03-01", "calm", 2), ("2026-03-01", "calm", 4), ("2026-03-04", "calm", None), ("2026-03-09", "calm", 8)
    )
    rows = entries.assign(value=entries["rating"])
    found = summary(wb.daily(entries)["calm"], rows)
    assert (found.ratings, found.n, found.asked, found.days) == (3, 2, 3, 9)
    assert (found.low, found.median, found.high) == (4.25, 5.5, 6.75)
