"""Bring entries back from a copy or an archive, and forget entries wherever the workbook keeps them."""

import contextlib
import gzip
import html
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from workbook import backups, csvs, drafts, files, outside, pages, places, records, settings, sheets, store
from workbook.fields import AN_ID, Text
from workbook.outside import Merged

LATEST = "latest"
LONG_ENOUGH = 8  # characters of a text that tell a kept page made of it from others


class Report(NamedTuple):
    """What came of each sheet's file, and whether the settings came along."""

    sheets: dict[str, Merged]
    settings: bool
    notes: list[str]


def offered() -> tuple[Path, int] | None:
    """The copies to bring back where there is no entry here: their folder and how many rows; None where not needed."""
    if any(store.path(sheet).exists() for sheet in sheets.SHEETS.values()):
        return None
    with contextlib.suppress(OSError):  # copies that cannot be read are not offered, and stand in nobody's way
        for place in backups.folders():
            rows = count(place)
            if rows:
                return place, rows
    return None


def of_sheets(place: Path) -> Iterator[tuple[Path, sheets.Sheet]]:
    """The latest copy of each sheet's file in a folder of copies."""
    for name, sheet in sheets.SHEETS.items():
        if (place / f"{name}.csv").is_file():
            yield place / f"{name}.csv", sheet


def count(place: Path) -> int:
    """How many rows the latest copies in a folder have."""
    return sum(len(csvs.read(path, sheet).rows) for path, sheet in of_sheets(place))


def latest(place: Path) -> dict[str, bytes]:
    """What the workbook last wrote, by the name of the file."""
    names = [*(f"{name}.csv" for name in sheets.SHEETS), settings.path().name]
    return {name: (place / name).read_bytes() for name in names if (place / name).is_file()}


def bring_back(found: Mapping[str, bytes], *, dry: bool = False) -> Report:
    """Merge files by the ids of their rows; own settings stay where there are any. Raises NotSaved.

    Nothing that is newer here is overwritten; with `dry` nothing is written at all.
    """
    merged, notes = dict[str, Merged](), list[str]()
    for name in sheets.SHEETS:
        if f"{name}.csv" in found:
            merged[name], told = outside.merge(name, found[f"{name}.csv"], dry=dry)
            notes += told
    return Report(merged, settings.take(found.get(settings.path().name, b""), dry=dry), notes)


def rows_of(ids: Collection[str]) -> dict[str, list[csvs.Cells]]:
    """The rows of these ids by sheet; the id of a check-in or a session's first row stands for all its rows there."""
    found = {}
    for name, sheet in sheets.SHEETS.items():
        named = ("entry_id", "session_id", sheet.shared_id)
        rows = [row for row in store.rows(name) if {row.get(one, "") for one in named} & set(ids)]
        if rows:
            found[name] = rows
    return found


def forget(found: Mapping[str, list[csvs.Cells]]) -> dict[str, int]:
    """Take these rows out of all that is kept: how many rows, copies, drafts and kept pages. Raises NotSaved.

    A kept page goes where it shows one of their texts.
    """
    ids = {row["entry_id"] for rows in found.values() for row in rows if AN_ID.fullmatch(row["entry_id"])}
    texts = {text for name, rows in found.items() for row in rows for text in texts_of(name, row)}
    done = {"rows": len(ids), "copies": 0, "drafts": 0, "pages": 0}
    with files.locked(places.data()):
        for name in found:
            sheet, copy = sheets.sheet(name), backups.latest(f"{name}.csv")
            texts |= {text for row in earlier(sheet, ids) for text in texts_of(name, row)}
            store.reshape(sheet, ids)
            for file in (store.path(sheet), *([copy] if copy and copy.exists() else [])):
                csvs.rewrite(file, sheet, {}, ids, damaged=True)
            done["copies"] += sum(forgotten(file, sheet, ids) for file in further(name))
        for file in sorted(drafts.folder().glob("*.json*")):
            done["drafts"] += gone(file, ids)
        for file in sorted(pages.folder().glob("*.html")):
            done["pages"] += gone(file, texts)
    forget_words({row["feeling"] for row in found.get("feelings", ())})
    return done


def forget_words(words: Collection[str]) -> None:
    """Take own words that no entry has any more out of the settings and their copies. Raises NotSaved."""
    still = {row["feeling"] for row in store.read("feelings").rows}
    lost, own = {*words} - still - {"", *sheets.LISTED}, settings.read()
    left = {name: [word for word in own[name] if word not in lost] for name in settings.WORDS}
    if any(left[name] != own[name] for name in left):
        settings.save(**left)
        for copy in backups.copies(place, settings.path().name) if (place := backups.folder()) else ():
            copy.path.unlink()


def further(name: str) -> list[Path]:
    """Every other file that may hold rows of a sheet: put aside, second copies, and copies of earlier days."""
    shapes = (f"{name}*.csv*", f".~{name}.csv*")
    beside = [path for shape in shapes for path in places.data().glob(shape) if path.name != f"{name}.csv"]
    copies = [path for path in backups.everything() if path.name.startswith(f"{name}.csv")]
    return [*beside, *copies, *(place.glob(f".~{name}.csv*") if (place := backups.folder()) else ())]


def may_hold(blob: bytes, sheet: sheets.Sheet, ids: Collection[str], *, named: bool = False) -> bool:
    """Whether these bytes name one of these ids or, unless it has to be `named`, another program's have such a row."""
    if any(one.encode(how) in blob for one in ids for how in ("ascii", "utf-16-le", "utf-16-be")):
        return True
    foreign = not named and not records.own_columns(blob[: blob.find(b"\n") + 1], sheet)
    return foreign and any(records.id_of(row) in ids for row in records.parse(blob, sheet).rows)


def earlier(sheet: sheets.Sheet, ids: Collection[str]) -> Iterator[csvs.Cells]:
    """The rows of these ids as other files still have them: their words may have been others."""
    for file in further(sheet.name):
        with contextlib.suppress(OSError):
            blob = backups.read(file)
            rows = records.parse(blob, sheet).rows if may_hold(blob, sheet, ids, named=True) else []
            yield from (row for row in rows if row["entry_id"] in ids)


def forgotten(file: Path, sheet: sheets.Sheet, ids: Collection[str]) -> bool:
    """Take the rows of these ids out of a copy; whether it had any. One that cannot be read goes as a whole."""
    try:
        blob = backups.read(file)
    except OSError:
        file.unlink()
        return True
    torn, killed = ".torn-" in file.name, file.name.startswith(".~")  # what a save that was killed left behind
    if killed or (torn and may_hold(blob, sheet, ids, named=True)):
        file.unlink()
        return True
    if torn or not may_hold(blob, sheet, ids):
        return False
    left = csvs.filtered(blob, sheet, ids)
    files.replace(file, gzip.compress(left, 1, mtime=0) if file.suffix == ".gz" else left)
    return True


def gone(file: Path, words: Collection[str]) -> bool:
    """Take a file away that has one of these words in it; whether it had."""
    text = html.unescape(file.read_text("utf-8", "replace"))
    if not any(word in text for word in words):
        return False
    file.unlink()
    return True


def texts_of(name: str, row: csvs.Cells) -> Iterator[str]:
    """What a person typed in a row as a page shows it, where it is long enough to be told from other words."""
    for field in sheets.sheet(name).fields:
        text = row.get(field.name, "").strip().rstrip(".")  # a page may end a line of its own there
        if isinstance(field, Text) and len(text) >= LONG_ENOUGH:
            yield text


def everything() -> list[Path]:
    """Every file the workbook keeps for a person: entries, settings, drafts, pages, what was put aside, and copies."""
    folder = places.data()
    names = [*(f"{name}*.csv*" for name in sheets.SHEETS), f"{settings.path().name}*", ".~*", ".lock"]
    own = [path for shape in names for path in folder.glob(shape)]
    own += [path for place in (drafts.folder(), pages.folder()) for path in place.glob("*")]
    return [*dict.fromkeys(path for path in own if path.is_file()), *backups.everything()]


def forget_everything() -> int:
    """Take all of it away, and the folders that are empty then; how many files there were. Raises OSError."""
    found = everything()
    for path in found:
        path.unlink(missing_ok=True)
    backups.drop_folders()
    for place in (drafts.folder(), pages.folder(), places.data()):
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    return len(found)
