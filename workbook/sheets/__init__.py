"""Every sheet and every form of the workbook, by name."""

from workbook.sheets.declare import (
    AN_ID,
    AT,
    ENTRY_ID,
    ROW_CHECK,
    SAVED_AT,
    WHEN,
    Checked,
    Form,
    Parts,
    Problems,
    Row,
    Sheet,
    Sheets,
)
from workbook.sheets.feelings import ASKED, CHECK_IN, FEELINGS, LISTED, USUAL_SCALE
from workbook.sheets.homework import AGREE, AIM, GOALS, LOG, NEARER, SETTLED, TASK_LOGS, TASKS
from workbook.sheets.own import HELP_LINES, STORAGE
from workbook.sheets.sessions import AFTER_SESSION, RATINGS, SESSIONS
from workbook.sheets.topics import LINE, TOPICS
from workbook.sheets.writing import JOURNAL, LOOK_AT, THOUGHTS, WRITE
from workbook.words import problems as say

__all__ = [
    "AN_ID",
    "ASKED",
    "AT",
    "CHECK_IN",
    "ENTRY_ID",
    "FORMS",
    "HELP_LINES",
    "LISTED",
    "ROW_CHECK",
    "SAVED_AT",
    "SETTLED",
    "SHEETS",
    "STORAGE",
    "USUAL_SCALE",
    "WHEN",
    "Checked",
    "Form",
    "Parts",
    "Problems",
    "Row",
    "Sheet",
    "Sheets",
    "form",
    "looking_back",
    "sheet",
    "whole",
]

SHEETS = {
    sheet.name: sheet for sheet in (SESSIONS, FEELINGS, RATINGS, TOPICS, GOALS, TASKS, TASK_LOGS, JOURNAL, THOUGHTS)
}
FORMS = {
    form.name: form for form in (CHECK_IN, LINE, AFTER_SESSION, AGREE, LOG, WRITE, LOOK_AT, AIM, NEARER, HELP_LINES)
}


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
    ids = [*form.slots(parts), *[""] * 16]
    made = form.rows({**form.answers(parts), "changing": True}, ids)
    if not form.shows(parts) or {name for name, rows in parts.items() if rows} != set(made):
        return False
    cells = {row["entry_id"]: row for rows in parts.values() for row in rows}
    return len(cells) == sum(len(rows) for rows in made.values()) and all(
        sheet(name).same(row, cells.get(row["entry_id"], {})) for name, rows in made.items() for row in rows
    )
