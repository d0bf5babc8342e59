"""Numbers from other apps: a file becomes rows of the sheet `feelings`, after a dry run that says what would happen.

A source is a module here with `read(lines, options) -> Found`: answers and problems as data, never an exception.
"""

import contextlib
import gc
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbook import checkins, fields, settings, store
from workbook.files import NotSaved
from workbook.importers import columns, daylio, how_we_feel, track_and_graph
from workbook.importers.reading import MB, MOST, Found, Lines, Memo, Options, Problem, Told, rating, read_file
from workbook.sheets import ASKED
from workbook.sheets.feelings import FAMILY, FEELINGS
from workbook.store import HASH, WALL
from workbook.words import importing as say

__all__ = ["MB", "MOST", "SOURCES", "Options", "Report", "add", "counts", "look", "mood_pair", "rating", "read_file"]
__all__ += ["sentences"]

SOURCES: Mapping[str, Callable[[Lines, Options], Found]] = {
    "daylio": daylio.read,
    "how-we-feel": how_we_feel.read,
    "track-and-graph": track_and_graph.read,
    "table": columns.read,
}
ANY_TABLE = "table"
SHOWN = 20  # lines left out that are named
DELIMITERS = {ANY_TABLE: ",;\t"}  # an app has its own; a table may be from a spreadsheet


@dataclass(kw_only=True)
class Report:
    """What a file would bring: the rows made of it, those that are not there yet, and what is left out."""

    refused: str = ""  # why the file cannot be taken at all
    read: int = 0  # lines
    rows: list[tuple[str, ...]] = field(default_factory=list, repr=False)
    new: int = 0
    there: int = 0
    problems: list[Problem] = field(default_factory=list, repr=False)
    unmapped: Mapping[str, int] = field(default_factory=dict, repr=False)
    offered: Sequence[str] = field(default=(), repr=False)
    zone: bool = False  # whether times are taken as this computer's
    rated: list[str] = field(default_factory=list, repr=False)  # words that came with a number


def look(source: str, blob: bytes, options: Options, told: Told = lambda count: None) -> Report:
    """The dry run: what an import of these bytes would do. Nothing is written."""
    lines = Lines(blob, told, DELIMITERS.get(source, ","))
    if lines.refused:
        return Report(refused=lines.refused)
    with uncollected():
        found = SOURCES[source](lines, options)
        rows, rated = cells(source, found)
    refused = lines.refused or "".join(reason for line, reason in found.problems[:1] if not line)
    refused = refused or (say.SCALE_ORDER if found.low >= found.high else "")
    if refused:
        return Report(refused=refused, offered=found.offered)
    new = len(store.unknown(rows, store.known(FEELINGS.name)))
    return Report(
        read=lines.read,
        rows=rows,
        new=new,
        there=len(rows) - new,
        problems=sorted(found.problems),
        unmapped=found.unmapped,
        offered=found.offered,
        zone=found.zone and bool(rows),
        rated=rated,
    )


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Handle many rows without Python looking through all of them, again and again, for what could be thrown away."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def add(report: Report) -> list[str]:
    """Write what a dry run found and is not there yet, all or none; sentences for what was put aside. Raises NotSaved.

    The report says afterwards what was added. Rated words are offered in the check-in from then on.
    """
    report.new, notes = store.add(FEELINGS.name, report.rows)
    report.there = len(report.rows) - report.new
    if report.new and (own := checkins.with_own(report.rated)):
        with contextlib.suppress(NotSaved):  # the rows are there; that their words are offered is no part of it
            notes += settings.save(own_words=own)
    return notes


def cells(source: str, found: Found) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows of the answers, in their order: the cells of each, without its check; and the words that have a number.

    The id comes of source, moment, word, rating and how often these came before, so that the same line has the same
    id each time.
    """
    saved_at, rows, times = fields.now(), list[tuple[str, ...]](), dict[str, int]()

    def start(one: tuple[str, int | None]) -> tuple[int, tuple[str, ...]]:
        """The hash of a word with its rating, and its cells."""
        rated = "" if one[1] is None else str(one[1])
        of_word = (*FAMILY.get(one[0], ("", "")), ASKED["imported"], rated, str(found.low), str(found.high), "", "")
        return zlib.crc32(f"{source}|{one[0]}|{rated}|".encode()), (one[0], *of_word)

    known = Memo(start)
    for _, at, since, words, tags, note in found.answers:
        checkin = ""
        for one in words:
            begun, rest = known[one]
            told_apart = zlib.crc32(at[:WALL].encode(), begun)
            entry_id = f"e{max(since, 0):013x}{told_apart:08x}"
            if entry_id in times:
                times[entry_id] += 1
                entry_id = f"{entry_id[:-HASH]}{zlib.crc32(b'|%d' % times[entry_id], told_apart):08x}"
            else:
                times[entry_id] = 0
            checkin = checkin or entry_id
            rows.append((entry_id, at, saved_at, checkin, *rest, note, tags.replace("\n", " ")))
            tags = note = ""  # they stand in the first row
    return rows, list(dict.fromkeys(word for word, mark in known if mark is not None))


def counts(report: Report) -> dict[str, int]:
    """How many rows are added, there already, and how many values are left out."""
    return {"added": report.new, "there": report.there, "skipped": len(report.problems)}


def sentences(report: Report) -> Iterator[str]:
    """What a report says, line by line."""
    yield say.READ[0] if report.read == 1 else say.READ[1].format(count=report.read)
    if report.zone:
        yield say.ZONE
    if report.problems:
        yield say.LEFT_OUT
        yield from (say.LINE.format(**one._asdict()) for one in report.problems[:SHOWN])
        if len(report.problems) > SHOWN:
            yield say.AND_MORE.format(count=len(report.problems) - SHOWN)
    if report.unmapped:
        names = (say.COUNTED[count > 1].format(name=name, count=count) for name, count in report.unmapped.items())
        yield say.UNMAPPED.format(names=", ".join(names))
        yield say.UNMAPPED_HOW


def mood_pair(text: str) -> tuple[str, int] | None:
    """The name of a mood in small letters and its number, from `NAME=N`; None where it is none."""
    name, _, number = text.rpartition("=")
    mark = rating(number, daylio.LOW, daylio.HIGH)
    return (name.strip().casefold(), mark) if name.strip() and mark is not None else None
