"""Clients killed while they append, and what the next one finds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from ledger.store.recorder import AppendConflict, Span
from tests.faults.account import Account, Findings, drawn
from tests.faults.victim import opened

REPOSITORY = Path(__file__).resolve().parent.parent.parent
_MOST_LINES = 60
_NUMBERS_EACH = 1_000_000


class Kills:
    """Trials on one ledger, each with a victim of its own."""

    def __init__(self, place: str, forge: subprocess.Popen[str], chance: Random) -> None:
        self.account = Account(chance)
        self._place = place
        self._forge = forge
        self._chance = chance
        self._victims = 0

    def trial(self) -> Findings:
        """Kill a victim in the midst of its work, and look at the ledger as the next program."""
        self._victims += 1
        self._kill_one(self._victims * _NUMBERS_EACH, self._chance.randrange(2**32))
        with opened(self._place) as recorder:
            findings = self.account.ask_again(recorder)
            findings += self.account.audit(recorder)
        return findings

    def _kill_one(self, first: int, seed: int) -> None:
        assert self._forge.stdin is not None
        self._forge.stdin.write(f"{first} {seed}\n")
        self._forge.stdin.flush()
        commands, number = Random(seed), first
        left = self._chance.randrange(_MOST_LINES)
        victim = 0
        while (line := self._hear())[0] != "dead":
            left -= 1
            if line[0] == "victim":
                victim = int(line[1])
            elif line[0] == "asked":
                while number <= int(line[1]):
                    self.account.adopt(drawn(number, commands))
                    number += 1
            elif line[0] == "told":
                self.account.note(int(line[1]), Span(int(line[2]), int(line[3])))
            else:
                self.account.note(int(line[1]), AppendConflict([]))
            if left <= 0 and victim:
                os.kill(victim, signal.SIGKILL)
                victim = 0

    def _hear(self) -> list[str]:
        assert self._forge.stdout is not None
        return self._forge.stdout.readline().split()


@contextmanager
def kills(place: str, chance: Random) -> Iterator[Kills]:
    """Trials on the ledger at a path or URL."""
    forge = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.victim", place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
    with forge:
        try:
            yield Kills(place, forge, chance)
        finally:
            forge.kill()
