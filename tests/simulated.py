"""Simulated ratings: days that carry over to the next, a true drift or none, whole numbers, gaps. Seeded, no data."""

import math

import numpy as np

from workbook.slopes import theil_sen


def ratings(chance, runs, n, *, phi=0.0, change=0.0, spread=1.5, step=1.0, middle=5.0):
    """`runs` records of `n` days as rows: AR(1) around a straight drift of `change` points, rounded, within 0 to 10."""
    noise = chance.normal(0, spread * math.sqrt(1 - phi**2), (n, runs))
    noise[0] = chance.normal(0, spread, runs)
    for day in range(1, n):
        noise[day] += phi * noise[day - 1]
    drift = change * (np.arange(n) / (n - 1) - 0.5)
    return np.clip(np.rint((middle + drift[:, None] + noise) / step) * step, 0, 10).T


def announced(rows, level=0.90):
    """In how many records the interval of the slope leaves 0 out; a record that stays the same has no say."""
    days, found = np.arange(float(rows.shape[1])), 0
    for row in rows:
        _, low, high = theil_sen(days, row, level)
        found += low > 0 or high < 0
    return found


def held(rows, change, kept=None, level=0.95):
    """In how many records the interval of the slope holds the true one; `kept` are the days that were rated."""
    n = rows.shape[1]
    days, found = np.arange(float(n)), 0
    kept = np.ones(rows.shape, dtype=bool) if kept is None else kept
    for row, rated in zip(rows, kept, strict=True):
        _, low, high = theil_sen(days[rated], row[rated], level)
        found += low <= change / (n - 1) <= high
    return found


GAPS = {  # which days are rated, for `runs` records of `n` days
    "every day": lambda chance, runs, n: np.ones((runs, n), dtype=bool),
    "a third missing": lambda chance, runs, n: chance.random((runs, n)) > 1 / 3,
    "a pause of a third": lambda chance, runs, n: np.tile(abs(np.arange(n) / n - 0.5) > 1 / 6, (runs, 1)),
    "weeks on, weeks off": lambda chance, runs, n: np.tile(np.arange(n) // 21 % 2 == 0, (runs, 1)),
    "more and more seldom": lambda chance, runs, n: chance.random((runs, n)) > np.linspace(0, 0.9, n),
    "every third day": lambda chance, runs, n: np.tile(np.arange(n) % 3 == 0, (runs, 1)),
}


def noise_of(share, runs, sure=3.0):
    """How far a share of so many runs may be from the true one by chance: `sure` standard errors of a binomial."""
    return sure * math.sqrt(max(share * (1 - share), 1 / runs) / runs)
