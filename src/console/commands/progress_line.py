"""One line on standard error that says how far a long command has come."""

from __future__ import annotations

import sys
from typing import Self

from console.text.columns import padded
from ledger.kernel.clock import monotonic

_BAR = 24
_COLUMNS = 78
_SECONDS_BETWEEN = 0.1


class ProgressLine:
    """A bar and a few words, drawn over and over; nothing at all when nobody watches a terminal."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._drawn_at = 0.0

    def show(self, share: float | None, told: str) -> None:
        """Draw the bar at a share of the whole, if that is known, with words beside it."""
        now = monotonic()
        if not self._watched or now - self._drawn_at < _SECONDS_BETWEEN:
            return
        self._drawn_at = now
        if share is not None:
            filled = round(max(0.0, min(share, 1.0)) * _BAR)
            told = f"[{'█' * filled}{'·' * (_BAR - filled)}] {share:4.0%}  {told}"
        print("\r" + padded(told, _COLUMNS), end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away, so that what follows begins on a clean one."""
        if self._drawn_at:
            print("\r" + " " * _COLUMNS + "\r", end="", file=sys.stderr, flush=True)
