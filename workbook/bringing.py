"""The page one brings along, as a widget: what is ticked or written is on it, shown as it will be, and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from workbook import onepage, pages, places, rendering, settings, sheets, store, upcoming
from workbook.csvs import Cells
from workbook.files import NotSaved
from workbook.listening import Listening, Message, sentences
from workbook.onepage import Line, Period
from workbook.rendering import Chosen
from workbook.sheets import STORAGE
from workbook.words import bringing as say
from workbook.words import forms as say_forms
from workbook.words import safety


class Brief(Listening):
    """The widget of `wb.brief()`: picker and page. What is typed in it reaches no file, unless a copy is kept.

    Libraries of tables are loaded only for entries given, or a check-in to tell of.
    The page is made here of the lines sent, every time anew; the page's script shows, prints and downloads these bytes.
    """

    _script = "bringing.js"
    _sorry = say.UNEXPECTED
    _button = "the button"

    def __init__(self, entries: Any = None) -> None:
        if entries is None and places.on_binder() and not any(map(upcoming.rows, sheets.SHEETS)):
            from workbook import invented

            entries = invented.sample()  # one looks round there, and has nothing of one's own
        self._given: Any = None
        if entries is not None:
            from workbook.charts.record import Record

            self._given = Record(entries)
        self._offers: dict[Any, tuple[Period, dict[str, Line]]] = {}  # view -> its days, and its lines by key
        words = sentences(say_forms, say) | {"coercion": safety.COERCION}
        drawn = {"blocks": say.BLOCKS, "on_page": say.ON_PAGE, "ready": onepage.READY}
        super().__init__({"words": words, "storage": dict(STORAGE.options), **drawn})

    def _rows(self, name: str) -> list[Cells]:
        """The rows of a sheet, of one's own or of those given, in the order of their moments."""
        if self._given is None:
            return upcoming.rows(name)
        from workbook import table

        return table.cells(name, self._given[name])

    def _today(self) -> date:
        """Today; for entries given, the last day there is one for."""
        days = [row["at"][:10] for row in self._rows("feelings")] if self._given is not None else []
        return date.fromisoformat(max(days)) if days else date.today()

    def _period(self, asked: Mapping[str, Any]) -> Period:
        return onepage.period(self._rows, asked, self._today())

    def _on_page(self, content: Message) -> Message:
        return {"kind": "page", **self._page(content)}

    def _on_kept(self, content: Message) -> Message:
        return {"kind": "kept", "pages": pages.kept()}

    def _on_see(self, content: Message) -> Message:
        return {"kind": "seen", "name": content["name"], "html": pages.read(content["name"])}

    def _on_delete(self, content: Message) -> Message:
        pages.delete(content["name"])
        return {"kind": "kept", "pages": pages.kept(), "message": say.DELETED}

    def _on_offer(self, content: Message) -> Message:
        """The lines on offer for the days asked for, with what is said about these days."""
        days, own, unread = self._period(content["asked"]), settings.read(), False
        try:
            felt = self._felt(days, own["followed"])
        except OSError:
            felt, unread = [], True
        blocks = onepage.offered(self._rows, days, felt)
        self._offers[content.get("view")] = days, {line.key: line for lines in blocks.values() for line in lines}
        told = (say.SINCE if days.since else say.SINCE_LAST).format(
            first=rendering.day(days.first, days.first.year != days.last.year), last=rendering.day(days.last)
        )
        return {
            "kind": "offered",
            "blocks": [{"name": name, "lines": [*map(shown, lines)]} for name, lines in blocks.items()],
            "told": say.NOT_READ if unread else say.NOT_A_PERIOD if days.first > days.last else told,
            "session": days.session,
            "storage": own[STORAGE.name],
            "binder": places.on_binder(),
            "note": say.INVENTED if self._given and self._given.sample else "",
        }

    def _felt(self, days: Period, followed: Sequence[str]) -> list[Any]:
        """The lines about feelings; where there are no check-ins, no data library is waited for."""
        if self._given is None and not store.path(sheets.sheet("feelings")).exists():
            return []
        from workbook import table, week

        entries = table.entries("feelings") if self._given is None else self._given["feelings"]
        return list(week.lines(entries, followed if self._given is None else (), days.first, days.last))

    def _page(self, content: Message) -> dict[str, Any]:
        """The page of the lines sent, as the file and as text; empty where there are none."""
        days, lines = self._offers.get(content.get("view")) or (self._period({}), {})
        still = {line.key for found in onepage.offered(self._rows, days).values() for line in found}
        still |= {"", *(key for key, line in lines.items() if line.felt or key.startswith(onepage.FELT))}
        charts = {key: line.felt for key, line in lines.items()}
        chosen = [
            Chosen(one["block"], one["text"], charts.get(one["key"]) if one["chart"] else None)
            for one in content["chosen"]
            if one["key"] in still  # an entry may be deleted, or kept for oneself, on another page meanwhile
        ]
        gone = len(chosen) < len(content["chosen"])
        page = rendering.sheet(days, chosen, bool(self._given and self._given.sample))
        if not page.blocks:
            return {"html": "", "text": "", "gone": gone}
        return {"html": rendering.as_html(page), "text": rendering.as_text(page), "gone": gone}

    def _on_keep(self, content: Message) -> Message:
        """Keep a copy of the page as it is shown, as the person chose what may be kept."""
        if places.on_binder():
            return {"kind": "done", "message": say.NOT_HERE}
        storage, changes = settings.may_keep(content["storage"])
        if storage == "nothing":
            return {"kind": "done", "storage": storage, "message": say.KEPT_NOTHING}
        page = self._page(content)
        if page["gone"] or not page["html"]:
            raise NotSaved({"": say.CHANGED})
        notes = settings.save(**changes) if changes else []
        pages.keep(page["html"].encode())
        told = say.KEPT.format(time=datetime.now().strftime("%H:%M"))
        return {"kind": "done", "storage": storage, "message": " ".join([told, *notes]), "pages": pages.kept()}


def shown(one: Line) -> Message:
    """A line on offer as the picker has it."""
    return {"key": one.key, "text": one.text, "chart": bool(one.felt), "apart": one.apart, "under": one.under}
