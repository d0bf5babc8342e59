"""What one agreed to try, how it went, and the goals it is for."""

from dataclasses import dataclass

from workbook.fields import Choice, Choices, Link, Number, Rating, Text
from workbook.sheets.declare import WHEN, Answers, Form, Sheet, Sheets, of_sheet
from workbook.sheets.ratings import Rate
from workbook.sheets.topics import SESSION
from workbook.words import homework as say
from workbook.words import practical as say_practical

SETTLED = frozenset(("all", "no longer fits"))  # amounts after which a task no longer waits

TASKS = Sheet(
    name="tasks",
    about="What was agreed to try: one row per task.",
    label="task",
    fields=(
        Text(name="task", **say.TASK, about="What was agreed, in the person's own words."),
        Text(name="smallest", **say.SMALLEST, about="The smallest version of it."),
        Choice(name="understood", **say.UNDERSTOOD, about="Whether the person knows what to do and what it is for."),
        Text(name="when_where", ask=say.WHEN_WHERE, about="When and where it could be done."),
        Rating(
            name="confidence",
            **say.CONFIDENCE,
            offer_until=4,
            about="How sure the person was of trying it, 0 not at all to 10 very.",
        ),
        Link(name="goal_id", of="goals", ask=say.GOAL, about="The entry_id of the goal it is for, if any."),
        SESSION,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Agree(Form):
    """A task; one that is not clear yet becomes a question to ask."""

    def further(self, made: Sheets) -> Sheets:
        """A question about each task of which the person is not sure what it is for."""
        about = [
            {"text": say_practical.OF_TASK.format(task=row["task"]), "task_id": row["entry_id"]}
            for row in made.get("tasks", ())
            if row.get("understood") == "not sure" and row.get("task")
        ]
        return {"questions": about} if about else {}

    def after(self, answers: Answers) -> str:
        """What comes next, and that a question was noted."""
        asked = answers.get("understood") == "not sure"
        return f"{say.TASK_SAVED} {say_practical.TASK_NOTED}" if asked else say.TASK_SAVED


AGREE = of_sheet(
    TASKS,
    TASKS.fields[:2],
    kind=Agree,
    title=say.TASK_TITLE,
    saved=say.TASK_SAVED,
    past=say.TASK_PAST,
)

OF_TASK = Link(name="task_id", of="tasks", **say.LOG_TASK, about="The entry_id of the task in tasks.csv.")
TASK_LOGS = Sheet(
    name="task_logs",
    about="How a task went: one row each time the person looked.",
    fields=(
        OF_TASK,
        Text(name="found_out", **say.FOUND_OUT, lines=True, about="What was found out."),
        Choice(name="amount", **say.AMOUNT, about="How much was done."),
        Choices(name="obstacles", **say.OBSTACLES, about="What got in the way."),
        Rating(name="learned", **say.LEARNED, about="How much was learned, 0 nothing to 10 a lot."),
        Rating(name="effort", **say.EFFORT, about="How hard, 0 easy to 10 too hard right now."),
        Rating(name="fit", **say.FIT, about="How well it fits, 0 not at all to 10 very well."),
    ),
)


LOG = of_sheet(
    TASK_LOGS,
    TASK_LOGS.fields[:4],
    title=say.LOG_TITLE,
    saved=say.LOG_SAVED,
    past=say.LOG_PAST,
)

GOALS = Sheet(
    name="goals",
    about="Goals in the person's own words; `at` is when it was made.",
    label="text",
    fields=(
        Text(name="text", **say.GOAL_ASK, lines=True, about="What would be different."),
        Choice(name="status", **say.GOAL_STATUS, about="How it is with it; empty is current."),
    ),
)
AIM = of_sheet(
    GOALS,
    GOALS.fields[:1],
    title=say.GOAL_TITLE,
    folded=True,
    saved=say.GOAL_SAVED,
    past=say.GOAL_PAST,
)

NEARER = Rate(
    name="goal-progress",
    title=say.PROGRESS_TITLE,
    folded=True,
    parts={"ratings": "set_id"},
    asks=(
        Link(name="goal_id", of="goals", **say.PROGRESS_GOAL),
        Rating(name="goal", **say.PROGRESS),
    ),
    more=(WHEN,),
    saved=say.PROGRESS_SAVED,
    past=say.PROGRESS_PAST,
)

SCORES = Sheet(
    name="scores",
    about="Totals of tests a clinic gave: one row each. They are drawn, and nothing is made of them.",
    fields=(
        Text(name="name", **say.SCORE_NAME, about="The test, by the name the person knows."),
        Number(name="total", **say.SCORE_TOTAL, decimals=True, about="The total it gave."),
        Choice(name="higher", **say.SCORE_HIGHER, about="What a higher number means."),
    ),
)
SCORE = of_sheet(
    SCORES,
    SCORES.fields[:3],
    title=say.SCORE_TITLE,
    folded=True,
    saved=say.SCORE_SAVED,
    past=say.SCORE_PAST,
)
