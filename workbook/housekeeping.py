"""Where a person's words are, as a widget: both folders, what another program changed, copies, and deleting it all."""

import html
from collections.abc import Callable
from datetime import UTC, datetime

import ipywidgets

from workbook import backups, keeping, outside, places, sheets
from workbook.files import NotSaved
from workbook.taking import counted, moment, sentence, total
from workbook.words import keeping as say
from workbook.words import past as say_past

SHOWN = 12  # differences listed by name
LOOK = (  # a focus one can see, as in the forms
    "<style>.wb-where button:focus, .wb-where button:focus-visible "
    "{ outline: 3px solid var(--jp-brand-color1, #0072b2) !important; outline-offset: 2px !important; }</style>"
)


class Where(ipywidgets.VBox):
    """The widget of `wb.where()`: plain controls, one line of answer below them."""

    def __init__(self) -> None:
        self._told = ipywidgets.HTML()
        super().__init__([])
        self.add_class("wb-where")
        self._show()

    def __repr__(self) -> str:
        return f"{say.DATA} {places.data()}"

    def _show(self, told: str = "") -> None:
        """All of it anew, and a line on what was done."""
        copies = backups.folder()
        folders = [(say.DATA, places.data()), *([(say.COPIES, copies.parent)] if copies else [])]
        lines = [f"<p>{said} <code>{html.escape(str(place))}</code></p>" for said, place in folders]
        lines += [f"<p>{say.COPIES_TOLD if copies else say.COPIES_ARE_OFF}</p><p>{say_past.DRAFTS_WHERE}</p>"]
        self._told.value = f'<p role="status">{html.escape(told)}</p>' if told else ""
        folders_told = ipywidgets.HTML("".join([LOOK, *lines]))
        try:
            found = [*self._offer(), *self._outside()]
            last = [self._button(say.DELETE_ALL, self._ask)] if keeping.everything() else []
        except OSError:
            found, last = [ipywidgets.HTML(f"<p>{say.CANNOT_LOOK}</p>")], []
        self.children = [folders_told, *found, self._told, *last]

    def _button(self, text: str, act: Callable[[], str], **look: str) -> ipywidgets.Button:
        """A button that does something and then says what it did."""
        button = ipywidgets.Button(description=text, layout={"width": "auto", "height": "auto"}, **look)

        def pressed(_: ipywidgets.Button) -> None:
            """Do it, and say what came of it."""
            try:
                said = act()
            except NotSaved as refused:
                said = " ".join(refused.problems.values())
            except OSError:
                said = say.NOT_DONE
            if said:
                self._show(said)

        button.on_click(pressed)
        return button

    def _offer(self) -> list[ipywidgets.Widget]:
        """Copies from earlier, where there is no entry here."""
        return offer(lambda text, act: self._button(text, act, button_style="primary"))

    def _outside(self) -> list[ipywidgets.Widget]:
        """What another program changed, and what to keep of it."""
        found = [one for name in sheets.SHEETS for one in outside.differences(name)] if not keeping.offered() else []
        if not found:
            return []
        lines = [html.escape(sentence(one).strip()) for one in found[:SHOWN]]
        lines += [say.AND_MORE.format(n=len(found) - SHOWN)] if len(found) > SHOWN else []
        listed = "".join(f"<li>{line}</li>" for line in lines)

        def keep(way: Callable[[str], list[str]]) -> str:
            """Settle all of it in one way."""
            for name in sheets.SHEETS:
                way(name)
            return say.KEPT

        mine = self._button(say.KEEP_MINE, lambda: keep(outside.keep_mine))
        theirs = self._button(say.KEEP_THEIRS, lambda: keep(outside.keep_theirs))
        return [ipywidgets.HTML(f"<p>{say.OUTSIDE}</p><ul>{listed}</ul>"), ipywidgets.HBox([mine, theirs])]

    def _ask(self) -> str:
        """The second step before everything goes."""
        lines = f"<p>{say.DELETE_ALL_TOLD}</p><p>{say.OUT_OF_REACH}</p>"
        yes = self._button(say.YES_DELETE, self._delete, button_style="danger")
        no = self._button(say.NO_KEEP, lambda: say.FORGET_STOPPED)
        self._told.value = ""
        self.children = [*self.children[:-1], ipywidgets.HTML(lines), ipywidgets.HBox([no, yes])]
        return ""

    def _delete(self) -> str:
        return say.DELETED_ALL.format(files=counted(say.FILES, keeping.forget_everything()))


def offer(button: Callable[[str, Callable[[], str]], ipywidgets.Button]) -> list[ipywidgets.Widget]:
    """A line on copies that could be brought back and the button for it; nothing where there are entries."""
    found = keeping.offered()
    if not found:
        return []
    place, rows = found
    when = max((path.stat().st_mtime for path, _ in keeping.of_sheets(place)), default=0.0)
    line = say.OFFER.format(when=moment(datetime.fromtimestamp(when, UTC).astimezone()), count=counted(say.ROWS, rows))
    act = button(say.BRING_BACK, lambda: total(keeping.bring_back(keeping.latest(place))))
    return [ipywidgets.HTML(f"<p>{html.escape(line)} {say.LEAVE}</p>"), act]
