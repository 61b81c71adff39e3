"""What following a ledger costs while nothing happens."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from bench.centre import PROGRAM
from bench.figures import Row
from bench.machine import cpu_seconds
from bench.workshop import Workshop
from ledger.book import Facts
from ledger.kernel.clock import CountedIds
from ledger.registers.seats.events import SeatReady

_MOST_PERCENT = 1.0


def idle(shop: Workshop) -> list[Row]:
    """CPU of a process that waits for events, over a quiet span; then it must still see one."""
    book = shop.new_book("idle")
    follower = shop.start("-m", "bench.follower", str(shop.folder / "idle"))
    assert follower.stdout is not None
    try:
        follower.stdout.readline()
        time.sleep(0.5)
        seconds = shop.sizes.watch_seconds / 2
        before = cpu_seconds(follower.pid)
        time.sleep(seconds)
        share = (cpu_seconds(follower.pid) - before) / seconds * 100
        now = datetime.now(UTC)
        fact = Facts(CountedIds().command(now), [(SeatReady(agent="A0001"), now)])
        book.record([fact], by=PROGRAM)
        seen = follower.stdout.readline().split()[0]
    finally:
        follower.kill()
        follower.communicate()
        book.close()
    return [
        Row(
            figure="a follower of a quiet ledger, CPU",
            measured=f"{share:.2f} % of a core",
            target=f"< {_MOST_PERCENT:.0f} %",
            met=share < _MOST_PERCENT and seen == b"2",
            beside=f"over {seconds:.0f} s; it then saw event {seen.decode() or 'none'} at once",
            values={"percent": share},
        )
    ]
