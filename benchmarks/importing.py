"""What an import costs: `python benchmarks/importing.py [ROUNDS]`.

Imports 100,000 lines as Daylio writes them, dry run and save, into an empty folder each time, in shuffled rounds.
The floor is `pandas.read_csv` of the same export plus one save of the same rows by the store: their bytes and checks,
lock, one write, fsync, read back. Beside it stands the bare floor: one write and one fsync of the same bytes.
Prints the medians of the ratios of each round. The second floor is the control: outside 0.9 to 1.1 the run says
nothing.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd

from workbook import importers, store

LINES, GOAL = 100_000, 3.0
HEADER = "\ufefffull_date,date,weekday,time,mood,activities,scales,note_title,note\n"
DOES = ("work", "friends", "family", "good sleep", "reading", "a walk", "cleaning", "movies", "tea", "gaming")
WORDS = ("invented", "words", "about", "a", "day", "that", "was", "long", "and", "a", "lake", "in", "the", "rain")


def export(lines: int = LINES) -> bytes:
    """A long record of an invented person: some activities each time, a few words every other time."""
    chance, at, made = random.Random(1), datetime.fromisoformat("2026-01-01T22:00"), [HEADER]
    for _ in range(lines):
        at -= timedelta(minutes=chance.randint(60, 300))
        note = " ".join(chance.choices(WORDS, k=25)) if chance.random() < 0.5 else ""
        mood, activities = chance.choice(("rad", "good", "meh", "bad", "awful")), " | ".join(chance.sample(DOES, 4))
        day = f'"{at:%Y-%m-%d}","{at:%B} {at.day}","{at:%A}","{at:%I:%M}\u202f{at:%p}"'
        made.append(f'{day},"{mood}","{activities}","","","{note}"\n')
    return "".join(made).encode()


def timed(what: Callable[[], object]) -> float:
    """Seconds it takes."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def main(rounds: int) -> int:
    """Print the ratios; 0 when the goal is met."""
    with tempfile.TemporaryDirectory() as name:
        root, blob, number = Path(name), export(), iter(range(1_000_000))
        (root / "export.csv").write_bytes(blob)

        def elsewhere() -> None:
            """An empty folder for entries, as before a first save."""
            os.environ["WORKBOOK_DATA"] = str(root / f"entries-{next(number)}")

        elsewhere()
        rows = importers.look("daylio", blob, importers.Options()).rows
        store.add("feelings", rows)
        written = store.path(store.sheets.sheet("feelings")).read_bytes()

        def bring_in() -> None:
            """The import, as the command does it."""
            importers.add(importers.look("daylio", (root / "export.csv").read_bytes(), importers.Options()))

        def bare() -> None:
            """The same bytes, written and on the disk."""
            with (root / f"bare-{next(number)}").open("wb", buffering=0) as file:
                file.write(written)
                os.fsync(file.fileno())

        def read() -> None:
            """The same export, as a table."""
            pd.read_csv(root / "export.csv")

        def save() -> None:
            """The same rows, saved by the store."""
            store.add("feelings", rows)

        parts = {"import": bring_in, "read": read, "save": save, "bare": bare, "read again": read, "save again": save}
        figures: list[dict[str, float]] = []
        for _ in range(rounds):
            took = {}
            for part in random.sample(list(parts), len(parts)):
                elsewhere()
                took[part] = timed(parts[part])
            figures.append(took)
    floor = [took["read"] + took["save"] for took in figures]
    ratio = statistics.median(took["import"] / one for took, one in zip(figures, floor, strict=True))
    control = statistics.median(
        (took["read again"] + took["save again"]) / one for took, one in zip(figures, floor, strict=True)
    )
    against_bare = statistics.median(took["import"] / (took["read"] + took["bare"]) for took in figures)
    print(f"import of {LINES:,} lines: {ratio:.2f} x reading and saving (goal: at most {GOAL}), {rounds} rounds")
    print(f"against reading and a bare write: {against_bare:.2f} x; the floor again: {control:.2f} x")
    valid = 0.9 <= control <= 1.1
    print("" if valid else "The control is off: this run says nothing.", end="" if valid else "\n")
    return 0 if valid and ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
