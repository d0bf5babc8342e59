"""One CSV per sheet: read, save, delete, check. The only module that writes entries.

New rows are appended and the old bytes never rewritten; a change writes the whole new file beside the old one.
"Saved" is said only after the bytes are on the disk and were read back.
"""

import contextlib
import os
import re
import secrets
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from workbook import backups, csvs, fields, files, places, records, settings, sheets
from workbook.csvs import Cells
from workbook.files import NotSaved
from workbook.sheets import AN_ID, Row, Sheet
from workbook.words import problems as say

RECENT = 1 << 18  # bytes that hold the last few weeks
WALL = len("2026-03-12T21:40:00")  # characters of a moment that say its local time
LEFT = ("feeling", "item", "asked", "scale_min", "scale_max")  # what a change leaves as it is, unless it names it
HASH = 8  # characters of an id that tell entries of one moment apart
AN_ENTRY = re.compile(rb'\n"(e[0-9a-f]{21})","([^"]{19})')


class Saved(NamedTuple):
    """The rows as they were saved, and what was cleaned up or put aside on the way."""

    rows: list[Row]
    notes: list[str]


class Finding(NamedTuple):
    """Something that wants a look: which file, which line (0 for the whole file), and why."""

    file: str
    line: int
    reason: str


class Ids:
    """Makes entry ids that rise within this process, whatever the clock does."""

    def __init__(self) -> None:
        self._last = 0
        self._one_at_a_time = threading.Lock()

    def make(self, count: int) -> list[str]:
        """So many new ids: `e`, 13 hex digits of microseconds, 8 random ones."""
        with self._one_at_a_time:
            first = max(time.time_ns() // 1000, self._last + 1)
            self._last = first + count - 1
        return [f"e{first + step:013x}{secrets.token_hex(4)}" for step in range(count)]


new_ids = Ids().make


def path(sheet: Sheet) -> Path:
    """The sheet's file."""
    return places.data() / f"{sheet.name}.csv"


def read(name: str) -> records.Contents:
    """Everything in a sheet's file; nothing is changed, and a file that is not there is an empty one."""
    sheet = sheets.sheet(name)
    return csvs.read(path(sheet), sheet)


def rows(name: str) -> list[Cells]:
    """The rows of a sheet as its next save will have them: one from another program has the id it is given then."""
    contents = read(name)
    return contents.rows if contents.ours else [{**row, "entry_id": records.id_of(row)} for row in contents.rows]


def recent(name: str) -> list[Cells]:
    """The last rows written, oldest first, without reading a long file whole."""
    sheet = sheets.sheet(name)
    with contextlib.suppress(FileNotFoundError), path(sheet).open("rb") as file:
        first = csvs.first_line(file.fileno())
        size = os.fstat(file.fileno()).st_size
        if size > RECENT and records.own_columns(first, sheet):
            os.lseek(file.fileno(), size - RECENT, os.SEEK_SET)
            tail = csvs.read_exactly(file.fileno(), RECENT)
            if records.STARTS in tail:
                return records.parse(first + tail[tail.find(records.STARTS) + 1 :], sheet).rows
    return read(name).rows


def save(name: str, answers: Any, at: Any = None, *, ids: Sequence[str] = (), again: bool = False) -> Saved:
    """Keep one entry (a dict) or several in one save (a list), all or none.

    `ids` were made beforehand for rows that bring none; with `again`, an earlier attempt may have written some of
    them, and the file then holds exactly these rows under these ids. A row that brings its own entry_id becomes the
    entry of that id; fields left out stay as they were. Raises NotSaved with a sentence per field.
    """
    sheet = sheets.sheet(name)
    several = list(answers) if isinstance(answers, list | tuple) else [answers]
    several = several if ids else over_what_was(sheet, several)
    rows, notes = checked(sheet, several, at)
    brought = [str(row["entry_id"]) for row in rows if row.get("entry_id")]
    if len(set(brought)) != len(brought):
        raise NotSaved({"entry_id": say.REPEATED_ID.format(field="entry_id")})
    spare = iter([made for made in ids if made not in brought] or new_ids(len(rows)))
    for row in rows:
        row["entry_id"] = row.get("entry_id") or next(spare, "") or new_ids(1)[0]
    if not rows:
        return Saved([], notes)
    earlier = {*ids, *brought} if again else set(brought) - set(ids)
    with files.locked(places.data()):
        written, told = put(sheet, rows, earlier)
    return Saved([sheet.values(cells) for cells in written], notes + told)


def over_what_was(sheet: Sheet, several: list[Any]) -> list[Any]:
    """Changes with what they leave as it is: the word of an entry, where it came from, and the scale of its rating."""
    brought = {str(one["entry_id"]) for one in several if isinstance(one, Mapping) and one.get("entry_id")}
    if not brought or "scale_min" not in sheet.columns:
        return several
    rows = {cells["entry_id"]: cells for cells in read(sheet.name).rows if cells["entry_id"] in brought}
    left = {one: {name: cells[name] for name in LEFT if cells.get(name)} for one, cells in rows.items()}
    return [left.get(str(one.get("entry_id")), {}) | {**one} if isinstance(one, Mapping) else one for one in several]


def checked(sheet: Sheet, several: list[Any], at: Any) -> tuple[list[Row], list[str]]:
    """The rows of a save, each checked; raises NotSaved with every problem found."""
    followed = settings.read()["followed"]
    rows: list[Row] = []
    problems: dict[str, str] = {}
    notes: list[str] = []
    for answers in several:
        if at is not None and isinstance(answers, Mapping):
            answers = {**answers, "at": at}
        row, found, told = sheet.check(answers, followed)
        problems = found | problems
        notes += [note for note in told if note not in notes]
        rows.append(row)
    if problems:
        raise NotSaved(problems)
    return rows, notes


def put(sheet: Sheet, rows: list[Row], earlier: Collection[str]) -> tuple[list[Cells], list[str]]:
    """Write rows that have ids; `earlier` are ids the file may hold already. The lock is held."""
    now = fields.now()
    notes = reshape(sheet)
    before = {cells["entry_id"]: cells for cells in read(sheet.name).rows} if earlier else {}
    cells: list[Cells] = []
    shared = next((before[one][sheet.shared_id] for one in earlier if one in before and sheet.shared_id), "")
    for row in rows:
        shared = shared or str(row["entry_id"])  # of the entry as it was, or of its first row
        cells.append(completed(sheet, row, before.get(str(row["entry_id"]), {}), now, shared))
    if not before.keys() & set(earlier):
        notes += append(sheet, cells)
        return cells, notes
    notes += rewrite(sheet, {one["entry_id"]: one for one in cells}, earlier)
    return cells, notes


def completed(sheet: Sheet, row: Row, before: Cells, now: str, shared: str) -> Cells:
    """All cells of a row: what was given, over what the row was before; columns left out stay as they were."""
    given = {name: field.write(row[name]) for name, field in sheet.columns.items() if name in row}
    if fields.instant(before.get("saved_at", "")) > fields.instant(now):  # the clock was ahead once
        now = fields.written(datetime.fromisoformat(before["saved_at"]) + timedelta(seconds=1))
    cells = {**sheet.cells({}), **before, **given, "saved_at": now}
    cells["at"] = given.get("at") or before.get("at") or now
    if sheet.shared_id:
        cells[sheet.shared_id] = cells[sheet.shared_id] or before.get(sheet.shared_id) or shared
    unchanged = all(before.get(name) == cell for name, cell in cells.items() if name != "saved_at")
    return before if unchanged else {**cells, "row_check": records.row_check(sheet, cells)}


def reshape(sheet: Sheet, without: Collection[str] = ()) -> list[str]:
    """Bring a file that another program saved, or an older workbook, to today's shape; keep the old one beside it."""
    file = path(sheet)
    first = csvs.heading(file)
    if records.own_columns(first, sheet) or records.cut_in_header(first, sheet):
        return []
    blob = file.read_bytes()
    contents = records.parse(blob, sheet)
    kept = files.put_aside(file, blob, "kept")
    told = safely(lambda: backups.keep(file))
    parts, taken = [records.header(contents.columns)], {""}
    for record in contents.records:
        cells = record.cells
        if cells and records.id_of(cells) in without:
            continue
        if record.reason:  # stays in its place, unread, for `workbook check` to name
            parts.append(records.unreadable(record.raw, len(contents.columns)))
            continue
        if cells["entry_id"] in taken or not AN_ID.fullmatch(cells["entry_id"]):
            own = records.id_of(cells)
            adopt(sheet, cells, own if own not in taken else new_ids(1)[0])
        taken.add(cells["entry_id"])
        parts.append(records.encode(cells.get(name, "") for name in contents.columns) + b"\n")
    reshaped = b"".join(parts)
    csvs.none_lost(contents, records.parse(reshaped, sheet), without)
    files.replace(file, reshaped)
    told = [say.RESHAPED.format(name=file.name, kept=kept), *told]
    unread = len(contents.records) - len(contents.rows)
    return [*told, say.UNREAD.format(count=unread, kept=kept)] if unread else told


def adopt(sheet: Sheet, cells: Cells, entry_id: str) -> None:
    """Give a row from elsewhere an id of its own, and a check if it brings none."""
    cells["entry_id"] = entry_id
    if sheet.shared_id:
        cells[sheet.shared_id] = cells[sheet.shared_id] or cells["entry_id"]
    cells["row_check"] = cells["row_check"] or records.row_check(sheet, cells)


def safely(copy: Callable[[], object]) -> list[str]:
    """Make a safety copy; a sentence where that cannot be, as the entry itself is what counts."""
    try:
        copy()
    except (OSError, NotSaved):
        return [say.NO_COPY]
    return []


def append(sheet: Sheet, rows: Sequence[Any], written: records.Writer = records.block) -> list[str]:
    """Add rows to the sheet's file, then to the copy of what the workbook wrote; sentences for what was put aside."""
    file, made = path(sheet), dict[tuple[str, ...], bytes]()

    def once(columns: Sequence[str], of: Sheet, them: Sequence[Any]) -> bytes:
        """The rows' bytes, made once for both files."""
        if tuple(columns) not in made:
            made[tuple(columns)] = written(columns, of, them)
        return made[tuple(columns)]

    first = backups.first_of_a_day(file)
    notes = safely(lambda: backups.keep(file)) if first else []
    notes += csvs.append(file, sheet, rows, once)

    def mirrored(copy: Path) -> None:
        """Do the same to the copy."""
        if first:
            complete(sheet, copy)
        else:
            csvs.append(copy, sheet, rows, once, durable=False)

    return notes + safely(lambda: mirror(sheet, mirrored))


def rewrite(sheet: Sheet, rows: Mapping[str, Cells], ids: Collection[str]) -> list[str]:
    """Replace or drop rows of the sheet's file, after a copy of it, and in the copy of what the workbook wrote."""
    file = path(sheet)
    notes = safely(lambda: backups.keep(file))
    notes += csvs.rewrite(file, sheet, rows, ids)
    return notes + safely(lambda: mirror(sheet, lambda copy: csvs.rewrite(copy, sheet, rows, ids)))


def mirror(sheet: Sheet, change: Callable[[Path], object]) -> None:
    """Change the copy of what the workbook wrote; one that is not there, or of another shape, is made anew."""
    copy = backups.latest(path(sheet).name)
    if copy and records.own_columns(csvs.heading(copy), sheet):
        change(copy)
    else:
        backups.keep_latest(path(sheet))


def complete(sheet: Sheet, copy: Path) -> None:
    """Give the copy each row it lacks that the workbook wrote, here or on another computer."""
    blob = copy.read_bytes()
    there = {one for one, _ in AN_ENTRY.findall(blob)}
    if {one for one, _ in AN_ENTRY.findall(path(sheet).read_bytes())} <= there:
        return
    rows = [cells for cells in read(sheet.name).rows if cells["entry_id"].encode() not in there]
    sound = [cells for cells in rows if cells["row_check"] == records.row_check(sheet, cells)]
    if sound:
        csvs.append(copy, sheet, sound, durable=False)


def delete(name: str, ids: Collection[str], notes: list[str] | None = None) -> list[Cells]:
    """Take the rows of these ids out of the file; the rows taken, for `put_back`. Raises NotSaved.

    What was put aside on the way is told in `notes`.
    """
    sheet = sheets.sheet(name)
    with files.locked(places.data()):
        told = reshape(sheet)
        there = [cells for cells in read(sheet.name).rows if cells["entry_id"] in ids]
        told += rewrite(sheet, {}, ids) if there else []
    if notes is not None:
        notes += told
    return there


def put_back(name: str, rows: Sequence[Cells]) -> None:
    """Give the file these deleted rows back, at its end; those that are there stay as they are. Raises NotSaved."""
    sheet = sheets.sheet(name)
    with files.locked(places.data()):
        reshape(sheet)
        there = {cells["entry_id"] for cells in read(sheet.name).rows}
        missing = [cells for cells in rows if cells["entry_id"] not in there]
        if missing:
            append(sheet, missing, records.as_they_were)


def known(name: str) -> set[str]:
    """The ids of a sheet, and each local time with the hash in its id: it tells, too, where the zone was another."""
    sheet = sheets.sheet(name)
    blob = files.read(path(sheet))
    if records.own_columns(blob[: blob.find(b"\n") + 1], sheet):
        pairs = [(one.decode(), at.decode("ascii", "replace")) for one, at in AN_ENTRY.findall(blob)]
    else:
        pairs = [(row["entry_id"], row["at"][:WALL]) for row in records.parse(blob, sheet).rows]
    return {one for one, _ in pairs} | {at + one[-HASH:] for one, at in pairs}


def unknown(rows: Sequence[Sequence[str]], there: Collection[str]) -> list[Sequence[str]]:
    """The rows (their cells in order, entry_id and at first) that are not among those `known`."""
    new = (row for row in rows if row[0] not in there and row[1][:WALL] + row[0][-HASH:] not in there)
    return list(new if there else rows)


def add(name: str, rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """Write rows from elsewhere that are not there yet, all or none: how many, and what was put aside on the way.

    Each is its declared cells as text, in order, without the check; it brings its id. Raises NotSaved.
    """
    sheet = sheets.sheet(name)
    with files.locked(places.data()):
        notes = reshape(sheet)
        new = unknown(rows, known(name))
        return len(new), notes + (append(sheet, new, records.in_order) if new else [])


def check(name: str) -> tuple[int, list[Finding]]:
    """How many entries the sheet's file has, and everything in it that wants a look. Changes nothing."""
    sheet = sheets.sheet(name)
    file, contents, found = path(sheet), read(name), []
    seen: set[str] = set()
    for record in contents.records:
        entry_id = record.cells.get("entry_id", "")
        reason = record.reason or misfit(sheet, record.cells) or (say.REPEATED if entry_id in seen else "")
        seen.add(entry_id)
        if reason:
            found.append(Finding(file.name, record.line, reason))
    if contents.torn:
        found.append(Finding(file.name, contents.torn_line, say.HALF_WRITTEN))
    found += [Finding(aside.name, 0, "") for aside in sorted(file.parent.glob(f"*{file.name}.*-*"))]
    return len(contents.rows), found


def misfit(sheet: Sheet, cells: Cells) -> str:
    """Why a row wants a look: a value that cannot be read, or a change made outside; "" when it is fine."""
    try:
        datetime.fromisoformat(cells.get("at", ""))
    except ValueError:
        return say.BAD_AT
    for name, field in sheet.columns.items():
        try:
            if name not in ("at", "saved_at"):
                field.parse(cells.get(name, ""))
        except fields.Refused:
            return say.BAD_VALUE.format(field=name)
    return "" if cells.get("row_check") == records.row_check(sheet, cells) else say.CHANGED_OUTSIDE
