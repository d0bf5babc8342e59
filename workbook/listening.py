"""A widget that answers its page: what all of ours share. Knows ipywidgets, by way of anywidget."""

import contextlib
import pathlib
import re
import threading
from collections.abc import Mapping
from datetime import date
from typing import Any

import anywidget
import traitlets

from workbook import archives, places
from workbook.files import NotSaved
from workbook.words import binder as say_binder
from workbook.words import forms as say
from workbook.words import keeping as say_keeping

HERE = pathlib.Path(__file__).parent
PIECE = 1 << 18  # bytes of all entries in one message to the page
Message = dict[str, Any]


class Listening(anywidget.AnyWidget):
    """A widget that answers its page, one message at a time, and never with a traceback.

    Its script is what all of them begin with, `page.js`, and its own. On Binder a page says so above its first field.
    """

    _css = HERE / "forms.css"
    _esm = traitlets.Unicode().tag(sync=True)
    _script = ""
    _sorry = say.UNEXPECTED
    _button = "Save"
    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, spec: Message) -> None:
        # Messages may come on any thread, and out of order.
        self._one_at_a_time: contextlib.AbstractContextManager[Any] = threading.Lock()
        self._packed = b""
        if places.on_binder():
            spec = for_visitors(spec | {"visit": {**say_binder.NOTICE, "links": say_binder.links(places.project())}})
        super().__init__(spec=spec)
        self.on_msg(self._hear)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    @traitlets.default("_esm")
    def _both_scripts(self) -> str:
        own = (HERE / self._script).read_text("utf-8") if self._script else "export default widget(() => {});"
        return (HERE / "page.js").read_text("utf-8") + own

    def _hear(self, widget: Any, content: Message, buffers: Any) -> None:
        """Answer a message from the page; whatever goes wrong is said there, in a sentence."""
        with self._one_at_a_time:
            try:
                reply = self._take_away(content["first"]) if content.get("kind") == "take" else self._reply(content)
            except NotSaved as refused:
                reply = {"kind": "refused", "problems": self._asked(refused.problems), "message": say.BEFORE_SAVING}
            except Exception as error:  # the last net: the words stay in the page, and nothing of them in a traceback
                sentence = self._sorry.format(kind=type(error).__name__)
                reply = {"kind": "refused", "problems": {"": sentence}, "message": say.NOT_SAVED}
        if reply:
            said = for_visitors({name: reply[name] for name in ("message", "problems") if name in reply})
            pieces = [[reply.pop("bytes")]] if "bytes" in reply else []
            self.send({**reply, **said, "view": content.get("view"), "turn": content.get("turn")}, *pieces)

    def _reply(self, content: Message) -> Message:
        """The answer of the method named after the kind of the message, such as `_on_save`, or none."""
        answer = getattr(self, f"_on_{content.get('kind')}".replace(" ", "_"), None)
        return answer(content) if answer else {}

    def _asked(self, problems: Mapping[str, str]) -> dict[str, str]:
        """The problems in the words of the page."""
        return {name: told.replace("ress Save again", f"ress {self._button} again") for name, told in problems.items()}

    def _take_away(self, first: int) -> Message:
        """A piece of one file with all entries, made anew when the first is asked for. Raises NotSaved."""
        if first == 0:
            self._packed = archives.zipped()
            if not self._packed:
                raise NotSaved({"": say_keeping.NOTHING_TO_TAKE})
        piece, size = self._packed[first : first + PIECE], len(self._packed)
        self._packed = self._packed if first + PIECE < size else b""
        name = say_keeping.NAME.format(day=date.today().isoformat())
        return {"kind": "taken", "first": first, "size": size, "name": name, "bytes": piece}


def sentences(*modules: Any) -> dict[str, str]:
    """Every sentence of these modules of words, by its name in small letters, as a page's script asks for it."""
    found = [pair for module in modules for pair in vars(module).items()]
    return {name.lower(): text for name, text in found if name.isupper() and isinstance(text, str)}


def for_visitors(said: Any) -> Any:
    """Our own sentences, without the word for what Binder does not do: nothing is kept there. Elsewhere as they are."""
    if not places.on_binder():
        return said
    if isinstance(said, dict):
        return {name: for_visitors(one) for name, one in said.items()}
    if isinstance(said, list | tuple):
        return [for_visitors(one) for one in said]
    if isinstance(said, str) and " " in said:
        for word, instead in say_binder.INSTEAD.items():
            said = re.sub(rf"\b{word}\b", instead, said)
    return said
