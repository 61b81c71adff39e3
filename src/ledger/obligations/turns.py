"""The turns of all cadences, one after another as time goes on."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from ledger.kernel.projection import Micros, Rows
from ledger.obligations.cadences import Turn, next_turn
from ledger.obligations.laws import Laws
from ledger.obligations.rows import CursorRow
from ledger.obligations.rules import DayLaw


class Turns:
    """The next turn of each cadence. Whoever takes the turns of a time moves on beyond them."""

    def __init__(self, laws: Laws[DayLaw], cursors: Rows[CursorRow]) -> None:
        self._laws = laws
        self._next: dict[str, Turn] = {}
        self.next_at: Micros | None = None
        """When the next turn opens."""
        for row in cursors.values():
            self._move(row.clause, row.at)
        self._settle()

    def copied(self) -> Turns:
        """The same turns, to be taken once more without taking them here."""
        other = copy(self)
        other._next = dict(self._next)
        return other

    def until(self, at: Micros) -> Iterator[Turn]:
        """The turns that have opened by an instant, each once, in order of opening."""
        while self.next_at is not None and self.next_at <= at:
            turn = min(self._next.values(), key=_order)
            self._move(turn.rule.clause, turn.due)
            self._settle()
            yield turn

    def _move(self, clause: str, after: Micros) -> None:
        following = next_turn(self._laws, clause, after)
        if following is None:
            self._next.pop(clause, None)
        else:
            self._next[clause] = following

    def _settle(self) -> None:
        self.next_at = min((turn.opens for turn in self._next.values()), default=None)


def _order(turn: Turn) -> tuple[Micros, Micros, str]:
    return turn.opens, turn.due, turn.rule.clause
