"""Words of the journal and the thought record, and what is said when writing weighs more than before."""

from workbook.words import Asked

JOURNAL_TITLE = "A few lines for yourself"
JOURNAL: Asked = {
    "ask": "What would you like to write down?",
    "label": "Written",
    "hint": "Ten minutes are plenty. What stood out, what you take with you, what is open, one next step.",
}
JOURNAL_PAST = "Your journal"

THOUGHT_TITLE = "Look at a thought"
THOUGHT_PAST = "Thoughts you looked at"
HAPPENED: Asked = {"ask": "What happened?", "hint": "Only what a camera would have seen."}
THOUGHT = "What went through your mind?"
SURE_ENDS = ("not at all", "half", "completely")
SURE_BEFORE: Asked = {"ask": "How sure of it were you?", "label": "Sure then", "ends": SURE_ENDS}
OTHER_VIEW: Asked = {"ask": "Is there another way to see it?", "hint": "Or what would you tell a friend?"}
SURE_AFTER: Asked = {"ask": "How sure of the first thought are you now?", "label": "Sure now", "ends": SURE_ENDS}
SUPPORTS = "What supports the thought?"
DOESNT_FIT = "What doesn’t fit it?"
NEXT_STEP = "What next?"
FEELINGS = "Feelings with it, if you like"
THEME: Asked = {
    "ask": "A word of your own for thoughts like this",
    "hint": "The same word again lets you find them all later.",
}

HEAVY_ENDS = ("light", "in between", "very heavy")
HEAVY_BEFORE: Asked = {"ask": "How heavy did you feel before writing?", "label": "Heavy before", "ends": HEAVY_ENDS}
HEAVY_AFTER: Asked = {"ask": "How heavy do you feel now?", "label": "Heavy after", "ends": HEAVY_ENDS}
GOT_HEAVY = "This got heavy"
STOP = (
    "That looked heavy. You can stop here. Look round and name five things you see. Have some water. "
    "You can keep this, delete it, or take it to your therapist."
)
STOP_AGAIN = "You can stop here, as before."
OFTEN = "Writing has left you heavier a few times. Shorter notes may be kinder. Your therapist may like to know."
