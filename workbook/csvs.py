"""One CSV file of a sheet on the disk: read it, add rows at its end, replace some; every byte accounted for."""

import contextlib
import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from workbook import files, records
from workbook.files import NotSaved
from workbook.sheets import Sheet
from workbook.words import problems as say

BEGUN = re.compile(rb'(e[0-9a-f]{21})"?[,;\t]"?\d{4}-\d\d-\d\d')  # where an entry begins: its id and its moment

HEAD = 1024  # bytes that hold nearly every header
TAIL = 4096  # bytes read from the end to know that the file ends at a record

Cells = dict[str, str]


def read(file: Path, sheet: Sheet) -> records.Contents:
    """Everything in a file; nothing is changed, and a file that is not there is an empty one."""
    return records.parse(files.read(file), sheet)


def append(
    file: Path, sheet: Sheet, rows: Sequence[Any], written: records.Writer = records.block, *, durable: bool = True
) -> list[str]:
    """Add rows at the end in one durable write, or leave the file as it was. A torn end is put aside first."""
    notes: list[str] = []
    new = not file.exists()
    fd = os.open(file, os.O_RDWR | os.O_CREAT | files.BINARY, 0o600)
    try:
        if os.name == "posix" and os.fstat(fd).st_mode & 0o077:
            with contextlib.suppress(OSError):
                os.fchmod(fd, 0o600)
        columns, whole, end = ending(fd, sheet)
        torn = end[whole:]
        start = os.lseek(fd, 0, os.SEEK_END) - len(torn)
        data = written(columns, sheet, rows)
        if torn and records.lacks_only_newline(torn, columns, sheet):
            start, data = start + len(torn), b"\n" + data
        elif torn:
            notes.append(say.TORN_ASIDE.format(name=files.put_aside(file, torn, "torn")))
            os.ftruncate(fd, start)
        data = data if start else records.header(columns) + data
        try:
            os.lseek(fd, start, os.SEEK_SET)
            files.write_all(fd, data)
            if durable:
                os.fsync(fd)
            if new and durable:
                files.sync_folder(file.parent)
            os.lseek(fd, start, os.SEEK_SET)
            if read_exactly(fd, len(data) + 1) != data:
                raise NotSaved({"": say.READ_BACK})
        except BaseException:
            os.ftruncate(fd, start)
            raise
    finally:
        os.close(fd)
    return notes


def ending(fd: int, sheet: Sheet) -> tuple[list[str], int, bytes]:
    """The file's columns, its last bytes, and where in them its whole records end."""
    size = os.fstat(fd).st_size
    line = first_line(fd)
    columns, first = records.own_columns(line, sheet), len(line)
    if not columns:  # a new file, or a first save that was cut off
        return list(sheet.columns), 0, line
    reach = TAIL
    while True:
        begin = max(first - 1, size - reach)
        os.lseek(fd, begin, os.SEEK_SET)
        end = read_exactly(fd, size - begin)
        whole = records.whole_until(end, 1 if begin == first - 1 else 0)
        if whole:
            return columns, whole, end
        reach *= 4


def heading(file: Path) -> bytes:
    """The first line of a file; nothing where it is not there."""
    with contextlib.suppress(FileNotFoundError), file.open("rb") as opened:
        return first_line(opened.fileno())
    return b""


def first_line(fd: int) -> bytes:
    """The file's first line with its line feed, or the whole file if it has none."""
    reach = HEAD
    while True:
        os.lseek(fd, 0, os.SEEK_SET)
        head = read_exactly(fd, reach)
        if b"\n" in head or len(head) < reach:
            return head[: head.find(b"\n") + 1] or head
        reach *= 4


def read_exactly(fd: int, count: int) -> bytes:
    """So many bytes from here."""
    parts = []
    while count > 0 and (part := os.read(fd, count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def rewrite(
    file: Path, sheet: Sheet, rows: Mapping[str, Cells], ids: Collection[str], *, damaged: bool = False
) -> list[str]:
    """Replace the rows of these ids by `rows` (by id; those not there are dropped), every other byte as it was.

    Raises NotSaved where an entry would be lost that nobody deleted.
    """
    notes: list[str] = []
    contents = read(file, sheet)
    parts, left = [records.header(contents.columns)], dict(rows)
    for record in contents.records:
        entry_id = record.cells.get("entry_id", "")
        raw = records.as_ours(record, contents)
        if damaged and of_these(record, ids):
            continue
        if entry_id in ids and not record.reason:
            now = left.pop(entry_id, None)
            same = now == {name: record.cells.get(name, "") for name in now} if now else False
            if not same and not notes and record.cells.get("row_check") != records.row_check(sheet, record.cells):
                kept = files.put_aside(file, file.read_bytes(), "kept")
                notes.append(say.KEPT_BEFORE_CHANGE.format(kept=kept))
            raw = raw if same else records.record(contents.columns, sheet, now) if now else b""
        parts.append(raw)
    parts += [records.record(contents.columns, sheet, cells) for cells in left.values()]
    if contents.torn:
        notes.append(say.TORN_ASIDE.format(name=files.put_aside(file, contents.torn, "torn")))
    blob = b"".join(parts)
    none_lost(contents, records.parse(blob, sheet), ids)
    files.replace(file, blob)
    return notes


def none_lost(before: records.Contents, after: records.Contents, ids: Collection[str] = ()) -> None:
    """Raise NotSaved where an entry would be gone that is not one of `ids`."""
    old, new = ({row["entry_id"] for row in contents.rows} for contents in (before, after))
    if old - new - {*ids, ""}:
        raise NotSaved({"": say.WOULD_LOSE})


def filtered(blob: bytes, sheet: Sheet, ids: Collection[str]) -> bytes:
    """The bytes of a file without the rows of these ids, and without a half-written end."""
    contents = records.parse(blob, sheet)
    left = (
        records.as_ours(record, contents)
        for record in contents.records
        if not of_these(record, ids) and records.id_of(record.cells) not in ids
    )
    return records.header(contents.columns) + b"".join(left)


def of_these(record: records.Record, ids: Collection[str]) -> bool:
    """Whether this is a damaged line that names one of these entries, and no other."""
    if not record.reason or not any(one.encode() in record.raw for one in ids):
        return False
    return {one.decode() for one in BEGUN.findall(record.raw)} <= {*ids}


def widen(file: Path, sheet: Sheet, more: Sequence[str]) -> None:
    """Give the file more columns, after those it has; a file that is not there is made, without rows."""
    contents = read(file, sheet)
    rest = b"".join(b',""' for _ in more) + b"\n"
    lines = (record.raw.removesuffix(b"\n") + (b"\n" if record.reason else rest) for record in contents.records)
    blob = records.header([*contents.columns, *more]) + b"".join(lines) + contents.torn
    none_lost(contents, records.parse(blob, sheet))
    files.replace(file, blob)
