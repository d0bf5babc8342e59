"""How We Feel's CSV export, in both shapes seen: words without a number, with what went with them."""

import json
import re
from datetime import datetime
from typing import Any

from workbook.fields import BETWEEN
from workbook.importers.daylio import day_in_words
from workbook.importers.reading import Answer, Clock, Found, Lines, Options, Problem, named, refusal, time_of
from workbook.words import importing as say

MOMENT = re.compile(r"(\d{4}) (?:\w+\.?,? )?(\w+ \d{1,2}),? (.+)")  # 2026 Sun May 17 3:39 PM
TAGS = ("Tags (People)", "Tags (Places)", "Tags (Events)")
NOTES = ("Notes", "Reflections", "Takeaways")


def read(lines: Lines, options: Options) -> Found:
    """The words of an export, not rated."""
    when, mood = lines.of("Date"), lines.of("Mood")
    for name, place in (("Date", when), ("Mood", mood)):
        if place < 0:
            return refusal(say.MISSING.format(column=name, app=say.SOURCES["how-we-feel"]))
    tags = [place for name in TAGS if (place := lines.of(name)) >= 0]
    notes = [place for name in NOTES if options.notes and (place := lines.of(name)) >= 0]
    clock = Clock()
    answers: list[Answer] = []
    problems = lines.problems
    for line, cells in lines:
        moment = moment_of(cells[when])
        words = list(dict.fromkeys(named(word) for word in split(cells[mood])))
        at, since, reason = clock.at(moment) if moment else ("", 0, say.BAD_DAY)
        reason = reason or ("" if words else say.NO_MOOD)
        if reason:
            problems.append(Problem(line, reason))
            continue
        went_with = BETWEEN.join(one for place in tags for one in split(cells[place]))
        note = "\n".join(text for place in notes if (text := flat(cells[place])))
        answers.append((line, at, since, [(word, None) for word in words], went_with, note))
    return Found(answers, problems)


def moment_of(text: str) -> datetime | None:
    """The local time of `2026 Sun May 17 3:39 PM`, or None."""
    found = MOMENT.fullmatch(" ".join(text.split()))
    day, hour = (day_in_words(f"{found[1]} {found[2]}"), time_of(found[3])) if found else (None, None)
    return datetime.combine(day, hour) if day and hour else None


def split(cell: str) -> list[str]:
    """Several values of one cell."""
    return [one.strip() for one in cell.split(";") if one.strip()]


def flat(cell: str) -> str:
    """A note as lines of text; some exports hold lists in JSON."""
    try:
        return "\n".join(texts(json.loads(cell))) if cell.startswith(("[", "{")) else cell.strip()
    except ValueError:
        return cell.strip()


def texts(value: Any) -> list[str]:
    """Every text in a value of JSON, in order."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in texts(part)]
