"""Charts of the practices: sessions, worries, writing, goals, homework, thoughts, and totals from elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from workbook import trends
from workbook.charts import sentences
from workbook.charts.figure import (
    FREE,
    INK,
    LOOKS,
    Chart,
    Panel,
    apart,
    cells_of,
    dots,
    ends,
    label,
    number,
    of_days,
    on_days,
    over_days,
    stack,
    without,
)
from workbook.charts.record import Record
from workbook.fields import BETWEEN
from workbook.words import counted, homework, sessions, writing
from workbook.words import trends as say

MOST = 5  # goals or tests drawn, the latest ones

Draw = Callable[[Record, Sequence[str]], Chart]
Series = tuple[str, str, "pd.Series[Any]"]  # a name, the words at the ends of its scale, values by day


def items(*names: str) -> Draw:
    """A chart of our own questions: a panel each, over time."""

    def draw(record: Record, words: Sequence[str]) -> Chart:
        """Each question's ratings over time, with n and where they usually lie."""
        rows = record["ratings"]
        series = []
        for name in names:
            _, title, (low, _, high) = sessions.ITEMS[name]
            series.append((title, ends(low, high), scaled(rows[rows["item"] == name])))
        return over_time(record, series)

    return draw


def scaled(rows: pd.DataFrame) -> "pd.Series[Any]":
    """Ratings on 0-10, each at its day; those not answered or off their scale left out."""
    width = rows["scale_max"] - rows["scale_min"]
    values = (rows["rating"] - rows["scale_min"]) / width.where(width > 0) * 10
    known = values.between(0, 10) & rows["day"].notna()
    return values[known].set_axis(rows.loc[known, "day"]).sort_index()


def over_time(record: Record, series: Sequence[Series], axis: Mapping[str, Any] | None = None) -> Chart:
    """A panel for each series; the sentence says n and what is usual, and no direction.

    With an `axis` of their own the numbers are none of ours: they are drawn and counted, and nothing else is said.
    """
    panels: list[Panel] = []
    lines, columns = list[str](), dict[str, dict[str, list[str]]]()
    days, steps = set[str](), set[str]()
    for text, at_ends, known in series:
        if known.empty:
            continue
        name = apart(label(text), columns)
        first, last = known.index[[0, -1]]
        middles = known.groupby(level=0).median()
        step = trends.DAY if axis else trends.step_of(middles.to_frame())
        steps.add(step)
        traces = over_days(name, known, middles, step, len(panels))
        if axis:
            traces = [dots(name, on_days(known.index), known, len(panels), say.HOVER_NUMBER)]
        panels.append(Panel(name=name, ends=at_ends, traces=traces, axis=axis or {}))
        columns[name] = cells_of(traces[0]["x"], traces[0]["y"])
        days |= set(traces[0]["x"])
        span = counted(say.DAYS, (last - first).days + 1)
        count = say.COUNTS.format(
            word=name, ratings=counted(say.NUMBERS if axis else say.ANSWERS, len(known)), days=span
        )
        lines.append(count if axis else f"{count} {sentences.usually(trends.spread(middles))}")
    if not panels:
        return without(record.nothing(say.NO_ANSWERS), record.sample)
    lines += [say.ONLY_DRAWN] if axis else []
    first = say.FIRST_OF.get(min(steps), say.DAY) if len(steps) == 1 else say.DAY
    return stack(panels, lines, columns, of_days(sorted(days)), first=first, sample=record.sample)


def goals(record: Record, words: Sequence[str]) -> Chart:
    """How near each goal is, those looked at last first."""
    rows = record["ratings"]
    rows = rows[(rows["item"] == "goal") & rows["rating"].notna()].sort_values("at")
    texts = record.whole("goals").set_index("entry_id")["text"].to_dict()
    low, _, high = homework.PROGRESS_ENDS
    latest = list(dict.fromkeys(reversed(rows["goal_id"].tolist())))[:MOST]
    series = [
        (texts.get(one, "") or say.A_GOAL, ends(low, high), scaled(rows[rows["goal_id"] == one])) for one in latest
    ]
    return over_time(record, series)


def scores(record: Record, words: Sequence[str]) -> Chart:
    """Totals of a clinic's own tests as they are, and nothing made of them."""
    rows = record["scores"]
    rows = rows[rows["total"].notna() & rows["day"].notna()].sort_values("at")
    series = []
    for name in list(dict.fromkeys(reversed(rows["name"].tolist())))[:MOST]:
        of_test = rows[rows["name"] == name]
        meant = next((one for one in reversed(of_test["higher"].tolist()) if one), "")
        series.append((name or say.A_TEST, say.HIGHER.get(meant, ""), of_test.set_index("day")["total"]))
    return over_time(record, series, dict(FREE, nticks=5))


def before_and_after(sheet: str, columns: tuple[str, str], title: str, scale: tuple[str, str, str]) -> Draw:
    """A chart of two numbers given about the same thing: one before, one after."""
    before, after = columns

    def draw(record: Record, words: Sequence[str]) -> Chart:
        """Each pair joined by a line; n, and what was usual before and after."""
        rows = record[sheet]
        rows = rows[rows["day"].notna() & (rows[before].notna() | rows[after].notna())].sort_values("at")
        if rows.empty:
            return without(record.nothing(say.NO_ANSWERS), record.sample)
        everything = rows[rows[before].notna() & rows[after].notna()]
        rows = rows.tail(trends.DAYS_DRAWN)
        rows = rows.set_index(pd.Index(on_days(rows["day"])))
        pairs = rows[rows[before].notna() & rows[after].notna()]
        x = [day for day in pairs.index for _ in range(3)]
        y = [one for pair in zip(pairs[before], pairs[after], strict=True) for one in (*pair, None)]
        line = dict(color=LOOKS[0][0], width=2)
        traces = [
            dict(type="scatter", mode="lines", x=x, y=y, line=line, opacity=0.5, hoverinfo="skip", showlegend=False)
        ]
        table = {}
        for place, (column, name) in enumerate(((before, say.BEFORE), (after, say.AFTER))):
            known = rows[column].dropna()
            hollow = dict(symbol="circle-open", color=LOOKS[0][0], size=9, line=line)
            drawn = dots(name, known.index, known, place)
            traces.append(dict(drawn, showlegend=True, marker=drawn["marker"] if place else hollow))
            table[name] = cells_of(known.index, known)
        told = say.PAIRS.format(pairs=counted(say.PAIRS_COUNTED, len(everything)))
        usual = dict(before=number(everything[before].median()), after=number(everything[after].median()))
        told += " " + (say.PAIRS_USUALLY.format(**usual) if len(everything) >= trends.SHOWS_MEDIAN else say.TOO_FEW)
        told += f" {say.LATEST_DRAWN.format(count=trends.DAYS_DRAWN)}" if len(rows) == trends.DAYS_DRAWN else ""
        panel = Panel(name=title, ends=ends(scale[0], scale[2]), traces=traces)
        return stack([panel], [told], table, of_days(sorted(rows.index)), first=say.DAY, sample=record.sample)

    return draw


def homework_done(record: Record, words: Sequence[str]) -> Chart:
    """How much of the homework was done each time one looked, and what got in the way."""
    logs = record["task_logs"]
    logs = logs[logs["day"].notna()].sort_values("at")
    if logs.empty:
        return without(record.nothing(say.NO_ANSWERS), record.sample)
    logs = logs.assign(amount=[homework.AMOUNTS.get(one, one) for one in logs["amount"]])
    every = [one for one in logs["amount"] if one]
    done = logs[logs["amount"] != ""].tail(trends.DAYS_DRAWN)
    in_the_way = logs.loc[logs["obstacles"] != "", "obstacles"].str.split(BETWEEN).explode().value_counts()
    panels, lines = [], [counted(say.LOGS, len(logs))]
    days, amounts = on_days(done["day"]), done["amount"].tolist()
    columns: dict[str, dict[str, list[str]]] = {say.DONE: {}, say.IN_THE_WAY: {}}
    for day, amount, ways in zip(on_days(logs["day"]), logs["amount"], logs["obstacles"], strict=True):
        if amount:
            columns[say.DONE].setdefault(day, []).append(amount)
        if ways:
            named = [homework.OBSTACLE_LABELS.get(one, one) for one in ways.split(BETWEEN)]
            columns[say.IN_THE_WAY].setdefault(day, []).extend(named)
    if amounts:
        order = [*homework.AMOUNTS.values()]
        marker = dict(color=LOOKS[0][0], symbol=LOOKS[0][1], size=9)
        points = dict(type="scatter", mode="markers", x=days, y=amounts, marker=marker, hovertemplate=say.HOVER_AMOUNT)
        axis = dict(FREE, type="category", categoryarray=order, tickvals=order, range=[-0.5, len(order) - 0.5])
        traces, across = [dict(points, showlegend=False)], dict(of_days(days), nticks=3, tickangle=0)
        panels.append(Panel(name=say.DONE, traces=traces, axis=axis, across=across, share=1.2))
        counts = [f"{name} {every.count(name)}" for name in dict.fromkeys((*order, *every)) if name in every]
        lines.append(say.AMOUNTS_TOLD.format(parts=", ".join(counts)))
    if len(in_the_way):
        names, counted_ = [homework.OBSTACLE_LABELS.get(one, one) for one in in_the_way.index], in_the_way.tolist()
        bars = dict(type="bar", orientation="h", x=counted_, y=names, text=counted_, marker={"color": LOOKS[1][0]})
        look = dict(textposition="outside", textfont={"color": INK}, cliponaxis=False, hoverinfo="skip")
        traces = [dict(bars, **look, showlegend=False)]
        axis = dict(FREE, type="category", autorange="reversed")
        across = dict(range=[0, max(counted_) * 1.15], showgrid=False, showticklabels=False)
        share = 0.3 + 0.16 * len(names)
        panels.append(Panel(name=say.IN_THE_WAY, traces=traces, axis=axis, across=across, share=share))
        told = ", ".join(f"{name} ×{count}" for name, count in zip(names, counted_, strict=True))
        lines.append(say.OBSTACLES_TOLD.format(parts=told))
    return stack(panels, lines, columns, {}, first=say.DAY, sample=record.sample)


ALLIANCE = items("A1", "A2", "A3", "A4")
OPENNESS = items("O1", "O2")
HEADSPACE = items("headspace")
WRITING = before_and_after("journal", ("heavy_before", "heavy_after"), say.HEAVY, writing.HEAVY_ENDS)
THOUGHTS = before_and_after("thoughts", ("sure_before", "sure_after"), say.SURE, writing.SURE_ENDS)
