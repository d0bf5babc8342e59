"""From numbers to pictures: plotly figures, each with a sentence that says the same. The only part with plotly."""

from collections.abc import Callable, Sequence
from typing import Any

from workbook.charts import feelings, patterns, practice
from workbook.charts.figure import Chart, typed, without
from workbook.charts.record import Record
from workbook.words import trends as say

__all__ = ["CHARTS", "Chart", "chart", "typed", "without"]

CHARTS: dict[str, Callable[[Record, Sequence[str]], Chart]] = {
    "feelings": feelings.over_time,
    "other-words": patterns.other_words,
    "calendar": patterns.calendar,
    "around-sessions": patterns.around_sessions,
    "weekdays": patterns.by_weekday,
    "times-of-day": patterns.by_hour,
    "alliance": practice.ALLIANCE,
    "openness": practice.OPENNESS,
    "headspace": practice.HEADSPACE,
    "writing": practice.WRITING,
    "goals": practice.goals,
    "homework": practice.homework_done,
    "thoughts": practice.THOUGHTS,
    "scores": practice.scores,
}


def chart(name: str, *words: str, entries: Any = None, start: Any = None, end: Any = None) -> Chart:
    """A chart and the sentence that says it in words: of "feelings" every rating a point, gaps left as gaps.

    `name` is a key of CHARTS; `words` are the feelings of those that are about feelings, none for those followed.
    `entries` is a DataFrame in the shape of entries("feelings"), or a mapping from sheet to DataFrame such as sample();
    None for one's own. `start` and `end` are the first and last day.
    Ratings of feelings are on 0-10; over a long time a point is the median of a week or a month.
    Raises ValueError for a chart that does not exist, naming those that do, and for a start or end that is no date.
    """
    if name not in CHARTS:
        raise ValueError(say.NO_SUCH_CHART.format(name=name, names=", ".join(CHARTS)))
    return CHARTS[name](Record(entries, start, end), words)
