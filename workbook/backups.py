"""Copies of each file, kept by themselves outside the checkout: the latest as the workbook left it, and earlier ones.

For each data folder there is a folder of its own. In it, `feelings.csv` is what the workbook itself last wrote, so that
an edit by another program stands out; `feelings.csv.<moment>.gz` is the file as it was before a change, or before the
first new entry of a day.
"""

import contextlib
import gzip
import os
import re
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from workbook import files, places

SAVES, DAYS, MONTHS = 10, 30, 12  # copies kept: the last ones, the last of each day, the last of each month
A_COPY = re.compile(r"(?P<file>[a-z_]+\.(?:csv|json))\.(?P<moment>\d{8}T\d{12}Z)\.gz")
MOMENT = "%Y%m%dT%H%M%S%fZ"
TRAILER = 8  # bytes at the end of a gzip file: the check of what is in it, and its length
_seen: dict[Path, str] = {}  # the day on which a file of this process was last copied


class Copy(NamedTuple):
    """A copy: its path, the file it is of, and when it was made, in UTC."""

    path: Path
    file: str
    at: datetime


def folder() -> Path | None:
    """The folder of the copies of this data folder, or None where none are kept."""
    root = None if places.on_binder() else places.backups()
    return root / f"{zlib.crc32(os.fsencode(places.data().resolve())):08x}" if root else None


def folders() -> list[Path]:
    """Every folder of copies there is, of other checkouts too, the one changed last first."""
    root = None if places.on_binder() else places.backups()
    if not root or not root.is_dir():
        return []
    found = [one for one in root.iterdir() if re.fullmatch("[0-9a-f]{8}", one.name) and one.is_dir()]
    found.sort(key=lambda one: max((file.stat().st_mtime_ns for file in one.iterdir()), default=0), reverse=True)
    return sorted(found, key=lambda one: one != folder())  # one's own before those of other checkouts


def latest(name: str) -> Path | None:
    """Where what the workbook last wrote of a file is kept, or None."""
    place = folder()
    return place / name if place else None


def copies(place: Path, name: str = "") -> list[Copy]:
    """The earlier copies in a folder, of one file or of all, the newest first."""
    found = []
    for path in place.iterdir() if place.is_dir() else ():
        parts = A_COPY.fullmatch(path.name)
        if parts and name in ("", parts["file"]):
            at = datetime.strptime(parts["moment"], MOMENT).replace(tzinfo=UTC)
            found.append(Copy(path, parts["file"], at))
    return sorted(found, key=lambda copy: (copy.at, copy.file), reverse=True)


def read(path: Path) -> bytes:
    """What is in a copy; raises OSError where it cannot be read."""
    blob = path.read_bytes()
    try:
        return gzip.decompress(blob) if path.suffix == ".gz" else blob
    except (EOFError, zlib.error) as error:
        raise OSError(str(error)) from None


def keep(file: Path) -> None:
    """Copy the file as it is now, unless the last copy is the same. Raises OSError."""
    keep_bytes(file.name, files.read(file))


def keep_bytes(name: str, blob: bytes) -> None:
    """The same for these bytes."""
    place = folder()
    if place is None or not blob:
        return
    made = private(place)
    last = copies(made, name)[:1]
    if last and trailer(last[0].path) == zlib.crc32(blob).to_bytes(4, "little") + len(blob).to_bytes(8, "little")[:4]:
        return
    moment = datetime.now(UTC).strftime(MOMENT)
    files.replace(made / f"{name}.{moment}.gz", gzip.compress(blob, 1, mtime=0))
    thin(made, name)


def trailer(path: Path) -> bytes:
    """The check and the length of what a copy holds."""
    with path.open("rb") as opened:
        opened.seek(-TRAILER, os.SEEK_END)
        return opened.read()


def private(place: Path) -> Path:
    """The folder, made for its owner alone."""
    for one in (place.parent, place):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def first_of_a_day(file: Path) -> bool:
    """Whether this process adds to the file for the first time today."""
    first = folder() is not None and _seen.get(file) != today()
    _seen[file] = today()
    return first


def keep_latest(file: Path) -> None:
    """Make the copy of what the workbook wrote anew; what it was is kept as an earlier copy. Raises OSError."""
    copy = latest(file.name)
    if copy is None:
        return
    keep(copy)
    files.replace(private(copy.parent) / copy.name, file.read_bytes())


def today() -> str:
    """The local day."""
    return time.strftime("%Y-%m-%d")


def thin(place: Path, name: str) -> None:
    """Take away the copies of a file that are neither among the last, nor the last of their day or month."""
    found, wanted = copies(place, name), set[Path]()
    wanted |= {copy.path for copy in found[:SAVES]}
    for shape, most in (("%Y-%m-%d", DAYS), ("%Y-%m", MONTHS)):
        last: dict[str, Path] = {}
        for copy in found:
            last.setdefault(copy.at.astimezone().strftime(shape), copy.path)
        wanted |= set(list(last.values())[:most])
    for copy in found:
        if copy.path not in wanted:
            copy.path.unlink(missing_ok=True)


def everything() -> Iterator[Path]:
    """Every file in every folder of copies."""
    for place in folders():
        yield from (path for path in place.iterdir() if path.is_file())


def drop_folders() -> None:
    """Take the folders away, once they are empty; the next change makes a copy again."""
    _seen.clear()
    for place in folders():
        with contextlib.suppress(OSError):
            place.rmdir()
            place.parent.rmdir()
