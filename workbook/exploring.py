"""All charts on one page: choose feelings and a period, and unfold what you want to see. Knows ipywidgets."""

import html
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import ipywidgets

from workbook import charts, files, invented, places, sheets, store, trends
from workbook.charts.feelings import chosen
from workbook.charts.record import Record
from workbook.listening import Listening, Message
from workbook.words import counted
from workbook.words import past as say_past
from workbook.words import trends as say

MOST_WORDS = 24  # feelings one can choose among, those followed first
OWN_DAYS = "own"
OF_FEELINGS = {"feelings", "calendar", "around-sessions", "weekdays", "times-of-day"}  # charts of the feelings ticked


class Drawing(Listening):
    """A chart's title to unfold, or none where it is always in sight; its picture stands in `output`, just below.

    What is drawn is made when it is unfolded, and again after each save on its page.
    """

    _script = "exploring.js"

    def __init__(self, name: str, draw: Callable[[str], charts.Chart], lock: "threading.RLock") -> None:
        title, about = say.TITLES.get(name, ("", ""))
        self._name, self._draw, self._open, self._alt = name, draw, not title, ""
        self.output = ipywidgets.Output()
        super().__init__({"name": name, "title": title, "about": about})
        self._one_at_a_time = lock  # of all charts of a page: each looks at the same controls

    def __repr__(self) -> str:
        return f"Drawing({self._name!r})"

    def _reply(self, content: Message) -> Message:
        kind = content.get("kind")
        if kind == "ready":  # also of a page that was loaded anew
            return {"kind": "drawn", "alt": self._alt, "open": self._open}
        if kind == "close":
            self._open, self.output.outputs = False, ()
            return {}
        self._open = self._open or kind == "open"
        return self.drawn() if self._open else {}

    def drawn(self) -> Message:
        """Draw it, and what a screen reader is to say of the picture; a sentence where it cannot be drawn."""
        try:
            chart = self._draw(self._name)
            self._alt, self.output.outputs = chart.sentence, tuple(shown(bundle) for bundle in chart.bundles())
        except Exception:  # the last net: nothing of an entry in a traceback
            self._alt, self.output.outputs = "", (shown({"text/plain": say.NOT_READ}),)
        return {"kind": "drawn", "alt": self._alt, "open": self._open}

    def again(self) -> None:
        """Draw it anew, if it is in sight."""
        if self._open:
            self.send(self.drawn())


def shown(bundle: dict[str, Any]) -> dict[str, Any]:
    """A MIME bundle as an output has it."""
    return {"output_type": "display_data", "data": bundle, "metadata": {}}


class Explorer(ipywidgets.VBox):
    """The charts of one's own entries, or of the invented person, with what is to be shown of them."""

    def __init__(self) -> None:
        self._record: tuple[Any, Record] | None = None
        nothing = no_ratings()
        self.whose = ipywidgets.Dropdown(
            description=say.WHOSE,
            options=[(say.MINE, "mine"), (say.SAMPLE_PERSON, "sample")],
            value="sample" if nothing else "mine",
        )
        self.period = ipywidgets.Dropdown(
            description=say.PERIOD, options=[(told, days) for days, told in say.PERIODS.items()], value="all"
        )
        self.start = ipywidgets.DatePicker(description=say.FROM)
        self.end = ipywidgets.DatePicker(description=say.TO)
        for control in (self.whose, self.period, self.start, self.end):
            control.style.description_width = "initial"
        self.days = ipywidgets.HBox([self.start, self.end])
        self.days.layout.display = "none"
        self.words = ipywidgets.HBox()
        self.told = ipywidgets.HTML()
        self._say(say.NOTHING_YET if nothing else "")
        self._lock = threading.RLock()  # controls and pages may speak on any thread
        self.drawings = [Drawing(name, self._chart, self._lock) for name in charts.CHARTS]
        self._offered: list[str] = []
        self._invented: invented.Sample | None = None
        feelings = ipywidgets.HBox([ipywidgets.Label(say.FEELINGS), self.words])
        rows = [ipywidgets.HBox([self.whose, self.period]), self.days, feelings, self.told]
        for row in (*rows[:3], self.words):
            row.layout.flex_flow = "row wrap"
        notice = [Listening({})] if places.on_binder() else []
        super().__init__([*notice, *rows, *(one for drawing in self.drawings for one in (drawing, drawing.output))])
        self.add_class("wb-explore")
        self.drawings[0].drawn()
        for control in (self.period, self.start, self.end):
            control.observe(self._changed, "value")
        self.whose.observe(self._other_person, "value")

    def __repr__(self) -> str:
        return "Explorer()"

    def _offer_words(self) -> None:
        """A tick for each feeling there is, those followed ticked; ticks that are there stay as they are."""
        rows = trends.ratings(self._entries().whole("feelings"))
        followed = chosen(self._entries(), rows)
        offered = list(dict.fromkeys([*followed, *trends.frequent(rows)]))[:MOST_WORDS]
        if offered == self._offered:
            return
        before = {word: tick.value for word, tick in zip(self._offered, self.words.children, strict=True)}
        ticks = [tick_of(word, before.get(word, word in followed)) for word in offered]
        for tick in ticks:
            tick.observe(self._changed, "value")
            tick.layout.width = "auto"
        self._offered, self.words.children = offered, ticks

    def _other_person(self, change: Any) -> None:
        self._offered, self.words.children = [], ()
        self._changed(change)

    def _changed(self, change: Any) -> None:
        """Draw anew what is in sight; say so where the days chosen are none."""
        own = self.period.value == OWN_DAYS
        self.days.layout.display = "" if own else "none"
        start, end = self._period()
        self._say(say.NOT_A_PERIOD if own and start and end and start > end else "")
        with self._lock:
            for drawing in self.drawings:
                drawing.again()

    def _say(self, sentence: str) -> None:
        """Above the charts: the sentence, and how many lines could not be read."""
        self._sentence = sentence
        left_out = self._record[1].left_out if self._record else 0
        unread = say_past.UNREAD.format(count=counted(say_past.UNREAD_LINES, left_out)) if left_out else ""
        self.told.value = f'<p role="status">{" ".join(filter(None, [sentence, unread]))}</p>'

    def _period(self) -> tuple[date | None, date | None]:
        """The first and the last day to show; None where there is no such bound."""
        if self.period.value == OWN_DAYS:
            return self.start.value, self.end.value
        if self.period.value == "all":
            return None, None
        last = self._sample()["feelings"]["day"].max().date() if self.whose.value == "sample" else date.today()
        return last - timedelta(days=int(self.period.value) - 1), None

    def _entries(self) -> Record:
        """The entries of the period, read again only when other ones are wanted, or a file has changed."""
        wanted = [self.whose.value, *self._period(), *(files.stamp(store.path(one)) for one in sheets.SHEETS.values())]
        if self._record is None or self._record[0] != wanted:
            entries = self._sample() if self.whose.value == "sample" else None
            self._record = wanted, Record(entries, *self._period())
        return self._record[1]

    def _sample(self) -> invented.Sample:
        """The invented person, read once."""
        self._invented = self._invented or invented.sample()
        return self._invented

    def _chart(self, name: str) -> charts.Chart:
        """A chart of the feelings ticked; once there are entries of one's own, the sample steps back."""
        stepped_in = self.whose.value == "sample" and self._sentence == say.NOTHING_YET
        if name == "feelings" and stepped_in and not no_ratings():
            self._say("")
            self.whose.value = "mine"
        record = self._entries()
        self._offer_words()
        ticked = [word for word, tick in zip(self._offered, self.words.children, strict=True) if tick.value]
        if name in OF_FEELINGS and self._offered and not ticked:
            return charts.without(say.CHOOSE, record.sample)
        chart = charts.CHARTS[name](record, ticked)
        self._say(self._sentence)
        return chart


def tick_of(word: str, on: bool) -> ipywidgets.Checkbox:
    """A tick beside the word as it was typed: around it "$" would make mathematics of it, whatever its box is told."""
    plain = f'<span class="mathjax_ignore">{html.escape(word)}</span>'
    return ipywidgets.Checkbox(on, description=plain, description_allow_html=True, tooltip=word, indent=False)


def no_ratings() -> bool:
    """Whether there is no check-in of one's own yet."""
    return not store.path(sheets.sheet("feelings")).exists()
