"""The order of the steps of calls in an Asterisk ``queue_log``."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

from gateway.importers.queue_log_lines import QueueRecord

V = TypeVar("V")

COMPLETIONS = frozenset(("COMPLETEAGENT", "COMPLETECALLER"))
TRANSFERS = frozenset(("ATTENDEDTRANSFER", "BLINDTRANSFER", "TRANSFER"))
EXITS = frozenset(("EXITEMPTY", "EXITWITHKEY", "EXITWITHTIMEOUT", "LEAVEEMPTY"))
LAST_STEPS = COMPLETIONS | TRANSFERS | EXITS | {"ABANDON"}
CALL_STEPS = LAST_STEPS | {"ENTERQUEUE", "CONNECT"}
"""The events that are steps of a call in a queue, of which each happens once."""


class Bounded(OrderedDict[tuple[str, str], V], Generic[V]):
    """Remembers the newest few tens of thousands of calls in their queues."""

    most = 20_000

    def __setitem__(self, key: tuple[str, str], value: V) -> None:
        super().__setitem__(key, value)
        if len(self) > self.most:
            self.popitem(last=False)


class Steps:
    """Finds when each step of a call is due: at its own time, but not before the step before it.

    In a file that runs backwards the later steps come first. Then the stamps are right as they
    are, and the entry that follows them in the file begins no new visit.
    """

    def __init__(self) -> None:
        self._reached: Bounded[int] = Bounded()
        self._ahead: Bounded[int] = Bounded()

    def due(self, record: QueueRecord) -> int:
        """When a record of the file is due, in microseconds."""
        at, event = record.at, record.event
        if event not in CALL_STEPS:
            return at
        leg = (record.call, record.queue)
        if event == "ENTERQUEUE":
            ahead = self._ahead.pop(leg, None)
            if ahead is None or ahead < at:
                self._reached[leg] = at
            return at
        reached = self._reached.get(leg)
        if reached is None:
            self._ahead[leg] = at
            return at
        due = max(at, reached)
        if event in LAST_STEPS:
            del self._reached[leg]
        else:
            self._reached[leg] = due
        return due
