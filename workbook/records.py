"""Records of a CSV file as bytes: where each begins and ends, exactly, however the file was cut or damaged.

Every cell is quoted and every record starts with its id. Inside a cell a quote is doubled, so a line feed,
one quote and an `e` stand together only where a record starts.
"""

import codecs
import csv
import io
import itertools
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from workbook.sheets import AN_ID, ROW_CHECK, Sheet
from workbook.words import problems as say

BOM = codecs.BOM_UTF8
STARTS = b'\n"e'  # where the next record begins
CELL = rb'"((?:[^"]++|"")*+)"'
ANY_RECORD = re.compile(rb'"(?:[^"]++|"")*+"(?:,"(?:[^"]++|"")*+")*+\n')
ONE_CELL = re.compile(CELL)
SEPARATOR = re.compile(r'\A"?sep=[,;\t]"?[,;\t]*(?=[\r\n])', re.IGNORECASE)  # a first line for Excel alone
MARKED = re.compile('\\A\\s*(?:\ufeff|\xef\xbb\xbf)"?(.*?)"?\\s*\\Z')  # a name that begins with a byte order mark
UNNAMED = re.compile(r"column( \d+)?")  # what a column without a heading is called
Writer = Callable[[Sequence[str], Sheet, Sequence[Any]], bytes]  # columns, sheet, rows -> their bytes


class Record(NamedTuple):
    """One row: its bytes in the file, and its cells by column; no cells where it cannot be read."""

    raw: bytes
    cells: dict[str, str]
    line: int
    reason: str = ""


class Contents(NamedTuple):
    """A whole file: its columns, its records, damaged ones among them, and whether the shape is ours."""

    columns: list[str]
    records: list[Record]
    ours: bool
    torn: bytes = b""  # a half-written end
    torn_line: int = 1  # where that begins

    @property
    def rows(self) -> list[dict[str, str]]:
        """The cells of every row that can be read, in file order."""
        return [record.cells for record in self.records if not record.reason]


def encode(cells: Iterable[str]) -> bytes:
    """The cells as they stand in the file, without the line feed."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells).encode()


def header(columns: Sequence[str]) -> bytes:
    """The first line of a file with these columns."""
    return BOM + encode(columns) + b"\n"


def row_check(sheet: Sheet, cells: Mapping[str, str]) -> str:
    """`c` and the CRC-32 of the declared cells but this one, as they stand in the file."""
    return checksum(cells.get(name, "") for name in sheet.columns if name != ROW_CHECK.name)


def checksum(cells: Iterable[str]) -> str:
    """The check of these cells."""
    return f"c{zlib.crc32(encode(cells)):08x}"


def record(columns: Sequence[str], sheet: Sheet, cells: Mapping[str, str]) -> bytes:
    """The row's bytes, with its check."""
    checked = {**cells, ROW_CHECK.name: row_check(sheet, cells)}
    return encode(checked.get(name, "") for name in columns) + b"\n"


def block(columns: Sequence[str], sheet: Sheet, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The bytes of some rows, with their checks."""
    return b"".join(record(columns, sheet, cells) for cells in rows)


def as_they_were(columns: Sequence[str], sheet: Sheet, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The bytes of rows with the checks they had: one that was changed outside stays known as that."""
    return b"".join(encode(cells.get(name, "") for name in columns) + b"\n" for cells in rows)


def in_order(columns: Sequence[str], sheet: Sheet, rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of many rows, with their checks; each is its declared cells before the check, in their order."""
    lines, quotes, rest = [], 2 * (len(sheet.columns) - 2), ',""' * (len(columns) - len(sheet.columns))
    for cells in rows:
        text = '","'.join(cells)
        if text.count('"') != quotes:  # a quote in a cell is doubled
            text = '","'.join([cell.replace('"', '""') for cell in cells])
        text = f'"{text}"'
        lines.append(f'{text},"c{zlib.crc32(text.encode()):08x}"{rest}\n')
    return "".join(lines).encode()


def as_ours(record: Record, contents: Contents) -> bytes:
    """A record's bytes in a file in our shape, whatever shape it came in."""
    if contents.ours:
        return record.raw if record.raw.endswith(b"\n") else record.raw + b"\n"
    if record.reason:
        return unreadable(record.raw, len(contents.columns))
    return encode(record.cells.get(name, "") for name in contents.columns) + b"\n"


def id_of(cells: Mapping[str, str]) -> str:
    """The id of a row; one without has the same each time, of its moment and its cells."""
    entry_id = cells.get("entry_id", "")
    if not cells or AN_ID.fullmatch(entry_id):
        return entry_id
    try:
        moment = max(0, int(datetime.fromisoformat(cells["at"]).timestamp() * 1_000_000))
    except (ValueError, OverflowError, OSError):
        moment = 0
    return f"e{moment:013x}{zlib.crc32(encode(cells.values())):08x}"


def unreadable(raw: bytes, count: int) -> bytes:
    """The bytes of a row that could not be read, so that it will not be taken for one of so many cells."""
    return (raw + b',""' if len(ONE_CELL.findall(raw)) == count else raw) + b"\n" if raw else b""


def own_columns(first_line: bytes, sheet: Sheet) -> list[str]:
    """The columns of a file of ours, unknown ones after the declared; none where the line is not ours."""
    declared = list(sheet.columns)
    if not first_line.startswith(BOM) or not ANY_RECORD.fullmatch(first_line, len(BOM)):
        return []
    try:
        columns = split(first_line[len(BOM) :])
    except UnicodeDecodeError:
        return []
    return columns if columns[: len(declared)] == declared and len(set(columns)) == len(columns) else []


def cut_in_header(start: bytes, sheet: Sheet) -> bool:
    """Whether a file of ours was cut off in its first line, or is empty; a power cut may leave NULs for the rest."""
    whole, written = header(list(sheet.columns)), start.rstrip(b"\0")
    return b"\n" not in start and (whole.startswith(written) or written.startswith(whole[:-1] + b","))


def split(raw: bytes) -> list[str]:
    """The cells of one whole record; raises UnicodeDecodeError."""
    return [cell.replace(b'""', b'"').decode() for cell in ONE_CELL.findall(raw)]


def of(count: int) -> re.Pattern[bytes]:
    """The shape of a record of so many cells."""
    return re.compile(rb'"(?:[^"]++|"")*+"(?:,"(?:[^"]++|"")*+"){%d}\n' % (count - 1))


def parse(blob: bytes, sheet: Sheet) -> Contents:
    """Everything in a file: each record, in order, whole or damaged; nothing is left out."""
    if cut_in_header(blob, sheet):
        return Contents(list(sheet.columns), [], True, blob)
    first_end = blob.find(b"\n") + 1
    columns = own_columns(blob[:first_end], sheet)
    return parse_own(blob, first_end, columns, sheet) if columns else parse_foreign(blob, sheet)


def parse_own(blob: bytes, at: int, columns: list[str], sheet: Sheet) -> Contents:
    """The records of a file in our shape; after damage, reading goes on at the next start of a record."""
    records: list[Record] = []
    shape, line = of(len(columns)), 2
    while at < len(blob):
        match = shape.match(blob, at)
        whole = match or ANY_RECORD.match(blob, at)
        end = whole.end() if whole else blob.find(STARTS, at) + 1 or len(blob)
        raw = blob[at:end]
        if end == len(blob) and not whole:
            if not lacks_only_newline(raw, columns, sheet):
                return Contents(columns, records, True, raw, line)
            match = shape.match(raw + b"\n")
        try:
            cells = dict(zip(columns, split(raw), strict=True)) if match else {}
            records.append(Record(raw, cells, line, "" if match else say.WRONG_CELLS))
        except UnicodeDecodeError:
            records.append(Record(raw, {}, line, say.NOT_TEXT))
        line += raw.count(b"\n")
        at = end
    return Contents(columns, records, True)


def lacks_only_newline(end: bytes, columns: list[str], sheet: Sheet) -> bool:
    """Whether these last bytes are a whole row but for the line feed an editor took away."""
    if columns[-1] != ROW_CHECK.name or not of(len(columns)).fullmatch(end + b"\n"):
        return False
    try:
        cells = dict(zip(columns, split(end), strict=True))
    except UnicodeDecodeError:
        return False
    return cells[ROW_CHECK.name] == row_check(sheet, cells)


def parse_foreign(blob: bytes, sheet: Sheet) -> Contents:
    """The rows of a file that another program saved: other quoting, `;` or tabs, no BOM, another encoding."""
    if blob.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = blob.decode("utf-16", "replace")
    else:
        try:
            text = blob.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = blob.decode("cp1252", "replace")
    text = SEPARATOR.sub("", text)
    first = text.lstrip("\r\n").replace("\r", "\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] = []
    had: list[str] = []
    records: list[Record] = []
    line, heading = 1, Record(b"", {}, 1)
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            if any(cells) and not columns:
                columns, heading = apart(cells), Record(encode(cells), {}, here, say.WRONG_CELLS)
                had = [name for name in sheet.columns if name in columns and name != ROW_CHECK.name]
            elif fitted := fit(cells, columns):
                tidy = (cell.replace("\r\n", "\n").replace("\r", "\n") for cell in fitted)
                row = dict.fromkeys(sheet.columns, "") | dict(zip(columns, tidy, strict=True))
                if row[ROW_CHECK.name] == checksum(row[name] for name in had):  # from before a column was added
                    row[ROW_CHECK.name] = row_check(sheet, row)
                records.append(Record(encode(cells), row, here))
            elif any(cells):
                records.append(Record(encode(cells), {}, here, say.WRONG_CELLS))
    except csv.Error:
        records.append(Record(b"", {}, line, say.NOT_TEXT))
    used = {name for record in records for name, cell in record.cells.items() if cell}
    unknown = [name for name in columns if name not in sheet.columns and (name in used or not UNNAMED.fullmatch(name))]
    if unknown and (not records or any(AN_ID.search(name) for name in unknown)):  # damage joined rows to the first line
        records.insert(0, heading)
    return Contents([*sheet.columns, *unknown], records, False)


def fit(cells: list[str], columns: Sequence[str]) -> list[str]:
    """A cell for each column, or none where they do not fit. Spreadsheets add empty cells at the end, or omit them.

    What is missing counts as omitted only behind the check, which tells that the rest is whole. An empty row is none.
    """
    count = len(columns)
    whole = not any(cells[count:]) and (len(cells) >= count or ROW_CHECK.name in columns[: len(cells)])
    return cells[:count] + [""] * (count - len(cells)) if whole and any(cells) else []


def apart(names: Iterable[str]) -> list[str]:
    """The names of columns, each on one line and no two alike: a spreadsheet may leave some empty."""
    found: list[str] = []
    for name in names:
        line = MARKED.sub(r"\1", name.replace("\r", " ").replace("\n", " ")).strip(" \t\ufeff") or "column"
        again = (f"{line} {count}" for count in itertools.count(2))
        found.append(next(one for one in itertools.chain([line], again) if one not in found))
    return found


def whole_until(tail: bytes, first: int = 0) -> int:
    """Where, in these last bytes of a file, its whole records end; 0 when it is not known where one starts.

    `first` is where the first record starts, if that is in them. A line feed outside quotes ends a record, so a
    record cut anywhere is not taken for a whole one.
    """
    at = tail.rfind(STARTS) + 1 or first
    while at and (match := ANY_RECORD.match(tail, at)):
        at = match.end()
    return at
