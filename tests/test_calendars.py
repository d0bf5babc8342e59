"""Reminders: which moments are asked for, and a file that another reader understands the same way."""

import itertools
import json
import random
import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule

import workbook as wb
from workbook import calendars

at = datetime.fromisoformat
NOW = at("2026-03-11T21:40")  # a Wednesday evening
CHECK_IN = {"kinds": ["check-in"], "days": ["MO", "TH"], "time": "20:00", "weeks": "2"}
AROUND = {"kinds": ["before", "after"], "session": "2026-03-17", "starts": "15:00", "evening": "20:00"}
AROUND |= {"every": ["1"], "until": "2026-04-05"}
MADE = datetime(2026, 3, 11, 20, 40, tzinfo=UTC)
TITLES = {
    "line breaks that begin a block": "A\nBEGIN:VALARM\r\nEND:VEVENT\rX",
    "other breaks of a line": "A\x0bB\x0cC\x1cD\x1fE\x85F\u2028G\u2029H",
    "marks with a meaning": r"tea; milk, \n sugar: \; \\, end\ ",
    "an emoji of several characters": "👩🏽‍🚒 " * 20,
    "from right to left": "שלום עולם، مرحبا بكم " * 4,
    "an override of direction": "A \u202esetunim wef \u202c B",
    "two to four octets a character": "äé—“漢字”🌊" * 12,
    "control characters and half an emoji": "A\x00B\x07C\ud83dD\x7fE",
    "a parameter": 'SUMMARY;X="a:b":c',
}


def asked(**given):
    return calendars.plan(given, NOW)


def moments(**given):
    """Every moment of a plan with nothing in its way, in order, as text."""
    made = asked(**given)
    assert made.problems == {}
    return sorted(f"{moment:%a %d %b %H:%M}" for series in made.series for moment in series.moments)


def read(text):
    """A small reader of its own: unfolds, splits and unescapes, block by block; every line is of a known kind."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    open_blocks, found = [], []
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, value = re.fullmatch(r"([A-Z]+):(.*)", line).groups()
        if name == "BEGIN":
            open_blocks.append((value, {}))
        elif name == "END":
            assert open_blocks[-1][0] == value
            found.append(open_blocks.pop())
        else:
            assert name not in open_blocks[-1][1]
            open_blocks[-1][1][name] = value
    assert open_blocks == [] and found[-1] == ("VCALENDAR", {"VERSION": "2.0", "PRODID": "-//Reminders//EN"})
    return found[:-1]


def unescaped(value):
    """TEXT as it was before escaping; what has a meaning never stands bare."""
    assert re.fullmatch(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,n])*", value)
    return re.sub(r"\\(.)", lambda mark: "\n" if mark[1] == "n" else mark[1], value)


def events(plan, notice=False):
    return [value for kind, value in read(calendars.file(plan, notice, MADE)) if kind == "VEVENT"]


def as_a_calendar_expands(event):
    """The starts of an event, as the rule reader of another library finds them."""
    start = at(event["DTSTART"])
    return tuple(rrule.rrulestr(event["RRULE"], dtstart=start)) if "RRULE" in event else (start,)


def test_a_check_in_comes_on_its_days_for_so_many_weeks():
    assert moments(**CHECK_IN) == ["Mon 16 Mar 20:00", "Mon 23 Mar 20:00", "Thu 12 Mar 20:00", "Thu 19 Mar 20:00"]


@pytest.mark.parametrize(("hour", "first"), [("21:39", "18"), ("21:40", "18"), ("21:41", "11")])
def test_what_is_past_today_begins_next_week_and_no_week_is_lost(hour, first):
    assert moments(**CHECK_IN | {"days": ["WE"], "time": hour, "weeks": "1"}) == [f"Wed {first} Mar {hour}"]


def test_the_evenings_before_and_after_go_with_each_session_until_the_last():
    before, after = (asked(**AROUND | {"kinds": [kind]}).series[0].moments for kind in ("before", "after"))
    assert [f"{moment:%d %b %H:%M}" for moment in before] == ["16 Mar 20:00", "23 Mar 20:00", "30 Mar 20:00"]
    assert [f"{moment:%d %b %H:%M}" for moment in after] == ["17 Mar 20:00", "24 Mar 20:00", "31 Mar 20:00"]
    assert moments(**AROUND | {"kinds": ["before"], "every": ["2"]}) == ["Mon 16 Mar 20:00", "Mon 30 Mar 20:00"]
    assert moments(**AROUND | {"every": ["0"], "until": ""}) == ["Mon 16 Mar 20:00", "Tue 17 Mar 20:00"]


@pytest.mark.parametrize(("starts", "day"), [("", "17"), ("19:00", "17"), ("19:01", "18"), ("20:30", "18")])
def test_what_comes_after_a_late_session_comes_the_next_evening(starts, day):
    (moment,) = moments(**AROUND | {"kinds": ["after"], "every": ["0"], "starts": starts})
    assert moment[4:6] == day


def test_an_evening_that_is_past_is_left_out():
    today = AROUND | {"session": "2026-03-11", "starts": "23:00", "every": ["0"]}
    assert moments(**today) == ["Thu 12 Mar 20:00"]
    assert set(asked(**today | {"kinds": ["before"]}).problems) == {"session"}
    assert set(asked(**today | {"kinds": ["before"], "every": ["1"], "until": "2026-03-12"}).problems) == {"until"}


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, {"kinds"}),
        ({"kinds": ["holiday"]}, {"kinds"}),
        ({"kinds": ["check-in"]}, {"days", "time", "weeks"}),
        ({"kinds": ["after"]}, {"session", "evening", "every"}),
        (CHECK_IN | {"weeks": "0"}, {"weeks"}),
        (CHECK_IN | {"weeks": "53"}, {"weeks"}),
        (CHECK_IN | {"weeks": "²"}, {"weeks"}),
        (CHECK_IN | {"weeks": "9" * 5000}, {"weeks"}),
        (CHECK_IN | {"time": "24:61"}, {"time"}),
        (CHECK_IN | {"title": "x" * 101}, {"title"}),
        (AROUND | {"session": "2026-02-30"}, {"session"}),
        (AROUND | {"session": "0001-01-01"}, {"session"}),
        (AROUND | {"session": "9999-12-31", "until": "9999-12-31"}, {"session"}),
        (AROUND | {"until": "2026-03-16"}, {"until"}),
        (AROUND | {"until": "2028-01-01"}, {"until"}),
        (AROUND | {"until": ""}, {"until"}),
        (AROUND | {"starts": "noon"}, {"starts"}),
        (AROUND | {"every": ["3"]}, {"every"}),
    ],
)
def test_what_stands_in_the_way_is_a_sentence_by_its_field_and_then_there_is_nothing(given, fields):
    made = asked(**given)
    assert set(made.problems) == fields and made.series == ()
    assert all(sentence.endswith(".") for sentence in made.problems.values())


def test_another_reader_finds_the_same_moments_whatever_was_chosen():
    chance = random.Random(7)
    for _ in range(300):
        now = at("2026-01-01") + timedelta(minutes=chance.randrange(800 * 1440))
        day = now.date() + timedelta(days=chance.randrange(-40, 40))
        given = {"kinds": chance.sample(["check-in", "before", "after"], chance.randint(1, 3))}
        given |= {"days": chance.sample(calendars.DAYS, chance.randint(1, 7)), "weeks": str(chance.randint(1, 52))}
        given |= {
            name: f"{chance.randrange(24):02}:{chance.randrange(60):02}" for name in ("time", "starts", "evening")
        }
        given |= {"session": day.isoformat(), "every": [chance.choice("012")]}
        given |= {"until": (day + timedelta(days=chance.randrange(200))).isoformat()}
        plan = calendars.plan(given, now)
        assert set(plan.problems) <= {"until", "session"}
        found = events(plan)
        assert [as_a_calendar_expands(event) for event in found] == [series.moments for series in plan.series]
        for moment in itertools.chain.from_iterable(series.moments for series in plan.series):
            assert moment > now and f"{moment:%H:%M}" in (given["time"], given["evening"])


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("start", [at("2026-03-01"), at("2026-09-20"), at("2026-12-20")])
def test_the_hour_stays_the_hour_when_clocks_change_and_years_end(zone, start):
    (event,) = events(calendars.plan(CHECK_IN | {"days": list(calendars.DAYS), "weeks": "9"}, start))
    lived = [moment.replace(tzinfo=ZoneInfo(zone)) for moment in as_a_calendar_expands(event)]
    assert {moment.time() for moment in lived} == {time(20)} and len(lived) == 63
    assert {later.date() - day.date() for day, later in itertools.pairwise(lived)} == {timedelta(days=1)}
    assert len({moment.utcoffset() for moment in lived}) == (1 if start.month == 12 else 2)


def test_an_event_says_when_and_what_and_nothing_about_anyone():
    text = calendars.file(asked(**CHECK_IN), False, MADE)
    ((kind, event),) = read(text)
    assert kind == "VEVENT"
    assert len(event.pop("UID")) == 36
    assert event == {
        "DTSTAMP": "20260311T204000Z",
        "DTSTART": "20260312T200000",
        "DTEND": "20260312T201000",
        "RRULE": "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH;COUNT=4",
        "SUMMARY": "A few minutes",
        "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
    }
    assert not re.search("therap|workbook|session|TZID|VTIMEZONE|LOCATION|ORGANIZER", text, re.IGNORECASE)
    assert "RRULE" not in events(asked(**AROUND | {"every": ["0"]}))[0]


def test_no_two_events_share_an_id_and_no_id_comes_twice():
    ids = [event["UID"] for _ in range(20) for event in events(asked(**CHECK_IN | AROUND))]
    assert len(set(ids)) == len(ids) == 40


def test_a_notice_at_the_start_is_there_only_when_asked_for():
    alarm, event = read(calendars.file(asked(**CHECK_IN | {"title": "Tea, alone"}), True, MADE))
    assert alarm == ("VALARM", {"ACTION": "DISPLAY", "TRIGGER": "PT0S", "DESCRIPTION": r"Tea\, alone"})
    assert event[1]["SUMMARY"] == r"Tea\, alone"


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("notice", [False, True])
def test_a_title_stays_a_title_whatever_is_in_it(title, notice):
    plan = asked(**CHECK_IN | {"title": title})
    assert plan.problems == {}
    blocks = read(calendars.file(plan, notice, MADE))
    assert [kind for kind, _ in blocks] == ["VALARM"] * notice + ["VEVENT"]
    kept = re.sub(r"[\x00\x07\x7f\ud83d]", "", " ".join(title.split()))
    assert plan.title == unescaped(blocks[-1][1]["SUMMARY"]) == kept


def test_a_line_break_in_a_text_is_escaped_too():
    assert calendars.escaped("a\r\nb\rc\nd\x1fe") == r"a\nb\nc\nde"


@pytest.mark.parametrize("title", ["", "  \n ", "\x00", None])
def test_without_a_title_there_is_a_neutral_one(title):
    assert asked(**CHECK_IN | {"title": title}).title == "A few minutes"


def test_every_length_of_title_folds_without_cutting_a_character():
    for length, character in itertools.product(range(1, 101), "aé漢🌊,"):
        (event,) = events(asked(**CHECK_IN | {"title": character * length}))
        assert unescaped(event["SUMMARY"]) == character * length


def test_a_moment_in_words_names_its_year_only_when_it_is_another():
    assert calendars.in_words(at("2026-03-12T20:00"), NOW) == "Thu 12 March 20:00"
    assert calendars.in_words(at("2027-01-07T08:05"), NOW) == "Thu 7 January 2027 08:05"


class Page:
    """The widget with a page before it: what is sent to it, and what comes back."""

    def __init__(self):
        self.widget, self.replies = wb.reminders(), []
        self.widget.send = self.replies.append

    def says(self, kind, now="2026-03-11T21:40:00", **answers):
        message = {"kind": kind, "view": "view-1", "turn": 3, "now": now, "answers": answers}
        self.widget._hear(self.widget, message, [])
        return self.replies[-1] if self.replies else None


def test_the_page_shows_what_would_stand_there_and_the_button_brings_just_that(data):
    page = Page()
    seen = page.says("look", **CHECK_IN | {"weeks": "6"})
    assert (seen["view"], seen["turn"], seen["kind"], seen["pressed"]) == ("view-1", 3, "looked", False)
    assert seen["moments"][:2] == ["Thu 12 March 20:00", "Mon 16 March 20:00"] and len(seen["moments"]) == 8
    assert seen["more"] == "and 4 more, the last on Mon 20 April 20:00" and "file" not in seen
    made = page.says("make", **CHECK_IN | {"weeks": "6", "notice": True})
    assert made["kind"] == "made" and made["moments"] == seen["moments"]
    assert [kind for kind, _ in read(made["file"])] == ["VALARM", "VEVENT"]
    assert not data.exists()


def test_the_button_makes_no_file_while_something_is_in_the_way():
    refused = Page().says("make", kinds=["check-in"])
    assert refused["kind"] == "looked" and refused["pressed"] and "file" not in refused
    assert set(refused["problems"]) == {"days", "time", "weeks"}


def test_the_title_is_in_the_answer_and_nowhere_else():
    page = Page()
    assert "heron" in page.says("make", **CHECK_IN | {"title": "the heron"})["file"]
    assert repr(page.widget) == "Reminders()"
    assert "heron" not in json.dumps(page.widget.get_state(), default=str) + repr(vars(page.widget))
    assert "heron" not in repr(asked(**CHECK_IN | {"title": "the heron"}))


@pytest.mark.parametrize("broken", [{"now": "heron"}, {"now": None}])
def test_what_goes_wrong_is_said_without_the_words(broken):
    refused = Page().says("make", **broken, **CHECK_IN | {"title": "the heron"})
    assert refused["kind"] == "refused" and "heron" not in str(refused)
    assert refused["problems"][""].startswith("No file was made.")


def test_a_message_of_another_kind_is_not_answered():
    assert Page().says("ready") is None
