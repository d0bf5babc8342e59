"""Around every change of the clocks: the day a person wrote stays that day, and the order is true."""

import os
import random
import time
import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest
from sizes import LONG_RUN

import workbook as wb
from workbook import fields, settings, store

KNOWN = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
WELL_KNOWN = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca", "UTC"]
QUICK = [*WELL_KNOWN, *random.Random(5).sample(KNOWN, 34)]
ZONES = KNOWN if LONG_RUN else QUICK
YEAR = datetime.now().year - 1
AROUND = [-86400, -7200, -3600, -1800, -1, 0, 1, 1800, 3599, 3600, 7200, 86400]  # seconds from a change of the clocks


def changes(zone):
    """The moments, in seconds since 1970, when the zone's clocks changed last year; its first day if none did."""

    def offset(moment):
        return datetime.fromtimestamp(moment, zone).utcoffset()

    first = int(datetime(YEAR, 1, 1, tzinfo=UTC).timestamp())
    found = []
    for day in range(first, first + 365 * 86400, 86400):
        before, after = day, day + 86400
        if offset(before) == offset(after):
            continue
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (middle, after) if offset(middle) == offset(before) else (before, middle)
        found.append(after)
    return found or [first]


@pytest.fixture
def move(monkeypatch):
    """Take the computer to a zone; it comes back afterwards."""

    def to(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield to
    monkeypatch.undo()
    time.tzset()


class At(datetime):
    """A clock that stands at `moment`, in seconds since 1970."""

    moment = 0

    @classmethod
    def now(cls, tz=None):
        return datetime.fromtimestamp(cls.moment, tz)


def written(name, monkeypatch):
    """Write an entry at each moment around the changes, by the clock or as a date and time on it: the local days."""
    zone, days = zoneinfo.ZoneInfo(name), []
    moments = sorted({change + step for change in changes(zone) for step in AROUND})
    with monkeypatch.context() as clock:
        clock.setattr(fields, "datetime", At)
        for moment in moments:
            At.moment = moment
            local = datetime.fromtimestamp(moment, zone)
            store.save("feelings", {"feeling": "calm", "asked": "followed", "rating": 4})
            at = local.replace(tzinfo=None).isoformat()
            At.moment = moment + 86400  # written down a day later
            store.save("feelings", {"feeling": "sad", "asked": "followed", "rating": 4}, at)
            days.append(local.date())
    return moments, days


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one zone")
def test_the_day_one_wrote_stays_that_day_and_the_order_is_true_in_every_zone(data, monkeypatch, move):
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    settings.save(followed=["calm", "sad"])
    for name in ZONES:
        move(name)
        moments, days = written(name, monkeypatch)
        for elsewhere in (name, "UTC", "Pacific/Auckland"):
            move(elsewhere)
            frame = wb.entries("feelings")
            now, later = (frame[frame["feeling"] == word] for word in ("calm", "sad"))
            assert [one.date() for one in now["day"]] == days, name
            assert [one.date() for one in later["day"]] == days, name
            assert [int(one.timestamp()) for one in now["at"]] == moments, name
            daily = wb.daily(frame)
            for word in ("calm", "sad"):
                assert [one.date() for one in daily.index[daily[word].notna()]] == sorted(set(days)), name
        store.path(store.sheets.sheet("feelings")).unlink()


def test_the_moments_tried_are_those_at_which_clocks_change():
    berlin = [datetime.fromtimestamp(one, UTC) for one in changes(zoneinfo.ZoneInfo("Europe/Berlin"))]
    assert [(one.month, one.hour, one.weekday()) for one in berlin] == [(3, 1, 6), (10, 1, 6)]
    assert sum(len(changes(zoneinfo.ZoneInfo(name))) == 2 for name in ZONES) > len(ZONES) // 5
    assert timedelta(seconds=max(AROUND)) == timedelta(days=1)
