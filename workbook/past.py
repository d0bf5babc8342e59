"""What was written before, as a person looks back on it: entries newest first, with all that belongs to each."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbook import sheets, store
from workbook.csvs import Cells
from workbook.fields import Link, Text, instant
from workbook.files import NotSaved
from workbook.sheets import Form
from workbook.words import forms as say_forms
from workbook.words import past as say

LONGEST = 400  # characters of an answer shown in a list; all of it is in the form
PAGE = 20  # entries shown at a time


@dataclass
class Entry:
    """One entry of a form: its id, its moment, and its rows by sheet."""

    entry_id: str
    parts: dict[str, list[Cells]]
    words: str = field(default="", repr=False)  # what a search looks through, once it was asked for

    @property
    def at(self) -> str:
        """The moment it is about, as its first row says it."""
        return next(iter(self.parts.values()))[0]["at"]


def entries(form: Form) -> tuple[list[Entry], int]:
    """Every entry of a form, newest first, and how many lines of its files cannot be read."""
    found: dict[str, Entry] = {}
    apart: list[Entry] = []
    unread = 0
    for sheet, column in form.parts.items():
        contents = store.read(sheet)
        unread += len(contents.records) - len(contents.rows) + bool(contents.torn)
        rows: defaultdict[str, list[Cells]] = defaultdict(list)
        for cells in contents.rows:
            entry_id = cells[column] or cells["entry_id"]
            if not form.holds(sheet, cells):
                continue
            if sheet == form.sheet and (not entry_id or (column == "entry_id" and entry_id in found)):
                apart.append(Entry("", {sheet: [cells]}))  # from another program, without an id of its own
            elif sheet == form.sheet:
                found.setdefault(entry_id, Entry(entry_id, {sheet: []})).parts[sheet].append(cells)
            else:
                rows[entry_id].append(cells)
        for entry_id in rows.keys() & found.keys():
            found[entry_id].parts[sheet] = rows[entry_id]
    in_order = [*reversed(apart), *reversed(found.values())]  # of the same moment, the one written last comes first
    return sorted(in_order, key=lambda entry: instant(entry.at), reverse=True), unread


def fitting(found: Sequence[Entry], since: str, until: str, word: str) -> list[Entry]:
    """The entries from one local day to another (ISO 8601, "" for no end) that hold this word, whatever its case."""
    fits = [entry for entry in found if (not since or entry.at[:10] >= since) and (not until or entry.at[:10] <= until)]
    sought = word.strip().casefold()
    return [entry for entry in fits if sought in words(entry)] if sought else fits


def words(entry: Entry) -> str:
    """All text a person wrote in an entry, for a search."""
    if not entry.words:
        written = [
            cells[name]
            for sheet, rows in entry.parts.items()
            for name in texts(sheet)
            for cells in rows
            if cells.get(name)
        ]
        entry.words = "\n".join(written).casefold() or "\n"
    return entry.words


def texts(sheet: str) -> list[str]:
    """The columns of a sheet that hold a person's own words, and the names of feelings."""
    return [one.name for one in sheets.sheet(sheet).fields if type(one) is Text and (one.ask or one.label)]


def every(sheet: str) -> list[Cells]:
    """Every row of a sheet that can be read."""
    return store.read(sheet).rows


def find(form: Form, entry_id: str, rows: Callable[[str], list[Cells]] = every) -> dict[str, list[Cells]]:
    """The rows of one entry by sheet, among those that `rows` gives for a sheet; none where it is gone."""
    found = {
        sheet: [row for row in rows(sheet) if (row[column] or row["entry_id"]) == entry_id and form.holds(sheet, row)]
        for sheet, column in form.parts.items()
    }
    return {sheet: rows for sheet, rows in found.items() if rows} if found[form.sheet] else {}


def lines(form: Form, parts: sheets.Parts, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a person reads of an entry: each question in a few words, and the answer, cut where it is long.

    `named` are the names of linked entries, by id.
    """
    for one in form.fields:
        linked = named.get(parts[form.sheet][0].get(one.name, ""))
        if isinstance(one, Link) and linked:
            yield one.label or one.ask, cut(linked)
    for label, text in form.lines(parts):
        yield label, cut(text)


def cut(text: str) -> str:
    """The text, or its beginning where it is long."""
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + say.CUT


def names(form: Form) -> dict[str, str]:
    """The name of every entry the form's entries may link to, by id."""
    of = {one.of for one in form.fields if isinstance(one, Link)}
    return {row["entry_id"]: row[sheets.sheet(name).label] for name in of for row in store.read(name).rows}


def delete(form: Form, entry_id: str, notes: list[str] | None = None) -> dict[str, list[Cells]]:
    """Take an entry out of every file it has rows in; the rows taken, for `put_back`. Raises NotSaved.

    What was put aside on the way is told in `notes`.

    The sheet that makes it an entry comes last: cut off half-way, it is still there to be deleted again.
    """
    parts = find(form, entry_id)
    if not parts:
        raise NotSaved({"": say.GONE})
    taken: dict[str, list[Cells]] = {}
    try:
        for sheet in reversed(parts):
            taken[sheet] = store.delete(sheet, {row["entry_id"] for row in parts[sheet]}, notes)
    except NotSaved:
        put_back(taken)  # all of it or nothing
        raise
    return taken


def put_back(taken: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Give back what `delete` took. Raises NotSaved."""
    for sheet, rows in reversed(list(taken.items())):
        declared = sheets.sheet(sheet).columns
        store.put_back(sheet, [{**dict.fromkeys(declared, ""), **row} for row in rows])


def day(at: str) -> str:
    """The local day of a moment in words: "Thu 12 March 2026"; the text itself where it is no date."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{say_forms.DAYS[moment.weekday()]} {moment.day} {say_forms.MONTHS[moment.month - 1]} {moment.year}"
