"""What an event weighs on disk, indexes included."""

from __future__ import annotations

from itertools import islice

from bench.figures import Row
from bench.postgres import postgres
from bench.workshop import Workshop

_MOST_BYTES = 500
_SAMPLE = 10_000


def weight(shop: Workshop) -> list[Row]:
    """Bytes an event in our SQLite, and beside it in PostgreSQL at the largest size both have."""
    size = shop.sizes.heaviest
    path = shop.filled(size)
    book = shop.open(path)
    head = book.recorder.head()
    sample = [len(each.event.tags) for each in islice(book.recorder.read(), _SAMPLE)]
    book.close()
    found = path.stat().st_size / head
    served = shop.shared(postgres)
    served.filled(size)
    ((on_server,),) = served.run("SELECT pg_database_size(current_database())", f"centre_{size}")
    tags = sum(sample) / len(sample)
    return [
        Row(
            figure=f"size on disk of {head:,} events in SQLite",
            measured=f"{found:,.0f} bytes an event",
            target=f"<= {_MOST_BYTES} bytes",
            met=found <= _MOST_BYTES,
            beside=f"{tags:.1f} tags an event; in PostgreSQL {on_server / head:,.0f} bytes",
            values={"bytes_per_event": found, "postgres_bytes_per_event": on_server / head},
        )
    ]
