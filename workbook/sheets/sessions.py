"""After a session: one form for the person, several sheets for the store; its rows share the session's id."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbook.fields import Choice, Link, Moment, Number, Rating, Text
from workbook.sheets.declare import WHEN, Answers, Form, Parts, Problems, Row, Sheet, Sheets, on_scale, said, typed
from workbook.sheets.topics import KEPT, TITLE
from workbook.sheets.writing import GOT_HEAVY
from workbook.words import boundaries as say_boundaries
from workbook.words import homework as say_homework
from workbook.words import practical as say_practical
from workbook.words import problems
from workbook.words import sessions as say

SESSIONS = Sheet(
    name="sessions",
    about="Sessions: one row each. `at` is when it was; rows elsewhere name it in `session_id`.",
    bare=True,
    fields=(
        Choice(name="mode", ask=say.MODE, options=say.MODES, about="How you met."),
        Choice(
            name="keeping",
            ask=say.KEEPING,
            options=say.KEEPINGS,
            about="Whether the person kept something to themselves for now; what it is, nobody asks.",
        ),
    ),
)


def complete(row: Row, followed: Collection[str]) -> Problems:
    """Fill in the scale; say what does not fit together."""
    if not row.get("item"):
        return {"item": problems.ITEM_NEEDED}
    return on_scale(row)


RATINGS = Sheet(
    name="ratings",
    about="Answers to the workbook's own 0 to 10 questions, one row each. Questions left out have no row.",
    complete=complete,
    shared_id="set_id",
    fields=(
        Link(name="session_id", of="sessions", about="The entry_id of the session it is about, if any."),
        Text(
            name="item", about="The question: " + "; ".join(f"{item} {ask}" for item, (ask, _, _) in say.ITEMS.items())
        ),
        Number(name="rating", about="A whole number from scale_min to scale_max. Empty is not answered, never 0."),
        Number(name="scale_min", about="The low end of the scale used; 0 unless another was chosen."),
        Number(name="scale_max", about="The high end of the scale used; 10 unless another was chosen."),
        Link(name="goal_id", of="goals", about="The entry_id of the goal, where the item is “goal”: how near it is."),
        Link(name="set_id", of="ratings", about="The entry_id of the first of the ratings saved together."),
    ),
)


def item(name: str, block: str = "") -> Rating:
    """One of our own questions."""
    ask, label, ends = say.ITEMS[name]
    return Rating(name=name, ask=ask, label=label, block=block, ends=ends)


def rated(questions: Sequence[Rating], answers: Answers, ids: Sequence[str]) -> list[dict[str, Any]]:
    """A row of ratings per question answered, each with the id in its place."""
    return [
        {"entry_id": entry_id, "item": question.name, "rating": answers.get(question.name), "at": answers.get("at")}
        for question, entry_id in zip(questions, ids, strict=False)
        if answers.get(question.name) is not None
    ]


ITEMS = (*(item(name, say.HOW_WAS_IT) for name in ("A1", "A2", "A3", "A4")), item("O1"), item("O2"))
STOOD_OUT = Text(name="text", ask=say.STOOD_OUT, hint=say.STOOD_OUT_HINT, lines=True)
AGREED = Text(name="task", ask=say.AGREED, label=say_homework.TASK_LABEL, hint=say.AGREED_HINT)
NEXT_TIME = replace(TITLE, ask=say.LINE, label=say.LINE, hint=say.LINE_HINT)
ADDED = {"journal": (STOOD_OUT, GOT_HEAVY), "tasks": (AGREED,), "topics": (NEXT_TIME,)}  # sheet -> its questions here


@dataclass(frozen=True, kw_only=True)
class Rate(Form):
    """Questions of our own alone, a row of ratings each."""

    @property
    def questions(self) -> tuple[Rating, ...]:
        """The questions."""
        return tuple(one for one in self.fields if isinstance(one, Rating))

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """A row for each question answered, with the links that were chosen."""
        links = {one.name: answers.get(one.name) for one in self.fields if isinstance(one, Link)}
        made = [{**row, **links} for row in rated(self.questions, answers, ids)]
        return {"ratings": made} if made else {}

    def answers(self, parts: Parts) -> dict[str, Any]:
        """The ratings of one save."""
        return typed(self.fields, {**parts["ratings"][0], **by_item(parts)})

    def slots(self, parts: Parts) -> list[str]:
        """An id for each question."""
        ids = {row["item"]: row["entry_id"] for row in parts["ratings"]}
        return [ids.get(question.name, "") for question in self.questions]

    def lines(self, parts: Parts) -> Iterator[tuple[str, str]]:
        """Each rating."""
        yield from said(self.questions, by_item(parts))

    def holds(self, sheet: str, cells: Mapping[str, str]) -> bool:
        """Only ratings of its own questions."""
        return cells["item"] in {question.name for question in self.questions}


def by_item(parts: Parts) -> dict[str, str]:
    """The ratings of an entry, by the name of their question."""
    return {row["item"]: row["rating"] for row in parts.get("ratings", ())}


@dataclass(frozen=True, kw_only=True)
class AfterSession(Form):
    """One row of sessions, and what belongs to it: ratings, what stood out, what was agreed, a line for next time."""

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """The session first, then a row elsewhere for each part that was answered."""
        session, *others = ids
        given = {name: value for name, value in answers.items() if value not in ("", None) and name != GOT_HEAVY.name}
        if not given:
            return {}
        shared = {"session_id": session, "at": answers.get("at")}
        own = {one.name: answers.get(one.name) for one in (*SESSIONS.rest(), WHEN)}
        made = {"sessions": [{"entry_id": session, **own}]}
        for entry_id, (sheet, questions) in zip(others, ADDED.items(), strict=False):
            if any(answers.get(one.name) for one in questions):
                made[sheet] = [
                    {"entry_id": entry_id, **{one.name: answers.get(one.name) for one in questions}, **shared}
                ]
        ratings = rated(ITEMS, answers, others[len(ADDED) :])
        return made | ({"ratings": [{**row, **shared} for row in ratings]} if ratings else {})

    def answers(self, parts: Parts) -> dict[str, Any]:
        """The answers of a session and of all that belongs to it."""
        found = typed((*SESSIONS.rest(), WHEN), parts["sessions"][0])
        for sheet, questions in ADDED.items():
            found |= typed(questions, (parts.get(sheet) or [{}])[0])
        return found | typed(ITEMS, by_item(parts))

    def slots(self, parts: Parts) -> list[str]:
        """The session's id, one for each part, one for each question."""
        by_item = {row["item"]: row["entry_id"] for row in parts.get("ratings", ())}
        of_part = [next((row["entry_id"] for row in parts.get(sheet, ())), "") for sheet in ADDED]
        return [parts["sessions"][0]["entry_id"], *of_part, *(by_item.get(question.name, "") for question in ITEMS)]

    def lines(self, parts: Parts) -> Iterator[tuple[str, str]]:
        """The ratings in one line, then each part."""
        shown = [f"{name} {rating}" for name, rating in said(ITEMS, by_item(parts))]
        if shown:
            yield "", " · ".join(shown)
        for sheet, questions in ADDED.items():
            for row in parts.get(sheet, ()):
                yield from said(questions, row)
        yield from said(SESSIONS.rest(), parts["sessions"][0])

    def holds(self, sheet: str, cells: Mapping[str, str]) -> bool:
        """Not a topic the person keeps for themselves: that shows up with the topics alone."""
        return sheet != "topics" or cells["choice"] != KEPT


AFTER_SESSION = AfterSession(
    name="after-session",
    title=say.TITLE,
    folded=True,
    parts={"sessions": "entry_id"} | dict.fromkeys((*ADDED, "ratings"), "session_id"),
    asks=(Moment(name="at", ask=say.WHEN, hint=say.WHEN_HINT), *ITEMS[:4], STOOD_OUT, AGREED, NEXT_TIME),
    more=(*ITEMS[4:], *SESSIONS.rest(), GOT_HEAVY),
    saved=say.SAVED,
    past=say.PAST,
    today=say.TODAY,
)

HEADSPACE = Rate(
    name="headspace",
    title="",
    parts={"ratings": "set_id"},
    asks=(item("headspace"),),
    more=(WHEN,),
    past=say_practical.HEAD_PAST,
    saved=say_practical.HEAD_SAVED,
)
RESPECT = Rate(
    name="respect",
    title=say_boundaries.RESPECT_TITLE,
    folded=True,
    parts={"ratings": "set_id"},
    asks=tuple(item(name, say_boundaries.RESPECT_LEAD) for name in ("B1", "B2", "B3", "B4")),
    more=(WHEN,),
    past=say_boundaries.RESPECT_PAST,
)
