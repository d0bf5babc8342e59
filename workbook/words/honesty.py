"""Words of the third practice: what helps and what does not, what is hard to say, and what stays yours."""

from workbook.words import Asked

PAST = "What helps, and what does not"
SAVED = "You can say it, show it, or leave it here."
TECHNIQUE: Asked = {
    "ask": "What helps, or does not?",
    "label": "About",
    "hint": "A way of working, a task, or something that was said.",
}
VERDICT: Asked = {
    "ask": "What would you like to do with it?",
    "options": {"keep": "Go on with it", "change": "Change it", "stop": "Stop it", "not sure": "Not sure"},
}
WISH: Asked = {
    "ask": "What would you like from your therapist?",
    "options": {
        "explain": "Explain it",
        "slow down": "Go slower",
        "something else": "Try something else",
        "tell why": "Tell me why we do it",
    },
}
SENTENCE: Asked = {
    "ask": "How could you say it?",
    "hint": "Choose a sentence and change it, or write your own.",
    "ready": (
        "This one helps me. I’d like more of it.",
        "Could you explain why we do this one?",
        "I tried it, and it did not help. Can we change it?",
        "Could we go a bit slower here?",
        "I said yes, and I was not sure.",
    ),
}

HEARD_TITLE = "Note a moment"
HEARD_PAST = "When you felt heard or missed"
HEARD: Asked = {"ask": "When did you feel heard?", "label": "Heard"}
MISSED: Asked = {"ask": "When did you feel missed?", "label": "Missed"}
JUDGED: Asked = {"ask": "Did you feel judged?", "options": {"no": "No", "yes": "Yes", "not sure": "Not sure"}}
REPAIR_LEAD = "Say more, if you like. You don’t have to teach anyone about who you are."
REPAIR: Asked = {
    "ask": "What was it like?",
    "options": {
        "judged": "I felt judged",
        "misunderstood": "I felt misunderstood",
        "rushed": "I felt rushed",
        "pushed": "I felt pushed",
        "ignored": "I felt ignored",
        "who I am": "It was about who I am",
        "other": "Something else",
    },
}
EFFECT: Asked = {"ask": "What did it do to you?"}
REPAIR_WISH: Asked = {"ask": "What would you like now?"}
NEXT: Asked = {
    "ask": "What would you like to do with it?",
    "options": {
        "bring up": "Bring it up",
        "write first": "Write it down first",
        "someone else": "Talk to someone else",
        "leave it": "Leave it",
    },
}

LADDER_TOPIC = "What is hard to say?"
LADDER_LABEL = "About"
LADDER_TOPIC_HINT = "A word or a code only you understand is fine."
LADDER_PAST = "What was hard to say"
LADDER_SAVED = "You can add later how it went: open it below."
KEPT_FOR_ME = "It stays yours."
HOW: Asked = {
    "ask": "How would it be easiest?",
    "options": {
        "say": "Say it",
        "read": "Read it out",
        "note": "Hand over a note",
        "be asked": "Be asked about it",
        "send": "Send it before, if you two agreed on that",
    },
}
FIRST_SENTENCE: Asked = {
    "ask": "A first sentence",
    "hint": "Choose one and change it, or write your own.",
    "ready": (
        "There is something I find hard to say.",
        "I’d like to tell you only the headline for now.",
        "Could you ask me about it?",
        "I’m not sure how you will take this.",
    ),
}
HARDNESS: Asked = {"ask": "How hard is it to say?", "label": "Hard to say", "ends": ("easy", "in between", "hardest")}
REASONS: Asked = {
    "ask": "What makes it hard?",
    "options": {
        "no words": "I have no words for it",
        "no time": "there is not enough time",
        "not sure": "I’m not sure it matters",
        "upset them": "I don’t want to upset them",
        "judged": "I fear how they will see me",
        "what follows": "I fear what they would have to do",
        "shame": "shame",
        "trust": "I don’t trust enough yet",
    },
}
OUTCOME: Asked = {
    "ask": "How did it go when you said it?",
    "options": {
        "better": "Better than I feared",
        "same": "About as I thought",
        "worse": "Worse than I feared",
    },
}
RELIEF: Asked = {
    "ask": "How relieved did you feel after?",
    "label": "Relieved",
    "ends": ("not at all", "somewhat", "very"),
}

SAID_TITLE = "Put them side by side"
SAID_PAST = "What you thought, and what you said"
THOUGHT: Asked = {"ask": "What did you think?", "label": "Thought"}
SAID: Asked = {"ask": "What did you say?", "label": "Said"}

STOP_TITLE = "Your thoughts on it"
STOP_PAST = "What you wrote about stopping or changing"
STOP_REASONS: Asked = {"ask": "What makes you think of it?", "label": "Reasons"}
STOP_SAY: Asked = {"ask": "What would you say?", "label": "I would say"}
STOP_ENDING: Asked = {"ask": "What would you need from the ending?", "label": "From the ending"}
