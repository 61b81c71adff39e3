"""Where the trials of the crash laboratory take place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.scratch import scratch_folder


@pytest.fixture
def scratch() -> Iterator[Path]:
    """An empty folder, in memory where the system has such a place."""
    with scratch_folder() as folder:
        yield folder
