"""From numbers to pictures: plotly figures, each with a sentence that says the same. The only module with plotly."""

import html
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from IPython.display import display

from workbook import settings, table, trends
from workbook.invented import Sample
from workbook.words import feelings as words_of_feelings
from workbook.words import problems
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
HEIGHT = 400
STYLE = (  # a chart keeps its height while the page is laid out, and is dark where the page is
    f"<style>.js-plotly-plot {{ height: {HEIGHT}px; }}"
    '[data-jp-theme-light="false"] .js-plotly-plot { filter: invert(.88) hue-rotate(180deg); }</style>'
)
OTHERS, TABLE_ROWS, FEW_DAYS = 5, 60, 7
PLOTLY = "application/vnd.plotly.v1+json"


class Chart(go.Figure):
    """A plotly figure that shows itself with its sentence and table below; the sentence is layout.meta["sentence"]."""

    def _ipython_display_(self) -> None:
        self.show()

    def show(self, *args: Any, **kwargs: Any) -> None:
        """Show the chart, then its words; the words alone where there is no rating. Needs no arguments."""
        if any(trace.mode == "markers" and trace.x for trace in self.data):
            figure = {**json.loads(self.to_json()), "config": CONFIG}
            display({PLOTLY: figure}, raw=True)
        display({"text/html": self.words(), "text/plain": self.sentence}, raw=True)

    @property
    def sentence(self) -> str:
        """What the chart says, in words."""
        return str((self.layout.meta or {}).get("sentence", ""))

    def words(self) -> str:
        """The sentence and the table as HTML."""
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in self.sentence.split("\n"))
        look = 'class="workbook-words mathjax_ignore" style="margin-top: 10px"'  # "$" stays a "$"
        return f"{STYLE}<div {look}>{lines}{self.table()}</div>"

    def table(self) -> str:
        """The ratings drawn, day by day, folded; "" where nothing is drawn."""
        dots: dict[str, dict[str, list[str]]] = {}
        for trace in self.data:
            if trace.mode == "markers":
                points = dots.setdefault(label(trace.legendgroup), {})
                for day, height in zip(trace.x, trace.y, strict=True):
                    points.setdefault(day, []).append(number(height))
        days = sorted({day for points in dots.values() for day in points})
        if not days:
            return ""
        shown = days[-TABLE_ROWS:]
        caption = say.TABLE_SHORTENED.format(shown=len(shown), days=len(days)) if len(shown) < len(days) else ""
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in (say.DAY, *dots))
        body = "".join(
            f'<tr><th scope="row">{day[:10]}</th>'
            + "".join(
                f"<td>{', '.join(points[day]) if day in points else say.NOT_ANSWERED}</td>" for points in dots.values()
            )
            + "</tr>"
            for day in reversed(shown)
        )
        return (
            f"<details><summary>{say.TABLE}</summary><table><caption>{caption}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
        )


def trend(*words: str, entries: Any = None, start: Any = None, end: Any = None) -> Chart:
    """Ratings of feelings over time: every rating a point, gaps left as gaps, and the sentence in words.

    `words` are feelings, none for those followed. `entries` is a DataFrame in the shape of entries("feelings"), or a
    mapping that has one, such as sample(); None for one's own. `start` and `end` are the first and last day.
    Ratings are on 0-10. Raises ValueError for a start or end that is no date.
    """
    frame = entries["feelings"] if isinstance(entries, Mapping) else entries
    frame = table.entries("feelings") if frame is None else frame
    if start is not None:
        frame = frame[frame["day"] >= a_day("start", start)]
    if end is not None:
        frame = frame[frame["day"] <= a_day("end", end)]
    is_sample = isinstance(entries, Sample) or bool(frame.attrs.get("sample"))
    rows, values = trends.ratings(frame), trends.daily(frame)
    followed = settings.read()["followed"] if entries is None else []
    shown = list(dict.fromkeys(words or followed)) or trends.followed(frame)
    traces, lines, directed = [], [], False
    for place, word in enumerate(shown):
        look, of_word = LOOKS[place % len(LOOKS)], rows[rows["feeling"] == word]
        if word in values.columns:
            asked = of_word[of_word["asked"].isin(["followed", "imported"])]
            traces += [line(word, values[word], look), points(word, asked, look)]
            found = trends.summary(values[word], asked)
            lines.append(sentence(word, found, not directed) + earlier(of_word, asked))
            directed = directed or found.direction not in ("", "early")
        elif len(of_word):
            traces.append(points(word, of_word, look))
            lines.append(named(word, rows))
        elif words or len(rows):
            lines.append(say.NO_ENTRIES_OF.format(words=label(word)))
    if any(trace["mode"] == "lines" and None in trace["y"] for trace in traces):
        lines.append(say.GAP_NOTE)
    others = rows[~rows["feeling"].isin([*values.columns, *shown])] if not words else rows.iloc[:0]
    counts = [named(word, rows) for word in others["feeling"].value_counts().index[:OTHERS]]
    lines += [" ".join(counts)] if counts else []
    if not lines:
        lines = [say.NO_ENTRIES_OF.format(words=", ".join(words)) if words else say.NO_ENTRIES]
    if is_sample:
        lines.insert(0, say.SAMPLE)
    days = [day for trace in traces for day in trace["x"]]
    return Chart({"data": traces, "layout": layout(shown, lines, is_sample, days)})


def a_day(name: str, given: Any) -> pd.Timestamp:
    """The day of a date, a moment or its text; raises ValueError with a sentence."""
    try:
        moment = pd.NaT if isinstance(given, int | float) else pd.Timestamp(given)
    except (TypeError, ValueError):
        moment = pd.NaT
    if pd.isna(moment):
        raise ValueError(problems.NOT_A_MOMENT.format(field=name))
    return moment.tz_localize(None).normalize()


def points(word: str, rows: pd.DataFrame, look: Sequence[str]) -> dict[str, Any]:
    """Every rating as a point at its day."""
    color, symbol, _ = look
    known = rows[rows["value"].notna()]
    return {
        **trace(word, known["day"].dt.strftime("%Y-%m-%d").tolist(), known["value"].round(2).tolist()),
        "mode": "markers",
        "name": typed(label(word)),
        "marker": {"color": color, "symbol": symbol, "size": 9, "line": {"color": PAPER, "width": 1}},
        "hovertemplate": f"{typed(label(word))}<br>{say.HOVER}<extra></extra>",
    }


def line(word: str, values: "pd.Series[Any]", look: Sequence[str]) -> dict[str, Any]:
    """The running median as a faint line, broken at gaps."""
    color, _, dash = look
    smooth = trends.running_median(values.dropna())
    heights = [None if pd.isna(value) else round(float(value), 2) for value in smooth]
    return {
        **trace(word, smooth.index.strftime("%Y-%m-%d").tolist(), heights),
        "mode": "lines",
        "name": say.USUALLY_LINE.format(word=typed(label(word))),
        "line": {"color": color, "dash": dash, "width": 2},
        "opacity": 0.55,
        "showlegend": False,
        "hoverinfo": "skip",
        "connectgaps": False,
    }


def trace(word: str, x: list[str], y: list[Any]) -> dict[str, Any]:
    """What points and lines share."""
    return {"type": "scatter", "x": x, "y": y, "legendgroup": word}


def layout(words: Sequence[str], lines: Sequence[str], is_sample: bool, days: Sequence[str]) -> dict[str, Any]:
    """The one light look of every chart: a fixed 0-10 axis with its ends in words."""
    only_mood = set(words) == {words_of_feelings.MOOD}
    low, high = (
        (words_of_feelings.MOOD_LOW, words_of_feelings.MOOD_HIGH)
        if only_mood
        else (words_of_feelings.LOW, words_of_feelings.HIGH)
    )
    notes = [note(say.AXIS.format(low=low, high=high), 1, "bottom")]
    if is_sample:
        notes.append(note(say.SAMPLE, 1, "bottom", 24) | {"font": {"size": 14, "color": WARM}})
    axis = {"gridcolor": FAINT, "zeroline": False, "linecolor": FAINT, "fixedrange": True}
    ticks = {"tickvals": list(say.AXIS_TICKS), "ticktext": list(say.AXIS_TICKS.values())}
    return {
        "meta": {"sentence": "\n".join(lines)},
        "template": {"layout": {"font": FONT, "paper_bgcolor": PAPER, "plot_bgcolor": PAPER}},
        "height": HEIGHT,
        "margin": {"l": 36, "r": 16, "t": 64 if is_sample else 40, "b": 84},
        "xaxis": {**axis, **of_days(days), "type": "date", "automargin": True},
        "yaxis": {**axis, **ticks, "range": [-0.4, 10.4]},
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": -0.18, "yanchor": "top"},
        "hovermode": "closest",
        "annotations": notes,
    }


def of_days(days: Sequence[str]) -> dict[str, Any]:
    """An axis that has room beside the first and the last day, and never ticks hours."""
    if not days:
        return {}
    first, last = pd.Timestamp(min(days)), pd.Timestamp(max(days))
    beside = pd.Timedelta(days=1) + (last - first) * 0.02
    few = (last - first).days < FEW_DAYS
    ticks = {"dtick": 24 * 60 * 60 * 1000, "tickformat": say.DAY_TICK} if few else {"nticks": 6}
    return {"range": [str(first - beside), str(last + beside)], **ticks}


def note(text: str, height: float, anchor: str, shift: int = 4) -> dict[str, Any]:
    """A few words on the chart's paper, at the left."""
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": height, "xanchor": "left", "yanchor": anchor}
    return {**place, "text": text, "showarrow": False, "yshift": shift, "font": {"size": 13, "color": INK}}


def sentence(word: str, found: trends.Summary, directed: bool) -> str:
    """What can be said of one followed feeling; only one on a page says which way it goes."""
    if not found.rated:
        return say.UNRATED.format(word=label(word), days=counted(say.DAYS, found.asked))
    parts = [
        say.COUNTS.format(
            word=label(word), ratings=counted(say.RATINGS, found.ratings), days=counted(say.DAYS, found.days)
        )
    ]
    if found.rated < trends.SHOWS_MEDIAN:
        return " ".join([*parts, say.TOO_FEW])
    ends = {"median": number(found.median), "low": number(found.low), "high": number(found.high)}
    ranged = found.rated >= trends.SHOWS_DIRECTION and found.low != found.high
    parts.append((say.USUALLY_RANGE if ranged else say.USUALLY).format(**ends))
    if directed:
        parts.append(say.DIRECTIONS[found.direction])
    return " ".join(parts)


def earlier(of_word: pd.DataFrame, asked: pd.DataFrame) -> str:
    """How many ratings of the word are not drawn, as it was only named on those days; "" for none."""
    count = int(of_word["value"].notna().sum() - asked["value"].notna().sum())
    return " " + say.EARLIER.format(ratings=counted(say.RATINGS, count)) if count else ""


def named(word: str, rows: pd.DataFrame) -> str:
    """How often a word that is not followed was named; its ratings exist only on days it was felt."""
    count, of_days, low, high = trends.named(rows, word)
    told = say.NAMED if pd.isna(low) else say.NAMED_SAME if low == high else say.NAMED_RANGE
    days = counted(say.CHECKIN_DAYS, of_days)
    return told.format(word=label(word), named=count, days=days, low=number(low), high=number(high))


def label(word: str) -> str:
    """The word as it stands in a sentence of its own."""
    return word[:1].upper() + word[1:]


def typed(text: str) -> str:
    """The text so that plotly shows it as it was typed: it would take `<b>`, `$x$` and `%{x}` for markup."""
    return html.escape(text, quote=False).replace("$", "&#36;").replace("%", "&#37;")


def number(value: float) -> str:
    """A rating without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


def counted(forms: tuple[str, str], n: int) -> str:
    """The count with its noun, one or many."""
    return forms[0] if n == 1 else forms[1].format(n=n)
