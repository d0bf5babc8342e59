"""Words of the page to bring along: how it is put together, what stands on it, and what becomes of it."""

# The page itself.
TITLE = "For our session"
TITLE_NEW = "For our first talk"
TITLE_DAY = "{title}, {day}"
BLOCKS = {
    "talk": "Most want to talk about",
    "week": "My week",
    "tried": "What we agreed to try",
    "working": "How we’re working",
    "practical": "Practical",
    "ask": "Please ask me about",
    "next": "One next step",
}
DAYS_TITLE = "How I felt"
FOOT = "I made this for our talk. It is not an assessment."
DAY = "{day} {month}"
DAY_YEAR = "{day} {month} {year}"
WEEKDAY = "{weekday} {day}"
ONE_DAY = "On {day}"
PERIOD = "From {first} to {last}"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Lines of the page, made of what was saved.
CHECKED_IN = "Checked in on {days} of {span} days."
NUMBERS_ALONE = "{word}: {numbers}"
NUMBER_ON = "{number} on {day}"
USUALLY = "{word}: usually {middle}, from {low} to {high}"
ALWAYS = "{word}: {middle} each time"
HIGHEST = "{told}, highest on {day}"
END = "."
TOO_FEW = "Too few to say which way it is going."
DIRECTIONS = {
    "same": "It has stayed the same.",
    "rising": "It has tended to rise.",
    "falling": "It has tended to fall.",
    "unclear": "No clear direction yet. That does not mean nothing has changed.",
}
IN_THE_WAY = "In the way: {obstacles}."
FOUND_OUT = "Found out: {text}"
VERDICTS = {
    "keep": "{technique}: I’d like to go on with it.",
    "change": "{technique}: I’d like to change it.",
    "stop": "{technique}: I’d like to stop it.",
    "not sure": "{technique}: I’m not sure about it.",
}
WISHES = {
    "explain": "Could you explain it?",
    "slow down": "Could we go slower?",
    "something else": "Could we try something else?",
    "tell why": "Could you tell me why we do it?",
}
MOMENT = "There was a moment I’d like to talk about."
MOMENT_OF = "There was a moment I’d like to talk about: {what}."
RATED = "After our last session: {parts}."
RATED_ITEM = "{label} {rating}"
TENSE = "Something tense between us: {text}"
MY_LINE = "Something that is not OK for me: {text}"
RULE = "What is the rule for this? {text}"
TO_KNOW = "I’d like to know: {text}"
TALK = "{text}: I’d like to talk about it."
ASK = "“{title}”."
ASK_EASIER = "“{title}”. I’d find it easier if you asked."
BE_ASKED = "{text}: I’d like you to ask."
KEEPING = "There is something I’d find easier if you asked."
UNDERSTAND = "What I’d like you to know about me: {text}"
GOAL = "What I want to be different: {text}"

# A chart, in words.
AXIS = "{number} {end}"
CHART = "Day by day, from {low} to {high}: {points}"
POINT = "{day}: {value}"
SHORT_DAY = "{weekday} {day}"
CHART_LONG = "{count} numbers from {first} to {last}"

# The picker.
SINCE = "These lines are from {first} to {last}, since your last session."
SINCE_LAST = "These lines are from {first} to {last}."
NO_SESSION = "No session is noted here yet. Until you say when you last met, the last 14 days count."
LAST_MET = "When did you last meet?"
NEXT_MET = "When do you meet next?"
OTHER = "Other days, or a new therapist"
FROM, TO = "From", "To"
FOR_NEW = "This page is for a new therapist"
NOT_A_PERIOD = "That time ends before it begins. Please choose other days."
LEAD = "Tick what you want on your page. You can change the words of a ticked line, or take some out."
ADD_ALL = "Add all"
ALL_OFF = "Take all off"
OF_BLOCK = "{label}: {heading}"
OWN_FIRST = "In your own words, if you like"
OWN = "A line of your own"
WRITE = "Write a line"
READY = "Or begin with one of these and change it"
WORDS_ON_PAGE = "Words on the page: {text}"
AS_IT_WAS = "As it was"
WITH_CHART = "with a small chart"
WITH_CHART_NAME = "With a small chart: {text}"

# The preview, and what becomes of the page.
PREVIEW = "Your page, just as it will be"
EMPTY = "Your page is still empty. Tick a line, or write one."
ON_PAGE = ("1 line is on your page.", "{count} lines are on your page.")
FITS = "It fits on one sheet."
TOO_LONG = "It is longer than one sheet. Take a line away, or allow a second sheet."
ALLOW = "Let it go on to a second sheet"
AS_TEXT = "The same as plain text, to read aloud or to send"
PRINT = "Print"
DOWNLOAD = "Download the page"
COPY = "Copy as text"
COPIED = "Copied. Paste it where you want it."
COPY_FAILED = "The browser did not allow that. You can mark the text below and copy it by hand."
DOWNLOADED = "The page is in your Downloads folder, for anyone who can open that. It stays there until you delete it."
FILE_NAME = "for-our-session.html"
KEEP = "Keep a copy"
KEPT = "A copy is kept with your entries, {time}."
CHANGED = (
    "No copy was kept. Something on the page has changed meanwhile. Look at it again, then press the button again."
)
KEPT_NOTHING = "You chose that nothing is kept here, so no copy was kept."
NOT_HERE = "Nothing is kept on this shared server. Download the page if you want to have it."
NOTES = (
    "If you hand this page over, it may be kept in your notes. Others may be able to read those. "
    "You can also read it out and take it home again. A page you download lies in Downloads until you delete it. "
    "In the window for printing, headers and footers can be switched off."
)
GONE_LATER = "Ticks and words here are gone when you leave this page. Your entries stay as they are."
PAST = "Pages you kept"
PAST_NONE = "No page is kept. A page is kept only if you press “Keep a copy”."
SEE, DELETE = "See it", "Delete it"
SEE_NAME, DELETE_NAME = "See the page of {told}", "Delete the page of {told}"
CLOSE = "Close"
SHOWN = "The page of {told}"
DELETED = "Deleted."
YES, NO = "Yes, delete", "No, keep it"
PAGE_GONE = "That page is no longer in your folder."
NO_ANSWER = "No answer came. Load the page again, or run all cells."
UNEXPECTED = "That did not work. Something in this program went wrong, not you ({kind}). Nothing was changed."
NOT_READ = "Your check-ins could not be read just now. Lines about your feelings are missing here."

# After the session.
TALKED_TITLE = "What became of your lines?"
TALKED_LEAD = "Lines that waited. Leave a row empty, and it goes on waiting. With an answer, it waits no more."
NOTHING_WAITED = "Nothing waits here."
TALKED_PAST = "Lines, and what became of them"
TALKED_SAVED = "What you talked about waits no more."
TALKED = {"said it": "We talked about it", "not yet": "Let it rest", "keep for me": "Keep it for me"}
TALKED_ASK = "How is it with this line?"
ASKED_TITLE = "Did your questions get an answer?"
ASKED_LEAD = "Questions that waited. Leave a row as it is, and it goes on waiting."
ASKED_PAST = "Questions, and their answers"
ASKED_SAVED = "What is answered waits no more."
INVENTED = "These lines are an invented person’s. Check in, open this page again, and yours stand here."
