"""Callers who go on appending through one recorder while something happens to its server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

from ledger.store.recorder import LedgerRecorder
from tests.faults.account import Account, Findings, outcome

CALLERS = 3
_MOST_COMMANDS = 6


class UnderFire:
    """Rounds on one ledger. `recorder` is what the callers use; `auditor` sees it undisturbed."""

    def __init__(self, recorder: LedgerRecorder, auditor: LedgerRecorder, chance: Random) -> None:
        self.account = Account(chance)
        self._recorder = recorder
        self._auditor = auditor
        self._chance = chance
        self._mutex = threading.Lock()
        self._asked = 0
        self._strike_at = 0
        self._due = threading.Event()

    def trial(
        self, strike: Callable[[], None], mended: Callable[[], None] = lambda: None
    ) -> Findings:
        """Have callers append, and strike at some moment; what they were told must hold.

        `mended` is called when they are done, and outcomes are looked up after it.
        """
        commands = [self._chance.randrange(1, _MOST_COMMANDS) for _ in range(CALLERS)]
        self._asked, self._strike_at = 0, self._chance.randrange(sum(commands)) + 1
        self._due.clear()
        with ThreadPoolExecutor(CALLERS) as callers:
            done = [callers.submit(self._call, number) for number in commands]
            self._due.wait()
            strike()
            for each in done:
                each.result()
        mended()
        findings = self.account.ask_again(self._recorder)
        findings += self.account.audit(self._auditor)
        return findings

    def _call(self, commands: int) -> None:
        for _ in range(commands):
            with self._mutex:
                asked = self.account.ask()
                self._asked += 1
                if self._asked == self._strike_at:
                    self._due.set()
            answer = outcome(self._recorder, asked.command)
            with self._mutex:
                self.account.note(asked.number, answer)
