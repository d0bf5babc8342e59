"""From the bytes of a file to its lines, and from what a line says to a moment: what all sources share."""

import csv
import itertools
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

from workbook.fields import EARLIEST_YEAR, LONGEST, written
from workbook.sheets import LISTED
from workbook.sheets.declare import HIGH, LOW
from workbook.store import WALL
from workbook.words import importing as say

MOST = 50  # MB that a file may have: a lifetime of days is far less
MB = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
A_DAY = 86_400_000_000  # microseconds
FIRST_DAY = EPOCH.toordinal()
WHOLE = re.compile(r"\s*([+−-]?\d{1,9})(?:[.,]0*)?\s*")
CLOCK_TIME = re.compile(r"\D*(\d{1,2})[:.h](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\D*")
AFTERNOON = re.compile(r"(?<![^\W\d])(p|p\.?\s*m|ch|ös)(?![^\W\d])|μ\.?\s*μ|下午|午後|오후|م", re.IGNORECASE)
MORNING = re.compile(r"(?<![^\W\d])(a|a\.?\s*m|öö)(?![^\W\d])|π|上午|午前|오전|ص", re.IGNORECASE)
NOON = time(12)
PROGRESS_EVERY = 20_000  # lines
Hour = tuple[str, int]  # a time of the clock as text, and its microseconds
Told = Callable[[int], None]  # hears how many lines were read
Words = Sequence[tuple[str, int | None]]
# One moment of a file: its line, the moment as its cell says it, its microseconds, words with their ratings or none,
# what went with them, a note. A plain tuple: there may be a hundred thousand.
Answer = tuple[int, str, int, Words, str, str]


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a person says about a file; sources take from it what they need."""

    notes: bool = False
    moods: Mapping[str, int] = field(default_factory=dict)  # the name of a mood, in small letters -> 0 to 4
    date: str = ""
    time: str = ""
    date_format: str = ""
    feelings: tuple[str, ...] | None = None  # columns, or features; None where nothing was said
    low: int = LOW
    high: int = HIGH


class Problem(NamedTuple):
    """Why a line is left out; line 0 is the whole file."""

    line: int
    reason: str


class Found(NamedTuple):
    """What a source made of a file: answers and problems as data, the scale, and what there is to choose from."""

    answers: list[Answer]
    problems: list[Problem]
    low: int = LOW
    high: int = HIGH
    unmapped: Mapping[str, int] = {}  # a mood without a number -> lines
    offered: Sequence[str] = ()  # columns, or features
    zone: bool = True  # whether its times are taken as this computer's


def refusal(reason: str, offered: Sequence[str] = ()) -> Found:
    """The answer to a file that cannot be read at all."""
    return Found([], [Problem(0, reason)], offered=offered)


class Memo(dict[Any, Any]):
    """What a function makes of something, worked out once: in a hundred thousand lines few days and moods are new."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> Any:
        self[key] = self._make(key)
        return self[key]


class Lines:
    """The columns of a file, and its lines one by one with their numbers.

    `refused` says why the file cannot be taken, `problems` which lines are left out: both only once all are read.
    """

    def __init__(self, blob: bytes, told: Told = lambda count: None, delimiters: str = ",") -> None:
        self.read, self.refused, self.columns, self.problems = 0, "", list[str](), list[Problem]()
        try:
            text = blob.decode("utf-8-sig")
            text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        except UnicodeDecodeError:
            is_text = blob.startswith((b"\xff\xfe", b"\xfe\xff")) or (
                b"\0" not in blob and not blob.startswith(b"\x89")
            )
            self.refused = say.NOT_UTF_8 if is_text else say.NOT_TEXT
            return
        first = text[: text.find("\n") + 1] or text
        self._lines = self._split(text, max(delimiters, key=first.count), told)
        self.columns = [name.strip() for name in next(self._lines, (0, []))[1]]
        other = len(self.columns) == 1 and re.search(r"[;\t|]", first)
        found = say.NOT_TEXT if "\0" in text else say.DELIMITER if other else "" if self.columns else say.EMPTY
        self.refused = self.refused or found

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Each line after the first that has as many cells, with its number."""
        return self._lines

    def _split(self, text: str, comma: str, told: Told) -> Iterator[tuple[int, list[str]]]:
        """The cells of each line that is not blank; where quotes stand within cells, the csv module finds them."""
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        lines, between, number, count, read = iter(text.split("\n")), f'"{comma}"', 0, -1, -1
        for line in lines:
            here = number = number + 1
            if not number % PROGRESS_EVERY:
                told(number)
            cells, quotes = line[1:-1].split(between), line.count('"')
            if quotes == 2 * len(cells) and line[0] == line[-1] == '"':  # none is left within a cell
                pass
            elif not quotes:
                if not line:
                    continue
                cells = line.split(comma)
            else:
                several = itertools.chain([f"{line}\n"], (f"{more}\n" for more in lines))
                reader = csv.reader(several, delimiter=comma, strict=True)
                try:
                    cells = next(reader)
                except csv.Error as error:
                    self.refused = say.TRUNCATED if "unexpected end" in str(error) else say.MISQUOTED
                    self.refused = self.refused.format(line=number)
                    return
                number += reader.line_num - 1
                line = max(cells, key=len)
            read += 1
            if len(cells) == count and len(line) <= LONGEST:
                yield here, cells
            elif count < 0:
                count = len(cells)
                yield here, cells
            else:
                self.problems.append(Problem(here, say.CELLS if len(cells) != count else say.TOO_LONG))
        self.read = read
        if len(cells) < count and line:  # the last one, with no end of line after it
            self.refused = say.TRUNCATED.format(line=here)

    def of(self, name: str) -> int:
        """Where the column of this name is, whatever its case; -1 where there is none."""
        sought = name.strip()
        places = [place for place, one in enumerate(self.columns) if one == sought]
        places += [place for place, one in enumerate(self.columns) if one.casefold() == sought.casefold()]
        return places[0] if places else -1


def read_file(path: Path) -> bytes | str:
    """The bytes of a file, or the sentence that says why there are none."""
    try:
        if path.is_dir():
            return say.A_FOLDER
        if path.stat().st_size > MOST * MB:
            return say.TOO_LARGE.format(limit=MOST)
        return path.read_bytes()
    except FileNotFoundError:
        return say.NO_FILE
    except (OSError, ValueError):
        return say.NO_ACCESS


def rating(cell: str, low: int, high: int) -> int | None:
    """The whole number of a cell, `4.0` among them, if it is on the scale; else None."""
    found = WHOLE.fullmatch(cell)
    number = int(found[1].replace("−", "-")) if found else None
    return number if number is not None and low <= number <= high else None


def time_of(text: str) -> time | None:
    """The time of the clock, on 24 hours or on 12; None where it cannot be read."""
    found = CLOCK_TIME.fullmatch(text.strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2])
    if 1 <= hour <= 12 and AFTERNOON.search(text):
        hour = hour % 12 + 12
    elif hour == 12 and MORNING.search(text):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def hour_of(clocked: time) -> Hour:
    """A time of the clock as text, and its microseconds."""
    seconds = (clocked.hour * 60 + clocked.minute) * 60 + clocked.second
    return clocked.isoformat(), seconds * 1_000_000 + clocked.microsecond


def day_of(text: str) -> date | None:
    """The day in ISO 8601, or None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def named(word: str) -> str:
    """A feeling as it is called here: a listed word in small letters, any other as it is, on one line."""
    line = " ".join(word.split())
    return line.casefold() if line.casefold() in LISTED else line


class Day(NamedTuple):
    """A day of this computer's zone: its date, the microseconds at its start, its offset; or why it cannot be kept."""

    text: str
    since: int
    offset: str  # "" where it changes on this day
    problem: str

    def at(self, hour: Hour) -> tuple[str, int]:
        """The moment as its cell says it, and its microseconds; an hour the clock left out stays as it is."""
        day, start, ahead, _ = self
        clocked, since = hour
        if ahead:
            return f"{day}T{clocked}{ahead}", start + since
        local = datetime.fromisoformat(f"{day}T{clocked}")
        return exactly(local.replace(tzinfo=timezone(offset(local))))


class Clock:
    """Local times as moments of this computer's zone; the day a person lived stays the day."""

    def __init__(self) -> None:
        self._days: dict[date, Day] = {}
        self._starts = Memo(lambda day: offset(datetime.combine(day, time.min)))
        self._said = Memo(lambda ahead: written(EPOCH.replace(tzinfo=timezone(ahead)))[WALL:])
        self._now = datetime.now().astimezone()

    def at(self, local: datetime) -> tuple[str, int, str]:
        """The moment as its cell says it, its microseconds, and why it cannot be kept, or ""."""
        if local.tzinfo:
            return *exactly(local), self.misfit(
                local.date() if local > self._now else min(local.date(), self._now.date())
            )
        day = self.day(local.date())
        return *day.at(hour_of(local.time())), day.problem

    def day(self, day: date) -> Day:
        """What is known of a day."""
        if day not in self._days:
            if problem := self.misfit(day):  # the ends of the calendar have no start, or no day after
                return Day(day.isoformat(), 0, self._said[timedelta()], problem)
            start, end = self._starts[day], self._starts[day + timedelta(days=1)]
            since = (day.toordinal() - FIRST_DAY) * A_DAY - start // MICROSECOND
            self._days[day] = Day(day.isoformat(), since, self._said[start] if start == end else "", "")
        return self._days[day]

    def misfit(self, day: date) -> str:
        """Why a day cannot be kept, or ""."""
        if day.year < EARLIEST_YEAR:
            return say.LONG_AGO.format(year=EARLIEST_YEAR)
        return say.FUTURE if day > self._now.date() else ""


def exactly(moment: datetime) -> tuple[str, int]:
    """A moment as its cell says it, and its microseconds."""
    return written(moment), (moment - EPOCH) // MICROSECOND


def offset(local: datetime) -> timedelta:
    """How far this computer's clock is from UTC at a local time."""
    return local.astimezone().utcoffset() or timedelta()
