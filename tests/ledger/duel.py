"""Wardens that are stopped and started at random over one book, and what they must have done.

Every opening is noted with its due instant, so that what must be recorded is known beforehand.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from ledger.book import Book, Facts, Site
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.rulebook.lookup import Lawbook
from ledger.store.recorder import LedgerRecorder
from ledger.vault import Vault
from ledger.views.storing import StoredViews
from ledger.warden import Warden
from tests.ledger.obligations.history import (
    ANSWER,
    MatterDone,
    MatterOpened,
    MatterResumed,
    MatterWaiting,
    law,
)

MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""Nine o'clock in Shanghai."""

_TERMS = """
starts = [{ event = "test.opened" }], about = "ticket", ends = [{ event = "test.done" }],
due = { within = "PT1H" }, debtor = { field = "owner" }, warn = ["PT30M", "PT10M"],
escalate = [{ after = "PT20M", to = "team-leader" }, { after = "PT1H", to = "shift-leader" }],
pauses = [{ starts = [{ event = "test.waiting" }], ends = [{ event = "test.resumed" }],
cause = { zh = "等待", en = "waiting" } }], breach = "late"
"""
_OFFENCE = """
[[clause]]
id = "late"
kind = "offence"
title = { zh = "超时", en = "Late" }
source = ["S2.6-20"]
in_force = [{ from = 2026-01-01, values = { %s } }]
"""
_SAYS = 'tariff = { kind = "none" }, decided_by = ["team-leader"]'


class Died(Exception):
    """The process of a warden was killed."""


class Mortal:
    """A book whose process dies before, or just after, so many more decisions."""

    def __init__(self, book: Book, decisions: int, *, after: bool) -> None:
        self._book = book
        self._left = decisions
        self._after = after

    def __getattr__(self, name: str) -> Any:
        """Everything else is the book's own."""
        return getattr(self._book, name)

    def act(self, *args: Any, **settings: Any) -> Any:
        """Decide, unless the process dies first; or die before anyone learns of the outcome."""
        self._left -= 1
        if self._left < 0 and not self._after:
            raise Died
        outcome = self._book.act(*args, **settings)
        if self._left < 0:
            raise Died
        return outcome


class Duel:
    """One book, and wardens over it that live and die."""

    def __init__(self, recorder: LedgerRecorder, vault: Vault, random: Random) -> None:
        self.random = random
        self.clock = FrozenClock(MORNING)
        site = Site("site", "Asia/Shanghai")
        self.law = the_law()
        founded = Book.found(recorder, site, vault=vault, clock=self.clock, ids=CountedIds())
        self.book = Book(
            recorder, vault=founded.vault, law=self.law, clock=self.clock, ids=CountedIds(1_000_000)
        )
        self._ids = CountedIds(2_000_000)
        self.waiting: set[str] = set()
        self.open: list[str] = []
        self.opened = 0
        self.restarts = 0

    def warden(self, tables: StoredViews | None = None) -> Warden:
        """A warden in a new process, which will die after some decisions, or not for a while."""
        self.restarts += 1
        left = self.random.choice((0, 1, 2, 5, 50))
        book: Any = Mortal(self.book, left, after=self.random.random() < 0.5)
        return Warden.of(book, tables, law=self.law)

    def happen(self) -> None:
        """Something happens on the floor, and time passes."""
        choice = self.random.random()
        if choice < 0.35 or not self.open:
            self.begin()
        else:
            ticket = self.random.choice(self.open)
            if choice < 0.6:
                self.open.remove(ticket)
                self._record(MatterDone(ticket=ticket))
            elif ticket in self.waiting:
                self.waiting.discard(ticket)
                self._record(MatterResumed(ticket=ticket))
            else:
                self.waiting.add(ticket)
                self._record(MatterWaiting(ticket=ticket))
        self.clock.advance(timedelta(minutes=self.random.randrange(1, 40)))

    def begin(self) -> None:
        """A matter is opened now."""
        self.opened += 1
        ticket = f"T{self.opened}"
        self.open.append(ticket)
        self._record(MatterOpened(ticket=ticket, owner=f"A{self.opened % 5}"))

    def answer(self, ticket: str, *, minutes_ago: int) -> None:
        """It is recorded now that a matter was done a while ago."""
        then = self.clock.now() - timedelta(minutes=minutes_ago)
        facts = Facts(self._ids.command(then), [(MatterDone(ticket=ticket), then)])
        self.book.record([facts], by="program:test")

    def settle(self) -> None:
        """A last warden, who does not die, does everything that is still to be done."""
        self.clock.advance(timedelta(days=2))
        last = Warden.of(self.book, law=self.law)
        while any(last.step()):
            pass

    def counts(self) -> Counter[tuple[object, ...]]:
        """How often each thing was recorded."""
        found: Counter[tuple[object, ...]] = Counter()
        for each in self.book.read():
            event: Any = each.event
            if each.type_name.startswith("obligation."):
                step = getattr(event, "step", 0)
                found[each.type_name, event.obligation, event.round, step] += 1
            elif each.type_name == "offence.proposed":
                found[each.type_name, event.clause, event.fact, event.person] += 1
        return found

    def _record(self, event: MatterOpened | MatterDone | MatterWaiting | MatterResumed) -> None:
        now = self.clock.now()
        self.book.record([Facts(self._ids.command(now), [(event, now)])], by="program:test")


def the_law() -> Lawbook:
    """A deadline with warnings, levels, a pause, and an offence that its breach proposes."""
    return law(ANSWER % " ".join(_TERMS.split()) + _OFFENCE % _SAYS)


def fight(duel: Duel, restarts: int, tables: list[StoredViews | None]) -> None:
    """Two wardens at once, each step of each in any order, until so many processes have died."""
    wardens = [duel.warden(each) for each in tables]
    while duel.restarts < restarts:
        duel.happen()
        for number in duel.random.sample(range(len(wardens)), len(wardens)):
            if duel.random.random() < 0.3:
                continue
            with suppress(Died):
                wardens[number].step()
                if duel.random.random() < 0.7:
                    continue
            wardens[number] = duel.warden(tables[number])
    duel.settle()
