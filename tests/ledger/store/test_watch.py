"""Following a ledger that another process writes."""

from __future__ import annotations

from pathlib import Path

from ledger.store.recorder import DCBQuery, DCBQueryItem
from ledger.store.sqlite import SQLiteRecorder
from tests.ledger.store.processes import workers


def test_a_subscription_sees_every_event_of_another_process(ledger_path: Path) -> None:
    """Events appended elsewhere arrive once, in order, without a gap."""
    with SQLiteRecorder(ledger_path) as recorder, workers("append", ledger_path) as (writer,):
        query = DCBQuery([DCBQueryItem(tags=["t"])])
        with recorder.subscribe(query) as subscription:
            for n in range(1, 101):
                writer.tell(f"event {n}")
                if n % 10 == 0:
                    received = [next(subscription) for _ in range(10)]
                    assert [event.position for event in received] == list(range(n - 9, n + 1))
                    assert received[-1].event.data == b"event %d" % n
