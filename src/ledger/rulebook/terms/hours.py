"""Working hours: when a clock that counts working time runs."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from ledger.rulebook.terms.base import Closed

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Opening(Closed, frozen=True):
    """Open from a time to a time of the site's day; 00:00 as the end is midnight."""

    opens: time
    closes: time


class Day(Closed, frozen=True):
    """One date that differs from its weekday: closed without openings."""

    on: date
    openings: tuple[Opening, ...] = ()


class Hours(Closed, frozen=True):
    """The openings of each weekday (two with a lunch break between), holidays, and single dates.

    ``holidays`` is a country whose public holidays close, such as ``CN``, or open as ``holiday``
    says; its make-up workdays open with the hours of Monday.
    """

    week: dict[Weekday, tuple[Opening, ...]]
    holidays: str | None = None
    holiday: tuple[Opening, ...] = ()
    days: tuple[Day, ...] = ()
