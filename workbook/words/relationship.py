"""Words of the first practice: what this relationship is, and what each brings to it."""

from workbook.words import Asked

PAST = "What you wrote about the relationship"
SAVED = "You can look at it again, and write it anew, any time."
UNDERSTAND: Asked = {
    "ask": "What would you like your therapist to understand about you?",
    "label": "To understand about me",
    "hint": "A few words are enough.",
}
GOOD: Asked = {
    "ask": "What does a good working relationship look like to you?",
    "label": "A good working relationship",
    "hint": "You can look at it again later.",
}
NOTCH: Asked = {
    "ask": "What is one small thing you might be more open about?",
    "label": "One small thing",
    "hint": "Only if you want to.",
}
MY_PART: Asked = {"ask": "What is your part in this work?", "label": "My part"}
THEIR_PART: Asked = {
    "ask": "What is your therapist’s part?",
    "label": "Their part",
    "hint": "Their part is allowed to be long.",
}
GUARD: Asked = {
    "ask": "When you go quiet or guarded, what is the guard looking after?",
    "label": "What the guard looks after",
}

EXPECT_TITLE = "Sort eight statements"
EXPECT_LABEL = "Statement"
EXPECT_LEAD = "Put each where you see it now. You can change it any time."
EXPECT_PAST = "What belongs to therapy, as you sorted it"
EXPECT_OWN = "Something else you hope for"
PLACE: Asked = {
    "ask": "Where does it belong?",
    "options": {"part": "Part of therapy", "ask": "I would ask", "not part": "Not part of it"},
}
EXPECTATIONS = {
    "private": "They keep what I say private.",
    "notices": "They notice how I feel.",
    "disagree": "I can tell them that I disagree.",
    "advice": "They tell me what to do.",
    "letter": "They write a letter for me, to my work or my school.",
    "own life": "They tell me about their own life.",
    "at night": "I can call them at night.",
    "friend": "We are friends outside of sessions.",
}
