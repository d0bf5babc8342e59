"""A form as a widget: it asks in the page, and saves what one message brings.

It is an ipywidget like any other: `ipywidgets.VBox([wb.form("feelings"), wb.form("topics")])` shows two, one below
the other. What is typed never enters its synced state: answers come in one message, and only Save makes an entry.
"""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from workbook import checkins, drafts, fields, keeping, past, places, saving, settings, sheets, store, upcoming, weight
from workbook.fields import Link
from workbook.files import NotSaved
from workbook.listening import Listening, Message, sentences
from workbook.sheets import CHECK_IN, SEEN, STORAGE, Form, Standing
from workbook.words import feelings as say_feelings
from workbook.words import forms as say
from workbook.words import keeping as say_keeping
from workbook.words import past as say_past
from workbook.words import problems as say_problems
from workbook.words import safety
from workbook.words import writing as say_writing

SAVES = 4  # saves a page can prepare for without asking again
DONE = float("inf")  # the number of a draft that was saved or cleared


class FormWidget(Listening):
    """One form of the workbook; `wb.form(name)` makes it. With `pair`, it waits for an entry of the past to change."""

    _script = "forms.js"

    def __init__(self, name: str, pair: str = "") -> None:
        self._form = sheets.form(name)
        self._newest: dict[tuple[Any, str], int] = {}  # view and first id of a save -> the newest turn heard of it
        self._drafts: dict[str, float] = {}  # draft -> the newest number heard of it; endless once it is done with
        super().__init__({**spec(self._form), "pair": pair})

    def __repr__(self) -> str:
        return f"Form({self._form.name!r})"

    def _asked(self, problems: Mapping[str, str]) -> dict[str, str]:
        asks = {field.name: field.ask for field in self._form.fields}
        return {
            name: sentence.replace(f"“{name}”", f"“{asks[name]}”") if name in asks else sentence
            for name, sentence in problems.items()
        }

    def _on_ready(self, content: Message) -> Message:
        return {"kind": "state", "state": state(self._form)}

    def _on_open(self, content: Message) -> Message:
        return opened(self._form, content["entry"])

    def _on_drop(self, content: Message) -> Message:
        self._done(content["draft"])
        return {"kind": "dropped"}

    def _on_heavy(self, content: Message) -> Message:
        return {"kind": "heavy", "message": weight.when_pressed()}

    def _on_save(self, content: Message) -> Message:
        ids, turn, pressed = content["ids"], content["turn"], (content.get("view"), content["ids"][0])
        if turn <= self._newest.get(pressed, 0):
            return {}  # overtaken by a later press of the same button
        again = content["again"] or any(first == ids[0] for _, first in self._newest)
        self._newest[pressed] = turn
        overtaken = content.get("stored") and not content.get("pressed") and not content["opened"]
        overtaken = overtaken and not drafts.there(self._form.name, content["draft"])
        if overtaken and not isinstance(self._form, Standing):
            # Another window has saved or cleared this draft: this is another entry.
            content = saving.under_new_ids(content)
        said = saving.keep(self._form, {**content, "again": again})
        self._done(content.get("draft", ""))  # what is saved is no draft any more, and what comes late makes none
        return said | ({} if said["storage"] == "nothing" else {"state": state(self._form)})

    def _on_draft(self, content: Message) -> Message:
        draft, number = content["draft"], content["number"]
        known, kept = self._drafts.get(draft, 0), drafts.wanted() and not self._form.fleeting
        overtaken = kept and content.get("stored") and not drafts.there(self._form.name, draft)
        if overtaken or known == DONE:
            return {"kind": "drafted", "draft": draft, "number": number, "kept": False, "done": True}
        if kept and number > known:
            drafts.keep({**content, "form": self._form.name})
            self._drafts[draft] = number
        return {"kind": "drafted", "draft": draft, "number": number, "kept": kept, "done": False}

    def _done(self, draft: str) -> None:
        if draft:
            self._drafts[draft] = DONE
            drafts.drop(self._form.name, draft)


def spec(form: Form) -> Message:
    """What the page needs to draw the form: its questions and words, nothing of the person's."""
    return {
        "name": form.name,
        "title": form.title,
        "folded": form.folded,
        "asks": [field.spec() for field in form.asks],
        "more": [field.spec() for field in form.more],
        "storage": dict(STORAGE.options),
        "ids": form.ids,
        "fleeting": form.fleeting,
        "words": {
            **sentences(say, say_feelings),
            "coercion": safety.COERCION,
            "nothing_written": say_problems.NOTHING_WRITTEN,
            "today": form.today,
            "stop": say_writing.STOP,
            "stop_again": say_writing.STOP_AGAIN,
        },
    }


def state(form: Form) -> Message:
    """What the form shows of the person's own: settings, links, today's entry, drafts; and ids for a save."""
    own = settings.read()
    shown: Message = {
        "ids": store.new_ids(form.ids * SAVES),
        "storage": own["storage"],
        "followed": own["followed"],
        "own": own["own_words"],
        "binder": places.on_binder(),
        "notice": say_keeping.LOOK_BELOW if form is CHECK_IN and keeping.offered() else "",
        "therapist": "" if form.about_person else own["therapist_label"].strip(),
        "links": {field.name: upcoming.offered(field) for field in form.fields if isinstance(field, Link)},
        "drafts": unsaved(form),
        "recalled": upcoming.recalled(form.name),
    }
    if form.about_person:
        values = {field.name: own[field.name] for field in form.fields}
        return {**shown, "values": values}
    if isinstance(form, Standing):
        return {**shown, **as_they_stand(form)}
    return {**shown, "today": of_today(form), **(checkins.shown() if form is CHECK_IN else {})}


def as_they_stand(form: Standing) -> Message:
    """The rows of a form's lists, and the days that go with them, in words."""
    try:
        rows = store.rows(form.sheet)
    except OSError:  # shown empty, it would be filled in a second time
        raise NotSaved({"": say_past.CANNOT_OPEN}) from None
    days = [one for one in form.of.fields if isinstance(one, fields.Moment)]
    told = {row["entry_id"]: f"{one.label} {past.day(row[one.name])}" for row in rows for one in days if row[one.name]}
    lists = form.answers({form.sheet: rows})
    seen = {row["entry_id"]: {SEEN: saving.stamp(form.sheet, row)} for row in reversed(rows)}
    shown = {name: [row | seen[row["entry_id"]] for row in standing] for name, standing in lists.items()}
    return {"rows": shown, "told": told}


def of_today(form: Form) -> Message | None:
    """The last entry of today, where the form offers it for change and can show all of it."""
    if not form.today:
        return None
    here, column = datetime.now().date().isoformat(), form.parts[form.sheet]
    with contextlib.suppress(OSError):  # what cannot be read just now is not offered
        rows = [row for row in store.recent(form.sheet) if row.get("asked") != sheets.ASKED["imported"]]
        latest = next((row for row in reversed(rows) if row["at"][:10] == here and row[column]), None)
        if latest and sheets.whole(form, past.find(form, latest[column], store.recent)):
            return {"time": latest["at"][11:16], "entry": latest[column]}
    return None


def unsaved(form: Form) -> list[Message]:
    """The form's drafts, newest first. One that a save has overtaken is taken away: a crash may have left it."""
    if not drafts.wanted():
        return []
    found = drafts.of(form.name)
    for draft in [draft for draft in found if saved_since(form, draft)]:
        drafts.drop(form.name, draft["draft"])
        found.remove(draft)
    own = [row for row in upcoming.rows("topics") if row["choice"] == sheets.KEPT]  # shown with the topics alone
    titles, ids = [row["title"] for row in own], {row["entry_id"] for row in own}
    for draft in found:
        if form.about_person or form.sheet != "topics":
            draft["answers"] = {name: "" if said in titles else said for name, said in draft["answers"].items()}
        elif ids & {*draft["opened"].get("topics", ())}:
            draft["own"] = True
    return found


def saved_since(form: Form, draft: Message) -> bool:
    """Whether all that a draft holds is in the files already."""
    if form.about_person:
        own = settings.read()
        return all(own.get(name) == answer for name, answer in draft["answers"].items())
    with contextlib.suppress(LookupError, TypeError, ValueError, OSError):  # a draft of an older form, perhaps
        made, cleared = form.rows(draft["answers"], draft["ids"]), form.cleared(draft["answers"])
        left = {row["entry_id"] for row in store.read(form.sheet).rows} & {*cleared}
        same = (there(name, made.get(name, []), draft["opened"].get(name, [])) for name in form.parts)
        return bool(made or cleared) and not left and all(same)
    return False


def there(name: str, rows: Sequence[Mapping[str, Any]], before: Sequence[str]) -> bool:
    """Whether a sheet's file holds exactly these rows of an entry that had the ids `before`, each cell as given."""
    sheet, ids = sheets.sheet(name), {row["entry_id"] for row in rows}
    cells = {cells["entry_id"]: cells for cells in store.read(name).rows}
    return not cells.keys() & (set(before) - ids) and all(
        sheet.same(row, cells.get(row["entry_id"], {})) for row in rows
    )


def opened(form: Form, entry_id: str) -> Message:
    """An earlier entry, back in the form to be changed."""
    parts = past.find(form, entry_id)
    if not parts:
        raise NotSaved({"": say.GONE})
    if not sheets.whole(form, parts):
        raise NotSaved({"": say.NOT_WHOLE})
    made, slots = store.new_ids(form.ids), form.slots(parts)
    answers, at = form.answers(parts), parts[form.sheet][0]["at"]
    chosen = [str(answer) for answer in answers.values() if isinstance(answer, str)]
    return {
        "kind": "answers",
        "answers": answers,
        "ids": [slot or spare for slot, spare in zip([*slots, *[""] * (form.ids - len(slots))], made, strict=True)],
        "opened": {sheet: [row["entry_id"] for row in rows] for sheet, rows in parts.items()},
        "seen": {row["entry_id"]: saving.stamp(sheet, row) for sheet, rows in parts.items() for row in rows},
        "links": {field.name: upcoming.offered(field, chosen) for field in form.fields if isinstance(field, Link)},
        "message": say.CHANGING.format(day=past.day(at), time=at[11:16]),
    }
