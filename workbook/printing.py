"""The list of questions on paper: a blank page for a pen, printed from the page and written to no file."""

import html
from pathlib import Path

from workbook import sheets
from workbook.listening import Listening
from workbook.words import practical as say

OWN = 3  # questions of one's own
STYLE = Path(__file__).with_name("paper.css")


def page() -> str:
    """The list of questions as a page of HTML: by block, each with a line to write on, then blank ones."""
    parts = [f"<h1>{html.escape(say.PAPER_TITLE)}</h1>"]
    for heading, questions in say.QUESTIONS.items():
        parts.append(f"<h2>{html.escape(heading)}</h2>")
        parts += [f"<div><p>{html.escape(question)}</p><i></i></div>" for question in questions.values()]
    parts.append(f"<h2>{html.escape(say.PAPER_OWN)}</h2>" + "<div><i></i><i></i></div>" * OWN)
    head = (
        f'<meta charset="utf-8"><title>{html.escape(say.PAPER_TITLE)}</title><style>{STYLE.read_text("utf-8")}</style>'
    )
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>'


class Paper(Listening):
    """A button that prints the questions of a form, blank; `wb.paper(name)` makes it."""

    _script = "printing.js"

    def __init__(self, name: str) -> None:
        if sheets.form(name) is not sheets.ASK:
            raise ValueError(say.NO_PAPER.format(name=name))
        super().__init__({"name": name, "button": say.PAPER, "hint": say.PAPER_HINT, "page": page()})

    def __repr__(self) -> str:
        return f"Paper({self.spec['name']!r})"
