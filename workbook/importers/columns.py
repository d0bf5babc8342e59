"""Any table with a column for the day and one column a feeling."""

from datetime import datetime, time

from workbook.importers.reading import (
    NOON,
    Answer,
    Clock,
    Found,
    Lines,
    Options,
    Problem,
    named,
    rating,
    refusal,
    time_of,
)
from workbook.words import importing as say


def read(lines: Lines, options: Options) -> Found:
    """The numbers of the columns named, on the scale given; an empty cell is not answered."""
    listed = ", ".join(lines.columns)
    if not options.date:
        return refusal(say.CHOOSE_DATE.format(columns=listed), lines.columns)
    if not options.feelings:
        return refusal(say.CHOOSE_FEELINGS, lines.columns)
    for name in (options.date, *filter(None, [options.time]), *options.feelings):
        if lines.of(name) < 0:
            return refusal(say.MISSING_COLUMN.format(column=name, columns=listed), lines.columns)
    if options.date_format and "%" not in options.date_format:
        return refusal(say.NO_FORMAT, lines.columns)
    when, clocked = lines.of(options.date), lines.of(options.time) if options.time else -1
    columns = [(lines.of(name), name, named(name)) for name in dict.fromkeys(options.feelings)]
    note = next((place for name in ("note", "notes") if options.notes and (place := lines.of(name)) >= 0), -1)
    clock, low, high = Clock(), options.low, options.high
    answers: list[Answer] = []
    problems = lines.problems
    zone = False
    for line, cells in lines:
        moment = moment_of(cells[when], options.date_format)
        timed = cells[clocked].strip() if clocked >= 0 else ""
        hour = time_of(timed) if timed else moment.time() if moment else NOON
        if moment is None or hour is None:
            problems.append(Problem(line, say.BAD_TIME if moment else say.BAD_DAY_FORMAT))
            continue
        zone = zone or moment.tzinfo is None
        at, since, reason = clock.at(datetime.combine(moment.date(), hour, moment.tzinfo))
        given = [
            (name, word, rating(cell, low, high)) for place, name, word in columns if (cell := cells[place].strip())
        ]
        if reason or not given:
            problems.append(Problem(line, reason or say.NO_VALUE))
            continue
        problems += [
            Problem(line, say.OFF_SCALE.format(name=name, low=low, high=high))
            for name, _, mark in given
            if mark is None
        ]
        words = [(word, mark) for _, word, mark in given if mark is not None]
        if words:
            answers.append((line, at, since, words, "", cells[note].strip() if note >= 0 else ""))
    return Found(answers, problems, low, high, offered=lines.columns, zone=zone)


def moment_of(text: str, written: str) -> datetime | None:
    """The moment of a cell, in this format or in ISO 8601, None if in neither.

    A day alone, and one that a spreadsheet wrote with the time 00:00, is noon of that day.
    """
    try:
        parse = datetime.fromisoformat if not written else lambda cell: datetime.strptime(cell, written)  # noqa: DTZ007
        moment = parse(text.strip())
    except ValueError:
        return None
    return moment if moment.time() != time() else moment.replace(hour=NOON.hour)
