"""The event-sourcing library's own suite for DCB recorders, unchanged, on ours."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from eventsourcing.dcb.tests import DCBRecorderTestCase

from ledger.store.postgres import PostgresRecorder
from ledger.store.sqlite import SQLiteRecorder


class TestSQLite(DCBRecorderTestCase):
    """The SQLite recorder is a DCB recorder as the library understands it."""

    def setUp(self) -> None:
        """Make an empty ledger."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.recorder = SQLiteRecorder(Path(folder.name) / "suite.ledger")
        self.addCleanup(self.recorder.close)

    def test_append_read(self) -> None:
        """Appending, reading and conditions behave as the library's suite demands."""
        self._test_append_read(self.recorder)

    def test_append_subscribe(self) -> None:
        """A subscription blocks at the end and goes on with the next event."""
        self._test_append_subscribe(self.recorder)


class TestPostgres(DCBRecorderTestCase):
    """The PostgreSQL recorder is a DCB recorder as the library understands it."""

    @pytest.fixture(autouse=True)
    def _address(self, postgres_url: str) -> None:
        self.url = postgres_url

    def setUp(self) -> None:
        """Open an empty ledger."""
        self.recorder = PostgresRecorder(self.url)
        self.addCleanup(self.recorder.close)

    def test_append_read(self) -> None:
        """Appending, reading and conditions behave as the library's suite demands."""
        self._test_append_read(self.recorder)

    def test_append_subscribe(self) -> None:
        """A subscription blocks at the end and goes on with the next event."""
        self._test_append_subscribe(self.recorder)
