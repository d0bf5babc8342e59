"""Makes the fixtures again: `python tests/faults/spreadsheets/make.py`, with the package installed.

Those called `lo-` come from LibreOffice (`soffice` has to be there), the others from rules in Excel's habits.
The tests read the files that are here and need neither program. In `formulas/` is a journal of texts that look like
formulas, the `.xlsx` that the workbook made of it, and what LibreOffice showed when it had opened that.
"""

import csv
import io
import itertools
import os
import subprocess
import tempfile
from pathlib import Path

from workbook import archives, records, sheets

HERE = Path(__file__).parent
SHEET = sheets.sheet("feelings")
COLUMNS = list(SHEET.columns)
WRITTEN = "as-the-workbook-wrote-it.csv"
ROWS = [  # word, rating, note, tags: words that a spreadsheet leaves alone, and words that it does not
    ("calm", "7", "fed the ducks; slept, too", ""),
    ("sad", "3", 'she said "later",\nand went home', ""),
    ("glad", "8", "=1+1", "1e5"),
    ("proud", "6", "=) better than it was", "007"),
    ("lonely", "2", "caf\xe9, 5 \u20ac, na\xefve", "true"),
    ("tired", "", "12/03", "1,5"),
    ("hopeful", "5", "+1", "12345678901234567"),
]


def rows():
    """The rows as the workbook keeps them."""
    made = []
    for number, (word, rating, note, tags) in enumerate(ROWS, 1):
        at, own_id = f"2026-03-{10 + number}T21:40:00+01:00", f"e64cfc0f5a00{number:02d}7be1c4{number:02x}"
        same = {"entry_id": own_id, "checkin_id": own_id, "at": at, "saved_at": at, "asked": "added"}
        given = {"feeling": word, "rating": rating, "scale_min": "0", "scale_max": "10", "note": note, "tags": tags}
        cells = SHEET.cells({}) | same | given
        made.append(cells | {"row_check": records.row_check(SHEET, cells)})
    return made


# LibreOffice: what the file is taken for, what it is saved as, and what lies between

FILTER = "Text - txt - csv (StarCalc)"
UTF8, CP1252, UTF16, MAC, DOS = 76, 1, 65535, 2, 3
ALL_TEXT = "/".join(f"{number}/2" for number in range(1, len(COLUMNS) + 1))
ENGLISH, GERMAN, AMERICAN = 2057, 1031, 1033


def read_as(separator=",", charset=UTF8, columns="", language=0, quoted_as_text=False, detect=False):
    """How LibreOffice is to read a text file."""
    told = [ord(separator), 34, charset, 1, columns, language, quoted_as_text, detect]
    return FILTER + ":" + ",".join(str(one).lower() for one in told)


def save_as(separator=",", charset=UTF8, quote_all=False, as_shown=True, formulas=False, quote=34):
    """How LibreOffice is to write one."""
    told = [ord(separator), quote, charset, 1, "", 0, quote_all, False, as_shown, formulas]
    return f"csv:{FILTER}:" + ",".join(str(one).lower() for one in told)


MADE = {
    "lo-default": ([], ["csv"]),
    "lo-utf8": ([read_as()], [save_as()]),
    "lo-quoted-is-text": ([read_as(quoted_as_text=True)], [save_as()]),
    "lo-special-numbers": ([read_as(detect=True, language=ENGLISH)], [save_as()]),
    "lo-special-numbers-german": ([read_as(detect=True, language=GERMAN)], [save_as(";")]),
    "lo-special-numbers-american": ([read_as(detect=True, language=AMERICAN)], [save_as()]),
    "lo-all-text": ([read_as(columns=ALL_TEXT)], [save_as()]),
    "lo-all-text-quoted": ([read_as(columns=ALL_TEXT)], [save_as(quote_all=True)]),
    "lo-all-text-tabs": ([read_as(columns=ALL_TEXT)], [save_as("\t")]),
    "lo-all-text-utf16": ([read_as(columns=ALL_TEXT)], [save_as("\t", UTF16)]),
    "lo-all-text-cp1252": ([read_as(columns=ALL_TEXT)], [save_as(";", CP1252)]),
    "lo-all-text-mac": ([read_as(columns=ALL_TEXT)], [save_as(";", MAC)]),
    "lo-all-text-dos": ([read_as(columns=ALL_TEXT)], [save_as(";", DOS)]),
    "lo-read-as-cp1252": ([read_as(charset=CP1252, columns=ALL_TEXT)], [save_as()]),
    "lo-read-as-semicolons": ([read_as(separator=";")], [save_as()]),
    "lo-formulas-saved": ([read_as()], [save_as(formulas=True, as_shown=False)]),
    "lo-single-quotes": ([read_as(columns=ALL_TEXT)], [save_as(quote=39)]),
    "lo-through-xlsx": ([read_as()], ["xlsx", save_as(";")]),
    "lo-through-xls": ([read_as()], ["xls", save_as()]),
    "lo-through-ods": ([read_as(columns=ALL_TEXT)], ["ods", save_as(";", quote_all=True)]),
}


def by_libreoffice(folder, given, reads, steps):
    """The bytes after these steps, each a program of its own that is given the file of the one before."""
    now = folder / given.name
    now.write_bytes(given.read_bytes())
    for number, step in enumerate(steps):
        out = folder / str(number)
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += [f"--infilter={one}" for one in (reads if now.suffix == ".csv" else [])]
        command += ["--convert-to", step, "--outdir", str(out), str(now)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        now = out / f"{now.stem}.{step.partition(':')[0]}"
    return now.read_bytes()


# Texts that look like formulas

STARTS = ("=", "+", "-", "@", "\t=", "\n=", " =", "=+", "{=", "=-@")
BODIES = (
    *("1+1", "-2+3", "1E5", "A1", "A1:B9", "SUM(1,2)", "SUM(1;2)", "NOW()", "RAND()", "PI()", "TRUE()", "1/0"),
    *('INDIRECT("A1")', 'CELL("filename")', 'INFO("system")', "cmd|' /C calc'!A0"),
    'DDE("soffice";"a";"b")',
    'HYPERLINK("http://a.example","look")',
    'WEBSERVICE("http://a.example")',
    "'file:///invented.ods'#$Sheet1.A1",
)


def formulas():
    """Write the journal, the workbook's export of it, and what LibreOffice shows of that export."""
    sheet, folder = sheets.sheet("journal"), HERE / "formulas"
    columns, texts = list(sheet.columns), map("".join, itertools.product(STARTS, BODIES))
    same = {"at": "2026-03-12T21:40:00+01:00"}
    cells = [sheet.cells({}) | same | {"entry_id": f"e{number:021x}", "text": one} for number, one in enumerate(texts)]
    cells = [row | {"row_check": records.row_check(sheet, row)} for row in cells]
    (folder / "journal.csv").write_bytes(records.header(columns) + records.block(columns, sheet, cells))
    os.environ["WORKBOOK_DATA"] = str(folder)
    given = folder / "given.xlsx"
    given.unlink(missing_ok=True)
    archives.spreadsheet(given)
    with tempfile.TemporaryDirectory() as place:
        (folder / "lo-shown.csv").write_bytes(by_libreoffice(Path(place), given, [], [save_as()]))


# Excel's habits


def excel(cells, columns=COLUMNS, separator=";", encoding="utf-8-sig", end="\r\n", first="", quoting=csv.QUOTE_MINIMAL):
    """The bytes of a table as Excel would save it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in cells)
    return (first + out.getvalue()).encode(encoding)


def with_cells(**changed):
    """The rows, some cells changed: word=(column, cell)."""
    made = rows()
    for row in made:
        row.update([changed[row["feeling"]]] if row["feeling"] in changed else [])
    return made


def with_column(column, *cells):
    """The rows with other cells in one column."""
    return [row | {column: cell} for row, cell in zip(rows(), cells, strict=True)]


def short(blob, separator=b";"):
    """The lines without the separators at their end, as Excel leaves them out below the sixteenth row."""
    head, *lines = blob.split(b"\r\n")
    return b"\r\n".join([head, *(line.rstrip(separator) for line in lines)])


def by_hand():
    """Name -> bytes."""
    plain, order = (
        rows(),
        ["feeling", "rating", "at", *[name for name in COLUMNS if name not in ("feeling", "rating", "at")]],
    )
    empty, more = {"": ""}, len(COLUMNS) * ";"
    serial = [f"{46092 + number},9027777778" for number in range(len(plain))]
    own = [
        row | {"my remark": remark} for row, remark in zip(plain, ["", "", "read; again", "", "", "", ""], strict=True)
    ]
    renamed = {"note": "Notiz"}
    new = {"at": "2026-03-20", "feeling": "close", "rating": "4", "note": "added by hand"}
    return {
        "semicolons-bom": excel(plain),
        "semicolons-no-bom": excel(plain, encoding="utf-8"),
        "semicolons-cp1252": excel(plain, encoding="cp1252"),
        "commas-bom": excel(plain, separator=","),
        "all-quoted-crlf": excel(plain, separator=",", quoting=csv.QUOTE_ALL),
        "unicode-text": excel(plain, separator="\t", encoding="utf-16"),
        "text-tabs-cp1252": excel(plain, separator="\t", encoding="cp1252"),
        "mac-carriage-returns": excel(plain, encoding="mac_roman", end="\r"),
        "sep-line": excel(plain, encoding="cp1252", first="sep=;\r\n"),
        "sep-line-bom": excel(plain, separator=",", first="sep=,\r\n"),
        "line-breaks-crlf": excel([row | {"note": row["note"].replace("\n", "\r\n")} for row in plain]),
        "dates-as-seen": excel(with_column("at", *[f"{10 + number}/03/2026 21:40" for number in range(1, 8)])),
        "dates-as-numbers": excel(with_column("at", *serial)),
        "zeros-lost": excel(with_cells(proud=("tags", "7"))),
        "large-numbers": excel(with_cells(glad=("tags", "1E+05"), hopeful=("tags", "1,23457E+16"))),
        "true-in-capitals": excel(with_cells(lonely=("tags", "TRUE"))),
        "decimal-comma": excel(with_cells(calm=("rating", "7,0"))),
        "formula-failed": excel(with_cells(glad=("note", "2"), proud=("note", "#NAME?"))),
        "other-order": excel(plain, columns=order),
        "sorted-by-rating": excel(sorted(plain, key=lambda row: row["rating"])),
        "empty-columns": excel(plain, columns=[*COLUMNS, "", "", ""]),
        "empty-rows": excel([*plain[:3], empty, *plain[3:], empty, empty]),
        "empty-first-row": excel(plain, encoding="cp1252", first=f"{more[1:]}\r\n"),
        "header-renamed": excel(plain, columns=[renamed.get(name, name) for name in COLUMNS]),
        "own-column": excel(own, columns=[*COLUMNS, "my remark"]),
        "own-column-short-lines": short(excel(own, columns=[*COLUMNS, "my remark"])),
        "column-deleted": excel(plain, columns=[name for name in COLUMNS if name != "tags"]),
        "check-deleted": excel(plain, columns=COLUMNS[:-1]),
        "row-deleted": excel(plain[:2] + plain[3:]),
        "row-added": excel([*plain[:4], new, *plain[4:]]),
        "row-copied": excel([*plain, plain[0]]),
        "cell-changed": excel(with_cells(sad=("rating", "4"))),
        "id-cut-off": excel(with_cells(sad=("entry_id", rows()[1]["entry_id"][:12]))),
        "cells-too-many": excel(plain).replace(b";12/03;1,5;", b";12/03;1;5;x;"),
    }


def main():
    """Write every fixture."""
    (HERE / WRITTEN).write_bytes(records.header(COLUMNS) + records.block(COLUMNS, SHEET, rows()))
    for name, blob in by_hand().items():
        (HERE / f"{name}.csv").write_bytes(blob)
    for name, (reads, steps) in MADE.items():
        with tempfile.TemporaryDirectory() as folder:
            (HERE / f"{name}.csv").write_bytes(by_libreoffice(Path(folder), HERE / WRITTEN, reads, steps))
    formulas()


if __name__ == "__main__":
    main()
