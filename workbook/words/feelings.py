"""Words of the check-in: the feelings one can name, and what the form asks about them."""

TITLE = "How are you now?"
FOLLOW_FIRST = "Pick one to three words to follow. You can change them any time."
FOLLOWED = "The words you follow"
ADD = "Another feeling"
ADD_FIRST = "A feeling"
ADD_BUTTON = "Add"
ADD_FULL = "Three added words are enough for one time. Take one away with × first."
MORE_WORDS = "More words"
LOW, MIDDLE, HIGH = "not there", "clearly there", "as strong as it gets"
MOOD_LOW, MOOD_HIGH = "as bad as it gets", "as good as it gets"
NOTE = "A few words, if you like"
NOTE_HINT = "What was going on?"
TAGS = "Went with it"
PAST = "Your check-ins"
TODAY = "You checked in at {time} today."
OF_SCALE = " of {high}"
CONTEXT = "Was this around a session?"
CONTEXTS = ("before a session", "after a session", "between sessions")
EXPRESSED = "Did you show it?"
EXPRESSED_OPTIONS = ("said it", "hinted", "kept it in")
SCALE = "My therapist uses another scale"
SCALE_CHANGED = "The scale is another one now, so the numbers are empty again."
OWN_WORDS = "your words"
SCALE_LABELS = {"0-10": "0 to 10", "1-10": "1 to 10", "0-5": "0 to 5", "1-5": "1 to 5", "0-100": "0 to 100"}
CHANGE_FOLLOWED = "Words to follow each time (up to three)"
RATED = "{word} {rating}."
LAST = "Your last {count}: {ratings}."
NUMBERS = ("none", "one", "two", "three", "four", "five")
NOT_ANSWERED = "–"
FOLLOWED_CHANGED = "Saved. The words you follow are changed."

MOOD = "mood"  # overall; the same word that moods from another app come in under
NUMB, UNNAMED = "numb", "can't name it yet"

# Eight families, hard and welcome in turn. The family's own word comes first.
FAMILIES = (
    ("sad", "hard", ("low", "lonely", "disappointed", "hurt", "hopeless", "grieving")),
    ("calm", "welcome", ("settled", "relieved", "safe", "rested", "steady", "accepting")),
    ("afraid", "hard", ("worried", "nervous", "panicky", "on edge", "anxious", "unsafe")),
    ("glad", "welcome", ("happy", "hopeful", "proud", "amused", "grateful", "excited")),
    ("angry", "hard", ("annoyed", "frustrated", "furious", "bitter", "jealous", "let down")),
    ("close", "welcome", ("cared for", "understood", "trusting", "loving", "curious", "included")),
    ("ashamed", "hard", ("embarrassed", "guilty", "small", "exposed", "not good enough", "regretful")),
    ("tired", "mixed", ("flat", "drained", "stressed", "foggy", "overwhelmed", "shut down")),
)
FIRST_WORDS = (*(family for family, _, _ in FAMILIES), NUMB, UNNAMED, MOOD)
