"""A folder for what trials leave behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder, in memory where the system has such a place.

    The power cuts are simulated, so what is left of a ledger need not be put on a real disk.
    """
    place = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="dutybook-faults-", dir=place) as name:
        yield Path(name)
