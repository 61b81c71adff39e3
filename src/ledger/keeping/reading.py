"""Reading a ledger from its first event to a fixed one, without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ledger.keeping.progress import Progress, Watch
from ledger.kernel.words import Words
from ledger.store.recorder import Damaged, LedgerRecorder, Recorded

_TELL_EVERY = 2_000


def events_upto(recorder: LedgerRecorder, upto: int, shown: str) -> Iterator[Recorded]:
    """Every event up to a position, in order.

    Raises Damaged when one is missing.
    """
    expected = 1
    for found in recorder.read(before=upto + 1):
        if found.position != expected:
            break
        # A ledger's recorder gives back events with their times and commands.
        yield cast(Recorded, found)
        expected += 1
    if expected <= upto:
        raise Damaged(shown, f"event {expected} is missing", f"缺少事件 {expected}")


def watched(
    events: Iterator[Recorded], stage: Words, total: int, watch: Watch
) -> Iterator[Recorded]:
    """The same events, telling now and then how far one has come."""
    for found in events:
        yield found
        if found.position % _TELL_EVERY == 0:
            watch(Progress(stage, found.position, total))
