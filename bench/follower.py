"""A process that follows a ledger and otherwise sleeps: ``python -m bench.follower LEDGER``."""

from __future__ import annotations

import sys

from ledger.opening import open_book


def follow(ledger: str) -> None:
    """Print a line for every event that is appended from now on, after one that says ready."""
    book = open_book(ledger)
    with book.recorder.subscribe(after=book.recorder.head()) as events:
        print("ready", flush=True)
        for each in events:
            print(each.position, flush=True)


if __name__ == "__main__":
    follow(sys.argv[1])
