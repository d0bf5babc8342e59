"""Writes data/README.md from the declarations in workbook/sheets: `python data/make_readme.py`."""

from pathlib import Path

from workbook.dictionary import page as dictionary

if __name__ == "__main__":
    (Path(__file__).parent / "README.md").write_text(dictionary(), encoding="utf-8")
