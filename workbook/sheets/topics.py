"""A line for next time, and what is hard to say: topics by their title, and what one would like to do with each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbook.fields import Choice, Choices, Link, Rating, Text
from workbook.sheets.declare import WHEN, Answers, Form, Sheet
from workbook.words import forms as say
from workbook.words import honesty

KEPT = "keep for me"
WAITS_NO_MORE = (KEPT, "not yet", "said it")
SESSION = Link(name="session_id", of="sessions", about="The entry_id of the session it was written down after, if any.")
TITLE = Text(
    name="title",
    ask=say.TOPIC_ASK,
    label=say.TOPIC_LABEL,
    hint=say.TOPIC_HINT,
    about="What to talk about, in a line. A word only the person understands is fine.",
)
CHOICE = Choice(
    name="choice",
    ask=say.TOPIC_CHOICE,
    options=say.TOPIC_CHOICES,
    about="What the person would like to do with it. What is kept, not yet or said no longer waits.",
)
TO_SAY = ("choice", ("headline only", "want to say it"))
UNSAID = ("choice", ("not yet", *TO_SAY[1]))
SAID = ("choice", ("said it",))
SAYING = (
    Choice(name="how", **honesty.HOW, only=TO_SAY, about="How it would be easiest."),
    Text(name="first_sentence", **honesty.FIRST_SENTENCE, only=TO_SAY, about="A first sentence."),
)

TOPICS = Sheet(
    name="topics",
    about="Lines for next time, and things that are hard to say: one row each.",
    label="title",
    fields=(
        TITLE,
        CHOICE,
        SESSION,
        *SAYING,
        Rating(name="hardness", **honesty.HARDNESS, only=UNSAID, about="How hard it is to say, 0 easy to 10 hardest."),
        Choices(name="reasons", **honesty.REASONS, only=UNSAID, about="What makes it hard."),
        Choice(name="outcome", **honesty.OUTCOME, only=SAID, about="How it went."),
        Rating(
            name="relief",
            **honesty.RELIEF,
            only=SAID,
            about="How relieved the person felt after, 0 not at all to 10 very.",
        ),
    ),
)


def waits(cells: Mapping[str, str]) -> bool:
    """Whether a topic waits for the next session."""
    return bool(cells["title"]) and cells["choice"] not in WAITS_NO_MORE


@dataclass(frozen=True, kw_only=True)
class Topic(Form):
    """A row of topics; what is kept for oneself does not wait for anything."""

    def after(self, answers: Answers) -> str:
        """That it waits, where it does; that it stays with the person, where that was chosen."""
        choice = answers.get(CHOICE.name)
        return (
            honesty.KEPT_FOR_ME if choice == KEPT else say.ENOUGH if choice in WAITS_NO_MORE else super().after(answers)
        )

    def holds(self, sheet: str, cells: Mapping[str, str]) -> bool:
        """What is kept for oneself is listed where one was asked about that, and nowhere else."""
        return cells["choice"] != KEPT or CHOICE in self.asks


LINE = Topic(
    name="topics",
    title="",
    parts={"topics": "entry_id"},
    asks=(TITLE,),
    more=(CHOICE, WHEN),
    saved=say.TOPIC_SAVED,
    past=say.TOPIC_PAST,
)
LADDER = Topic(
    name="say-it",
    title="",
    parts={"topics": "entry_id"},
    asks=(
        replace(TITLE, ask=honesty.LADDER_TOPIC, label=honesty.LADDER_LABEL, hint=honesty.LADDER_TOPIC_HINT),
        CHOICE,
        *SAYING,
    ),
    more=(*TOPICS.rest(TITLE, CHOICE, *SAYING), WHEN),
    saved=honesty.LADDER_SAVED,
    past=honesty.LADDER_PAST,
)
