"""Clocks that jump, backwards too, under a ledger whose order is that of its commits."""

from __future__ import annotations

from random import Random

from ledger.store.postgres import PostgresRecorder
from ledger.store.sqlite import SQLiteRecorder
from tests.faults.account import Account, Findings, outcome

_NOON = 1_795_000_000_000_000
_SECOND = 1_000_000
_JUMPS = (-86_400 * 365, -3_600, -1, 0, 0, 1, 7, 3_600, 86_400 * 365)
_COMMANDS = 12


class JumpingClock:
    """Shows microseconds that have little to do with each other."""

    def __init__(self, chance: Random) -> None:
        self.steps_back = 0
        self._chance = chance
        self._now = _NOON

    def __call__(self) -> int:
        step = self._chance.choice(_JUMPS) * _SECOND
        self.steps_back += step < 0
        self._now = max(_SECOND, self._now + step)
        return self._now


class ClockJumps:
    """Trials on one ledger, opened anew for each."""

    def __init__(self, place: str, chance: Random) -> None:
        self.account = Account(chance)
        self.clock = JumpingClock(chance)
        self._place = place

    def trial(self) -> Findings:
        """Append while the clock jumps, and look at the ledger."""
        with opened(self._place, self.clock) as recorder:
            for _ in range(_COMMANDS):
                asked = self.account.ask()
                self.account.note(asked.number, outcome(recorder, asked.command))
            findings = self.account.ask_again(recorder)
            findings += self.account.audit(recorder)
            recorder.verify()
        return findings


def opened(place: str, clock: JumpingClock) -> SQLiteRecorder | PostgresRecorder:
    """The ledger at a path or URL, with a clock."""
    if place.startswith("postgresql:"):
        return PostgresRecorder(place, clock=clock)
    return SQLiteRecorder(place, clock=clock)
