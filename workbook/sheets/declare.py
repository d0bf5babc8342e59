"""What a sheet is and what a form is; the declarations themselves are in the modules beside this one."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from workbook.fields import Field, Moment, Refused, Text, Value, unanswered
from workbook.words import problems as say

Row = dict[str, Value]
Problems = dict[str, str]

ENTRY_ID = Text(name="entry_id", about="One per row, never changed: `e` and 21 hex digits.")
AT = Moment(name="at", about="The moment the entry is about: local time with its offset, ISO 8601.")
SAVED_AT = Moment(name="saved_at", about="When the row was last written.")
ROW_CHECK = Text(name="row_check", about="`c` and the CRC-32 of the other declared cells, as they stand in the file.")
AN_ID = re.compile("e[0-9a-f]{21}")


class Checked(NamedTuple):
    """A row ready to be kept, what stands in its way, and what was cleaned up."""

    row: Row
    problems: Problems
    notes: list[str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One CSV file: its name and its columns, in order."""

    name: str
    about: str
    fields: tuple[Field, ...]
    complete: Callable[[Row, Collection[str]], Problems] = lambda row, followed: {}
    shared_id: str = ""  # the column in which rows of one save carry the first row's entry_id

    @property
    def columns(self) -> dict[str, Field]:
        """Every column of the file in order, by name."""
        return {field.name: field for field in (ENTRY_ID, AT, SAVED_AT, *self.fields, ROW_CHECK)}

    def check(self, answers: Any, followed: Collection[str] = ()) -> Checked:
        """The answers as a row, with a sentence per field that cannot be kept.

        `followed` are the words the person follows. A field left out stays out of the row.
        """
        if not isinstance(answers, Mapping):
            return Checked({}, {"": say.NOT_A_DICT}, [])
        row: Row = {}
        problems: Problems = {}
        notes: list[str] = []
        for name, answer in answers.items():
            field = self.columns.get(name)
            if field is None:
                names = ", ".join(("at", *(field.name for field in self.fields)))
                problems[str(name)] = say.UNKNOWN_FIELD.format(field=name, sheet=self.name, names=names)
            elif field in (SAVED_AT, ROW_CHECK):
                problems[name] = say.SET_BY_WORKBOOK.format(field=name)
            else:
                try:
                    row[name] = field.parse(answer)
                    notes += field.notes(answer)
                except Refused as refused:
                    problems[name] = str(refused)
        for name in ("entry_id", self.shared_id):
            if row.get(name) and not AN_ID.fullmatch(str(row[name])):
                problems[name] = say.BAD_ID.format(field=name)
        if not problems and all(unanswered(row.get(field.name)) for field in self.fields):
            problems = {"": say.NOTHING_WRITTEN}
        if not problems:
            problems = self.complete(row, followed)
        return Checked(row, problems, notes)

    def cells(self, row: Mapping[str, Value]) -> dict[str, str]:
        """The row as text, a cell per declared column except row_check; a field left out is an empty cell."""
        return {name: field.write(row.get(name)) for name, field in self.columns.items() if field is not ROW_CHECK}

    def values(self, cells: Mapping[str, str]) -> Row:
        """The row as values; a cell that cannot be read stays the text it is."""
        row: Row = {}
        for name, field in self.columns.items():
            cell = cells.get(name, "")
            try:
                row[name] = field.parse(cell) if field.dtype != "str" else cell
            except Refused:
                row[name] = cell
        return row


Answers = Mapping[str, Any]
Sheets = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Form:
    """What one form asks, and how its answers become rows of one sheet or several."""

    name: str
    title: str
    asks: tuple[Field, ...]  # at most five in sight
    more: tuple[Field, ...] = ()
    rows: Callable[[Answers], Sheets]  # answers -> sheet -> rows; none where nothing was written
    answers: Callable[[Sequence[Mapping[str, str]]], dict[str, Any]] = lambda cells: dict(cells[0])  # and back
    saved: str = ""  # what to say after "Saved"
    folded: bool = False  # whether the whole form waits behind its title
    about_person: bool = False  # whether the answers are settings, not entries
