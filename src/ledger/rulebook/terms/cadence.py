"""A cadence: what must be done again and again, by a recurrence rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from ledger.rulebook.terms.base import Closed, Party, Pattern
from ledger.rulebook.terms.deadline import Escalation


class Cadence(Closed, frozen=True):
    """A periodic duty. Each occurrence of the rule is an instant by which it must be done.

    ``rrule`` is an RFC 5545 rule in the site's zone; an occurrence's obligation is open from the
    occurrence before it (or from ``opens`` before it is due). It is discharged by ``least``
    happenings of ``done`` in that time. With ``each`` there is one obligation for each person
    who holds that role or post, and ``about`` names the field of ``done`` that holds the person;
    without, whoever does it discharges it for all. ``holidays`` says what becomes of an
    occurrence on a day that the ``hours`` clause closes.
    """

    rrule: str
    done: tuple[Pattern, ...]
    debtor: Party
    creditor: Party | None = None
    opens: timedelta | None = None
    each: str | None = None
    about: str | None = None
    least: int = 1
    hours: str | None = None
    holidays: Literal["keep", "skip", "next", "previous"] = "keep"
    warn: tuple[timedelta, ...] = ()
    escalate: tuple[Escalation, ...] = ()
    breach: str | None = None
    action: str | None = None
