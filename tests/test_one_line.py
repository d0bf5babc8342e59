"""One question more is one line more: it shows up in the form, the file, the table, looking back and the dictionary."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from workbook import places

ROOT = places.checkout()
SEES = """
import importlib.util, json, sys
import workbook as wb
from workbook import past, sheets, store
from workbook.forms import spec
form = sheets.form(sys.argv[1])
listed = form.asks[0].asks if isinstance(form, sheets.Standing) else form.fields
shown = json.dumps(spec(form), default=str)
answers = {one.name: "heron" for one in listed if one.name == "weather"}
if isinstance(form, sheets.Standing):
    row = {"item": next(iter(form.asks[0].items)), "entry_id": store.new_ids(1)[0]}
    answers = {form.asks[0].name: [row | answers]}
for name, rows in form.rows(answers, store.new_ids(16)).items():
    store.save(name, rows)
found = importlib.util.spec_from_file_location("make_readme", "data/make_readme.py")
module = importlib.util.module_from_spec(found)
found.loader.exec_module(module)
(entry, *_), unread = past.entries(form)
table = wb.entries(form.sheet)
print(json.dumps({
    "form": "How is the weather?" in shown,
    "csv": "heron" in store.path(sheets.sheet(form.sheet)).read_text("utf-8-sig"),
    "table": bool((table == "heron").any(axis=None)),
    "history": ["How is the weather?", "heron"] in [list(pair) for pair in form.lines(entry.parts)],
    "dictionary": "weather" in module.dictionary(),
}))
"""
QUESTION = 'Text(name="weather", ask="How is the weather?", about="How the weather was."),\n'


@pytest.mark.parametrize(
    ("form", "module", "before"),
    [
        ("pulls", "boundaries", '        Rating(name="after"'),
        ("agreements", "boundaries", "        RULE,\n"),
        ("questions", "practical", "        ANSWER,\n"),
        ("wishes", "practical", "        WISH,\n"),
        ("say-it", "topics", "        SESSION,\n"),
        ("feedback", "honesty", '    Text(name="technique"'),
        ("heard", "honesty", '    Choice(name="repair"'),
        ("relationship", "reflections", '    Text(name="understand"'),
        ("tasks", "homework", '        Text(name="smallest"'),
        ("task_logs", "homework", "        OF_TASK,\n"),
        ("goals", "homework", '        Choice(name="status"'),
        ("scores", "homework", '        Text(name="name"'),
        ("journal", "writing", "        SESSION,\n"),
        ("thoughts", "writing", '    Text(name="supports"'),
        ("after-session", "sessions", '        Choice(name="mode"'),
    ],
)
def test_one_more_question_is_one_more_line_and_shows_up_everywhere(tmp_path, form, module, before):
    shutil.copytree(ROOT / "workbook", tmp_path / "workbook", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("entries", "__pycache__"))
    file = tmp_path / "workbook" / "sheets" / f"{module}.py"
    source = file.read_text("utf-8")
    assert source.count(before) == 1
    file.write_text(source.replace(before, QUESTION + before), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "WORKBOOK_DATA": str(tmp_path / "entries")}
    seen = subprocess.run(
        [sys.executable, "-c", SEES, form], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert seen.returncode == 0, seen.stderr
    assert json.loads(seen.stdout) == dict.fromkeys(("form", "csv", "table", "history", "dictionary"), True)
