"""The pages beside the code say what the code does."""

import contextlib
import importlib.util
import re

import pytest

from workbook import cli, places, sheets
from workbook.words import practical, safety

ROOT = places.checkout()
README = (ROOT / "README.md").read_text("utf-8")


def script(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_data_dictionary_is_what_the_declarations_say():
    assert (ROOT / "data" / "README.md").read_text("utf-8") == script(ROOT / "data" / "make_readme.py").dictionary()


def test_every_column_is_explained():
    for sheet in sheets.SHEETS.values():
        for name, field in sheet.columns.items():
            assert len(field.about) > 10, f"{sheet.name}.{name}"


def test_the_readme_names_every_notebook_and_every_command(capsys):
    for notebook in places.notebooks().glob("*.ipynb"):
        assert notebook.stem in README
    with contextlib.suppress(SystemExit):
        cli.main(["--help"])
    commands = re.findall(r"\{([\w,]+)\}", capsys.readouterr().out)[0]
    for command in commands.split(","):
        assert re.search(rf"\b{command}\b", README), command


def test_the_pictures_and_pages_the_readme_links_to_are_there():
    targets = [target for target in re.findall(r"\]\(([^)#]+)[^)]*\)", README) if "://" not in target]
    assert any(target.endswith(".png") for target in targets)
    for target in targets:
        assert (ROOT / target).exists(), target


def test_the_readme_says_what_this_is_not():
    words = " ".join(README.split())
    for sentence in (
        "No study shows that this workbook helps.",
        "not a validated test",
        "It has not been read by a clinician yet.",
        "not for emergencies",
        "It keeps to reflection and plain charts",
        "does not say what illness anyone has, foretells nothing, and gives no advice on treatment",
        "in our own words; none of its sentences is copied",
    ):
        assert sentence in words


def test_the_page_for_therapists_quotes_what_their_client_reads_and_says_what_it_is_not():
    words = " ".join((ROOT / "docs" / "for-therapists.md").read_text("utf-8").split())
    assert "docs/for-therapists.md" in README
    assert f"“{safety.BREAK}”" in words
    assert f"“{practical.QUESTIONS['What stays private']['limits']}”" in words
    for sentence in (
        "Nobody watches it.",
        "It is not for emergencies",
        "not validated",
        "It has not been read by a clinician yet",
        "no study shows that it helps",
        "Please ask before you file or copy it.",
    ):
        assert sentence in words
    noted = {int(number) for number in re.findall(r"\((\d)\)", words)}
    assert noted == {int(number) for number in re.findall(r" (\d)\. ", words.split("## Sources")[1])}


SHOWN = [
    "*.md",
    "*.py",
    "*.yml",
    "*.toml",
    "docs/*",
    "notebooks/*.ipynb",
    "data/*.md",
    "workbook/**/*.*",
    "jupyter/**/*.*",
]
OPEN_TO_OTHERS = re.compile(
    r"""0\.0\.0\.0|\bip["']?\s*[=:]\s*["']?(\*|::)|(token|password)["']?\s*[=:]\s*(["\\]{1,2}["']|''|u'')"""
    r"""|(token|password)=(?=[\s`]|$)|allow_remote_access|allow_origin|disable_check_xsrf|allow_unauthenticated""",
    re.MULTILINE,
)


def test_nothing_shows_how_to_open_the_workbook_to_other_computers_or_without_a_token():
    shown = {path: path.read_bytes() for glob in SHOWN for path in ROOT.glob(glob) if path.is_file()}
    texts = {path: data.decode("utf-8", "replace") for path, data in shown.items() if b"\0" not in data}
    assert {"README.md", "docs/privacy.md", "workbook/cli.py", "workbook/words/command.py"} <= {
        path.relative_to(ROOT).as_posix() for path in texts
    }
    assert [(path.name, found[0]) for path, text in texts.items() if (found := OPEN_TO_OTHERS.search(text))] == []


@pytest.mark.parametrize(
    "line",
    [
        "jupyter lab --ip=0.0.0.0",
        "jupyter lab --ip=*",
        "jupyter lab --ServerApp.ip='*'",
        "jupyter lab --NotebookApp.token=''",
        'jupyter lab --IdentityProvider.token=""',
        "jupyter lab --IdentityProvider.token= --no-browser",
        "`jupyter lab --ServerApp.token=`",
        '{"IdentityProvider": {"token": ""}}',
        "c.ServerApp.password = ''",
        "c.ServerApp.password = u''",
        "c.ServerApp.allow_origin = '*'",
    ],
)
def test_a_line_that_opens_the_workbook_to_others_would_be_found(line):
    assert OPEN_TO_OTHERS.search(f"Then type\n{line}\nand go on.")


def test_the_address_of_the_project_stands_in_one_place_and_both_links_to_binder_come_from_it():
    links = script(ROOT / "docs" / "make_links.py")
    assert links.linked(README) == README
    assert [link in README for link in links.links().values()] == [True, True]
    home = links.address().removeprefix("https://github.com/")
    texts = {
        path: path.read_bytes().decode("utf-8", "replace")
        for glob in SHOWN
        for path in ROOT.glob(glob)
        if path.is_file()
    }
    assert {path.name for path, text in texts.items() if home in text} == {"README.md", "pyproject.toml"}
    for way in links.WAYS.values():
        assert (ROOT / way[way.index("notebooks/") :]).is_file()
