"""Connections that do not wait for ever for a server that has fallen silent."""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from ledger.kernel.clock import monotonic
from ledger.store.patience import Patience, patience_here

R = TypeVar("R")


class Unanswered(psycopg.OperationalError):
    """The server was silent for longer than anybody wanted to wait; the connection is closed."""


class PatientConnection(psycopg.Connection[tuple[Any, ...]]):
    """A connection that is closed once the server is silent for longer than patience lasts."""

    def wait(self, gen: PQGen[R], *rest: Any, **named: Any) -> R:
        """Wait as the driver does, for as long as this thread's patience lasts.

        :raises Unanswered: when the server stays silent for longer.
        """
        try:
            return super().wait(_heard(gen, patience_here()), *rest, **named)
        except Unanswered:
            self.close()
            raise


def _heard(gen: PQGen[R], borne: Patience) -> PQGen[R]:
    """The steps of the driver, given up when between two of them nothing is heard for too long."""
    heard_at = monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            now = monotonic()
            if ready:
                heard_at = now
            elif now - heard_at > borne.left():
                gen.close()
                raise Unanswered("the server does not answer")
            wanted = gen.send(ready)
    except StopIteration as ended:
        answer: R = ended.value
        return answer
