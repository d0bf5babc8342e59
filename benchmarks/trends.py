"""What the trend of a feeling costs and how far it can be trusted: `python benchmarks/trends.py [--runs N] [--full]`.

Prints how often a direction is named in simulated records without and with a drift, how often the 95 % interval holds
the true slope over years and with days missing, then the time against scipy.stats.theilslopes in shuffled rounds, and
the memory added. The workbook does not need scipy: without it, its columns stay away. --full takes 50 years too, where
scipy needs some 10 GB. Our own second run is the control: outside 0.95 to 1.05 the times say nothing.
"""

import argparse
import random
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from simulated import GAPS, announced, held, noise_of, ratings

from workbook.slopes import sure, theil_sen

try:
    from scipy.stats import theilslopes
except ImportError:
    theilslopes = None

SHORT, LONG = (8, 12, 20, 30), (84, 100, 365, 1825)
YEARS = (365, 730, 1825, 3650)
KINDS = {
    "whole, SD 1.5": {"spread": 1.5},
    "whole, SD 2.5": {"spread": 2.5},
    "quarters, SD 1.2": {"spread": 1.2, "step": 0.25},
}
FALSE, FALSE_AT_WORST, HELD, MEMORY = 0.03, 0.08, (0.93, 0.98), 64 * 2**20
GOALS = {3650: 1 / 10, 18_263: 1 / 100}


def scipys(rows: np.ndarray) -> int:
    """In how many records scipy's 95 % interval leaves 0 out."""
    ends = (theilslopes(row, np.arange(len(row)), 0.95)[2:] for row in rows)
    return sum(bool(low > 0 or high < 0) for low, high in ends)


def shares(n: int, runs: int, **kind: float) -> list[str]:
    """How often a direction is named at no, some and much carry-over; scipy's own after a stroke."""
    told = []
    for phi in (0, 0.3, 0.5):
        rows = ratings(np.random.default_rng([n, int(phi * 10)]), runs, n, phi=phi, **kind)
        ours = announced(rows, sure(n)) / runs
        first = rows[:400] if theilslopes and n in SHORT else rows[:0]
        told.append(f"{ours:.1%}" + (f" | {scipys(first) / len(first):.0%}" if len(first) else ""))
    return told


def directions(runs: int) -> bool:
    """Print how often a direction is named; whether it is seldom enough where there is none."""
    met = True
    print(f"Direction named, {runs} runs, carry-over 0 / .3 / .5" + (" (ours | scipy 95 %)" if theilslopes else ""))
    for change in (0, 4):
        for name, kind in KINDS.items():
            for n in (*SHORT, *LONG):
                count = runs if n <= 100 else max(runs // 4, 100)
                told = shares(n, count, change=change, **kind)
                print(f"  change {change}, {name:16} n={n:5}: " + "   ".join(told), flush=True)
                limit = FALSE if name == "whole, SD 1.5" else FALSE_AT_WORST
                limit += noise_of(limit, count, 1.6)  # one run in twenty would be over a limit that is just kept
                met &= change > 0 or all(float(one.split("%")[0]) / 100 <= limit for one in told)
    return met


def coverage(runs: int) -> bool:
    """Print how often the 95 % interval holds the true slope; whether it does so often enough, chance apart."""
    met, noise = True, noise_of(0.95, runs)
    print(f"True slope in the 95 % interval, {runs} runs (chance: +-{noise:.3f}), carry-over 0 / .3 / .6 / .8")
    for n, gaps in [(n, "every day") for n in YEARS] + [(n, gap) for n in (365, 1825) for gap in list(GAPS)[1:]]:
        for change in (0, 0.7, 2):
            told = []
            for phi in (0, 0.3, 0.6, 0.8):
                chance = np.random.default_rng([n, int(change * 10), int(phi * 10)])
                rows = ratings(chance, runs, n, phi=phi, change=change)
                told.append(held(rows, change, GAPS[gaps](chance, runs, n)) / runs)
            print(f"  n={n:5}, change {change:3}, {gaps:20}: " + "  ".join(f"{one:.3f}" for one in told), flush=True)
            met &= all(HELD[0] - noise <= one <= HELD[1] + noise for one in told)
    return met


def spent(call: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    started = time.process_time()
    call()
    return time.process_time() - started


def speed(n: int, rounds: int) -> bool:
    """Print time and memory for a record of so many days; whether the goals that can be measured here are met."""
    chance = np.random.default_rng(n)
    days, row = np.arange(float(n)), np.clip(np.rint(5 + chance.normal(0, 1.5, n)), 0, 10)
    tracemalloc.start()
    theil_sen(days, row)
    added = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    ways: dict[str, Callable[[], object]] = {
        name: lambda: [theil_sen(days, row) for _ in range(5)] for name in ("ours", "ours, again")
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(max(rounds, 9)):
        for name in random.sample(list(ways), len(ways)):
            took[name].append(spent(ways[name]) / 5)
    ours = statistics.median(took["ours"])
    control = statistics.median(b / a for a, b in zip(*took.values(), strict=True))
    print(f"  n={n:6}: {ours * 1000:7.1f} ms, {added / 2**20:5.1f} MiB added, control {control:.2f}", end="")
    met = added <= MEMORY
    if theilslopes:
        against = []
        for _ in range(rounds):
            pair = {"ours": lambda: theil_sen(days, row), "scipy": lambda: theilslopes(row, days)}
            cost = {name: spent(pair[name]) for name in random.sample(list(pair), 2)}
            against.append(cost["ours"] / cost["scipy"])
        ratio = statistics.median(against)
        print(f", 1/{1 / ratio:.0f} of scipy (goal 1/{1 / GOALS[n]:.0f})", end="")
        met &= ratio <= GOALS[n]
    print("" if 0.95 <= control <= 1.05 else "; the control is off: the time says nothing")
    return met


def main() -> int:
    """Print everything; 0 when every goal is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1200)
    parser.add_argument("--full", action="store_true", help="fifty years too, in scipy as well")
    given = parser.parse_args()
    met = [directions(given.runs), coverage(max(given.runs // 3, 50))]
    print("Time and memory of one trend")
    met += [speed(3650, 3)]
    if given.full:
        met += [speed(18_263, 1)]
    print("goals met" if all(met) else "goals missed")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
