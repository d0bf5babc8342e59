"""Each thought of the article has a home in the workbook, and the home is where the map says."""

import re

import pytest
from test_docs import ROOT
from test_notebooks import NOTEBOOKS, cells, prose, text, unwrapped
from test_words import NEVER_SAID

from workbook import sheets
from workbook.fields import Rating

MAP = (ROOT / "docs" / "article-map.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\| S.*$", MAP, re.MULTILINE)]
EVERY = pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
PAGE = re.compile(r"\[([\w-]+)\]\(\.\./notebooks/\1\.ipynb\)")
HOME = re.compile(
    r"`(?P<call>wb\.\w+(?:\([^`]*\))?)`"
    r"|`(?P<sheet>\w+)(?:\.(?P<column>\w+)|\[(?P<item>[^]`]+)\])`"
    r"|\[(?P<heading>[^]]+)\]\(\.\./notebooks/(?P<on>[\w-]+)\.ipynb\)"
    r"|“(?P<sentence>[^”]+)”"
)
CALLS = {path.stem: [text(cell) for cell in cells(path, "code")] for path in NOTEBOOKS}
PROSE = {path.stem: unwrapped(re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", prose(path))) for path in NOTEBOOKS}


def headings(path):
    written = "\n".join(text(cell) for cell in cells(path, "markdown"))
    found = re.findall(r"^#+ (.+)$|<summary>(.+?)</summary>", written, re.MULTILINE)
    return {unwrapped(heading or card) for heading, card in found}


HEADINGS = {path.stem: headings(path) for path in NOTEBOOKS}


def is_list(of, cell):
    """Whether a cell holds one of these or more, with commas between, and nothing else."""
    return bool(re.fullmatch("one(, one)*", re.sub(of, "one", cell)))


def forms(page, sheet):
    """The forms of a page that write into a sheet."""
    shown = [re.fullmatch(r'wb\.form\("([\w-]+)"\)', call) for call in CALLS[page]]
    return [form for one in shown if one and sheet in (form := sheets.form(one[1])).parts]


def asked(form):
    """The columns a form asks for."""
    lists = form.lists if isinstance(form, sheets.Standing) else ()
    return {one.name for one in (*form.fields, *(column for one in lists for column in one.asks))}


def items(form):
    """What stands in `item` or `prompt` in the rows a form writes."""
    if isinstance(form, sheets.Standing):
        return {item for one in form.lists for item in one.items}
    if isinstance(form, sheets.Reflect):
        return {one.name for one in form.prompts}
    return {one.name for one in form.fields if isinstance(one, Rating)}


def stands(home, page):
    """Whether a home is on a page. A column that no form asks for by itself is filled in with the others."""
    if home["call"]:
        return any(home["call"] in (call, call.split("(")[0]) for call in CALLS[page])
    if home["heading"]:
        return home["on"] == page and home["heading"] in HEADINGS[page]
    if home["sentence"]:
        return home["sentence"] in PROSE[page]
    there, sheet = forms(page, home["sheet"]), sheets.sheet(home["sheet"])
    if home["item"]:
        return bool({"item", "prompt"} & sheet.columns.keys()) and any(home["item"] in items(form) for form in there)
    column = next((one for one in sheet.fields if one.name == home["column"]), None)
    return column is not None and any(not column.ask or column.name in asked(form) for form in there)


def test_every_thought_is_there_once_and_in_order():
    assert [row[0] for row in ROWS] == [f"S{number}" for number in range(1, 78)]


@EVERY
def test_a_thought_has_words_a_page_and_a_home(row):
    _, words, pages, where = row
    assert re.fullmatch(r"[^`“]{10,}[.?]", words)
    assert is_list(PAGE, pages)
    assert is_list(HOME, where)


@EVERY
def test_each_home_stands_on_a_page_of_its_row(row):
    pages = PAGE.findall(row[2])
    assert set(pages) <= CALLS.keys()
    for home in HOME.finditer(row[3]):
        assert any(stands(home, page) for page in pages), home[0]


@EVERY
def test_each_page_of_a_row_holds_a_home(row):
    for page in PAGE.findall(row[2]):
        assert any(stands(home, page) for home in HOME.finditer(row[3])), page


@pytest.mark.parametrize(
    ("home", "page"),
    [
        ("`topics.weather`", "00-start-here"),
        ("`topics.reasons`", "00-start-here"),  # asked on another page
        ("`feelings.rating`", "06-see-your-trends"),
        ("`topics.saved_at`", "00-start-here"),
        ("`tasks[A1]`", "00-start-here"),
        ("`ratings[A9]`", "00-start-here"),
        ("`reflections[tension_rating]`", "02-clear-the-way"),
        ("`questions[fee]`", "05-respect-boundaries"),
        ('`wb.form("feelings")`', "05-respect-boundaries"),
        ("`wb.explore`", "04-do-the-homework"),
        ("[What research says](../notebooks/00-start-here.ipynb)", "01-understand-the-relationship"),
        ("[What nobody says](../notebooks/00-start-here.ipynb)", "00-start-here"),
        ("“This sentence is nowhere.”", "00-start-here"),
    ],
)
def test_a_home_that_is_not_there_is_found_out(home, page):
    assert not stands(HOME.fullmatch(home), page)


def test_every_sheet_serves_a_thought_but_for_totals_from_a_clinic():
    named = {home["sheet"] for row in ROWS for home in HOME.finditer(row[3])} - {None}
    assert named == sheets.SHEETS.keys() - {"scores"}


@pytest.mark.parametrize("never", NEVER_SAID)
def test_what_must_not_be_said_is_not_said_here(never):
    assert re.findall(never, MAP, re.IGNORECASE) == []


def test_the_article_is_named():
    assert "“How To Have a Good Relationship With Your Therapist”" in MAP
