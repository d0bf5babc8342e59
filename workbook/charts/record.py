"""What a chart is drawn from: one's own entries or those given, sheet by sheet, within a period."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbook import sheets, table
from workbook.invented import Sample
from workbook.words import problems
from workbook.words import trends as say

OF_FEELINGS = {"feeling", "asked", "rating", "scale_min", "scale_max"}


class Record:
    """Entries by sheet, each read when first asked for.

    `entries` is None for one's own, a mapping from sheet to DataFrame such as sample(), or a DataFrame in the shape of
    entries("feelings"). `start` and `end` are the first and the last day.
    Raises ValueError for a start or end that is no date, and for entries of another shape.
    """

    def __init__(self, entries: Any = None, start: Any = None, end: Any = None) -> None:
        if not isinstance(entries, Mapping | pd.DataFrame | None):
            raise ValueError(say.NOT_ENTRIES)
        self.own = entries is None
        self._given: Mapping[str, pd.DataFrame] = entries if isinstance(entries, Mapping) else {}
        if isinstance(entries, pd.DataFrame):
            self._given = {"feelings": entries}
        for name, frame in self._given.items():
            needed = {"at", "day"} | (OF_FEELINGS if name == "feelings" else set())
            if not isinstance(frame, pd.DataFrame) or not needed <= set(frame.columns):
                raise ValueError(say.NOT_ENTRIES)
        marked = any(frame.attrs.get("sample") for frame in self._given.values())
        self.sample = marked or isinstance(entries, Sample)
        self._start, self._end = a_day("start", start), a_day("end", end)
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        frame = self.whole(name)
        if self._start is not None:
            frame = frame[frame["day"] >= self._start]
        return frame if self._end is None else frame[frame["day"] <= self._end]

    def whole(self, name: str) -> pd.DataFrame:
        """All entries of a sheet, whatever the period."""
        if name not in self._frames and self.own:
            self._frames[name] = table.entries(name)
        elif name not in self._frames:
            self._frames[name] = self._given[name] if name in self._given else table.frame(sheets.sheet(name), b"")
        return self._frames[name]

    def nothing(self, sentence: str) -> str:
        """Why there is nothing to draw: these days, where a period was chosen, or what the sentence says."""
        return sentence if self._start is None and self._end is None else say.NOTHING_THEN

    @property
    def left_out(self) -> int:
        """How many lines of the files read so far could not be read."""
        return sum(frame.attrs.get("left_out", 0) for frame in self._frames.values())


def a_day(name: str, given: Any) -> pd.Timestamp | None:
    """The day of a date, a moment or its text, None for none; raises ValueError with a sentence."""
    if given is None:
        return None
    try:
        moment = pd.NaT if isinstance(given, int | float) else pd.Timestamp(given)
    except (TypeError, ValueError):
        moment = pd.NaT
    if pd.isna(moment):
        raise ValueError(problems.NOT_A_MOMENT.format(field=name))
    return moment.tz_localize(None).normalize()
