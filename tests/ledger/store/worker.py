"""A second process for the tests: it opens a ledger and does what its standard input says.

python worker.py race LEDGER    one line a round; answers "won" or "lost"
python worker.py forge LEDGER   one line a victim, which appends until it is killed
python worker.py append LEDGER  one line an event; answers its position
"""

from __future__ import annotations

import os
import sys

from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    LedgerRecorder,
)
from ledger.store.sqlite import SQLiteRecorder


def opened(place: str) -> LedgerRecorder:
    """The ledger at a path or URL."""
    if place.startswith("postgresql:"):
        from ledger.store.postgres import PostgresRecorder

        return PostgresRecorder(place)
    return SQLiteRecorder(place)


def say(text: str) -> None:
    """Answer with one line in one write, so that lines of several processes never mix."""
    os.write(1, text.encode() + b"\n")


def race(path: str) -> None:
    """Try to accept the call named on each line, which others try as well."""
    with opened(path) as recorder:
        say("ready")
        for line in sys.stdin:
            tag = f"call:{line.strip()}"
            item = DCBQueryItem(["call.accepted"], [tag])
            earlier, head = recorder.select([(item, False)])
            condition = DCBAppendCondition(DCBQuery([item]), after=head)
            if earlier:
                say("lost")
                continue
            try:
                recorder.append([DCBEvent("call.accepted", b"{}", [tag])], condition)
                say("won")
            except AppendConflict:
                say("lost")


def append(path: str) -> None:
    """Append one event a line."""
    with opened(path) as recorder:
        say("ready")
        for line in sys.stdin:
            say(str(recorder.append([DCBEvent("note", line.strip().encode(), ["t"])])))


def forge(path: str) -> None:
    """For each line start a process that appends without end, and say when it has died.

    Starting victims by fork spares the tests two hundred starts of Python.
    """
    say("ready")
    for line in sys.stdin:
        victim = os.fork()
        if victim == 0:
            append_without_end(path, int(line))
        say(f"victim {victim}")
        os.waitpid(victim, 0)
        say("dead")


def append_without_end(path: str, first: int) -> None:
    """Append numbered events, singly and in groups, saying the number and place of each."""
    recorder = opened(path)
    number = first
    while True:
        count = number % 4 + 1
        batches = [Batch([event(number + i)], None, b"%d" % (number + i)) for i in range(count)]
        if number % 3:
            spans = recorder.commit_many(batches)
            places = [span.first for span in spans if not isinstance(span, AppendConflict)]
        else:
            span = recorder.commit(Batch([event(number + i) for i in range(count)]))
            places = list(range(span.first, span.last + 1))
        for i, place in enumerate(places):
            say(f"{number + i} {place}")
        number += count


def event(number: int) -> DCBEvent:
    """One event, told apart by its number."""
    return DCBEvent("note", b"%d" % number, [f"n:{number % 7}", f"unique:{number}"])


if __name__ == "__main__":
    {"race": race, "forge": forge, "append": append}[sys.argv[1]](sys.argv[2])
