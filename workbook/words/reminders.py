"""Words of reminders: a file for one's own calendar, made only when asked for."""

HEADING = "Reminders for your calendar"
LEAD = (
    "Nothing reminds you unless you want it. Choose here, and you get a small file. "
    "Open it with your calendar app, and they stand there. Nothing of it is kept here."
)
KINDS_ASK = "What would you like a reminder for?"
KINDS = {
    "check-in": "A check-in",
    "before": "The evening before a session",
    "after": "The evening after a session",
}
DAYS_ASK = "Check in on which days?"
DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
TIME_ASK = "At what time?"
WEEKS_ASK = "For how many weeks?"
SESSION_ASK = "The day of your next session"
STARTS_ASK = "Its time (can stay empty)"
EVERY_ASK = "How often do you meet?"
EVERY = {"1": "Every week", "2": "Every two weeks", "0": "Just this once"}
UNTIL_ASK = "Until when?"
EVENING_ASK = "At what time in the evening?"
EVENING_HINT = "Is the session only just over by then? Then this one comes the next evening."
TITLE_ASK = "What it says in the calendar"
TITLE = "A few minutes"
TITLE_HINT = "Others may see it. Choose words that tell only you what they are for."
NOTICE = "Let the calendar show a notice at that time"

PREVIEW = "What will stand in your calendar"
MOMENT = "{day} {time}"
MORE = "and {count} more, the last on {moment}"
SHARED = (
    "A calendar may be shared with family, with people at work or with other devices. "
    "A notice from it may show on a locked screen. Do you know who can see yours?"
)
MAKE = "Make the file"
MAKING = "Making the file …"
MADE = (
    "Made: reminders.ics, where your downloads go. Open it with your calendar app, then delete it if you like. "
    "To end them early, delete them in the calendar."
)

# What stands in the way of a file: one sentence beside its question.
KIND_NEEDED = "Choose at least one. Or leave it: no reminders is fine."
DAYS_NEEDED = "Choose at least one day of the week."
TIME_NEEDED = "Give a time, such as 20:00."
WEEKS_NEEDED = "Give a number of weeks, from 1 to {most}."
DAY_NEEDED = "Give a day."
SESSION_FAR = "Choose a day less than a year from now."
EVERY_NEEDED = "Choose how often you meet."
UNTIL_BEFORE = "This day comes before the session. Choose a later one."
UNTIL_FAR = "Choose a day within a year from now. You can make more later."
ALL_PAST = "All of that is in the past by now. Choose a later day."
TITLE_LONG = "That is long for a calendar. Use at most {most} letters."
UNEXPECTED = "No file was made. Something in this program went wrong, not you ({kind})."
NO_ANSWER = "No answer came, so there is no file yet. Load the page again, or run all cells."
