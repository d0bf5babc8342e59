#!/usr/bin/env python3
"""Open the workbook, or test it, on a machine that has only Python: python3 run.py [open --app | test [--full] | ...].

Makes .venv beside this file on the first run. Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV, LOCK, STAMP, LOG = (
    ROOT / ".venv",
    ROOT / "requirements.txt",
    ROOT / ".venv" / "ready",
    ROOT / ".venv" / "install.log",
)
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PAIRED = ("-n", "2", "--dist", "loadscope")
TESTS = (
    # promises and notebooks, a module or a notebook to each of two processes
    ("tests", "notebooks", "--nbval-lax", "--ignore=tests/notebooks", "--ignore=tests/journeys", *PAIRED),
    ("tests/notebooks", "--nbval"),  # a notebook with stored outputs, compared word for word
    ("tests/journeys", "-n", "2"),  # a real browser, two at a time: with more, two cores keep each of them waiting
)
FULL = {"tests": "1000", "tests/journeys": "100"}  # rounds that give the full sizes; of pages loaded, fewer will do


def fingerprint() -> str:
    """What the environment was made from: when this changes, it is made again."""
    parts = [LOCK, ROOT / "pyproject.toml", *sorted((ROOT / "jupyter").rglob("*.*"))]
    made_from = b"".join(part.read_bytes() for part in parts if part.is_file())
    return hashlib.sha256(made_from + f"{sys.version} {VENV}".encode()).hexdigest()


def install(arguments: list[str], what: str, total: int) -> None:
    """Run pip, counting what it collects; stop with its last words when it fails."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", *arguments]
    environment = {**os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    done = 0
    with LOG.open("a", encoding="utf-8") as log:
        for line in process.stdout:
            log.write(line)
            total -= line.startswith("Ignoring ")
            done += line.startswith("Collecting ")
            if line.startswith("Collecting ") and (sys.stdout.isatty() or done % 20 == 0):
                print(f"\r  {what}: {done} of {total}", end="" if sys.stdout.isatty() else "\n", flush=True)
            if line.startswith("Installing collected"):
                print(f"\r  {what}: putting them in place, which takes most of a minute ...", flush=True)
    if process.wait():
        last = LOG.read_text("utf-8").strip().splitlines()[-3:]
        sys.exit("\nSetting up did not work. What pip said last:\n  " + "\n  ".join(last) + f"\nAll of it is in {LOG}")


def set_up() -> None:
    """Make .venv with the pinned packages and the workbook, unless it is there."""
    want = fingerprint()
    if STAMP.is_file() and STAMP.read_text("utf-8") == want and PYTHON.exists():
        return
    print("Setting up, once. This takes a minute or two and needs the internet.", flush=True)
    try:
        venv.create(VENV, with_pip=True, clear=True, symlinks=os.name != "nt")
    except PermissionError as error:
        sys.exit(f"Could not make {VENV} ({error}). If the workbook is open, stop it first. Then try again.")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            f"Could not make {VENV} ({error}).\nOn Debian or Ubuntu: sudo apt install python3-venv. Then try again."
        )
    total = sum(line[:1].isalnum() for line in LOCK.read_text("utf-8").splitlines())
    install(["--require-hashes", "--only-binary=:all:", "-r", str(LOCK)], "packages", total)
    install(["--no-deps", "--no-build-isolation", "--no-index", "--editable", "."], "the workbook", 1)
    STAMP.write_text(want, encoding="utf-8")


def test(full: bool) -> int:
    """Find a browser, then run everything, in full size or quickly; the first failure decides the exit code."""
    finder = subprocess.run(
        [str(PYTHON), str(ROOT / "tests" / "journeys" / "browser.py")], stdout=subprocess.PIPE, text=True
    )
    if finder.returncode:
        return finder.returncode
    environment = {**os.environ, "WORKBOOK_BROWSER": finder.stdout.strip()}
    codes = []
    for step in TESTS:
        rounds = {"WORKBOOK_ROUNDS": FULL[step[0]]} if full and step[0] in FULL else {}
        command = [str(PYTHON), "-m", "pytest", *step]
        codes.append(subprocess.call(command, cwd=ROOT, env={**rounds, **environment}))
    return next((abs(code) for code in codes if code), 0)  # a run that was killed has a negative code


def main(arguments: list[str]) -> int:
    """Set up if need be, then test, or hand over to the command `workbook`."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one should be told, not shown a traceback
        sys.exit("This needs Python 3.11 or newer, and this is {}.{}.".format(*sys.version_info))
    set_up()
    if arguments[:1] == ["test"]:
        return test("--full" in arguments)
    command = [str(PYTHON), "-m", "workbook", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - this process becomes the workbook, so that Ctrl+C reaches it
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # Ctrl+C reaches the workbook too: let it stop in its own time


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run it again to go on.")
