"""What the workbook knows about the person: help lines, a word for the therapist, and what may be kept."""

from workbook.fields import Choice, Text
from workbook.sheets.declare import Form
from workbook.words import forms as say

STORAGE = Choice(name="storage", ask=say.STORAGE_CHANGE, options=say.STORAGE_OPTIONS)

HELP_LINES = Form(
    name="settings",
    title=say.SETTINGS_TITLE,
    folded=True,
    about_person=True,
    saved=say.SETTINGS_SAVED,
    asks=(
        Text(name="emergency", ask=say.SETTINGS_EMERGENCY),
        Text(name="crisis_line", ask=say.SETTINGS_CRISIS),
        Text(name="therapist_contact", ask=say.SETTINGS_CONTACT),
        Text(name="trusted_person", ask=say.SETTINGS_PERSON),
        Text(name="therapist_label", ask=say.SETTINGS_THERAPIST, hint=say.SETTINGS_THERAPIST_HINT),
    ),
    more=(STORAGE,),
)
