"""The stored views of a ledger file, which lie in a file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import apsw

from ledger.keeping.views import StoredView, ViewShelf, ViewsSpoilt
from ledger.kernel.projection import Projection
from ledger.store.connection import ConnectionFactory, as_store_error
from ledger.views.tables import view_name, views_path

_FIND = "SELECT position, mark FROM view WHERE name = ?"


class ViewFile(ViewShelf):
    """The views beside a ledger file. They are only read, and never made."""

    def __init__(self, ledger: Path) -> None:
        self.path = views_path(ledger)
        self.shown = str(self.path)

    @contextmanager
    def read(self, projection: Projection) -> Iterator[StoredView | None]:
        """A view as it is stored; see `ViewShelf.read`."""
        if not self.path.exists():
            yield None
            return
        with self._translated():
            factory = ConnectionFactory(self.path, readonly=True)
            factory.settle_access()
            connection = factory.reader()
        try:
            with self._translated():
                connection.execute("BEGIN")
                found = connection.execute(_FIND, (view_name(projection),)).fetchone()
            if found is None:
                yield None
                return
            position, mark = found
            yield StoredView(position, mark, partial(self._rows, connection))
        finally:
            connection.close()

    def _rows(self, connection: apsw.Connection, table: str) -> Iterator[tuple[Any, ...]]:
        with self._translated():
            yield from connection.execute(f'SELECT * FROM "{table}"')

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (apsw.NotADBError, apsw.CorruptError, apsw.SQLError) as fault:
            raise ViewsSpoilt(str(fault)) from fault
        except apsw.Error as fault:
            raise as_store_error(fault, self.shown) from fault
