"""A process that appends until it is killed, saying what it asks for and what it is told.

python -m tests.faults.victim LEDGER

For each line "FIRST SEED" it starts a victim by fork, which spares the trials as many starts of
Python; the victim draws its commands from the seed, so that whoever reads can draw them, too.
"""

from __future__ import annotations

import os
import sys
from random import Random

from ledger.store.postgres import PostgresRecorder
from ledger.store.recorder import Span
from ledger.store.sqlite import SQLiteRecorder
from tests.faults.account import Asked, drawn, outcome


def opened(place: str) -> SQLiteRecorder | PostgresRecorder:
    """The ledger at a path or URL."""
    if place.startswith("postgresql:"):
        return PostgresRecorder(place)
    return SQLiteRecorder(place)


def say(text: str) -> None:
    """Say one line in one write, which a kill cannot cut in two."""
    os.write(1, text.encode() + b"\n")


def append_without_end(place: str, first: int, seed: int) -> None:
    """Append commands, singly and several at a time."""
    recorder = opened(place)
    commands, pace = Random(seed), Random(seed + 1)
    number = first
    while True:
        group = [drawn(number + i, commands) for i in range(pace.choice((1, 1, 2, 3, 8)))]
        number += len(group)
        say(f"asked {number - 1}")
        if len(group) == 1:
            tell(group[0], outcome(recorder, group[0].command))
        else:
            append_together(recorder, group)


def append_together(recorder: SQLiteRecorder | PostgresRecorder, group: list[Asked]) -> None:
    """Have several commands committed together, as those of many callers are."""
    promised = [recorder.sequencer().promise(asked.command) for asked in group]
    for asked, promise in zip(group, promised, strict=True):
        fault = promise.exception()
        tell(asked, promise.result() if fault is None else fault)


def tell(asked: Asked, answer: Span | BaseException | None) -> None:
    """Say what a command's caller was told."""
    if isinstance(answer, Span):
        say(f"told {asked.number} {answer.first} {answer.last}")
    else:
        say(f"refused {asked.number}")


def main() -> None:
    """Start victims, one after another."""
    place = sys.argv[1]
    for line in sys.stdin:
        first, seed = (int(each) for each in line.split())
        victim = os.fork()
        if victim == 0:
            append_without_end(place, first, seed)
        say(f"victim {victim}")
        os.waitpid(victim, 0)
        say("dead")


if __name__ == "__main__":
    main()
