"""Every sheet and every form of the workbook, by name."""

from workbook.sheets.declare import AN_ID, AT, ENTRY_ID, ROW_CHECK, SAVED_AT, Checked, Form, Problems, Row, Sheet
from workbook.sheets.feelings import ASKED, CHECK_IN, FEELINGS, LISTED, USUAL_SCALE, shows_all
from workbook.sheets.own import HELP_LINES, STORAGE
from workbook.sheets.topics import LINE, TOPICS
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
    "SHEETS",
    "STORAGE",
    "USUAL_SCALE",
    "Checked",
    "Form",
    "Problems",
    "Row",
    "Sheet",
    "form",
    "sheet",
    "shows_all",
]

SHEETS = {sheet.name: sheet for sheet in (FEELINGS, TOPICS)}
FORMS = {form.name: form for form in (CHECK_IN, LINE, HELP_LINES)}


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
