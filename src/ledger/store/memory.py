"""A store that lives in memory alone: for scenarios and trials, which nobody keeps."""

from __future__ import annotations

from eventsourcing.dcb.popo import InMemoryDCBRecorder

from ledger.store.adapted import AdaptedRecorder
from ledger.store.recorder import LedgerRecorder


def memory_store() -> LedgerRecorder:
    """An empty store; it ends with the process, or when nobody holds it any more."""
    return AdaptedRecorder(InMemoryDCBRecorder())
