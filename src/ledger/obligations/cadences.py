"""The turns of a cadence: when each opens, and by when it must be done."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from ledger.kernel.event import instant, micros
from ledger.kernel.projection import Micros
from ledger.obligations.laws import Laws
from ledger.obligations.rules import DayLaw, Rule
from ledger.rulebook.terms import Cadence

_MICROSECOND = timedelta(microseconds=1)


class Turn(NamedTuple):
    """One turn of a periodic duty: it can be done from ``opens`` on, and must be by ``due``."""

    rule: Rule
    opens: Micros
    due: Micros


def next_turn(laws: Laws[DayLaw], clause: str, after: Micros) -> Turn | None:
    """The first turn of a cadence due after an instant, under the law of when it opens.

    No turn opens before the law that demands it was in force.
    """
    at: Micros | None = after
    while at is not None:
        rule = laws.on(at).rules.get(clause)
        change = laws.change_after(at)
        found = _under(rule, at) if rule is not None else None
        if found is not None and (change is None or max(found.opens, at) < change):
            return found._replace(opens=max(found.opens, laws.change_before(at)))
        at = change
    return None


def _under(rule: Rule, after: Micros) -> Turn | None:
    assert isinstance(rule.terms, Cadence)
    assert rule.recurrence is not None
    due = rule.recurrence.next_after(instant(after))
    if due is None:
        return None
    opens = rule.terms.opens
    return Turn(rule, after if opens is None else micros(due) - opens // _MICROSECOND, micros(due))
