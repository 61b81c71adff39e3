"""The long run can be asked for in part, and says by its status whether all is as it should be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
NOTHING = (
    "cuts",
    "careless",
    "kills",
    "ended",
    "crashes",
    "network",
    "full",
    "clocks",
    "rounds",
    "wardens",
    "swaps",
)


def run(**wanted: int) -> subprocess.CompletedProcess[str]:
    """Run with so many trials of some faults and none of the others."""
    options = [f"--{name}={wanted.get(name, 0)}" for name in NOTHING]
    return subprocess.run(
        [sys.executable, "-m", "tests.faults", "--workers=1", *options],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
    )


def test_what_was_wanted_is_in_the_table() -> None:
    """A row for each fault that was tried, with its trials, and status 0 when all is well."""
    done = run(cuts=20, careless=40, clocks=2)
    rows = [[cell.strip() for cell in line.split("|")] for line in done.stdout.splitlines()[2:]]
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("power cut", "SQLite", "20"),
        ("power cut, syncs that fail", "SQLite", "2"),
        ("power cut, synchronous=NORMAL (must be found)", "SQLite", "40"),
        ("power cut, disk that does not sync (must be found)", "SQLite", "40"),
        ("clock that jumps", "SQLite", "2"),
        ("clock that jumps", "PostgreSQL", "2"),
    ]
    assert done.returncode == 0, done.stderr


def test_a_run_that_tried_nothing_is_no_success() -> None:
    """Asking for nothing ends with status 1."""
    assert run().returncode == 1
