"""How long the command takes to answer at all."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Row, in_ms, median
from bench.workshop import REPOSITORY, Workshop

_TIMES = 10
_MOST_MS = 200


def command() -> list[str]:
    """The installed ``dutybook`` beside this Python."""
    return [str(Path(sys.executable).parent / "dutybook")]


def start(shop: Workshop) -> list[Row]:
    """The median wall time of ``dutybook --help``, after one run that warms the disk cache."""
    times = []
    for _ in range(_TIMES + 1):
        began = time.perf_counter()
        subprocess.run([*command(), "--help"], check=True, capture_output=True, cwd=REPOSITORY)
        times.append(time.perf_counter() - began)
    middle = median(times[1:])
    return [
        Row(
            figure="dutybook --help",
            measured=in_ms(middle),
            target=f"<= {_MOST_MS} ms",
            met=middle * 1e3 <= _MOST_MS,
            values={"median_ms": middle * 1e3},
        )
    ]
