"""From entries to numbers: daily values, medians, and a direction that is named only when it is really there."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

SHOWS_MEDIAN, SHOWS_LINE, SHOWS_DIRECTION = 3, 5, 10  # days with a rating
LONG_ENOUGH, LONG_ENOUGH_DAILY = 28, 14  # days from first to last
LEAST_CHANGE = 1.0  # points over the period before a direction is named
WEEKLY_FROM = 730  # days from which weekly medians carry the trend
BREAK_AFTER = 14  # days without a rating that break the line


def ratings(entries: pd.DataFrame) -> pd.DataFrame:
    """The rows with a feeling and a day, their rating brought to 0-10 in the column `value` (NaN: not answered)."""
    rows = entries[(entries["feeling"] != "") & entries["day"].notna()].copy()
    values = (rows["rating"] - rows["scale_min"]) / (rows["scale_max"] - rows["scale_min"]) * 10
    rows["value"] = values.where(np.isfinite(values))
    return rows


def daily(entries: pd.DataFrame) -> pd.DataFrame:
    """One row per local day from the first to the last, one column per followed or imported feeling.

    Values are on 0-10; several ratings on one day count once, as their median; a day without a rating is NaN.
    A feeling's column holds the days on which it was asked whether felt or not.
    """
    rows = ratings(entries)
    rows = rows[rows["asked"].isin(["followed", "imported"])]
    words = pd.Index(rows["feeling"].unique(), dtype="str", name="feeling")
    days = pd.date_range(rows["day"].min(), rows["day"].max(), freq="D", unit="us", name="day") if len(rows) else []
    values = rows.groupby(["day", "feeling"])["value"].median().unstack() if len(rows) else pd.DataFrame()
    index = pd.DatetimeIndex(days, dtype="datetime64[us]", name="day")
    return values.reindex(index=index, columns=words).astype("float64")


def followed(entries: pd.DataFrame) -> list[str]:
    """The words asked at the latest check-in that had followed or imported words, in their order."""
    rows = entries[entries["asked"].isin(["followed", "imported"]) & entries["at"].notna()]
    if rows.empty:
        return []
    latest = rows.loc[rows["at"].idxmax(), "checkin_id"]
    return list(rows.loc[rows["checkin_id"] == latest, "feeling"].unique())


def theil_sen(days: Iterable[float], ratings: Iterable[float], level: float = 0.90) -> tuple[float, float, float]:
    """The slope of ratings over days in points per day, with its interval: (slope, low, high).

    The slope is the median of the slopes between all pairs of days (Theil 1950, Sen 1968). The interval uses
    Kendall's variance with ties (Kendall 1970), widened by the effective sample size of residuals that carry over
    from one day to the next (lag-1 autocorrelation; Hamed and Rao 1998). Several ratings on a day count once, by their
    median; records over two years are taken by weekly medians. Infinite bounds mean: too little to say.
    Raises ValueError when lengths differ, a number is infinite, or level is not between 0 and 1.
    """
    t, y = np.asarray(list(days), dtype=float), np.asarray(list(ratings), dtype=float)
    if t.shape != y.shape or np.isinf(t).any() or np.isinf(y).any() or not 0 < level < 1:
        raise ValueError("days and ratings need the same length and finite numbers, and level lies between 0 and 1")
    t, y = medians(t, y, 1.0)
    if len(t) > 1 and t[-1] - t[0] > WEEKLY_FROM:
        t, y = medians(t, y, 7.0)
    n = len(t)
    if n < 2:
        return math.nan, -math.inf, math.inf
    i, j = np.triu_indices(n, 1)
    slopes = np.sort((y[j] - y[i]) / (t[j] - t[i]))
    slope = float(np.median(slopes))
    residuals = y - slope * t
    residuals -= residuals.mean()
    carried = float((residuals[1:] * residuals[:-1]).sum() / max(float((residuals**2).sum()), 1e-9)) + 4 / n
    carried = min(max(carried, 0.0), 0.70 + 0.25 * min(max((n - 100) / 100, 0.0), 1.0))
    k = np.arange(1, n)
    inflation = 1 + 2 / n * float(((n - k) * carried**k).sum())
    ties = np.unique(y, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
    reach = NormalDist().inv_cdf(0.5 + level / 2) * math.sqrt(max(variance, 0.0) * inflation)
    low, high = int((len(slopes) - reach) // 2) - 1, math.ceil((len(slopes) + reach) / 2)
    if low < 0 or high >= len(slopes):
        return slope, -math.inf, math.inf
    return slope, float(slopes[low]), float(slopes[high])


def medians(t: np.ndarray, y: np.ndarray, step: float) -> tuple[np.ndarray, np.ndarray]:
    """One point per step of days, at the median day and the median rating; missing ratings left out, in order."""
    known = ~(np.isnan(t) | np.isnan(y))
    points = pd.DataFrame({"t": t[known], "y": y[known]})
    points = points.groupby(np.floor((points["t"] - points["t"].min()) / step)).median()
    return points["t"].to_numpy(), points["y"].to_numpy()


@dataclass(frozen=True)
class Summary:
    """What can be said of one feeling's ratings: n, middle, range, and a direction if there is one."""

    ratings: int  # how many ratings
    rated: int  # on how many days
    days: int  # from the first day asked to the last
    asked: int  # on how many days it was asked
    median: float
    low: float  # 25th percentile
    high: float  # 75th percentile
    direction: str  # "", "early", "same", "rising", "falling" or "unclear"


def summary(values: "pd.Series[Any]", rows: pd.DataFrame) -> Summary:
    """The summary of one feeling: its column of daily values, and the rows of `ratings` behind it."""
    known = values.dropna()
    span = (rows["day"].max() - rows["day"].min()).days + 1 if len(rows) else 0
    low, median, high = (float(known.quantile(share)) if len(known) else math.nan for share in (0.25, 0.5, 0.75))
    count, asked = int(rows["value"].notna().sum()), int(rows["day"].nunique())
    return Summary(count, len(known), span, asked, median, low, high, direction(known))


def named(rows: pd.DataFrame, word: str) -> tuple[int, int, float, float]:
    """On how many days a word was named, of how many check-in days, and its least and most rating (NaN: none)."""
    of_word = rows[rows["feeling"] == word]
    return (
        int(of_word["day"].nunique()),
        int(rows["day"].nunique()),
        float(of_word["value"].min()),
        float(of_word["value"].max()),
    )


def direction(known: "pd.Series[Any]") -> str:
    """Which way daily values go, if that can be said at all: the rules for n of the trend statistics."""
    if len(known) < SHOWS_MEDIAN:
        return ""
    days = (known.index - known.index[0]).days.to_numpy()
    span = int(days[-1]) + 1
    sparse = len(known) >= SHOWS_DIRECTION and span >= LONG_ENOUGH
    if not sparse and not (len(known) >= LONG_ENOUGH_DAILY and span >= LONG_ENOUGH_DAILY):
        return "early"
    if known.nunique() == 1:
        return "same"
    slope, low, high = theil_sen(days, known.to_numpy())
    if abs(slope) * (span - 1) < LEAST_CHANGE or low <= 0 <= high:
        return "unclear"
    return "rising" if slope > 0 else "falling"


def running_median(known: "pd.Series[Any]") -> "pd.Series[Any]":
    """The median of each value and its neighbours; NaN just after a gap longer than usual breaks the line."""
    if len(known) < SHOWS_LINE:
        return known.iloc[:0]
    days = known.index.to_series().diff().dt.days
    broken = days > min(BREAK_AFTER, 2 * days.median())
    parts = known.groupby(broken.cumsum().to_numpy())
    smooth = parts.transform(lambda part: part.rolling(3, center=True, min_periods=1).median())
    breaks = pd.Series(np.nan, index=known.index[broken.to_numpy()] - pd.Timedelta(days=1))
    return pd.concat([smooth, breaks]).sort_index()
