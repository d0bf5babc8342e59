"""When writing weighs more than before: what is said then, and how often."""

from collections.abc import Collection
from datetime import datetime, timedelta

from workbook import upcoming
from workbook.csvs import Cells
from workbook.fields import instant
from workbook.sheets.declare import typed
from workbook.sheets.writing import WEIGHT
from workbook.words import writing as say

HEAVIER = 3  # points from before to after
WRITTEN = ("journal", "thoughts")  # the sheets that ask for it
OFTEN, WITHIN = 3, timedelta(days=14)  # times, and the days they lie in


def heavier(cells: Cells) -> bool:
    """Whether this piece of writing left the person heavier, by both ratings or because they said so."""
    before, after = (typed(WEIGHT, cells)[name] for name in ("heavy_before", "heavy_after"))
    if before is None or after is None:  # not answered is not a number
        return bool(cells["heavy"])
    return bool(cells["heavy"]) or after - before >= HEAVIER


def lately() -> list[Cells]:
    """What left the person heavier in the last two weeks, by when it was written."""
    since = (datetime.now().astimezone() - WITHIN).timestamp()
    found = [row for name in WRITTEN for row in upcoming.rows(name)]
    return [row for row in found if instant(row["saved_at"]) >= since and heavier(row)]


def after_saving(ids: Collection[str]) -> str:
    """What to say after these rows were saved: "" unless they weigh more, and nothing else did today."""
    found, today = lately(), datetime.now().date().isoformat()
    earlier = any(row["saved_at"][:10] == today and row["entry_id"] not in ids for row in found)
    return text(len(found)) if not earlier and any(row["entry_id"] in ids for row in found) else ""


def when_pressed() -> str:
    """What to say when a person says that it got heavy: in full once a day, after that in a few words."""
    found, today = lately(), datetime.now().date().isoformat()
    return say.STOP_AGAIN if any(row["saved_at"][:10] == today for row in found) else text(len(found) + 1)


def text(count: int) -> str:
    """What to say the so-manieth time in two weeks."""
    return f"{say.STOP} {say.OFTEN}" if count >= OFTEN else say.STOP
