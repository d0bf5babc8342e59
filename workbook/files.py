"""Bytes on a disk that survive: private folders, a lock, safe replacing, and putting aside what is not understood."""

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

import filelock

from workbook.words import problems as say

PATIENCE = 5.0  # seconds to wait for another window's save, and no more
LEFT_BEHIND = 3600.0  # seconds after which a temporary file is nobody's
BUSY_ELSEWHERE = {errno.EACCES, errno.EPERM}  # Windows: open in a spreadsheet, or being scanned
BINARY = getattr(os, "O_BINARY", 0)


class NotSaved(Exception):
    """Nothing was saved; `problems` maps each field to a sentence ("" for the whole entry)."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def not_saved(error: OSError) -> NotSaved:
    """The calm sentence for an error of the disk."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NotSaved({"": say.DISK_FULL})
    if error.errno == errno.EROFS:
        return NotSaved({"": say.READ_ONLY})
    if error.errno in BUSY_ELSEWHERE:
        return NotSaved({"": say.NO_PERMISSION})
    return NotSaved({"": say.DISK_ERROR.format(kind=errno.errorcode.get(error.errno or 0, type(error).__name__))})


@contextlib.contextmanager
def calm() -> Iterator[None]:
    """NotSaved, with its sentence, for what the disk refuses within."""
    try:
        yield
    except OSError as error:
        raise not_saved(error) from None


def private_folder(folder: Path) -> None:
    """Make the folder for its owner alone; one that already holds other things keeps its mode."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours = (folder / ".lock").exists() or not any(folder.iterdir())
    if ours and os.name == "posix" and folder.stat().st_mode & 0o077:
        with contextlib.suppress(OSError):  # a drive without rights, or another's folder
            folder.chmod(0o700)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; raises NotSaved when another window keeps it, or the disk refuses."""
    with calm():
        private_folder(folder)
        try:
            with filelock.FileLock(folder / ".lock", timeout=PATIENCE, mode=0o600):
                yield
        except filelock.Timeout:
            raise NotSaved({"": say.LOCKED}) from None


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder durable, where the system knows how."""
    if os.name == "posix":
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EBADF, errno.ENOTSUP):  # drives that know no such thing
                raise
        finally:
            os.close(fd)


def read(path: Path) -> bytes:
    """What a file holds; nothing where it is not there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, durable, readable by its owner alone; none is left on an error."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    try:
        try:
            write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_all(fd: int, data: bytes) -> None:
    """Write in one call; a disk that takes only a part of it is full."""
    if os.write(fd, data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def replace(path: Path, data: bytes) -> None:
    """The file holds exactly `data`, or is as it was; raises OSError or NotSaved."""
    target = path.resolve()  # a link stays a link
    for left in target.parent.glob(f".~{target.name}.*"):  # by a save that was killed: the target itself is whole
        if time.time() - left.stat().st_mtime > LEFT_BEHIND:
            left.unlink(missing_ok=True)
    temporary = target.with_name(f".~{target.name}.{os.getpid()}-{time.time_ns()}")
    write_new(temporary, data)
    try:
        if temporary.read_bytes() != data:
            raise NotSaved({"": say.READ_BACK})
        for wait in (0.1, 0.2, 0.4, 0.8, 1.0, None):
            try:
                temporary.replace(target)
                break
            except PermissionError:
                if wait is None or os.name != "nt":
                    raise
                time.sleep(wait)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def put_aside(path: Path, data: bytes, kind: str) -> str:
    """Keep these bytes beside the file, durable, under a name of their own; the name."""
    aside = path.with_name(f"{path.name}.{kind}-{time.time_ns()}")
    write_new(aside, data)
    sync_folder(aside.parent)
    return aside.name


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another, or None where it is not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
