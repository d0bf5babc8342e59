"""A form as a widget: it asks in the page, and saves what one message brings. Knows ipywidgets, by way of anywidget.

It is an ipywidget like any other: `ipywidgets.VBox([wb.form("feelings"), wb.form("topics")])` shows two, one below
the other. What is typed never enters its synced state: answers come in one message, and only Save makes an entry.
"""

import pathlib
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import anywidget
import traitlets

from workbook import places, settings, sheets, store
from workbook.fields import Refused
from workbook.files import NotSaved
from workbook.sheets import STORAGE, Form
from workbook.words import feelings as say_feelings
from workbook.words import forms as say
from workbook.words import problems as say_problems
from workbook.words import safety

HERE = pathlib.Path(__file__).parent
IDS = 16  # more than one form can need for one save
SAVES = 4  # saves a page can prepare for without asking again
OWN_WORDS = 60  # own words remembered, the latest first
LAST = 14  # ratings drawn as dots after a save
Message = dict[str, Any]


class FormWidget(anywidget.AnyWidget):
    """One form of the workbook; `wb.form(name)` makes it."""

    _esm = HERE / "forms.js"
    _css = HERE / "forms.css"
    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        self._form = sheets.form(name)
        self._one_at_a_time = threading.Lock()  # messages may come on any thread, and out of order
        self._newest: dict[tuple[Any, str], int] = {}  # view and first id of a save -> the newest turn heard of it
        super().__init__(spec=spec(self._form))
        self.on_msg(self._hear)

    def __repr__(self) -> str:
        return f"Form({self._form.name!r})"

    def _hear(self, widget: Any, content: Message, buffers: Any) -> None:
        """Answer a message from the page; whatever goes wrong is said in the form, in a sentence."""
        with self._one_at_a_time:
            try:
                reply = self._reply(content)
            except NotSaved as refused:
                problems = {name: asked(self._form, name, text) for name, text in refused.problems.items()}
                reply = {"kind": "refused", "problems": problems, "message": say.BEFORE_SAVING}
            except Exception as error:  # the last net: the words stay in the form, and nothing of them in a traceback
                sentence = say.UNEXPECTED.format(kind=type(error).__name__)
                reply = {"kind": "refused", "problems": {"": sentence}, "message": say.NOT_SAVED}
        if reply:
            self.send({**reply, "view": content.get("view"), "turn": content.get("turn")})

    def _reply(self, content: Message) -> Message:
        kind = content.get("kind")
        if kind == "ready":
            return {"kind": "state", "state": state(self._form)}
        if kind == "open":
            return opened(self._form, content["checkin"])
        if kind == "save":
            return self._save(content)
        return {}

    def _save(self, content: Message) -> Message:
        ids, turn, pressed = content["ids"], content["turn"], (content.get("view"), content["ids"][0])
        if turn <= self._newest.get(pressed, 0):
            return {}  # overtaken by a later press of the same button
        again = content["again"] or any(first == ids[0] for _, first in self._newest)
        self._newest[pressed] = turn
        return keep(self._form, {**content, "again": again})


def asked(form: Form, name: str, sentence: str) -> str:
    """The sentence with the question as the form asks it, where it names a column."""
    asks = {field.name: field.ask for field in (*form.asks, *form.more)}
    return sentence.replace(f"“{name}”", f"“{asks[name]}”") if name in asks else sentence


def spec(form: Form) -> dict[str, Any]:
    """What the page needs to draw the form: its questions and words, nothing of the person's."""
    words = {
        name.lower(): sentence
        for module in (say, say_feelings)
        for name, sentence in vars(module).items()
        if name.isupper() and isinstance(sentence, str)
    }
    return {
        "name": form.name,
        "title": form.title,
        "folded": form.folded,
        "asks": [field.spec() for field in form.asks],
        "more": [field.spec() for field in form.more],
        "storage": dict(STORAGE.options),
        "ids": IDS,
        "words": {**words, "coercion": safety.COERCION, "nothing_written": say_problems.NOTHING_WRITTEN},
    }


def state(form: Form) -> dict[str, Any]:
    """What the form shows of the person's own: words followed, today's check-in, settings; and ids for a save."""
    own = settings.read()
    shown = {
        "ids": store.new_ids(IDS * SAVES),
        "storage": own["storage"],
        "followed": own["followed"],
        "own": own["own_words"],
        "binder": places.on_binder(),
    }
    if form.about_person:
        return {**shown, "values": {field.name: own[field.name] for field in (*form.asks, *form.more)}}
    if form.name == sheets.CHECK_IN.name:
        rows = [row for row in recent_check_ins() if row["asked"] != sheets.ASKED["imported"]]
        here = datetime.now().date().isoformat()
        latest = next((row for row in reversed(rows) if row["at"][:10] == here and row["checkin_id"]), None)
        of_it = [row for row in rows if latest and row["checkin_id"] == latest["checkin_id"]]
        shown["today"] = None
        if latest and sheets.shows_all(of_it):
            shown["today"] = {"time": latest["at"][11:16], "checkin": latest["checkin_id"]}
        scale = next((form.answers([row])["scale"] for row in reversed(rows) if row["feeling"]), "")
        shown["scale"] = "" if scale == sheets.USUAL_SCALE else scale
    return shown


def recent_check_ins() -> list[dict[str, str]]:
    """The last rows of the check-in; none where the file cannot be read just now."""
    try:
        return store.recent(sheets.CHECK_IN.name)
    except OSError:
        return []


def opened(form: Form, checkin: str) -> Message:
    """An earlier check-in, back in the form to be changed."""
    rows = [row for row in store.read(form.name).rows if row["checkin_id"] == checkin]
    if not rows:
        raise NotSaved({"": say.GONE})
    return {
        "kind": "answers",
        "answers": form.answers(rows),
        "ids": store.new_ids(IDS),
        "opened": [row["entry_id"] for row in rows],
        "message": say_feelings.CHANGING.format(time=rows[0]["at"][11:16]),
    }


def keep(form: Form, content: Message) -> Message:
    """Save what a form sent, and say so once it is safe; nothing is written before a choice of storage."""
    own, answers = settings.read(), content["answers"]
    storage = "nothing" if content["storage"] == "nothing" else own["storage"] or content["storage"]
    if form.about_person:
        return keep_settings(form, answers, content.get("before") or {}, content["storage"])
    if storage not in STORAGE.options:
        raise NotSaved({"storage": say.STORAGE_NEEDED})
    if storage == "nothing":
        return {"kind": "saved", "storage": storage, "message": say.NOTHING_KEPT}
    rows_of = form.rows({**answers, "changing": True} if content["opened"] else answers)
    changes: Message = {} if own["storage"] else {"storage": storage}
    changes |= words_of(answers.get("words", ()), content, own)
    if not rows_of and "followed" not in changes:
        raise NotSaved({"": say_problems.NOTHING_WRITTEN})
    for sheet, rows in rows_of.items():
        store.checked(sheets.sheet(sheet), rows, None)  # what is refused leaves nothing in the settings either
    notes = settings.save(**changes) if changes else []
    for sheet, rows in rows_of.items():
        ids = [*content["opened"], *content["ids"]]
        notes += store.save(sheet, rows, ids=ids, again=content["again"]).notes
    said: Message = {"kind": "saved", "storage": storage, "state": state(form), "dots": []}
    if places.on_binder():
        return said | {"message": say.BINDER_SAVED}
    if not rows_of:
        return said | {"message": say_feelings.FOLLOWED_CHANGED}
    parts = [say.SAVED.format(time=datetime.now().strftime("%H:%M"))]
    if form.name == sheets.CHECK_IN.name:
        said["dots"] = dots(answers)
        parts += last_ratings(said["dots"])
    return said | {"message": " ".join([*parts, form.saved or say.ENOUGH, *notes])}


def words_of(words: Sequence[Mapping[str, Any]], content: Message, own: Mapping[str, Any]) -> Message:
    """What a check-in changes in the settings: words followed, if that was changed in this form, and own words."""
    changes: Message = {}
    follows = content.get("follows")
    stale = own["followed"] and not content.get("followed")  # chosen in another window since this form opened
    if follows is not None and follows != own["followed"] and not stale:
        changes["followed"] = follows
    named = [word["word"] for word in words if word["word"] not in sheets.LISTED]
    own_words = list(dict.fromkeys([*named, *own["own_words"]]))[:OWN_WORDS]
    return changes | ({"own_words": own_words} if own_words != own["own_words"] else {})


def keep_settings(form: Form, answers: Mapping[str, Any], before: Mapping[str, Any], storage: str) -> Message:
    """Save what was changed in the person's own settings; with "keep nothing" only that, and only over earlier ones."""
    values, problems = {}, {}
    for field in (*form.asks, *form.more):
        try:
            values[field.name] = field.parse(answers.get(field.name))
        except Refused as refused:
            problems[field.name] = str(refused)
    if problems:
        raise NotSaved(problems)
    chosen = str(values[STORAGE.name] or storage)
    if chosen not in STORAGE.options:
        raise NotSaved({STORAGE.name: say.STORAGE_NEEDED})
    if chosen == "nothing":
        there = settings.path().exists()
        if there:
            settings.save(storage=chosen)
        return {"kind": "saved", "storage": chosen, "message": say.NOTHING_FROM_NOW if there else say.NOTHING_KEPT}
    changed = {name: value for name, value in values.items() if value != before.get(name, "")}
    notes = settings.save(**{**changed, STORAGE.name: chosen})
    said: Message = {"kind": "saved", "storage": chosen, "state": state(form)}
    if places.on_binder():
        return said | {"message": say.BINDER_SAVED}
    time = say.SAVED.format(time=datetime.now().strftime("%H:%M"))
    return said | {"message": " ".join([time, form.saved, *notes])}


def dots(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The last ratings of each word just rated, oldest first, None where it was asked and not answered."""
    sheet, drawn = sheets.sheet(sheets.CHECK_IN.name), []
    rows = [sheet.values(row) for row in recent_check_ins()]
    for word in answers["words"]:
        of_word = [row for row in rows if row["feeling"] == word["word"]]
        saved = next((row for row in of_word if row["entry_id"] == word.get("entry_id")), None)
        if word["rating"] is not None and saved:
            low, high = saved["scale_min"], saved["scale_max"]
            alike = [row["rating"] for row in of_word if (row["scale_min"], row["scale_max"]) == (low, high)]
            values = [value if isinstance(value, int) else None for value in alike[-LAST:]]
            said = {"label": capital(word["word"]), "rating": word["rating"], "values": values}
            drawn.append(said | {"low": low, "high": high})
    return drawn


def last_ratings(drawn: list[dict[str, Any]]) -> list[str]:
    """The first word just rated in a few words: what it was now, and what it was the last times."""
    if not drawn:
        return []
    values = drawn[0]["values"][-5:]
    said = [say_feelings.RATED.format(word=drawn[0]["label"], rating=drawn[0]["rating"])]
    if len(values) > 1:
        ratings = " ".join(say_feelings.NOT_ANSWERED if value is None else str(value) for value in values)
        said.append(say_feelings.LAST.format(count=say_feelings.NUMBERS[len(values)], ratings=ratings))
    return said


def capital(word: str) -> str:
    """The word as it stands at the start of a line."""
    return word[:1].upper() + word[1:]
