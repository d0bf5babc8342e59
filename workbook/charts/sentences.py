"""What a chart says in words: n, the days, what is usual, and a direction where there is one."""

import pandas as pd

from workbook import checkins, trends
from workbook.charts.figure import ends, label, number
from workbook.words import counted
from workbook.words import trends as say


def followed(word: str, found: trends.Summary, names_direction: bool) -> str:
    """What can be said of one followed feeling; only one on a page says which way it goes."""
    if not found.n:
        return say.UNRATED.format(word=label(word), days=counted(say.DAYS, found.asked))
    ratings, days = counted(say.RATINGS, found.ratings), counted(say.DAYS, found.days)
    parts = [say.COUNTS.format(word=label(word), ratings=ratings, days=days)]
    if found.n < trends.SHOWS_MEDIAN:
        return " ".join([*parts, say.TOO_FEW])
    parts.append(middle(found))
    if found.since:
        parts += [say.SEAMS[found.seam].format(day=f"{found.since:%d %B %Y}"), say.SINCE]
    if names_direction:
        parts.append(say.DIRECTIONS[found.direction])
    return " ".join(parts)


def usually(found: trends.Spread) -> str:
    """The middle and the usual range of some numbers; that they are too few, where they are."""
    return say.TOO_FEW if found.n < trends.SHOWS_MEDIAN else middle(found)


def middle(found: trends.Spread) -> str:
    """The middle, and the usual range where there are days enough for one."""
    told = say.USUALLY_RANGE if found.ranged else say.USUALLY
    return told.format(median=number(found.median), low=number(found.low), high=number(found.high))


def earlier(of_word: pd.DataFrame, asked: pd.DataFrame) -> str:
    """How many ratings of the word are not drawn, as it was only named on those days; "" for none."""
    count = int(of_word["value"].notna().sum() - asked["value"].notna().sum())
    return " " + say.EARLIER.format(ratings=counted(say.RATINGS, count)) if count else ""


def named(word: str, rows: pd.DataFrame) -> str:
    """How often a word that is not followed was named; its ratings exist only on days it was felt."""
    count, of_days, low, high = trends.named(rows, word)
    told = say.NAMED if pd.isna(low) else say.NAMED_SAME if low == high else say.NAMED_RANGE
    days = counted(say.CHECKIN_DAYS, of_days)
    return told.format(word=label(word), named=count, days=days, low=number(low), high=number(high))


def ends_of(word: str) -> str:
    """The words at the ends of the scale of a feeling."""
    return ends(*checkins.ends(word))
