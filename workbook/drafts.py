"""Words typed and not saved yet: one small file each in the folder `drafts`, gone once saved or cleared.

Only where the person has chosen to keep drafts, and never on a shared server.
"""

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbook import files, places, settings
from workbook.fields import NO_FILE_CAN_HOLD

A_DRAFT = re.compile("d[0-9a-f]{16}")
HOLDS = {"form": str, "draft": str, "answers": dict, "ids": list, "opened": dict, "note": str, "number": int}
Draft = dict[str, Any]


def folder() -> Path:
    """The folder of the drafts, in the data folder."""
    return places.data() / "drafts"


def path(form: str, draft: str) -> Path:
    """The file of one draft; raises ValueError for an id that is none."""
    if not A_DRAFT.fullmatch(draft):
        raise ValueError(draft)
    return folder() / f"{form}.{draft}.json"


def wanted() -> bool:
    """Whether drafts are kept at all."""
    return settings.read()["storage"] == "drafts" and not places.on_binder()


def keep(draft: Draft) -> None:
    """Write a draft, whole or not at all. Raises files.NotSaved or OSError."""
    files.private_folder(folder())
    held = {
        **{name: draft[name] for name in HOLDS},
        "seen": draft.get("seen") or {},
        "pressed": bool(draft.get("pressed")),
    }
    text = NO_FILE_CAN_HOLD.sub("\ufffd", json.dumps(held, ensure_ascii=False))
    files.replace(path(draft["form"], draft["draft"]), text.encode())


def drop(form: str, draft: str) -> None:
    """Take a draft away, if there is one."""
    file = path(form, draft)
    with contextlib.suppress(OSError):
        for one in (file, *folder().glob(f".~{file.name}.*")):  # what a killed save left behind among them
            one.unlink(missing_ok=True)


def there(form: str, draft: str) -> bool:
    """Whether this draft is in the folder."""
    return path(form, draft).exists()


def drop_all() -> int:
    """Take every draft away; how many there were."""
    found = count()
    for file in folder().glob("*.json*"):  # what a killed save left behind among them
        file.unlink(missing_ok=True)
    return found


def of(form: str) -> list[Draft]:
    """The drafts of a form that can be read, newest first."""
    found = [draft for file in sorted(folder().glob(f"{form}.d*.json")) if (draft := read(file))]
    return sorted(found, key=lambda draft: int(draft["number"]), reverse=True)


def read(file: Path) -> Draft | None:
    """What a draft's file holds, or None where that cannot be read."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    sound = isinstance(found, dict) and all(isinstance(found.get(name), kind) for name, kind in HOLDS.items())
    return found if sound and A_DRAFT.fullmatch(found["draft"]) else None


def count() -> int:
    """How many drafts there are."""
    return len(list(folder().glob("*.json")))


def damaged() -> Iterator[str]:
    """The name of every draft that cannot be read."""
    yield from (file.name for file in sorted(folder().glob("*.json*")) if file.suffix != ".json" or read(file) is None)
