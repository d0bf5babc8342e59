"""Words of the fifth practice: the rules two people have, lines of one's own, and the wish to reach out."""

from workbook.words import Asked

CONTACT_TITLE = "Contact between sessions"
CONTACT_LEAD = "What did you two agree? This is one list with “Clear the way”: what you change here changes there."
CONTACT_SAVED = "It stands in both places. A rule you left empty with “I don’t know” is among your questions."
CONTACT_LABELS = {
    "contact": "Contact between sessions:",
    "own number": "Their own number:",
    "reply": "How soon they answer:",
    "urgent": "When it is urgent:",
}
ANSWER: Asked = {"ask": "The rule"}
KNOWN_HOW: Asked = {
    "ask": "How do you know?",
    "options": {"told": "They told me", "asked": "I asked", "guess": "I guess", "don't know": "I don’t know"},
}

RULES_TITLE = "Other rules, and your own lines"
RULES_LABEL = "Rule"
RULES_LEAD = "What is the rule about these?"
RULES_PAST = "Rules, and your own lines"
RULES_SAVED = "You can change it any time."
RULE: Asked = {"ask": "The rule"}
RULES = {"personal questions": "Asking about their life", "self-disclosure": "What they tell about themselves"}
MORE_RULES_LEAD = "More rules"
MORE_RULES = {
    "gifts": "Gifts",
    "social media": "Social media",
    "by chance": "Meeting by chance",
    "read by": "Who else reads my messages",
}
RULE_OWN = "Another rule"
LINES_LEAD = "What is not OK for you in this room? Think of touch, topics, pace, notes or jokes."
LINE_OWN = "A line of your own"
LINE_KNOWN: Asked = {
    "ask": "Does your therapist know it?",
    "options": {"yes": "Yes", "no": "No", "not sure": "Not sure"},
}

PULL_TITLE = "Note how it was"
PULL_PAST = "When you wanted to reach out"
PULL_SAVED = "It stays here."
PULL: Asked = {
    "ask": "How strong was the wish?",
    "label": "The wish",
    "ends": ("no wish", "in between", "as strong as it gets"),
}
HOPE: Asked = {
    "ask": "What were you hoping for?",
    "options": {
        "comfort": "comfort",
        "care": "being sure they care",
        "advice": "advice",
        "good news": "to share good news",
        "safety": "safety",
        "other": "something else",
    },
}
DID: Asked = {
    "ask": "What did you do?",
    "options": {
        "waited": "I waited",
        "line": "I wrote it down for next time",
        "agreed": "I used the contact we agreed on",
        "other support": "I turned to something or someone else",
        "contacted": "I got in touch another way",
    },
}
HELPED: Asked = {"ask": "What helped, even a little?"}
AFTER: Asked = {"ask": "How was it afterwards?", "label": "Afterwards", "ends": ("hard", "so-so", "good")}

RESPECT_TITLE = "Four short questions"
RESPECT_LEAD = "Once a week or once a month is enough. Leave out what you like."
RESPECT_PAST = "How it was between you"

CURIOUS_TITLE = "Write about it"
CURIOUS_PAST = "What you were curious about"
CURIOUS: Asked = {"ask": "What would you like to know about their life?", "label": "To know"}
KNOWING: Asked = {"ask": "What would knowing give you?", "label": "It would give me"}
DISCLOSED: Asked = {
    "ask": "When they told something about themselves, did it help you?",
    "label": "What they told",
    "options": {
        "helped": "It helped me",
        "in the way": "It got in the way",
        "not sure": "Not sure",
        "has not happened": "It has not happened",
    },
}

CROSSED_TITLE = "Was a line crossed?"
CROSSED_PAST = "If a line was crossed: your answers"
CROSSED: Asked = {
    "ask": "Did anything your therapist said or did cross a line for you?",
    "label": "A line crossed",
    "options": {"no": "No", "not sure": "Not sure", "yes": "Yes"},
}
CROSSED_OFFER = (
    "That matters. You can talk to someone else first: another therapist, a doctor, "
    "a patient advice service or a friend. You can also:"
)
CROSSED_SAVED = (
    "It stays here. What is never OK in therapy is further up on this page, under “The rules you two have”. "
    "Help is at the top."
)
CROSSED_NEVER = "see what is never OK in therapy"
CROSSED_WORDS = ("find words to bring it up, in a new tab", "03-be-honest.ipynb#Something-that-is-hard-to-say")
CROSSED_SOMEONE = ("get help now", "#Help-now")
KEEP_THIS: Asked = {
    "ask": "Your answer is not saved unless you tick this.",
    "options": {"keep": "Keep this answer"},
}
NOT_KEPT = "Nothing was saved. An answer is kept only with a tick at “Keep this answer”."
TAKEN_BACK = "Your answer is taken away."
