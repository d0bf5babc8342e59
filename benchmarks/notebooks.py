"""What a notebook costs against an empty one: `python benchmarks/notebooks.py [ROUNDS]`.

Runs each notebook by nbclient in shuffled rounds with 10,000 rows of data, and prints the median of the ratios to the
empty notebook of the same round. The second empty notebook is the control: outside 0.95 to 1.05 the run says nothing.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
from nbclient import NotebookClient

CELLS = {
    "empty": [],
    "empty, again": [],
    "form": ["import workbook as wb", 'wb.form("feelings")'],
    "chart": ["import workbook as wb", "wb.trend()"],
}
GOALS = {"empty, again": 1.05, "form": 1.4, "chart": 2.0}


def fill(rows: int = 10_000) -> None:
    """Two followed words a day, in one save."""
    from workbook import settings, store

    chance, start = random.Random(1), datetime.now().astimezone() - timedelta(days=rows // 2)
    settings.save(storage="saved", followed=["worried", "calm"])
    store.save(
        "feelings",
        [
            {"feeling": word, "rating": chance.randint(0, 10), "at": start + timedelta(days=day)}
            for day in range(rows // 2)
            for word in ("worried", "calm")
        ],
    )


def run(cells: list[str]) -> float:
    """Seconds to run these cells in a kernel of their own."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells or ["pass"]])
    started = time.perf_counter()
    NotebookClient(notebook, kernel_name="python3").execute()
    return time.perf_counter() - started


def main(rounds: int) -> int:
    """Print the ratios; 0 when every goal is met."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKBOOK_DATA"] = str(Path(folder) / "entries")
        fill()
        ratios: dict[str, list[float]] = {name: [] for name in GOALS}
        for name in CELLS:
            run(CELLS[name])
        for _ in range(rounds):
            took = {name: run(CELLS[name]) for name in random.sample(list(CELLS), len(CELLS))}
            for name, figures in ratios.items():
                figures.append(took[name] / took["empty"])
    medians = {name: statistics.median(figures) for name, figures in ratios.items()}
    for name, median in medians.items():
        print(f"{name:14} {median:.2f} x an empty notebook (goal: at most {GOALS[name]}), {rounds} rounds")
    return int(any(median > GOALS[name] for name, median in medians.items()))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
