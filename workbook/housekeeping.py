"""Where a person's words are, as a widget: folders, copies, one file to take along or bring back, deleting it all."""

from collections.abc import Callable
from typing import Any

from workbook import archives, backups, keeping, outside, places, settings, sheets
from workbook.files import NotSaved
from workbook.keeping import Report
from workbook.listening import Message, sentences
from workbook.sheets import STORAGE
from workbook.taking import came, newest, sentence, total
from workbook.uploads import Receiving
from workbook.words import binder as say_binder
from workbook.words import counted
from workbook.words import importing as say_importing
from workbook.words import keeping as say
from workbook.words import past as say_past

SHOWN = 12  # differences listed by name


class Where(Receiving):
    """The widget of `wb.where()`. A file is looked at first and merged only by its button; deleting takes two steps."""

    _script = "housekeeping.js"
    _sorry = say.NOT_DONE
    _most = archives.MOST

    def __init__(self) -> None:
        self._found = dict[str, bytes]()  # what the page was shown, by the name of its file
        super().__init__({"words": sentences(say) | {"sending": say_importing.SENDING}})

    def __repr__(self) -> str:
        return f"{say.DATA} {places.data()}"

    def _forget(self) -> None:
        self._found = {}

    def _reply(self, content: Message) -> Message:
        kind = content.get("kind")
        does: dict[Any, Callable[[], str]] = {
            "bring": self._bring,
            "offered": lambda: total(keeping.bring_back(latest())),
            "mine": lambda: settled(outside.keep_mine),
            "theirs": lambda: settled(outside.keep_theirs),
            "delete": lambda: say.DELETED_ALL.format(files=counted(say.FILES, keeping.forget_everything())),
        }
        if kind not in does:
            return super()._reply(content)
        try:
            return {"message": does[kind](), **state(), "changed": True}
        except OSError:
            raise NotSaved({"": say.NOT_DONE}) from None

    def _on_ready(self, content: Message) -> Message:
        return state()

    def _on_look(self, content: Message) -> Message:
        """What would come in from the file the page sent; nothing is written."""
        self._is_here(content)
        blob = bytes(self._file)
        self._found, refused = archives.opened(blob, content["passphrase"] or None)
        report = keeping.bring_back(self._found, dry=True) if self._found else Report({}, False, [])
        looked = {"kind": "looked", "refused": refused, "locked": archives.is_sealed(blob), "lines": came(report)}
        return looked | {"new": report.settings or any(one.added or one.newer for one in report.sheets.values())}

    def _bring(self) -> str:
        """Merge what was shown, if anything may be kept."""
        if settings.read()[STORAGE.name] == "nothing":
            raise NotSaved({"": say_importing.REFUSED})
        if not self._found:
            raise NotSaved({"": say_importing.FILE_GONE})
        report = keeping.bring_back(self._found)
        self._file, self._whose, self._found = bytearray(), "", {}
        return " ".join([total(report), *report.notes])


def state() -> Message:
    """What the page shows: the folders, copies to bring back, what another program changed, if there is anything."""
    copies = backups.folder()
    folders = [(say_binder.WHERE if places.on_binder() else say.DATA, str(places.data()))]
    folders += [(say.COPIES, str(copies.parent))] if copies else []
    folders += [(say.IN_STEP, "")] if places.in_step(places.data()) else []
    told = [say.COPIES_TOLD if copies else say.COPIES_ARE_OFF, *([] if places.on_binder() else [say_past.DRAFTS_WHERE])]
    shown: Message = {"kind": "state", "folders": folders, "told": told, "offer": "", "outside": [], "anything": False}
    try:
        return shown | {"offer": offer(), "outside": changes(), "anything": bool(keeping.everything())}
    except OSError:
        return shown | {"told": [*told, say.CANNOT_LOOK]}


def offer() -> str:
    """A line on copies that could be brought back; "" where there are entries, or no copies."""
    found = keeping.offered()
    if not found:
        return ""
    place, rows = found
    return f"{say.OFFER.format(when=newest(place), count=counted(say.ROWS, rows))} {say.LEAVE}"


def latest() -> dict[str, bytes]:
    """The copies on offer, as the workbook last wrote them."""
    found = keeping.offered()
    return keeping.latest(found[0]) if found else {}


def changes() -> list[str]:
    """What another program changed, a line for each entry, the rest counted."""
    found = [one for name in sheets.SHEETS for one in outside.differences(name)] if not keeping.offered() else []
    more = [say.AND_MORE.format(n=len(found) - SHOWN)] if len(found) > SHOWN else []
    return [sentence(one).strip() for one in found[:SHOWN]] + more


def settled(keep: Callable[[str], list[str]]) -> str:
    """Settle all that was changed outside in one way."""
    for name in sheets.SHEETS:
        keep(name)
    return say.KEPT
