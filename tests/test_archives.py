"""All entries in one file: nothing is lost on the way, nothing runs, and nothing tricky is opened."""

import io
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

import pyrage
import pytest

from workbook import archives, dictionary, records, settings, sheets, store
from workbook.files import NotSaved
from workbook.words import archives as say
from workbook.words import importing

FLIPS = 200 if int(os.environ.get("WORKBOOK_ROUNDS", "1")) > 1 else 20
PHRASE = "a quiet blue boat – ünder 9 trees"
NASTY = [
    "a\nb",
    '"quoted", and; more',
    "tab\there",
    " edge \n",
    "007",
    "1e5",
    "2026-03-12",
    "TRUE",
    "#N/A",
    "é́ 👩‍👩‍👧 שלום",
]
NASTY += ["&amp; <b> ]]>", "<r><t>x</t></r>", "<r>&</r>", "<r>\n</r>", "http://a.example", "internal:Sheet1!A1", "'"]
PAYLOADS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1,2)", "\t=1+1", '=HYPERLINK("http://a.example","b")']
PAYLOADS += ["{=SUM(A1)}", "mailto:a@b.example", "=cmd|' /C calc'!A0", "\n=1"]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def kept(data):
    """A few entries and a setting."""
    store.save("journal", [{"text": text} for text in NASTY])
    store.save("feelings", {"feeling": "calm", "rating": 3})
    settings.save(therapist_label="Dr. Invented")
    return data


def on_disk(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".csv", ".json")}


def packed(*members, **how):
    """A zip of (name, bytes) or (ZipInfo, bytes)."""
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", **how) as archive:
        for name, inside in members:
            archive.writestr(name, inside)
    return blob.getvalue()


def cells(path):
    """Every cell of a spreadsheet file as a program reads it, by worksheet, row and column; each proven to be text."""
    with zipfile.ZipFile(path) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(part.text or "" for part in one.iter(f"{MAIN}t")) for one in shared.iter(f"{MAIN}si")]
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        found = {}
        for number, name in enumerate(names, 1):
            page = book.read(f"xl/worksheets/sheet{number}.xml")
            assert b"<f" not in page and b"hyperlink" not in page
            found[name] = []
            for row in ElementTree.fromstring(page).iter(f"{MAIN}row"):
                assert {cell.get("t") for cell in row} == {"s"}
                there = {re.match("[A-Z]+", cell.get("r"))[0]: texts[int(cell[0].text)] for cell in row}
                found[name].append(there)
        assert not [name for name in book.namelist() if "rels" in name and b"External" in book.read(name)]
    return found


def plain(text):
    """A text as the file escapes it: `_x0001_` for a control character."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def typed(rows, columns):
    """What stands in the column of texts: a row's cells from there on, up to the next declared column."""
    at, end = columns.index("text"), len(columns)
    return ["".join(plain(text) for text in [*row.values()][at : len(row) - (end - at - 1)]) for row in rows]


def test_a_zip_holds_every_file_byte_for_byte_and_a_data_dictionary(kept):
    with zipfile.ZipFile(io.BytesIO(archives.zipped())) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_DEFLATED}
    assert inside.pop("README.txt").decode() == dictionary.page()
    assert inside == on_disk(kept)
    assert {"journal.csv", "feelings.csv", "settings.json"} == set(inside)


def test_the_same_entries_make_the_same_zip(kept):
    once = archives.zipped()
    for path in kept.iterdir():
        os.utime(path, (1, 1))
    assert archives.zipped() == once


def test_what_was_packed_is_opened_as_it_was(kept):
    assert archives.opened(archives.zipped(), None) == (on_disk(kept), "")


def test_a_damaged_file_of_entries_travels_as_it_is(kept):
    with (kept / "journal.csv").open("ab") as file:
        file.write(b'"e\xff\0 half')
    assert archives.opened(archives.zipped())[0]["journal.csv"] == (kept / "journal.csv").read_bytes()


def test_a_zip_packed_again_on_a_mac_is_opened(kept):
    own = [(f"therapy-workbook/{name}", blob) for name, blob in on_disk(kept).items()]
    noise = [("therapy-workbook/.DS_Store", b"x"), ("__MACOSX/therapy-workbook/._journal.csv", b"x")]
    blob = packed(("therapy-workbook/", b""), *own, *noise, ("therapy-workbook/other.txt", b"ignored"))
    assert archives.opened(blob) == (on_disk(kept), "")


def test_every_cell_of_a_spreadsheet_is_the_text_that_was_typed(kept, tmp_path):
    path = tmp_path / "all.xlsx"
    rows_from_elsewhere(kept, NASTY)
    assert archives.spreadsheet(path) == [say.SPLIT[1].format(count=3)]
    found = cells(path)
    assert {*found} == {"feelings", "journal"}
    columns = list(sheets.sheet("journal").columns)
    assert [text for text in found["journal"][0].values() if text] == columns
    assert typed(found["journal"][1:], columns) == [row["text"] for row in store.read("journal").rows] == NASTY
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_in_a_spreadsheet_is_a_formula_or_a_link(data, tmp_path):
    payloads = [f"{payload}{number or ''}" for number in range(20) for payload in PAYLOADS]
    rows_from_elsewhere(data, [*payloads, "\r=1+1"])
    archives.spreadsheet(tmp_path / "all.xlsx")
    found = cells(tmp_path / "all.xlsx")["journal"]
    read = [row["text"] for row in store.read("journal").rows]
    assert len(set(read)) == 201 and read[:-1] == payloads
    assert typed(found[1:], list(sheets.sheet("journal").columns)) == read


def rows_from_elsewhere(data, journal, **more):
    """A file in our shape with these texts as they are, and unknown columns."""
    sheet, file = sheets.sheet("journal"), data / "journal.csv"
    data.mkdir(exist_ok=True)
    rows = [
        {"entry_id": f"e{number:021x}", "at": "2026-03-12T21:40:00+01:00", "text": text, **more}
        for number, text in enumerate(journal)
    ]
    columns = [*sheet.columns, *more]
    file.write_bytes(records.header(columns) + records.block(columns, sheet, rows))
    return file


def test_control_characters_are_kept_escaped(data, tmp_path):
    odd = ["".join(map(chr, range(1, 32))), "\0", "\x7f\x85\u2028\ufffe\uffff", "a_x0041_b"]
    rows_from_elsewhere(data, odd)
    archives.spreadsheet(tmp_path / "all.xlsx")
    columns = list(sheets.sheet("journal").columns)
    found = cells(tmp_path / "all.xlsx")["journal"][1:]
    assert typed(found[:3], columns) == odd[:3]
    assert "a_x005F_x0041_b" in found[3].values()


def test_columns_the_workbook_does_not_know_come_along(data, tmp_path):
    rows_from_elsewhere(data, ["one"], Mine="=2+2")
    archives.spreadsheet(tmp_path / "all.xlsx")
    top, row = cells(tmp_path / "all.xlsx")["journal"]
    (column,) = (column for column, name in top.items() if name == "Mine")
    assert row[column] == "=2+2"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 32_767,
        "x" * 32_768,
        "ab\n" * 40_000,
        "🙂" * 16_383,
        "🙂" * 16_384,
        "x🙂" * 30_000,
        "<r>" + "</r>" * 20_000,
    ],
    ids=lambda text: f"{text[:3]!r} {len(text)}",
)
def test_a_long_text_goes_on_in_the_next_cells_and_loses_nothing(data, tmp_path, text):
    rows_from_elsewhere(data, ["short", text], Mine="after")
    notes = archives.spreadsheet(tmp_path / "all.xlsx")
    top, short, long = cells(tmp_path / "all.xlsx")["journal"]
    assert all(len(cell.encode("utf-16-le")) <= 2 * 32_767 for cell in long.values())
    start, end = (next(column for column, one in top.items() if one == name) for name in ("text", "Mine"))
    between = [one for column, one in long.items() if rank(start) <= rank(column) < rank(end)]
    assert "".join(between).startswith(text)
    assert short[start] == "short" and short[end] == long[end] == "after"
    assert notes == ([] if len(text.encode("utf-16-le")) <= 2 * 32_767 else [say.SPLIT[0]])


def rank(column):
    """Letters of columns in their order."""
    return len(column), column


def test_a_sheet_longer_than_a_spreadsheet_goes_on_in_another(data, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LINES", 2)
    rows_from_elsewhere(data, ["1", "2", "3", "4", "5"])
    archives.spreadsheet(tmp_path / "all.xlsx")
    found = cells(tmp_path / "all.xlsx")
    assert {name: len(rows) for name, rows in found.items()} == {"journal": 3, "journal 2": 3, "journal 3": 2}


def test_every_sheet_has_a_name_a_spreadsheet_can_hold():
    assert all(re.fullmatch(r"\w{1,28}", name) for name in sheets.SHEETS)


def test_a_row_that_cannot_be_read_is_said_to_be_left_out(data, tmp_path):
    file = rows_from_elsewhere(data, ["one", "two"])
    file.write_bytes(file.read_bytes().replace(b'"two"', b'"tw\xff"'))
    assert archives.spreadsheet(tmp_path / "all.xlsx") == [say.LEFT_OUT[0]]


def test_a_spreadsheet_never_takes_the_place_of_a_file(kept, tmp_path):
    (tmp_path / "all.xlsx").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        archives.spreadsheet(tmp_path / "all.xlsx")
    assert (tmp_path / "all.xlsx").read_bytes() == b"mine"


def test_no_half_spreadsheet_is_left_where_the_disk_is_full(kept, tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:100]))
    with pytest.raises(OSError):
        archives.spreadsheet(tmp_path / "all.xlsx")
    assert not list(tmp_path.glob("*.xlsx"))


@pytest.fixture(scope="module")
def one_sealed():
    """A small archive and the same sealed, once: the key alone takes a second."""
    blob = packed(("journal.csv", b"anything"), ("README.txt", b"about"))
    return blob, archives.sealed(blob, PHRASE)


def test_a_sealed_archive_opens_with_its_passphrase(one_sealed):
    blob, locked = one_sealed
    assert archives.is_sealed(locked) and not archives.is_sealed(blob)
    assert b"journal" not in locked
    assert archives.opened(locked, PHRASE) == ({"journal.csv": b"anything"}, "")


@pytest.mark.parametrize("passphrase", [None, ""])
def test_a_sealed_archive_asks_for_its_passphrase(one_sealed, passphrase):
    assert archives.opened(one_sealed[1], passphrase) == ({}, say.NEEDS_PHRASE)


def test_another_passphrase_does_not_open_it(one_sealed):
    assert archives.opened(one_sealed[1], PHRASE + " ") == ({}, say.WRONG_PHRASE)


def test_nothing_is_sealed_without_a_passphrase():
    with pytest.raises(NotSaved, match="passphrase"):
        archives.sealed(b"blob", "")


def test_a_sealed_file_that_does_not_open_again_is_not_returned(monkeypatch):
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda blob, phrase: b"age-encryption.org/v1\nnot this")
    with pytest.raises(NotSaved) as raised:
        archives.sealed(b"blob", PHRASE)
    assert raised.value.problems == {"": say.NOT_WRITTEN}


def test_no_flipped_bit_in_a_sealed_archive_goes_unseen(one_sealed):
    locked, chance = one_sealed[1], random.Random(7)
    soon = locked.index(b"scrypt") + 6
    for number in range(FLIPS):  # a fifth anywhere, the body too: seen once the key is made, which takes a second each
        at = chance.randrange(len(locked)) if number % 5 == 0 or FLIPS > 20 else chance.randrange(soon)
        changed = bytearray(locked)
        changed[at] ^= 1 << chance.randrange(8)
        found, refused = archives.opened(bytes(changed), PHRASE)
        assert (found, bool(refused)) == ({}, True), at


def test_a_sealed_archive_cut_anywhere_is_not_opened(one_sealed):
    locked = one_sealed[1]
    header = locked.index(b"\n---")
    for length in [*range(0, header, 9), header + 3, len(locked) - 1]:
        found, refused = archives.opened(locked[:length], PHRASE)
        assert (found, bool(refused)) == ({}, True), length


def test_a_sealed_file_that_would_take_hours_is_not_opened(one_sealed):
    first, second, *rest = one_sealed[1].split(b"\n")
    hours = second[: second.rindex(b" ")] + b" 40"
    assert archives.opened(b"\n".join([first, hours, *rest]), PHRASE) == ({}, say.WRONG_PHRASE)


def test_the_age_command_knows_the_format(one_sealed, tmp_path):
    blob, locked = one_sealed
    assert pyrage.passphrase.decrypt(locked, PHRASE) == blob
    if sys.platform == "linux" and shutil.which("age") and shutil.which("script"):
        (tmp_path / "copy.age").write_bytes(locked)
        # age reads a passphrase from a terminal alone, which `script` gives it
        command = f"age -d -o {tmp_path / 'copy.zip'} {tmp_path / 'copy.age'}"
        with subprocess.Popen(
            ["script", "-qec", command, "/dev/null"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as running:
            asked = b""
            while b"passphrase" not in asked and (one := running.stdout.read(1)):
                asked += one
            running.communicate(PHRASE.encode() + b"\n", timeout=60)
        assert (tmp_path / "copy.zip").read_bytes() == blob


def test_a_zip_cut_anywhere_is_not_opened(kept):
    whole = archives.zipped()
    for length in [*range(300), *range(300, len(whole), 37), len(whole) - 1]:
        found, refused = archives.opened(whole[:length])
        assert found == {} and refused in (say.DAMAGED, say.NOT_AN_ARCHIVE), length


def test_a_flipped_bit_in_a_zip_loses_and_changes_nothing_unseen(kept):
    whole, chance = archives.zipped(), random.Random(11)
    there = on_disk(kept)
    for _ in range(100 * FLIPS):
        changed = bytearray(whole)
        changed[at := chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        found, refused = archives.opened(bytes(changed))
        assert (found == {} and refused) or (found == there and not refused), at


@pytest.mark.parametrize("blob", [b"", b"hello", b"\x89PNG\r\n", b"%PDF-1.7", b'\xef\xbb\xbf"entry_id"\n' * 9])
def test_what_is_no_archive_is_said_to_be_none(blob):
    assert archives.opened(blob) == ({}, say.NOT_AN_ARCHIVE)


TRICKS = ["../journal.csv", "a/../../journal.csv", "/journal.csv", "C:/journal.csv", "..\\journal.csv", "a\\b.csv"]
TRICKS += ["..", "C:x", "a/b/journal.csv", "./journal.csv", "//host/a.csv"]
PASSED_OVER = ["__MACOSX/../../x", "../../.DS_Store", "../up/"]  # but not with such names


@pytest.mark.parametrize("name", [*TRICKS, *PASSED_OVER])
def test_a_name_that_leads_elsewhere_refuses_the_whole(name):
    assert archives.opened(packed(("feelings.csv", b"x"), (name, b"x"))) == ({}, say.FOLDERS)
    assert archives.opened(packed((name, b"x"))) == ({}, say.FOLDERS)


def test_a_name_with_its_end_hidden_is_refused():
    blob = packed(("journal.csvX../evil", b"x")).replace(b"journal.csvX", b"journal.csv\0")
    assert archives.opened(blob) == ({}, say.FOLDERS)


def test_a_file_without_a_name_is_refused():
    blob = packed(("QQ", b"x"), ("journal.csv", b"x")).replace(b"QQ", b"\0Q")
    assert archives.opened(blob) == ({}, say.FOLDERS)


def test_two_folders_are_refused():
    assert archives.opened(packed(("a/journal.csv", b"x"), ("b/feelings.csv", b"x"))) == ({}, say.FOLDERS)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused():
    assert archives.opened(packed(("journal.csv", b"x"), ("journal.csv", b"y"))) == ({}, say.TWICE)


def test_a_zip_with_a_password_is_refused():
    blob = bytearray(packed(("journal.csv", b"x")))
    blob[6] |= 1
    blob[blob.index(b"PK\1\2") + 8] |= 1
    assert archives.opened(bytes(blob)) == ({}, say.LOCKED)


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_another_way_is_refused(how):
    assert archives.opened(packed(("journal.csv", b"x"), compression=how)) == ({}, say.LOCKED)


def test_a_zip_without_a_sheet_is_refused():
    for members in ([], [("settings.json", b"{}")], [("other.csv", b"x")], [("journal.txt", b"x")]):
        assert archives.opened(packed(*members)) == ({}, say.NO_SHEETS)


def test_a_zip_that_says_it_holds_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_INSIDE", 2)
    blob = packed(*((f"{name}.csv", bytes(1 << 20)) for name in list(sheets.SHEETS)[:3]), compression=8)
    assert len(blob) < 10_000
    assert archives.opened(blob) == ({}, say.TOO_LARGE.format(limit=2))


def test_a_zip_that_hides_how_much_it_holds_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_INSIDE", 2)
    much = (50 << 20).to_bytes(4, "little")
    blob = packed(("journal.csv", bytes(50 << 20)), compression=8)
    assert blob.count(much) == 2
    found, refused = archives.opened(blob.replace(much, (9).to_bytes(4, "little")))
    assert found == {} and refused == say.DAMAGED


def test_what_is_read_is_counted_whatever_was_declared(monkeypatch):
    monkeypatch.setattr(archives, "MOST_INSIDE", 1)
    with zipfile.ZipFile(io.BytesIO(packed(("journal.csv", bytes(3 << 20)), compression=8))) as archive:
        assert archives.unpacked(archive, archive.infolist()) == ({}, say.TOO_LARGE.format(limit=1))


def test_a_file_of_very_many_files_is_refused():
    blob = packed(*((f"{number}", b"") for number in range(archives.MANY)), ("journal.csv", b"x"))
    assert archives.opened(blob) == ({}, say.TOO_MANY)


def test_a_file_that_is_too_large_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(archives, "MOST", 1)
    (tmp_path / "large.zip").write_bytes(bytes((1 << 20) + 1))
    assert archives.read_archive(tmp_path / "large.zip") == say.TOO_LARGE.format(limit=1)
    assert archives.opened(bytes((1 << 20) + 1)) == ({}, say.TOO_LARGE.format(limit=1))
    (tmp_path / "large.zip").write_bytes(bytes(1 << 20))
    assert archives.read_archive(tmp_path / "large.zip") == bytes(1 << 20)


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path, monkeypatch):
    assert archives.read_archive(tmp_path) == say.A_FOLDER
    assert archives.read_archive(tmp_path / "none.zip") == importing.NO_FILE
    (tmp_path / "x.zip").write_bytes(b"x")
    monkeypatch.setattr(type(tmp_path), "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "no")))
    assert archives.read_archive(tmp_path / "x.zip") == importing.NO_ACCESS


def test_a_damaged_list_of_a_zip_hides_no_file(kept):
    blob = bytearray(archives.zipped())
    last = blob.rindex(b"PK\1\2")
    first = blob.index(b"PK\1\2")
    blob[first + 32 : first + 34] = (last - blob.index(b"PK\1\2", first + 4)).to_bytes(2, "little")  # its comment
    assert archives.opened(bytes(blob)) == ({}, say.DAMAGED)


def test_opening_writes_nothing(kept, one_sealed):
    before = on_disk(kept)
    archives.opened(archives.zipped())
    archives.opened(packed(("../journal.csv", b"x")))
    assert on_disk(kept) == before


def test_the_libraries_for_archives_wait_until_they_are_needed():
    say_so = "import sys, workbook, workbook.archives; print({'pyrage', 'xlsxwriter', 'pandas'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", say_so], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
