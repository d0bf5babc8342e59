"""Where feelings fall: words one does not follow, a calendar, and days, hours and sessions side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from workbook import trends
from workbook.charts import sentences
from workbook.charts.feelings import OTHERS, chosen
from workbook.charts.figure import (
    FREE,
    INK,
    LOOKS,
    Chart,
    Panel,
    Trace,
    apart,
    cells_of,
    label,
    number,
    of_days,
    on_days,
    stack,
    without,
)
from workbook.charts.record import Record
from workbook.words import counted
from workbook.words import trends as say

RAW = 250  # ratings drawn one by one beside their middle
WEEKS, LEAST_WEEKS = 53, 20  # of a calendar, at most and at least
SHADES = ((0.0, "#dbe8f3"), (0.5, "#6aa1cc"), (1.0, "#0b3c66"))  # one hue, lighter to darker
GREY = "#d5dce2"
LASTS = {trends.WEEK: 7, trends.MONTH: 28}  # days that a bar stands for, at least
A_DAY = 24 * 60 * 60 * 1000  # milliseconds, in which plotly gives the width of a bar

Parts = Iterable[tuple[int, "pd.Series[Any]"]]  # a heading's key, and the numbers under it


def other_words(record: Record, words: Sequence[str]) -> Chart:
    """Words one does not follow: on how many check-in days of each week they were named."""
    rows = trends.ratings(record["feelings"])
    followed = set(trends.asked_of(rows)["feeling"])
    shown = [word for word in trends.frequent(rows[~rows["known"]]) if word not in followed][:OTHERS]
    if not shown:
        return without(record.nothing(say.NO_OTHER_WORDS), record.sample)
    step = trends.step_over((rows["day"].max() - rows["day"].min()).days)
    panels, columns, every = list[Panel](), dict[str, dict[str, list[str]]](), set[str]()
    for place, word in enumerate(shown):
        counts = trends.named_by_week(rows, word, step)
        weeks = on_days(counts.index)
        every |= {*weeks, *on_days(counts.index + pd.Timedelta(days=LASTS[step]))}
        told = [say.OF_DAYS.format(named=named, days=days) for named, days in counts.itertuples(index=False)]
        width = (LASTS[step] - 1) * A_DAY
        common = dict(type="bar", x=weeks, offset=0, width=width, hovertext=told, hoverinfo="text+x")
        of_all = dict(common, y=counts["days"].tolist(), name=say.CHECKIN_DAYS_NAME, marker={"color": GREY})
        on = dict(common, y=counts["named"].tolist(), marker={"color": LOOKS[place % len(LOOKS)][0]})
        traces = [dict(of_all, showlegend=not place), dict(on, showlegend=False)]
        scale = dict(FREE, range=[0, int(counts["days"].max()) + 0.5], nticks=4)
        name = apart(label(word), columns)
        panels.append(Panel(name=name, traces=traces, axis=scale, share=0.6))
        columns[name] = {week: [one] for week, one in zip(weeks, told, strict=True)}
    lines = [sentences.named(word, rows) for word in shown]
    chart = stack(panels, lines, columns, of_days(sorted(every)), first=say.FIRST_OF[step], sample=record.sample)
    chart.update_layout(barmode="overlay")
    return chart


def calendar(record: Record, words: Sequence[str]) -> Chart:
    """One feeling, a square a day: darker is stronger, empty is no number."""
    rows = trends.ratings(record["feelings"])
    values = trends.daily(rows)
    there = [word for word in words or chosen(record, rows) if word in values.columns and values[word].notna().any()]
    if not there:
        return without(record.nothing(say.ONLY_FOLLOWED if words else say.NO_ENTRIES), record.sample)
    word, everything = there[0], values[there[0]].dropna()
    known = everything[everything.index > everything.index[-1] - pd.Timedelta(weeks=WEEKS)]
    grid = trends.weeks(known, LEAST_WEEKS)
    squares = dict(
        type="heatmap",
        x=on_days(grid.columns),
        y=[*say.WEEKDAYS.values()],
        z=[[None if pd.isna(value) else round(value, 2) for value in row] for row in grid.to_numpy()],
        customdata=[[f"{week + pd.Timedelta(days=day):%a %d %B %Y}" for week in grid.columns] for day in grid.index],
        hovertemplate=say.HOVER_SQUARE,
        hoverongaps=False,
        zmin=0,
        zmax=10,
        colorscale=[list(shade) for shade in SHADES],
        colorbar=dict(thickness=10, tickvals=[0, 5, 10], len=1, outlinewidth=0),
        xgap=2,
        ygap=2,
    )
    axis = dict(FREE, range=[6.5, -0.5], type="category", showgrid=False)
    panel = Panel(name=label(word), ends=sentences.ends_of(word), traces=[squares], axis=axis, share=0.75)
    ends = dict(zip(("first", "last"), (f"{day:%d %B %Y}" for day in known.index[[0, -1]]), strict=True))
    asked = trends.of_one_source(trends.asked_of(rows[(rows["feeling"] == word) & (rows["day"] >= known.index[0])]))
    reach = dict(low=number(asked["value"].min()), high=number(asked["value"].max()))
    lines = [say.CALENDAR.format(word=label(word), days=counted(say.DAYS, len(known)), **ends, **reach)]
    lines[0] += f" {sentences.usually(trends.spread(known))}"
    lines += [say.LAST_YEAR] if len(known) < len(everything) else []
    columns = {label(word): cells_of(on_days(known.index), known)}
    across = dict(type="date", showgrid=False, nticks=5, tickangle=0)
    return stack([panel], lines, columns, across, first=say.DAY, sample=record.sample)


def around_sessions(record: Record, words: Sequence[str]) -> Chart:
    """The days before and after sessions side by side, with n."""
    sessions = record.whole("sessions")["day"].dropna().drop_duplicates()
    if sessions.empty:
        return without(say.NO_SESSIONS, record.sample)
    return side_by_side(record, words, lambda known, _: trends.around(known, sessions), say.AROUND, say.AROUND_LINE)


def by_weekday(record: Record, words: Sequence[str]) -> Chart:
    """Each day of the week, with n."""
    return side_by_side(record, words, lambda known, _: trends.by_weekday(known), say.WEEKDAYS, say.WEEKDAY_LINE)


def by_hour(record: Record, words: Sequence[str]) -> Chart:
    """Morning, afternoon, evening and night, with n; ratings whose time of day is not known are left out."""
    return side_by_side(record, words, lambda _, asked: trends.by_hour(asked), say.PARTS_OF_DAY, say.HOUR_LINE)


def side_by_side(
    record: Record,
    words: Sequence[str],
    parted: Callable[["pd.Series[Any]", pd.DataFrame], Parts],
    names: Mapping[int, str],
    how_to_read: str,
) -> Chart:
    """A panel per followed word: its ratings under each heading, their middle and their usual range, with n."""
    rows = trends.ratings(record["feelings"])
    values = trends.daily(rows)
    panels: list[Panel] = []
    lines, columns = list[str](), dict[str, dict[str, list[str]]]()
    for word in words or chosen(record, rows):
        asked = trends.of_one_source(trends.asked_of(rows[rows["feeling"] == word]))
        known = values[word].dropna() if word in values.columns else asked["value"].iloc[:0]
        parts = {names[key]: part for key, part in parted(known, asked) if len(part)} if len(known) else {}
        if not parts:
            continue
        told = {name: [count_and_middle(trends.spread(part))] for name, part in parts.items()}
        ends, axis = sentences.ends_of(word), {"range": [-1.9, 10.6]}
        name = apart(label(word), columns)
        panels.append(Panel(name=name, ends=ends, traces=beside(parts, len(panels)), axis=axis))
        columns[name] = told
        lines.append(
            say.SIDE_BY_SIDE.format(word=label(word), parts="; ".join(f"{name} {one}" for name, (one,) in told.items()))
        )
    if not panels:
        return without(record.nothing(say.ONLY_FOLLOWED if words else say.NO_ENTRIES), record.sample)
    heads = [*names.values()]
    across = dict(type="category", categoryarray=heads, tickvals=heads, range=[-0.5, len(heads) - 0.5], showgrid=False)
    return stack(panels, [*lines, how_to_read], columns, across, first=say.PART, sample=record.sample)


def count_and_middle(found: trends.Spread) -> str:
    """The middle with n, or n alone where that is too small."""
    told = say.CELL if found.n >= trends.SHOWS_MEDIAN else say.CELL_FEW
    return told.format(n=found.n, middle=number(found.median))


def beside(parts: Mapping[str, "pd.Series[Any]"], place: int) -> list[Trace]:
    """The ratings one by one, unless there are many; over them the middle with the usual range; below them n."""
    color, symbol, _ = LOOKS[place % len(LOOKS)]
    common = dict(type="scatter", showlegend=False, hoverinfo="skip")
    found = {name: trends.spread(part) for name, part in parts.items()}
    enough = {name: one for name, one in found.items() if one.n >= trends.SHOWS_MEDIAN}
    up, down = [one.high - one.median for one in enough.values()], [one.median - one.low for one in enough.values()]
    reach = dict(array=up, arrayminus=down, symmetric=False, thickness=3, width=0, color=color)
    bar = dict(symbol="line-ew", size=22, color=color, line=dict(color=color, width=4))
    middles = dict(x=[*enough], y=[one.median for one in enough.values()], error_y=reach, marker=bar)
    counts = dict(x=[*found], y=[-1.1] * len(found), text=[say.N.format(n=one.n) for one in found.values()])
    traces = [
        dict(common, mode="markers", **middles),
        dict(common, mode="text", textfont=dict(size=12, color=INK), **counts),
    ]
    if sum(one.n for one in found.values()) > RAW:
        return traces
    raw = [(name, round(float(value), 2)) for name, part in parts.items() for value in part]
    x, y = [name for name, _ in raw], [value for _, value in raw]
    return [
        dict(common, mode="markers", x=x, y=y, opacity=0.35, marker=dict(color=color, symbol=symbol, size=8)),
        *traces,
    ]
