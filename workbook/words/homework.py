"""Words of what one agreed to try, what came of it, and goals."""

from workbook.words import Asked

TASK_TITLE = "What did you agree to try?"
TASK_LABEL = "To try"
TASK: Asked = {"ask": "In your own words, and what it is for", "label": TASK_LABEL}
TASK_SAVED = "You can say what you found out whenever you like."
TASK_PAST = "What you agreed to try"
SMALLEST: Asked = {
    "ask": "The smallest version, for a bad day",
    "hint": "So small that it nearly does itself. A small version counts.",
}
UNDERSTOOD: Asked = {
    "ask": "Do you know what to do, and what it is for?",
    "options": {"yes": "Yes", "no": "No", "not sure": "Not sure"},
}
WHEN_WHERE = "When and where could you do it?"
CONFIDENCE: Asked = {
    "ask": "How sure are you that you will try it?",
    "label": "How sure",
    "ends": ("not at all", "partly", "very"),
    "offer": "Then it may be too big as it is. You can make it smaller, swap it, or ask for help with it.",
}
GOAL = "Which goal is it for?"

LOG_TITLE = "How did it go?"
LOG_PAST = "How it went"
LOG_SAVED = "Whatever came of it, it is something to talk about."
LOG_TASK: Asked = {"ask": "What is this about?", "hint": "What you agreed to try shows up here once you have saved it."}
FOUND_OUT: Asked = {
    "ask": "What did you find out?",
    "hint": "No marks are given here. Not doing it also shows something.",
}
AMOUNTS = {
    "not started": "Not started",
    "a little": "A little",
    "about half": "About half",
    "most": "Most",
    "all": "All",
    "changed to fit me": "I changed it to fit me",
    "no longer fits": "It no longer fits",
}
AMOUNT: Asked = {"ask": "How much did you do?", "options": AMOUNTS}
OBSTACLE_LABELS = {
    "time": "time",
    "energy": "energy",
    "forgot": "I forgot",
    "too hard": "too hard",
    "no point": "I didn’t see the point",
    "felt worse": "it felt worse",
    "other people": "other people",
    "no privacy": "no privacy",
    "disagreed": "I didn’t agree with it",
    "other": "something else",
}
OBSTACLES: Asked = {"ask": "What got in the way?", "options": OBSTACLE_LABELS}
LEARNED: Asked = {"ask": "How much did you learn or practise?", "ends": ("nothing", "something", "a lot")}
EFFORT: Asked = {"ask": "How hard was it?", "ends": ("easy", "manageable", "too hard right now")}
FIT: Asked = {"ask": "How well does it fit what you are working on?", "ends": ("not at all", "partly", "very well")}

GOAL_TITLE = "A goal of your own"
GOAL_ASK: Asked = {
    "ask": "What would you like to be different in your life?",
    "hint": "As you would say it to a friend.",
}
GOAL_PAST = "Your goals"
GOAL_STATUSES = {"current": "I work on it", "reached": "It is as I want it", "set aside": "I put it aside"}
GOAL_STATUS: Asked = {"ask": "How is it with this goal?", "options": GOAL_STATUSES}
GOAL_SAVED = "You can change it any time."
PROGRESS_TITLE = "How near is a goal now?"
PROGRESS_GOAL: Asked = {"ask": "Which goal?", "hint": "Your goals show up here once you have saved one."}
PROGRESS_ENDS = ("no closer", "partly", "where I want to be")
PROGRESS: Asked = {"ask": "How near are you to it now?", "label": "How near", "ends": PROGRESS_ENDS}
PROGRESS_PAST = "How near your goals were"
PROGRESS_SAVED = "Once a month is often enough."

SCORE_TITLE = "Note a total"
SCORE_PAST = "Totals from your clinic’s tests"
SCORE_NAME: Asked = {"ask": "Which test was it?"}
SCORE_TOTAL: Asked = {"ask": "What was the total?", "label": "Total"}
SCORE_HIGHER: Asked = {
    "ask": "What does a higher number mean?",
    "options": {"better": "Better", "worse": "Harder", "don't know": "I don’t know"},
}
SCORE_SAVED = "Your clinic can say what it means."
