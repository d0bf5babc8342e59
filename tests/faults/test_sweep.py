"""A save that fails or is killed at any one of its calls to the system: old or new, never in part, and again once."""

import builtins
import contextlib
import errno
import io
import itertools
import os
import shutil
import signal

import pytest
import test_full_disk as full_disk
from sizes import LONG_RUN

from workbook import backups, files, settings, store

CALLS = ["open", "read", "write", "lseek", "fsync", "ftruncate", "close", "fstat", "fchmod", "replace", "unlink"]
CALLS += ["mkdir", "chmod", "stat", "scandir"]
KINDS = (*full_disk.KINDS, "put_back")
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
MOST = 400  # calls of one save


def prepared(kind, entries):
    """As for a full disk, and for giving back what was deleted; no copies yet, and the first save of a day."""
    shutil.rmtree(entries.with_name(f"{entries.name}-backups"), ignore_errors=True)
    if kind != "put_back":
        made = full_disk.prepared(kind, entries)
        backups._seen.clear()
        return made
    _, _, expected = full_disk.prepared("append", entries)
    old = {one: note for one, note in expected.items() if note != full_disk.LONG}
    gone = store.delete("feelings", list(old)[:1])
    backups._seen.clear()

    def act():
        store.put_back("feelings", gone)

    return act, act, old


class Broken:
    """From its call number `step` on (`for_good`), or at that one alone, the system answers with `fault`.

    What has to let go of something, as close does, lets go before it fails.
    """

    def __init__(self, step, fault, for_good=False):
        self.step, self.fault, self.for_good = step, fault, for_good
        self.count, self.failed = itertools.count(), []

    def around(self, name, real):
        def call(*given, **named):
            now = next(self.count)
            if now < self.step or (now > self.step and not self.for_good):
                return real(*given, **named)
            self.failed.append(name)
            if name == "write":  # a part of it gets there
                real(given[0], given[1][: len(given[1]) // 2])
            if self.fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if name == "close":
                real(*given)
            raise OSError(self.fault, os.strerror(self.fault))

        return call

    def into(self, monkeypatch):
        for name in CALLS:
            monkeypatch.setattr(os, name, self.around(name, getattr(os, name)))
        opened = self.around("io.open", io.open)
        monkeypatch.setattr(io, "open", opened)
        monkeypatch.setattr(builtins, "open", opened)


def whole(kind, entries, earlier, expected, sure):
    """What is wrong with the folder; "" where it is as it was before, or (always, where that is sure) as wanted."""
    contents = store.read("feelings")
    found = full_disk.rows()
    if len(contents.rows) != len(found) or [one for one in contents.records if one.reason]:
        return "a row twice, or a damaged one"
    if found != expected and (sure or found != earlier):
        return f"{len(found)} rows"
    if sure and store.check("feelings")[0] != len(expected):
        return "another count"
    if [
        one
        for one in store.check("feelings")[1]
        if one.line and one.reason and one.reason != full_disk.say.HALF_WRITTEN
    ]:
        return "a row was changed"
    if kind == "settings":
        now = settings.read()
        if now["crisis_line"] != "on the fridge":
            return "settings lost"
        if now["therapist_contact"] not in ([full_disk.LONG] if sure else ["", full_disk.LONG]):
            return "settings in part"
    torn = [path.read_bytes() for path in entries.glob("*.torn-*")]
    there = [path.read_bytes() for path in entries.glob("feelings.csv")]
    if kind == "torn" and full_disk.TORN not in torn and not any(one.endswith(full_disk.TORN) for one in there):
        return "the torn end is lost"
    return ""


def tried(act):
    """Whether a save said it worked; any error but NotSaved goes on."""
    with contextlib.suppress(files.NotSaved):
        act()
        return True
    return False


def trial(kind, data, monkeypatch, step, fault, for_good=False):
    """One save failing at this call: whether it was reached, and what is wrong then."""
    act, again, expected = prepared(kind, data)
    earlier = full_disk.rows()
    broken = Broken(step, fault, for_good)
    with monkeypatch.context() as system:
        broken.into(system)
        try:
            said = tried(act)
        except Exception as error:
            return True, f"{broken.failed}: {error!r}"
    told = whole(kind, data, earlier, expected, said)
    again()
    told = told or whole(kind, data, earlier, expected, True)
    return bool(broken.failed), told and f"{broken.failed[:3]}: {told}"


def killed(kind, data, monkeypatch, step):
    """One save killed at this call, in a process of its own: whether it was, and what is wrong then."""
    act, again, expected = prepared(kind, data)
    earlier = full_disk.rows()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            Broken(step, "kill").into(monkeypatch)
            act()
        os._exit(7)
    status = os.waitpid(child, 0)[1]
    was = os.WIFSIGNALED(status)
    told = whole(kind, data, earlier, expected, not was)
    again()
    return was, told or whole(kind, data, earlier, expected, True)


def sweep(one):
    """Try each call until none is reached: what went wrong at which."""
    wrong = []
    for step in range(MOST):
        reached, told = one(step)
        if told:
            wrong.append((step, told))
        if not reached:
            assert step > 10, "a save calls the system more often"
            return wrong
    raise AssertionError("no end")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Without waiting for the disk."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)


@pytest.mark.parametrize(
    "for_good", [False, True] if LONG_RUN else [False], ids=["once", "from then on"][: 1 + LONG_RUN]
)
@pytest.mark.parametrize("error", ERRORS if LONG_RUN else ["EIO"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_error_at_any_call_is_said_and_costs_nothing(data, monkeypatch, kind, error, for_good):
    assert sweep(lambda step: trial(kind, data, monkeypatch, step, ERRORS[error], for_good)) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no kill -9 here")
@pytest.mark.parametrize("kind", KINDS)
def test_a_kill_at_any_call_leaves_old_or_new(data, monkeypatch, kind):
    assert sweep(lambda step: killed(kind, data, monkeypatch, step)) == []
