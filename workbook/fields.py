"""Kinds of question: each is declared once, and can parse an answer and write a cell.

An answer that was not given is ``None`` for a number and ``""`` for everything else;
its cell is empty either way. Nothing here ever turns "not answered" into a number.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, NamedTuple

from workbook.words import problems as say

Value = str | int | float | None
LONGEST = 1_000_000  # characters kept as typed
EARLIEST_YEAR = 1970  # a day before that is a slip of the keys
NO_FILE_CAN_HOLD = re.compile("[\x00\ud800-\udfff]")
A_DAY = len("2026-03-12")  # characters; a moment with a time has more
AN_ID = re.compile("e[0-9a-f]{21}")
BETWEEN = "; "  # several choices in one cell


class Refused(ValueError):
    """An answer that cannot be kept; the message is the sentence to show."""


def unanswered(answer: Any) -> bool:
    """Whether this is no answer: None, "", or what a table holds for a missing value (NaN, NaT, NA)."""
    if answer is None or (isinstance(answer, str) and not answer) or type(answer).__name__ == "NAType":
        return True
    try:
        return bool(answer != answer)  # NaN and NaT are unlike themselves
    except (TypeError, ValueError):
        return False


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question: its column, what a person is asked, and what its values may be."""

    name: str
    ask: str = ""  # the question as a person reads it; empty where nobody is asked
    label: str = ""  # a few words where the question would be too long: in a list, beside a line of a chart
    hint: str = ""
    block: str = ""  # the lead of a block of alike questions, which counts as one
    only: tuple[str, tuple[str, ...]] = ("", ())  # shown where the question of this name has one of these answers
    about: str = ""  # the line in the data dictionary
    dtype: ClassVar[str] = "str"
    control: ClassVar[str] = ""  # the control in forms.js

    def parse(self, answer: Any) -> Value:
        """The value of an answer or of a cell; raises Refused with a sentence."""
        raise NotImplementedError

    def write(self, value: Value) -> str:
        """The cell that holds a value."""
        return "" if value is None else str(value)

    def notes(self, answer: Any) -> list[str]:
        """A sentence for each clean-up that parsing this answer does."""
        return []

    def shown(self, cell: str) -> str:
        """The cell as a person reads it."""
        return cell

    def spec(self) -> dict[str, Any]:
        """What the form in the page needs to draw this question."""
        asked = {"name": self.name, "control": self.control, "ask": self.ask, "hint": self.hint}
        set_here = {"block": self.block} if self.block else {}
        return asked | set_here | ({"only": {"name": self.only[0], "in": self.only[1]}} if self.only[0] else {})


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words as they were typed, on one line or on many."""

    lines: bool = False
    minutes: int = 0  # after so long a line under the box says that one may stop
    ready: tuple[str, ...] = ()  # sentences that can be put into the box, and changed there
    control: ClassVar[str] = "text"

    def parse(self, answer: Any) -> str:
        """The text with line endings made alike and impossible characters replaced."""
        if unanswered(answer):
            return ""
        if not isinstance(answer, str):
            raise Refused(say.TEXT_NEEDED.format(field=self.name))
        text = NO_FILE_CAN_HOLD.sub("\ufffd", answer.replace("\r\n", "\n").replace("\r", "\n"))
        if len(text) > LONGEST:
            raise Refused(say.TOO_LONG.format(field=self.name, limit=LONGEST, length=len(text)))
        if "\n" in text and not self.lines:
            raise Refused(say.ONE_LINE.format(field=self.name))
        return text

    def notes(self, answer: Any) -> list[str]:
        """A sentence for each kind of character that was changed."""
        told = []
        if isinstance(answer, str) and "\r" in answer:
            told.append(say.CLEANED_NEWLINES.format(field=self.name))
        if isinstance(answer, str) and NO_FILE_CAN_HOLD.search(answer):
            told.append(say.CLEANED_CHARACTERS.format(field=self.name))
        return told

    def spec(self) -> dict[str, Any]:
        """As every field, and whether line breaks are welcome."""
        return {**super().spec(), "lines": self.lines, "minutes": self.minutes, "ready": self.ready}


@dataclass(frozen=True, kw_only=True)
class Link(Text):
    """The entry_id of an entry of the sheet `of`; a form offers the entries there are."""

    of: str
    control: ClassVar[str] = "link"

    def parse(self, answer: Any) -> str:
        """The id, or ""."""
        text = super().parse(answer)
        if text and not AN_ID.fullmatch(text):
            raise Refused(say.BAD_ID.format(field=self.name))
        return text


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A whole number, or one with decimals where they are welcome, or no answer."""

    decimals: bool = False
    dtype: ClassVar[str] = "float64"
    control: ClassVar[str] = "number"

    def parse(self, answer: Any) -> Any:
        """The number, or None; 3.7 (where decimals are not welcome), True and "many" are refused, "7.0" is 7."""
        if unanswered(answer):
            return None
        try:
            number = float(answer)
            whole = number == int(number)
            if type(answer).__name__ in ("bool", "bool_") or not (whole or self.decimals):  # numpy has one of its own
                raise ValueError
        except (TypeError, ValueError, OverflowError):
            refusal = say.NUMBER if self.decimals else say.WHOLE_NUMBER
            raise Refused(refusal.format(field=self.name)) from None
        return int(number) if whole else number


@dataclass(frozen=True, kw_only=True)
class Rating(Number):
    """A number on a scale, with both ends in words; it starts unanswered and can go back to that."""

    low: int = 0
    high: int = 10
    ends: tuple[str, str, str] = ("", "", "")  # words for the low end, for a 5 on 0-10, and for the high end
    offer: str = ""  # said under a rating of at most `offer_until`
    offer_until: int = -1
    control: ClassVar[str] = "rating"

    def parse(self, answer: Any) -> int | None:
        """The whole number on the scale, or None; one outside the scale is refused."""
        number: int | None = super().parse(answer)
        if number is not None and not self.low <= number <= self.high:
            raise Refused(say.OUT_OF_RANGE.format(field=self.name, low=self.low, high=self.high))
        return number

    def spec(self) -> dict[str, Any]:
        """As every field, with the scale, its words, and what is offered below."""
        words = dict(zip(("low_word", "middle_word", "high_word"), self.ends, strict=True))
        offer = {"offer": self.offer, "offer_until": self.offer_until}
        return {**super().spec(), "low": self.low, "high": self.high, **words, **offer}


@dataclass(frozen=True, kw_only=True)
class Ratings(Rating):
    """A block of alike ratings, one a word; a person may add words of their own."""

    first: tuple[str, ...] = ()  # the words offered at once
    families: tuple[tuple[str, tuple[str, ...]], ...] = ()  # the longer list, by family
    most: int = 3  # words that can be followed, and words that can be added
    other_ends: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)  # words with their own
    control: ClassVar[str] = "ratings"

    def spec(self) -> dict[str, Any]:
        """As a rating, with the words on offer."""
        on_offer = {"first": self.first, "families": self.families, "most": self.most}
        on_offer["ends"] = dict(self.other_ends)
        return {**super().spec(), **on_offer}


class Offer(NamedTuple):
    """What is said under some answers: a sentence, a text to unfold, and places to go."""

    answers: tuple[str, ...]
    text: str
    unfold: tuple[str, str] = ("", "")  # a summary, and the text behind it
    links: tuple[tuple[str, str], ...] = ()  # words and where they lead


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of some options, none chosen at first; options map the value kept to the words shown."""

    options: Mapping[str, str]
    offer: Offer | None = None
    control: ClassVar[str] = "choice"

    def parse(self, answer: Any) -> str:
        """The option chosen, or ""."""
        if unanswered(answer):
            return ""
        if not isinstance(answer, str) or answer not in self.options:
            raise Refused(say.ONE_OF.format(field=self.name, options=", ".join(self.options)))
        return str(answer)

    def shown(self, cell: str) -> str:
        """The words of the option."""
        return self.options.get(cell, cell)

    def spec(self) -> dict[str, Any]:
        """As every field, with its options in order, and what is offered below some of them."""
        offer = {"offer": self.offer._asdict()} if self.offer else {}
        return {**super().spec(), "options": list(self.options.items())} | offer


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Any number of some options, none chosen at first; the cell holds them in order, with semicolons between."""

    control: ClassVar[str] = "choices"

    def parse(self, answer: Any) -> str:
        """The options chosen, or ""; takes a list of them or a cell."""
        if unanswered(answer):
            return ""
        given = answer.split(BETWEEN) if isinstance(answer, str) else answer
        if not isinstance(given, list | tuple | set) or not {*map(str, given)} <= self.options.keys():
            raise Refused(say.SOME_OF.format(field=self.name, options=", ".join(self.options)))
        return BETWEEN.join(option for option in self.options if option in given)

    def shown(self, cell: str) -> str:
        """The words of the options."""
        return ", ".join(super(Choices, self).shown(one) for one in cell.split(BETWEEN))


@dataclass(frozen=True, kw_only=True)
class Pressed(Choice):
    """Whether a link beside the Save button was pressed: "yes", or no answer."""

    options: Mapping[str, str] = dataclasses.field(default_factory=lambda: {"yes": "yes"})
    control: ClassVar[str] = "pressed"


@dataclass(frozen=True, kw_only=True)
class Checklist(Field):
    """A block of alike rows that stand, one row of the sheet each: some on offer, and the person's own."""

    given: Mapping[str, str]  # item -> its words; in sight from the start
    further: tuple[tuple[str, Mapping[str, str]], ...] = ()  # heading -> items that wait under More
    own: str = ""  # what the box for a row of one's own is called; "" where there is none
    own_item: str = ""  # the item of such rows
    asks: tuple[Field, ...]  # what each row is asked
    control: ClassVar[str] = "checklist"

    @property
    def items(self) -> dict[str, str]:
        """The words of every row on offer, by item."""
        return {**self.given, **{item: words for _, more in self.further for item, words in more.items()}}

    def holds(self, cells: Mapping[str, str]) -> bool:
        """Whether this row of the sheet stands in this list."""
        return cells["item"] in self.items or (bool(self.own) and cells["item"] == self.own_item)

    def spec(self) -> dict[str, Any]:
        """As every field, with its rows and what each is asked."""
        further = [(heading, list(more.items())) for heading, more in self.further]
        rows = {"given": list(self.given.items()), "further": further, "own": self.own, "own_item": self.own_item}
        return {**super().spec(), **rows, "asks": [one.spec() for one in self.asks]}


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """When something was: local time with its offset from UTC, as ISO 8601."""

    past: bool = True  # whether a moment ahead of this computer's clock is a slip
    control: ClassVar[str] = "moment"

    def parse(self, answer: Any) -> str:
        """The moment as text. A day alone is noon of that day, or now if it is today; the future is refused."""
        if unanswered(answer):
            return ""
        now = datetime.now().astimezone()
        try:
            if isinstance(answer, str):
                day_only, moment = len(answer) <= A_DAY, datetime.fromisoformat(answer)
            elif isinstance(answer, date):  # a moment is one, too, and a table has a kind of its own
                day_only = not isinstance(answer, datetime)
                moment = answer if type(answer) is datetime else datetime.fromisoformat(answer.isoformat())
            else:
                raise TypeError
            if day_only:
                moment += timedelta(hours=12)
                moment = now.replace(microsecond=0) if moment.date() == now.date() else moment
            if moment.tzinfo is None:
                moment = moment.astimezone()
            ahead = moment > now
        except (TypeError, ValueError, OverflowError, OSError):
            raise Refused(say.NOT_A_MOMENT.format(field=self.name)) from None
        if ahead and self.past:
            raise Refused(say.IN_THE_FUTURE.format(field=self.name))
        if moment.year < EARLIEST_YEAR:
            raise Refused(say.TOO_LONG_AGO.format(field=self.name, year=EARLIEST_YEAR))
        return written(moment)


def written(moment: datetime) -> str:
    """A moment as its cell says it, to the second unless it is finer."""
    return moment.isoformat() if moment.microsecond else moment.isoformat(timespec="seconds")


def now() -> str:
    """The present moment, to the second, with this computer's offset."""
    return written(datetime.now().astimezone().replace(microsecond=0))


def instant(at: str) -> float:
    """Seconds on one clock, to compare moments of different offsets; what cannot be read comes last."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return float("-inf")
