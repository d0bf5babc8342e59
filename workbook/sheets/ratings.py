"""Our own questions, 0 to 10: one row of ratings each, whatever form asks them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.fields import Link, Number, Rating, Text
from workbook.sheets.declare import Answers, Form, Parts, Problems, Row, Sheet, Sheets, on_scale
from workbook.words import problems
from workbook.words import sessions as say


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

    def cells(self, parts: Parts) -> Mapping[str, str]:
        """The ratings of one save, each under its question; links and moment as in the first."""
        return {**parts["ratings"][0], **by_item(parts)}

    def slots(self, parts: Parts) -> list[str]:
        """An id for each question."""
        ids = {row["item"]: row["entry_id"] for row in parts["ratings"]}
        return [ids.get(question.name, "") for question in self.questions]

    def holds(self, sheet: str, cells: Mapping[str, str]) -> bool:
        """Only ratings of its own questions."""
        return cells["item"] in {question.name for question in self.questions}


def by_item(parts: Parts) -> dict[str, str]:
    """The ratings of an entry, by the name of their question."""
    return {row["item"]: row["rating"] for row in parts.get("ratings", ())}
