"""Entries as DataFrames with the declared columns and types, also when there are none."""

import io
import math
import warnings
from datetime import datetime, time

import numpy as np
import pandas as pd

from workbook import fields, files, records, sheets, store
from workbook.csvs import Cells
from workbook.sheets import ROW_CHECK, Sheet
from workbook.words import problems as say

DAY = "datetime64[us]"
NOON = 12 * 3600  # seconds into the day
# How nearly every moment is written, and every check: each byte lies between those of the two bounds.
LOWEST, HIGHEST = b"0000-00-00T00:00:00+00:00", b"9999-19-39T29:59:59-29:59"
LOWEST_CHECK, HIGHEST_CHECK = b"c00000000", b"cffffffff"


def entries(name: str) -> pd.DataFrame:
    """All entries of a sheet, one row per row of its CSV file, in the order they were written.

    Columns: those of the sheet, then any the file has besides, then `day` and `hour`, the local day and hour of `at`.
    Numbers are float64 with NaN where nothing was answered; `at` and `saved_at` are datetime64[us, UTC];
    `day` is datetime64[us]; `hour` is float64, 0 to 23, NaN where only a day was given (kept as noon of that day, so an
    entry of 12:00:00 sharp has none either); all else is text, "" where nothing was answered.
    A line that cannot be read is left out with a warning; `workbook check` names it, `attrs["left_out"]` counts them.
    Raises ValueError for a sheet that does not exist.
    """
    sheet = sheets.sheet(name)
    return frame(sheet, files.read(store.path(sheet)))


def cells(name: str, frame: pd.DataFrame) -> list[Cells]:
    """The rows of a DataFrame in the shape of entries(name) as cells again, in the order of their moments.

    What a row is about is told by its local day alone.
    """
    columns = [(one, field) for one, field in sheets.sheet(name).columns.items() if one in frame]
    found = []
    for row in frame[frame["day"].notna()].sort_values("at", kind="stable").to_dict("records"):
        values = {one: None if fields.unanswered(row[one]) else row[one] for one, _ in columns}
        texts = {one: field.write(field.parse(values[one])) for one, field in columns if field.dtype != "str"}
        plain = {one: str(values[one] or "") for one, field in columns if one not in texts}
        found.append(
            {**dict.fromkeys(sheets.sheet(name).columns, ""), **plain, **texts, "at": f"{row['day']:%Y-%m-%d}"}
        )
    return found


def frame(sheet: Sheet, blob: bytes) -> pd.DataFrame:
    """The rows of a file, typed. From then on "$" stays a "$" in the tables a notebook shows."""
    pd.set_option("display.html.use_mathjax", False)
    texts, damaged = whole_file(sheet, blob), 0
    if texts is None:
        contents = records.parse(blob, sheet)
        damaged = len(contents.records) - len(contents.rows) + bool(contents.torn)
        if damaged:
            warnings.warn(say.LEFT_OUT.format(sheet=sheet.name, count=damaged), stacklevel=3)
        texts = pd.DataFrame(contents.rows, columns=contents.columns, dtype="str").fillna("")
    return typed(sheet, texts, damaged)


def whole_file(sheet: Sheet, blob: bytes) -> pd.DataFrame | None:
    """The cells as text by pandas' C engine, or None when the file is not whole and ours."""
    first = blob.find(b"\n") + 1
    columns = records.own_columns(blob[:first], sheet)
    if not columns or not blob.endswith(b'"\n'):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)  # a first row with a cell too many
            texts = pd.read_csv(io.BytesIO(blob), dtype=str, na_filter=False, index_col=False)
        whole = list(texts.columns) == columns and len(texts) == blob.count(records.STARTS) and checked(texts)
    except (ValueError, pd.errors.ParserWarning):  # ParserError and UnicodeError among them
        return None
    return texts if whole else None


def checked(texts: pd.DataFrame) -> bool:
    """Whether every row ends in what looks like a check; raises UnicodeEncodeError for one with other letters."""
    checks = in_bytes(texts[ROW_CHECK.name], len(LOWEST_CHECK))
    between = ((checks > ord("9")) & (checks < ord("a"))).any()  # of digits and letters
    return bool(within(checks, LOWEST_CHECK, HIGHEST_CHECK).all() and not between)


def typed(sheet: Sheet, texts: pd.DataFrame, left_out: int = 0) -> pd.DataFrame:
    """The cells as the values their columns declare; what cannot be read is missing."""
    typed = texts.copy(deep=False)
    typed.attrs["left_out"] = left_out
    for name, field in sheet.columns.items():
        if field.dtype != "str":
            changes, place = stretches(texts[name])
            which, different = pd.factorize(changes)  # a scale has few numbers
            typed[name] = np.asarray(pd.to_numeric(different, errors="coerce"), dtype=field.dtype)[which][place]
    saved_at, _, _ = moments(texts["saved_at"])
    at, typed["day"], typed["hour"] = moments(texts["at"])
    typed["saved_at"], typed["at"] = (pd.DatetimeIndex(instants).tz_localize("UTC") for instants in (saved_at, at))
    return typed


def moments(texts: "pd.Series[str]") -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The instants in UTC, the local days and the local hours of moments as they are written, in three arrays.

    Local is what the text says, wherever the computer is. Instants and days are datetime64[us] with NaT, hours float64
    with NaN, where a text cannot be read. The rows of one save share their moment, which is read once.
    """
    texts, place = stretches(texts)
    instants, hours = np.full(len(texts), "NaT", DAY), np.full(len(texts), np.nan)
    days = instants.copy()
    try:
        cells = in_bytes(texts, len(LOWEST))
        minutes = (cells[:, [20, 21, 23, 24]].astype("int64") - ord("0")) @ np.array([600, 60, 10, 1])
        offsets = np.where(cells[:, 19] == ord("-"), -minutes, minutes)
        usual = within(cells, LOWEST, HIGHEST) & (cells[:, 19] != ord(",")) & (np.abs(offsets) < 24 * 60)
        local = cells[usual, :19].view("S19")[:, 0].astype(DAY)
    except ValueError:  # not ASCII, or no such day: a rare file
        usual = np.zeros(len(texts), dtype=bool)
    else:
        days[usual] = local.astype("datetime64[D]")
        instants[usual] = local - offsets[usual].astype("timedelta64[m]")
        since = (local - days[usual]).astype("int64") // 1_000_000
        hours[usual] = np.where(since == NOON, np.nan, since // 3600)
    if not usual.all():
        others = texts[~usual]
        read = pd.to_datetime(others, format="ISO8601", utc=True, errors="coerce")
        instants[~usual] = read.dt.tz_localize(None).to_numpy(DAY)
        days[~usual] = pd.to_datetime(others.str[:10], format="%Y-%m-%d", errors="coerce").to_numpy(DAY)
        hours[~usual] = [hour(text) for text in others]
    return instants[place], days[place], hours[place]


def stretches(texts: "pd.Series[str]") -> "tuple[pd.Series[str], np.ndarray]":
    """The text of each stretch of rows that have the same, and for every row the place of its text among these."""
    cells = texts.to_numpy(dtype=object)
    new = np.append(np.ones(min(len(cells), 1), dtype=bool), cells[1:] != cells[:-1]).astype(bool)
    return texts[new], new.cumsum() - 1


def hour(text: str) -> float:
    """The local hour of a moment as it is written; NaN for a day, and for noon sharp, which is how a day is kept."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return math.nan
    return math.nan if len(text) <= fields.A_DAY or moment.time() == time(12) else float(moment.hour)


def in_bytes(texts: "pd.Series[str]", width: int) -> np.ndarray:
    """The texts as rows of so many bytes and one more, which is 0 unless a text is longer; n by width + 1, uint8.

    Raises UnicodeEncodeError for what is not ASCII.
    """
    cells: np.ndarray = texts.to_numpy(dtype=object).astype(f"S{width + 1}")
    return cells.view(np.uint8).reshape(len(cells), width + 1)


def within(cells: np.ndarray, lowest: bytes, highest: bytes) -> np.ndarray:
    """Whether each row of bytes is as long as the two bounds and, byte by byte, between them."""
    width = len(lowest)
    low, high = np.frombuffer(lowest, np.uint8), np.frombuffer(highest, np.uint8)
    between = np.asarray((cells[:, :width] >= low) & (cells[:, :width] <= high))
    return np.asarray(between.all(axis=1) & (cells[:, width] == 0))
