"""Pages a person chose to keep: each as it was shown, in the folder `pages`, for its owner alone."""

import contextlib
import re
from datetime import datetime
from pathlib import Path

from workbook import files, places
from workbook.past import day

A_PAGE = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-\d\d\.\d{6}\.html")


def folder() -> Path:
    """The folder of the pages, in the data folder."""
    return places.data() / "pages"


def keep(page: bytes) -> None:
    """Keep a page, whole or not at all. Raises files.NotSaved."""
    name = datetime.now().astimezone().strftime("%Y-%m-%dT%H-%M-%S.%f.html")
    with files.calm():
        files.private_folder(places.data())
        files.private_folder(folder())
        files.write_new(folder() / name, page)
        files.sync_folder(folder())


def kept() -> list[tuple[str, str]]:
    """The name and the moment, in words, of each page kept, newest first."""
    found = [A_PAGE.fullmatch(file.name) for file in sorted(folder().glob("*.html"), reverse=True)]
    return [(match[0], f"{day(match[1])}, {match[2]}:{match[3]}") for match in found if match]


def read(name: str) -> str | None:
    """A page as it was shown; None where it is not there any more."""
    if A_PAGE.fullmatch(name):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return (folder() / name).read_bytes().decode()
    return None


def delete(name: str) -> None:
    """Take a page away. Raises files.NotSaved."""
    if A_PAGE.fullmatch(name):
        with files.calm():
            (folder() / name).unlink(missing_ok=True)
