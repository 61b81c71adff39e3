"""The warden: records what falls due of obligations, and proposes what the law reacts to.

It only ever proposes and records; a person decides. Any number of wardens may run at once, and
any of them may be stopped at any time: every command has an id that follows from what it is
about, and a boundary that shows whether another has carried it out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import msgspec

from ledger.book import Book
from ledger.kernel.action import Action, Refused
from ledger.kernel.event import instant, micros
from ledger.kernel.projection import Micros
from ledger.obligations.firing import (
    BREACH,
    CLEARING,
    ESCALATION,
    OVERTAKEN,
    WARNING,
    Firing,
)
from ledger.obligations.reactions import PendingRow, Reactions
from ledger.obligations.tracker import Tracker
from ledger.registers.alarms.clear_alarm import ClearAlarm
from ledger.registers.discipline.propose_offence import ProposeOffence
from ledger.registers.obligations.escalate_obligation import EscalateObligation
from ledger.registers.obligations.record_breach import RecordBreach
from ledger.registers.obligations.warn_debtor import WarnDebtor
from ledger.registers.obligations.withdraw_breach import WithdrawBreach
from ledger.rulebook.lookup import Lawbook
from ledger.views.runner import Runner
from ledger.views.storing import StoredViews

ACTOR = "program:warden"
_COMMANDS = UUID("6f1d7a52-7a43-5f0a-9a53-1d8b0c2e4f10")
_MOST_ROUNDS = 8
"""How often in one step what was recorded may make something new fall due."""

_SHORTEST_WAIT = 0.05
"""Seconds to let pass before something that stays due is looked at again."""


class Done(NamedTuple):
    """What one step of a warden has recorded."""

    recorded: int
    proposed: int


class Warden:
    """A warden of one book, used from one thread."""

    def __init__(
        self,
        book: Book,
        obligations: Runner[Tracker],
        reactions: Runner[Reactions] | None = None,
    ) -> None:
        """A warden who carries on these views; without reactions, new ones in memory."""
        self._book = book
        self._obligations = obligations
        law = obligations.projection.given_law
        self._reactions = reactions or Runner(book, Reactions(book.site.zone, law))

    @classmethod
    def of(
        cls, book: Book, tables: StoredViews | None = None, *, law: Lawbook | None = None
    ) -> Warden:
        """A warden of a book; with stored views, one who goes on where the last one stopped."""
        zone = book.site.zone
        return cls(
            book,
            Runner(book, Tracker(zone, law), tables),
            Runner(book, Reactions(zone, law), tables),
        )

    @property
    def tracker(self) -> Tracker:
        """The obligations as far as this warden knows them."""
        return self._obligations.projection

    def step(self, now: datetime | None = None) -> Done:
        """Propose and record everything that has come up by an instant, the present one if none.

        :raises StoreError: when the store cannot be reached; a later step goes on.
        :raises ProjectionFailed: at an event that cannot be folded.
        """
        now = now or self._book.clock.now()
        recorded = proposed = 0
        for _ in range(_MOST_ROUNDS):
            self._catch_up()
            proposals = [self._propose(row) for row in self._reactions.projection.waiting()]
            firings = [self._record(firing, now) for firing in self._due(now)]
            proposed += sum(proposals)
            recorded += sum(firings)
            if not any(proposals) and not any(firings):
                break
        self._obligations.save()
        self._reactions.save()
        return Done(recorded, proposed)

    def record(self, firing: Firing, now: datetime | None = None) -> bool:
        """Record one thing that has fallen due; whether that was done now."""
        return self._record(firing, now or self._book.clock.now())

    def wait(self, most: float) -> None:
        """Wait until something happens or falls due, at most so many seconds."""
        due = self.tracker.next_due()
        if due is not None:
            left = (instant(due) - self._book.clock.now()).total_seconds()
            most = min(most, max(left, _SHORTEST_WAIT))
        self._obligations.wait(most)

    def resume(self) -> None:
        """Go on with a ledger that could not be reached for a while.

        :raises StoreError: when it still cannot be reached.
        """
        self._obligations.resume()
        self._reactions.resume()

    def _catch_up(self) -> None:
        head = self._book.recorder.head()
        self._obligations.catch_up(upto=head)
        self._reactions.catch_up(upto=head)

    def _due(self, now: datetime) -> list[Firing]:
        return self.tracker.due_firings(micros(now))

    def _propose(self, row: PendingRow) -> bool:
        """Propose an offence; whether that was recorded."""
        action = ProposeOffence(
            clause=row.clause,
            fact=str(row.fact),
            person=row.person,
            occurred=self._day(row.at),
            quantity=row.quantity,
            subject=row.subject,
            reading=msgspec.json.decode(row.reading, type=tuple[tuple[str, str], ...]),
        )
        command = uuid5(_COMMANDS, f"propose {row.clause} {row.fact} {row.person}")
        done = self._act(action, command, (row.fact,), None)
        self._reactions.projection.done(row)
        return done

    def _record(self, firing: Firing, now: datetime) -> bool:
        """Record what has fallen due; whether that was done now."""
        command = uuid5(
            _COMMANDS,
            f"{firing.kind} {firing.obligation} {firing.step} {firing.round} {firing.times}",
        )
        causes = (firing.started_by,) if firing.started_by else ()
        at = None if firing.kind in (OVERTAKEN, CLEARING) else firing.at
        return self._act(self._action(firing, now), command, causes, at)

    def _action(self, firing: Firing, now: datetime) -> Action:
        if firing.kind == CLEARING:
            return ClearAlarm(obligation=firing.obligation, fact=str(firing.alarm))
        shared: dict[str, Any] = {
            "obligation": firing.obligation,
            "clause": firing.clause,
            "round": firing.round,
            "due_at": instant(firing.due_at),
            "started": self._day(firing.started_at),
            "debtor": firing.debtor,
            "person": _person(firing),
        }
        if firing.kind == OVERTAKEN:
            return WithdrawBreach(**shared, fact=str(firing.breach), breach=firing.offence)
        shared |= {
            "noticed": now,
            "case": firing.case,
            "types": firing.types,
            "seen": firing.seen,
        }
        if firing.kind == WARNING:
            return WarnDebtor(**shared, step=firing.step)
        shared["alarm"] = not firing.over
        if firing.kind == ESCALATION:
            return EscalateObligation(**shared, step=firing.step, to=firing.to or "")
        assert firing.kind == BREACH
        return RecordBreach(**shared, times=firing.times, breach=firing.offence)

    def _act(
        self, action: Action, command: UUID, causes: tuple[int, ...], at: Micros | None
    ) -> bool:
        when = instant(at) if at is not None else None
        try:
            outcome = self._book.act(action, by=ACTOR, at=when, command=command, causes=causes)
        except Refused:
            return False
        return bool(outcome.kept) and not outcome.duplicate

    def _day(self, at: Micros) -> date:
        return self.tracker.laws.day_of(at)


def _person(firing: Firing) -> str | None:
    """The person who owes it, where it is one and no post."""
    if firing.to_post or firing.debtor is None or ", " in firing.debtor:
        return None
    return firing.debtor
