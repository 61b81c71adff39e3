"""The Asterisk ``queue_log``: what happened in the queues and to their agents, a line an event.

Records are put in order of time. Where the stamps contradict the order of the steps of a call (a
``CONNECT`` stamped before its ``ENTERQUEUE``), the order of steps wins, and each step keeps its own
stamp. What each event name becomes is said in :mod:`gateway.importers.queue_log_events`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from gateway.importers.account import Account
from gateway.importers.queue_log_events import Telling
from gateway.importers.queue_log_lines import QueueRecord, in_order_within_a_stamp, read_line
from gateway.importers.queue_log_steps import CALL_STEPS, Steps
from gateway.importers.source import Line, Unreadable
from ledger.book import Facts
from ledger.kernel.words import Words
from ledger.vault import Vault

TIMEZONE = "UTC"

_Sortable = tuple[int, int, int, int, bytes, str, str, str, str, tuple[str, ...]]
"""When it is due, its place among those due then, and the fields of a record."""


class QueueLog:
    """Reads the file and tells its records."""

    name = "queue-log"

    def __init__(self, vault: Vault, zone: ZoneInfo, source: str, account: Account) -> None:
        self._vault = vault
        self._zone = zone
        self._source = source
        self._account = account

    def read(self, lines: Iterable[Line]) -> Iterator[_Sortable]:
        """The records of the file, each with when it is due."""
        steps = Steps()
        for place, record in enumerate(in_order_within_a_stamp(self._records(lines))):
            yield (steps.due(record), place, *record)

    def tell(self, records: Iterable[_Sortable]) -> Iterator[Facts]:
        """The events of records, which come in the order they are due, in that order."""
        telling = Telling(self._vault, self.name, self._source, self._account)
        due, seen = -1, dict[bytes, int]()
        for sortable in records:
            record = QueueRecord(*sortable[2:])
            if sortable[0] != due:
                due = sortable[0]
                seen.clear()
            count = seen[record.raw] = seen.get(record.raw, 0) + 1
            if count > 1 and record.event in CALL_STEPS:
                self._account.leave_out(Line(record.line, record.raw), _TWICE)
                continue
            yield from telling.of(record, due, count)
        yield from telling.rest()

    def _records(self, lines: Iterable[Line]) -> Iterator[QueueRecord]:
        latest = 0
        for line in lines:
            try:
                record = read_line(line, self._zone)
            except Unreadable as fault:
                self._account.leave_out(line, fault.words)
                continue
            if record is None:
                continue
            if record.at < latest:
                self._account.notice(line, _BACKWARDS)
            latest = max(latest, record.at)
            yield record


_TWICE = Words("同一记录重复出现", "the same record came before")
_BACKWARDS = Words(
    "时间倒流：早于前面的记录，已按时间排序导入",
    "time goes back: it is earlier than a record before it; imported in order of time",
)
