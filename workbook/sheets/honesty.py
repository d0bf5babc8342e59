"""Be honest: what helps and what does not, moments one felt heard or missed, and what is hard to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbook.fields import Choice, Text
from workbook.sheets.declare import WHEN, Form, Sheet
from workbook.words import honesty as say

TELLING = (
    Text(name="technique", **say.TECHNIQUE, about="A way of working, a task, something said."),
    Choice(name="verdict", **say.VERDICT, about="What the person would do with it."),
    Choice(name="ask", **say.WISH, about="What the person would like from the therapist."),
    Text(name="sentence", **say.SENTENCE, lines=True, about="How the person could say it."),
)
MOMENTS = (
    Text(name="heard", **say.HEARD, lines=True, about="When the person felt heard."),
    Text(name="missed", **say.MISSED, lines=True, about="When the person felt missed."),
    Choice(name="judged", **say.JUDGED, about="Whether the person felt judged."),
)
ONLY: dict[str, Any] = {"only": ("judged", ("yes", "not sure")), "block": say.REPAIR_LEAD}
REPAIR = (
    Choice(name="repair", **say.REPAIR, **ONLY, about="What it was like."),
    Text(name="effect", **say.EFFECT, **ONLY, lines=True, about="What it did to the person."),
    Text(name="repair_wish", **say.REPAIR_WISH, **ONLY, about="What the person would like now."),
    Choice(name="next", **say.NEXT, **ONLY, about="What the person would do with it."),
)

FEEDBACK = Sheet(
    name="feedback",
    about="What helps and what does not, and moments one felt heard or missed: one row each time.",
    fields=(*TELLING, *MOMENTS, *REPAIR),
)


@dataclass(frozen=True, kw_only=True)
class Feedback(Form):
    """A row of feedback that this form asks for: the other form's rows are not its own."""

    def holds(self, sheet: str, cells: Mapping[str, str]) -> bool:
        """Only rows with an answer to one of its questions."""
        return any(cells.get(one.name) for one in self.fields if one != WHEN)


TELL = Feedback(
    name="feedback",
    title="",
    parts={"feedback": "entry_id"},
    past=say.PAST,
    saved=say.SAVED,
    asks=TELLING,
    more=(*FEEDBACK.rest(*TELLING, *MOMENTS, *REPAIR), WHEN),
)
HEARD = Feedback(
    name="heard",
    title=say.HEARD_TITLE,
    folded=True,
    parts={"feedback": "entry_id"},
    past=say.HEARD_PAST,
    saved=say.SAVED,
    asks=(*MOMENTS, *REPAIR),
    more=(WHEN,),
)
