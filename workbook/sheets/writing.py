"""The journal, and the thought record: words of which nothing is offered to anyone, and how heavy they weighed."""

from workbook.fields import Pressed, Rating, Text
from workbook.sheets.declare import WHEN, Form, Sheet
from workbook.sheets.topics import SESSION
from workbook.words import writing as say

GOT_HEAVY = Pressed(name="heavy", ask=say.GOT_HEAVY, about="yes: the person pressed “This got heavy”.")
WEIGHT = (
    Rating(
        name="heavy_before",
        ask=say.HEAVY_BEFORE,
        label=say.HEAVY_BEFORE_LABEL,
        ends=say.HEAVY_ENDS,
        about="How heavy the person felt before writing, 0 light to 10 very heavy.",
    ),
    Rating(
        name="heavy_after",
        ask=say.HEAVY_AFTER,
        label=say.HEAVY_AFTER_LABEL,
        ends=say.HEAVY_ENDS,
        about="How heavy the person felt after writing, 0 light to 10 very heavy.",
    ),
    GOT_HEAVY,
)
TEXT = Text(
    name="text",
    ask=say.JOURNAL,
    label=say.JOURNAL_LABEL,
    hint=say.JOURNAL_HINT,
    lines=True,
    minutes=10,
    about="What was written.",
)

JOURNAL = Sheet(
    name="journal",
    about="Journal: one row per piece of writing, after a session or at any time.",
    label="text",
    fields=(
        TEXT,
        SESSION,
        *WEIGHT,
    ),
)
WRITE = Form(
    name="journal",
    title=say.JOURNAL_TITLE,
    folded=True,
    parts={"journal": "entry_id"},
    asks=(TEXT,),
    more=(*JOURNAL.rest(TEXT), WHEN),
    past=say.JOURNAL_PAST,
)

HAPPENED = Text(name="happened", ask=say.HAPPENED, hint=say.HAPPENED_HINT, lines=True, about="The facts alone.")
THOUGHT = Text(name="thought", ask=say.THOUGHT, lines=True, about="What went through the person's mind.")
SURE = Rating(
    name="sure_before",
    ask=say.SURE_BEFORE,
    label=say.SURE_BEFORE_LABEL,
    ends=say.SURE_ENDS,
    about="How sure of it then, 0 not at all to 10 completely.",
)
OTHER_VIEW = Text(
    name="other_view", ask=say.OTHER_VIEW, hint=say.OTHER_VIEW_HINT, lines=True, about="Another way to see it."
)
FURTHER = (
    Rating(
        name="sure_after",
        ask=say.SURE_AFTER,
        label=say.SURE_AFTER_LABEL,
        ends=say.SURE_ENDS,
        about="How sure of the first thought afterwards, 0 not at all to 10 completely.",
    ),
    Text(name="supports", ask=say.SUPPORTS, lines=True, about="What supports the thought."),
    Text(name="doesnt_fit", ask=say.DOESNT_FIT, lines=True, about="What does not fit the thought."),
    Text(name="next_step", ask=say.NEXT_STEP, about="What next, in a line."),
    Text(name="feelings", ask=say.FEELINGS, about="Feelings that came with it, in own words."),
    Text(name="theme", ask=say.THEME, hint=say.THEME_HINT, about="An own word for thoughts of this kind."),
    *WEIGHT,
)

THOUGHTS = Sheet(
    name="thoughts",
    about="Thought records: one row per thought one looked at.",
    label="thought",
    fields=(HAPPENED, THOUGHT, SURE, OTHER_VIEW, *FURTHER),
)
LOOK_AT = Form(
    name="thoughts",
    title=say.THOUGHT_TITLE,
    folded=True,
    parts={"thoughts": "entry_id"},
    asks=(HAPPENED, THOUGHT, SURE, OTHER_VIEW),
    more=(*THOUGHTS.rest(HAPPENED, THOUGHT, SURE, OTHER_VIEW), WHEN),
    past=say.THOUGHT_PAST,
)
