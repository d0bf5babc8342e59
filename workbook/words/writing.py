"""Words of the journal and the thought record, and what is said when writing weighs more than before."""

JOURNAL_TITLE = "A few lines for yourself"
JOURNAL = "What would you like to write down?"
JOURNAL_HINT = "Ten minutes are plenty. What stood out, what you take with you, what is open, one next step."
JOURNAL_LABEL = "Written"
JOURNAL_PAST = "Your journal"

THOUGHT_TITLE = "Look at a thought"
THOUGHT_PAST = "Thoughts you looked at"
HAPPENED = "What happened?"
HAPPENED_HINT = "Only what a camera would have seen."
THOUGHT = "What went through your mind?"
SURE_BEFORE = "How sure of it were you?"
OTHER_VIEW = "Is there another way to see it?"
OTHER_VIEW_HINT = "Or what would you tell a friend?"
SURE_AFTER = "How sure of the first thought are you now?"
SURE_ENDS = ("not at all", "half", "completely")
SURE_BEFORE_LABEL = "Sure then"
SURE_AFTER_LABEL = "Sure now"
SUPPORTS = "What supports the thought?"
DOESNT_FIT = "What doesn’t fit it?"
NEXT_STEP = "What next?"
FEELINGS = "Feelings with it, if you like"
THEME = "A word of your own for thoughts like this"
THEME_HINT = "The same word again lets you find them all later."

HEAVY_BEFORE = "How heavy did you feel before writing?"
HEAVY_AFTER = "How heavy do you feel now?"
HEAVY_ENDS = ("light", "in between", "very heavy")
HEAVY_BEFORE_LABEL = "Heavy before"
HEAVY_AFTER_LABEL = "Heavy after"
GOT_HEAVY = "This got heavy"
STOP = (
    "That looked heavy. You can stop here. Look round and name five things you see. Have some water. "
    "You can keep this, delete it, or take it to your therapist."
)
STOP_AGAIN = "You can stop here, as before."
OFTEN = "Writing has left you heavier a few times. Shorter notes may be kinder. Your therapist may like to know."
