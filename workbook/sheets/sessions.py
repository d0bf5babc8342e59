"""After a session: one form for the person, several sheets for the store; its rows share the session's id."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbook.fields import Choice, Moment, Text
from workbook.sheets.declare import WHEN, Answers, Form, Parts, Sheet, Sheets, said, typed
from workbook.sheets.ratings import by_item, item, rated
from workbook.sheets.topics import KEPT, TITLE
from workbook.sheets.writing import GOT_HEAVY
from workbook.words import homework as say_homework
from workbook.words import sessions as say

SESSIONS = Sheet(
    name="sessions",
    about="Sessions: one row each. `at` is when it was; rows elsewhere name it in `session_id`.",
    bare=True,
    fields=(
        Choice(name="mode", **say.MODE, about="How you met."),
        Choice(
            name="keeping",
            **say.KEEPING,
            about="Whether the person kept something to themselves for now; what it is, nobody asks.",
        ),
    ),
)


ITEMS = (*(item(name, say.HOW_WAS_IT) for name in ("A1", "A2", "A3", "A4")), item("O1"), item("O2"))
STOOD_OUT = Text(name="text", **say.STOOD_OUT, lines=True)
AGREED = Text(name="task", **say.AGREED, label=say_homework.TASK_LABEL)
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
    asks=(Moment(name="at", **say.WHEN), *ITEMS[:4], STOOD_OUT, AGREED, NEXT_TIME),
    more=(*ITEMS[4:], *SESSIONS.rest(), GOT_HEAVY),
    saved=say.SAVED,
    past=say.PAST,
    today=say.TODAY,
)
