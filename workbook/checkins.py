"""What the check-in shows and says beyond other forms: words followed and own words, the scale, the last ratings."""

from collections.abc import Mapping, Sequence
from typing import Any

from workbook import settings, sheets, store
from workbook.sheets import CHECK_IN
from workbook.words import feelings as say

OWN_WORDS = 60  # own words remembered, the latest first
LAST = 14  # ratings drawn as dots after a save


def recent() -> list[dict[str, str]]:
    """The last rows of the check-in; none where the file cannot be read just now."""
    try:
        return store.recent(CHECK_IN.sheet)
    except OSError:
        return []


def shown() -> dict[str, str]:
    """The scale used last, where it is not the usual one."""
    rows = [row for row in recent() if row["feeling"] and row["asked"] != sheets.ASKED["imported"]]
    scale = CHECK_IN.answers({CHECK_IN.sheet: rows[-1:]})["scale"] if rows else ""
    return {"scale": "" if scale == sheets.USUAL_SCALE else scale}


def settled(words: Sequence[Mapping[str, Any]], content: Mapping[str, Any]) -> dict[str, Any]:
    """What a check-in changes in the settings: words followed, if that was changed in this form, and own words."""
    own, changes = settings.read(), {}
    follows = content.get("follows")
    stale = own["followed"] and not content.get("followed")  # chosen in another window since this form opened
    if follows is not None and follows != own["followed"] and not stale:
        changes["followed"] = follows
    own_words = with_own([word["word"] for word in words])
    return changes | ({"own_words": own_words} if own_words else {})


def with_own(words: Sequence[str]) -> list[str]:
    """The own words remembered, with those of these that are not listed before them; none where nothing changes."""
    before = settings.read()["own_words"]
    own_words = list(dict.fromkeys([*(word for word in words if word not in sheets.LISTED), *before]))[:OWN_WORDS]
    return own_words if own_words != before else []


def dots(words: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The last ratings of each word just rated, oldest first, None where it was asked and not answered."""
    sheet, drawn = sheets.sheet(CHECK_IN.sheet), []
    rows = [sheet.values(row) for row in recent()]
    for word in words:
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
    """Each word just rated and what it was now; of the first also what it was the last times."""
    said = [say.RATED.format(word=one["label"], rating=one["rating"]) for one in drawn]
    values = drawn[0]["values"][-5:] if drawn else []
    if len(values) > 1:
        ratings = " ".join(say.NOT_ANSWERED if value is None else str(value) for value in values)
        said.insert(1, say.LAST.format(count=say.NUMBERS[len(values)], ratings=ratings))
    return said


def capital(word: str) -> str:
    """The word as it stands at the start of a line."""
    return word[:1].upper() + word[1:]


def ends(word: str) -> tuple[str, str]:
    """The words at the ends of the scale of a feeling."""
    return (say.MOOD_LOW, say.MOOD_HIGH) if word == say.MOOD else (say.LOW, say.HIGH)
