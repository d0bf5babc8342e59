"""What is still open: what waits for the session, what a form offers to link to, and that nobody's words are in it."""

import pytest

import workbook as wb
from workbook import lookback, sheets, store, upcoming
from workbook.words import forms as say
from workbook.words import homework, past

pytestmark = pytest.mark.usefixtures("data")
TASK_OF = next(field for field in sheets.LOG.fields if field.name == "task_id")
GOAL_OF = next(field for field in sheets.NEARER.fields if field.name == "goal_id")


def saved(sheet, **answers):
    """The id of an entry."""
    return wb.save(sheet, answers)[0]["entry_id"]


def task(name="ring a bell", *logs, **more):
    """A task with logs, each (amount) or (amount, moment); its id."""
    made = saved("tasks", task=name, **more)
    for amount, *at in logs:
        saved("task_logs", task_id=made, amount=amount, found_out="it is loud", **dict(zip(("at",), at, strict=False)))
    return made


def waiting(rows):
    return [row["entry_id"] for row in rows]


# What waits


@pytest.mark.parametrize("choice", ["", *say.TOPIC_CHOICES])
def test_a_line_waits_until_it_is_kept_put_off_or_said(choice):
    made = saved("topics", title="the blue folder", choice=choice)
    waits = choice in ("", "headline only", "want to say it")
    assert waiting(upcoming.lines()) == ([made] if waits else [])


def test_a_line_without_a_title_does_not_wait():
    saved("topics", choice="want to say it")
    assert upcoming.lines() == []


@pytest.mark.parametrize("amount", homework.AMOUNTS)
def test_a_task_waits_until_all_was_done_or_it_no_longer_fits(amount):
    made = task("ring a bell", (amount,))
    assert waiting(upcoming.tasks()) == ([] if amount in ("all", "no longer fits") else [made])


def test_a_task_without_a_log_waits():
    assert [task()] == waiting(upcoming.tasks())


def test_the_log_of_one_task_settles_no_other():
    task("one", ("all",))
    assert [task("two")] == waiting(upcoming.tasks())


@pytest.mark.parametrize(
    ("logs", "waits"),
    [
        ([("all", "2026-03-10"), ("a little", "2026-03-12")], True),
        ([("a little", "2026-03-10"), ("all", "2026-03-12")], False),
        ([("all", "2026-03-12"), ("a little", "2026-03-10")], False),
        ([("a little", "2026-03-12"), ("all", "2026-03-12")], False),
        ([("all", "2026-03-12"), ("", "2026-03-14")], False),
    ],
    ids=["taken up again", "done at last", "backdated", "at one moment", "no amount said"],
)
def test_the_latest_amount_counts_by_the_moment_it_is_about(logs, waits):
    made = task("ring a bell", *logs)
    assert waiting(upcoming.tasks()) == ([made] if waits else [])


def test_the_latest_amount_is_the_latest_whatever_the_offset():
    task("ring a bell", ("all", "2026-03-12T12:00:00+00:00"), ("a little", "2026-03-12T23:00:00+13:00"))
    assert upcoming.tasks() == []


@pytest.mark.parametrize("status", ["", *homework.GOAL_STATUSES])
def test_a_goal_is_worked_on_until_it_is_reached_or_set_aside(status):
    made = saved("goals", text="hear myself", status=status)
    assert waiting(upcoming.goals()) == ([made] if status in ("", "current") else [])


# The sentence


@pytest.mark.parametrize(
    ("lines", "tasks", "said"),
    [
        (0, 0, "Nothing is waiting for your session."),
        (1, 0, "Waiting for your session: 1 line for next time."),
        (0, 1, "Waiting for your session: 1 task."),
        (2, 1, "Waiting for your session: 2 lines for next time · 1 task."),
        (1, 3, "Waiting for your session: 1 line for next time · 3 tasks."),
    ],
)
def test_what_waits_is_said_in_counts(lines, tasks, said):
    for number in range(lines):
        saved("topics", title=f"line {number}")
    for number in range(tasks):
        task(f"task {number}")
    assert upcoming.sentence() == said


def test_what_is_settled_is_not_counted():
    saved("topics", title="one", choice="said it")
    task("two", ("all",))
    assert upcoming.sentence() == past.NOTHING_WAITS


def test_no_word_of_a_person_is_in_the_sentence():
    saved("topics", title="the heron")
    task("a stork")
    assert not {"heron", "stork"} & set(upcoming.sentence().replace(".", "").split())


def test_with_a_file_that_cannot_be_opened_nothing_is_counted_and_that_is_said():
    saved("topics", title="one")
    store.path(sheets.sheet("tasks")).mkdir()
    assert upcoming.sentence() == "What waits cannot be counted just now: a file could not be read."


def test_the_waiting_line_answers_with_what_waits_now_and_to_nothing_else():
    line, replies = lookback.Waiting(), []
    line.send = replies.append
    for kind in ("ready", "save"):
        line._hear(line, {"kind": kind, "view": "view-1"}, [])
    saved("topics", title="the heron")
    line._hear(line, {"kind": "ready", "view": "view-1"}, [])
    assert [reply.items() >= {"kind": "waits", "view": "view-1"}.items() for reply in replies] == [True, True]
    assert [reply["message"] for reply in replies] == [
        "Nothing is waiting for your session.",
        "Waiting for your session: 1 line for next time.",
    ]


def test_the_waiting_line_holds_and_shows_nothing_of_the_person():
    saved("topics", title="the heron")
    line = wb.waiting()
    line.send = lambda reply: None
    line._hear(line, {"kind": "ready"}, [])
    assert repr(line) == "Waiting()"
    assert line.get_state()["spec"] == {"message": ""}


# What a form offers to link to


def test_tasks_that_wait_are_offered_by_name_the_latest_first():
    made = [task(name, at=at) for name, at in (("old", "2026-03-01"), ("new", "2026-03-12"), ("mid", "2026-03-05"))]
    task("done", ("all",))
    assert upcoming.offered(TASK_OF) == [(made[1], "new"), (made[2], "mid"), (made[0], "old")]


def test_goals_worked_on_are_offered_and_others_are_not():
    made = saved("goals", text="hear myself")
    saved("goals", text="sleep", status="reached")
    assert upcoming.offered(GOAL_OF) == [(made, "hear myself")]


def test_at_most_twelve_are_offered_and_they_are_the_latest():
    wb.save("tasks", [{"task": f"task {day}", "at": f"2026-03-{day:02}"} for day in range(1, 15)])
    assert [name for _, name in upcoming.offered(TASK_OF)] == [f"task {day}" for day in range(14, 2, -1)]


def test_the_one_chosen_is_among_them_even_when_it_is_settled_or_old():
    done = task("done", ("all",), at="2026-01-01")
    wb.save("tasks", [{"task": f"task {day}", "at": f"2026-03-{day:02}"} for day in range(1, 15)])
    offered = upcoming.offered(TASK_OF, [done, "no id of anything"])
    assert len(offered) == 13
    assert offered[-1] == (done, "done")


def test_the_one_chosen_is_offered_once_when_it_still_waits():
    made = task()
    assert upcoming.offered(TASK_OF, [made]) == [(made, "ring a bell")]


def test_a_long_name_is_cut_where_it_is_offered():
    saved("goals", text="x" * 500)
    assert [len(name) for _, name in upcoming.offered(GOAL_OF)] == [120]
