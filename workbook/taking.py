"""What the commands about copies do: take entries away, bring them back, settle what was changed outside, forget."""

import getpass
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from workbook import archives, backups, files, keeping, outside, past, sheets, store
from workbook.words import counted
from workbook.words import keeping as say


def told(sentence: str) -> int:
    """Say what stands in the way; 2."""
    print(sentence, file=sys.stderr)
    return 2


def take_away(command: str, file: Path) -> int:
    """Write all entries into one new file, whole or not at all. Raises OSError."""
    ending = file.suffix.lower()
    if ending not in ((".age",) if command == "backup" else (".zip", ".xlsx")):
        return told(say.NAME_BACKUP if command == "backup" else say.NAME_EXPORT)
    if file.exists():
        return told(say.THERE_ALREADY.format(file=file))
    if not any(store.path(sheet).exists() for sheet in sheets.SHEETS.values()):
        return told(say.NOTHING_TO_TAKE)
    if ending == ".xlsx":
        print(*archives.spreadsheet(file), say.EXPORTED.format(file=file), sep="\n")
        return 0
    blob = archives.zipped()
    if ending == ".age":
        passphrase = asked(twice=True)
        if not passphrase:
            return told(say.NOT_ALIKE if passphrase is None else say.NO_PHRASE)
        blob = archives.sealed(blob, passphrase)
    files.write_new(file, blob)
    print((say.SEALED if ending == ".age" else say.EXPORTED).format(file=file))
    return 0


def asked(*, twice: bool = False) -> str | None:
    """The passphrase, typed unseen, or the first line where no one sits before a screen; None where two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first = getpass.getpass(say.ASK_PHRASE)
        return first if not twice or first == getpass.getpass(say.ASK_AGAIN) else None
    except EOFError:
        return ""


def restore(file: Path | None) -> int:
    """Bring entries back from a file or a copy, or list the copies. Raises NotSaved or OSError."""
    if file is None:
        return copies()
    found, refused = dict[str, bytes](), say.NO_COPIES
    if str(file) == keeping.LATEST:
        found = next(map(keeping.latest, backups.folders()), found)
    elif (copy := backups.A_COPY.fullmatch(file.name)) or (file.suffix == ".csv" and file.stem in sheets.SHEETS):
        found = {copy["file"] if copy else file.name: backups.read(file)}
    elif file.is_dir():
        found, refused = keeping.latest(file), say.NOT_A_COPY
    else:
        blob = archives.read_archive(file)
        if isinstance(blob, str):
            return told(blob)
        found, refused = archives.opened(blob, asked() if archives.is_sealed(blob) else None)
    if not found:
        return told(refused)
    report = keeping.bring_back(found)
    print(*came(report), *report.notes, total(report), sep="\n")
    return 0


def came(report: keeping.Report) -> list[str]:
    """What came of each file, a line for each."""
    lines = [say.MERGED.format(name=name, **merged._asdict()) for name, merged in report.sheets.items()]
    return lines + ([say.SETTINGS_BACK] if report.settings else [])


def total(report: keeping.Report) -> str:
    """The sentence that sums a report up."""
    sums = (sum(numbers) for numbers in zip(*report.sheets.values(), strict=True))
    return say.RESTORED.format(**dict(zip(outside.Merged._fields, sums, strict=False)) or outside.Merged()._asdict())


def copies() -> int:
    """List the automatic copies, the newest first."""
    places = backups.folders()
    if backups.folder() is None or not places:
        print(say.NO_COPIES if backups.folder() else say.COPIES_OFF)
        return 0
    for place in places:
        print(say.COPIES_IN.format(path=place))
        if any(keeping.of_sheets(place)):
            print(say.COPY_LATEST.format(when=newest(place), count=counted(say.ROWS, keeping.count(place))))
        for copy in backups.copies(place):
            print(say.COPY_LINE.format(name=copy.path.name, when=moment(copy.at.astimezone())))
    print(say.HOW_TO_RESTORE)
    return 0


def newest(place: Path) -> str:
    """When the latest copies in a folder were last written, in words."""
    last = max((path.stat().st_mtime for path, _ in keeping.of_sheets(place)), default=0.0)
    return moment(datetime.fromtimestamp(last, UTC).astimezone())


def moment(at: datetime) -> str:
    """A moment in words."""
    return f"{past.day(at.isoformat())}, {at:%H:%M}"


def forget(ids: Sequence[str], everything: bool, yes: bool) -> int:
    """Take entries out of everything the workbook keeps, after a yes. Raises NotSaved or OSError."""
    if not ids and not everything:
        return told(say.FORGET_WHICH)
    found = {} if everything else keeping.rows_of(ids)
    if not found and not everything:
        return told(say.NOT_THERE)
    rows = counted(say.ROWS, sum(len(one) for one in found.values()))
    held = counted(say.FILES, len(keeping.everything()))
    question = say.FORGET_ALL_SURE.format(files=held) if everything else say.FORGET_SURE.format(rows=rows)
    if not yes:
        print(question, end="", flush=True)
        if sys.stdin.readline().strip().lower() != say.YES:
            print(say.FORGET_STOPPED)
            return 0
    if everything:
        print(say.ALL_FORGOTTEN.format(files=counted(say.FILES, keeping.forget_everything())))
    else:
        print(say.FORGOTTEN.format(**{**keeping.forget(found), "rows": rows}))
    print(say.OUT_OF_REACH)
    return 0


def settle(keep: str | None) -> None:
    """Keep what the workbook wrote, or what the files have now; put second copies together. Raises NotSaved."""
    if not keep:
        return
    for name in sheets.SHEETS:
        for note in (outside.keep_mine if keep == "mine" else outside.keep_theirs)(name):
            print(note)
    for name, path in outside.conflicts():
        merged, notes = outside.put_together(name, path)
        print(say.TOGETHER.format(file=path.name, name=name, kept=notes[-1], added=merged.added, newer=merged.newer))


def outside_changes() -> int:
    """Print each entry that is not as the workbook wrote it, and each second copy of a file; how many there are."""
    found = [one for name in sheets.SHEETS for one in outside.differences(name)]
    second = outside.conflicts()
    for one in found:
        print(sentence(one))
    for name, path in second:
        print(say.SECOND.format(file=path.name, name=name))
    if found or second:
        print(say.HOW_TO_KEEP)
    return len(found) + len(second)


def sentence(one: outside.Difference) -> str:
    """The line that names a difference, without a word of the entry."""
    shape = say.GONE if one.gone else say.CHANGED
    return shape.format(file=f"{one.sheet}.csv", day=past.day(one.at[:10]), columns=", ".join(one.columns))
