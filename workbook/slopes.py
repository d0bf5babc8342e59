"""The slope of ratings over days, with an interval that holds: for few ratings and for years, with gaps and ties."""

import math
from collections.abc import Iterable
from statistics import NormalDist

import numpy as np

WEEKLY_FROM = 730  # days from which weekly medians carry the trend
LONG = 100  # days with a rating from which a record is no longer a short one
MOST_CARRIED, MOST_CARRIED_LONG = 0.70, 0.95  # from one rating to the next, as far as a record can show it
MOST_VALUES = 101  # different ratings on the finest scale, 0 to 100
ON_THE_SCALE = 0.75  # of the ratings, for a step to be that of their scale
GOLDEN = (math.sqrt(5) - 1) / 2


def theil_sen(days: Iterable[float], ratings: Iterable[float], level: float = 0.90) -> tuple[float, float, float]:
    """The slope of ratings over days in points per day, with its interval: (slope, low, high).

    Days and ratings are of one length, in any order; NaN is left out. Several ratings on a day count once, by their
    median; records over two years are taken by weekly medians. Infinite bounds mean: too little to say; the slope is
    NaN under two days. Raises ValueError when lengths differ, a number is infinite, or level is not between 0 and 1.

    The slope is the median of the slopes between all pairs of days (Theil 1950), the interval those between which
    Kendall's test finds no trend (Sen 1968), with his variance for ties (Kendall 1970). It is widened by the effective
    sample size of residuals that carry over from one day to the next (lag-1 autocorrelation; Bayley and Hammersley
    1946, Hamed and Rao 1998), raised by 4/n for what a short record hides.

    From 100 days with a rating on, ratings in steps are spread evenly over their step first (jittering: Machado and
    Santos Silva 2005), and the step's own variance is taken out of what carries over (Sheppard 1898): pairs of whole
    numbers are alike or a whole point apart, so their middle slope would stay at 0 where there is a true one below a
    point or two, and an interval around that 0 would leave the true one out.
    """
    t, y = numbers(days), numbers(ratings)
    if t.ndim != 1 or t.shape != y.shape or np.isinf(t).any() or np.isinf(y).any() or not 0 < level < 1:
        raise ValueError("days and ratings need the same length and finite numbers, and level lies between 0 and 1")
    t, y = medians(t, y, 1.0)
    step = step_of(y) if len(t) >= LONG else 0.0
    even = y + step * (np.arange(1, len(y) + 1) * GOLDEN % 1 - 0.5) if step else y
    if len(t) > 1 and t[-1] - t[0] > WEEKLY_FROM:
        t, even = medians(t, even, 7.0)
        y, step = even, 0.0
    n = len(t)
    if n < 2:
        return math.nan, -math.inf, math.inf
    slopes = of_pairs(t, even)
    half = len(slopes) // 2
    slopes.partition([max(half - 1, 0), half])
    slope = float(slopes[half] if len(slopes) % 2 else (slopes[half - 1] + slopes[half]) / 2)
    ties = np.unique(even, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
    variance *= widening(y - slope * t, step)
    reach = NormalDist().inv_cdf(0.5 + level / 2) * math.sqrt(max(variance, 0.0))
    low, high = int((len(slopes) - reach) // 2) - 1, math.ceil((len(slopes) + reach) / 2)
    if low < 0 or high >= len(slopes):
        return slope, -math.inf, math.inf
    slopes.partition([low, high])
    return slope, float(slopes[low]), float(slopes[high])


def sure(n: int) -> float:
    """The level at which an interval that leaves 0 out may be called a direction, for n days with a rating.

    At most about three records in a hundred without a trend are then said to have one. Ties make the interval of 90 %
    that careful in a short record; that of a long one leaves 0 out just as often as its level says.
    """
    return 0.90 if n < LONG else 0.98


def numbers(given: Iterable[float]) -> np.ndarray:
    """What was given as an array of float64; raises ValueError for what is no number."""
    return np.asarray(given if isinstance(given, np.ndarray) else list(given), dtype=float)


def medians(t: np.ndarray, y: np.ndarray, step: float) -> tuple[np.ndarray, np.ndarray]:
    """One point per step of days, at the median day and the median rating; missing ratings left out, in order."""
    known = ~(np.isnan(t) | np.isnan(y))
    order = np.argsort(t[known], kind="stable")
    t, y = t[known][order], y[known][order]
    if not len(t):
        return t, y
    part = np.floor((t - t[0]) / step)
    first = np.flatnonzero(np.r_[True, part[1:] != part[:-1]])
    if len(first) == len(t):
        return t, y
    count = np.diff(np.r_[first, len(t)])
    low, high = first + (count - 1) // 2, first + count // 2
    y = y[np.lexsort((y, part))]
    return (t[low] + t[high]) / 2, (y[low] + y[high]) / 2


def of_pairs(t: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The slopes between all pairs of n points whose t rises: n (n - 1) / 2 of them, neighbours first.

    Taken lag by lag, they need no list of pairs beside themselves: 8 bytes a pair.
    """
    n, at = len(t), 0
    slopes = np.empty(n * (n - 1) // 2)
    for lag in range(1, n):
        np.divide(y[lag:] - y[:-lag], t[lag:] - t[:-lag], out=slopes[at : at + n - lag])
        at += n - lag
    return slopes


def step_of(y: np.ndarray) -> float:
    """The step in which ratings were given, such as 1.0 for whole numbers; 0.0 where there is none to be seen.

    It is the widest that leads from the commonest rating to most others, so that a few medians of several ratings a
    day, which fall between two steps, do not halve it. Ratings that hardly ever repeat have no step.
    """
    values, counts = np.unique(y, return_counts=True)
    if not 1 < len(values) <= min(MOST_VALUES, len(y) // 2):
        return 0.0
    away = np.abs(values - values[counts.argmax()])
    others = np.where(away > 0, counts, 0)
    for step in np.unique(away)[:0:-1]:
        on_it = np.abs(away / step - np.rint(away / step)) < 1e-6
        if others[on_it].sum() >= ON_THE_SCALE * others.sum():
            return float(step)
    return 0.0


def widening(residuals: np.ndarray, step: float = 0.0) -> float:
    """By how much carry-over raises the variance of Kendall's statistic: n over the effective sample size.

    `residuals` are n ratings in the order of their days with the slope taken out, `step` the one they were rounded to
    (0.0: not rounded).
    """
    n = len(residuals)
    away = residuals - residuals.mean()
    total = max(float((away**2).sum()), 1e-9)
    most = MOST_CARRIED + (MOST_CARRIED_LONG - MOST_CARRIED) * min(max((n - LONG) / LONG, 0.0), 1.0)
    carried = min(max(float((away[1:] * away[:-1]).sum()) / total + 4 / n, 0.0), most)
    if not carried:
        return 1.0
    lasting = min(carried * total / max(total - n * step**2 / 12, total / 2), most)
    k = np.arange(1, n)
    return 1 + 2 / n * carried / lasting * float(((n - k) * lasting**k).sum())
