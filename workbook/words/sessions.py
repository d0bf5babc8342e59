"""Words of the form for the time after a session."""

from workbook.words import Asked

TITLE = "After a session"
TODAY = "You wrote about a session at {time} today."
PAST = "Your sessions"
WHEN: Asked = {"ask": "When was it?", "hint": "Leave this empty if it was just now."}
HOW_WAS_IT = "How was it? Answer what you like, and leave out the rest."
STOOD_OUT: Asked = {"ask": "What stood out?", "hint": "A few lines are plenty."}
AGREED: Asked = {"ask": "What did you agree to try?", "hint": "Nothing agreed? Leave this empty."}
LINE = "A line for next time"
LINE_HINT = "It waits for your next session. A word only you understand is fine."
MODE: Asked = {
    "ask": "How did you meet?",
    "options": {"in person": "in person", "video": "by video", "phone": "by phone", "writing": "in writing"},
}
KEEPING: Asked = {
    "ask": "Are you keeping something to yourself for now?",
    "options": {
        "no": "No",
        "yes, fine for now": "Yes, and that’s fine for now",
        "yes, want help saying it": "Yes, and I’d like help saying it",
        "not sure": "Not sure",
    },
}
SAVED = "That’s enough for today."

# Our own questions, 0 to 10: the question, its short name, and the words for 0, 5 and 10.
ITEMS = {
    "A1": (
        "How connected did you feel with your therapist today?",
        "Connected",
        ("miles apart", "somewhat", "very connected"),
    ),
    "A2": (
        "How near did today come to what you most want to change?",
        "Near to what matters",
        ("nowhere near", "partly", "right at the heart of it"),
    ),
    "A3": (
        "How useful did the way you worked today seem to you?",
        "Useful",
        ("no use to me", "some use", "very useful"),
    ),
    "A4": (
        "How free did you feel to disagree, or to say “that’s not it”?",
        "Free to disagree",
        ("not free at all", "in some ways", "completely free"),
    ),
    "O1": (
        "How much of what you wanted to say did you say?",
        "Said what I wanted",
        ("none of it", "about half", "as much as I wanted"),
    ),
    "O2": ("How “there” did you feel?", "There", ("numb or far away", "in and out", "fully there")),
    "headspace": (
        "How much room in your head do practical worries take up?",
        "Practical worries",
        ("none of it", "about half", "all of it"),
    ),
    "B1": (
        "How clear are the rules about contact between sessions?",
        "Rules are clear",
        ("no idea", "partly", "completely clear"),
    ),
    "B2": ("How comfortable are you with those rules?", "Comfortable with them", ("not at all", "mostly OK", "fully")),
    "B3": (
        "This week, how strong was the wish to contact your therapist?",
        "Wish to reach out",
        ("no wish", "now and then", "nearly all the time"),
    ),
    "B4": ("How respected do you feel by your therapist?", "Respected", ("not at all", "mostly", "completely")),
}
