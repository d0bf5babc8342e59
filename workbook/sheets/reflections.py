"""Answers to open questions of every practice: one row a question, with the name of the question in `prompt`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.fields import Choice, Choices, Field, Link, Moment, Number, Offer, Rating, Text, unanswered
from workbook.sheets.declare import WHEN, Answers, Form, Parts, Sheet, Sheets
from workbook.words import boundaries, honesty, practical, safety, trends
from workbook.words import relationship as say

RATED = "_rating"  # the number that goes with a prompt is asked under its name and this

REFLECTIONS = Sheet(
    name="reflections",
    about="Answers to open questions: one row a question. The answers of one save share `reflection_id`.",
    shared_id="reflection_id",
    fields=(
        Link(name="reflection_id", of="reflections", about="The entry_id of the first row of the same save."),
        Text(name="prompt", about="The question, by its name: see “Prompts” below."),
        Text(name="text", label="Written", lines=True, about="What was written, or the option chosen."),
        Number(name="rating", about="The number that goes with it, 0 to 10. Empty is not answered, never 0."),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Reflect(Form):
    """Open questions, a row of reflections each; a rating named after one stands in its row."""

    @property
    def prompts(self) -> tuple[Field, ...]:
        """The questions that have a row; a number or a tick has none of its own."""
        return tuple(one for one in self.fields if not isinstance(one, Rating | Moment | Choices))

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """A row for each question answered."""
        made = []
        for one, entry_id in zip(self.prompts, ids, strict=False):
            given = {"text": answers.get(one.name), "rating": answers.get(one.name + RATED)}
            if not all(unanswered(answer) for answer in given.values()):
                made.append({"entry_id": entry_id, "prompt": one.name, **given, "at": answers.get("at")})
        return {"reflections": made} if made else {}

    def cells(self, parts: Parts) -> Mapping[str, str]:
        """The texts and numbers of one save, each under its question."""
        rows = parts["reflections"]
        numbers = {row["prompt"] + RATED: row["rating"] for row in rows}
        return {"at": rows[0]["at"], **numbers, **{row["prompt"]: row["text"] for row in rows}}

    def slots(self, parts: Parts) -> list[str]:
        """An id for each question."""
        ids = {row["prompt"]: row["entry_id"] for row in parts["reflections"]}
        return [ids.get(one.name, "") for one in self.prompts]

    def holds(self, sheet: str, cells: Mapping[str, str]) -> bool:
        """Only answers to its own questions."""
        return cells["prompt"] in {one.name for one in self.prompts}


@dataclass(frozen=True, kw_only=True)
class OnlyIfTicked(Reflect):
    """Its first question is kept where the second, a tick, says so."""

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """The answer, if it was ticked."""
        return super().rows(answers, ids) if answers.get(self.asks[1].name) else {}

    def answers(self, parts: Parts) -> dict[str, Any]:
        """The answer and its tick: it is there, so it was ticked."""
        return super().answers(parts) | {self.asks[1].name: "keep"}


def reflect(name: str, title: str, past: str, *asks: Field, more: tuple[Field, ...] = (), **others: Any) -> Reflect:
    """A form of open questions."""
    parts, more = {"reflections": "reflection_id"}, (*more, WHEN)
    return Reflect(name=name, title=title, past=past, parts=parts, asks=asks, more=more, **{"folded": True, **others})


UNDERSTAND = reflect(
    "relationship",
    "",
    say.PAST,
    Text(name="understand", **say.UNDERSTAND, lines=True),
    Text(name="good_relationship", **say.GOOD, lines=True),
    Text(name="one_notch", **say.NOTCH),
    more=(
        Text(name="my_part", **say.MY_PART, lines=True),
        Text(name="their_part", **say.THEIR_PART, lines=True),
        Text(name="guard", **say.GUARD, lines=True),
    ),
    folded=False,
    saved=say.SAVED,
)
STEADY = reflect(
    "steady",
    practical.STEADY_TITLE,
    practical.STEADY_PAST,
    Text(name="steady_base", **practical.STEADY, lines=True),
    Text(name="tension", **practical.TENSION, lines=True),
    Rating(name="tension" + RATED, **practical.TENSION_RATING),
    Text(name="therapist_gender", **practical.GENDER),
    Rating(name="therapist_gender" + RATED, **practical.GENDER_RATING),
)
THOUGHT_SAID = reflect(
    "thought-said",
    honesty.SAID_TITLE,
    honesty.SAID_PAST,
    Text(name="thought", **honesty.THOUGHT, lines=True),
    Text(name="said", **honesty.SAID, lines=True),
)
STOPPING = reflect(
    "stopping",
    honesty.STOP_TITLE,
    honesty.STOP_PAST,
    Text(name="stop_reasons", **honesty.STOP_REASONS, lines=True),
    Text(name="stop_say", **honesty.STOP_SAY, lines=True),
    Text(name="stop_ending", **honesty.STOP_ENDING, lines=True),
)
CURIOUS = reflect(
    "curious",
    boundaries.CURIOUS_TITLE,
    boundaries.CURIOUS_PAST,
    Text(name="curious", **boundaries.CURIOUS, lines=True),
    Text(name="knowing", **boundaries.KNOWING, lines=True),
    Choice(name="self_disclosure", **boundaries.DISCLOSED),
)

WHERE_TO = Offer(
    ("yes", "not sure"),
    boundaries.CROSSED_OFFER,
    (boundaries.CROSSED_NEVER, safety.CONCERN),
    (boundaries.CROSSED_WORDS, boundaries.CROSSED_SOMEONE),
)
CROSSED = OnlyIfTicked(
    name="crossed",
    title=boundaries.CROSSED_TITLE,
    past=boundaries.CROSSED_PAST,
    nothing=boundaries.NOT_KEPT,
    saved=boundaries.CROSSED_SAVED,
    parts={"reflections": "reflection_id"},
    folded=True,
    fleeting=True,
    asks=(Choice(name="B5", **boundaries.CROSSED, offer=WHERE_TO), Choices(name="keep_this", **boundaries.KEEP_THIS)),
)
THEN_AND_NOW = reflect(
    "then-and-now",
    trends.NOW_TITLE,
    trends.NOW_PAST,
    Text(name="good_now", **trends.GOOD_NOW, lines=True),
    Text(name="changed", **trends.CHANGED, lines=True),
    Text(name="still", **trends.STILL, lines=True),
)
REFLECT = (UNDERSTAND, STEADY, THOUGHT_SAID, STOPPING, CURIOUS, CROSSED, THEN_AND_NOW)
