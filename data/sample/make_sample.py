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


def csv() -> bytes:
    """The file of the sample's feelings."""
    sheet, firsts, lines = sheets.sheet("feelings"), {}, []
    for number, answers in enumerate(rows()):
        at, checkin = answers.pop("at"), answers.pop("checkin")
        entry_id = f"e{int(at.timestamp() * 1_000_000):013x}{number:08x}"
        firsts.setdefault(checkin, entry_id)
        row, problems, _ = sheet.check(answers)
        assert not problems, problems
        said = {"entry_id": entry_id, "checkin_id": firsts[checkin], "at": at.isoformat(), "saved_at": at.isoformat()}
        lines.append(records.record(list(sheet.columns), sheet, sheet.cells(row) | said))
    return records.header(list(sheet.columns)) + b"".join(lines)


if __name__ == "__main__":
    (HERE / "feelings.csv").write_bytes(csv())
