"""Three ways in, one set of versions: pyproject.toml, environment.yml and requirements.txt agree."""

import re
import tomllib
from importlib.metadata import version

import pytest
import yaml

from workbook import places

ROOT = places.checkout()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = dict(pin.split("==") for pin in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"])
LOCK = (ROOT / "requirements.txt").read_text("utf-8")


def conda():
    return yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]


def test_conda_and_binder_get_the_versions_the_project_names():
    (pip,) = (entry["pip"] for entry in conda() if isinstance(entry, dict))
    assert dict(pin.split("==") for pin in pip if "==" in pin) == PINS


def test_conda_and_binder_get_the_package_itself():
    (pip,) = (entry["pip"] for entry in conda() if isinstance(entry, dict))
    assert pip[-1] == "-e ."


def test_conda_pins_a_python_that_is_supported():
    (python,) = (entry for entry in conda() if isinstance(entry, str) and entry.startswith("python"))
    assert re.fullmatch(r"python=3\.\d+", python)  # one equals sign: Binder reads nothing else
    assert int(python.split(".")[1]) >= int(PROJECT["requires-python"].split(".")[1])


@pytest.mark.parametrize(("name", "pin"), PINS.items())
def test_the_lock_and_the_running_environment_have_the_named_version(name, pin):
    assert f"\n{name}=={pin} " in f"\n{LOCK}"
    assert version(name) == pin


def test_every_pin_has_a_hash_and_no_address():
    pins = [entry for entry in LOCK.split("\n") if entry and entry[0].isalnum()]
    assert pins and all("==" in pin for pin in pins)
    assert LOCK.count("==") <= LOCK.count("--hash=sha256:")
    assert "://" not in LOCK


def test_what_the_project_was_asked_to_use_is_there():
    assert {"jupyterlab", "ipywidgets", "pandas", "plotly", "nbval"} <= PINS.keys()


def test_every_dependency_earns_its_place_in_a_sentence():
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    for name in PINS:
        (line,) = {line for line in lines if line.strip().startswith(f'"{name}==')}
        assert re.search(r"# \w+.{15,}", line), name
