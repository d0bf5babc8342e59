"""What a long record costs when looking back: `python benchmarks/looking_back.py [ROUNDS]`.

Opens the list of check-ins on the first page without code, in a real browser, with 100 and with 10,000 check-ins, in
shuffled rounds. Prints the median time from click to first row against that of 100, and the slowest filter. The second
record of 100 is the control: outside 0.8 to 1.25 the run says nothing.
"""

import os
import random
import secrets
import statistics
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

from workbook import cli, places, settings, store

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "journeys"))

RECORDS = {"100": 100, "100, again": 100, "10,000": 10_000}
FIRST_ROW = """() => new Promise((resolve) => {
    const fold = document.querySelector("[data-past=feelings]"), start = performance.now();
    new MutationObserver(() => fold.querySelector("tbody tr") && resolve(performance.now() - start))
        .observe(fold, { subtree: true, childList: true });
    fold.querySelector("summary").click();
})"""
FILTER = """(word) => new Promise((resolve) => {
    const fold = document.querySelector("[data-past=feelings]"), start = performance.now();
    const rows = fold.querySelector("tbody");
    new MutationObserver(() => resolve(performance.now() - start)).observe(rows, { childList: true });
    const input = fold.querySelector(".wb-filter input[type=text]");
    input.value = word; input.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def fill(count: int) -> None:
    """So many check-ins, one a day."""
    now = datetime.now().astimezone()
    settings.save(storage="saved", followed=["calm"])
    rows = [
        {"feeling": "calm", "rating": day % 11, "at": now - timedelta(days=day), "note": f"Invented: day {day}"}
        | {"checkin_id": f"e{day:021x}"}
        for day in range(count)
    ]
    store.save("feelings", rows)


def main(rounds: int) -> int:
    """Print the ratios; 0 when every goal is met."""
    from browser import find
    from pages import Server, new_page, open_app

    place = find()
    first, filters = {name: [] for name in RECORDS}, {name: [] for name in RECORDS}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        servers = {}
        try:
            for name, count in RECORDS.items():
                data, port, token = Path(folder) / name / "entries", cli.free_port(), secrets.token_urlsafe(16)
                os.environ["WORKBOOK_DATA"] = str(data)
                fill(count)
                with (Path(folder) / f"{name}.log").open("w+b") as log:
                    process = cli.start(places.notebooks(), port, token, log)
                    cli.answers(f"http://127.0.0.1:{port}/api", token, process)
                servers[name] = Server(f"http://127.0.0.1:{port}", token, data, data, data, places.notebooks(), process)
            for _ in range(rounds):
                for name in random.sample(list(servers), len(servers)):
                    page = new_page(chromium, servers[name])
                    open_app(page, servers[name], "00-start-here.ipynb")
                    page.locator("[data-past=feelings][data-ready]").wait_for(timeout=30_000)
                    first[name].append(page.evaluate(FIRST_ROW))
                    filters[name] += [page.evaluate(FILTER, word) for word in ("day 9", "day 1", "heron", "")]
                    page.context.close()
        finally:
            for server in servers.values():
                cli.stop(server.process)
    floor = statistics.median(first["100"])
    ratios = {name: statistics.median(times) / floor for name, times in first.items()}
    for name, ratio in ratios.items():
        slowest = max(filters[name])
        print(f"{name:>12}: first row {ratio:.2f} x of 100 ({floor * ratio:.0f} ms), filter {slowest:.0f} ms at most")
    valid = 0.8 <= ratios["100, again"] <= 1.25
    print("goals: 1.5 x, 300 ms" if valid else "The control is off: this run says nothing.")
    return 0 if valid and ratios["10,000"] <= 1.5 and max(filters["10,000"]) < 300 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
