"""A line for next time: what one would like to talk about, by its title alone."""

from workbook.fields import Choice, Link, Text
from workbook.sheets.declare import WHEN, Form, Sheet
from workbook.words import forms as say

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
    about="What the person would like to do with it. What is kept or said no longer waits.",
)

TOPICS = Sheet(name="topics", about="Lines for next time.", label="title", fields=(TITLE, CHOICE, SESSION))

LINE = Form(
    name="topics",
    title="",
    parts={"topics": "entry_id"},
    asks=(TITLE,),
    more=(CHOICE, WHEN),
    saved=say.TOPIC_SAVED,
    past=say.TOPIC_PAST,
)
