"""What a long record costs to read and to draw: `python benchmarks/charts.py [--rows 1000000] [--rounds 7]`.

Ten feelings rated over up to 50 years. In shuffled rounds: wb.entries against a bare pd.read_csv of the same file, the
chart of a table of entries as JSON against its daily means alone, and the chart's first paint in a real browser,
without the network, against that of a chart of 1,000 ratings. Counts marks and bytes besides. The second run of each
floor is the control: outside 0.95 to 1.05 (0.8 to 1.25 in the browser) that part says nothing.
"""

import argparse
import base64
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly
from playwright.sync_api import sync_playwright

import workbook as wb
from workbook import records, sheets

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "journeys"))

WORDS = ("calm", "worried", "sad", "angry", "hopeful", "tired", "lonely", "proud", "ashamed", "glad")
YEARS_50 = 18_263  # days
FEW = 1000
LOAD = {10_000: 2.0, 200_000: 1.6, 1_000_000: 1.6}
LONG, JSON, PAINT, BYTES, MARKS = 200_000, 1.0, 1.25, 100 * 1024, 1000
MOST_PAINTED = 2**20  # bytes of a figure that a browser is still asked to paint: more takes it minutes
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PAINTED = """(figure) => new Promise((resolve) => {
    const place = document.createElement("div"), start = performance.now();
    document.body.replaceChildren(place);
    Plotly.newPlot(place, figure.data, figure.layout, { responsive: true, displayModeBar: false }).then(() =>
        requestAnimationFrame(() => setTimeout(() => {
            const took = performance.now() - start;
            Plotly.purge(place);
            resolve(took);
        })));
})"""


def fill(rows: int) -> None:
    """A file of so many ratings: ten words a check-in, one a day for up to 50 years, more a day beyond."""
    sheet, chance = sheets.sheet("feelings"), random.Random(rows)
    columns = list(sheet.columns)
    path = Path(os.environ["WORKBOOK_DATA"]) / "feelings.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    checkins = rows // len(WORDS)
    days = min(checkins, YEARS_50)
    with path.open("wb") as file:
        file.write(records.header(columns))
        for checkin in range(checkins):
            day = date(2026, 1, 1) - timedelta(days=days - 1 - checkin * days // checkins)
            clock = f"{7 + checkin % 16:02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
            at = f"{day}T{clock}+0{1 + (4 <= day.month <= 10)}:00"
            for place, word in enumerate(WORDS):
                rating = chance.choice(("", *range(11), *range(3, 8)))
                note = 'Invented: "so, so", 🙂\nand a line' if chance.random() < 0.1 else ""
                number = checkin * len(WORDS) + place
                cells = {"entry_id": f"e{number:013x}{number:08x}", "at": at, "saved_at": at, "feeling": word}
                cells |= {"checkin_id": f"e{checkin:013x}{checkin:08x}", "asked": "followed", "rating": str(rating)}
                cells |= {"scale_min": "0", "scale_max": "10", "note": note}
                file.write(records.record(columns, sheet, cells))


def cpu(call: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    started = time.process_time()
    call()
    return time.process_time() - started


def ratios(ways: Mapping[str, Callable[[], float]], rounds: int) -> tuple[float, dict[str, float]]:
    """The median cost of the first way, and of each other the median of its ratios to it, in shuffled rounds."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(rounds):
        for name in random.sample(list(ways), len(ways)):
            took[name].append(ways[name]())
    floor, *others = took
    pairs = {name: [a / b for a, b in zip(took[name], took[floor], strict=True)] for name in others}
    return statistics.median(took[floor]), {name: statistics.median(one) for name, one in pairs.items()}


def told(what: str, ratio: float, goal: float, control: float, loose: bool = False) -> bool:
    """Print one ratio with its goal; whether the goal is met and the control in order."""
    low, high = (0.8, 1.25) if loose else (0.95, 1.05)
    valid = low <= control <= high
    note = "" if valid else "; the control is off: this says nothing"
    print(f"  {what}: {ratio:.2f} (goal: at most {goal}), control {control:.2f}{note}", flush=True)
    return valid and ratio <= goal


def load(rows: int, rounds: int) -> bool:
    """Print what reading costs; whether the goal is met."""
    path = Path(os.environ["WORKBOOK_DATA"]) / "feelings.csv"
    ways = {name: lambda: cpu(lambda: pd.read_csv(path)) for name in ("bare", "again")}
    floor, found = ratios(ways | {"typed": lambda: cpu(lambda: wb.entries("feelings"))}, rounds)
    goal = next(LOAD[one] for one in sorted(LOAD, reverse=True) if rows >= one or one == min(LOAD))
    return told(f"wb.entries / pd.read_csv ({floor * 1000:.0f} ms)", found["typed"], goal, found["again"])


def count(values: Any) -> int:
    """How many values a trace has, as a list or as plotly packs an array of numbers."""
    if isinstance(values, Mapping):
        return len(np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]))
    return len(values)


def figure(frame: pd.DataFrame, rounds: int) -> tuple[bool, dict[str, Any]]:
    """Print what a chart costs and how much it holds; whether the goals are met, and the figure."""

    def means() -> object:
        """The daily means, which anybody would begin with."""
        return frame.groupby(["day", "feeling"])["rating"].mean().unstack()

    drawn = wb.trend(entries=frame).to_json()
    ways = {name: lambda: cpu(means) for name in ("means", "again")}
    floor, found = ratios(ways | {"chart": lambda: cpu(lambda: wb.trend(entries=frame).to_json())}, rounds)
    goal = JSON if len(frame) >= LONG else float("inf")
    met = told(f"entries to JSON / daily means ({floor * 1000:.0f} ms)", found["chart"], goal, found["again"])
    picture = json.loads(drawn)
    marks = max(count(trace["y"]) for trace in picture["data"])
    print(
        f"  {len(drawn) / 1024:.0f} KiB (at most {BYTES // 1024}), {marks} marks a trace (at most {MARKS})", flush=True
    )
    return met and len(drawn) <= BYTES and marks <= MARKS, picture


def paint(pictures: Mapping[str, dict[str, Any]], rounds: int) -> bool:
    """Print what the first paint costs against the first picture; whether the goals are met."""
    from browser import find

    met, painted = True, {}
    for name, picture in pictures.items():
        if len(json.dumps(picture)) > MOST_PAINTED:
            print(f"  {name}: too much for a browser, not painted")
            met = False
        else:
            painted[name] = picture
    place = find()  # may start a Playwright of its own
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        page = chromium.new_context(offline=True, viewport={"width": 1000, "height": 600}).new_page()
        page.set_content("<!doctype html><body></body>")
        page.add_script_tag(path=PLOTLY)
        ways = {name: (lambda picture=one: page.evaluate(PAINTED, picture)) for name, one in painted.items()}
        floor, found = ratios(ways, rounds)
        chromium.close()
    for name in list(found)[1:]:
        met &= told(f"{name}, first paint ({floor:.0f} ms)", found[name], PAINT, found["again"], loose=True)
    return met


def main() -> int:
    """Print everything; 0 when every goal is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=list(LOAD))
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    met, pictures = [], {}
    for rows in (FEW, *given.rows):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["WORKBOOK_DATA"] = str(Path(folder) / "entries")
            fill(rows)
            if rows == FEW:
                pictures[f"{FEW:,} ratings"] = pictures["again"] = json.loads(
                    wb.trend(entries=wb.entries("feelings")).to_json()
                )
                continue
            print(f"{rows:,} ratings", flush=True)
            met.append(load(rows, given.rounds))
            drawn, pictures[f"{rows:,} ratings"] = figure(wb.entries("feelings"), given.rounds)
            met.append(drawn)
    print("In the browser")
    met.append(paint(pictures, max(given.rounds, 9)))
    print("goals met" if all(met) else "goals missed")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
