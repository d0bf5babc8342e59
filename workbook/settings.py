"""settings.json: what to call the therapist, own help lines, words followed, own words, and what may be kept."""

import contextlib
import json
from pathlib import Path
from typing import Any

from workbook import backups, files, places
from workbook.fields import NO_FILE_CAN_HOLD
from workbook.sheets import HELP_LINES, STORAGE
from workbook.words import forms as say_forms
from workbook.words import problems as say

TEXTS = tuple(field.name for field in HELP_LINES.asks)
WORDS = ("followed", "own_words")
NO_DRAFTS = "saved"  # what may be kept, where nobody is asked


def path() -> Path:
    """The settings file, in the data folder."""
    return places.data() / "settings.json"


def sound(found: Any) -> bool:
    """Whether this is what settings look like."""
    if not isinstance(found, dict) or found.get(STORAGE.name, "") not in ("", *STORAGE.options):
        return False
    lists = [found.get(name, []) for name in WORDS]
    if not all(isinstance(words, list) for words in lists):
        return False
    texts = [found.get(name, "") for name in TEXTS]
    return all(isinstance(text, str) for text in [*texts, *(word for words in lists for word in words)])


def read(blob: bytes | None = None) -> dict[str, Any]:
    """The settings, or those in these bytes; those not set are "" or []. What cannot be read counts as empty."""
    empty = {**dict.fromkeys((*TEXTS, STORAGE.name), ""), **{name: [] for name in WORDS}}
    try:
        found = json.loads(path().read_bytes() if blob is None else blob)
    except (OSError, ValueError):
        found = {}
    own = {name: found.get(name, unset) for name, unset in empty.items()} if sound(found) else empty
    if blob is None and places.on_binder():
        own[STORAGE.name] = own[STORAGE.name] or NO_DRAFTS  # nothing lasts there: there is nothing to choose
    return own


def whole(blob: bytes | None = None) -> bool:
    """Whether the settings file, or these bytes, can be read; one that is not there can."""
    try:
        return sound(json.loads(path().read_bytes() if blob is None else blob))
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False


def save(**changes: Any) -> list[str]:
    """Change some settings, durably; a sentence for anything put aside. Raises files.NotSaved.

    Raises ValueError for what could not be read back: a setting that does not exist, or a value it cannot have.
    """
    notes = []
    if not sound(changes) or changes.keys() - read().keys():
        raise ValueError(", ".join(changes))
    with files.locked(places.data()):
        before = files.read(path())  # once: another reading may fail, and all that is set would seem not to be
        if before and not whole(before):
            notes.append(say.SETTINGS_DAMAGED.format(kept=files.put_aside(path(), before, "kept")))
        text = json.dumps({**read(before), **changes}, ensure_ascii=False, indent=1)
        after = NO_FILE_CAN_HOLD.sub("\ufffd", text).encode() + b"\n"
        if after != before:
            files.replace(path(), after)
            with contextlib.suppress(OSError, files.NotSaved):  # its copy can wait
                backups.keep_latest(path())
    return notes


def may_keep(asked: str) -> tuple[str, dict[str, str]]:
    """What may be kept, by this choice or an earlier one, and what is new of it in the settings. Raises files.NotSaved.

    Another window may have chosen meanwhile; "nothing" holds for this time alone.
    """
    own = read()[STORAGE.name]
    storage = "nothing" if asked == "nothing" else own or asked
    if storage not in STORAGE.options:
        raise files.NotSaved({STORAGE.name: say_forms.STORAGE_NEEDED})
    return storage, {} if own else {STORAGE.name: storage}


def take(blob: bytes, *, dry: bool = False) -> bool:
    """Whether settings from elsewhere are taken: only where there are none here. Raises files.NotSaved."""
    try:
        wanted = not path().exists() and sound(json.loads(blob))
    except ValueError:
        return False
    if wanted and not dry:
        with files.locked(places.data()):
            files.replace(path(), blob)
    return wanted
