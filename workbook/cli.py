"""The command `workbook`: open it, say where things are, check that all is whole."""

import argparse
import io
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NoReturn

from workbook import drafts, importers, places, settings, sheets, store, taking
from workbook.files import NotSaved
from workbook.words import command as say
from workbook.words import counted
from workbook.words import importing as say_importing
from workbook.words import keeping as say_keeping

START = "00-start-here.ipynb"
LONGEST_START = 120.0  # seconds


class OneSentence(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage."""

    def error(self, message: str) -> NoReturn:
        """Say it on stderr and exit with 2."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something wants a look, 2 when it could not be done."""
    parser = OneSentence(prog="workbook", description=say.ABOUT)
    commands = parser.add_subparsers(dest="command", parser_class=OneSentence)
    opener = commands.add_parser("open", help=say.HELP_OPEN)
    opener.add_argument("--app", action="store_true", help=say.HELP_APP)
    opener.add_argument("--no-browser", action="store_true", help=say.HELP_NO_BROWSER)
    opener.add_argument("--port", type=port, default=0, help=say.HELP_PORT)
    commands.add_parser("where", help=say.HELP_WHERE)
    checker = commands.add_parser("check", help=say.HELP_CHECK)
    checker.add_argument("--keep", choices=["mine", "theirs"], help=say_keeping.HELP_KEEP)
    about_import(commands.add_parser("import", help=say.HELP_IMPORT))
    for name, told in (("export", say_keeping.HELP_EXPORT), ("backup", say_keeping.HELP_BACKUP)):
        commands.add_parser(name, help=told).add_argument("file", type=Path, help=say_keeping.HELP_THE_FILE)
    restorer = commands.add_parser("restore", help=say_keeping.HELP_RESTORE)
    restorer.add_argument("file", nargs="?", type=Path, help=say_keeping.HELP_COPY)
    forgetter = commands.add_parser("forget", help=say_keeping.HELP_FORGET)
    forgetter.add_argument("ids", nargs="*", metavar="ENTRY_ID", help=say_keeping.HELP_IDS)
    forgetter.add_argument("--everything", action="store_true", help=say_keeping.HELP_EVERYTHING)
    forgetter.add_argument("--yes", action="store_true", help=say_keeping.HELP_YES)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console of old may lack a letter
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = parser.parse_args(given or ["open"])
    does = {
        "open": lambda: open_workbook(chosen.app, not chosen.no_browser, chosen.port),
        "where": where,
        "check": lambda: check(chosen.keep),
        "import": lambda: bring_in(chosen),
        "export": lambda: taking.take_away(chosen.command, chosen.file),
        "backup": lambda: taking.take_away(chosen.command, chosen.file),
        "restore": lambda: taking.restore(chosen.file),
        "forget": lambda: taking.forget(chosen.ids, chosen.everything, chosen.yes),
    }
    try:
        return does[chosen.command]()
    except KeyboardInterrupt:
        return 0
    except NotSaved as refused:
        print(*refused.problems.values(), file=sys.stderr)
        return 2
    except OSError as error:
        return taking.told(say.TROUBLE.format(reason=error.strerror or type(error).__name__))


def port(text: str) -> int:
    """The number of a port, 0 for any; raises ValueError."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError
    return number


def where() -> int:
    """Print the folders a person's words are in."""
    backups = places.backups()
    print(say.WHERE_DATA.format(path=places.data()))
    print(say.WHERE_BACKUPS.format(path=backups) if backups else say.BACKUPS_OFF)
    return 0


def check(keep: str | None = None) -> int:
    """Print the entries per sheet and every line that wants a look; changes nothing unless told what to keep."""
    taking.settle(keep)
    looks = 0
    there = {name: sheet for name, sheet in sheets.SHEETS.items() if store.path(sheet).exists()}
    if not there:
        print(say.CHECK_EMPTY.format(path=places.data()))
    for name, sheet in there.items():
        try:
            count, findings = store.check(name)
        except OSError as error:
            print(say.CHECK_UNREADABLE.format(file=store.path(sheet).name, reason=error.strerror))
            looks += 1
            continue
        print(say.CHECK_SHEET.format(name=name, count=counted(say.ENTRIES, count)))
        for found in findings:
            print((say.CHECK_LINE if found.line else say.CHECK_ASIDE).format(**found._asdict()))
        looks += len(findings)
    looks += taking.outside_changes()
    if not settings.whole():
        print(say.CHECK_SETTINGS.format(file=settings.path().name))
        looks += 1
    waiting, damaged = drafts.count(), list(drafts.damaged())
    if waiting:
        print(say.CHECK_DRAFTS.format(count=counted(say.DRAFTS, waiting)))
    for name in damaged:
        print(say.CHECK_DRAFT.format(file=name))
    looks += len(damaged)
    print(say.CHECK_LOOK.format(count=counted(say.THINGS, looks)) if looks else say.CHECK_WHOLE)
    return 1 if looks else 0


def about_import(parser: argparse.ArgumentParser) -> None:
    """Say which words follow `import`."""
    parser.add_argument("source", choices=list(importers.SOURCES), metavar="SOURCE", help=say.HELP_SOURCE)
    parser.add_argument("file", nargs="?", metavar="FILE", help=say.HELP_FILE)
    parser.add_argument("--mood", action="append", default=[], metavar="NAME=LEVEL", help=say.HELP_MOOD)
    parser.add_argument("--date", default="", metavar="COLUMN", help=say.HELP_DATE)
    parser.add_argument("--time", default="", metavar="COLUMN", help=say.HELP_TIME)
    parser.add_argument("--date-format", default="", metavar="FORMAT", help=say.HELP_DATE_FORMAT)
    parser.add_argument("--feeling", action="extend", nargs="+", metavar="COLUMN", help=say.HELP_FEELING)
    parser.add_argument("--low", type=int, default=0, metavar="N", help=say.HELP_LOW)
    parser.add_argument("--high", type=int, default=10, metavar="N", help=say.HELP_HIGH)
    parser.add_argument("--notes", action="store_true", help=say.HELP_NOTES)
    parser.add_argument("--dry-run", action="store_true", help=say.HELP_DRY_RUN)


def bring_in(chosen: argparse.Namespace) -> int:
    """Bring in numbers from another app's file, or say what would come in; what stands in the way is one sentence."""
    named = list(chosen.feeling or ())
    file = chosen.file or (named.pop() if named else "")  # `--feeling calm worried FILE` takes the file for a column
    moods = [importers.mood_pair(text) for text in chosen.mood]
    blob = importers.read_file(Path(file)) if file else say.NO_FILE
    if None in moods or isinstance(blob, str):
        return taking.told(say_importing.MOOD_PAIR if None in moods else str(blob))
    options = importers.Options(
        notes=chosen.notes,
        moods=dict(pair for pair in moods if pair),
        date=chosen.date,
        time=chosen.time,
        date_format=chosen.date_format,
        feelings=tuple(named) if chosen.feeling else None,
        low=chosen.low,
        high=chosen.high,
    )

    def told(count: int) -> None:
        """Show how far it is."""
        print(say_importing.PROGRESS.format(count=count), flush=True)

    report = importers.look(chosen.source, blob, options, told)
    if report.refused:
        return taking.told(report.refused)
    notes = [] if chosen.dry_run else importers.add(report)
    print(*importers.sentences(report), *notes, sep="\n")
    done = say_importing.DRY_RUN if chosen.dry_run else say_importing.DONE
    print(done.format(**importers.counts(report)))
    return 0


def open_workbook(app: bool, browser: bool, port: int) -> int:
    """Start JupyterLab on this computer alone, at the first page, and stay until it is stopped."""
    notebooks = places.notebooks()
    if notebooks is None:
        return taking.told(say.NOT_FOUND)
    if port and taken(port):
        return taking.told(say.PORT_TAKEN.format(port=port))
    port, token = port or free_port(), secrets.token_urlsafe(24)
    page = f"voila/render/{START}" if app else f"doc/tree/{START}"
    base = f"http://127.0.0.1:{port}/"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = None
    with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        try:
            server = start(notebooks, port, token, log)
            if not answers(f"{base}api", token, server):
                return taking.told(say.NOT_STARTED.format(reason=last_line(log)))
            url = f"{base}{page}?token={token}"
            print(say.OPENED.format(url=url), flush=True)
            if browser:
                webbrowser.open(door(Path(folder), url))
            if server.wait():
                print(say.ENDED.format(reason=last_line(log)), file=sys.stderr)
            return 2 if server.returncode else 0
        except KeyboardInterrupt:
            print("\n" + say.STOPPED)
            return 0
        finally:
            if server:
                stop(server)


def door(folder: Path, url: str) -> str:
    """The address of a file, for its owner alone, that leads to the page: arguments of a browser are open to all."""
    leads = folder / "workbook.html"
    leads.write_text(f'<meta http-equiv="refresh" content="0; url={url}">', encoding="utf-8")
    return leads.as_uri()


def start(notebooks: Path, port: int, token: str, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """The server's process: on 127.0.0.1, with a token, what it writes readable by its owner alone."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.answer_yes=True"]
    command += [f"--ServerApp.root_dir={notebooks}", f"--LabApp.default_url=/doc/tree/{START}"]
    environment = {**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_PREFER_ENV_PATH": "1"}
    environment["WORKBOOK_DATA"] = str(places.data()) if os.environ.get("WORKBOOK_DATA", "").strip() else ""
    if os.name == "posix":
        command += ["--allow-root"] if os.geteuid() == 0 else []
        return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, umask=0o077)
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def answers(url: str, token: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether the server answers before it gives up or time runs out."""
    request = urllib.request.Request(url, headers={"Authorization": f"token {token}"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + LONGEST_START
    while server.poll() is None and time.monotonic() < until:
        try:
            opener.open(request, timeout=5).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and its kernels, gently first."""
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


def last_line(log: IO[bytes]) -> str:
    """The last thing the server said."""
    log.seek(0)
    lines = [line.strip() for line in log.read().decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "-"


def taken(port: int) -> bool:
    """Whether something listens on this port of this computer."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
