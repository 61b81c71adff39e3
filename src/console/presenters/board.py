"""The obligations as a screen is shown them at one instant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from console.presenters.people import People
from ledger.kernel.projection import Micros
from ledger.kernel.words import Words
from ledger.obligations.tracker import Tracker
from projections.obligations import Counts, Line, panel


class Board(NamedTuple):
    """The obligations that break next, how many there are in all, and the debtors' names.

    Without a rulebook that speaks of deadlines it is not ``governed``: there cannot be any.
    ``percent`` says how far a long ledger is folded; ``fault`` why it goes no further.
    """

    lines: tuple[Line, ...]
    counts: Counts
    governed: bool = True
    names: Mapping[str, str] = {}
    percent: int | None = None
    fault: Words | None = None


NO_BOARD = Board((), Counts(0, 0, 0, 0), governed=False)


def board_of(tracker: Tracker, now: Micros, people: People, most: int) -> Board:
    """The board at an instant.

    :raises StoreError: when a debtor's name cannot be looked up.
    """
    shown = panel(tracker, now, most=most)
    names = people.of(line.debtor for line in shown.lines if not line.to_post)
    return Board(shown.lines, shown.counts, governs(tracker), names)


def governs(tracker: Tracker) -> bool:
    """Whether any clause that was ever adopted can make an obligation."""
    return any(True for _ in tracker.laws.clauses("deadline", "cadence"))
