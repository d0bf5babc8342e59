"""After the session: lines and questions that waited, and what became of each. The rows are those of other forms."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workbook.fields import Checklist
from workbook.sheets import practical, topics
from workbook.sheets.declare import Answers, Parts, Standing, said
from workbook.words import bringing as say


@dataclass(frozen=True, kw_only=True)
class Open(Checklist):
    """Rows that wait, each under its own words, which stay as they are."""

    given: Mapping[str, str] = field(default_factory=dict)
    waits: Callable[[Mapping[str, str]], bool]

    def holds(self, cells: Mapping[str, str]) -> bool:
        """Whether this row still waits."""
        return self.waits(cells)


@dataclass(frozen=True, kw_only=True)
class Settle(Standing):
    """What became of rows that waited; their words are in the column that names them."""

    def answers(self, parts: Parts) -> dict[str, Any]:
        """The rows that wait, with their words where the page looks for them."""
        found = super().answers(parts)
        told = {name: [row | {"text": row[self.of.label]} for row in rows] for name, rows in found.items()}
        return {name: [row for row in rows if row["entry_id"]] for name, rows in told.items()}

    def touched(self, answers: Answers) -> list[dict[str, Any]]:
        """Rows of which anything was said, in the columns of their sheet; an empty choice leaves the one before."""
        known, asked = {*self.of.columns, "seen"}, [one.name for one in self.lists[0].asks]
        rows = [row for row in super().touched(answers) if any(row.get(name) for name in asked)]
        return [
            {name: cell for name, cell in row.items() if name in known and (cell or name != asked[0])} for row in rows
        ]

    def holds(self, sheet: str, cells: Mapping[str, str]) -> bool:
        """Nothing that is kept for oneself."""
        return cells.get("choice") != topics.KEPT

    def lines(self, parts: Parts) -> Iterator[tuple[str, str]]:
        """The row's own words, then what became of it."""
        row = parts[self.sheet][0]
        yield "", row[self.of.label]
        yield from said(self.lists[0].asks, row)


TALKED = Settle(
    name="talked",
    title=say.TALKED_TITLE,
    folded=True,
    fleeting=True,  # a draft would show a line here that is kept for oneself meanwhile
    of=topics.TOPICS,
    parts={"topics": "entry_id"},
    past=say.TALKED_PAST,
    saved=say.TALKED_SAVED,
    asks=(
        Open(
            name="lines",
            ask=say.TALKED_LEAD,
            hint=say.NOTHING_WAITED,
            waits=topics.waits,
            asks=(
                replace(topics.CHOICE, ask=say.TALKED_ASK, options=say.TALKED),
                next(one for one in topics.TOPICS.fields if one.name == "outcome"),
            ),
        ),
    ),
)
ASKED = Settle(
    name="asked",
    title=say.ASKED_TITLE,
    folded=True,
    of=practical.QUESTIONS,
    parts={"questions": "entry_id"},
    past=say.ASKED_PAST,
    saved=say.ASKED_SAVED,
    asks=(
        Open(
            name="questions",
            ask=say.ASKED_LEAD,
            hint=say.NOTHING_WAITED,
            waits=practical.waits,
            asks=(practical.STATUS, practical.ANSWER),
        ),
    ),
)
