"""A program that keeps the floor's stored views, told when to by lines on its standard input."""

from __future__ import annotations

import sys

from ledger.opening import open_book
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.floor import Floor


def keep(url: str) -> None:
    """For each line: fold what is new, store what is folded, and say so."""
    book = open_book(url, readonly=True)
    floor = Floor(book.lawbook.on, book.site.zone)
    runner = Runner(book, floor, stored_views(url))
    for _ in sys.stdin:
        runner.catch_up()
        runner.save()
        print(floor.position, flush=True)
    book.close()


if __name__ == "__main__":
    keep(sys.argv[1])
