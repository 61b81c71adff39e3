"""A process that follows a ledger and otherwise sleeps: ``python -m bench.follower LEDGER``."""

from __future__ import annotations

import sys
import time

from ledger.opening import open_book


def follow(ledger: str) -> None:
    """After a line that says ready, print one for every event that is appended from now on.

    It names the position, and the monotonic instant in seconds at which the event arrived.
    """
    book = open_book(ledger)
    with book.recorder.subscribe(after=book.recorder.head()) as events:
        print("ready", flush=True)
        for each in events:
            print(each.position, repr(time.monotonic()), flush=True)


if __name__ == "__main__":
    follow(sys.argv[1])
