"""Notice: how long before something it must be asked for."""

from __future__ import annotations

from datetime import time, timedelta

from ledger.rulebook.terms.base import Closed, Pattern


class Notice(Closed, frozen=True):
    """Refuses ``on`` when it comes too late before the instant in its field ``before``.

    Either ``at_least`` so long before it, or by a ``time`` of the site's day, so many ``days``
    before that instant's day (0 is the same day). With ``forbidden`` it is refused at any time,
    and no ``before`` is needed.
    """

    on: tuple[Pattern, ...]
    before: str | None = None
    at_least: timedelta | None = None
    time: time | None = None
    days: int = 0
    forbidden: bool = False
