"""Clear the way: questions with where each one is, and wishes about the person and the two of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workbook.fields import Checklist, Choice, Link, Moment, Text, now
from workbook.sheets.declare import WHEN, Answers, Problems, Row, Sheet, Sheets, Standing, worded
from workbook.sheets.ratings import Rate, item
from workbook.words import boundaries as say_boundaries
from workbook.words import practical as say

BLOCK = {item: block for block, items in say.QUESTIONS.items() for item in items}
WORDS = {item: words for items in say.QUESTIONS.values() for item, words in items.items()}
UNSETTLED = frozenset(("", "to ask", "still bothers"))  # a question just noted down is one to ask


def question(row: Row, followed: Collection[str]) -> Problems:
    """Fill in words, block and the day of an answer; an answer makes a question answered."""
    if row.get("answer") and not row.get("status"):
        row["status"] = "answered"
    if "status" in row:
        row["answered_at"] = (row.get("answered_at") or now()) if row["status"] == "answered" else ""
    if "item" in row:
        row["block"] = BLOCK.get(str(row["item"]), "")
    return worded(WORDS, row)


STATUS = Choice(name="status", **say.STATUS, about="Where it is; empty is noted down, and counts as one to ask.")
ANSWER = Text(name="answer", **say.ANSWER, lines=True, only=("status", ("answered",)), about="The answer.")
KNOWN_HOW = Choice(name="known_how", **say_boundaries.KNOWN_HOW, about="How the person knows the answer.")

QUESTIONS = Sheet(
    name="questions",
    about="Questions to ask, with their answers: one row each. One nobody touched has no row.",
    complete=question,
    label="text",
    fields=(
        Text(name="item", about="The question by its name in the list; empty for own ones: see “Items” below."),
        Text(name="block", about="What it is about; empty for own ones."),
        Text(name="text", label=say.LABEL, about="The question in words."),
        STATUS,
        ANSWER,
        Moment(name="answered_at", past=False, label=say.ANSWERED_AT, about="When it was noted as answered."),
        KNOWN_HOW,
        Link(name="task_id", of="tasks", about="The entry_id of the task it is about, if any."),
    ),
)


def waits(cells: Mapping[str, str]) -> bool:
    """Whether a question is to ask, or bothers; not one of which the person only says how they know the answer."""
    known = not cells["status"] and cells["known_how"] in ("told", "asked")
    return bool(cells["text"]) and cells["status"] in UNSETTLED and not known


def further(left_out: Collection[str]) -> tuple[tuple[str, dict[str, str]], ...]:
    """The list without these items, by block."""
    listed = say.QUESTIONS.items()
    return tuple((block, {key: items[key] for key in items if key not in left_out}) for block, items in listed)


ASK = Standing(
    name="questions",
    title=say.TITLE,
    of=QUESTIONS,
    parts={"questions": "entry_id"},
    past=say.PAST,
    saved=say.SAVED,
    asks=(
        Checklist(
            name="list",
            ask=say.LEAD,
            given={item: WORDS[item] for item in say.FIRST},
            further=further(say.FIRST),
            own=say.OWN,
            asks=QUESTIONS.rest(KNOWN_HOW),
        ),
    ),
)

AGREED_ON = ("contact", "own number", "reply", "urgent")


@dataclass(frozen=True, kw_only=True)
class Contact(Standing):
    """Rules on contact: a rule noted here answers its question, and one taken back is to be asked again."""

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """The rules touched."""
        made = super().rows(answers, ids)
        for row in made.get(self.sheet, ()):
            if row.get("answer") and row.get("status") in (None, "", "to ask"):
                row["status"] = "answered"
            elif not row.get("answer") and row.get("status") == "answered":
                row["status"] = "to ask"
        return made


CONTACT = Contact(
    name="contact",
    title=say_boundaries.CONTACT_TITLE,
    of=QUESTIONS,
    parts={"questions": "entry_id"},
    past=say.PAST,
    saved=say_boundaries.CONTACT_SAVED,
    asks=(
        Checklist(
            name="contact",
            ask=say_boundaries.CONTACT_LEAD,
            given={item: WORDS[item] for item in AGREED_ON},
            asks=(Text(name="answer", **say_boundaries.ANSWER, lines=True), KNOWN_HOW),
        ),
    ),
)

WISH = Choice(name="wish", **say.WISH, about="What the person would like to do with it.")
WISHES = Sheet(
    name="wishes",
    about="What matters about the person and the two of them: one row per topic. One nobody touched has no row.",
    complete=lambda row, followed: worded(say.ABOUT_US, row),
    fields=(
        Text(name="item", about="The topic by its name in the list; empty for own ones: see “Items” below."),
        Text(name="text", label=say.WISH_LABEL, about="The topic in words."),
        WISH,
    ),
)
ABOUT_US = Standing(
    name="wishes",
    title=say.WISH_TITLE,
    folded=True,
    of=WISHES,
    parts={"wishes": "entry_id"},
    past=say.WISH_PAST,
    asks=(Checklist(name="wishes", ask=say.WISH_LEAD, given=say.ABOUT_US, own=say.WISH_OWN, asks=WISHES.rest()),),
)

HEADSPACE = Rate(
    name="headspace",
    title="",
    parts={"ratings": "set_id"},
    asks=(item("headspace"),),
    more=(WHEN,),
    past=say.HEAD_PAST,
    saved=say.HEAD_SAVED,
)
