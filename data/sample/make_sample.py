"""Makes the invented person's entries, the same ones each time: `python data/sample/make_sample.py`."""

import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

from workbook import records, sheets

HERE = Path(__file__).parent
FIRST_DAY = datetime(2026, 3, 2, 21, 0, tzinfo=timezone(timedelta(hours=1)))
DAYS = 84
AWAY = range(37, 46)  # nine days without a check-in
FOLLOWED = {"worried": (6.6, -2.6), "calm": (3.4, 1.2)}  # where it starts, and how far it drifts in all
OTHERS = ("sad", "tired", "angry", "hopeful", "close", "numb")
NOTES = (
    "Sample: a long day, and rain.",
    "Sample: walked to the lake.",
    "Sample: dinner with my sister. I went quiet.",
    "Sample: slept badly.",
    "Sample: said it out loud today.",
)


def rating(chance: random.Random, level: float, carried: float) -> int:
    """A rating near a level, with something carried over from the day before."""
    return min(max(round(level + carried + chance.gauss(0, 1.1)), 0), 10)


def rows() -> list[dict[str, object]]:
    """Twelve weeks of check-ins: two followed words, now and then another, some left blank, some days missed."""
    chance, made = random.Random(20260302), []
    carried = dict.fromkeys(FOLLOWED, 0.0)
    for day in range(DAYS):
        at = FIRST_DAY + timedelta(days=day, minutes=chance.randint(-90, 90))
        if day in AWAY or (chance.random() < 0.16 and day not in (0, DAYS - 1)):
            continue
        checkin = []
        for word, (start, drift) in FOLLOWED.items():
            carried[word] = 0.4 * carried[word] + chance.gauss(0, 0.7)
            value = rating(chance, start + drift * day / DAYS, carried[word])
            checkin.append({"feeling": word, "rating": None if chance.random() < 0.06 else value, "asked": "followed"})
        if chance.random() < 0.3:
            checkin.append({"feeling": chance.choice(OTHERS), "rating": chance.randint(3, 8), "asked": "added"})
        if chance.random() < 0.2:
            checkin[0]["note"] = chance.choice(NOTES)
        made += [{**row, "at": at, "checkin": day} for row in checkin]
    return made


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the invented person's twelve weeks."""
    return FIRST_DAY + timedelta(days=day, hours=hour - FIRST_DAY.hour, minutes=minute)


SESSIONS = [day for day in range(3, DAYS, 7) if day not in AWAY]
ALLIANCE = {"A1": (5, 2), "A2": (5, 1), "A3": (4, 3), "A4": (3, 3), "O1": (4, 3), "O2": (5, 1)}  # start, drift
LINES = {
    10: "Sample: ask about the summer break",
    31: "Sample: the talk with my sister",
    59: "Sample: why I go quiet when it matters",
    80: "Sample: what comes after the twelve weeks",
}
QUESTIONS = (
    (
        3,
        {
            "item": "missed",
            "status": "answered",
            "answer": "Sample: one day ahead is free.",
            "known_how": "told",
        },
    ),
    (3, {"item": "reply", "status": "answered", "answer": "Sample: within two days.", "known_how": "asked"}),
    (24, {"item": "endings", "status": "to ask"}),
    (52, {"text": "Sample: may I bring my sister once?", "status": "to ask"}),
)
TASKS = (
    (3, "Sample: write one line before bed", "Sample: one word"),
    (31, "Sample: call my sister on a Sunday", "Sample: send a message"),
    (66, "Sample: say no to one thing a week", "Sample: say I will think about it"),
)
LOGS = (
    (9, 0, "a little", "time; energy", "Sample: one word is easier than a line."),
    (16, 0, "most", "time", "Sample: it helps me to stop for the day."),
    (36, 1, "not started", "felt worse", "Sample: I was afraid of what she would say."),
    (50, 1, "changed to fit me", "no privacy", "Sample: a letter was better than a call."),
    (57, 1, "all", "", "Sample: she laughed, and so did I."),
    (73, 2, "about half", "other people; forgot", "Sample: at work it is harder."),
)
GOALS = ((4, "Sample: sleep through most nights"), (4, "Sample: tell my sister how I am"))
NEARER = ((5, 0, 2), (5, 1, 1), (40, 0, 3), (58, 1, 4), (80, 0, 5), (80, 1, 6))
WRITING = ((6, 7, 5), (13, 6, 6), (20, 8, 4), (33, 4, 5), (54, 7, 4), (75, 5, 3))
THOUGHTS = ((8, 9, 6), (19, 8, 5), (35, 7, 7), (56, 8, 4), (71, 6, 3))
TOTALS = ((3, 42), (31, 38), (66, 35))


def everything() -> dict[str, list[dict[str, object]]]:
    """Rows by sheet; `key` names a row, and `@key` in another stands for its id."""
    chance = random.Random(20260303)
    made: dict[str, list[dict[str, object]]] = {"feelings": rows(), "sessions": [], "ratings": []}
    for count, day in enumerate(SESSIONS):
        made["sessions"].append(
            {"key": f"session {day}", "at": at(day, 18), "mode": "video" if count % 4 == 3 else "in person"}
        )
        for item, (start, drift) in ALLIANCE.items():
            value = min(max(round(start + drift * day / DAYS + chance.gauss(0, 1)), 0), 10)
            made["ratings"].append({"at": at(day, 18), "item": item, "rating": value, "session_id": f"@session {day}"})
        worries = min(max(round(7 - 4 * day / DAYS + chance.gauss(0, 0.7)), 0), 10)
        made["ratings"].append({"at": at(day, 20), "item": "headspace", "rating": worries})
    for day, goal, value in NEARER:
        made["ratings"].append({"at": at(day, 19), "item": "goal", "rating": value, "goal_id": f"@goal {goal}"})
    made["goals"] = [{"key": f"goal {n}", "at": at(day, 19), "text": text} for n, (day, text) in enumerate(GOALS)]
    made["topics"] = [{"at": at(day, 19), "title": title} for day, title in LINES.items()]
    made["questions"] = [{"at": at(day, 19), "answered_at": at(day, 19), **cells} for day, cells in QUESTIONS]
    made["tasks"] = [
        {"key": f"task {n}", "at": at(day, 18), "task": task, "smallest": smallest, "goal_id": f"@goal {min(n, 1)}"}
        for n, (day, task, smallest) in enumerate(TASKS)
    ]
    made["task_logs"] = [
        {"at": at(day, 20), "task_id": f"@task {task}", "amount": amount, "obstacles": ways, "found_out": found}
        for day, task, amount, ways, found in LOGS
    ]
    made["journal"] = [
        {
            "at": at(day, 21),
            "text": "Sample: a page of an invented journal.",
            "heavy_before": before,
            "heavy_after": after,
        }
        for day, before, after in WRITING
    ]
    made["thoughts"] = [
        {"at": at(day, 21), "thought": "Sample: they are tired of me.", "sure_before": before, "sure_after": after}
        for day, before, after in THOUGHTS
    ]
    made["scores"] = [{"at": at(day, 12), "name": "Sample: my clinic’s test", "total": total} for day, total in TOTALS]
    made["feedback"] = [{"at": at(24, 20), "technique": "Sample: breathing together", "verdict": "keep"}]
    return made


def csvs() -> dict[str, bytes]:
    """The sample's files, by sheet."""
    made, ids, files = everything(), {}, {}
    for place, entries in enumerate(made.values()):
        for number, row in enumerate(entries):
            row["entry_id"] = f"e{int(row['at'].timestamp() * 1_000_000):013x}{place:02x}{number:06x}"
            ids[f"@{row.pop('key', '')}"] = row["entry_id"]
    for name, entries in made.items():
        sheet, firsts, lines = sheets.sheet(name), {}, []
        for answers in sorted(entries, key=lambda row: row["entry_id"]):
            at, entry_id, shared = answers.pop("at"), answers.pop("entry_id"), answers.pop("checkin", None)
            row, problems, _ = sheet.check({key: ids.get(value, value) for key, value in answers.items()})
            assert not problems, problems
            said = {"entry_id": entry_id, "at": at.isoformat(), "saved_at": at.isoformat()}
            if sheet.shared_id:
                said[sheet.shared_id] = firsts.setdefault(at.isoformat() if shared is None else shared, entry_id)
            lines.append(records.record(list(sheet.columns), sheet, sheet.cells(row) | said))
        files[name] = records.header(list(sheet.columns)) + b"".join(lines)
    return files


if __name__ == "__main__":
    for name, blob in csvs().items():
        (HERE / f"{name}.csv").write_bytes(blob)
