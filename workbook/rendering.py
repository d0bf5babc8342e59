"""The page one brings along, as one HTML file and as plain text: only what is given, escaped, with no script in it."""

import html
import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from workbook.fields import NO_FILE_CAN_HOLD
from workbook.onepage import A_WEEK, Felt, Period, number
from workbook.words import bringing as say
from workbook.words import forms as say_forms
from workbook.words import trends as say_trends

LOOKS_BACK = ("week", "tried")  # blocks whose lines are of certain days
NAMED_DAYS = 14  # days up to which a chart names each, and its numbers are said one by one
WIDTH, HEIGHT, AXIS, LEFT, RIGHT, TOP, FLOOR = 560, 80, 28, 56, 28, 10, 56  # of a chart, in its own units
DOT = 3.2
POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # the file asks nothing of anyone, and runs nothing
STYLE = Path(__file__).with_name("bring.css")


class Chosen(NamedTuple):
    """A line as it is to stand on the page: its block, its words, and the numbers for a chart below it, if any."""

    block: str
    text: str
    felt: Felt | None = None


class Sheet(NamedTuple):
    """Everything that stands on the page."""

    title: str
    lead: tuple[str, ...]  # below the title
    blocks: tuple[tuple[str, tuple[Chosen, ...]], ...]  # heading -> its lines; none is empty


def sheet(days: Period, chosen: Sequence[Chosen], sample: bool = False) -> Sheet:
    """The page with these lines, block by block; blocks without any are not on it."""
    held = {name: tuple(clean(one) for one in chosen if one.block == name and one.text.strip()) for name in say.BLOCKS}
    long = (days.last - days.first).days + 1 > A_WEEK
    headings = say.BLOCKS | ({"week": say.DAYS_TITLE} if long else {})
    title = say.TITLE_NEW if days.new else say.TITLE
    if days.meets:
        weekday = say.WEEKDAYS[days.meets.weekday()]
        title = say.TITLE_DAY.format(title=title, day=say.WEEKDAY.format(weekday=weekday, day=day(days.meets)))
    lead = [say_trends.SAMPLE] if sample else []
    lead += [between(days.first, days.last)] if any(held[name] for name in LOOKS_BACK) else []
    return Sheet(title, tuple(lead), tuple((headings[name], lines) for name, lines in held.items() if lines))


def clean(one: Chosen) -> Chosen:
    """A line with line ends alike, without those around it, and with no character a file cannot hold."""
    text = one.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return one._replace(text=NO_FILE_CAN_HOLD.sub("\ufffd", text))


def day(one: date, year: bool = False) -> str:
    """A day as one says it."""
    return (say.DAY_YEAR if year else say.DAY).format(day=one.day, month=say_forms.MONTHS[one.month - 1], year=one.year)


def between(first: date, last: date) -> str:
    """From one day to another, no more of it than one needs to know which."""
    if first == last:
        return say.ONE_DAY.format(day=day(last))
    years = first.year != last.year
    same_month = not years and first.month == last.month
    return say.PERIOD.format(first=str(first.day) if same_month else day(first, years), last=day(last, years))


def as_html(page: Sheet) -> str:
    """The page as one file."""
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    head += '<meta name="viewport" content="width=device-width, initial-scale=1">'
    head += f"<title>{html.escape(page.title)}</title><style>{STYLE.read_text('utf-8')}</style>"
    parts = [f"<h1>{html.escape(page.title)}</h1>", *(f"<p>{html.escape(one)}</p>" for one in page.lead)]
    for heading, lines in page.blocks:
        items = "".join(
            f'<li dir="auto">{html.escape(one.text)}{drawing(one.felt) if one.felt else ""}</li>' for one in lines
        )
        parts.append(f"<h2>{html.escape(heading)}</h2><ul>{items}</ul>")
    parts.append(f"<footer>{html.escape(say.FOOT)}</footer>")
    return f'<!doctype html><html lang="en"><head>{head}</head><body><main>{"".join(parts)}</main></body></html>\n'


def as_text(page: Sheet) -> str:
    """The page to read aloud, or to send as a message."""
    parts = ["\n".join([page.title.upper(), *page.lead])]
    for heading, lines in page.blocks:
        told = [one.text + (f"\n{in_words(one.felt)}" if one.felt else "") for one in lines]
        indented = ["  " + text.replace("\n", "\n  ") for text in told]
        parts.append("\n".join([heading.upper(), *indented]))
    return "\n\n".join([*parts, say.FOOT]) + "\n"


def in_words(felt: Felt) -> str:
    """What a chart shows, in words: each number where there are few, how many where there are many."""
    low, high = (say.AXIS.format(number=end, end=words) for end, words in zip((0, 10), felt.ends, strict=True))
    first, last = felt.points[0][0], felt.points[-1][0]
    if (last - first).days < NAMED_DAYS:
        points = (
            ", ".join(say.POINT.format(day=short(one), value=number(value)) for one, value in felt.points) + say.END
        )
    else:
        told = say.CHART_LONG.format(count=len(felt.points), first=day(first, True), last=day(last, True))
        points = told + say.END
    return say.CHART.format(low=low, high=high, points=points)


def short(one: date) -> str:
    """A day of one's own weeks, as one says it in a list."""
    return say.SHORT_DAY.format(weekday=say_forms.DAYS[one.weekday()], day=one.day)


def drawing(felt: Felt) -> str:
    """A small chart: a dot for each number, days without one left empty, days that follow each other joined."""
    days, values = zip(*felt.points, strict=True)
    first, last = days[0], days[-1]
    span = max((last - first).days, 1)
    xs = [LEFT + (WIDTH - LEFT - RIGHT) * (one - first).days / span for one in days]
    ys = [FLOOR - (FLOOR - TOP) * value / 10 for value in values]
    parts = []
    for end in (10, 5, 0):
        y = FLOOR - (FLOOR - TOP) * end / 10
        parts.append(f'<path d="M{AXIS} {y:g}H{WIDTH}" stroke="#999" stroke-width=".6"/>')
        parts.append(f'<text x="{AXIS - 6}" y="{y + 3.5:g}" text-anchor="end">{end}</text>')
    gaps = [(after - before).days for before, after in itertools.pairwise(days)]
    joins = next(step for step, until in ((1, 7), (7, 28), (31, 10**6)) if min(filter(None, gaps), default=1) < until)
    for place, gap in enumerate(gaps):
        if gap <= joins:
            ends = f"M{xs[place]:.1f} {ys[place]:.1f}L{xs[place + 1]:.1f} {ys[place + 1]:.1f}"
            parts.append(f'<path d="{ends}" stroke="#000" stroke-width="1"/>')
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}"/>' for x, y in zip(xs, ys, strict=True)]
    few = span < NAMED_DAYS
    for count in range(0, span + 1, 1 + (span > A_WEEK)) if few and last > first else sorted({0, (last - first).days}):
        one, x = first + timedelta(days=count), LEFT + (WIDTH - LEFT - RIGHT) * count / span
        label = short(one) if few else day(one)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{html.escape(label)}</text>')
    low, high = (html.escape(say.AXIS.format(number=end, end=felt.ends[end > 0])) for end in (0, 10))
    view = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{html.escape(in_words(felt))}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {view}>{"".join(parts)}</svg><small>{low}, {high}</small>'
