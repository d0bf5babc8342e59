"""Two windows that save at once, killed at any moment: what was said to be saved is there."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
import writer

from workbook import backups, store
from workbook.words import problems as say

ROUNDS = int(os.environ.get("WORKBOOK_ROUNDS", "25"))
LATEST = 0.3  # seconds after which the last writer is dead: in each some saves, and their copies
BIGGEST = 30_000  # characters in a note: the longer the write, the likelier it is torn


def started(seed):
    command = [sys.executable, writer.__file__, str(seed), "1000000", str(BIGGEST)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def killed(writers, chance):
    """Let them save, kill them at a random moment; what each said, in whole lines."""
    for one in writers:
        assert one.stdout.readline() == b"ready\n"
    for one in writers:
        one.stdin.write(b"go\n")
        one.stdin.flush()
    time.sleep(chance.random() * LATEST)
    for one in writers:
        one.send_signal(signal.SIGKILL)
    said = [one.communicate()[0].decode() for one in writers]
    assert [one.returncode for one in writers] == [-signal.SIGKILL] * 2
    return [[line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")] for text in said]


def unanswered(lines):
    """The ids of a save that was begun and never said to be done."""
    return lines[-1][1:] if lines and lines[-1][0] == "try" else []


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9 here")
def test_what_was_said_to_be_saved_survives_a_kill_at_any_moment(data):
    chance = random.Random(7)
    promised, retried, torn = set(), set(), 0
    for count in range(ROUNDS):
        said = killed([started(2 * count), started(2 * count + 1)], chance)
        promised |= {one for lines in said for line in lines if line[0] == "saved" for one in line[1:]}
        contents = store.read("feelings")
        ids = [row["entry_id"] for row in contents.rows]
        assert promised | retried <= set(ids)
        assert len(ids) == len(set(ids))
        assert contents.ours
        assert [record.line for record in contents.records if record.reason] == []
        torn += bool(contents.torn)
        if count % 2:  # in the other rounds the next writers find the file as the kill left it
            for again in filter(None, map(unanswered, said)):
                store.save("feelings", writer.words(again, "once more"), ids=again, again=True)
                retried |= set(again)
    found = store.check("feelings")[1]
    assert [one for one in found if one.line and one.reason != say.HALF_WRITTEN] == []
    assert len(list(data.glob("feelings.csv.torn-*"))) <= torn
    rows = [row["entry_id"] for row in store.read("feelings").rows]
    assert promised
    assert backups.latest("feelings.csv").exists()  # the copies were made all along, and killed with the rest
    assert retried or ROUNDS < 10
    assert len(rows) == len(set(rows))
    print(f"{ROUNDS} rounds, {len(promised)} rows acknowledged, {len(rows)} there, {len(retried)} retried, {torn} torn")
