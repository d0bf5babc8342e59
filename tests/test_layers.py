"""One way through the house: a module imports only from those above it, and importing does nothing else."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "workbook"
ORDER = ["words", "fields", "sheets", "places", "files", "backups", "settings", "records", "csvs", "store"]
ORDER += ["outside", "checkins", "importers", "past", "upcoming", "onepage", "weight", "drafts", "table", "invented"]
ORDER += ["slopes", "trends", "week", "charts", "rendering", "pages", "dictionary", "archives", "keeping", "saving"]
ORDER += [
    "listening",
    "forms",
    "lookback",
    "exploring",
    "uploads",
    "printing",
    "calendars",
    "reminding",
    "bringing",
    "taking",
    "housekeeping",
]
ORDER += ["cli"]
COPIES = {"outside", "keeping", "archives", "taking"}  # put files aside, clean copies, or write a file one asked for
FREE = {"__init__", "__main__"}  # the public names, and the command by another name
ALONE = {"hooks"}  # called by Jupyter's server
ONLY_IN = {
    "pandas": {"table", "invented", "trends", "charts"},
    "numpy": {"table", "invented", "slopes", "trends", "charts"},
    "plotly": {"charts"},
    "anywidget": {"listening"},
    "ipywidgets": {"lookback", "exploring"},
}
DOES = {"open", "print", "input", "run", "Popen", "check_output", "urlopen", "getenv", "exec", "eval", "system"}
DOES |= {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "touch", "unlink", "chmod", "exists"}
DOES |= {"is_file", "is_dir", "stat", "iterdir", "glob", "rglob", "read_csv", "connect", "makedirs", "listdir"}
FILES = sorted(PACKAGE.rglob("*.py"))
SOURCES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in FILES}


def layer(path):
    """The name of the module or folder of modules a file belongs to."""
    return path.split("/")[0].removesuffix(".py")


def imported(tree):
    """Every module a file imports, at its top or later on, as dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_import(node):
    """What runs when a module is imported: everything but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (part for given in (*child.decorator_list, *child.args.defaults) for part in ast.walk(given))
        elif not isinstance(child, ast.Lambda):
            yield child
            yield from at_import(child)


def test_every_module_has_its_place():
    assert {layer(path) for path in SOURCES} == {*ORDER, *FREE, *ALONE}


@pytest.mark.parametrize("path", SOURCES)
def test_a_module_imports_only_from_those_above_it(path):
    here = layer(path)
    ours = {name.split(".")[1] for name in imported(SOURCES[path]) if name.startswith("workbook.")} - {here}
    allowed = set(ORDER) if here in FREE else set() if here in ALONE else set(ORDER[: ORDER.index(here)])
    assert ours <= allowed


@pytest.mark.parametrize("path", SOURCES)
def test_a_library_is_known_only_where_it_belongs(path):
    libraries = {name.split(".")[0] for name in imported(SOURCES[path])} & set(ONLY_IN)
    if path == "__init__.py":  # for who checks types, never at run time
        libraries -= {"pandas", "ipywidgets"}
    assert [library for library in libraries if layer(path) not in ONLY_IN[library]] == []


@pytest.mark.parametrize("path", [path for path in SOURCES if layer(path) != "__main__"])
def test_importing_a_module_reads_writes_and_starts_nothing(path):
    calls = [node.func for node in at_import(SOURCES[path]) if isinstance(node, ast.Call)]
    names = {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}
    assert names & DOES == set()


def test_only_the_store_writes_entries():
    writers = {"write_new", "write_all", "replace", "put_aside", "write_bytes", "write_text", "truncate", "ftruncate"}
    found = {
        layer(path)
        for path, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in writers
        and ast.unparse(node.value) in ("files", "path", "file", "os")
    }
    assert "store" in found
    assert found <= {"files", "backups", "settings", "csvs", "store", "drafts", "pages", *COPIES}
