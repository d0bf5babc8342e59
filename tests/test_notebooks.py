"""Every notebook has the same shape: prose, one-line calls, the same opening and the same end, and nothing stored."""

import json
import re

import pytest

from workbook import places, sheets
from workbook.fields import Checklist, Text
from workbook.words import safety

NOTEBOOKS = sorted(places.notebooks().glob("*.ipynb"))
EVERY = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
CALL = re.compile(r"wb\.\w+\(.*\)")


def read(path):
    return json.loads(path.read_text("utf-8"))


def cells(path, kind):
    """The cells of a kind; those for one's own analysis, in the last part of 06, are code to be changed."""
    own = "own-analysis"
    return [
        one for one in read(path)["cells"] if one["cell_type"] == kind and own not in one["metadata"].get("tags", [])
    ]


def text(cell):
    return "".join(cell["source"])


def prose(path):
    return "\n".join(re.sub(r"<[^>]+>", " ", text(cell)) for cell in cells(path, "markdown"))


def unwrapped(words):
    return " ".join(re.sub(r"<[^>]+>", " ", words).split())


@EVERY
def test_nothing_a_person_saw_is_stored(path):
    notebook = read(path)
    assert "widgets" not in notebook["metadata"]
    for cell in cells(path, "code"):
        assert cell["outputs"] == [] and cell["execution_count"] is None


@EVERY
def test_it_opens_with_a_title_and_a_purpose_of_at_most_120_words(path):
    first = read(path)["cells"][0]
    shown = re.sub(r"<details>.*?</details>", "", text(first), flags=re.DOTALL)
    assert first["cell_type"] == "markdown" and text(first).startswith("# ")
    assert text(first).count("\n# ") == 0
    assert len(re.sub(r"<[^>]+>", " ", shown).split()) <= 120
    assert re.search(r"(minute|second)s?\b", shown), "it says how long it takes"
    assert "Run All Cells" in shown and "Without code" in shown


@EVERY
def test_help_is_one_click_away_at_the_top_and_again_at_the_end(path):
    first, last = read(path)["cells"][0], read(path)["cells"][-1]
    assert unwrapped(safety.SUPPORT) in unwrapped(text(first))
    assert "Help now" in text(last) and "Not therapy, not for emergencies" in text(last)
    assert "## Help now" in prose(path)


@EVERY
def test_code_is_one_import_and_one_line_calls(path):
    setup, *calls = cells(path, "code")
    assert text(setup) == "import workbook as wb" and setup["metadata"]["tags"] == ["setup"]
    for cell in calls:
        assert CALL.fullmatch(text(cell)), text(cell)
    for cell in cells(path, "code"):
        assert cell["metadata"]["jupyter"]["source_hidden"] is True


def test_the_last_part_of_the_trends_is_five_questions_with_their_code_in_sight():
    (path,) = [path for path in NOTEBOOKS if path.stem.startswith("06")]
    own = [cell for cell in read(path)["cells"] if "own-analysis" in cell["metadata"].get("tags", [])]
    assert len(own) == 5 and len(re.findall(r"\*\*\d\. .+\?\*\*", prose(path))) == 5
    assert not [cell for cell in own if "jupyter" in cell["metadata"] or cell["outputs"] or cell["execution_count"]]


@EVERY
def test_there_are_at_least_forty_words_for_each_line_of_code(path):
    lines = sum(len(text(cell).splitlines()) for cell in cells(path, "code"))
    assert len(prose(path).split()) / lines >= 40


@EVERY
def test_at_most_three_forms_are_open(path):
    names = re.findall(r'wb\.form\("([\w-]+)"\)', "\n".join(text(cell) for cell in cells(path, "code")))
    assert sum(not sheets.form(name).folded for name in names) <= 3


SHORT_PATHS = {  # what the page says it takes, in minutes, and the forms that go with it
    "00-start-here": ("in a minute or two", 2, ["feelings"]),
    "01-understand-the-relationship": ("takes four minutes", 4, ["relationship"]),
    "02-clear-the-way": ("in three minutes", 3, ["questions"]),
    "03-be-honest": ("two minutes each", 4, ["feedback", "say-it"]),
    "04-do-the-homework": ("about two minutes", 2, ["tasks"]),
    "05-respect-boundaries": ("six minutes", 6, ["contact", "agreements"]),
    "06-see-your-trends": ("Two minutes", 2, []),
    "07-bring-to-your-session": ("Five minutes", 5, []),
}


def seconds(field):
    """What an answer takes who answers everything in sight."""
    if isinstance(field, Checklist):
        return len(field.given) * sum(seconds(one) for one in field.asks if not one.only[0]) + (15 if field.own else 0)
    return (30 if field.lines else 15) if isinstance(field, Text) else 5


@EVERY
def test_the_time_it_says_is_enough_to_read_and_answer_what_is_in_sight(path):
    said, minutes, names = SHORT_PATHS[path.stem]
    shown, forms = "", [sheets.form(name) for name in names]
    for cell in read(path)["cells"]:
        shown += text(cell) if cell["cell_type"] == "markdown" else ""
        if f'wb.form("{names[-1]}")' in text(cell) if names else re.match(r"wb\.(explore|brief)\(", text(cell)):
            break
    words = len(re.sub(r"<details>.*?</details>|<[^>]+>", " ", shown, flags=re.DOTALL).split())
    asked = [one for form in forms for one in form.asks if not one.only[0]]
    assert said in text(read(path)["cells"][0]) and minutes <= 7
    assert words / 180 * 60 + sum(seconds(one) for one in asked) <= minutes * 60


@EVERY
def test_each_source_line_of_prose_is_one_sentence(path):
    for cell in cells(path, "markdown"):
        for line in text(cell).splitlines():
            if not re.match(r"(#|<|\d+\. |\[|- |\*)", line):
                assert len(re.findall(r"[.?!](?= [A-Z])", line)) <= 1, line


@EVERY
def test_links_between_notebooks_lead_somewhere(path):
    for target, anchor in re.findall(r"\]\(([\w-]+\.ipynb)?(?:#([\w-]+))?\)", prose(path)):
        other = path.with_name(target) if target else path
        assert other.exists(), target
        headings = re.findall(r"^#+ (.+)$", prose(other), re.MULTILINE)
        assert not anchor or anchor in {heading.replace(" ", "-") for heading in headings}, anchor


@EVERY
def test_it_is_a_plain_notebook_of_todays_format(path):
    notebook = read(path)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len(set(ids)) == len(ids) <= 40
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert notebook["metadata"]["title"]


def test_the_first_page_says_what_to_read_when_someone_might_look():
    first = read(places.notebooks() / "00-start-here.ipynb")["cells"][0]
    assert unwrapped(safety.COERCION) in unwrapped(text(first))


def test_the_safety_texts_stand_where_they_are_needed():
    texts = {path.stem: unwrapped(prose(path)) for path in NOTEBOOKS}
    assert unwrapped(safety.PRIVACY) in texts["00-start-here"]
    assert unwrapped(safety.RIGHTS) in texts["02-clear-the-way"]
    assert unwrapped(safety.DANGER) in texts["03-be-honest"]
    for page in ("03-be-honest", "05-respect-boundaries"):
        assert unwrapped(safety.CONCERN) in texts[page]
    for text in texts.values():
        assert unwrapped(safety.BREAK) in text and unwrapped(safety.OWN_LINES) in text


def test_a_prefilled_or_suggested_number_is_nowhere_in_the_prose():
    for path in NOTEBOOKS:
        assert not re.search(r"\+?\d[\d ()-]{6,}\d", prose(path)), path.name
