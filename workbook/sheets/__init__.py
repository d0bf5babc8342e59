"""Every sheet and every form of the workbook, by name."""

from workbook.fields import AN_ID
from workbook.sheets.afterwards import ASKED as ANSWERED
from workbook.sheets.afterwards import TALKED, Settle
from workbook.sheets.boundaries import AGREEMENTS, EXPECT, EXPECTATIONS, PULL, PULLS, RESPECT, RULES
from workbook.sheets.declare import ROW_CHECK, SEEN, WHEN, Form, Parts, Row, Sheet, Sheets, Standing
from workbook.sheets.feelings import ASKED, CHECK_IN, FEELINGS, LISTED, USUAL_SCALE
from workbook.sheets.homework import AGREE, AIM, GOALS, LOG, NEARER, SCORE, SCORES, SETTLED, TASK_LOGS, TASKS
from workbook.sheets.honesty import FEEDBACK, HEARD, TELL
from workbook.sheets.own import HELP_LINES, STORAGE
from workbook.sheets.practical import ABOUT_US, ASK, CONTACT, HEADSPACE, QUESTIONS, WISHES
from workbook.sheets.ratings import RATINGS
from workbook.sheets.reflections import REFLECT, REFLECTIONS, Reflect
from workbook.sheets.sessions import AFTER_SESSION, SESSIONS
from workbook.sheets.topics import KEPT, LADDER, LINE, TOPICS
from workbook.sheets.writing import JOURNAL, LOOK_AT, THOUGHTS, WRITE
from workbook.words import problems as say

__all__ = [
    "AN_ID",
    "ASK",
    "ASKED",
    "CHECK_IN",
    "FORMS",
    "HELP_LINES",
    "KEPT",
    "LISTED",
    "ROW_CHECK",
    "SEEN",
    "SETTLED",
    "SHEETS",
    "STORAGE",
    "USUAL_SCALE",
    "WHEN",
    "Form",
    "Parts",
    "Reflect",
    "Row",
    "Settle",
    "Sheet",
    "Sheets",
    "Standing",
    "form",
    "looking_back",
    "sheet",
    "whole",
]

EVERY_SHEET = (
    *(SESSIONS, FEELINGS, RATINGS, QUESTIONS, WISHES, TOPICS, FEEDBACK, GOALS, TASKS, TASK_LOGS, JOURNAL, THOUGHTS),
    *(REFLECTIONS, EXPECTATIONS, AGREEMENTS, PULLS, SCORES),
)
EVERY_FORM = (
    *(CHECK_IN, LINE, AFTER_SESSION, ASK, HEADSPACE, ABOUT_US, TELL, HEARD, LADDER, AGREE, LOG, WRITE, LOOK_AT, AIM),
    *(NEARER, SCORE, CONTACT, RULES, EXPECT, PULL, RESPECT, *REFLECT, TALKED, ANSWERED, HELP_LINES),
)
SHEETS = {sheet.name: sheet for sheet in EVERY_SHEET}
FORMS = {form.name: form for form in EVERY_FORM}


def sheet(name: str) -> Sheet:
    """The sheet of this name; raises ValueError naming those there are."""
    if name not in SHEETS:
        raise ValueError(say.UNKNOWN_SHEET.format(name=name, names=", ".join(SHEETS)))
    return SHEETS[name]


def form(name: str) -> Form:
    """The form of this name; raises ValueError naming those there are."""
    if name not in FORMS:
        raise ValueError(say.UNKNOWN_FORM.format(name=name, names=", ".join(FORMS)))
    return FORMS[name]


def looking_back(name: str) -> Form:
    """The form that shows past entries of a sheet, by the sheet's name or its own; raises ValueError."""
    of_sheet = {sheet: form for form in reversed(FORMS.values()) for sheet in form.parts}
    known = of_sheet | {name: form for name, form in FORMS.items() if form.parts}
    if name not in known:
        raise ValueError(say.UNKNOWN_SHEET.format(name=name, names=", ".join(known)))
    return known[name]


def whole(form: Form, parts: Parts) -> bool:
    """Whether the form can show all of an entry, so that saving it again changes nothing."""
    ids = [*form.slots(parts), *[""] * form.ids]
    made = form.rows({**form.answers(parts), "changing": True}, ids)
    if not form.shows(parts) or {name for name, rows in parts.items() if rows} != set(made):
        return False
    cells = {row["entry_id"]: row for rows in parts.values() for row in rows}
    return len(cells) == sum(len(rows) for rows in made.values()) and all(
        sheet(name).same(row, cells.get(row["entry_id"], {})) for name, rows in made.items() for row in rows
    )
