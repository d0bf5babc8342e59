"""The therapy workbook: forms that save to CSV, and charts of feelings over time. Light until a call needs more."""

import importlib
import warnings
from typing import TYPE_CHECKING, Any

from workbook.files import NotSaved

if TYPE_CHECKING:
    import ipywidgets
    import pandas as pd

    from workbook.bringing import Brief
    from workbook.charts import Chart
    from workbook.exploring import Explorer
    from workbook.forms import FormWidget
    from workbook.housekeeping import Where
    from workbook.invented import Sample
    from workbook.lookback import Waiting
    from workbook.printing import Paper
    from workbook.reminding import Reminders
    from workbook.uploads import Upload

__version__ = "0.1.0"
__all__ = ["NotSaved", "brief", "chart", "daily", "entries", "explore", "form", "history", "paper"]
__all__ += ["reminders", "sample", "save", "trend", "upload", "waiting", "where"]


def form(name: str) -> "FormWidget":
    """The form of this name as a widget; only its own button saves.

    Raises ValueError for a form that does not exist, naming those that do.
    """
    from workbook.forms import FormWidget

    return FormWidget(name)


def history(name: str, *others: str) -> "ipywidgets.VBox":
    """What was written before in a sheet, newest first, as a widget: find, open, change, backdate, delete.

    `name` is a sheet, or a form where several share one; others are shown below it.
    Raises ValueError for one that does not exist.
    """
    from workbook import lookback

    return lookback.history((name, *others))


def paper(name: str) -> "Paper":
    """A button that prints the questions of a list, blank, for a pen.

    Raises ValueError for a form that is not a list, or does not exist.
    """
    from workbook.printing import Paper

    return Paper(name)


def reminders() -> "Reminders":
    """A widget that makes a file of reminders for one's own calendar: choose, see what would stand there, take it."""
    from workbook.reminding import Reminders

    return Reminders()


def upload() -> "Upload":
    """A widget that brings in numbers from another app: choose its file, see what would come in, add it."""
    from workbook.uploads import Upload

    return Upload()


def brief(entries: Any = None) -> "Brief":
    """A widget that makes the page to bring to a session: of what one ticks or writes, shown as it will be.

    `entries` is a mapping from sheet to DataFrame such as sample(); None for one's own.
    """
    from workbook.bringing import Brief

    return Brief(entries)


def waiting() -> "Waiting":
    """What waits for the next session, in a line that changes with each save on its page."""
    from workbook.lookback import Waiting

    return Waiting()


def where() -> "Where":
    """A widget that says where one's words are: what was changed outside, copies to bring back, and deleting it all."""
    from workbook.housekeeping import Where

    return Where()


def save(sheet: str, answers: Any, at: Any = None) -> list[dict[str, Any]]:
    """The rows saved from one entry (a dict) or several (a list of dicts: one save, all or none).

    `at` is the moment they are about: a datetime, a date, ISO 8601 text, or None for now.
    A row that brings the `entry_id` of an entry changes that entry; fields left out stay as they were.
    Whatever is cleaned up is told in a warning.
    Raises NotSaved, with a sentence per field in `problems`; ValueError for a sheet that does not exist.
    """
    from workbook import store

    saved = store.save(sheet, answers, at)
    for note in saved.notes:
        warnings.warn_explicit(note, UserWarning, "workbook", 1)  # without the caller's line: it may hold their words
    return saved.rows


def entries(sheet: str) -> "pd.DataFrame":
    """All entries of a sheet as a DataFrame: see workbook.table.entries for columns and types."""
    from workbook import table

    return table.entries(sheet)


def daily(entries: "pd.DataFrame | None" = None) -> "pd.DataFrame":
    """One row per local day, one column per followed or imported feeling, on 0-10; gaps are NaN.

    `entries` is a DataFrame in the shape of entries("feelings"); None for one's own.
    """
    from workbook import table, trends

    return trends.daily(table.entries("feelings") if entries is None else entries)


def trend(*words: str, entries: Any = None, start: Any = None, end: Any = None) -> "Chart":
    """A chart of feelings over time, with its sentence: `chart("feelings")`, see workbook.charts.chart."""
    return chart("feelings", *words, entries=entries, start=start, end=end)


def chart(name: str, *words: str, entries: Any = None, start: Any = None, end: Any = None) -> "Chart":
    """One of the other charts, such as "alliance" or "calendar": see workbook.charts.chart."""
    from workbook import charts

    return charts.chart(name, *words, entries=entries, start=start, end=end)


def explore() -> "Explorer":
    """All charts as a widget: choose feelings and a period, and unfold what you want to see."""
    from workbook.exploring import Explorer

    return Explorer()


def sample() -> "Sample":
    """The invented person: a mapping sheet -> DataFrame in the shape of entries; pass it as entries= to trend."""
    from workbook import invented

    return invented.sample()


def __getattr__(name: str) -> Any:
    """Modules of the package, loaded when first used: `workbook.trends.theil_sen` needs no import of its own."""
    if name in ("trends", "charts", "table", "store"):
        return importlib.import_module(f"workbook.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
