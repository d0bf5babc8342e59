"""Reminders on a page: the person chooses, sees what would stand in the calendar, and gets a file from the browser."""

from datetime import UTC, datetime

from workbook import calendars
from workbook.listening import Listening, Message, sentences
from workbook.words import reminders as say

SHOWN = 8  # moments listed one by one


class Reminders(Listening):
    """The widget of `wb.reminders()`. Answers come in one message, the file goes back in one, and neither is kept."""

    _script = "reminding.js"
    _sorry = say.UNEXPECTED

    def __init__(self) -> None:
        lists = {name: list(options.items()) for name, options in (("kinds", say.KINDS), ("every", say.EVERY))}
        super().__init__({"words": sentences(say), **lists, "days": list(say.DAYS.items()), "most": calendars.MOST})

    def _reply(self, content: Message) -> Message:
        if content.get("kind") not in ("look", "make"):
            return {}
        now = datetime.fromisoformat(content["now"]).replace(tzinfo=None)  # by the clock of the page
        plan = calendars.plan(content["answers"], now)
        moments = sorted(moment for series in plan.series for moment in series.moments)
        told = [calendars.in_words(moment, now) for moment in moments]
        more = say.MORE.format(count=len(told) - SHOWN, moment=told[-1]) if len(told) > SHOWN else ""
        reply = {"problems": plan.problems, "title": plan.title, "moments": told[:SHOWN], "more": more}
        if content["kind"] == "make" and not plan.problems:
            notice = bool(content["answers"].get("notice"))
            return {**reply, "kind": "made", "file": calendars.file(plan, notice, datetime.now(UTC))}
        return {**reply, "kind": "looked", "pressed": content["kind"] == "make"}
