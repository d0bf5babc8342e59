"""Track & Graph's CSV export, today's and the older one: one number of one feature a line."""

import re
from datetime import datetime

from workbook.fields import BETWEEN
from workbook.importers.reading import Answer, Clock, Found, Lines, Options, Problem, named, rating, refusal
from workbook.words import importing as say


def read(lines: Lines, options: Options) -> Found:
    """The numbers of the features that are feelings, all where nothing was said; those of one moment are together."""
    what, when, value, label, note = (lines.of(name) for name in ("FeatureName", "Timestamp", "Value", "Label", "Note"))
    for name, place in (("FeatureName", what), ("Timestamp", when), ("Value", value)):
        if place < 0:
            return refusal(say.MISSING.format(column=name, app=say.SOURCES["track-and-graph"]))
    clock, low, high = Clock(), options.low, options.high
    wanted = None if options.feelings is None else set(options.feelings)
    problems = lines.problems
    together: dict[tuple[str, int], Answer] = {}
    features: dict[str, str] = {}
    times: dict[tuple[str, str], int] = {}
    zone = False
    for line, cells in lines:
        name, stamp = cells[what], cells[when]
        word = features.setdefault(name, named(name))
        if wanted is not None and name not in wanted:
            continue
        number, _, said = cells[value].partition(":") if label < 0 else (cells[value], "", cells[label])
        mark, moment = rating(number, low, high), moment_of(stamp)
        at, since, reason = clock.at(moment) if moment else ("", 0, say.BAD_TIME)
        reason = reason or (say.OFF_SCALE.format(name=name, low=low, high=high) if mark is None else "")
        if mark is None or reason:
            problems.append(Problem(line, reason))
            continue
        zone = zone or moment is None or moment.tzinfo is None
        again = times[stamp, word] = times.get((stamp, word), -1) + 1  # the same feature twice is another moment
        texts = said.strip(), cells[note].strip() if options.notes and note >= 0 else ""
        first = together.get((stamp, again))
        if first:
            line, *_, tags, notes = first
            texts = BETWEEN.join(filter(None, (tags, texts[0]))), "\n".join(filter(None, (notes, texts[1])))
        together[stamp, again] = (line, at, since, [*(first[3] if first else ()), (word, mark)], *texts)
    if options.feelings == ():
        return refusal(say.CHOOSE_FEELINGS, list(features))
    return Found(list(together.values()), problems, low, high, offered=list(features), zone=zone)


def moment_of(text: str) -> datetime | None:
    """The moment of a timestamp in ISO 8601, with its own offset; the name of a zone after it is left out."""
    try:
        return datetime.fromisoformat(re.sub(r"\[.*\]$", "", text.strip()))
    except ValueError:
        return None
