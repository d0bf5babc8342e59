"""Three ways in, one set of versions: pyproject.toml, environment.yml and requirements.txt agree."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version

import pytest
import yaml
from packaging.version import Version

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
    assert re.search(rf"^{re.escape(name)}(\[.*\])?=={re.escape(pin)} ", LOCK, re.MULTILINE)
    assert version(name) == pin


def test_every_pin_has_a_hash_and_no_address():
    pins = [entry for entry in LOCK.split("\n") if entry and entry[0].isalnum()]
    assert pins and all("==" in pin for pin in pins)
    assert LOCK.count("==") <= LOCK.count("--hash=sha256:")
    assert "://" not in LOCK


def test_nothing_is_brought_along_that_keeps_each_start_waiting():
    assert "rfc3987-syntax" not in LOCK  # builds forty grammars when JupyterLab, or plotly in a notebook, is imported


def test_what_the_project_was_asked_to_use_is_there():
    assert {"jupyterlab", "ipywidgets", "pandas", "plotly", "nbval"} <= PINS.keys()


def test_every_dependency_earns_its_place_in_a_sentence():
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    for name in PINS:
        (line,) = {line for line in lines if line.strip().startswith(f'"{name}==')}
        assert re.search(r"# \w+.{15,}", line), name


# A hole that was found, and the first version without it. A list cannot be complete: with a network, `pip-audit` asks.
HOLES_CLOSED = {
    "bleach": ("3.3.0", "let scripts through in some settings, CVE-2021-23980"),
    "certifi": ("2024.7.4", "trusted a certificate authority that lost its trust, CVE-2024-39689"),
    "filelock": (
        "3.20.3",
        "followed a link put in place of the lock and emptied its target, CVE-2025-68146, -2026-22701",
    ),
    "h11": ("0.16.0", "read two requests where a proxy reads one, CVE-2025-43859"),
    "idna": ("3.7", "a long name kept it busy, CVE-2024-3651"),
    "ipython": ("8.10.0", "on Windows, the title of the terminal could run a command, CVE-2023-24816"),
    "jinja2": ("3.1.6", "a template could leave its sandbox, CVE-2025-27516"),
    "jupyter-core": ("5.8.1", "on Windows, read settings anybody on the computer can write, CVE-2025-30167"),
    "jupyter-lsp": ("2.2.2", "gave files to who had no token, CVE-2024-22415"),
    "jupyter-server": (
        "2.20.0",
        "a notebook could run its script with the person's rights, CVE-2026-44727; before 2.18, "
        "files beside the notebooks' folder could be reached, CVE-2026-35397",
    ),
    "jupyterlab": ("4.6.2", "a picture opened in a tab could run its script, CVE-2026-73415"),
    "mistune": ("3.3.0", "named by audits as CVE-2026-49851; before 2.0.3 a text kept it busy, CVE-2022-34749"),
    "nbconvert": (
        "7.17.1",
        "CVE-2026-39377 and -39378; on Windows, a file beside the notebook was run, CVE-2025-53000",
    ),
    "pygments": ("2.15.0", "a text kept it busy, CVE-2022-40896"),
    "pyyaml": ("5.4", "a file could run code, CVE-2020-14343"),
    "requests": ("2.32.4", "gave a stored password to the wrong address, CVE-2024-47081"),
    "setuptools": ("78.1.1", "wrote outside its folder, CVE-2025-47273"),
    "tornado": ("6.5.8", "one request held up the server; before 6.5 also by way of its log, CVE-2025-47287"),
    "urllib3": ("2.6.0", "a small answer unpacked without end, CVE-2025-66418, CVE-2025-66471"),
    "voila": ("0.5.6", "gave any file of the computer to a page, CVE-2024-30265"),
    "zipp": ("3.19.1", "an archive kept it busy, CVE-2024-5569"),
}


@pytest.mark.parametrize("name", HOLES_CLOSED)
def test_no_version_with_a_hole_we_know_of_is_pinned(name):
    first, hole = HOLES_CLOSED[name]
    pins = re.findall(rf"^{re.escape(name)}(?:\[.*\])?==(\S+)", LOCK, re.MULTILINE)
    assert pins, f"{name} is not in the lock any more: take it off this list"
    assert [pin for pin in pins if Version(pin) < Version(first)] == [], hole


def test_binder_would_build_our_python_with_conda_and_start_nothing_of_its_own():
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    told = done.stdout + done.stderr
    assert done.returncode == 0, told[-2000:]
    (python,) = (entry.split("=")[1] for entry in conda() if isinstance(entry, str) and entry.startswith("python"))
    assert f"Building conda environment for python={python}" in told
    assert re.search(r'env update -p \S+ --file "environment.yml"', told)
    copied, built = told.index(" src/ ${REPO_DIR}/"), told.index('--file "environment.yml"')
    assert copied < built  # so that "-e ." finds the package
    hiding = ("binder", ".binder", "postBuild", "start", "runtime.txt")
    assert [name for name in hiding if (ROOT / name).exists()] == []
