"""A shift kind: when it is, on which days, for whom, and in which order people take it."""

from __future__ import annotations

from datetime import time
from typing import Literal

from ledger.rulebook.terms.base import Closed
from ledger.rulebook.terms.hours import Weekday

Days = Literal["every-day", "workdays", "days-off"]
"""Which days a shift comes on: all of them, those that are worked, or the others."""


class Everybody(Closed, frozen=True, tag_field="kind", tag="everybody"):
    """Everybody works it each time it comes."""


class Alternate(Closed, frozen=True, tag_field="kind", tag="alternate"):
    """People work it once in so many days, each crew on a day of its own.

    ``every`` is the length of the cycle in days; one day on, one day off is 2. ``turn`` is the day
    of the cycle, counted from 0, so that several shifts can share one cycle: day, evening, night
    and off are the turns 0, 1 and 2 of a cycle of 4.
    """

    every: int = 2
    turn: int = 0


class Rotate(Closed, frozen=True, tag_field="kind", tag="rotate"):
    """So many people work it at a time, whoever had it longest ago, for one day or one month."""

    people: int = 1
    changes: Literal["day", "month"] = "day"


class Shift(Closed, frozen=True):
    """A kind of shift.

    ``code`` is the one letter that stands for it on the roster. It ends on the next day unless
    ``ends`` is after ``starts``; 00:00 as the end is midnight. ``days`` says on which days it
    comes, by the public holidays and make-up workdays of a country where ``holidays`` names one,
    and else by the weekday; ``weekdays`` narrows that down, none meaning all seven. ``least`` is
    how many people must be on it. On a ``duty`` people are on call in turns beside their work, and
    coming late for it is another matter than being late for work.
    """

    code: str
    starts: time
    ends: time
    days: Days = "every-day"
    weekdays: tuple[Weekday, ...] = ()
    holidays: str | None = None
    job: str | None = None
    night: bool = False
    duty: bool = False
    least: int = 1
    pattern: Everybody | Alternate | Rotate = Everybody()
