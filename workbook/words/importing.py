"""Words of bringing in numbers from another app: on the page and on the command line."""

TITLE = "Numbers from another app"
SOURCES = {
    "daylio": "Daylio",
    "how-we-feel": "How We Feel",
    "track-and-graph": "Track & Graph",
    "table": "Another table (CSV)",
}

# What stands in the way of a whole file: one sentence, and nothing is written.
NO_FILE = "There is no file of that name. Look at the name and the folder."
A_FOLDER = "That is a folder. Choose the file in it that ends in .csv."
NO_ACCESS = "This computer does not allow reading that file. Copy it to a folder of yours, and try the copy."
TOO_LARGE = "The file is larger than {limit} MB, more than an app exports. Is it the right one? Choose its CSV file."
EMPTY = "The file is empty. Export it again from the app."
NOT_TEXT = "The file is not plain text, so it cannot be a CSV file. Choose the file that ends in .csv."
NOT_UTF_8 = "Its letters are stored in a way that cannot be read here. Export it again, or save it as “CSV UTF-8”."
TRUNCATED = "The file ends in the middle of line {line}. Export or copy it again."
MISQUOTED = "The quotes in line {line} do not close, so the rest cannot be read. Export or copy it again."
DELIMITER = "The file has other marks than commas between its columns. Take it as the app exported it."
MISSING = (
    "It has no column “{column}”. Is it the right file, and the right app? Choose the CSV file that {app} exports."
)
MISSING_COLUMN = "It has no column “{column}”. Its columns are: {columns}."
CHOOSE_DATE = "Say which column holds the day. Its columns are: {columns}."
CHOOSE_FEELINGS = "Say which columns are feelings."
SCALE_ORDER = "The low end of the scale has to be below the high end."
NO_FORMAT = "A date format names the parts of a date with %, such as %d.%m.%Y."
MOOD_PAIR = "A mood is given as NAME=N, with N from 0 to 4."

# Why a line is left out.
NO_NUMBER = "no number yet for the mood “{name}”"
NO_MOOD = "no mood in it"
NO_VALUE = "nothing in it to bring over"
BAD_DAY = "its day cannot be read"
BAD_DAY_FORMAT = "its day cannot be read this way; say how with a date format"
BAD_TIME = "its time cannot be read"
FUTURE = "its day is in the future"
LONG_AGO = "its day is before {year}"
CELLS = "it has more or fewer cells than the first line"
OFF_SCALE = "“{name}” is not a whole number from {low} to {high}"
TOO_LONG = "a text in it is too long to keep"

# The dry run.
PROGRESS = "{count} lines read …"
READ = ("1 line read.", "{count} lines read.")
LEFT_OUT = "Left out:"
LINE = "  line {line}: {reason}"
AND_MORE = "  and {count} more"
UNMAPPED = "Moods with no number yet: {names}."
UNMAPPED_HOW = "Give each one with --mood NAME=N, from 0 (as bad as it gets) to 4 (as good as it gets)."
COUNTED = ("“{name}” (1 line)", "“{name}” ({count} lines)")
ZONE = "The file names no time zone. Its times are taken as those of this computer."
DONE = "{added} added, {there} already there, {skipped} skipped"
DRY_RUN = "Nothing was written. It would be: {added} added, {there} already there, {skipped} skipped"

# The widget.
WHICH_APP = "Which app is the file from?"
HOW = {
    "daylio": "In Daylio: More, Export Entries, CSV.",
    "how-we-feel": "In How We Feel: the settings, Export data.",
    "track-and-graph": "In Track & Graph: the menu, Export, CSV.",
    "table": "One line a day, one column a feeling. A spreadsheet can save it as “CSV UTF-8”.",
}
FILE = "The file"
FILE_HINT = "It is read here, on this computer. Nothing is written before you have seen what would come in."
WITH_NOTES = "Bring the notes along"
DATE = "The column with the day"
TIME = "The column with the time"
CHOOSE, NO_TIME = "choose", "none"
DATE_FORMAT = "How days are written, if not as 2026-03-12"
DATE_FORMAT_HINT = "For day.month.year write %d.%m.%Y, for month/day/year write %m/%d/%Y."
FEELINGS = "Which of these are feelings?"
LOW = "Lowest number of the scale"
HIGH = "Highest number of the scale"
MOODS = "Some moods have names of their own. Which number is each?"
MOOD_NUMBERS = {
    "": "leave it out",
    "4": "4, as good as it gets (rad)",
    "3": "3 (good)",
    "2": "2 (meh)",
    "1": "1 (bad)",
    "0": "0, as bad as it gets (awful)",
}
SENDING = "Reading the file … {percent} %"
LOOKING = "Reading the file …"
LOOKED = "This is what would come in. Nothing is written yet."
CHOOSE_FILE = "Choose a file first."
COLUMNS = ("Lines read", "Would be added", "Already there", "Left out")
WHICH_LINES = "Left out, and why"
LINE_IN_LIST = "Line {line}: {reason}"
AND_MORE_IN_LIST = "and {count} more"
ADD = "Add these"
ADDING = "Adding …"
NOTHING_NEW = "There is nothing new in it to add."
ADDED = "{time}: {added} added, {there} already there, {skipped} left out."
FOLLOW = "You can follow them in your check-in."
REFUSED = (
    "You chose that nothing is kept here, so nothing was added. "
    "You can change that under “Help now”, in “Your own help lines”, More."
)
FILE_GONE = "The file has to be read again. Choose it once more."
UNEXPECTED = "Nothing was added. Something in this program went wrong, not you ({kind})."
NO_ANSWER = "No answer came, so nothing may have been added. Load the page again, or run all cells."
