"""What a form sent becomes entries, whole or not at all, and only as the person chose; and what is said of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from workbook import checkins, drafts, fields, files, places, records, settings, sheets, store, weight
from workbook.fields import Link, Pressed, Refused
from workbook.files import NotSaved
from workbook.sheets import CHECK_IN, SEEN, STORAGE, WHEN, Form, Standing
from workbook.words import boundaries as say_boundaries
from workbook.words import feelings as say_feelings
from workbook.words import forms as say

Message = dict[str, Any]


def keep(form: Form, content: Message) -> Message:
    """Save what a form sent, and say so once it is safe; nothing is written before a choice of storage."""
    answers = content["answers"]
    if form.about_person:
        return keep_settings(form, answers, content.get("before") or {}, content["storage"])
    storage, changes = settings.may_keep(content["storage"])
    if storage == "nothing":
        return {"kind": "saved", "storage": storage, "message": say.NOTHING_KEPT}
    before = content["opened"] or {}
    made = form.rows({**answers, "changing": True} if before else answers, content["ids"])
    changes |= checkins.settled(answers["words"], content) if form is CHECK_IN else {}
    cleared = form.cleared(answers)
    taken_back = form.fleeting and not made and bool(before)
    if not (made or cleared or taken_back) and "followed" not in changes:
        raise NotSaved({"": form.nothing})
    for sheet, rows in made.items():
        store.checked(sheets.sheet(sheet), rows, None)  # what is refused leaves nothing in the settings either
    notes = settings.save(**changes) if changes else []
    if isinstance(form, Standing):
        notes += keep_standing(form, made, cleared, content)
    elif made or taken_back:
        notes += keep_rows(form, made, content)
    said: Message = {"kind": "saved", "storage": storage, "dots": [], "heavy": ""}
    if places.on_binder():
        return said | {"message": say.BINDER_SAVED}
    if taken_back:
        return said | {"message": say_boundaries.TAKEN_BACK}
    if not made and not cleared:
        return said | {"message": say_feelings.FOLLOWED_CHANGED}
    parts = [say.SAVED.format(time=datetime.now().strftime("%H:%M"))]
    if form is CHECK_IN:
        said["dots"] = checkins.dots(answers["words"])
        parts += checkins.last_ratings(said["dots"])
    if any(isinstance(field, Pressed) for field in form.fields):
        said["heavy"] = weight.after_saving({*content["ids"]})
    return said | {"message": " ".join([*parts, form.after(answers), *notes])}


def keep_rows(form: Form, made: sheets.Sheets, content: Message) -> list[str]:
    """Write the rows of one entry, sheet by sheet; sentences for what was cleaned up on the way. Raises NotSaved.

    All rows have their ids beforehand: pressed again after an error or a crash, the same save is completed.
    """
    before = content["opened"] or {}
    if not content.get("pressed"):
        unchanged_since(before, content.get("seen") or {}, say.CHANGED_ELSEWHERE)
    again = content["again"] or bool(before)
    at = WHEN.parse(content["answers"].get("at")) or (moment_of(form, content) if again else "") or fields.now()

    def part(sheet: str) -> list[str]:
        """Write what the entry has in a sheet, or take away what it has there no more."""
        ids = [*before.get(sheet, ()), *content["ids"]]
        if sheet in made:
            return store.save(sheet, [{**row, "at": at} for row in made[sheet]], ids=ids, again=again).notes
        return without(sheet, ids) if again else []

    old = {sheet: [row for row in store.read(sheet).rows if row["entry_id"] in ids] for sheet, ids in before.items()}
    return in_turn([*(partial(part, sheet) for sheet in form.parts), partial(keep_further, form, made, old)])


def keep_standing(form: Standing, made: sheets.Sheets, cleared: Sequence[str], content: Message) -> list[str]:
    """Write the rows of lists that were touched, each in its place, and take away those that say nothing any more."""
    touched = form.touched(content["answers"])
    if not content.get("pressed"):
        seen = (content.get("seen") or {}) | {row["entry_id"]: row[SEEN] for row in touched if row.get(SEEN)}
        unchanged_since({form.sheet: [row["entry_id"] for row in touched]}, seen, say.LIST_CHANGED)
        known = [row["entry_id"] for row in touched]
        others = {row.get("item") for row in store.rows(form.sheet) if row["entry_id"] not in known}
        new = {row.get("item") for row in touched if not row.get("saved_at") and form.on_offer(row)}
        if new & others:  # noted in another window meanwhile
            raise NotSaved({"": say.LIST_CHANGED})
    rows = made.get(form.sheet, [])
    steps = [lambda: store.save(form.sheet, rows).notes] if rows else []
    return in_turn([*steps, lambda: [*without(form.sheet, cleared), say.ROWS_GONE]] if cleared else steps)


def without(sheet: str, ids: Sequence[str]) -> list[str]:
    """Take rows away; sentences for what was put aside on the way."""
    notes: list[str] = []
    store.delete(sheet, ids, notes)
    return notes


def in_turn(steps: Sequence[Callable[[], list[str]]]) -> list[str]:
    """What each step of a save has to tell. Raises NotSaved, which says so where a part of it is kept already."""
    notes: list[str] = []
    for number, step in enumerate(steps):
        try:
            notes += step()
        except (NotSaved, OSError) as error:
            refused = error if isinstance(error, NotSaved) else files.not_saved(error)
            (name, sentence), *others = refused.problems.items()
            told = f"{say.PARTLY} {sentence}" if number else sentence
            raise NotSaved({name: told, **dict(others)}) from None
    return notes


def keep_further(form: Form, made: sheets.Sheets, old: sheets.Sheets) -> list[str]:
    """Write what else comes of an entry, unless it is there or came of it as it was: rows that link back to it."""
    notes = []
    for sheet, rows in form.further(made).items():
        links = [one.name for one in sheets.sheet(sheet).fields if isinstance(one, Link)]
        known = [*store.read(sheet).rows, *form.further(old).get(sheet, ())]
        there = [[row.get(name, "") for name in links] for row in known]
        new = [row for row in rows if [row.get(name, "") for name in links] not in there]
        notes += store.save(sheet, new).notes if new else []
    return notes


def under_new_ids(content: Message) -> Message:
    """The same answers under ids of their own."""
    made = dict(zip(content["ids"], store.new_ids(len(content["ids"])), strict=True))
    answers = dict(content["answers"])
    if "words" in answers:
        answers["words"] = [{**word, "entry_id": made.get(word["entry_id"])} for word in answers["words"]]
    return {**content, "ids": [*made.values()], "answers": answers}


def unchanged_since(opened: Mapping[str, Sequence[str]], seen: Mapping[str, str], told: str) -> None:
    """Raise NotSaved where an opened entry was changed in another window, or another program, since it was seen."""
    for sheet, ids in opened.items():
        rows = {row["entry_id"]: row for row in reversed(store.rows(sheet))}
        if any(one in seen and (one not in rows or stamp(sheet, rows[one]) != seen[one]) for one in ids):
            raise NotSaved({"": told})


def stamp(sheet: str, row: Mapping[str, str]) -> str:
    """What tells one state of a row from another: the check of its cells, as they are."""
    return records.row_check(sheets.sheet(sheet), row)


def moment_of(form: Form, content: Message) -> str:
    """The moment an earlier attempt gave this entry, or "": the parts of one entry are of one moment."""
    ids = {*content["ids"], *(content["opened"] or {}).get(form.sheet, ())}
    return next((row["at"] for row in store.read(form.sheet).rows if row["entry_id"] in ids), "")


def keep_settings(form: Form, answers: Mapping[str, Any], before: Mapping[str, Any], storage: str) -> Message:
    """Save what was changed in the person's own settings; with "keep nothing" only that, and only over earlier ones."""
    values, problems = {}, {}
    for field in form.fields:
        try:
            values[field.name] = field.parse(answers.get(field.name))
        except Refused as refused:
            problems[field.name] = str(refused)
    if problems:
        raise NotSaved(problems)
    changed = {name: value for name, value in values.items() if value != before.get(name, "")}
    chosen = str(changed.get(STORAGE.name) or settings.read()[STORAGE.name] or storage)  # as another window may have
    if chosen not in STORAGE.options:
        raise NotSaved({STORAGE.name: say.STORAGE_NEEDED})
    if chosen == "nothing":
        earlier = settings.path().exists()
        if earlier:
            settings.save(storage=chosen)
        said = [say.NOTHING_FROM_NOW if earlier else say.NOTHING_KEPT, *without_drafts(chosen)]
        return {"kind": "saved", "storage": chosen, "message": " ".join(said)}
    notes = settings.save(**{**changed, STORAGE.name: chosen}) + without_drafts(chosen)
    if places.on_binder():
        return {"kind": "saved", "storage": chosen, "message": say.BINDER_SAVED}
    time = say.SAVED.format(time=datetime.now().strftime("%H:%M"))
    return {"kind": "saved", "storage": chosen, "message": " ".join([time, form.saved, *notes])}


def without_drafts(chosen: str) -> list[str]:
    """Take all drafts away where the person no longer wants any; a sentence if there were some."""
    return [say.DRAFTS_GONE] if chosen != "drafts" and drafts.drop_all() else []
