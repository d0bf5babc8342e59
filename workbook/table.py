"""Entries as DataFrames with the declared columns and types, also when there are none."""

import io
import warnings

import pandas as pd

from workbook import records, sheets, store
from workbook.sheets import ROW_CHECK, Sheet
from workbook.words import problems as say

MOMENT = "datetime64[us, UTC]"
DAY = "datetime64[us]"


def entries(name: str) -> pd.DataFrame:
    """All entries of a sheet, one row per row of its CSV file, in the order they were written.

    Columns: those of the sheet, then any the file has besides, then `day`, the local day of `at`.
    Numbers are float64 with NaN where nothing was answered; `at` and `saved_at` are datetime64[us, UTC];
    `day` is datetime64[us]; all else is text, "" where nothing was answered.
    A line that cannot be read is left out with a warning; `workbook check` names it.
    Raises ValueError for a sheet that does not exist.
    """
    sheet = sheets.sheet(name)
    try:
        blob = store.path(sheet).read_bytes()
    except FileNotFoundError:
        blob = b""
    return frame(sheet, blob)


def frame(sheet: Sheet, blob: bytes) -> pd.DataFrame:
    """The rows of a file, typed."""
    texts = whole_file(sheet, blob)
    if texts is None:
        contents = records.parse(blob, sheet)
        damaged = len(contents.records) - len(contents.rows) + bool(contents.torn)
        if damaged:
            warnings.warn(say.LEFT_OUT.format(sheet=sheet.name, count=damaged), stacklevel=3)
        texts = pd.DataFrame(contents.rows, columns=contents.columns, dtype="str").fillna("")
    return typed(sheet, texts)


def whole_file(sheet: Sheet, blob: bytes) -> pd.DataFrame | None:
    """The cells as text by pandas' C engine, or None when the file is not whole and ours."""
    first = blob.find(b"\n") + 1
    columns = records.own_columns(blob[:first], sheet)
    if not columns or not blob.endswith(b'"\n'):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)  # a first row with a cell too many
            texts = pd.read_csv(
                io.BytesIO(blob), encoding="utf-8-sig", dtype=str, na_filter=False, index_col=False, low_memory=False
            )
    except (ValueError, pd.errors.ParserWarning):  # ParserError and UnicodeDecodeError among them
        return None
    in_step = len(texts) == blob.count(records.STARTS) and texts[ROW_CHECK.name].str.fullmatch("c[0-9a-f]{8}").all()
    return texts if in_step and list(texts.columns) == columns else None


def typed(sheet: Sheet, texts: pd.DataFrame) -> pd.DataFrame:
    """The cells as the values their columns declare; what cannot be read is missing."""
    typed = texts.copy()
    for name, field in sheet.columns.items():
        if field.dtype != "str":
            typed[name] = pd.to_numeric(texts[name], errors="coerce").astype(field.dtype)
    for name in ("at", "saved_at"):
        typed[name] = pd.to_datetime(texts[name], format="ISO8601", utc=True, errors="coerce").astype(MOMENT)
    typed["day"] = pd.to_datetime(texts["at"].str[:10], format="%Y-%m-%d", errors="coerce").astype(DAY)
    return typed
