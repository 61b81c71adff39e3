"""Racers who want the same call, each a little later than the next; one may get it.

python -m tests.faults.racers LEDGER ROUNDS SEED [careless]

prints how many racers were told that they had it, round by round. Careless racers look before
they append, but append without a condition.
"""

from __future__ import annotations

import json
import subprocess
import sys
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random
from typing import Any

from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    Decision,
    LedgerRecorder,
    Recorded,
)
from tests.faults.account import Findings
from tests.faults.victim import opened

RACERS = 16
REPOSITORY = Path(__file__).resolve().parent.parent.parent
_MOST_PAUSES = 4
_PATIENCE = 300.0


class TooLate(Exception):
    """The call has been accepted."""


def race(recorder: LedgerRecorder, number: int, racer: int, head: int, *, careless: bool) -> bool:
    """Try to get a call in one of three ways, and tell whether that succeeded.

    `head` is the ledger's head as it was read before the race began.
    """
    item = DCBQueryItem(["call.accepted"], [f"call:{number}"])
    event = DCBEvent("call.accepted", b"%d" % racer, [f"call:{number}"])
    identity = b"%d %d" % (number, racer)

    def decide(found: list[Recorded]) -> list[DCBEvent]:
        if found:
            raise TooLate
        return [event]

    try:
        if (number + racer) % 3 == 0 and not careless:
            recorder.decide(Decision([(item, False)], decide, identity))
            return True
        if (number + racer) % 3 == 1:
            decided_on, head = recorder.select([(item, False)])
            if decided_on:
                return False
        condition = DCBAppendCondition(DCBQuery([item]), after=head)
        recorder.commit(Batch([event], None if careless else condition, identity))
    except (AppendConflict, TooLate):
        return False
    return True


def run(racer: int, arguments: list[str], together: Barrier, wins: Any, guard: Any) -> None:
    """Take part in every round."""
    place, rounds, seed, careless = arguments[0], len(wins), int(arguments[2]), arguments[3:]
    chance = Random(seed * RACERS + racer)
    with opened(place) as recorder:
        for number in range(rounds):
            head = recorder.head()
            together.wait(_PATIENCE)
            for _ in range(chance.randrange(_MOST_PAUSES)):
                recorder.head()
            if race(recorder, number, racer, head, careless=bool(careless)):
                with guard:
                    wins[number] += 1


def main() -> None:
    """Have the racers race."""
    arguments = sys.argv[1:]
    processes = get_context("fork")
    together, guard = processes.Barrier(RACERS), processes.Lock()
    wins = processes.Array("i", int(arguments[1]), lock=False)
    racers = [
        processes.Process(target=run, args=(racer, arguments, together, wins, guard))
        for racer in range(RACERS)
    ]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    print(json.dumps(list(wins)))
    sys.exit(any(racer.exitcode for racer in racers))


def raced(place: str, rounds: int, seed: int, *, careless: bool = False) -> Findings:
    """Have sixteen processes race so many rounds on an empty ledger; exactly one must win each.

    A round won twice is a duplicate; one that nobody won, or whose winner the ledger does not
    name, is lost.
    """
    opened(place).close()
    careful = ["careless"] if careless else []
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.racers", place, str(rounds), str(seed), *careful],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    findings = Findings()
    accepted: dict[str, int] = {}
    with opened(place) as recorder:
        for event in recorder.read():
            call = event.event.tags[0]
            accepted[call] = accepted.get(call, 0) + 1
        recorder.verify()
    for number, won in enumerate(json.loads(done.stdout)):
        recorded = accepted.pop(f"call:{number}", 0)
        findings.duplicates += won > 1 or recorded > 1
        findings.lost += won < 1 or recorded < 1
    findings.unasked += len(accepted)
    return findings


if __name__ == "__main__":
    main()
