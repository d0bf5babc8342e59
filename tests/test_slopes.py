"""The slope and its interval are those of all pairs, counted out by hand, and cost little however long the record."""

import itertools
import math
import statistics
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from workbook.slopes import medians, of_pairs, step_of, sure, theil_sen, widening

GOLDEN = (5**0.5 - 1) / 2


def points_by_hand(days, ratings, width):
    """The middle day and the middle rating of each stretch of days, missing ones left out."""
    known = sorted((day, one) for day, one in zip(days, ratings, strict=True) if day == day and one == one)
    stretches = {}
    for day, one in known:
        stretches.setdefault((day - known[0][0]) // width, []).append((day, one))
    return [tuple(map(statistics.median, zip(*points, strict=True))) for points in stretches.values()]


def by_hand(days, ratings, level, step):
    """The same in plain Python: every pair, sorted; `step` is the one the ratings were given in, 0 for none."""
    points = points_by_hand(days, ratings, 1)
    even = [one + (step * ((place * GOLDEN) % 1 - 0.5) if step else 0) for place, (_, one) in enumerate(points, 1)]
    days, raw = [day for day, _ in points], [one for _, one in points]
    if days[-1] - days[0] > 730:
        points = points_by_hand(days, even, 7)
        days = [day for day, _ in points]
        raw = even = [one for _, one in points]
        step = 0
    n = len(days)
    slopes = sorted((even[j] - even[i]) / (days[j] - days[i]) for i in range(n) for j in range(i + 1, n))
    slope = statistics.median(slopes)
    left = [one - slope * day for day, one in zip(days, raw, strict=True)]
    left = [one - statistics.fmean(left) for one in left]
    most = 0.7 + 0.25 * min(max((n - 100) / 100, 0), 1)
    total = max(sum(one**2 for one in left), 1e-9)
    carried = min(max(sum(a * b for a, b in itertools.pairwise(left)) / total + 4 / n, 0), most)
    lasting = min(carried / max(1 - n * step**2 / 12 / total, 0.5), most)
    widened = 1 + 2 / n * sum((n - k) * carried * lasting ** (k - 1) for k in range(1, n))
    ties = [even.count(one) for one in set(even)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    reach = statistics.NormalDist().inv_cdf(0.5 + level / 2) * math.sqrt(variance * widened)
    low, high = int((len(slopes) - reach) // 2) - 1, math.ceil((len(slopes) + reach) / 2)
    return (slope, slopes[low], slopes[high]) if low >= 0 and high < len(slopes) else (slope, -math.inf, math.inf)


def a_record(chance, longest, step):
    """Days with gaps, some of them twice or missing, in any order, and ratings with ups and downs that last."""
    n = int(chance.integers(2, longest))
    days = np.cumsum(chance.choice([0, 1, 1, 1, 2, 9], n)) + int(chance.integers(0, 20_000))
    ratings = 5 + np.cumsum(chance.normal(0, 0.5, n)) + chance.normal(0, 1.5, n)
    ratings = np.clip(np.rint(ratings / step) * step if step else ratings, 0, 10)
    ratings[chance.random(n) < 0.1] = np.nan
    mixed = chance.permutation(n)
    return days[mixed].astype(float), ratings[mixed]


@pytest.mark.parametrize("step", [0, 1, 2.5, 0.1])
@pytest.mark.parametrize("seed", range(12))
def test_any_short_record_has_the_slope_and_interval_counted_out_by_hand(seed, step):
    chance = np.random.default_rng([seed, int(step * 10)])
    days, ratings = a_record(chance, 60, step)
    if len(points_by_hand(days, ratings, 1)) < 2:
        assert math.isnan(theil_sen(days, ratings)[0])
    else:
        level = chance.uniform(0.5, 0.99)
        assert theil_sen(days, ratings, level) == pytest.approx(by_hand(days, ratings, level, 0))


@pytest.mark.parametrize("step", [0, 1, 2.5])
@pytest.mark.parametrize(("n", "every"), [(100, 1), (160, 1), (160, 3), (400, 5), (150, 30)])
def test_a_long_record_too_and_its_whole_numbers_are_spread_over_their_step(n, every, step):
    chance = np.random.default_rng([n, every, int(step * 10)])
    days = np.cumsum(chance.integers(1, 2 * every, n)).astype(float)
    ratings = 5 + chance.normal(0, 2, n) + np.arange(n) / n
    ratings = np.clip(np.rint(ratings / step) * step, 0, 10) if step else ratings
    assert theil_sen(days, ratings, 0.95) == pytest.approx(by_hand(days, ratings, 0.95, step))


def test_under_a_hundred_days_a_rating_is_taken_as_it_is():
    chance = np.random.default_rng(1)
    ratings = chance.integers(0, 11, 99)
    assert set(theil_sen(range(99), ratings)) <= set(of_pairs(np.arange(99), ratings)) | {
        statistics.median(of_pairs(np.arange(99), ratings))
    }


@pytest.mark.parametrize("seed", range(5))
def test_upside_down_the_slope_and_its_interval_are_upside_down(seed):
    ratings = np.random.default_rng(seed).integers(0, 11, 50)
    slope, low, high = theil_sen(range(50), ratings)
    assert theil_sen(range(50), 10 - ratings) == pytest.approx((-slope, -high, -low))


@pytest.mark.parametrize("n", [50, 400])
def test_later_higher_or_steeper_ratings_change_the_slope_by_just_that(n):
    chance = np.random.default_rng(n)
    days, ratings = np.arange(n), chance.normal(5, 1, n)
    plain = theil_sen(days, ratings)
    assert theil_sen(days + 7000, ratings + 3) == pytest.approx(plain)
    assert theil_sen(days, ratings + 0.01 * days) == pytest.approx([one + 0.01 for one in plain])


@pytest.mark.parametrize("n", [2, 30, 100, 400, 2000])
def test_a_record_that_stays_the_same_has_no_slope(n):
    assert theil_sen(range(n), [3] * n) == ((0, 0, 0) if n > 2 else (0, -math.inf, math.inf))


@pytest.mark.parametrize("n", [100, 400, 2000])
def test_one_odd_day_in_a_record_that_stays_the_same_gives_no_direction(n):
    slope, low, high = theil_sen(range(n), [3] * (n // 2) + [9] + [3] * (n - n // 2 - 1))
    assert abs(slope) * n < 0.5
    assert low < 0 < high


@pytest.mark.parametrize("known", [0, 1])
def test_ratings_that_are_all_missing_but_one_have_no_slope(known):
    slope, low, high = theil_sen(range(40), [5.0] * known + [math.nan] * (40 - known))
    assert math.isnan(slope)
    assert (low, high) == (-math.inf, math.inf)


def test_days_and_ratings_may_come_from_anything_that_has_numbers_in_a_row():
    assert theil_sen((day for day in range(20)), iter(range(20))) == pytest.approx((1, 1, 1))
    with pytest.raises(ValueError):
        theil_sen(np.zeros((2, 2)), np.zeros((2, 2)))


@pytest.mark.parametrize(
    ("ratings", "step"),
    [
        ([4, 5, 6, 5, 7, 3] * 20, 1.0),
        ([4, 5, 6, 5, 7, 3] * 20 + [4.5] * 12, 1.0),  # some days have two ratings, and their middle
        ([4, 5, 6, 5, 7, 3] * 20 + [4.5, 5.5] * 40, 0.5),
        ([0, 2.5, 5, 7.5, 2.5] * 20, 2.5),
        ([3.5, 3.6, 4.1, 7.2, 3.5] * 20, 0.1),
        ([5] * 90 + [6] * 8 + [8] * 2, 1.0),
        ([5] * 100, 0.0),
        (np.random.default_rng(2).normal(5, 1, 200), 0.0),
        ([], 0.0),
    ],
    ids=["whole", "some halves", "many halves", "nought to four", "tenths", "mostly one", "one", "any", "none"],
)
def test_the_step_of_a_scale_is_found_from_its_ratings(ratings, step):
    assert step_of(np.asarray(ratings, dtype=float)) == pytest.approx(step)


def test_nothing_carried_over_widens_nothing_and_rounding_hides_no_carry_over():
    assert widening(np.array([1.0, -1.0] * 20)) == 1
    chance = np.random.default_rng(3)
    noise = chance.normal(0, 0.6, 3000)
    for day in range(1, 3000):
        noise[day] += 0.8 * noise[day - 1]
    assert widening(np.rint(noise), 1.0) == pytest.approx(widening(noise), rel=0.1)
    assert widening(np.rint(noise)) < 0.9 * widening(noise)


def test_medians_are_those_of_each_stretch_of_days():
    days, ratings = medians(np.array([9.0, 0, 0.5, 8, 1, np.nan]), np.array([7.0, 1, 4, 5, np.nan, 3]), 7.0)
    assert days.tolist() == [0.25, 8.5]
    assert ratings.tolist() == [2.5, 6.0]


def test_fifty_years_of_days_take_little_memory():
    """A count no noise can touch: all pairs of days would take 1.3 GB."""
    ratings = np.random.default_rng(4).integers(0, 11, 18_263)
    theil_sen(range(10), range(10))
    tracemalloc.start()
    try:
        theil_sen(np.arange(18_263), ratings)
        assert tracemalloc.get_traced_memory()[1] <= 64 * 2**20
    finally:
        tracemalloc.stop()


def test_one_has_to_be_surer_of_a_long_record():
    assert [sure(n) for n in (10, 99, 100, 5000)] == [0.90, 0.90, 0.98, 0.98]


def test_the_slope_needs_numpy_alone():
    say = "import sys; from workbook.slopes import theil_sen; theil_sen(range(9), range(9)); "
    say += "print([name for name in ('pandas', 'scipy', 'plotly') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True).stdout == "[]\n"
