"""Daylio's CSV export, today's and the older ones: one mood a line, by a name the person may have changed."""

import html
import re
from collections import Counter
from datetime import date

from workbook.fields import BETWEEN
from workbook.importers.reading import (
    NOON,
    Answer,
    Clock,
    Found,
    Lines,
    Memo,
    Options,
    Problem,
    day_of,
    hour_of,
    refusal,
    time_of,
)
from workbook.words import feelings as say_feelings
from workbook.words import importing as say

LOW, HIGH = 0, 4
COLUMNS = ("full_date", "year", "date", "time", "mood", "activities")
NOTES = ("note_title", "note")
MOODS = {"rad": 4, "good": 3, "meh": 2, "bad": 1, "awful": 0}  # the English names; any other is the person's to say
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|ul|ol|h\d)>", re.IGNORECASE)
MARKS = re.compile(r"</?(?:p|div|li|ul|ol|h\d|b|i|u|s|em|strong|span|font)\b[^<>]*>", re.IGNORECASE)


def read(lines: Lines, options: Options) -> Found:
    """The moods of an export, on 0-4."""
    full, year, day_at, time_at, mood_at, tags_at = (lines.of(name) for name in COLUMNS)
    needed = {"full_date": full if full >= 0 else min(year, day_at), "time": time_at, "mood": mood_at}
    for name, place in needed.items():
        if place < 0:
            return refusal(say.MISSING.format(column=name, app=say.SOURCES["daylio"]))
    noted = [place for name in NOTES if options.notes and (place := lines.of(name)) >= 0]
    moods, clock = MOODS | dict(options.moods), Clock()
    mood_of = {name: ((say_feelings.MOOD, number),) for name, number in moods.items()}
    days = Memo(lambda text: clock.day(day) if (day := day_of(text) if full >= 0 else day_in_words(text)) else None)
    fit = Memo(lambda text: day if (day := days[text]) and not day.problem else None)
    hours = Memo(lambda text: hour_of(hour) if (hour := time_of(text) if text.strip() else NOON) else None)
    words = Memo(lambda name: mood_of.get(name.strip().casefold()))
    answers: list[Answer] = []
    unmapped: Counter[str] = Counter()
    for line, cells in lines:
        dated = cells[full] if full >= 0 else f"{cells[year]} {cells[day_at]}"
        day, hour, mood = fit[dated], hours[cells[time_at]], words[cells[mood_at]]
        if day and hour and mood:
            at, since = day.at(hour)
            tags = cells[tags_at].replace(" | ", BETWEEN) if tags_at >= 0 else ""
            note = "\n".join(text for place in noted if (text := plain(cells[place]))) if noted else ""
            answers.append((line, at, since, mood, tags, note))
            continue
        name = cells[mood_at].strip()
        reason = "" if day else days[dated].problem if days[dated] else say.BAD_DAY
        reason = reason or ("" if hour else say.BAD_TIME)
        lines.problems.append(Problem(line, reason or (say.NO_NUMBER.format(name=name) if name else say.NO_MOOD)))
        if name and not mood:
            unmapped[name] += 1
    return Found(answers, lines.problems, LOW, HIGH, unmapped)


def day_in_words(text: str) -> date | None:
    """The day of `2018 18 May` or `2018 May 18`, or None."""
    found = re.fullmatch(r"\s*(\d{4})\s+(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?(?:\s+(\d{1,2}))?\s*", text)
    month = found[3][:3].casefold() if found else ""
    if not found or month not in MONTHS or not (found[2] or found[4]):
        return None
    return day_of(f"{found[1]}-{MONTHS.index(month) + 1:02}-{int(found[2] or found[4]):02}")


def plain(note: str) -> str:
    """A note without the marks of its HTML."""
    return html.unescape(MARKS.sub("", BREAKS.sub("\n", note))).strip()
