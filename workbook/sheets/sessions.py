"""After a session: one form for the person, several sheets for the store; its rows share the session's id."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbook.fields import Choice, Link, Moment, Number, Rating, Text
from workbook.sheets.declare import Answers, Form, Parts, Problems, Row, Sheet, Sheets, on_scale, said, typed
from workbook.sheets.topics import TITLE
from workbook.sheets.writing import GOT_HEAVY
from workbook.words import homework as say_homework
from workbook.words import problems
from workbook.words import sessions as say

MODE = Choice(
    name="mode",
    ask=say.MODE,
    options=say.MODES,
    about="How you met.",
)
KEEPING = Choice(
    name="keeping",
    ask=say.KEEPING,
    options=say.KEEPINGS,
    about="Whether the person kept something to themselves for now; what it is, nobody asks.",
)
SESSIONS = Sheet(
    name="sessions",
    about="Sessions: one row each. `at` is when it was; rows elsewhere name it in `session_id`.",
    bare=True,
    fields=(MODE, KEEPING),
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
    fields=(
        Link(name="session_id", of="sessions", about="The entry_id of the session it is about, if any."),
        Text(
            name="item", about="The question: " + "; ".join(f"{item} {ask}" for item, (ask, _, _) in say.ITEMS.items())
        ),
        Number(name="rating", about="A whole number from scale_min to scale_max. Empty is not answered, never 0."),
        Number(name="scale_min", about="The low end of the scale used; 0 unless another was chosen."),
        Number(name="scale_max", about="The high end of the scale used; 10 unless another was chosen."),
        Link(name="goal_id", of="goals", about="The entry_id of the goal, where the item is “goal”: how near it is."),
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
class AfterSession(Form):
    """One row of sessions, and what belongs to it: ratings, what stood out, what was agreed, a line for next time."""

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """The session first, then a row elsewhere for each part that was answered."""
        session, *others = ids
        given = {name: value for name, value in answers.items() if value not in ("", None) and name != GOT_HEAVY.name}
        if not given:
            return {}
        shared = {"session_id": session, "at": answers.get("at")}
        made = {"sessions": [{"entry_id": session, **{name: answers.get(name) for name in ("mode", "keeping", "at")}}]}
        for entry_id, (sheet, questions) in zip(others, ADDED.items(), strict=False):
            if any(answers.get(one.name) for one in questions):
                made[sheet] = [
                    {"entry_id": entry_id, **{one.name: answers.get(one.name) for one in questions}, **shared}
                ]
        ratings = rated(ITEMS, answers, others[len(ADDED) :])
        return made | ({"ratings": [{**row, **shared} for row in ratings]} if ratings else {})

    def answers(self, parts: Parts) -> dict[str, Any]:
        """The answers of a session and of all that belongs to it."""
        found = typed((MODE, KEEPING, self.asks[0]), parts["sessions"][0])
        for sheet, questions in ADDED.items():
            found |= typed(questions, (parts.get(sheet) or [{}])[0])
        cells = {row["item"]: row["rating"] for row in parts.get("ratings", ())}
        return found | typed(ITEMS, cells)

    def slots(self, parts: Parts) -> list[str]:
        """The session's id, one for each part, one for each question."""
        by_item = {row["item"]: row["entry_id"] for row in parts.get("ratings", ())}
        of_part = [next((row["entry_id"] for row in parts.get(sheet, ())), "") for sheet in ADDED]
        return [parts["sessions"][0]["entry_id"], *of_part, *(by_item.get(question.name, "") for question in ITEMS)]

    def lines(self, parts: Parts) -> Iterator[tuple[str, str]]:
        """The ratings in one line, then each part."""
        cells = {row["item"]: row["rating"] for row in parts.get("ratings", ())}
        shown = [f"{name} {rating}" for name, rating in said(ITEMS, cells)]
        if shown:
            yield "", " · ".join(shown)
        for sheet, questions in ADDED.items():
            for row in parts.get(sheet, ()):
                yield from said(questions, row)
        yield from said((KEEPING, MODE), parts["sessions"][0])


AFTER_SESSION = AfterSession(
    name="after-session",
    title=say.TITLE,
    folded=True,
    parts={"sessions": "entry_id"} | dict.fromkeys((*ADDED, "ratings"), "session_id"),
    asks=(Moment(name="at", ask=say.WHEN, hint=say.WHEN_HINT), *ITEMS[:4], STOOD_OUT, AGREED, NEXT_TIME),
    more=(*ITEMS[4:], KEEPING, MODE, GOT_HEAVY),
    saved=say.SAVED,
    past=say.PAST,
    today=say.TODAY,
)
