"""The invented person: twelve weeks of made-up entries, so that a newcomer can see charts before having any."""

import pandas as pd

from workbook import places, sheets, table
from workbook.words import command as say


class Sample(dict[str, pd.DataFrame]):
    """Sheet -> DataFrame, in the shape of entries(); charts made from it are labelled as sample."""


def sample() -> Sample:
    """The invented person's entries: a mapping from sheet to DataFrame, in the shape of entries().

    Raises FileNotFoundError where only the package is installed, without its data folder.
    """
    root = places.checkout()
    if root is None:
        raise FileNotFoundError(say.NOT_FOUND)
    files = sorted((root / "data" / "sample").glob("*.csv"))
    sample = Sample({file.stem: table.frame(sheets.sheet(file.stem), file.read_bytes()) for file in files})
    for frame in sample.values():
        frame.attrs["sample"] = True  # stays with what is picked from it, so that its charts are labelled too
    return sample
