"""Reminders as a file for a calendar (iCalendar, RFC 5545): which moments were asked for, and the text with them.

Nothing is read or written here. Times are floating (3.3.5, form 1): the file names no time zone, so eight in the
evening is eight by the clock of wherever the person is, and stays eight when clocks go forward or back.
"""

import unicodedata
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from workbook.words import forms as say_forms
from workbook.words import reminders as say

DAYS = tuple(say.DAYS)  # as RFC 5545 writes them, Monday first
MOST = 52  # weeks
LONGEST = 100  # characters of a title
OCTETS = 75  # of a line
YEAR, SESSION, LENGTH = timedelta(days=366), timedelta(hours=1), timedelta(minutes=10)
ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


@dataclass(frozen=True)
class Series:
    """A reminder that comes again: its moments in order, on the same days `every` so many weeks."""

    moments: tuple[datetime, ...]
    every: int = 1

    def rule(self) -> str:
        """The rule that gives just these moments from the first one on (RFC 5545, 3.3.10); "" where there is one."""
        days = ",".join(DAYS[number] for number in sorted({moment.weekday() for moment in self.moments}))
        count = len(self.moments)
        return f"FREQ=WEEKLY;INTERVAL={self.every};BYDAY={days};COUNT={count}" if count > 1 else ""


@dataclass(frozen=True)
class Plan:
    """What a person asked for: the title, the reminders, and what stands in the way, a sentence by field."""

    title: str = field(repr=False)
    series: tuple[Series, ...]
    problems: dict[str, str]


class Answers:
    """The answers of the page, each read as what it is; what cannot be read becomes a sentence in `problems`."""

    def __init__(self, given: Mapping[str, Any], now: datetime) -> None:
        self.given, self.now, self.problems = given, now, dict[str, str]()

    def chosen(self, name: str, options: Iterable[str], sentence: str) -> list[str]:
        """Those of the options that were chosen."""
        found = [option for option in options if option in (self.given.get(name) or ())]
        if not found:
            self.problems[name] = sentence
        return found

    def time(self, name: str) -> time:
        """A time of day, to the minute."""
        try:
            return time.fromisoformat(str(self.given.get(name))).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            self.problems[name] = say.TIME_NEEDED
            return time.min

    def day(self, name: str) -> date:
        """A day."""
        try:
            return date.fromisoformat(str(self.given.get(name)))
        except ValueError:
            self.problems[name] = say.DAY_NEEDED
            return self.now.date()

    def weeks(self, name: str) -> int:
        """A number of weeks."""
        said = str(self.given.get(name)).strip()
        if said.isascii() and said.isdigit() and len(said) <= len(str(MOST)) and 1 <= int(said) <= MOST:
            return int(said)
        self.problems[name] = say.WEEKS_NEEDED.format(most=MOST)
        return 1


def plan(given: Mapping[str, Any], now: datetime) -> Plan:
    """The reminders these answers ask for, none of them before `now`, a local time; none at all beside a problem."""
    answers = Answers(given, now)
    kinds = answers.chosen("kinds", say.KINDS, say.KIND_NEEDED)
    title = printable(" ".join(str(given.get("title") or "").split())).strip() or say.TITLE
    if len(title) > LONGEST:
        answers.problems["title"] = say.TITLE_LONG.format(most=LONGEST)
    series = for_check_ins(answers) if "check-in" in kinds else []
    if kinds and kinds != ["check-in"]:
        series += around_sessions(answers, kinds)
    return Plan(title, () if answers.problems else tuple(series), answers.problems)


def for_check_ins(answers: Answers) -> list[Series]:
    """Each chosen day of the week as many times as there are weeks, from the next one that is still to come."""
    days, at = answers.chosen("days", DAYS, say.DAYS_NEEDED), answers.time("time")
    first = answers.now.date() + timedelta(days=at <= answers.now.time())
    every_day = (first + timedelta(days=number) for number in range(7 * answers.weeks("weeks")))
    return [Series(tuple(datetime.combine(day, at) for day in every_day if DAYS[day.weekday()] in days))]


def around_sessions(answers: Answers, kinds: Sequence[str]) -> list[Series]:
    """The evenings before and after each session, as far as they are still to come.

    What comes after a session comes the same evening, or the next one where the session is hardly over by then.
    """
    day, evening, today = answers.day("session"), answers.time("evening"), answers.now.date()
    starts = answers.time("starts") if answers.given.get("starts") else time.min
    every = int((answers.chosen("every", say.EVERY, say.EVERY_NEEDED) or "0")[0])
    until = answers.day("until") if every else day
    if abs(day - today) > YEAR:
        answers.problems["session"] = say.SESSION_FAR
    elif until < day:
        answers.problems.setdefault("until", say.UNTIL_BEFORE)
    elif until - today > YEAR:
        answers.problems["until"] = say.UNTIL_FAR
    if answers.problems:
        return []
    over = datetime.combine(day, starts) + SESSION
    later = {"before": -1, "after": int(datetime.combine(day, evening) < over)}
    sessions = [day + timedelta(weeks=number * every) for number in range((until - day).days // 7 // (every or 1) + 1)]
    series = []
    for days in (timedelta(days=later[kind]) for kind in kinds if kind in later):
        evenings = (datetime.combine(one + days, evening) for one in sessions)
        coming = tuple(moment for moment in evenings if moment > answers.now)
        series += [Series(coming, every or 1)] if coming else []
    if not series:
        answers.problems["until" if every else "session"] = say.ALL_PAST
    return series


def in_words(moment: datetime, now: datetime) -> str:
    """A moment as the page shows it: "Thu 12 March 20:00", with its year if that is another one than now."""
    day = f"{say_forms.DAYS[moment.weekday()]} {moment.day} {say_forms.MONTHS[moment.month - 1]}"
    return say.MOMENT.format(day=day if moment.year == now.year else f"{day} {moment.year}", time=f"{moment:%H:%M}")


def printable(words: str) -> str:
    """The words without control characters and halves of characters; a tab stays."""
    return "".join(one for one in words if one == "\t" or unicodedata.category(one) not in ("Cc", "Cs"))


def escaped(words: str) -> str:
    """Words as a value of type TEXT (RFC 5545, 3.3.11): what has a meaning there is escaped, control characters go."""
    return "\n".join(printable(line) for line in words.splitlines()).translate(ESCAPED)


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, no character cut in two (RFC 5545, 3.1)."""
    pieces = [""]
    for character in line:
        if len((pieces[-1] + character).encode()) > OCTETS:
            pieces.append(" ")
        pieces[-1] += character
    return "\r\n".join([*pieces, ""])


def file(plan: Plan, notice: bool, made: datetime) -> str:
    """The plan as an iCalendar object (RFC 5545, 3.4), with an alarm (3.6.6) at each start if a `notice` is wanted.

    An event (3.6.1) says when and how long it is, and the title. Its UID (3.8.4.7) is random; it is private (3.8.1.3)
    and leaves the hour free for others (3.8.2.7). `made` is an aware time, for DTSTAMP (3.8.7.2). No name of a program,
    a place or a person is in it.
    """
    title, stamp = escaped(plan.title), made.astimezone(UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reminders//EN"]
    for series in plan.series:
        first, rule = series.moments[0], series.rule()
        lines += ["BEGIN:VEVENT", f"UID:{uuid.uuid4()}", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"]
        lines += [f"DTSTART:{first:%Y%m%dT%H%M%S}", f"DTEND:{first + LENGTH:%Y%m%dT%H%M%S}"]
        lines += [f"RRULE:{rule}"] if rule else []
        lines += [f"SUMMARY:{title}", "CLASS:PRIVATE", "TRANSP:TRANSPARENT"]
        if notice:
            lines += ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S", f"DESCRIPTION:{title}", "END:VALARM"]
        lines += ["END:VEVENT"]
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])
