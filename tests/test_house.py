"""The house itself: checked code, small modules, and files that name no machine and no registry."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "workbook").rglob("*.py"))
HOSTS = [name + ".org" for name in ("py" + "pi", "python" + "hosted", "npm" + "js", "deb." + "debian", "ana" + "conda")]
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
NO_CODE = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
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


def code_lines(path):
    """The numbers of the lines that do something: no blank line, comment or docstring, no sentence or declaration."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    said = [node.body[0] for node in ast.walk(tree) if isinstance(node, DOCUMENTED) and ast.get_docstring(node)]
    if path.parent.name in ("words", "sheets"):  # what is asked and said is read elsewhere, one by one
        said += [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    tokens = [one for one in tokenize.generate_tokens(io.StringIO(source).readline) if one.type not in NO_CODE]
    lines = {number for token in tokens for number in range(token.start[0], token.end[0] + 1)}
    return lines - {number for node in said for number in range(node.lineno, node.end_lineno + 1)}


def test_the_package_stays_small():
    assert sum(len(code_lines(path)) for path in MODULES) <= 5900


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
