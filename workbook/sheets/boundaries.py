"""Respect boundaries: the rules of the two, one's own lines, what belongs to therapy, and the wish to reach out."""

from workbook.fields import Checklist, Choice, Offer, Rating, Text
from workbook.sheets.declare import WHEN, Sheet, Standing, of_sheet, worded
from workbook.sheets.practical import KNOWN_HOW
from workbook.sheets.ratings import Rate, item
from workbook.words import boundaries as say
from workbook.words import forms as say_forms
from workbook.words import relationship, safety

RULE = Text(name="rule", **say.RULE, lines=True, about="The rule, as the person knows it.")
KNOWN = Choice(name="known", **say.LINE_KNOWN, about="For own lines: whether the therapist knows it.")
MINE = "my line"
AGREEMENTS = Sheet(
    name="agreements",
    about="Rules of the two, and the person's own lines: one row each. Rules on contact are in questions.csv.",
    complete=lambda row, followed: worded(say.RULES | say.MORE_RULES, row),
    fields=(
        Text(name="item", about="The rule by its name in the list; “my line” for own lines; empty for own rules."),
        Text(name="text", label=say.RULES_LABEL, about="What the rule is about, or the line, in words."),
        RULE,
        KNOWN_HOW,
        KNOWN,
    ),
)
RULES = Standing(
    name="agreements",
    title=say.RULES_TITLE,
    of=AGREEMENTS,
    parts={"agreements": "entry_id"},
    past=say.RULES_PAST,
    saved=say.RULES_SAVED,
    asks=(
        Checklist(
            name="rules",
            ask=say.RULES_LEAD,
            given=say.RULES,
            further=((say.MORE_RULES_LEAD, say.MORE_RULES),),
            own=say.RULE_OWN,
            asks=AGREEMENTS.rest(KNOWN),
        ),
        Checklist(name="lines", ask=say.LINES_LEAD, given={}, own=say.LINE_OWN, own_item=MINE, asks=(KNOWN,)),
    ),
)

EXPECTATIONS = Sheet(
    name="expectations",
    about="What belongs to therapy, as the person sorts it: one row per statement. One nobody touched has no row.",
    complete=lambda row, followed: worded(relationship.EXPECTATIONS, row),
    fields=(
        Text(name="item", about="The statement by its name in the list; empty for own ones: see “Items” below."),
        Text(name="text", label=relationship.EXPECT_LABEL, about="The statement in words."),
        Choice(name="place", **relationship.PLACE, about="Where it belongs."),
    ),
)
EXPECT = Standing(
    name="expectations",
    title=relationship.EXPECT_TITLE,
    folded=True,
    of=EXPECTATIONS,
    parts={"expectations": "entry_id"},
    past=relationship.EXPECT_PAST,
    asks=(
        Checklist(
            name="expectations",
            ask=relationship.EXPECT_LEAD,
            given=relationship.EXPECTATIONS,
            own=relationship.EXPECT_OWN,
            asks=EXPECTATIONS.rest(),
        ),
    ),
)

GET_HELP = Offer(("safety",), safety.SUPPORT, links=((say_forms.HELP_NOW, "#Help-now"),))
PULLS = Sheet(
    name="pulls",
    about="Times the person wanted to reach out between sessions: one row each. Nothing of it is offered to anyone.",
    fields=(
        Rating(name="strength", **say.PULL, about="The wish, 0 no wish to 10 as strong as it gets."),
        Choice(name="hope", **say.HOPE, offer=GET_HELP, about="What the person hoped for."),
        Choice(name="did", **say.DID, about="What the person did."),
        Text(name="helped", **say.HELPED, about="What helped, even a little."),
        Rating(name="after", **say.AFTER, about="How it was afterwards, 0 hard to 10 good."),
    ),
)
PULL = of_sheet(
    PULLS,
    PULLS.fields[:5],
    title=say.PULL_TITLE,
    folded=True,
    saved=say.PULL_SAVED,
    past=say.PULL_PAST,
)

RESPECT = Rate(
    name="respect",
    title=say.RESPECT_TITLE,
    folded=True,
    parts={"ratings": "set_id"},
    asks=tuple(item(name, say.RESPECT_LEAD) for name in ("B1", "B2", "B3", "B4")),
    more=(WHEN,),
    past=say.RESPECT_PAST,
)
