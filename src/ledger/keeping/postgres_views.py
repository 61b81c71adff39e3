"""The stored views of a ledger in PostgreSQL, which lie in a schema of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from psycopg import errors, sql

from ledger.keeping.views import StoredView, ViewShelf, ViewsSpoilt
from ledger.kernel.projection import Projection
from ledger.store.postgres.server import Connection, Server
from ledger.views.tables import view_name

_ANY = "SELECT to_regclass('views.view') IS NOT NULL"
_FIND = "SELECT position, mark FROM views.view WHERE name = %s"


class ServerViews(ViewShelf):
    """The views in the database of a ledger. They are only read, and never made."""

    def __init__(self, url: str) -> None:
        self._server = Server(url)
        self.shown = self._server.shown

    @contextmanager
    def read(self, projection: Projection) -> Iterator[StoredView | None]:
        """A view as it is stored; see `ViewShelf.read`."""
        with (
            self._server.connect(isolation="repeatable read") as connection,
            self._server.translated(),
            connection.transaction(),
        ):
            if connection.execute(_ANY).fetchone() != (True,):
                yield None
                return
            found = connection.execute(_FIND, (view_name(projection),)).fetchone()
            if found is None:
                yield None
                return
            position, mark = found
            yield StoredView(position, mark, partial(self._rows, connection))

    def _rows(self, connection: Connection, table: str) -> Iterator[tuple[Any, ...]]:
        statement = sql.SQL("SELECT * FROM views.{}").format(sql.Identifier(table))
        try:
            with connection.cursor("rows") as cursor:
                cursor.execute(statement)
                yield from cursor
        except (errors.UndefinedTable, errors.UndefinedColumn) as fault:
            raise ViewsSpoilt(str(fault)) from fault
