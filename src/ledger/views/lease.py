"""The lease of a view: one process at a time stores it, and whoever lost it cannot.

A lease is a row beside the stored views. Whoever holds it renews it with each save; when that has
not happened for some seconds of the server's clock, the next process that wants to save takes it.
The row is taken in the transaction that writes the view, and stays locked until that is over: a
process that slept through its lease finds another's name there and writes nothing, and nobody
takes a lease while its holder writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from ledger.store.postgres.server import Connection

LEASE_SECONDS = 15.0
"""As long as the server lets a transaction stand idle, so that neither outlives the other."""

TABLE = """
CREATE TABLE IF NOT EXISTS views.lease (
    name text COLLATE "C" PRIMARY KEY, holder text NOT NULL, until bigint NOT NULL
)
"""
_NOW = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
_FREE = f"""
SELECT NOT EXISTS (
    SELECT FROM views.lease WHERE name = %s AND holder <> %s AND until >= {_NOW}
)
"""
_TAKE = f"""
INSERT INTO views.lease AS held VALUES (%s, %s, {_NOW} + %s)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE held.holder = excluded.holder OR held.until < {_NOW}
RETURNING true
"""
_RELEASE = "DELETE FROM views.lease WHERE holder = %s"
_RELEASE_UNHEARD = b"DELETE FROM views.lease WHERE holder = $1"


class Lease:
    """What one process holds of the leases of a ledger's views."""

    def __init__(self, seconds: float = LEASE_SECONDS) -> None:
        self._holder = uuid4().hex
        self._micros = int(seconds * 1_000_000)

    def take(self, connection: Connection, view: str) -> bool:
        """Take or renew the lease of a view for the transaction that has begun; whether it is ours.

        It does not wait for a holder that is writing.
        """
        ((free,),) = connection.execute(_FREE, (view, self._holder)).fetchall()
        if not free:
            return False
        bound = (view, self._holder, self._micros)
        return bool(connection.execute(_TAKE, bound).fetchall())

    def release(self, connection: Connection) -> None:
        """Let the next process take every lease at once, instead of when it lapses."""
        connection.execute(_RELEASE, (self._holder,))

    def let_go(self, connection: Connection) -> None:
        """Tell the server to release every lease, and do not wait until it has."""
        connection.pgconn.send_query_params(_RELEASE_UNHEARD, [self._holder.encode()])
        connection.pgconn.flush()
