"""What a person reads: what is never said, how hard it is to read, and that every question can stay empty."""

import importlib
import json
import pkgutil
import re
from collections.abc import Mapping

import pytest
import textstat

from workbook import places, sheets, words
from workbook.fields import Checklist, Choice, Link, Moment, Number, Offer, Ratings

ROOT = places.checkout()
NOTEBOOKS = sorted(places.notebooks().glob("*.ipynb"))
MODULES = [module.name for module in pkgutil.iter_modules(words.__path__)]
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "data/README.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))
TO_READ = [ROOT / name for name in ("README.md", "CHANGELOG.md", "docs/privacy.md", "docs/for-therapists.md")]
HARDEST = 6.5  # the Flesch-Kincaid grade: about what a reader of twelve takes in without effort

NEVER_SAID = {  # nor its contrary: a page that denies it has said it
    r"diagnos|severe|severity|\brisk|\bmild(ly)?\b|\bmoderate": "No diagnosis is made here.",
    r"\b(should|must)(n[’']t)?\b|\byou (\w+ )?(have to|ought to|need to|had better)\b": "You really have to rest.",
    r"\bfail|non-?complian|\bresistan|\bcheat|\bobsess|dishonest": "Nobody says that you failed.",
    r"relationship (is|was|seems|looks) (weak|poor|bad)|weak relationship": "Your relationship is weak.",
    r"most important (factor|thing)|\bproven?\b|\bcure[sd]?\b": "It is not proven to help.",
    r"(negative|positive) (emotion|feeling)": "No word is a negative emotion.",
    r"(great|good) job|well done|\bstreak|\blevels?\b|\bscore\b|!": "Great job!",
    r"judge you|trust your therapist": "Your therapist will not judge you.",
    r"medicat|medicine|\bpills?\b|\bdos(e|age)|\btablets?\b": "We say nothing on medication.",
    r"self-?harm|\brape|\babus|violen|\bblood|overdose|strangl": "Such as blood on the floor.",
}
LONG_WINDED = (
    "Participants are encouraged to document emotional experiences systematically and comprehensively, notwithstanding "
    "the considerable organizational difficulties which are unavoidably associated with longitudinal self-observation."
)
A_DATE = r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?"
PHONE_NUMBER = r"\d(?:[ ()./-]{0,2}\d){4,}|\b(?:911|112|999|988|000|116 ?\d{3})\b"
IDS = [f"e{number:021x}" for number in range(16)]
NO_ANSWER = {"rating": None, "number": None, "ratings": [], "checklist": []}  # by control; all others send ""


def sentences(value, keys=True):
    """Every text in a constant, however deep; without the keys, what a person reads of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from sentences((*(value if keys else ()), *value.values()), keys)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from sentences(part, keys)


def of_module(name):
    """Every constant of a module of words, by its name."""
    module = importlib.import_module(f"workbook.words.{name}")
    return {f"{name}.{constant}": value for constant, value in vars(module).items() if constant.isupper()}


def cells(notebook, kind):
    return [
        "".join(cell["source"])
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]
        if cell["cell_type"] == kind
    ]


def prose(markdown):
    """A page without code and addresses."""
    without_code = re.sub(r"```.*?```|`[^`]*`", "", markdown, flags=re.DOTALL)
    return re.sub(r"https?://\S+", "", re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", without_code))


def pieces(markdown):
    """What stands alone on a page: each paragraph, heading, item of a list and cell of a table."""
    text = re.sub(r"</?(details|summary|span)\b[^>]*>|\||\n\s*([-*]|\d+\.) | · |(?=\n#+ )", "\n\n", prose(markdown))
    text = re.sub(r"(?m)^#+ (.*)$", r"\1\n", re.sub(r"<[^>]+>|\*", "", text))
    return [" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text)]


def of_question(field):
    """Every word a question shows."""
    yield from (field.ask, field.hint, field.block)
    shown = ("options", "ends", "ready", "first", "families", "given", "own")
    yield from (text for name in shown for text in sentences(getattr(field, name, ()), keys=False))
    for heading, items in getattr(field, "further", ()):
        yield from (heading, *items.values())
    if isinstance(offer := getattr(field, "offer", None), Offer):
        yield from (offer.text, *offer.unfold, *(words for words, _ in offer.links))
    elif offer:
        yield offer
    for one in getattr(field, "asks", ()):
        yield from of_question(one)


def of_form(form):
    """Every word a form shows of its own."""
    yield from (form.title, form.past, form.saved, form.today, form.nothing)
    for field in form.fields:
        yield from of_question(field)


def of_page(notebook):
    """The prose of a notebook, piece by piece, and every word its forms show."""
    calls = re.findall(r"wb\.(?:form|history|paper)\((.*?)\)", "\n".join(cells(notebook, "code")))
    named = [name for call in calls for name in re.findall(r'"([\w-]+)"', call)]
    forms = {form.name: form for form in (sheets.FORMS.get(name) or sheets.looking_back(name) for name in named)}
    written = [piece for cell in cells(notebook, "markdown") for piece in pieces(cell)]
    return written, [text for form in forms.values() for text in of_form(form)]


def grade(texts):
    """How hard texts are to read; each is a sentence of its own, if nothing else ends it."""
    ended = (text.rstrip(" …:,;") for text in texts if re.search("[A-Za-z]{2}", text))
    return textstat.flesch_kincaid_grade(" ".join(text if text.endswith((".", "?")) else f"{text}." for text in ended))


SPOKEN = [(name, text) for module in MODULES for name, value in of_module(module).items() for text in sentences(value)]
SPOKEN += [(notebook.stem, text) for notebook in NOTEBOOKS for text in cells(notebook, "markdown")]
SPOKEN += [(page.relative_to(ROOT).as_posix(), prose(page.read_text("utf-8"))) for page in PAGES]


def test_the_sentences_looked_at_are_those_a_person_reads():
    names = {name for name, _ in SPOKEN}
    assert {"safety.SUPPORT", "forms.STORAGE_OPTIONS", "trends.DIRECTIONS", "feelings.FAMILIES"} <= names
    assert {"00-start-here", "README.md", "docs/privacy.md", "data/README.md"} <= names
    assert len(SPOKEN) > 150


@pytest.mark.parametrize("never", NEVER_SAID)
def test_what_must_not_be_said_is_not_said(never):
    assert [(name, found[0]) for name, text in SPOKEN if (found := re.search(never, text, re.IGNORECASE))] == []


@pytest.mark.parametrize(("never", "said"), NEVER_SAID.items())
def test_it_would_be_found_if_it_were_said(never, said):
    assert re.search(never, said, re.IGNORECASE)


def test_no_sentence_holds_a_phone_number():
    assert [name for name, text in SPOKEN if re.search(PHONE_NUMBER, re.sub(A_DATE, "", text))] == []


@pytest.mark.parametrize("number", ["call 911", "112", "+44 20 7946 0018", "(555) 010-9999", "116 123", "0800.123.456"])
def test_a_phone_number_would_be_found(number):
    assert re.search(PHONE_NUMBER, number)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_page_is_easy_to_read(notebook):
    written, forms = of_page(notebook)
    assert len(forms) > 10
    assert grade([*written, *forms]) <= HARDEST
    assert grade(written) <= HARDEST  # the many short words of forms do not make up for it


@pytest.mark.parametrize("form", sheets.FORMS.values(), ids=lambda form: form.name)
def test_a_form_is_easy_to_read(form):
    assert grade(of_form(form)) <= HARDEST


@pytest.mark.parametrize("name", MODULES)
def test_the_words_of_a_module_are_easy_to_read(name):
    assert grade(sentences(of_module(name), keys=False)) <= HARDEST


@pytest.mark.parametrize("page", TO_READ, ids=lambda path: path.name)
def test_a_page_beside_the_notebooks_is_easy_to_read(page):
    assert grade(pieces(page.read_text("utf-8"))) <= HARDEST


def test_hard_prose_would_be_found():
    assert grade(["You can stop here. Have some water."]) < 3
    assert grade([LONG_WINDED]) > 12
    assert grade(pieces(f"# A page\n\n- *{LONG_WINDED}*\n\n| {LONG_WINDED} |")) > 12


def test_what_stands_alone_on_a_page_is_a_sentence_of_its_own():
    page = "# One\nTwo is\nhere.\n\n- three `code`\n- **four**\n\n| [five](six.md) | seven |\n|---|---|\n"
    page += "<details><summary>Eight</summary>\n\nNine · Ten\n\n</details>"
    found = [piece for piece in pieces(page) if re.search("[a-z]", piece)]
    assert found == ["One", "Two is here.", "three", "four", "five", "seven", "Eight", "Nine", "Ten"]


def answers_to(field):
    """An answer to a question, as its control sends it."""
    if isinstance(field, Ratings):
        return [{"word": "calm", "rating": 5, "asked": "followed", "entry_id": IDS[-1]}]
    if isinstance(field, Checklist):
        row = {"item": next(iter(field.given), field.own_item), "text": "a heron", "entry_id": IDS[-1]}
        return [{**row, field.asks[0].name: answers_to(field.asks[0])}]
    if isinstance(field, Number):
        return 5
    if isinstance(field, Choice):
        return next(iter(field.options))
    return {Moment: "2026-03-12", Link: IDS[-1]}.get(type(field), "a heron")


@pytest.mark.parametrize("form", sheets.FORMS.values(), ids=lambda form: form.name)
def test_every_question_can_stay_empty(form):
    empty = {field.name: NO_ANSWER.get(field.control, "") for field in form.fields}
    if form.about_person:
        assert [field.parse(empty[field.name]) for field in form.fields] == list(empty.values())
        return
    assert form.rows(empty, IDS) == {}
    for field in form.fields:
        for name, rows in form.rows({**empty, field.name: answers_to(field)}, IDS).items():
            for row in rows:
                assert sheets.sheet(name).check(row).problems == {}, field.name


def test_no_control_asks_the_browser_to_insist():
    for script in (ROOT / "workbook").glob("*.js"):
        assert not re.search(r"required", script.read_text("utf-8"), re.IGNORECASE), script.name
