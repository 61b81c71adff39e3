"""A process that works a centre's calls into a ledger at a steady rate.

``python -m bench.appender LEDGER AGENTS RATE SECONDS`` prints, at the end, a line for each commit:
the position of its last event and the monotonic instant in seconds just before it was asked for.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

from bench.centre import PROGRAM, agents, under_way
from ledger.book import Facts
from ledger.kernel.clock import RandomIds
from ledger.opening import open_book

_COMMITS_A_SECOND = 200


def append(ledger: str, staff: int, rate: int, seconds: float) -> list[tuple[int, float]]:
    """Append at ``rate`` events a second, singly up to 200 of them, beyond that in small groups."""
    book = open_book(ledger)
    ids = RandomIds()
    events = under_way(agents(staff), f"x{time.monotonic_ns():x}")
    group = max(1, rate // _COMMITS_A_SECOND)
    stamps = []
    began = time.monotonic()
    for turn in range(int(seconds * rate / group)):
        pause = began + turn * group / rate - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        now = datetime.now(UTC)
        facts = [Facts(ids.command(now), [(next(events), now)]) for _ in range(group)]
        asked = time.monotonic()
        stamps.append((book.record(facts, by=PROGRAM)[-1].last, asked))
    book.close()
    return stamps


if __name__ == "__main__":
    ledger, staff, rate, seconds = sys.argv[1:]
    for position, asked in append(ledger, int(staff), int(rate), float(seconds)):
        print(position, repr(asked))
