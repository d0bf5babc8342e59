"""What a sheet is and what a form is; the declarations themselves are in the modules beside this one."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from workbook.fields import A_DAY, AN_ID, Checklist, Field, Link, Moment, Refused, Text, Value, unanswered
from workbook.words import forms as say_forms
from workbook.words import problems as say

Row = dict[str, Value]
Problems = dict[str, str]

ENTRY_ID = Text(name="entry_id", about="One per row, never changed: `e` and 21 hex digits.")
AT = Moment(name="at", about="The moment the entry is about: local time with its offset, ISO 8601.")
SAVED_AT = Moment(name="saved_at", about="When the row was last written.")
ROW_CHECK = Text(name="row_check", about="`c` and the CRC-32 of the other declared cells, as they stand in the file.")
LOW, HIGH = 0, 10  # the scale unless a person or a source uses another
SEEN = "seen"  # with a row of a list: its check as it stood when it was shown
WHEN = Moment(name="at", ask=say_forms.AT, hint=say_forms.AT_HINT)


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
    label: str = ""  # the column that names an entry where another links to it
    bare: bool = False  # whether a row says something by its moment alone

    @cached_property
    def columns(self) -> dict[str, Field]:
        """Every column of the file in order, by name."""
        return {one.name: one for one in (ENTRY_ID, AT, SAVED_AT, *self.fields, ROW_CHECK)}

    def rest(self, *asked: Field) -> tuple[Field, ...]:
        """Every question of the sheet but these: what a form has under More."""
        return tuple(one for one in self.fields if one.ask and one not in asked)

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
            column = self.columns.get(name)
            if column is None:
                names = ", ".join(("at", *(one.name for one in self.fields)))
                problems[str(name)] = say.UNKNOWN_FIELD.format(field=name, sheet=self.name, names=names)
            elif column in (SAVED_AT, ROW_CHECK):
                problems[name] = say.SET_BY_WORKBOOK.format(field=name)
            else:
                try:
                    row[name] = column.parse(answer)
                    notes += column.notes(answer)
                except Refused as refused:
                    problems[name] = str(refused)
        for name in ("entry_id", self.shared_id):
            if row.get(name) and not AN_ID.fullmatch(str(row[name])):
                problems[name] = say.BAD_ID.format(field=name)
        if not problems and not self.bare and all(unanswered(row.get(one.name)) for one in self.fields):
            problems = {"": say.NOTHING_WRITTEN}
        if not problems:
            problems = self.complete(row, followed)
        return Checked(row, problems, notes)

    def same(self, row: Mapping[str, Any], cells: Mapping[str, str]) -> bool:
        """Whether saving this row would leave these cells as they are; a day alone is any moment of that day."""
        day = str(row.get("at") or "")
        given = {name: value for name, value in row.items() if name != "at" or (value and value != cells.get("at"))}
        if len(day) == A_DAY and cells.get("at", "").startswith(day):
            given["at"] = cells["at"]
        checked = self.check(given)
        if checked.problems or not cells:
            return False
        try:
            return all(
                column.parse(cells.get(name, "")) == checked.row[name]
                for name, column in self.columns.items()
                if name in checked.row and (given.get(name) or not isinstance(column, Moment))  # else: filled in
            )
        except Refused:
            return False

    def cells(self, row: Mapping[str, Value]) -> dict[str, str]:
        """The row as text, a cell per declared column except row_check; a field left out is an empty cell."""
        return {name: column.write(row.get(name)) for name, column in self.columns.items() if column is not ROW_CHECK}

    def values(self, cells: Mapping[str, str]) -> Row:
        """The row as values; a cell that cannot be read stays the text it is."""
        row: Row = {}
        for name, column in self.columns.items():
            cell = cells.get(name, "")
            try:
                row[name] = column.parse(cell) if column.dtype != "str" else cell
            except Refused:
                row[name] = cell
        return row


def on_scale(row: Row) -> Problems:
    """Fill in the scale of a rating where none is given; a sentence where the two do not fit together."""
    low, high = row.get("scale_min"), row.get("scale_max")
    low, high = LOW if low is None else int(low), HIGH if high is None else int(high)
    if high <= low:
        return {"scale_max": say.SCALE_ORDER.format(field="scale_max")}
    rating = row.get("rating")
    if rating is not None and not low <= int(rating) <= high:
        return {"rating": say.OUT_OF_RANGE.format(field="rating", low=low, high=high)}
    row.update({"scale_min": low, "scale_max": high})
    return {}


Answers = Mapping[str, Any]
Sheets = dict[str, list[dict[str, Any]]]  # sheet -> rows, as they are given to be saved
Parts = Mapping[str, Sequence[Mapping[str, str]]]  # sheet -> the cells of the rows one entry has there


@dataclass(frozen=True, kw_only=True)
class Form:
    """What one form asks, and how its answers become an entry and come back: here one row of one sheet."""

    name: str
    title: str
    asks: tuple[Field, ...]  # at most five in sight
    more: tuple[Field, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)  # sheet -> the column with the id of the whole entry
    saved: str = ""  # what to say after "Saved"
    past: str = ""  # what its entries are called, looking back
    today: str = ""  # how today's entry is offered for change, with its {time}
    folded: bool = False  # whether the whole form waits behind its title
    about_person: bool = False  # whether the answers are settings, not entries
    nothing: str = say.NOTHING_WRITTEN  # what to say where Save was pressed and there are no rows
    fleeting: bool = False  # whether it is never kept as a draft
    ids: int = 16  # entry_ids that one save can need

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every question, in sight or not."""
        return (*self.asks, *self.more)

    @property
    def sheet(self) -> str:
        """The sheet whose rows make an entry; the others add to it."""
        return next(iter(self.parts))

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """The rows of these answers by sheet; none where nothing was written. `ids` are there for their entry_ids."""
        given = {one.name: answers.get(one.name) for one in self.fields}
        if all(unanswered(given[one.name]) for one in self.fields if not isinstance(one, Link | Moment)):
            return {}  # a link or a moment alone says nothing yet
        return {self.sheet: [{ENTRY_ID.name: ids[0], **given}]}

    def answers(self, parts: Parts) -> dict[str, Any]:
        """The answers of an entry; a number that cannot be read is not answered."""
        return typed(self.fields, self.cells(parts))

    def cells(self, parts: Parts) -> Mapping[str, str]:
        """The cells of an entry under the names of its questions."""
        return parts[self.sheet][0]

    def slots(self, parts: Parts) -> list[str]:
        """The ids an entry has already, in the place `rows` takes each from; "" where it has none."""
        return [parts[self.sheet][0][ENTRY_ID.name]]

    def lines(self, parts: Parts) -> Iterator[tuple[str, str]]:
        """What a person reads of an entry, looking back: each question in a few words, and the answer."""
        yield from said(self.fields, self.cells(parts))

    def after(self, answers: Answers) -> str:
        """What to say after “Saved”."""
        return self.saved or say_forms.ENOUGH

    def further(self, made: Sheets) -> Sheets:
        """Rows of other sheets that come of it, entries of their own from then on; each brings a link back."""
        return {}

    def cleared(self, answers: Answers) -> list[str]:
        """The ids of rows that say nothing any more."""
        return []

    def holds(self, sheet: str, cells: Mapping[str, str]) -> bool:
        """Whether this row of one of its sheets belongs to this form."""
        return True

    def shows(self, parts: Parts) -> bool:
        """Whether there is a place for everything in the form; that it comes back unchanged is seen elsewhere."""
        return True


def of_sheet(sheet: Sheet, asks: tuple[Field, ...], kind: type[Form] = Form, **said: Any) -> Form:
    """The form of a sheet, an entry a row: these questions in sight, all others and the moment under More."""
    more = (*sheet.rest(*asks), WHEN)
    return kind(name=sheet.name, parts={sheet.name: ENTRY_ID.name}, asks=asks, more=more, **said)


def typed(asked: Sequence[Field], cells: Mapping[str, str]) -> dict[str, Any]:
    """The answers to these questions, from cells; what cannot be read is not answered."""
    found: dict[str, Any] = {}
    for one in asked:
        try:
            cell = cells.get(one.name, "")
            found[one.name] = cell if one.dtype == "str" else one.parse(cell)
        except Refused:
            found[one.name] = None
    return found


def said(asked: Sequence[Field], cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each answered question in a few words, with the answer; links and the moment are said elsewhere."""
    for one in asked:
        if cells.get(one.name) and not isinstance(one, Link | Moment):
            yield one.label or one.ask, one.shown(cells[one.name])


@dataclass(frozen=True, kw_only=True)
class Standing(Form):
    """Lists of one sheet whose rows are changed in place: it shows all there are, and saves those that were touched."""

    of: Sheet
    ids: int = 40

    @property
    def lists(self) -> tuple[Checklist, ...]:
        """The questions that are lists."""
        return tuple(one for one in self.fields if isinstance(one, Checklist))

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """The rows touched that say something; they bring their ids, and the columns this form does not ask for."""
        touched = [row for row in self.touched(answers) if self.says(row)]
        left = {
            True: (SAVED_AT.name, SEEN, AT.name),
            False: (SAVED_AT.name, SEEN),
        }  # one kept has its moment
        made = [{name: row[name] for name in row if name not in left[bool(row.get(SAVED_AT.name))]} for row in touched]
        return {self.sheet: made} if made else {}

    def cleared(self, answers: Answers) -> list[str]:
        """The ids of the rows touched that say nothing any more."""
        return [str(row[ENTRY_ID.name]) for row in self.touched(answers) if not self.says(row)]

    def touched(self, answers: Answers) -> list[dict[str, Any]]:
        """The rows of all lists that the page sends: those that were touched."""
        return [row for one in self.lists for row in answers.get(one.name) or ()]

    def says(self, row: Mapping[str, Any]) -> bool:
        """Whether a row was answered, in this form or another; one of the person's own, whether it has words."""
        answers = [row.get(one.name) for one in self.of.fields if one.ask]
        return not all(unanswered(answer) for answer in [*answers, None if self.on_offer(row) else row.get("text")])

    def on_offer(self, row: Mapping[str, Any]) -> bool:
        """Whether this is a row the form offers, and none of the person's own."""
        return any(row.get("item") in one.items for one in self.lists)

    def answers(self, parts: Parts) -> dict[str, Any]:
        """The rows of each list as they stand, as the page gets them and gives them back."""
        names = [name for name in self.of.columns if name != ROW_CHECK.name]
        standing = [{name: row.get(name, "") for name in names} for row in parts.get(self.sheet, ())]
        return {one.name: [row for row in standing if one.holds(row)] for one in self.lists}

    def slots(self, parts: Parts) -> list[str]:
        """None: rows bring their own ids."""
        return []

    def lines(self, parts: Parts) -> Iterator[tuple[str, str]]:
        """The row's own words, then what was answered."""
        row = parts[self.sheet][0]
        one = next((one for one in self.lists if one.holds(row)), None)
        yield "", (one.items.get(row["item"]) if one else None) or row["text"]
        yield from said([one for one in self.of.fields if one.ask], row)


def worded(items: Mapping[str, str], row: Row) -> Problems:
    """Fill in the words of a row on offer; a row of one's own has to bring some."""
    if row.get(ENTRY_ID.name) and not {"item", "text"} & row.keys():
        return {}  # a change that leaves its words as they are
    row["text"] = row.get("text") or items.get(str(row.get("item") or ""), "")
    return {} if str(row["text"]).strip() else {"text": say.TEXT_MISSING}
