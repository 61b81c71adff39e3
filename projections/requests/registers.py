"""The registers of a month: swaps as they were made, leaves as they were asked for; numbered."""

from __future__ import annotations

from typing import NamedTuple

from ledger.kernel.projection import Micros
from projections.requests.fold import Requests
from projections.requests.rows import (
    HANDED_OVER,
    LEAVE,
    MISSED,
    SWAP,
    SWAPPED,
    StoodRow,
)

_MADE = (SWAPPED, HANDED_OVER, MISSED)
_MINUTE: Micros = 60_000_000


class Entry(NamedTuple):
    """One line of a register, under its number in the month."""

    number: int
    row: StoodRow
    repaid_by: str | None = None

    @property
    def minutes_over(self) -> int:
        """How many whole minutes after the end of a leave the person was back."""
        back, ends = self.row.back_at, self.row.ends
        return 0 if back is None or ends is None else max(0, (back - ends) // _MINUTE)


def swaps_made(requests: Requests, since: Micros, until: Micros) -> list[Entry]:
    """The swaps that were made in a span, by when they were (S4.10-02)."""
    rows = [
        row
        for row in requests.decided_since(since)
        if row.kind == SWAP and row.state in _MADE and (row.decided_at or 0) < until
    ]
    repaid = requests.repayments
    return [
        Entry(number, row, repaid[row.request].by if row.request in repaid else None)
        for number, row in enumerate(sorted(rows, key=lambda row: row.decided or 0), start=1)
    ]


def leaves_asked(requests: Requests, since: Micros, until: Micros) -> list[Entry]:
    """The leaves that were asked for in a span, whatever became of them (S4.9-01)."""
    found = [row for row in asked_between(requests, since, until) if row.kind == LEAVE]
    return [Entry(number, row) for number, row in enumerate(found, start=1)]


def asked_between(requests: Requests, since: Micros, until: Micros) -> list[StoodRow]:
    """What was asked for in a span, in that order."""
    last = max(requests.latest_at, until) + 1
    rows = (*requests.open.values(), *requests.closed.between(since, last))
    found = [row for row in rows if since <= row.asked_at < until]
    return sorted(found, key=lambda row: row.asked)
