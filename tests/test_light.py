"""A person waiting to type waits for no data library."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "numpy", "plotly", "scipy", "pyarrow")
WIDGETS = ("ipywidgets", "anywidget", "IPython")


def loaded(statements, names):
    """Which of these modules a fresh Python has loaded after these statements."""
    say = f"import sys\n{statements}\nprint([name for name in {names!r} if name in sys.modules])"
    return subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_workbook_loads_no_data_library_and_no_widgets():
    assert loaded("import workbook", (*HEAVY, *WIDGETS)) == "[]"


@pytest.mark.parametrize("name", ["feelings", "topics", "settings"])
@pytest.mark.usefixtures("data")
def test_a_form_loads_no_data_library(name):
    assert loaded(f"import workbook; workbook.form({name!r})", HEAVY) == "[]"


@pytest.mark.usefixtures("data")
def test_a_first_page_to_bring_along_loads_no_data_library():
    say = """
import workbook
brief = workbook.brief()
brief.send = lambda reply: replies.append(reply["kind"])
replies = []
brief._hear(brief, {"kind": "offer", "view": "a", "asked": {}}, [])
line = {"block": "talk", "text": "Sunday lunch", "key": "", "chart": False}
brief._hear(brief, {"kind": "page", "view": "a", "chosen": [line]}, [])
assert replies == ["offered", "page"], replies
"""
    assert loaded(say, HEAVY) == "[]"


@pytest.mark.usefixtures("data")
def test_opening_a_form_and_saving_with_it_loads_no_data_library():
    say = """
import workbook
form = workbook.form("feelings")
form.send = lambda reply: replies.append(reply)
replies = []
form._hear(form, {"kind": "ready"}, [])
word = {"word": "calm", "rating": 3, "asked": "followed", "entry_id": replies[0]["state"]["ids"][0]}
save = {"kind": "save", "turn": 1, "ids": replies[0]["state"]["ids"], "opened": [], "again": False, "storage": "saved"}
form._hear(form, save | {"answers": {"words": [word]}}, [])
assert replies[1]["kind"] == "saved", replies
"""
    assert loaded(say, HEAVY) == "[]"


@pytest.mark.usefixtures("data")
def test_saving_from_code_loads_no_data_library():
    assert loaded("import workbook; workbook.save('feelings', {'feeling': 'calm', 'rating': 3})", HEAVY) == "[]"


@pytest.mark.usefixtures("data")
def test_a_module_is_there_when_it_is_asked_for():
    assert loaded("import workbook; workbook.trends.theil_sen", ("pandas", "plotly")) == "['pandas']"
    assert loaded("import workbook; workbook.entries('feelings')", ("pandas", "plotly")) == "['pandas']"
