"""What may go on the page one brings along: lines by block, made of what was saved. None of them is on it by itself.

Journal, thought records, what is written about a topic beside its title, notes on lines crossed and on reaching out
are read by nothing here. What a person keeps for themselves waits for nothing, so it is not among the lines either.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from workbook import upcoming
from workbook.csvs import Cells
from workbook.fields import BETWEEN, EARLIEST_YEAR
from workbook.upcoming import Read
from workbook.words import bringing as say
from workbook.words import homework as say_homework
from workbook.words import honesty as say_honesty
from workbook.words import sessions as say_sessions

LATELY, LONG = 14, 84  # days looked back over, where no session is known and for someone new
ALLIANCE = ("A1", "A2", "A3", "A4")
GOALS = 3  # goals offered to someone new
FELT = "week "  # begins the key of a line about feelings
A_WEEK = 8  # days, both ends counted, up to which the name of a day says which one it is
Points = tuple[tuple[date, float], ...]


class Felt(NamedTuple):
    """A line about feelings, and the days and numbers a small chart of it is drawn from; none where there are none."""

    key: str
    text: str
    points: Points = ()
    ends: tuple[str, str] = ("", "")  # the words at 0 and at 10


class Line(NamedTuple):
    """A line on offer: `key` names it in the picker alone, and its words can be changed there."""

    key: str
    text: str
    felt: Felt | None = None  # where a chart can be drawn
    apart: bool = False  # not among those added all at once
    under: bool = False  # belongs to the line before it


@dataclass(frozen=True, kw_only=True)
class Period:
    """The days a page looks back on, whether the last session began them, and the day of the next one."""

    first: date
    last: date
    session: bool = False  # whether a session is noted at all
    since: bool = False  # whether it starts with the last session
    meets: date | None = None
    new: bool = False  # whether the page is for a new therapist

    def holds(self, row: Cells) -> bool:
        """Whether an entry is about one of these days."""
        return self.first.isoformat() <= row["at"][:10] <= self.last.isoformat()


def a_day(text: Any) -> date | None:
    """The day a date control sent, None for none, and while its year is still being typed."""
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        return None
    return day if day.year >= EARLIEST_YEAR else None


def period(rows: Read, asked: Mapping[str, Any], today: date) -> Period:
    """The days asked for; where none were, those since the last session, or the last two weeks."""
    last = a_day(asked.get("to")) or today
    noted = [day for row in rows("sessions") if (day := a_day(row["at"][:10]))]
    held = [day for day in noted if day <= last]
    new, given = bool(asked.get("new")), a_day(asked.get("from"))
    met = held[-1] if held else a_day(asked.get("last"))
    usual = last - timedelta(days=(LONG if new else LATELY) - 1)
    first = given or (met if met and not new else usual)
    since = bool(held) and not given and not new and held[-1] == noted[-1]
    return Period(first=first, last=last, session=bool(noted), since=since, meets=a_day(asked.get("next")), new=new)


def offered(rows: Read, days: Period, felt: Sequence[Felt] = ()) -> dict[str, list[Line]]:
    """The lines on offer, by block in the order of the page; `felt` are those of week.py."""
    found = {name: list(lines(rows, days)) for name, lines in BLOCKS.items()}
    found["week"] = [Line(f"{FELT}{one.key}", one.text, one if one.points else None) for one in felt]
    return {name: list(told_apart(found.get(name, []))) for name in say.BLOCKS}


def told_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """The same lines, each under a key of its own: rows doubled by another program share theirs."""
    seen: dict[str, int] = {}
    for one in lines:
        seen[one.key] = seen.get(one.key, 0) + 1
        yield one if seen[one.key] == 1 else one._replace(key=f"{one.key} #{seen[one.key]}")


def number(value: float) -> str:
    """A number as one says it."""
    return f"{round(value, 1):g}"


def line(row: Cells, text: str, part: str = "", **more: Any) -> Line:
    """A line made of an entry."""
    return Line(f"{row['entry_id'] or text} {part}".strip(), text, **more)


def asks(row: Cells) -> bool:
    """Whether a topic is one to be asked about: only its headline is to be said, or being asked is easiest."""
    return row["choice"] == "headline only" or row["how"] == "be asked"


def latest(rows: Read, prompt: str) -> list[Cells]:
    """The last answer to an open question, if there is one."""
    return [row for row in rows("reflections") if row["prompt"] == prompt and row["text"].strip()][-1:]


def talk(rows: Read, days: Period) -> Iterator[Line]:
    """Lines for next time, and what matters about the person; for someone new, what to know first."""
    if days.new:
        yield from (line(row, say.UNDERSTAND.format(text=row["text"])) for row in latest(rows, "understand"))
        yield from (line(row, say.GOAL.format(text=row["text"])) for row in upcoming.goals(rows)[-GOALS:])
    yield from (line(row, row["title"]) for row in upcoming.lines(rows) if not asks(row))
    yield from (line(row, say.TALK.format(text=row["text"])) for row in rows("wishes") if row["wish"] == "talk")


def tried(rows: Read, days: Period) -> Iterator[Line]:
    """Tasks that wait or were looked at in these days: how much, what was in the way, what was found out."""
    logs = {row["task_id"]: row for row in rows("task_logs") if days.holds(row)}
    waiting = {row["entry_id"] for row in upcoming.tasks(rows)}
    for task in rows("tasks"):
        log = logs.get(task["entry_id"])
        if not task["task"] or (task["entry_id"] not in waiting and not log):
            continue
        yield line(task, task["task"])
        if not log:
            continue
        labels = [say_homework.OBSTACLE_LABELS.get(one, one) for one in log["obstacles"].split(BETWEEN) if one]
        amount = say_homework.AMOUNTS.get(log["amount"], "")
        parts = [f"{amount}."] if amount else []
        parts += [say.IN_THE_WAY.format(obstacles=", ".join(labels))] if labels else []
        if parts:
            yield line(log, " ".join(parts), "how", under=True)
        if log["found_out"]:
            yield line(log, say.FOUND_OUT.format(text=log["found_out"]), "found", under=True)


def working(rows: Read, days: Period) -> Iterator[Line]:
    """What helps and what does not, a wish and own words; what is tense; own lines; four numbers."""
    for row in rows("feedback"):
        if not days.holds(row):
            continue
        if row["technique"]:
            told = say.VERDICTS.get(row["verdict"], "{technique}")
            yield line(row, told.format(technique=row["technique"].rstrip(".")))
        if days.new:
            continue  # the rest was meant for someone else
        if row["ask"] in say.WISHES:
            yield line(row, say.WISHES[row["ask"]], "wish", under=bool(row["technique"]))
        if row["sentence"]:
            yield line(row, row["sentence"], "sentence", under=bool(row["technique"]))
        if row["next"] == "bring up":
            what = say_honesty.REPAIR["options"].get(row["repair"])
            yield line(row, say.MOMENT_OF.format(what=what) if what else say.MOMENT, "moment")
    tense = [] if days.new else latest(rows, "tension")
    yield from (line(row, say.TENSE.format(text=row["text"])) for row in tense)
    own = [row for row in rows("agreements") if row["item"] == "my line" and row["text"] and row["known"] != "yes"]
    yield from (line(row, say.MY_LINE.format(text=row["text"])) for row in own)
    yield from () if days.new else alliance(rows, days)


def alliance(rows: Read, days: Period) -> Iterator[Line]:
    """The four numbers of the last session of these days, on a click of their own."""
    session = "".join(row["entry_id"] for row in rows("sessions")[-1:] if days.holds(row))
    rated = [row for row in rows("ratings") if row["item"] in ALLIANCE and row["rating"]]
    last = [row for row in rated if session and row["session_id"] == session]
    parts = [say.RATED_ITEM.format(label=say_sessions.ITEMS[row["item"]][1], rating=row["rating"]) for row in last]
    if parts:
        yield line(last[0], say.RATED.format(parts=", ".join(parts)), apart=True)


def practical(rows: Read, days: Period) -> Iterator[Line]:
    """Questions to ask, oldest first; rules one does not know; what one would like to know."""
    yield from (line(row, row["text"]) for row in upcoming.questions(rows))
    unknown = [row for row in rows("agreements") if row["known_how"] == "don't know" and row["text"]]
    yield from (line(row, say.RULE.format(text=row["text"])) for row in unknown)
    yield from (line(row, say.TO_KNOW.format(text=row["text"])) for row in latest(rows, "curious"))


def ask(rows: Read, days: Period) -> Iterator[Line]:
    """Topics one would rather be asked about, by their titles alone."""
    for row in upcoming.lines(rows):
        if asks(row):
            told = say.ASK_EASIER if row["how"] == "be asked" else say.ASK
            yield line(row, told.format(title=row["title"]))
    yield from (line(row, say.BE_ASKED.format(text=row["text"])) for row in rows("wishes") if row["wish"] == "be asked")
    helped = [row for row in rows("sessions")[-1:] if row["keeping"] == "yes, want help saying it" and not days.new]
    yield from (line(row, say.KEEPING) for row in helped)


def next_step(rows: Read, days: Period) -> Iterator[Line]:
    """The small thing one might be more open about."""
    yield from (line(row, row["text"]) for row in latest(rows, "one_notch"))


BLOCKS: dict[str, Callable[[Read, Period], Iterator[Line]]] = {
    "talk": talk,
    "tried": tried,
    "working": working,
    "practical": practical,
    "ask": ask,
    "next": next_step,
}
READY = {"working": say_honesty.SENTENCE["ready"]}
