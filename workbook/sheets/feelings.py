"""The check-in: the words one follows, other words of that day, and a note: one row a word."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.fields import Choice, Link, Number, Ratings, Text
from workbook.sheets.declare import HIGH, LOW, WHEN, Answers, Form, Parts, Problems, Row, Sheet, Sheets, on_scale, said
from workbook.words import feelings as say
from workbook.words import problems

FAMILY = {word: (family, tone) for family, tone, words in say.FAMILIES for word in (family, *words)}
LISTED = frozenset((*FAMILY, *say.FIRST_WORDS))
ASKED = {"followed": "followed", "added": "added", "imported": "imported"}
USUAL_SCALE = f"{LOW}-{HIGH}"
MOST = 3  # words that can be followed, and words that can be added at one time
SCALES = {key: tuple(int(end) for end in key.split("-")) for key in say.SCALE_LABELS}


def complete(row: Row, followed: Collection[str]) -> Problems:
    """Fill family, tone, scale and how the word came to be there; say what does not fit together."""
    word = str(row.get("feeling") or "")
    if not word:
        return {"feeling": problems.FEELING_NEEDED} if row.get("rating") is not None else {}
    misfit = on_scale(row)
    if misfit:
        return misfit
    family, tone = FAMILY.get(word.casefold(), ("", ""))
    asked = "followed" if word in followed else "added"
    filled: Row = {"family": family, "tone": tone, "asked": asked}
    row.update({name: value for name, value in filled.items() if row.get(name) in ("", None)})
    return {}


CONTEXT = Choice(
    name="context",
    ask=say.CONTEXT,
    options=dict(zip(("before a session", "after a session", "between sessions"), say.CONTEXTS, strict=True)),
    about="Whether this was around a session, if the person said so.",
)
EXPRESSED = Choice(
    name="expressed",
    ask=say.EXPRESSED,
    options=dict(zip(("said it", "hinted", "kept it in"), say.EXPRESSED_OPTIONS, strict=True)),
    about="Whether the person showed what they felt.",
)
NOTE = Text(
    name="note",
    ask=say.NOTE,
    hint=say.NOTE_HINT,
    lines=True,
    about="A few words. They belong to the whole check-in and stand in its first row.",
)

TAGS = Text(
    name="tags",
    label=say.TAGS,
    about="What went with it in the app it came from, with `; ` between. It stands in the first row, as the note does.",
)

FEELINGS = Sheet(
    name="feelings",
    about="Check-ins: one row per feeling word. A followed word left blank is a row with an empty rating.",
    shared_id="checkin_id",
    complete=complete,
    fields=(
        Link(name="checkin_id", of="feelings", about="The entry_id of the first row of the same check-in."),
        Text(name="feeling", label=say.ADD_FIRST, about="The word: from the list, or the person's own."),
        Text(name="family", about="The word's family in the list; empty for own words."),
        Text(name="tone", about="hard, mixed or welcome, from the list; empty for own words."),
        Choice(
            name="asked",
            options=ASKED,
            about="followed: asked each time, felt or not. added: named that day. imported: from elsewhere.",
        ),
        Number(name="rating", about="A whole number from scale_min to scale_max. Empty is not answered, never 0."),
        Number(name="scale_min", about="The low end of the scale used; 0 unless another was chosen."),
        Number(name="scale_max", about="The high end of the scale used; 10 unless another was chosen."),
        CONTEXT,
        EXPRESSED,
        NOTE,
        TAGS,
    ),
)


@dataclass(frozen=True, kw_only=True)
class CheckIn(Form):
    """A row per word, rated or not; the note stands in the first."""

    def rows(self, answers: Answers, ids: Sequence[str]) -> Sheets:
        """A row per word: every followed one, answered or not, and those added; words bring their own ids."""
        words = [word for word in answers.get("words") or [] if word["asked"] == "followed" or word["word"]]
        note = answers.get("note") or ""
        rated = any(word["rating"] is not None or word["asked"] != "followed" for word in words)
        if not (note or answers.get("changing") or rated):
            return {}
        low, high = SCALES[answers.get("scale") or USUAL_SCALE]
        shared = {name: answers.get(name) or "" for name in ("at", "context", "expressed")}
        scaled = {"scale_min": low, "scale_max": high, "note": "", **shared}
        made = [
            {name: word.get(name) for name in ("entry_id", "rating", "asked")} | {"feeling": word["word"]} | scaled
            for word in words
        ] or [{"entry_id": ids[0], **shared}]
        made[0]["note"] = note
        return {"feelings": made}

    def answers(self, parts: Parts) -> dict[str, Any]:
        """The answers of a check-in, from the cells of its rows; a rating that cannot be read is not answered."""
        values = [FEELINGS.values(row) for row in parts["feelings"]]
        first = values[0]
        words = [
            {"word": row["feeling"], "rating": row["rating"] if isinstance(row["rating"], int) else None}
            | {"asked": row["asked"], "entry_id": row["entry_id"]}
            for row in values
            if row["feeling"]
        ]
        scale = f"{first['scale_min']}-{first['scale_max']}"
        note = next((row["note"] for row in values if row["note"]), "")
        same = {name: first[name] for name in ("at", "context", "expressed")}
        return {"words": words, "note": note, "scale": scale if scale in SCALES else ""} | same

    def slots(self, parts: Parts) -> list[str]:
        """The id of a row without a word; words keep theirs."""
        first = parts["feelings"][0]
        return [] if first["feeling"] else [first["entry_id"]]

    def lines(self, parts: Parts) -> Iterator[tuple[str, str]]:
        """All words in one line, each with its rating and its scale where that is another; then the note."""
        rated = [rating_of(cells) for cells in parts["feelings"] if cells["feeling"]]
        if rated:
            yield "", " · ".join(rated)
        found = {one: next((cells[one] for cells in parts["feelings"] if cells[one]), "") for one in ("note", "tags")}
        yield from said((NOTE, TAGS, CONTEXT, EXPRESSED), {**parts["feelings"][0], **found})

    def shows(self, parts: Parts) -> bool:
        """A word has one place."""
        words = [cells["feeling"] for cells in parts["feelings"]]
        return len(set(words)) == len(words)


def rating_of(cells: Mapping[str, str]) -> str:
    """A word with its rating, or a dash where it was not answered; another scale than the usual one is named."""
    high = cells["scale_max"]
    scale = "" if high in ("", str(HIGH)) or not cells["rating"] else say.OF_SCALE.format(high=high)
    return f"{cells['feeling']} {cells['rating'] or say.NOT_ANSWERED}{scale}"


CHECK_IN = CheckIn(
    name="feelings",
    title=say.TITLE,
    parts={"feelings": "checkin_id"},
    past=say.PAST,
    today=say.TODAY,
    asks=(
        Ratings(
            name="words",
            ask=say.FOLLOWED,
            low=LOW,
            high=HIGH,
            ends=(say.LOW, say.MIDDLE, say.HIGH),
            first=say.FIRST_WORDS,
            families=tuple((family, words) for family, _, words in say.FAMILIES),
            most=MOST,
            other_ends={say.MOOD: (say.MOOD_LOW, say.MOOD_HIGH)},
        ),
        NOTE,
    ),
    more=(
        WHEN,
        CONTEXT,
        EXPRESSED,
        Choice(name="scale", ask=say.SCALE, options=say.SCALE_LABELS),
    ),
)
