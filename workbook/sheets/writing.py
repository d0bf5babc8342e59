"""The journal, and the thought record: words of which nothing is offered to anyone, and how heavy they weighed."""

from workbook.fields import Pressed, Rating, Text
from workbook.sheets.declare import Sheet, of_sheet
from workbook.sheets.topics import SESSION
from workbook.words import writing as say

GOT_HEAVY = Pressed(name="heavy", ask=say.GOT_HEAVY, about="yes: the person pressed “This got heavy”.")
WEIGHT = (
    Rating(
        name="heavy_before",
        **say.HEAVY_BEFORE,
        about="How heavy the person felt before writing, 0 light to 10 very heavy.",
    ),
    Rating(
        name="heavy_after",
        **say.HEAVY_AFTER,
        about="How heavy the person felt after writing, 0 light to 10 very heavy.",
    ),
    GOT_HEAVY,
)
TEXT = Text(name="text", **say.JOURNAL, lines=True, minutes=10, about="What was written.")

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
WRITE = of_sheet(
    JOURNAL,
    (TEXT,),
    title=say.JOURNAL_TITLE,
    folded=True,
    past=say.JOURNAL_PAST,
)

HAPPENED = Text(name="happened", **say.HAPPENED, lines=True, about="The facts alone.")
THOUGHT = Text(name="thought", ask=say.THOUGHT, lines=True, about="What went through the person's mind.")
SURE = Rating(name="sure_before", **say.SURE_BEFORE, about="How sure of it then, 0 not at all to 10 completely.")
OTHER_VIEW = Text(name="other_view", **say.OTHER_VIEW, lines=True, about="Another way to see it.")
FURTHER = (
    Rating(
        name="sure_after",
        **say.SURE_AFTER,
        about="How sure of the first thought afterwards, 0 not at all to 10 completely.",
    ),
    Text(name="supports", ask=say.SUPPORTS, lines=True, about="What supports the thought."),
    Text(name="doesnt_fit", ask=say.DOESNT_FIT, lines=True, about="What does not fit the thought."),
    Text(name="next_step", ask=say.NEXT_STEP, about="What next, in a line."),
    Text(name="feelings", ask=say.FEELINGS, about="Feelings that came with it, in own words."),
    Text(name="theme", **say.THEME, about="An own word for thoughts of this kind."),
    *WEIGHT,
)

THOUGHTS = Sheet(
    name="thoughts",
    about="Thought records: one row per thought one looked at.",
    label="thought",
    fields=(HAPPENED, THOUGHT, SURE, OTHER_VIEW, *FURTHER),
)
LOOK_AT = of_sheet(
    THOUGHTS,
    (HAPPENED, THOUGHT, SURE, OTHER_VIEW),
    title=say.THOUGHT_TITLE,
    folded=True,
    past=say.THOUGHT_PAST,
)
