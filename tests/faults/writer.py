"""A process that saves check-ins until it is stopped: `python writer.py SEED COUNT [BIGGEST [changing]]`.

It says "ready", waits for a line, then for each save prints "try" and its ids before and "saved" and them after.
With `changing` it then gives one of its rows another number, and says "changing" and "changed" with its id and that.
"""

import random
import sys

from workbook import store

NASTY = 'she said "no",\nand then\n"e0 left, \U0001f642 \u4f60\u597d '


RATING = 4


def words(ids, note):
    """A check-in of one word per id."""
    return [{"entry_id": made, "feeling": "calm", "rating": RATING, "note": note} for made in ids]


def run(seed, count, biggest, changing=False):
    chance = random.Random(seed)
    text = NASTY * (biggest // len(NASTY) + 1)
    print("ready", flush=True)
    sys.stdin.readline()
    mine = []
    for _ in range(count):
        ids = store.new_ids(2)
        print("try", *ids, flush=True)
        note = text[: int(biggest ** chance.random())]  # most are short, some as long as can be
        store.save("feelings", words(ids, note), ids=ids)
        print("saved", *ids, flush=True)
        if changing:
            mine += ids
            change(chance.choice(mine), chance.randrange(11))


def change(entry_id, rating):
    print("changing", entry_id, rating, flush=True)
    store.save("feelings", {"entry_id": entry_id, "feeling": "calm", "rating": rating})
    print("changed", entry_id, rating, flush=True)


if __name__ == "__main__":
    run(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 100, len(sys.argv) > 4)
