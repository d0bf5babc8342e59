"""Files damaged or saved again at random, and strings of anything: no error, nothing dropped, no change unseen."""

import csv
import io
import os
import random
import re
import shutil
import warnings

from sizes import size

import workbook as wb
from workbook import records, sheets, store

FILES = size(1500, 10_000)
STRINGS = size(2000, 10_000)
AT_ONCE = 250  # strings in one save
SHEET = sheets.sheet("feelings")
OURS = list(SHEET.columns)
NOTES = [
    'she said "no";\nand, then\n"e0 left, \U0001f642 \u4f60\u597d caf\xe9',
    "",
    '"',
    '","\n"e',
    "plain words, a comma; a semicolon\tand a tab",
    "caf\xe9 \u20ac5 \xfc",
]


def a_row(count, chance):
    """The cells of a sound row."""
    cells = dict.fromkeys(OURS, "") | {"entry_id": f"e{chance.getrandbits(84):021x}", "feeling": f"word {count}"}
    cells |= {"at": f"2026-03-{count + 1:02d}T21:40:00+01:00", "rating": str(count), "note": chance.choice(NOTES)}
    cells["saved_at"] = cells["at"]
    return cells | {"row_check": records.row_check(SHEET, cells)}


def sound(chance):
    """Some rows, and the bytes of a file that holds them."""
    rows = [a_row(count, chance) for count in range(chance.choice([1, 2, 6, 9]))]
    return rows, records.header(OURS) + records.block(OURS, SHEET, rows)


# What may happen to a file: each takes the bytes and the rows, and gives the bytes there are then


def flipped(blob, rows, chance):
    found = bytearray(blob)
    for _ in range(chance.choice([1, 1, 2, 8])):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def cut_off(blob, rows, chance):
    return blob[: chance.randrange(len(blob))]


def cut_out(blob, rows, chance):
    at = chance.randrange(len(blob))
    return blob[:at] + blob[at + chance.randrange(1, 60) :]


def stray(blob, rows, chance):
    at = chance.randrange(len(blob))
    return blob[:at] + bytes(chance.choice(b'"",;\n\re') for _ in range(chance.randrange(1, 4))) + blob[at:]


def nulled(blob, rows, chance):
    at, length = chance.randrange(len(blob)), chance.randrange(1, 80)
    return blob[:at] + b"\0" * length + blob[at + chance.choice([0, length]) :]


def crlf(blob, rows, chance):
    return blob.replace(b"\n", b"\r\n")


def saved_again(rows, chance, encoding="utf-8-sig", delimiter=None, columns=None):
    """As a spreadsheet may write the rows."""
    out = io.StringIO(newline="")
    how = {"delimiter": delimiter or chance.choice(",;\t"), "lineterminator": chance.choice(["\n", "\r\n"])}
    sheet = csv.DictWriter(out, columns or OURS, quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), **how)
    sheet.writeheader()
    sheet.writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def semicolons(blob, rows, chance):
    return saved_again(rows, chance, chance.choice(["utf-8-sig", "utf-8", "utf-16"]), ";")


def cp1252(blob, rows, chance):
    return saved_again(rows, chance, "cp1252")


def swapped(blob, rows, chance):
    return saved_again(rows, chance, columns=chance.sample(OURS, len(OURS)))


def doubled(blob, rows, chance):
    again = chance.choice(rows)
    return chance.choice([blob + records.record(OURS, SHEET, again), saved_again([*rows, again], chance)])


def a_cell_changed(blob, rows, chance):
    row = chance.choice(rows)
    changed = [one | {"rating": "10"} if one is row else one for one in rows]
    ours = records.header(OURS) + records.as_they_were(OURS, SHEET, changed)
    return chance.choice([saved_again(changed, chance), ours])


DAMAGE = (flipped, cut_off, cut_out, stray, nulled)
ANY = (*DAMAGE, crlf, semicolons, cp1252, swapped, doubled, a_cell_changed)


def damaged(blob, rows, chance):
    """The bytes after one mishap, or two."""
    found = chance.choice(ANY)(blob, rows, chance)
    return chance.choice(DAMAGE)(found, rows, chance) if found and chance.random() < 0.3 else found


def whole_files(data):
    return {path.name: path.read_bytes() for path in data.iterdir() if path.name != ".lock"}


def declared(cells):
    """The cells of the columns that are ours."""
    return {name: cells.get(name, "") for name in OURS}


def names_of(row, blob):
    """Whether the damaged bytes still hold the row's id: one cut away with all its bytes cannot be missed."""
    return any(row["entry_id"].encode(how) in blob for how in ("ascii", "utf-16-le"))


def dropped_unsaid(rows, blob, contents, findings):
    """What is wrong with what is read and found in a damaged file; "" where all is well."""
    if contents.ours and not records.cut_in_header(blob, SHEET):
        read = b"".join(record.raw for record in contents.records) + contents.torn
        if read != blob[blob.index(b"\n") + 1 :]:
            return "bytes left out"
    flagged = {one.line for one in findings if one.reason}
    read = [declared(one) for one in contents.rows]
    if [one for one in contents.records if one.line not in flagged and declared(one.cells) not in rows]:
        return "a changed row not flagged"
    if not flagged and [row for row in rows if row not in read and names_of(row, blob)]:
        return "a row dropped, and nothing said"
    return ""


def lost_bytes(blob, contents, after):
    """What a save lost of a damaged file; "" where all is there."""
    kept = [one for name, one in after.items() if ".kept-" in name]
    torn = [one for name, one in after.items() if ".torn-" in name]
    start = blob.removesuffix(torn[0]) if torn else blob
    there = blob in kept or (after["feelings.csv"].startswith(start) and start + b"".join(torn) == blob)
    if not there:
        return "bytes lost"
    found = store.read("feelings")
    if not found.rows or found.rows[-1]["note"] != "the next one":
        return "the new row is not there"
    if contents.ours and found.rows[:-1] != contents.rows:
        return "another row changed"
    if not contents.ours and len(found.rows) != len(contents.rows) + 1:
        return "a row more or less"
    return ""


def test_damage_of_any_kind_is_no_error_drops_no_row_unsaid_and_costs_no_byte(data, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    wrong = []
    for seed in range(FILES):
        chance = random.Random(seed)
        rows, blob = sound(chance)
        bad = damaged(blob, rows, chance)
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(mode=0o700)
        (data / "feelings.csv").write_bytes(bad)
        contents = store.read("feelings")
        count, findings = store.check("feelings")
        assert count == len(contents.rows)
        told = dropped_unsaid(rows, bad, contents, findings)
        store.save("feelings", {"feeling": "calm", "rating": 4, "note": "the next one"})
        told = told or lost_bytes(bad, contents, whole_files(data))
        if told:
            wrong.append((seed, told))
    assert wrong == []


PIECES = ["NA", "None", "nan", "null", "007", "1e5", "True", "=1+1", "-3", ",", ";", '"', '""', "\t", " ", "\n", "\r"]
PIECES += ["\r\n", "\0", "\ud83d", "\ude42", "\udfff", "\U0001f642", "\u4f60\u597d", "e\u0301", "\u202e", "\ufeff"]
PIECES += ["\x85", "\u2028", "\x0b", "\x0c", "\x1a", "\x1b", "\uffff", '\n"e', '","', "\\", "'", "%s", "words"]


def a_string(chance):
    """A few pieces that make trouble elsewhere, and characters of any kind between them."""
    some = chance.choices(PIECES, k=chance.randrange(1, 9))
    some += [chr(chance.randrange(0x110000)) for _ in range(chance.randrange(3))]
    return "".join(chance.sample(some, len(some)))


def test_strings_of_any_kind_come_back_but_for_the_clean_ups_that_are_stated(data):
    chance = random.Random(11)
    given = [a_string(chance) for _ in range(STRINGS)]
    with warnings.catch_warnings(action="ignore", category=UserWarning):  # that something was cleaned up
        for begin in range(0, STRINGS, AT_ONCE):
            some = given[begin : begin + AT_ONCE]
            wb.save("feelings", [{"feeling": "calm", "rating": 4, "note": one} for one in some])
    expected = [re.sub("[\0\ud800-\udfff]", "\ufffd", re.sub("\r\n?", "\n", one)) for one in given]
    assert [row["note"] for row in store.read("feelings").rows] == expected
    assert sorted(wb.entries("feelings")["note"].fillna("")) == sorted(expected)
    assert store.check("feelings") == (STRINGS, [])
    assert sum(one == then for one, then in zip(given, expected, strict=True)) > STRINGS // 4
