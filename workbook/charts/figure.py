"""How a chart looks and shows itself: one light template, panels below each other, words and a table beside it."""

import html
import itertools
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from IPython.display import display

from workbook import trends
from workbook.words import trends as say

# Blue, orange, green, purple, sky: told apart by color-blind readers (Okabe and Ito 2008), and each has its own shape.
LOOKS = (
    ("#0072b2", "circle", "solid"),
    ("#b45f06", "diamond", "dash"),
    ("#00795a", "square", "dot"),
    ("#9b4f96", "triangle-up", "dashdot"),
    ("#3b6ea5", "cross", "longdash"),
)
INK, FAINT, PAPER, WARM = "#33414e", "#dfe5ea", "#ffffff", "#8a4b00"
FONT = {"family": "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", "size": 14, "color": INK}
CONFIG = {"responsive": True, "displaylogo": False, "displayModeBar": False}
STYLE = (  # a chart keeps its height while the page is laid out, and is dark where the page is
    "<style>.jp-OutputArea-child:has(+ .jp-OutputArea-child .wb-tall-{height}) .js-plotly-plot {{ height: {height}px }}"
    '[data-jp-theme-light="false"] .js-plotly-plot {{ filter: invert(.88) hue-rotate(180deg); }}</style>'
)
TOP, SAMPLE_LINE, HEAD, BOTTOM, LEGEND = 12, 24, 44, 46, 30  # pixels above the panels, over each, and below them
ALONE, AMONG = 300, 150  # pixels of a panel
SCALE = {"range": [-0.4, 10.4], "tickvals": list(say.AXIS_TICKS), "ticktext": list(say.AXIS_TICKS.values())}
FREE = {"range": None, "tickvals": None, "ticktext": None}  # an axis of other numbers than 0 to 10
TABLE_ROWS, FEW_DAYS, LONGEST = 60, 7, 60
MARKERS = 120  # points of a long line that get a mark of their own: thousands would cost a browser seconds
PLOTLY = "application/vnd.plotly.v1+json"

Trace = dict[str, Any]
Columns = Mapping[str, Mapping[str, Sequence[str]]]  # column -> row -> what stands there


class Chart(go.Figure):
    """A plotly figure that shows itself with its sentence and table below; the sentence is layout.meta["sentence"]."""

    def _ipython_display_(self) -> None:
        self.show()

    def show(self, *args: Any, **kwargs: Any) -> None:
        """Show the chart, then its words; the words alone where there is nothing to draw. Needs no arguments."""
        for bundle in self.bundles():
            display(bundle, raw=True)

    def bundles(self) -> list[dict[str, Any]]:
        """What a page shows, by MIME type: the picture, where there is something to draw, and the words."""
        drawn = [{PLOTLY: {**json.loads(self.to_json()), "config": CONFIG}}] if self.drawn else []
        return [*drawn, {"text/html": self.words(), "text/plain": self.sentence}]

    @property
    def drawn(self) -> bool:
        """Whether there is something to draw."""
        return len(self.data) > 0

    @property
    def sentence(self) -> str:
        """What the chart says, in words."""
        return str((self.layout.meta or {}).get("sentence", ""))

    def words(self) -> str:
        """The sentence and the table as HTML."""
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in self.sentence.split("\n"))
        height = self.layout.height or 0
        look = f'class="workbook-words mathjax_ignore wb-tall-{height}" style="margin-top: 10px"'  # "$" stays a "$"
        return f"{STYLE.format(height=height)}<div {look}>{lines}{self.table()}</div>"

    def table(self) -> str:
        """What is drawn as a table, folded; "" where nothing is drawn."""
        if not self.drawn or "table" not in self.layout.meta:
            return ""
        head, rows, caption = (self.layout.meta["table"][part] for part in ("head", "rows", "caption"))
        heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in head)
        body = "".join(
            f'<tr><th scope="row">{html.escape(first)}</th>'
            + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
            for first, *cells in rows
        )
        return (
            f"<details><summary>{say.TABLE}</summary><table><caption>{caption}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></details>"
        )


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One picture of a chart: its heading, the words at the ends of its axis, what is drawn, and how it differs."""

    name: str = ""
    ends: str = ""
    traces: Sequence[Trace]
    axis: Mapping[str, Any] = field(default_factory=dict)  # of the y axis, 0 to 10 unless told otherwise
    across: Mapping[str, Any] | None = None  # an x axis of its own
    shapes: Sequence[Mapping[str, Any]] = ()
    notes: Sequence[Mapping[str, Any]] = ()
    share: float = 1.0  # of a panel's usual height


def stack(
    panels: Sequence[Panel],
    lines: Sequence[str],
    columns: Columns,
    across: Mapping[str, Any],
    *,
    first: str,
    sample: bool,
) -> Chart:
    """The panels below each other over one x axis, with their sentences and their table; `first` heads its rows."""
    lines = [say.SAMPLE, *lines] if sample else [*lines]
    meta: dict[str, Any] = {"sentence": "\n".join(lines)}
    if not panels:
        return Chart({"layout": {"meta": meta}})
    meta["table"] = tabulated(columns, first)
    legend = any(trace.get("showlegend", True) for panel in panels for trace in panel.traces)
    usual, above = ALONE if len(panels) == 1 else AMONG, TOP + (SAMPLE_LINE if sample else 0)
    own = sum(BOTTOM for panel in panels[:-1] if panel.across)
    inner = sum(usual * panel.share + HEAD for panel in panels) + own
    below = BOTTOM + (LEGEND if legend else 0)
    layout: dict[str, Any] = {
        "meta": meta,
        "template": {"layout": {"font": FONT, "paper_bgcolor": PAPER, "plot_bgcolor": PAPER}},
        "height": round(inner + above + below),
        "margin": {"l": 36, "r": 16, "t": above, "b": below},
        "showlegend": legend,
        "legend": {"orientation": "h", "x": 0, "y": -(BOTTOM - 4) / inner, "yanchor": "top"},
        "hovermode": "closest",
        "shapes": [],
        "title": above_all() if sample else None,
        "annotations": [],
    }
    line = {"gridcolor": FAINT, "zeroline": False, "linecolor": FAINT, "fixedrange": True}
    traces, top = [], inner
    for place, panel in enumerate(panels):
        number = str(place + 1) if place else ""
        last = place == len(panels) - 1
        high = top - HEAD
        low = high - usual * panel.share
        top = low - (BOTTOM if panel.across and not last else 0)
        layout[f"yaxis{number}"] = {
            **line,
            **SCALE,
            "automargin": True,
            **panel.axis,
            "domain": [max(low, 0) / inner, high / inner],
        }
        x = number if panel.across else ""
        if panel.across or not place:
            shown = panel.across or across
            anchor = number if panel.across else str(len(panels)) if len(panels) > 1 else ""
            layout[f"xaxis{x}"] = {**line, "automargin": True, **shown, "anchor": f"y{anchor}"}
        traces += [{**trace, "xaxis": f"x{x}", "yaxis": f"y{number}"} for trace in panel.traces]
        where = {"xref": f"x{x}", "yref": f"y{number}"}
        layout["shapes"] += [{**where, **shape} for shape in panel.shapes]
        layout["annotations"] += [{**where, "showarrow": False, **one} for one in panel.notes]
        heading = f"<b>{typed(panel.name)}</b><br>" if panel.name else ""
        layout["annotations"].append(note(heading + typed(panel.ends), high / inner))
    return Chart({"data": traces, "layout": layout})


def without(sentence: str, sample: bool) -> Chart:
    """No picture, and the sentence that says why."""
    return stack([], [sentence], {}, {}, first="", sample=sample)


def on_days(days: Iterable[pd.Timestamp], step: str = trends.DAY) -> list[str]:
    """The days, or the months, as a date axis takes them."""
    shape = "%Y-%m" if step == trends.MONTH else "%Y-%m-%d"
    return [day.strftime(shape) for day in days]


def above_all() -> dict[str, Any]:
    """The line above the panels that says whose numbers these are not."""
    place = dict(x=0, xref="container", xanchor="left", y=1, yref="container", yanchor="top")
    return dict(place, text=say.SAMPLE, pad=dict(l=8, t=10), font=dict(size=14, color=WARM))


def note(text: str, height: float) -> dict[str, Any]:
    """A few words on the chart's paper, at the left."""
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": height, "xanchor": "left", "yanchor": "bottom"}
    look = {"showarrow": False, "align": "left", "font": {"size": 13, "color": INK}}
    return {**place, "text": text, "yshift": 4, **look}


def tabulated(columns: Columns, first: str) -> dict[str, Any]:
    """The head, rows and caption of a table: the latest rows first, and no more than one reads."""
    rows = list(dict.fromkeys(row for cells in columns.values() for row in cells))
    by_day = bool(rows) and all(row[:4].isdigit() for row in rows)
    rows = sorted(rows, reverse=True) if by_day else rows
    shown = rows[:TABLE_ROWS]
    body = [
        [row, *(", ".join(cells[row]) if row in cells else say.NOT_ANSWERED for cells in columns.values())]
        for row in shown
    ]
    caption = say.TABLE_SHORTENED.format(shown=len(shown), rows=len(rows)) if len(shown) < len(rows) else ""
    return {"head": [first, *columns], "rows": body, "caption": caption}


def of_days(days: Sequence[str]) -> dict[str, Any]:
    """An axis that has room beside the first and the last day, and never ticks hours."""
    if not days:
        return {"type": "date"}
    first, last = pd.Timestamp(min(days)), pd.Timestamp(max(days))
    beside = pd.Timedelta(days=1) + (last - first) * 0.02
    few = (last - first).days < FEW_DAYS
    ticks = {"dtick": 24 * 60 * 60 * 1000, "tickformat": say.DAY_TICK} if few else {"nticks": 5, "tickangle": 0}
    return {"type": "date", "range": [str(first - beside), str(last + beside)], **ticks}


def dots(name: str, x: Iterable[str], y: Iterable[float | None], place: int, hover: str = say.HOVER) -> Trace:
    """Points in the look of this place, each with what it is when one points at it."""
    color, symbol, _ = LOOKS[place % len(LOOKS)]
    marker = dict(color=color, symbol=symbol, size=9, line=dict(color=PAPER, width=1))
    points = dict(type="scatter", mode="markers", x=list(x), y=list(y), name=typed(name), marker=marker)
    return dict(points, hovertemplate=f"{typed(name)}<br>{hover}<extra></extra>", showlegend=False)


def over_days(name: str, raw: "pd.Series[Any]", known: "pd.Series[Any]", step: str, place: int) -> list[Trace]:
    """Numbers over time: points, and a faint line through the middle of three that breaks at gaps.

    Over a long time each point is the middle of a week or a month, joined to the next; only points that stand alone
    are marked where there are many.
    """
    color, _, dash = LOOKS[place % len(LOOKS)]
    look = dict(line=dict(color=color, dash=dash, width=2), connectgaps=False)
    if step != trends.DAY:
        joined = trends.with_breaks(trends.binned(known, step), step)
        drawn = dots(name, on_days(joined.index, step), heights(joined), place, say.HOVERS[step])
        small = dict(drawn["marker"], size=5, line=dict(width=0))
        if len(joined) <= MARKERS:
            return [dict(drawn, **look, mode="lines+markers", marker=small)]
        known_here = joined.notna()
        alone = joined[known_here & ~known_here.shift(1, fill_value=False) & ~known_here.shift(-1, fill_value=False)]
        single = dots(name, on_days(alone.index, step), heights(alone), place, say.HOVERS[step])
        return [dict(drawn, **look, mode="lines"), *([dict(single, marker=small)] if len(alone) else [])]
    smooth = trends.running_median(known)
    line = dict(type="scatter", mode="lines", x=on_days(smooth.index), y=heights(smooth), opacity=0.55)
    told = dict(name=say.USUALLY_LINE.format(word=typed(name)), hoverinfo="skip", showlegend=False)
    return [dots(name, on_days(raw.index), heights(raw), place), dict(line, **look, **told)]


def heights(values: Iterable[float]) -> list[float | None]:
    """The numbers as a chart takes them, None where one is missing."""
    return [None if pd.isna(value) else round(float(value), 2) for value in values]


def cells_of(x: Iterable[str], y: Iterable[float | None]) -> dict[str, list[str]]:
    """A column of the table: the numbers at each row, as the picture has them."""
    cells: dict[str, list[str]] = {}
    for row, value in zip(x, y, strict=True):
        if value is not None:
            cells.setdefault(row, []).append(f"{value:.2f}".rstrip("0").rstrip("."))
    return cells


def ends(low: str, high: str) -> str:
    """The words at the ends of a scale from 0 to 10."""
    return say.AXIS.format(low=low, high=high)


def label(word: str) -> str:
    """The word as it stands in a sentence of its own, no longer than a heading."""
    line = " ".join(word.split())
    return line[:1].upper() + (line[1:] if len(line) <= LONGEST else f"{line[1 : LONGEST - 1]}…")


def apart(name: str, taken: Collection[str]) -> str:
    """The name, with a number where one that looks like it is taken."""
    numbered = (f"{name} ({count})" for count in itertools.count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def typed(text: str) -> str:
    """The text so that plotly shows it as it was typed: it would take `<b>`, `$x$` and `%{x}` for markup."""
    return html.escape(text, quote=False).replace("$", "&#36;").replace("%", "&#37;")


def number(value: float) -> str:
    """A rating without needless digits."""
    return f"{value:.1f}".removesuffix(".0")
