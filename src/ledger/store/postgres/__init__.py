"""The ledger in a PostgreSQL database, which terminals on several machines may share."""

from ledger.store.postgres.founding import initialise, migrate
from ledger.store.postgres.recorder import PostgresRecorder
from ledger.store.postgres.server import Server

__all__ = ["PostgresRecorder", "Server", "initialise", "migrate"]
