"""A writer may die at any instant; what it was told is written stays written."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

from ledger.store.sqlite import SQLiteRecorder
from tests.ledger.store.processes import Worker, workers

KILLS = 200


def kill_one(forge: Worker, first: int, patience: int) -> dict[int, int]:
    """Let a victim append, kill it after some acknowledgements, and return all it gave."""
    forge.tell(str(first))
    said: list[str] = []
    victim = None
    while True:
        line = forge.hear()
        if line.startswith("victim"):
            victim = int(line.split()[1])
        elif line == "dead":
            break
        else:
            said.append(line)
        if victim is not None and len(said) >= patience:
            os.kill(victim, signal.SIGKILL)
            victim, patience = None, 2**31
    return {int(number): int(place) for number, place in (line.split() for line in said)}


def test_nothing_acknowledged_is_lost_when_a_writer_is_killed(ledger_path: Path) -> None:
    """After each of 200 kills -9 every acknowledged event stands in its place, once, no gap."""
    chance = random.Random(7)
    SQLiteRecorder(ledger_path).close()
    head = 0
    with workers("forge", ledger_path) as (forge,):
        for kill in range(KILLS):
            first = kill * 1_000_000
            acknowledged = kill_one(forge, first, chance.randrange(1, 25))
            with SQLiteRecorder(ledger_path) as recorder:
                new = {row[0]: int(row[3]) for row in recorder.rows(after=head)}
                assert list(new) == list(range(head + 1, recorder.head() + 1))
                assert list(new.values()) == list(range(first, first + len(new)))
                assert {place: number for number, place in acknowledged.items()}.items() <= (
                    new.items()
                )
                head = recorder.head()
    with SQLiteRecorder(ledger_path) as recorder:
        recorder.verify()
        assert len({row[3] for row in recorder.rows()}) == head
