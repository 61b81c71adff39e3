"""Talking to worker processes, line by line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKER = Path(__file__).with_name("worker.py")


class Worker:
    """A process that answers lines with lines."""

    def __init__(self, task: str, place: str | Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), task, str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, line: str) -> None:
        """Send a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        """Return the next line it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@contextmanager
def workers(task: str, place: str | Path, count: int = 1) -> Iterator[list[Worker]]:
    """Start workers, wait until all are ready, and end them afterwards."""
    started = [Worker(task, place) for _ in range(count)]
    try:
        for worker in started:
            assert worker.hear() == "ready"
        yield started
    finally:
        for worker in started:
            worker.process.kill()
            worker.process.communicate()
