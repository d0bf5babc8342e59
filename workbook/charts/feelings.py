"""The chart of the check-ins: each followed feeling over time, with sessions and homework marked."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from workbook import settings, trends
from workbook.charts import sentences
from workbook.charts.figure import (
    INK,
    LOOKS,
    Chart,
    Panel,
    Trace,
    apart,
    cells_of,
    dots,
    label,
    of_days,
    on_days,
    over_days,
    stack,
)
from workbook.charts.record import Record
from workbook.words import counted
from workbook.words import trends as say

OTHERS = 5  # words that are not followed and still told of
SEAMS = 20  # changes of scale or source marked, the latest ones
MARKS = 400  # sessions or logs marked; more of them would be a smear
MARKED = (("sessions", say.SESSIONS, "line-ns"), ("task_logs", say.HOMEWORK, "triangle-up-open"))
BELOW = -0.6  # where the marks stand on the scale


def over_time(record: Record, words: Sequence[str]) -> Chart:
    """Ratings of feelings over time: every rating a point, gaps left as gaps, and the sentence in words."""
    rows = trends.ratings(record["feelings"])
    values = trends.daily(rows)
    shown = list(dict.fromkeys(words)) or chosen(record, rows)
    step = trends.step_of(values[[word for word in shown if word in values.columns]])
    panels: list[Panel] = []
    lines: list[str] = []
    directed = False
    by_word = dict(iter(rows.groupby("feeling", observed=True, sort=False)))
    for word in shown:
        of_word = by_word.get(word, rows.iloc[:0])
        if word in values.columns:
            asked = trends.asked_of(of_word)
            found = trends.summary(values[word], asked, directed)
            names_it = not directed and found.direction not in ("", "early")
            lines.append(sentences.followed(word, found, not directed) + sentences.earlier(of_word, asked))
            panels += of_feeling(word, len(panels), values[word].dropna(), asked, found, step, names_it)
            directed = directed or names_it
        elif len(of_word):
            lines.append(sentences.named(word, rows))
            panels += named_points(word, len(panels), of_word)
        elif words or len(rows):
            missing = record.nothing(say.NO_ENTRIES_OF.format(words=label(word)))
            lines += [missing] if missing not in lines else []
    if any(None in trace["y"] for panel in panels for trace in panel.traces):
        lines.append(say.GAP_NOTE)
    lines += [say.STEPS[step]] if panels and say.STEPS[step] else []
    told_of = rows[rows["feeling"].isin(shown) & rows["value"].notna()]
    lines += [say.RESCALED] if trends.rescaled(told_of) else []
    others = [] if words else of_others(rows, values, shown)
    lines += [" ".join(others)] if others else []
    if not lines:
        lines = [record.nothing(say.NO_ENTRIES_OF.format(words=", ".join(words)) if words else say.NO_ENTRIES)]
    columns: dict[str, dict[str, list[str]]] = {}
    for place, panel in enumerate(panels):
        panels[place] = replace(panel, name=apart(panel.name, columns))
        columns[panels[place].name] = cells_of(panel.traces[0]["x"], panel.traces[0]["y"])
    days = sorted({day for panel in panels for day in panel.traces[0]["x"]})
    marks, told = marks_of(record, days[:1], f"{told_of['day'].max():%Y-%m-%d}" if len(told_of) else "")
    marked_as = apart(say.MARKED, columns)
    for mark in marks:
        on = pd.DatetimeIndex(mark["x"])
        for row in on_days(on if step == trends.DAY else trends.starts(on, step), step):
            there = columns.setdefault(marked_as, {}).setdefault(row, [])
            there += [mark["name"]] if mark["name"] not in there else []
    marked = [with_marks(panel, marks, not place) for place, panel in enumerate(panels)]
    first = say.FIRST_OF.get(step, say.DAY)
    return stack(marked, [*lines, *told], columns, of_days(days), first=first, sample=record.sample)


def chosen(record: Record, rows: pd.DataFrame) -> list[str]:
    """The words one follows; without any, those asked at the latest check-in."""
    return (list(settings.read()["followed"]) if record.own else []) or trends.followed(rows)


def of_others(rows: pd.DataFrame, values: pd.DataFrame, shown: Sequence[str]) -> list[str]:
    """How often each word that is not followed was named, the most frequent ones."""
    rest = rows[~rows["feeling"].isin([*values.columns, *shown])]
    return [sentences.named(word, rows) for word in trends.frequent(rest)[:OTHERS]]


def of_feeling(
    word: str,
    place: int,
    known: "pd.Series[Any]",
    asked: pd.DataFrame,
    found: trends.Summary,
    step: str,
    names_it: bool,
) -> list[Panel]:
    """A followed feeling: its points, the line through their middle, its usual range, its seam and its direction."""
    if known.empty:
        return []
    name, color = label(word), LOOKS[place % len(LOOKS)][0]
    each = asked[asked["value"].notna()].set_index("day")["value"] if step == trends.DAY else known
    traces = over_days(name, each, known, step, place)
    since = known[known.index >= found.since] if found.since else known
    if names_it and found.direction in ("rising", "falling"):
        traces += leaning(trends.line(since), color)
    shapes, notes = [], []
    first, last = on_days(known.index[[0, -1]])
    if found.ranged:
        band = dict(type="rect", x0=first, x1=last, y0=found.low, y1=found.high, layer="below")
        shapes.append(dict(band, fillcolor=color, opacity=0.1, line=dict(width=0)))
    for seam in on_days(found.seams[-SEAMS:]):
        shapes.append(dict(type="line", x0=seam, x1=seam, y0=-0.4, y1=10.4, line=dict(color=INK, width=1, dash="dot")))
        notes = [dict(x=seam, y=10.4, yanchor="top", xanchor="left", text=say.SEAM)]
    return [Panel(name=name, ends=sentences.ends_of(word), traces=traces, shapes=shapes, notes=notes)]


def leaning(line: trends.Line, color: str) -> list[Trace]:
    """The slope as a line and its interval as a wedge, where a direction is named."""
    x = on_days([line.start, line.middle, line.end])
    common = dict(type="scatter", mode="lines", hoverinfo="skip")
    around = [round(height, 2) for height in (*line.low, *line.high[::-1])]
    wedge = dict(x=[*x, *x[::-1]], y=around, fill="toself", fillcolor=color, opacity=0.14, line=dict(width=0))
    heights = [round(height, 2) for height in line.heights]
    straight = dict(x=x, y=heights, name=say.LEANING, line=dict(color=INK, width=1.5, dash="dash"))
    return [dict(common, **wedge, showlegend=False), dict(common, **straight)]


def named_points(word: str, place: int, rows: pd.DataFrame) -> list[Panel]:
    """A word that was only named: its latest ratings as points, and no line, as the other days are not known."""
    answered = rows[rows["value"].notna()].sort_values("at").tail(MARKS)
    if answered.empty:
        return []
    traces = [dots(label(word), on_days(answered["day"]), answered["value"].round(2), place)]
    return [Panel(name=label(word), ends=sentences.ends_of(word), traces=traces)]


def marks_of(record: Record, first: Sequence[str], last: str) -> tuple[list[Trace], list[str]]:
    """Ticks on days of a session and on days one looked at homework, and the sentences that count them."""
    marks: list[Trace] = []
    told = []
    for sheet, name, symbol in MARKED if first else ():
        on = [day for day in sorted(set(on_days(record[sheet]["day"].dropna()))) if first[0] <= day <= last]
        if len(on) > MARKS:
            told.append(say.NOT_MARKED.format(what=name.lower()))
        elif on:
            look = dict(symbol=symbol, size=9, color=INK, line=dict(width=1.5, color=INK))
            points = dict(type="scatter", mode="markers", x=on, y=[BELOW] * len(on), marker=look, legendgroup=name)
            hover = f"{name}<br>{say.HOVER_DAY}<extra></extra>"
            marks.append(dict(points, name=name, hovertemplate=hover, cliponaxis=False))
            told.append(say.MARKS[sheet].format(days=counted(say.DAYS, len(on))))
    return marks, told


def with_marks(panel: Panel, marks: Sequence[Trace], in_legend: bool) -> Panel:
    """The panel with the marks below its scale; they stand in the legend once."""
    if not marks:
        return panel
    drawn = [*panel.traces, *(dict(mark, showlegend=in_legend) for mark in marks)]
    return replace(panel, traces=drawn, axis={"range": [-1.1, 10.4]})
