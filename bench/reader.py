"""A process that keeps reading stored views, as a BI tool would, until its input ends.

``python -m bench.reader URL TABLE...`` says ``ready``; at the end it says how many reads there
were, how many failed or found nothing, and the seconds that the slowest took.
"""

from __future__ import annotations

import select
import sys
import time
from collections.abc import Sequence

import psycopg
from psycopg import sql

_NAP_SECONDS = 0.02


def read(url: str, tables: Sequence[str]) -> tuple[int, int, float]:
    """Read the tables again and again; the reads, the failed ones, and the slowest's seconds."""
    queries = [sql.SQL("SELECT * FROM views.{}").format(sql.Identifier(each)) for each in tables]
    reads = failed = 0
    slowest = 0.0
    with psycopg.connect(url, autocommit=True) as connection:
        print("ready", flush=True)
        while not select.select([sys.stdin], [], [], _NAP_SECONDS)[0]:
            began = time.perf_counter()
            try:
                whole = all(connection.execute(query).fetchall() for query in queries)
            except psycopg.Error:
                whole = False
            slowest = max(slowest, time.perf_counter() - began)
            reads += 1
            failed += not whole
    return reads, failed, slowest


if __name__ == "__main__":
    print(*read(sys.argv[1], sys.argv[2:]), flush=True)
