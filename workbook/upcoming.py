"""What is still open: tasks to come back to, goals one works on, and what waits for the next session."""

from collections.abc import Callable, Iterable

from workbook import sheets, store
from workbook.csvs import Cells
from workbook.fields import Link, instant
from workbook.past import day
from workbook.sheets import practical, topics
from workbook.words import boundaries, trends
from workbook.words import past as say

OFFERED = 12  # entries a form offers to link to, the latest first
LONGEST = 120  # characters of their names
RECALLED = 5  # goals shown beside now
Read = Callable[[str], list[Cells]]  # from the name of a sheet to its rows


def rows(name: str) -> list[Cells]:
    """The rows of a sheet in the order of their moments; none where its file cannot be opened just now."""
    try:
        return sorted(store.read(name).rows, key=lambda row: instant(row["at"]))
    except OSError:
        return []


def tasks(rows: Read = rows) -> list[Cells]:
    """Tasks not settled yet: none of their logs says that all was done, or that it no longer fits, as the latest."""
    latest = {row["task_id"]: row["amount"] for row in rows("task_logs") if row["amount"]}
    return [row for row in rows("tasks") if row["task"] and latest.get(row["entry_id"]) not in sheets.SETTLED]


def goals(rows: Read = rows) -> list[Cells]:
    """Goals neither reached nor set aside."""
    return [row for row in rows("goals") if row["text"] and row["status"] in ("", "current")]


def lines(rows: Read = rows) -> list[Cells]:
    """Lines for next time that still wait."""
    return [row for row in rows("topics") if topics.waits(row)]


def questions(rows: Read = rows) -> list[Cells]:
    """Questions still to ask, or still bothering."""
    return [row for row in rows("questions") if practical.waits(row)]


def contact_rules() -> list[tuple[str, str]]:
    """The rules on contact that the person knows, as label and rule: they have one place, and are shown in others."""
    known = [row for row in rows("questions") if row["answer"] and row["known_how"] not in ("guess", "don't know")]
    rules = {row["item"]: row["answer"] for row in known}
    return [(label, rules[item]) for item, label in boundaries.CONTACT_LABELS.items() if item in rules]


def then() -> list[tuple[str, str]]:
    """Goals and the good working relationship as the person first wrote them, each with its day."""
    good = [row for row in rows("reflections") if row["prompt"] == "good_relationship" and row["text"]][:1]
    first = [(trends.GOOD_THEN, row, row["text"]) for row in good]
    first += [(trends.GOAL_THEN, row, row["text"]) for row in rows("goals") if row["text"]][:RECALLED]
    return [(told.format(day=day(row["at"])), text) for told, row, text in first]


RECALLS = {"settings": contact_rules, "then-and-now": then}


def recalled(form: str) -> list[tuple[str, str]]:
    """What a form shows of what was written elsewhere: a label and the words; nothing for most."""
    return RECALLS[form]() if form in RECALLS else []


def offered(link: Link, chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The id and name of each entry a form offers for a link, latest first; `chosen` ids are among them."""
    still = {"tasks": tasks, "goals": goals}[link.of]()[-OFFERED:]
    there = {row["entry_id"] for row in still}
    more = [row for row in rows(link.of) if row["entry_id"] in set(chosen) - there]
    label = sheets.sheet(link.of).label
    return [(row["entry_id"], row[label][:LONGEST]) for row in reversed([*more, *still])]


def sentence() -> str:
    """What waits for the session, counted."""
    try:
        [store.read(name) for name in ("topics", "tasks", "task_logs", "questions")]
    except OSError:
        return say.CANNOT_COUNT
    counts = [(say.QUESTIONS, len(questions())), (say.LINES, len(lines())), (say.TASKS, len(tasks()))]
    what = [one if count == 1 else many.format(n=count) for (one, many), count in counts if count]
    return say.WAITING.format(what=say.AND.join(what)) if what else say.NOTHING_WAITS
