"""Words beside pictures: what a chart says in a sentence, and how to read each; then and now."""

from workbook.words import Asked

NO_ENTRIES = "Nothing to draw yet. Save a check-in with a number, and it shows here."
NO_ENTRIES_OF = "Nothing to draw yet for {words}."
NO_OTHER_WORDS = "Nothing to count yet. Words you add to a check-in without following them show here."
NO_SESSIONS = "No session is noted yet. Save “After a session”, and the days around it show here."
NO_ANSWERS = "Nothing to draw yet. Once you have answered this, it shows here."
ONLY_FOLLOWED = "This is drawn for words you follow. Words named only on some days say nothing of the others."
NOTHING_THEN = "Nothing to draw in these days."
CHOOSE = "Choose a feeling above, and it shows here."
NOT_ENTRIES = (
    "“entries” takes what wb.entries or wb.sample() gives: a table of entries, or several by the name of their sheet."
)
NO_SUCH_CHART = "There is no chart called “{name}”. There are: {names}."
SAMPLE = "Sample: an invented person, not you."
AXIS_TICKS = {0: "0", 2: "2", 4: "4", 6: "6", 8: "8", 10: "10"}
AXIS = "0 {low}, 10 {high}"
DAY, PART = "Day", "When"
FIRST_OF = {"week": "Week from", "month": "Month from"}
HOVER = "%{x|%a %d %B %Y}<br>%{y:.3~g} of 10"
HOVERS = {
    "day": HOVER,
    "week": "Week from %{x|%d %B %Y}<br>middle: %{y:.3~g} of 10",
    "month": "%{x|%B %Y}<br>middle: %{y:.3~g} of 10",
}
HOVER_DAY = "%{x|%a %d %B %Y}"
HOVER_SQUARE = "%{customdata}<br>%{z:.3~g} of 10<extra></extra>"
HOVER_NUMBER = "%{x|%a %d %B %Y}<br>%{y}"
HOVER_AMOUNT = "%{x|%a %d %B %Y}<br>%{y}<extra></extra>"
DAY_TICK = "%d %b"
USUALLY_LINE = "{word}, middle of three"
LEANING = "direction"
TABLE = "The same as a table"
TABLE_SHORTENED = "The first {shown} of {rows} rows, the latest first."
GAP_NOTE = "Gaps may be hard days or easy ones."
STEPS = {
    "day": "",
    "week": "The record is long, so each point is the middle one of a week.",
    "month": "The record is long, so each point is the middle one of a month.",
}
NOT_ANSWERED = "–"
SESSIONS, HOMEWORK = "Session", "Homework looked at"
MARKED = "Marked"
MARKS = {"sessions": "Marked: {days} with a session.", "task_logs": "Marked: {days} on which you looked at homework."}
LATEST_DRAWN = "The latest {count} are drawn."
NOT_MARKED = "Over so long a time, days of “{what}” are not marked."
SEAM = "another scale or source"
SEAMS = {
    "scale": "From {day} on the scale is another one.",
    "source": "From {day} on the numbers come from another place.",
}
SINCE = "The direction is told for the time since."

RESCALED = "Numbers of another scale are shown from 0 to 10 here."
COUNTS = "{word}: {ratings} in {days}."
RATINGS = ("1 rating", "{n} ratings")
ANSWERS = ("1 answer", "{n} answers")
NUMBERS = ("1 total", "{n} totals")
DAYS = ("1 day", "{n} days")
EARLIER = "Not drawn: {ratings} from days you named it without following it."
UNRATED = "{word}: asked on {days}, not answered yet."
TOO_FEW = "Too few to say more."
USUALLY = "Usually {median}."
USUALLY_RANGE = "Usually {median}, mostly from {low} to {high}."
DIRECTIONS = {
    "early": "Too few to say which way it is going.",
    "same": "Your ratings have stayed the same.",
    "rising": "It has tended to rise.",
    "falling": "It has tended to fall.",
    "unclear": "No clear direction yet. That does not mean nothing has changed.",
}
NAMED = "{word}: named on {named} of {days}."
NAMED_RANGE = "{word}: named on {named} of {days}; {low} to {high} when named."
NAMED_SAME = "{word}: named on {named} of {days}; {low} when named."
CHECKIN_DAYS = ("1 check-in day", "{n} check-in days")
CHECKIN_DAYS_NAME = "Days with a check-in"
OF_DAYS = "{named} of {days}"

CALENDAR = "{word}: {days} with a number, from {first} to {last}. The lowest was {low}, the highest {high}."
LAST_YEAR = "Only the last 53 weeks are drawn."
WEEKDAYS = {0: "Mon", 1: "Tue", 2: "Wed", 3: "Thu", 4: "Fri", 5: "Sat", 6: "Sun"}
AROUND = {-3: "3 before", -2: "2 before", -1: "1 before", 0: "session", 1: "1 after", 2: "2 after", 3: "3 after"}
PARTS_OF_DAY = {0: "morning", 1: "afternoon", 2: "evening", 3: "night"}
N = "n {n}"
CELL = "{middle} (n {n})"
CELL_FEW = "n {n}"
SIDE_BY_SIDE = "{word}, usually: {parts}."
AROUND_LINE = "A day between two sessions counts for both. Days differ for many reasons, and n is how many there were."
WEEKDAY_LINE = "Days differ for many reasons, and n is how many there were."
HOUR_LINE = "Morning is from 5, afternoon from 12, evening from 17, night from 22. A day without a time is left out."

PAIRS = "{pairs} with both numbers."
PAIRS_COUNTED = ("1 entry", "{n} entries")
PAIRS_USUALLY = "Before, usually {before}. After, usually {after}."
BEFORE, AFTER = "Before", "After"
HEAVY, SURE = "How heavy", "How sure of the first thought"
A_GOAL, A_TEST = "A goal", "A test"
HIGHER = {"better": "a higher number means better", "worse": "a higher number means harder"}
ONLY_DRAWN = (
    "These totals are drawn, and nothing is made of them here. What they mean is a question for who gave you the test."
)
LOGS = ("You looked at homework once.", "You looked at homework {n} times.")
DONE, IN_THE_WAY = "How much was done", "What got in the way"
AMOUNTS_TOLD = "Done: {parts}."
OBSTACLES_TOLD = "In the way: {parts}."

# The page of all charts: its controls, and for each chart its title and how to read it.
PERIOD, FEELINGS, WHOSE = "Period", "Feelings:", "Whose numbers"
PERIODS = {
    "all": "All of it",
    "28": "The last 4 weeks",
    "91": "The last 3 months",
    "365": "The last year",
    "own": "From … to …",
}
FROM, TO = "From", "To"
MINE, SAMPLE_PERSON = "Mine", "An invented person’s"
NOTHING_YET = "You have no check-in yet. Until then you see an invented person’s numbers here."
NOT_A_PERIOD = "That period ends before it begins. Please choose other days."
NOT_READ = "The charts could not be drawn just now. Your entries are as they were. Open this again in a moment."
TITLES = {
    "other-words": (
        "Other words",
        "How often you named a word you do not follow, by week or month. The grey bar is all days you checked in.",
    ),
    "calendar": (
        "A calendar",
        "One square a day, for the first feeling you chose. Darker is stronger. Empty squares have no number.",
    ),
    "around-sessions": (
        "Around your sessions",
        "The days before and after a session, side by side. The thick mark is the middle one.",
    ),
    "weekdays": ("Days of the week", "Each day of the week, side by side. The thick mark is the middle one."),
    "times-of-day": ("Times of day", "When in the day you checked in, side by side. The thick mark is the middle one."),
    "alliance": (
        "How sessions felt",
        "Four questions from “After a session”, each on its own. They are about you two, and no one is marked.",
    ),
    "openness": ("How open you were", "What you said of what you wanted to say, and how “there” you were."),
    "headspace": ("Practical worries", "How much room they took up in your head."),
    "writing": (
        "Before and after writing",
        "How heavy you felt before and after writing in your journal. Heavier can be part of it.",
    ),
    "goals": ("Your goals", "How near each goal felt when you looked."),
    "homework": (
        "Homework",
        "How much was done, and what got in the way. Both are things to talk about.",
    ),
    "thoughts": ("Thoughts", "How sure you were of a thought before and after looking at it."),
    "scores": ("Totals from tests", "Totals of tests your clinic gave you, as you noted them."),
}

NOW_TITLE = "Then and now"
NOW_PAST = "Then and now, as you wrote it"
GOOD_THEN = "A good working relationship, as you wrote on {day}:"
GOAL_THEN = "A goal, as you wrote on {day}:"
GOOD_NOW: Asked = {
    "ask": "And now, what does a good working relationship look like to you?",
    "label": "A good working relationship now",
    "hint": "The same words are fine.",
}
CHANGED: Asked = {"ask": "What is one thing that has changed?", "label": "Has changed"}
STILL: Asked = {"ask": "What is one thing still to do?", "label": "Still to do"}
