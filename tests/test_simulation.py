"""Simulated records: a direction is seldom named where there is none, often where there is one, and never made up."""

import numpy as np
import pandas as pd
import pytest
from simulated import GAPS, announced, held, noise_of, ratings

import workbook as wb
from workbook import sheets, table
from workbook.slopes import sure
from workbook.words import trends as say

RUNS = 1000
TABLE_RUNS = 1200  # behind the figures the method was chosen by
# The least and the most over no, some and much carry-over of how often a drift of 4 points is named.
POWER = {8: (0.11, 0.14), 12: (0.20, 0.26), 20: (0.30, 0.52), 30: (0.42, 0.72)}
CARRIED = (0.0, 0.3, 0.5)
SHORT = tuple(POWER)


@pytest.mark.parametrize("n", SHORT)
def test_without_a_trend_one_is_named_in_at_most_three_of_a_hundred_records(n):
    for phi in CARRIED:
        chance = np.random.default_rng([1, n, int(phi * 10)])
        assert announced(ratings(chance, RUNS, n, phi=phi)) <= 0.03 * RUNS


@pytest.mark.parametrize("kind", [{"spread": 2.5}, {"spread": 1.2, "step": 0.25}], ids=["wide", "fractional"])
def test_at_worst_one_is_named_in_eight_of_a_hundred(kind):
    for n in SHORT:
        for phi in CARRIED:
            chance = np.random.default_rng([2, n, int(phi * 10)])
            assert announced(ratings(chance, RUNS // 2, n, phi=phi, **kind)) <= 0.08 * RUNS // 2


@pytest.mark.parametrize(("n", "runs"), [(100, 200), (365, 60), (1825, 60)])
def test_in_a_long_record_without_a_trend_one_is_named_as_seldom(n, runs):
    wrong = 0
    for phi in CARRIED:
        chance = np.random.default_rng([11, n, int(phi * 10)])
        wrong += announced(ratings(chance, runs, n, phi=phi), sure(n))
    assert wrong / (3 * runs) <= 0.03 + noise_of(0.03, 3 * runs, 1.6)


@pytest.mark.parametrize("n", SHORT)
def test_a_drift_of_four_points_is_named_about_as_often_as_the_table_says(n):
    shares = []
    for phi in CARRIED:
        chance = np.random.default_rng([3, n, int(phi * 10)])
        shares.append(announced(ratings(chance, RUNS, n, phi=phi, change=4)) / RUNS)
    for share, told in ((min(shares), POWER[n][0]), (max(shares), POWER[n][1])):
        both = RUNS * TABLE_RUNS / (RUNS + TABLE_RUNS)  # two simulations, each with its own chance
        assert share == pytest.approx(told, abs=0.005 + noise_of(told, both))


@pytest.mark.parametrize(("n", "runs"), [(365, 80), (730, 40), (1825, 80), (3650, 40)])
def test_over_years_the_interval_holds_the_true_slope_as_often_as_it_says(n, runs):
    shares = []
    for phi in (0, 0.3, 0.6, 0.8):
        for change in (0, 0.7, 2):
            chance = np.random.default_rng([4, n, int(phi * 10), int(change * 10)])
            shares.append(held(ratings(chance, runs, n, phi=phi, change=change), change) / runs)
            assert shares[-1] >= 0.93 - noise_of(0.93, runs)
    share, noise = sum(shares) / len(shares), noise_of(0.95, runs * len(shares))
    assert 0.93 - noise <= share <= 0.98 + noise


@pytest.mark.parametrize("gaps", [name for name in GAPS if name != "every day"])
def test_with_days_missing_the_interval_holds_too(gaps):
    runs, shares = 60, []
    for phi in (0, 0.3, 0.6):
        for change in (0, 2):
            chance = np.random.default_rng([5, int(phi * 10), change])
            rows = ratings(chance, runs, 365, phi=phi, change=change)
            shares.append(held(rows, change, GAPS[gaps](chance, runs, 365)) / runs)
    share, noise = sum(shares) / len(shares), noise_of(0.95, runs * len(shares))
    assert 0.93 - noise <= share <= 0.98 + noise


@pytest.mark.parametrize("change", [0.5, -0.5])
def test_a_drift_smaller_than_the_step_of_the_ratings_is_not_taken_for_none(change):
    """Most pairs of whole numbers are alike or a whole point apart: their middle slope alone would be 0."""
    chance = np.random.default_rng(6)
    slopes = [
        wb.trends.theil_sen(range(n), row)[0] * (n - 1)
        for n in (365, 1825)
        for row in ratings(chance, 30, n, change=change)
    ]
    assert np.mean(slopes) == pytest.approx(change, abs=3 * np.std(slopes) / len(slopes) ** 0.5)


def entries(rows):
    """A DataFrame in the shape of entries("feelings") from (day, feeling, rating, asked)."""
    blank = dict.fromkeys(sheets.sheet("feelings").columns, "")
    texts = [
        {**blank, "at": f"{day:%Y-%m-%d}T21:00:00+01:00", "feeling": word, "rating": f"{rating:.0f}", "asked": asked}
        | {"scale_min": "0", "scale_max": "10", "checkin_id": f"{day:%Y-%m-%d}"}
        for day, word, rating, asked in rows
    ]
    return table.typed(sheets.sheet("feelings"), pd.DataFrame(texts, columns=list(blank), dtype="str"))


DAYS = pd.date_range("2026-01-05", periods=84)  # twelve weeks


def persons(count, seed, **kind):
    """Persons who rate their worry every day of twelve weeks: one row of ratings each."""
    return ratings(np.random.default_rng(seed), count, len(DAYS), **kind)


@pytest.mark.parametrize(("phi", "share"), [(0.0, 0.99), (0.3, 0.92), (0.5, 0.79)])
def test_a_worry_that_fades_by_four_points_in_twelve_weeks_is_nearly_always_seen_to_fall(phi, share):
    """Followed every day; the share is that of 4,000 persons. The more one day is like the last, the less it tells."""
    seen = announced(persons(300, [7, int(phi * 10)], phi=phi, change=-4)) / 300
    assert seen == pytest.approx(share, abs=noise_of(share, 300))


def told(change, seed):
    """What twenty persons who follow their worry are told after twelve weeks: rising, falling, unclear."""
    said = []
    for row in persons(20, seed, phi=0.3, change=change):
        followed = [(day, "worried", one, "followed") for day, one in zip(DAYS, row, strict=True)]
        sentence = wb.trend(entries=entries(followed)).sentence
        said += [way for way, words in say.DIRECTIONS.items() if words in sentence]
    return {way: said.count(way) for way in said}


def test_a_person_who_follows_a_worry_that_fades_is_told_so():
    said = told(-4, 8)
    assert sum(said.values()) == 20
    assert said["falling"] >= 20 * (0.92 - noise_of(0.92, 20))
    assert set(said) <= {"falling", "unclear"}


def test_a_person_whose_worry_does_not_change_is_hardly_ever_told_that_it_did():
    assert told(0, 9).get("unclear", 0) >= 19


def test_a_person_who_only_names_the_worry_when_it_is_there_is_told_on_how_many_days_and_never_of_no_direction():
    for row in persons(10, 10, phi=0.3, change=-4):
        there = row >= 4
        rows = [
            (day, "worried" if felt else "calm", one if felt else 5, "added")
            for day, one, felt in zip(DAYS, row, there, strict=True)
        ]
        sentence = wb.trend(entries=entries(rows)).sentence
        days = say.CHECKIN_DAYS[1].format(n=len(DAYS))
        ends = {"low": f"{row[there].min():.0f}", "high": f"{row[there].max():.0f}"}
        assert say.NAMED_RANGE.format(word="Worried", named=there.sum(), days=days, **ends) in sentence
        assert not [way for way in say.DIRECTIONS.values() if way and way in sentence]
        assert "direction" not in sentence
