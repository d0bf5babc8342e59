"""Every sheet and every form of the workbook, by name."""

from workbook.sheets.declare import (
    AN_ID,
    AT,
    ENTRY_ID,
    ROW_CHECK,
    SAVED_AT,
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
    if name in FORMS and FORMS[name].parts:
        return FORMS[name]
    return next(form for form in FORMS.values() if sheet(name).name in form.parts)
