"""Feelings over some days in a line a word, for the page one brings along, and the points of a small chart."""

import statistics
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from workbook import checkins, trends
from workbook.onepage import A_WEEK, Felt, number
from workbook.words import bringing as say
from workbook.words import forms as say_forms
from workbook.words import trends as say_trends

SAYS_WHICH = 31  # days up to which the day of the highest number is told
MOST = 3  # words told of


def lines(entries: Any, followed: Sequence[str], first: date, last: date) -> Iterator[Felt]:
    """The days checked in, a line for each followed word, and that a direction is not known yet.

    `entries` has the shape of entries("feelings"). Only one word gets a direction, the first that has one to name.
    """
    rows = trends.ratings(entries)
    rows = rows[(rows["day"] >= first.isoformat()) & (rows["day"] <= last.isoformat())]
    if rows.empty:
        return
    span = (last - first).days + 1
    here = rows.loc[rows["asked"] != "imported", "day"].nunique()
    if here:
        yield Felt("days", say.CHECKED_IN.format(days=here, span=span))
    values = trends.daily(rows)
    early, directed = False, False
    for word in [one for one in followed or trends.followed(rows) if one in values][:MOST]:
        known = values[word].dropna()
        if known.empty:
            continue
        asked = trends.of_one_source(trends.asked_of(rows[rows["feeling"] == word]))
        each = asked[asked["value"].notna()].sort_values("at").set_index("day")["value"]
        found = trends.summary(known, asked, directed)
        text = sentence(word, dated(each), span)
        text += f" {say_trends.SEAMS[found.seam].format(day=f'{found.since:%d %B %Y}')}" if found.since else ""
        text += f" {say_trends.RESCALED}" if trends.rescaled(asked) else ""
        early = early or found.direction in ("", "early")
        if found.direction in say.DIRECTIONS:
            since = f" {say_trends.SINCE}" if found.since else ""
            text, directed = f"{text}{since} {say.DIRECTIONS[found.direction]}", True
        step = trends.step_of(values[[word]])
        points = tuple(dated(each if step == trends.DAY else trends.binned(known, step)))
        yield Felt(word, text, points, checkins.ends(word))
    if early and not directed:
        yield Felt("direction", say.TOO_FEW)


def dated(values: Any) -> list[tuple[date, float]]:
    """A series of values by day as pairs."""
    return [(day.date(), float(value)) for day, value in values.items()]


def sentence(word: str, known: Sequence[tuple[date, float]], span: int) -> str:
    """What a word's numbers were: each where there are one or two days, else their middle, ends, and highest day.

    A day with several numbers counts once in the middle, as their median.
    """
    name, by_day = checkins.capital(word), dict[date, list[float]]()
    for day, value in known:
        by_day.setdefault(day, []).append(value)
    if len(by_day) < trends.SHOWS_MEDIAN:
        told = [say.NUMBER_ON.format(number=number(value), day=day_name(day, span)) for day, value in known]
        return say.NUMBERS_ALONE.format(word=name, numbers=", ".join(told)) + say.END
    low, high = (pick(value for _, value in known) for pick in (min, max))
    middle = number(statistics.median(map(statistics.median, by_day.values())))
    if low == high:
        return say.ALWAYS.format(word=name, middle=middle) + say.END
    text = say.USUALLY.format(word=name, middle=middle, low=number(low), high=number(high))
    highest = {day for day, value in known if value == high}
    if len(highest) == 1 and span <= SAYS_WHICH:
        text = say.HIGHEST.format(told=text, day=day_name(highest.pop(), span))
    return text + say.END


def day_name(day: date, span: int) -> str:
    """The day of the week, or the date where the week alone does not say which."""
    if span < A_WEEK:  # or its first and its last day have one name
        return say.WEEKDAYS[day.weekday()]
    return say.DAY.format(day=day.day, month=say_forms.MONTHS[day.month - 1])
