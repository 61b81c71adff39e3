"""Building every view anew beside the one in use, which somebody keeps reading meanwhile."""

from __future__ import annotations

import time
from contextlib import closing

from bench.counting import rate_of_library_runner
from bench.figures import Row, a_second, in_ms
from bench.postgres import postgres
from bench.workshop import Workshop
from ledger.book import Book
from ledger.kernel.projection import Projection
from ledger.opening import open_book
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.floor import Floor

_AT_LEAST = 60_000
_READ = ("floor_1_queues", "floor_1_seats", "floor_1_intervals")


class NextFloor(Floor):
    """The floor's view as a new version of it would be built."""

    version = Floor.version + 1


def rebuild(shop: Workshop) -> list[Row]:
    """Events a second of building the next version of the views, and what readers noticed."""
    server = shop.shared(postgres)
    url = server.filled(shop.sizes.rebuilt)
    database = f"centre_{shop.sizes.rebuilt}"
    with closing(open_book(url)) as book:
        shop.say("building the views that are in use")
        first = _build(book, url, Floor(book.lawbook.on, book.site.zone))
        reader = shop.start("-m", "bench.reader", server.url(database, "dutybook_auditor"), *_READ)
        assert reader.stdout is not None
        reader.stdout.readline()
        shop.say("building the next version while they are read")
        rate = _build(book, url, NextFloor(book.lawbook.on, book.site.zone))
        said, _ = reader.communicate()
        reads, failed, slowest = said.split()
        head = book.recorder.head()
    theirs = rate_of_library_runner(shop, server)
    return [
        Row(
            figure=f"PostgreSQL, rebuild of all views over {head:,} events",
            measured=a_second(rate),
            target=f">= {a_second(_AT_LEAST)}, readers served",
            met=rate >= _AT_LEAST and not int(failed),
            beside=(
                f"with nobody reading {a_second(first)}; meanwhile {int(reads):,} reads of the view"
                f" in use, {int(failed)} failed, slowest {in_ms(float(slowest))}; the library's"
                f" projection runner with a counter view {a_second(theirs)}"
            ),
            values={
                "events_per_second": rate,
                "slowest_read_ms": float(slowest) * 1e3,
                "library's runner per second": theirs,
            },
        )
    ]


def _build(book: Book, url: str, projection: Projection) -> float:
    """Fold the whole ledger and store the rows; events a second."""
    tables = stored_views(url)
    assert tables is not None, "the views have a schema of their own in every ledger's database"
    with closing(tables):
        began = time.perf_counter()
        runner = Runner(book, projection, tables)
        folded = runner.catch_up()
        runner.save()
        return folded / (time.perf_counter() - began)
