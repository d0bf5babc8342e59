"""All entries in one file: a zip to move them, a spreadsheet to read them, and an encrypted copy that travels."""

import contextlib
import io
import re
import zipfile
import zlib
from pathlib import Path

from workbook import dictionary, files, places, settings, sheets, store
from workbook.files import NotSaved
from workbook.words import archives as say
from workbook.words import importing as unread

MB = 1024 * 1024
MOST, MOST_INSIDE = 200, 1000  # megabytes of a file that is opened, and of what is in it
MANY = 10_000  # files in a zip; a list of millions would fill the memory before one of them is read
LISTED = b"PK\1\2"  # before each file in the list at the end of a zip
AGE = b"age-encryption.org/"
ABOUT = "README.txt"
AT = (1980, 1, 1, 0, 0, 0)  # one moment for all: a file says nothing of when it was made
CELL, LINES = 32_767, 1_048_575  # what a spreadsheet can hold: UTF-16 units in a cell, rows below the header
PIECE = 1 << 16
A_TRICK = re.compile(r"(^|/)\.\.?(/|$)|^/|^\w:|[\\\0]")  # a name that leads out of the folder it is unpacked in
NOISE = re.compile(r"(^|/)(__MACOSX/.*|\.DS_Store)$")  # what a Mac adds when it packs a folder again
LOCKED = 0x61  # the bits of a file in a zip that no plain reading opens: encrypted, or a patch


def paths() -> dict[str, Path]:
    """Where each file of entries is, or would be, and the settings, by name."""
    return {path.name: path for path in (*map(store.path, sheets.SHEETS.values()), settings.path())}


def zipped() -> bytes:
    """A zip of all entries as they are on the disk, the settings, and the data dictionary; empty where none are."""
    packed = io.BytesIO()
    with contextlib.ExitStack() as held:
        if places.data().exists():
            with contextlib.suppress(NotSaved, OSError):  # where nothing can be written, nothing is being written
                held.enter_context(files.locked(places.data()))
        own = {name: path.read_bytes() for name, path in paths().items() if path.exists()}
    if not any(name.endswith(".csv") for name in own):
        return b""
    with zipfile.ZipFile(packed, "w") as archive:
        for name, blob in {**own, ABOUT: dictionary.page().encode()}.items():
            about = zipfile.ZipInfo(name, AT)
            about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(about, blob)
    return packed.getvalue()


def spreadsheet(path: Path) -> list[str]:
    """Write a new workbook of spreadsheets, every cell as text; sentences on what it could not hold so.

    Raises OSError.
    """
    import xlsxwriter

    packed, split, left_out = io.BytesIO(), 0, 0
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(packed, plain) as book:
        for name in sheets.SHEETS:
            contents = store.read(name)
            left_out += len(contents.records) - len(contents.rows)
            top, *rows = [
                [pieces(cell) for cell in cells]
                for cells in (contents.columns, *([row[one] for one in contents.columns] for row in contents.rows))
            ]
            split += sum(len(parts) > 1 for cells in (top, *rows) for parts in cells)
            wide = [max(map(len, column)) for column in zip(top, *rows, strict=True)]
            for first in range(0, len(rows), LINES):
                page = book.add_worksheet(f"{name} {first // LINES + 1}" if first else name)
                for line, cells in enumerate([top, *rows[first : first + LINES]]):
                    for number, parts in enumerate(cells):
                        for column, text in enumerate(parts, sum(wide[:number])):
                            page.write_string(line, column, text)
    files.write_new(path, packed.getvalue())
    told = [(say.SPLIT, split), (say.LEFT_OUT, left_out)]
    return [one if count == 1 else many.format(count=count) for (one, many), count in told if count]


def pieces(text: str) -> list[str]:
    """A text in as many cells as can hold it, mostly one."""
    if len(text) <= CELL // 2 and not text.startswith("<r>"):
        return [text]
    step = CELL if max(text) <= "\uffff" else CELL // 2  # an emoji counts as two
    parts = [text[at : at + step] for at in range(0, len(text), step)]
    # Taken for markup, and written as it is, would be a text that begins and ends like this: its end goes elsewhere.
    runs = ((part[:-1], part[-1:]) if re.fullmatch("<r>.*</r>", part, re.DOTALL) else (part,) for part in parts)
    return [part for run in runs for part in run]


def sealed(blob: bytes, passphrase: str) -> bytes:
    """The bytes in the open age format, for this passphrase; opened again before they are returned. Raises NotSaved."""
    import pyrage

    if not passphrase:
        raise NotSaved({"": say.NO_PHRASE})
    locked = bytes(pyrage.passphrase.encrypt(blob, passphrase))
    if unsealed(locked, passphrase) != blob:
        raise NotSaved({"": say.NOT_WRITTEN})
    return locked


def is_sealed(blob: bytes) -> bool:
    """Whether a passphrase is needed to open these bytes."""
    return blob.startswith(AGE)


def unsealed(blob: bytes, passphrase: str) -> bytes | None:
    """What was sealed with this passphrase; None where it was another, or where a byte was changed."""
    import pyrage

    try:
        return bytes(pyrage.passphrase.decrypt(blob, passphrase))
    except pyrage.DecryptError:
        return None


def read_archive(path: Path) -> bytes | str:
    """The bytes of a file, or the sentence that says why there are none."""
    try:
        if not path.is_file():
            return say.A_FOLDER if path.exists() else unread.NO_FILE
        with path.open("rb") as file:
            blob = file.read(MOST * MB + 1)
    except (OSError, ValueError):
        return unread.NO_ACCESS
    return blob if len(blob) <= MOST * MB else say.TOO_LARGE.format(limit=MOST)


def opened(blob: bytes, passphrase: str | None = None) -> tuple[dict[str, bytes], str]:
    """The files of entries in an archive, by name, or none and the sentence that says why. Never writes anything."""
    if len(blob) > MOST * MB:
        return {}, say.TOO_LARGE.format(limit=MOST)
    if is_sealed(blob):
        if not passphrase:
            return {}, say.NEEDS_PHRASE
        inside = unsealed(blob, passphrase)
        if inside is None:
            return {}, say.WRONG_PHRASE
        blob = inside
    if blob.count(LISTED) > MANY:
        return {}, say.TOO_MANY
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            listed = archive.infolist()
            if blob.count(LISTED, archive.start_dir) != len(listed):  # a damaged length hides those behind it
                return {}, say.DAMAGED
            refused = refusal(listed)
            return ({}, refused) if refused else unpacked(archive, wanted(listed))
    except zipfile.BadZipFile:
        return {}, say.DAMAGED if blob.startswith(b"PK") else say.NOT_AN_ARCHIVE
    except (zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return {}, say.DAMAGED


def wanted(listed: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The files in a zip, without folders and what a Mac adds."""
    return [one for one in listed if not one.filename.endswith("/") and not NOISE.search(one.filename)]


def refusal(listed: list[zipfile.ZipInfo]) -> str:
    """Why a zip is not opened, by what it says of itself; "" where nothing speaks against it."""
    members = wanted(listed)
    folders = {one.filename.rpartition("/")[0] for one in members}
    tricks = any(A_TRICK.search(name) for one in listed for name in (one.filename, one.orig_filename))
    if tricks or len(folders) > 1 or any("/" in folder for folder in folders):
        return say.FOLDERS
    if len({one.filename for one in members}) < len(members):
        return say.TWICE
    plain = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others take any amount of memory at once
    if any(one.flag_bits & LOCKED or one.compress_type not in plain for one in members):
        return say.LOCKED
    return say.TOO_LARGE.format(limit=MOST_INSIDE) if sum(one.file_size for one in members) > MOST_INSIDE * MB else ""


def unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> tuple[dict[str, bytes], str]:
    """The files of entries in a zip, read in pieces, as it may hold more than it says.

    Others are read as well and dropped: one whose name was damaged would be missing without a word.
    """
    known, found, left = paths(), dict[str, bytes](), MOST_INSIDE * MB
    for member in members:
        name, parts = member.filename.rpartition("/")[2], []
        with archive.open(member) as stream:
            while part := stream.read(PIECE):
                left -= len(part)
                if left < 0:
                    return {}, say.TOO_LARGE.format(limit=MOST_INSIDE)
                parts += [part] if name in known else []
        if name in known:
            found[name] = b"".join(parts)
    return (found, "") if any(name.endswith(".csv") for name in found) else ({}, say.NO_SHEETS)
