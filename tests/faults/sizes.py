"""How much is tried: a quick size in the usual run, the full one where WORKBOOK_ROUNDS is greater than 1."""

import os

LONG_RUN = int(os.environ.get("WORKBOOK_ROUNDS", "1")) > 1


def size(quick, full):
    """The quick size, or the full one in a long run."""
    return full if LONG_RUN else quick
