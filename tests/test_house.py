"""The house itself: checked code, small modules, and words that keep to what they may say."""

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbook import words

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "workbook").rglob("*.py"))
NEVER_SAID = (
    r"diagnos|severe|severity|\brisk\b",
    r"\byou (should|must|have to|ought to|need to)\b",
    r"\bfail(ed|ure)?\b|non-?complian|\bresistan|\bcheat|\bobsess|dishonest",
    r"relationship is weak|most important factor|\bproven\b|\bcure[sd]?\b",
    r"negative (emotion|feeling)|positive (emotion|feeling)",
    r"great job|well done|\bstreak|\blevel\b|\bscore\b|!",
    r"will not judge|won[’']t judge|trust your therapist",
    r"medication|medicine|\bpills?\b|\bdose\b",
)
A_DATE = r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?"
PHONE_NUMBER = r"\d(?:[ ()./-]{0,2}\d){4,}|\b(?:911|112|999|988|000|116 ?\d{3})\b"
HOSTS = [name + ".org" for name in ("py" + "pi", "python" + "hosted", "npm" + "js", "deb." + "debian", "ana" + "conda")]
MACHINE_PATH = re.compile(r"(?<![\w.~])/(work|root|home|Users|tmp)" + r"/\w")


def shipped():
    """Every text file that is, or is about to be, part of the project."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # unpacked without its history
        names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*")]
        names = [name for name in names if not re.search(r"(^|/)\.|^data/entries|__pycache__", name)]
    else:
        names = listed.stdout.split("\0")
    for name in names:
        path = ROOT / name
        if path.is_file() and b"\0" not in (data := path.read_bytes()):
            yield name, data.decode("utf-8", "replace")


def sentences(value):
    """Every text in a constant, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from sentences(pair)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from sentences(part)


def spoken():
    """Every sentence a person reads, with the name it has."""
    for module in pkgutil.iter_modules(words.__path__):
        for name, value in vars(importlib.import_module(f"workbook.words.{module.name}")).items():
            if name.isupper():
                yield from ((f"{module.name}.{name}", sentence) for sentence in sentences(value))
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield notebook.stem, "".join(cell["source"])


SPOKEN = list(spoken())
FILES = dict(shipped())


def tool(*command):
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command", [("ruff", "check"), ("ruff", "format", "--check"), ("mypy", "workbook")], ids=" ".join
)
def test_the_code_passes(command):
    code, told = tool(*command)
    assert code == 0, told


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_is_no_longer_than_one_can_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_the_package_stays_small():
    """What is asked and said (sentences, and declarations of sheets and forms) is read elsewhere, one by one."""
    lines = 0
    for path in MODULES:
        lines += len(path.read_text("utf-8").splitlines())
        if path.parent.name in ("words", "sheets"):
            declared = (
                node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Assign | ast.AnnAssign)
            )
            lines -= sum(node.end_lineno - node.lineno + 1 for node in declared)
    assert lines < 4000


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_everything_public_says_what_it_is_for(path):
    tree = ast.parse(path.read_text("utf-8"))
    public = [tree] + [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [getattr(node, "name", "module") for node in public if not ast.get_docstring(node)] == []


def test_the_files_looked_at_are_those_of_the_project():
    assert {"README.md", "run.py", "requirements.txt", "workbook/store.py", "tests/test_house.py"} <= set(FILES)


def test_no_file_names_the_host_of_a_registry():
    assert [(name, host) for name, text in FILES.items() for host in HOSTS if host in text] == []


def test_packages_are_required_by_name_and_never_by_address():
    assert "://" not in FILES["requirements.txt"]
    assert not re.search(
        r"^\s*-(-index-url|-extra-index-url|i\b|f\b|-find-links)", FILES["requirements.txt"], re.MULTILINE
    )


def test_no_file_names_a_folder_of_the_machine_it_was_made_on():
    assert [(name, found[0]) for name, text in FILES.items() if (found := MACHINE_PATH.search(text))] == []


def test_the_sentences_looked_at_are_those_a_person_reads():
    names = {name for name, _ in SPOKEN}
    assert {"safety.SUPPORT", "forms.STORAGE_OPTIONS", "trends.DIRECTIONS", "feelings.FAMILIES"} <= names
    assert len(SPOKEN) > 150


@pytest.mark.parametrize("never", NEVER_SAID)
def test_what_must_not_be_said_is_not_said(never):
    assert [(name, found[0]) for name, text in SPOKEN if (found := re.search(never, text, re.IGNORECASE))] == []


def test_no_sentence_holds_a_phone_number():
    assert [name for name, text in SPOKEN if re.search(PHONE_NUMBER, re.sub(A_DATE, "", text))] == []


@pytest.mark.parametrize("number", ["call 911", "112", "+44 20 7946 0018", "(555) 010-9999", "116 123", "0800.123.456"])
def test_a_phone_number_would_be_found(number):
    assert re.search(PHONE_NUMBER, number)
