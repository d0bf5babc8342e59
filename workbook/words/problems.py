"""Refusals: what is the matter, whether anything was lost, and what to do next. They never repeat a person's words."""

UNKNOWN_SHEET = "There is no sheet called “{name}”. There are: {names}."
UNKNOWN_FORM = "There is no form called “{name}”. There are: {names}."
UNKNOWN_FIELD = "“{field}” is not a field of {sheet}. Its fields are: {names}."
SET_BY_WORKBOOK = "“{field}” is filled in by the workbook. Leave it out."
NOTHING_WRITTEN = "Nothing written yet, so nothing to save."
NOT_A_DICT = "Each entry is a dictionary from field to value."
TEXT_NEEDED = "“{field}” takes text, or nothing."
ONE_LINE = "“{field}” takes one line. Take out the line break, or put the longer text in another field."
TOO_LONG = "“{field}” holds up to {limit:,} characters, and this has {length:,}. Please shorten it."
NUMBER = "“{field}” takes a number, such as 12 or 3.5. Or leave it empty."
WHOLE_NUMBER = "“{field}” takes a whole number. Choose one, or leave it empty."
OUT_OF_RANGE = "“{field}” goes from {low} to {high}. Choose a whole number in between, or leave it empty."
SCALE_ORDER = "“{field}” has to be larger than scale_min."
ONE_OF = "“{field}” is one of: {options}. Or leave it empty."
SOME_OF = "“{field}” takes any of: {options}. Or leave it empty."
NOT_A_MOMENT = "“{field}” takes a date such as 2026-03-12, or a date and time such as 2026-03-12T21:40."
IN_THE_FUTURE = "“{field}” is in the future. Choose today or an earlier day."
TOO_LONG_AGO = "“{field}” is before {year}. Is the year right? Choose a later day."
FEELING_NEEDED = "“feeling” is missing. Say which feeling the number is for."
ITEM_NEEDED = "“item” is missing. Say which question the rating answers."
TEXT_MISSING = "A line of your own has no words yet. Write them, or clear its answers too."
BAD_ID = "“{field}” is not the id of an entry. Leave it out for a new entry."
REPEATED_ID = "“{field}” is there twice in one save. Give each entry its own, or leave it out."

CLEANED_NEWLINES = "Line endings were made alike in “{field}”."
CLEANED_CHARACTERS = "In “{field}”, a character no file can hold was replaced by �."

DISK_FULL = "Not saved: the disk is full. Your earlier entries are whole. Make some room, then press Save again."
NO_PERMISSION = (
    "Not saved: this computer does not allow writing to the folder of your entries. Your earlier entries are whole. "
    "If the file is open in another program, close it there. Then press Save again."
)
READ_ONLY = "Not saved: the folder of your entries is read-only here. Your earlier entries are whole."
LOCKED = (
    "Not saved: another window is saving just now. Your words are still here. Wait a few seconds and press Save again."
)
DISK_ERROR = (
    "Not saved: the disk reported an error ({kind}). Your earlier entries are as they were. "
    "Press Save again; if it stays so, copy your words to a safe place."
)
READ_BACK = (
    "Not saved: what was written could not be read back. Your earlier entries are as they were. Press Save again."
)
WOULD_LOSE = (
    "Not saved: the workbook was about to lose an entry that you did not delete. That is a fault of the workbook. "
    "Nothing was changed. Your words are still here."
)
NO_COPY = "A safety copy could not be made this time. `python3 run.py where` names the folder of the copies."
TORN_ASIDE = "A half-written line from an earlier time was put aside, whole, in {name}."
RESHAPED = (
    "{name} was in another form: another program saved it, or an older workbook. It is in today’s form again. "
    "The file as it was is kept beside it as {kept}."
)
UNREAD = "{count} of its lines could not be read. They are all in {kept}, and `python3 run.py check` names them."
REPEATED = "its id is there twice"
KEPT_BEFORE_CHANGE = "This entry had been changed outside the workbook. The file as it was is kept as {kept}."
SETTINGS_DAMAGED = "Your settings could not be read. The file is kept as {kept}, and you start with fresh ones."

WRONG_CELLS = "it does not have the cells a row has"
HALF_WRITTEN = "it is only half written"
NOT_TEXT = "it holds bytes that are not text"
BAD_AT = "its date cannot be read"
BAD_VALUE = "“{field}” cannot be read"
CHANGED_OUTSIDE = "changed outside the workbook"
LEFT_OUT = "{sheet}: {count} line(s) could not be read and are left out here. `python3 run.py check` names them."
