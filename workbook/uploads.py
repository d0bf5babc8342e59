"""A file of another app, chosen on the page: what would come in is shown first, and added only by its button."""

from datetime import datetime
from typing import Any

from workbook import importers, places, settings
from workbook.files import NotSaved
from workbook.importers import Report
from workbook.listening import Listening, Message, sentences
from workbook.sheets import STORAGE
from workbook.words import forms as say_forms
from workbook.words import importing as say
from workbook.words import safety

TEXTS = ("date", "time", "date_format")


class Receiving(Listening):
    """A widget to which its page sends a file, in slices; it is in memory alone, until another one is chosen."""

    _most = importers.MOST  # megabytes

    def __init__(self, spec: Message) -> None:
        self._file, self._whose = bytearray(), ""  # what came of a file, and the name the page gave it
        super().__init__(
            spec | {"most": self._most * importers.MB, "too_large": say.TOO_LARGE.format(limit=self._most)}
        )

    def _hear(self, widget: Any, content: Message, buffers: Any) -> None:
        super()._hear(widget, {**content, "bytes": b"".join(buffers or ())}, buffers)

    def _on_slice(self, content: Message) -> Message:
        """Keep the next part of a file; the answer says how much of it is here."""
        if content["size"] > self._most * importers.MB:
            raise NotSaved({"": say.TOO_LARGE.format(limit=self._most)})
        if content["first"] == 0:
            self._file, self._whose = bytearray(), content["file"]
            self._forget()
        if self._whose == content["file"] and content["first"] == len(self._file):
            self._file += content["bytes"]
        return {"kind": "got", "file": self._whose, "got": len(self._file)}

    def _is_here(self, content: Message) -> None:
        """Raise NotSaved where the file the page speaks of is not the one that is here."""
        if self._whose != content["file"]:
            raise NotSaved({"": say.FILE_GONE})

    def _forget(self) -> None:
        """Another file comes: what is known of the one before goes."""


class Upload(Receiving):
    """The widget of `wb.upload()`. The file is gone once it was added."""

    _script = "uploads.js"
    _sorry = say.UNEXPECTED
    _button = "the button"

    def __init__(self) -> None:
        self._report, self._looked = Report(), 0  # what the page shows, and the turn in which it asked for that
        words = sentences(say_forms, say) | {"coercion": safety.COERCION}
        lists = {"how": say.HOW, "numbers": list(say.MOOD_NUMBERS.items()), "columns": say.COLUMNS}
        super().__init__({"words": words, **lists, "sources": say.SOURCES, "storage": dict(STORAGE.options)})

    def _on_ready(self, content: Message) -> Message:
        return {"kind": "state", "storage": settings.read()[STORAGE.name], "binder": places.on_binder()}

    def _forget(self) -> None:
        self._report, self._looked = Report(), 0

    def _on_look(self, content: Message) -> Message:
        """The dry run, as the page shows it."""
        self._is_here(content)
        if content["turn"] < self._looked:
            return {}  # overtaken by a later one
        self._looked = content["turn"]
        given = content["options"]
        low, high = (importers.rating(str(given[name]), -(10**9), 10**9) for name in ("low", "high"))
        options = importers.Options(
            notes=bool(given["notes"]),
            moods={name.casefold(): int(number) for name, number in given["moods"].items() if number},
            feelings=tuple(given["feelings"]),
            low=0 if low is None else low,
            high=0 if high is None else high,
            **{name: str(given[name]).strip() for name in TEXTS},
        )

        def told(count: int) -> None:
            """Say in the page how far it is."""
            self.send({"kind": "reading", "message": say.PROGRESS.format(count=count), "view": content["view"]})

        report = self._report = importers.look(content["source"], bytes(self._file), options, told)
        left = [say.LINE_IN_LIST.format(**one._asdict()) for one in report.problems[: importers.SHOWN]]
        more = len(report.problems) - len(left)
        return {
            "kind": "looked",
            "refused": report.refused,
            "offered": list(report.offered),
            "unmapped": list(report.unmapped),
            "counts": [report.read, *importers.counts(report).values()],
            "left": left + ([say.AND_MORE_IN_LIST.format(count=more)] if more else []),
            "zone": say.ZONE if report.zone else "",
        }

    def _on_add(self, content: Message) -> Message:
        """Write what was shown, as the person chose what may be kept; nothing before that choice."""
        self._is_here(content)
        if content["looked"] != self._looked:
            raise NotSaved({"": say.FILE_GONE})
        storage, changes = settings.may_keep(content["storage"])
        if storage == "nothing":
            return {"kind": "added", "storage": storage, "message": say.REFUSED, "added": 0}
        notes = settings.save(**changes) if changes else []
        notes += importers.add(self._report)
        counts = importers.counts(self._report)
        time = datetime.now().strftime("%H:%M")
        parts = [say.ADDED.format(time=time, **counts), *([say.FOLLOW] if self._report.rated else []), *notes]
        self._file, self._whose, self._report = bytearray(), "", Report()
        message = say_forms.BINDER_SAVED if places.on_binder() else " ".join(parts)
        return {"kind": "added", "storage": storage, "message": message, "added": counts["added"]}
