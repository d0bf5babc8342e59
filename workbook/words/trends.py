"""Words beside pictures: what a chart says in a sentence."""

NO_ENTRIES = "Nothing to draw yet. Save a check-in with a number, and it shows here."
NO_ENTRIES_OF = "Nothing to draw yet for {words}."
SAMPLE = "Sample: an invented person, not you."
AXIS_TICKS = {0: "0", 2: "2", 4: "4", 6: "6", 8: "8", 10: "10"}
AXIS = "0 {low}, 10 {high}"
DAY = "Day"
HOVER = "%{x|%a %d %B %Y}<br>%{y:.3~g} of 10"
DAY_TICK = "%d %b"
USUALLY_LINE = "{word}, middle of three"
TABLE = "The same as a table"
TABLE_SHORTENED = "The last {shown} of {days} days with a rating."
GAP_NOTE = "Gaps may be hard days or easy ones."
NOT_ANSWERED = "–"

COUNTS = "{word}: {ratings} in {days}."
RATINGS = ("1 rating", "{n} ratings")
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
