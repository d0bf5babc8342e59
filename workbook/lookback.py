"""Looking back as a widget: a plain table of what was written before, and the same form to change it; what waits."""

import secrets
from collections.abc import Sequence
from typing import Any

import ipywidgets

from workbook import files, past, sheets, store, upcoming
from workbook.files import NotSaved
from workbook.forms import FormWidget
from workbook.listening import Listening, Message, sentences
from workbook.past import Entry
from workbook.words import counted
from workbook.words import past as say


class PastWidget(Listening):
    """The table of `wb.history(name)`; the form in which its entries open has the same `pair`."""

    _script = "lookback.js"

    def __init__(self, name: str, pair: str) -> None:
        self._form = sheets.looking_back(name)
        self._read: tuple[Any, list[Entry], int] = (None, [], 0)
        spec = {"name": self._form.name, "title": self._form.past, "pair": pair, "page": past.PAGE}
        super().__init__({**spec, "words": sentences(say)})

    def __repr__(self) -> str:
        return f"Past({self._form.name!r})"

    def _reply(self, content: Message) -> Message:
        try:
            return super()._reply(content)
        except OSError:
            told = say.CANNOT_OPEN
        except NotSaved as refused:
            gone = refused.problems.get("") == say.GONE
            told = say.GONE if gone else say.NOT_BACK if content.get("kind") == "put back" else say.NOT_DELETED
        return {"kind": "refused", "problems": {"": told}, "again": told != say.CANNOT_OPEN}

    def _on_read(self, content: Message) -> Message:
        """In advance, so that a long record opens as quickly as a short one."""
        self._entries()
        return {"kind": "read"}

    def _on_delete(self, content: Message) -> Message:
        notes: list[str] = []
        taken = past.delete(self._form, content["entry"], notes)
        return {**self._on_list(content), "taken": taken, "message": " ".join([say.DELETED, *notes])}

    def _on_put_back(self, content: Message) -> Message:
        past.put_back(content["taken"])
        return {**self._on_list(content), "message": say.UNDONE}

    def _entries(self) -> tuple[list[Entry], int]:
        """The entries as their files have them now; read again only when a file has changed."""
        stamps = [files.stamp(store.path(sheets.sheet(sheet))) for sheet in self._form.parts]
        if self._read[0] != stamps:
            self._read = (stamps, *past.entries(self._form))
        return self._read[1:]

    def _on_list(self, content: Message) -> Message:
        """One page of the entries that fit; how many there are, and how many fit."""
        found, unread = self._entries()
        fitting = past.fitting(found, content["since"], content["until"], content["word"])
        first = max(0, min(content["first"], (len(fitting) - 1) // past.PAGE * past.PAGE))
        named = past.names(self._form)
        rows = [self._row(entry, named) for entry in fitting[first : first + past.PAGE]]
        note = say.UNREAD.format(count=counted(say.UNREAD_LINES, unread)) if unread else ""
        counts = {"fitting": len(fitting), "count": len(found)}
        return {"kind": "listed", "rows": rows, "first": first, **counts, "note": note}

    def _row(self, entry: Entry, named: dict[str, str]) -> Message:
        lines = list(past.lines(self._form, entry.parts, named))
        count = sum(len(rows) for rows in entry.parts.values())
        at = {"day": past.day(entry.at), "time": entry.at[11:16]}
        return {"entry": entry.entry_id, **at, "lines": lines, "parts": count if len(entry.parts) > 1 else 0}


def history(names: Sequence[str]) -> ipywidgets.VBox:
    """For each name the table and, below it, the form its entries open in."""
    pairs = [(name, sheets.looking_back(name), secrets.token_hex(8)) for name in names]
    return ipywidgets.VBox(
        [one for name, form, pair in pairs for one in (PastWidget(name, pair), FormWidget(form.name, pair))]
    )


class Waiting(Listening):
    """A line that says what waits for the session; it changes with each save on its page."""

    _script = "waiting.js"

    def __init__(self) -> None:
        super().__init__({"message": ""})

    def _on_ready(self, content: Message) -> Message:
        return {"kind": "waits", "message": upcoming.sentence()}
