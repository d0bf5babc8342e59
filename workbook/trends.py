"""From entries to numbers: daily values, medians, and a direction that is named only when it is really there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbook.slopes import sure, theil_sen

SHOWS_MEDIAN, SHOWS_LINE, SHOWS_DIRECTION = 3, 5, 10  # days with a rating
LONG_ENOUGH, LONG_ENOUGH_DAILY = 28, 14  # days from first to last
LEAST_CHANGE = 1.0  # points over the period before a direction is named
BREAK_AFTER = 14  # days without a rating that break the line
DAY, WEEK, MONTH = "day", "week", "month"
DAYS_DRAWN, WEEKS_DRAWN = 400, 2940  # days with a rating, or from first to last, up to which days or weeks are drawn
LONGEST = {WEEK: 14, MONTH: 62}  # days between the middles of weeks or months that break the line
REACH = 3  # days before and after a session
PARTS_OF_DAY = (5, 12, 17, 22)  # hours at which morning, afternoon, evening and night begin
WANTED = ["checkin_id", "at", "day", "hour", "feeling", "asked", "scale_min", "scale_max"]


def ratings(entries: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a day, their rating brought to 0-10 in `value` (NaN: not answered, or off the scale).

    Columns: checkin_id, at, day, hour, feeling and asked (as categories; a note alone has no feeling), scale_min,
    scale_max, value, and `known`: whether the word was asked felt or not, as one that is followed is, and one that came
    with a number from elsewhere.
    """
    rows = entries.reindex(columns=WANTED).astype({"feeling": "category", "asked": "category"})
    values = (entries["rating"] - rows["scale_min"]) / (rows["scale_max"] - rows["scale_min"]) * 10
    rows["value"] = values.where(values.between(0, 10))
    rows["known"] = (rows["asked"] == "followed") | ((rows["asked"] == "imported") & entries["rating"].notna())
    there = rows["day"].notna()
    return rows if there.all() else rows[there]


def daily(entries: pd.DataFrame) -> pd.DataFrame:
    """One row per local day from the first to the last, one column per followed or imported feeling.

    `entries` has the shape of entries("feelings"), or of ratings().
    Values are on 0-10; several ratings on one day count once, as their median; a day without a rating is NaN.
    A feeling's column holds the days on which it was asked whether felt or not.
    """
    rows = of_one_source(asked_of(entries if "value" in entries else ratings(entries)))
    words = pd.Index([str(word) for word in rows["feeling"].unique()], dtype="str", name="feeling")
    if rows.empty:
        return pd.DataFrame(
            index=pd.DatetimeIndex([], dtype="datetime64[us]", name="day"), columns=words, dtype="float64"
        )
    days = pd.date_range(rows["day"].min(), rows["day"].max(), freq="D", unit="us", name="day")
    values = rows.groupby(["day", "feeling"], observed=True)["value"].median().unstack()
    values.columns = pd.Index([str(word) for word in values.columns], dtype="str", name="feeling")
    return values.reindex(index=days, columns=words).astype("float64")


def rescaled(rows: pd.DataFrame) -> bool:
    """Whether any of these numbers was given on another scale than 0 to 10."""
    known = rows[rows["value"].notna()]
    return bool(((known["scale_min"] != 0) | (known["scale_max"] != 10)).any())


def asked_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Those rows whose word was asked whether felt or not."""
    return rows if rows["known"].all() else rows[rows["known"]]


def of_one_source(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows without imported numbers of a word on days on which there is one's own."""
    elsewhere = rows["asked"] == "imported"
    if elsewhere.all() or not elsewhere.any():
        return rows
    own = pd.MultiIndex.from_frame(rows.loc[~elsewhere & rows["value"].notna(), ["day", "feeling"]])
    doubled = elsewhere & pd.MultiIndex.from_frame(rows[["day", "feeling"]]).isin(own)
    return rows[~doubled]


def followed(entries: pd.DataFrame) -> list[str]:
    """The words asked at the latest check-in that had followed or imported words, in their order."""
    rows = entries[entries["known"] & entries["at"].notna()]
    if rows.empty:
        return []
    latest = rows["checkin_id"].iloc[rows["at"].argmax()]
    return [str(word) for word in rows.loc[rows["checkin_id"] == latest, "feeling"].unique()]


@dataclass(frozen=True)
class Spread:
    """The middle of some numbers and the range of their middle half; NaN without any."""

    n: int
    low: float  # 25th percentile
    median: float
    high: float  # 75th percentile

    @property
    def ranged(self) -> bool:
        """Whether the range says more than the middle alone."""
        return self.n >= SHOWS_DIRECTION and self.low != self.high


def spread(values: "pd.Series[Any]") -> Spread:
    """The middle and the usual range of numbers, those not answered left out."""
    known = values.dropna()
    return Spread(len(known), *(float(known.quantile(share)) for share in (0.25, 0.5, 0.75)))


@dataclass(frozen=True)
class Summary(Spread):
    """What can be said of one feeling's ratings: `n` days, their middle and range, and a direction if there is one."""

    ratings: int  # how many ratings
    days: int  # from the first day asked to the last
    asked: int  # on how many days it was asked
    direction: str  # "", "early", "same", "rising", "falling" or "unclear"
    seams: tuple[pd.Timestamp, ...] = ()  # the days from which the scale or the source is another one
    seam: str = ""  # what changed at the last of them: "scale" or "source"

    @property
    def since(self) -> pd.Timestamp | None:
        """The day from which scale and source stay the same; None where they always did."""
        return self.seams[-1] if self.seams else None


def summary(values: "pd.Series[Any]", rows: pd.DataFrame, without_direction: bool = False) -> Summary:
    """The summary of one feeling: its column of daily values, and the rows of `ratings` behind it.

    Where scale or source changed, the direction is that of the days since; it may be left out, as it takes its time.
    """
    known = values.dropna()
    span = (rows["day"].max() - rows["day"].min()).days + 1 if len(rows) else 0
    count, asked = int(rows["value"].notna().sum()), int(rows["day"].nunique())
    seams, seam = seams_of(rows)
    told = "early" if len(known) >= SHOWS_MEDIAN else ""
    if not without_direction:
        since = seams[-1] if seams else rows["day"].min()
        told = direction(known[known.index >= since]) or told
        if told == "same" and of_one_source(rows[rows["day"] >= since])["value"].nunique() > 1:
            told = "unclear"  # the days are alike, their ratings are not
    return Summary(**vars(spread(known)), ratings=count, days=span, asked=asked, direction=told, seams=seams, seam=seam)


def seams_of(rows: pd.DataFrame) -> tuple[tuple[pd.Timestamp, ...], str]:
    """The days on which a feeling's scale or source changed, and which did at the last: ((), "") for none."""
    answered = of_one_source(rows[rows["value"].notna()])
    if not answered["at"].is_monotonic_increasing:
        answered = answered.sort_values("at", kind="stable")
    low, high, elsewhere = answered["scale_min"], answered["scale_max"], answered["asked"] == "imported"
    source = elsewhere.ne(elsewhere.shift(fill_value=bool(len(elsewhere) and elsewhere.iloc[0])))
    changed = np.array(source | low.ne(low.shift()) | high.ne(high.shift()))
    places = np.flatnonzero(changed[1:]) + 1
    if not len(places):
        return (), ""
    days = tuple(dict.fromkeys(answered["day"].iloc[places]))
    return days, "source" if source.iloc[places[-1]] else "scale"


def named(rows: pd.DataFrame, word: str) -> tuple[int, int, float, float]:
    """On how many days a word was named, of how many check-in days, and its least and most rating (NaN: none)."""
    of_word, days = naming(rows, word)
    return int(of_word["day"].nunique()), len(days), float(of_word["value"].min()), float(of_word["value"].max())


def naming(rows: pd.DataFrame, word: str) -> tuple[pd.DataFrame, pd.DatetimeIndex]:
    """The rows that name a word, and the days on which it could be named: those of check-ins here, or of its app."""
    of_word = rows[(rows["feeling"] == word) & ~rows["known"]]
    sources = (of_word["asked"] == "imported").unique() if len(of_word) else [False]
    days = rows.loc[(rows["asked"] == "imported").isin(sources), "day"]
    return of_word, pd.DatetimeIndex(days.unique()).sort_values()


def named_by_week(rows: pd.DataFrame, word: str, step: str) -> pd.DataFrame:
    """Per week from its Monday, or per month: on how many days a word was `named`, of how many check-in `days`.

    Weeks without a check-in have no row.
    """
    of_word, days = naming(rows, word)
    on = pd.DatetimeIndex(of_word["day"].unique())
    counts = pd.DataFrame({"named": days.isin(on).astype(int), "days": 1}, index=days)
    return counts.groupby(starts(days, step)).sum()


def frequent(rows: pd.DataFrame) -> list[str]:
    """The words of these rows, the most frequent first."""
    return [str(word) for word, count in rows["feeling"].value_counts().items() if count and word]


def step_of(values: pd.DataFrame) -> str:
    """What one point stands for, so that charts of daily values stay such as one can read: day, week or month."""
    most = int(values.notna().sum().max()) if values.size else 0
    return DAY if most <= DAYS_DRAWN else step_over((values.index[-1] - values.index[0]).days)


def step_over(span: int) -> str:
    """Week or month, by the length of a record in days."""
    return WEEK if span <= WEEKS_DRAWN else MONTH


def starts(days: pd.DatetimeIndex, step: str) -> pd.DatetimeIndex:
    """For each day the first of its week, a Monday, or of its month."""
    if step == MONTH:
        return days - pd.to_timedelta(days.day - 1, unit="D")
    return days - pd.to_timedelta(days.day_of_week, unit="D")


def binned(known: "pd.Series[Any]", step: str) -> "pd.Series[Any]":
    """The daily values, or the median of each week or month at its first day."""
    return known if step == DAY else known.groupby(starts(pd.DatetimeIndex(known.index), step)).median()


def weeks(known: "pd.Series[Any]", least: int) -> pd.DataFrame:
    """Daily values as a calendar: a row per day of the week (0 is Monday), a column per week, at least so many.

    NaN where there is no value.
    """
    days = pd.DatetimeIndex(known.index)
    grid = pd.DataFrame({"value": known.to_numpy(), "day": days.day_of_week, "week": starts(days, WEEK)})
    last = grid["week"].max()
    columns = pd.date_range(min(grid["week"].min(), last - pd.Timedelta(weeks=least - 1)), last, freq="7D")
    return grid.pivot(index="day", columns="week", values="value").reindex(index=range(7), columns=columns)


def around(known: "pd.Series[Any]", sessions: "pd.Series[Any]") -> Iterator[tuple[int, "pd.Series[Any]"]]:
    """For -3 to 3 days from a session, the daily values there; a day between two sessions counts for both."""
    for distance in range(-REACH, REACH + 1):
        days = pd.DatetimeIndex(sessions) + pd.Timedelta(days=distance)
        yield distance, known[known.index.isin(days)]


def by_weekday(known: "pd.Series[Any]") -> Iterator[tuple[int, "pd.Series[Any]"]]:
    """For Monday (0) to Sunday (6) the daily values then."""
    for weekday in range(7):
        yield weekday, known[known.index.day_of_week == weekday]


def by_hour(rows: pd.DataFrame) -> Iterator[tuple[int, "pd.Series[Any]"]]:
    """For morning (0) to night (3) the median of each day's ratings then; those of unknown hour are left out."""
    timed = rows[rows["hour"].notna() & rows["value"].notna()]
    part = (np.searchsorted(PARTS_OF_DAY, timed["hour"].to_numpy(), side="right") - 1) % len(PARTS_OF_DAY)
    for place in range(len(PARTS_OF_DAY)):
        there = timed[part == place]
        yield place, there.groupby("day")["value"].median()


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
    slope, low, high = theil_sen(days, known.to_numpy(), sure(len(known)))
    if abs(slope) * (span - 1) < LEAST_CHANGE or low <= 0 <= high:
        return "unclear"
    return "rising" if slope > 0 else "falling"


class Line(NamedTuple):
    """A slope drawn through the middle of a record: three days, its heights there, and those of its interval."""

    start: pd.Timestamp
    middle: pd.Timestamp
    end: pd.Timestamp
    heights: tuple[float, float, float]
    low: tuple[float, float, float]
    high: tuple[float, float, float]


def line(known: "pd.Series[Any]") -> Line:
    """The Theil-Sen line through daily values, turned about its middle day by the ends of its interval."""
    days = (known.index - known.index[0]).days.to_numpy()
    slope, low, high = theil_sen(days, known.to_numpy(), sure(len(known)))
    center = int(np.median(days))
    height = float(np.median(known.to_numpy() - slope * (days - center)))
    start, middle, end = (known.index[0] + pd.Timedelta(days=int(day)) for day in (0, center, days[-1]))
    reach = (0 - center, 0, int(days[-1]) - center)
    lines = [tuple(height + one * far for far in reach) for one in (slope, low, high)]
    lower, upper = (tuple(pick(pair) for pair in zip(*lines[1:], strict=True)) for pick in (min, max))
    return Line(start, middle, end, lines[0], lower, upper)  # type: ignore[arg-type]


def with_breaks(known: "pd.Series[Any]", step: str = DAY) -> "pd.Series[Any]":
    """The values, with NaN just after a gap longer than usual, so that a line breaks there."""
    broken = gaps(known, step)
    breaks = pd.Series(np.nan, index=known.index[broken] - pd.Timedelta(days=1))
    return pd.concat([known, breaks]).sort_index() if broken.any() else known


def gaps(known: "pd.Series[Any]", step: str) -> "np.ndarray[Any, Any]":
    """Before which values a gap is longer than usual."""
    days = known.index.to_series().diff().dt.days
    return np.asarray(days > LONGEST.get(step, min(BREAK_AFTER, 2 * days.median())))


def running_median(known: "pd.Series[Any]") -> "pd.Series[Any]":
    """The median of each value and its neighbours; NaN just after a gap longer than usual breaks the line."""
    if len(known) < SHOWS_LINE:
        return known.iloc[:0]
    parts = known.groupby(gaps(known, DAY).cumsum())
    return with_breaks(parts.transform(lambda part: part.rolling(3, center=True, min_periods=1).median()))
