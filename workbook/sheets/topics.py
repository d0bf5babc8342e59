"""A line for next time: what one would like to talk about, by its title alone."""

from workbook.fields import Text
from workbook.sheets.declare import Answers, Form, Sheet, Sheets
from workbook.words import forms as say

TITLE = Text(
    name="title",
    ask=say.TOPIC_ASK,
    hint=say.TOPIC_HINT,
    about="What to talk about, in a line. A word only the person understands is fine.",
)

TOPICS = Sheet(name="topics", about="Lines for next time.", fields=(TITLE,))


def rows(answers: Answers) -> Sheets:
    """One row with the title, if there is one."""
    return {"topics": [dict(answers)]} if answers.get("title") else {}


LINE = Form(name="topics", title="", asks=(TITLE,), rows=rows, saved=say.TOPIC_SAVED)
