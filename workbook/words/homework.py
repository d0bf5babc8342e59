"""Words of what one agreed to try, what came of it, and goals."""

from workbook.words import Asked

TASK_TITLE = "What did you agree to try?"
TASK = "In your own words, and what it is for"
TASK_LABEL = "To try"
TASK_SAVED = "You can say what you found out whenever you like."
TASK_PAST = "What you agreed to try"
SMALLEST = "The smallest version, for a bad day"
SMALLEST_HINT = "So small that it nearly does itself. A small version counts."
UNDERSTOOD = "Do you know what to do, and what it is for?"
UNDERSTOODS = {"yes": "Yes", "no": "No", "not sure": "Not sure"}
WHEN_WHERE = "When and where could you do it?"
CONFIDENCE = "How sure are you that you will try it?"
CONFIDENCE_LABEL = "How sure"
CONFIDENCE_ENDS = ("not at all", "partly", "very")
CONFIDENCE_OFFER = "Then it may be too big as it is. You can make it smaller, swap it, or ask for help with it."
GOAL = "Which goal is it for?"

LOG_TITLE = "How did it go?"
LOG_PAST = "How it went"
LOG_SAVED = "Whatever came of it, it is something to talk about."
LOG_TASK = "What is this about?"
NO_TASK_YET = "What you agreed to try shows up here once you have saved it."
FOUND_OUT = "What did you find out?"
FOUND_OUT_HINT = "No marks are given here. Not doing it also shows something."
AMOUNT = "How much did you do?"
AMOUNTS = {
    "not started": "Not started",
    "a little": "A little",
    "about half": "About half",
    "most": "Most",
    "all": "All",
    "changed to fit me": "I changed it to fit me",
    "no longer fits": "It no longer fits",
}
OBSTACLES = "What got in the way?"
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
LEARNED = "How much did you learn or practise?"
LEARNED_ENDS = ("nothing", "something", "a lot")
EFFORT = "How hard was it?"
EFFORT_ENDS = ("easy", "manageable", "too hard right now")
FIT = "How well does it fit what you are working on?"
FIT_ENDS = ("not at all", "partly", "very well")

GOAL_TITLE = "A goal of your own"
GOAL_ASK = "What would you like to be different in your life?"
GOAL_HINT = "As you would say it to a friend."
GOAL_PAST = "Your goals"
GOAL_STATUS = "How is it with this goal?"
GOAL_STATUSES = {"current": "I work on it", "reached": "It is as I want it", "set aside": "I put it aside"}
GOAL_SAVED = "You can change it any time."
PROGRESS_TITLE = "How near is a goal now?"
PROGRESS_GOAL = "Which goal?"
NO_GOAL_YET = "Your goals show up here once you have saved one."
PROGRESS = "How near are you to it now?"
PROGRESS_LABEL = "How near"
PROGRESS_ENDS = ("no closer", "partly", "where I want to be")
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
