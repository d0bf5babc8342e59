"""What came from outside: edits by another program, copies of a sync folder, rows of an archive; merged, by id."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from workbook import backups, csvs, files, places, records, sheets, store
from workbook.csvs import Cells
from workbook.fields import instant
from workbook.sheets import AN_ID, ROW_CHECK, Sheet

ANOTHER = r"(?P<sheet>{})(?:[^a-z_.].*|_conflict.*|\.sync-conflict.*)\.csv"  # as sync folders and browsers name copies


class Difference(NamedTuple):
    """An entry that is not as the workbook wrote it: `gone`, or `changed` in the columns named."""

    sheet: str
    entry_id: str
    at: str
    columns: tuple[str, ...]

    @property
    def gone(self) -> bool:
        """Whether the entry is not in the file any more."""
        return not self.columns


class Merged(NamedTuple):
    """How many rows of another file were added, took the place of older ones, were there already, or were not read."""

    added: int = 0
    newer: int = 0
    there: int = 0
    unread: int = 0


def differences(name: str) -> list[Difference]:
    """The entries of a sheet that another program changed or took away since the workbook wrote them."""
    sheet = sheets.sheet(name)
    file, copy = store.path(sheet), backups.latest(f"{name}.csv")
    if copy is None or not copy.exists() or (file.exists() and file.read_bytes() == copy.read_bytes()):
        return []
    now = by_id(csvs.read(file, sheet))
    found = []
    for entry_id, mine in by_id(csvs.read(copy, sheet)).items():
        theirs = now.get(entry_id)
        if theirs is None:
            found.append(Difference(name, entry_id, mine["at"], ()))
        elif not sound(sheet, theirs):
            columns = tuple(one for one in sheet.columns if one != ROW_CHECK.name and mine[one] != theirs[one])
            found += [Difference(name, entry_id, mine["at"], columns)] if columns else []
    return found


def by_id(contents: records.Contents) -> dict[str, Cells]:
    """The rows that can be read, by their id; of two with one id the first, as the second gets another."""
    found: dict[str, Cells] = {}
    for row in contents.rows:
        found.setdefault(row["entry_id"], row)
    return {one: row for one, row in found.items() if one}


def sound(sheet: Sheet, row: Mapping[str, str]) -> bool:
    """Whether a workbook wrote this row, here or elsewhere."""
    return row["row_check"] == records.row_check(sheet, row)


def keep_mine(name: str) -> list[str]:
    """Bring the entries that differ back as the workbook wrote them; sentences for what was kept. Raises NotSaved."""
    sheet = sheets.sheet(name)
    ids = [one.entry_id for one in differences(name)]
    copy = backups.latest(f"{name}.csv")
    if not ids or copy is None:
        return []
    mine = by_id(csvs.read(copy, sheet))
    return changed(sheet, {one: mine[one] for one in ids}, ids)


def keep_theirs(name: str) -> list[str]:
    """Take the file as it is now for what counts; sentences for what was kept. Raises NotSaved."""
    sheet = sheets.sheet(name)
    found, now = differences(name), by_id(store.read(name))
    ids = [
        *{one.entry_id for one in found}
        | {one for one, row in now.items() if AN_ID.fullmatch(one) and not sound(sheet, row)}
    ]
    copy = backups.latest(f"{name}.csv")
    if found and copy:
        backups.keep_bytes(copy.name, copy.read_bytes())
    rows = {one: {**now[one], "row_check": records.row_check(sheet, now[one])} for one in ids if one in now}
    return changed(sheet, rows, ids) if ids else []


def identified(sheet: Sheet, row: Cells) -> Cells:
    """The row with an id: one without is adopted as the store does it, with the same id each time."""
    row = {**row}
    if not AN_ID.fullmatch(row["entry_id"]):
        store.adopt(sheet, row, records.id_of(row))
    return row


def changed(sheet: Sheet, rows: Mapping[str, Cells], ids: list[str]) -> list[str]:
    """Put these rows in the place of those of these ids, in the file and in the copy of what the workbook wrote."""
    with files.locked(places.data()):
        return store.reshape(sheet) + store.rewrite(sheet, rows, ids)


def conflicts() -> list[tuple[str, Path]]:
    """The sheet and the path of each second copy of a file that a sync folder or a download made."""
    folder = places.data()
    named = re.compile(ANOTHER.format("|".join(sheets.SHEETS)))
    found = [(named.fullmatch(path.name), path) for path in sorted(folder.glob("*.csv"))]
    return [(match["sheet"], path) for match, path in found if match]


def put_together(name: str, path: Path) -> tuple[Merged, list[str]]:
    """Merge a second copy of a file into it; the copy is kept aside. Raises NotSaved."""
    with files.calm():
        blob = path.read_bytes()
        merged, notes = merge(name, blob)
        notes.append(files.put_aside(store.path(sheets.sheet(name)), blob, "kept"))
        path.unlink()
    return merged, notes


def merge(name: str, blob: bytes, *, dry: bool = False) -> tuple[Merged, list[str]]:
    """Add the rows of another file of this sheet; of two with one id the one saved last stays. Raises NotSaved.

    With `dry` nothing is written. Merging twice adds nothing. Unknown columns come along.
    """
    sheet = sheets.sheet(name)
    other = records.parse(blob, sheet)
    unread = len(other.records) - len(other.rows) + bool(other.torn)
    with files.calm() if dry else files.locked(places.data()):
        notes = [] if dry else store.reshape(sheet)
        here = csvs.read(store.path(sheet), sheet)
        there = by_id(here)
        new: dict[str, Cells] = {}
        newer: dict[str, Cells] = {}
        theirs: dict[str, Cells] = {}
        for row in (identified(sheet, one) for one in other.rows):
            rival = theirs.setdefault(row["entry_id"], row)
            if sound(sheet, row) and instant(row["saved_at"]) > instant(rival["saved_at"]):
                theirs[row["entry_id"]] = row
        for row in theirs.values():
            before = there.get(row["entry_id"])
            if before is None:
                new[row["entry_id"]] = row
            elif before != row and sound(sheet, row) and instant(row["saved_at"]) > instant(before["saved_at"]):
                newer[row["entry_id"]] = {**before, **row}
        merged = Merged(len(new), len(newer), len(other.rows) - len(new) - len(newer), unread)
        if dry:
            return merged, []
        wider = [one for one in other.columns if one not in here.columns]
        if wider and (new or newer):
            csvs.widen(store.path(sheet), sheet, wider)
            backups.keep_latest(store.path(sheet))
        notes += store.rewrite(sheet, newer, list(newer)) if newer else []
        notes += store.append(sheet, list(new.values()), records.as_they_were) if new else []
        return merged, notes
