"""Words of the second practice: what to ask about money, time, contact and the two of you."""

from workbook.words import Asked

TITLE = "Your questions"
LABEL = "Question"
LEAD = "Say where each one is. Leave out what does not matter to you."
PAST = "Your questions and their answers"
SAVED = "You can change it any time."
OWN = "A question of your own"
STATUS: Asked = {
    "ask": "How is it with this one?",
    "options": {"to ask": "To ask", "answered": "Answered", "still bothers": "Still bothers me"},
}
ANSWER: Asked = {"ask": "The answer"}
ANSWERED_AT = "Answered on"
TASK_NOTED = "What it is for is now among your questions."
OF_TASK = "What is this task for? {task}"

FIRST = ("length", "extra costs", "insurance", "contact", "online", "own number")  # the article's six
QUESTIONS = {
    "Money": {
        "fee": "What does a session cost?",
        "missed": "What do I pay if I cancel or come late?",
        "extra costs": "Are there costs I don’t know of yet?",
        "price rise": "When do prices go up?",
        "pay less": "Can I pay less when money is short?",
        "insurance": "Does my insurance pay for this?",
        "insurer": "What does the insurer get to know about me?",
    },
    "Time and place": {
        "length": "How long is a session, and how long can we go on?",
        "how many": "How many sessions do you have in mind?",
        "breaks": "What happens at holidays and breaks?",
        "online": "Can we also meet online?",
        "call drops": "What do we do if the call drops?",
        "access": "Can the room be made easier for me to use?",
    },
    "Contact": {
        "contact": "How can I reach you between sessions?",
        "own number": "May I use your own phone number?",
        "reply": "How soon do you answer a message?",
        "urgent": "What counts as urgent, and what do I do then?",
        "cover": "Who is there for me when you are away?",
    },
    "What stays private": {
        "notes": "Who can see your notes?",
        "limits": "When would you tell someone what I said?",
        "harm": "What happens if I tell you that I think of harming myself?",
        "hurt": "What happens if I tell you that someone hurts me?",
        "records": "Can I see my records?",
    },
    "How we work": {
        "training": "What training do you have, and are you registered?",
        "approach": "How do you work, and why that way?",
        "helps": "How will we know that it helps?",
        "complaints": "Where could I complain, if I had to?",
        "endings": "How do we end, when it is time?",
    },
}

WISH_TITLE = "Say what matters to you"
WISH_LEAD = "Does one of these matter for your therapy? You don’t have to teach anyone about it."
WISH_PAST = "Your wishes about you and the two of you"
WISH_LABEL = "Topic"
WISH_OWN = "Something else about you, or the two of you"
WISH: Asked = {
    "ask": "What would you like?",
    "options": {
        "talk": "I’d like to talk about it",
        "be asked": "I’d like to be asked",
        "not now": "Not now",
        "not relevant": "Doesn’t matter here",
    },
}
ABOUT_US = {  # in the order of the alphabet
    "class": "Class or money",
    "culture": "Culture",
    "disability": "Disability",
    "faith": "Faith",
    "gender": "My gender",
    "language": "Language",
    "politics": "Politics",
    "race or ethnicity": "Race or ethnicity",
    "sexuality": "Sexuality",
}

STEADY_TITLE = "Write about what would help"
STEADY_PAST = "What you wrote about feeling steady and safe"
STEADY: Asked = {"ask": "What would make this feel steady and safe?", "label": "Steady and safe"}
TENSION: Asked = {"ask": "Is something tense between you that neither of you has named?", "label": "Tense"}
TENSION_RATING: Asked = {
    "ask": "How much is it in the way?",
    "label": "In the way",
    "ends": ("not in the way", "partly", "very much in the way"),
}
GENDER: Asked = {
    "ask": "Does your therapist’s gender matter to you? What would you like?",
    "label": "Their gender",
    "hint": "No wish, a wish, or not sure: all are fine. You may ask for someone else.",
}
GENDER_RATING: Asked = {
    "ask": "How comfortable are you with it as it is?",
    "label": "Comfortable with it",
    "ends": ("not at all", "partly", "fully"),
}

HEAD_PAST = "Room in your head, so far"
HEAD_SAVED = "Once a week is enough."

PAPER = "Print these questions, blank"
PAPER_TITLE = "Questions for my therapist"
PAPER_HINT = "For a pen, with room for the answers. Nothing you wrote is on it."
NO_PAPER = "“{name}” has no list of questions to print. There is “questions”."
PAPER_OWN = "My own questions"
