"""Writes the links to Binder into README.md, of the address in pyproject.toml: `python docs/make_links.py`."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
START = "notebooks/00-start-here.ipynb"
WAYS = {"JupyterLab": f"doc/tree/{START}", "a page without code": f"voila/render/{START}"}
LINK = r"\[{}\]\(https://mybinder\.org/[^)]*\)"


def address() -> str:
    """Where the project is at home."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Repository"]


def links() -> dict[str, str]:
    """What each way in opens on Binder, in the form Binder uses."""
    home = f"https://mybinder.org/v2/gh{urlsplit(address()).path}/HEAD"
    return {name: f"{home}?urlpath={path}" for name, path in WAYS.items()}


def linked(text: str) -> str:
    """The text with these links in it."""
    for name, link in links().items():
        text = re.sub(LINK.format(name), f"[{name}]({link})", text)
    return text


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(linked(readme.read_text("utf-8")), encoding="utf-8")
