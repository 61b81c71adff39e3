"""A ledger file by itself: who may read it, what it refuses, how it reads without us."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import apsw
import pytest

from ledger.store import schema
from ledger.store.connection import ConnectionFactory
from ledger.store.recorder import DCBEvent, Entry, StoreUnavailable
from ledger.store.sqlite import SQLiteRecorder


@pytest.fixture
def filled(ledger_path: Path) -> Path:
    """A ledger with two events of one command."""
    with SQLiteRecorder(ledger_path, clock=lambda: 1_795_000_000_000_001) as recorder:
        recorder.append(
            [
                Entry("shift.swapped", '{"why": "换班"}'.encode(), ["shift:1"], 1_000_001),
                DCBEvent("note", b"\xff", ["shift:1"]),
            ],
            command=b"\xab",
        )
    return ledger_path


def test_only_its_owner_may_read_a_new_ledger(filled: Path) -> None:
    """A ledger is made with mode 0600."""
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600


def test_a_new_ledger_carries_its_mark_and_format(filled: Path) -> None:
    """The file's header alone says that it is a ledger, and of which format."""
    header = filled.read_bytes()[:100]
    assert header[68:72] == b"Dtyb"
    assert int.from_bytes(header[60:64], "big") == schema.FORMAT == 1


def test_appends_are_durable_when_they_return(ledger_path: Path) -> None:
    """The writing connection keeps a write-ahead log and syncs it on every commit."""
    SQLiteRecorder(ledger_path).close()
    connection = ConnectionFactory(ledger_path).writer()
    assert connection.pragma("journal_mode") == "wal"
    assert connection.pragma("synchronous") == 2
    connection.close()


@pytest.mark.parametrize("table", ["event", "type", "tag", "tagged", "command"])
def test_the_file_refuses_to_be_changed(filled: Path, table: str) -> None:
    """UPDATE and DELETE are refused by the file itself, whatever program tries."""
    shell = sqlite3.connect(filled)
    column = shell.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            shell.execute(statement)
    shell.close()


@pytest.mark.parametrize("position", [1, 2, 4, -1])
def test_the_file_refuses_gaps_and_replacements(filled: Path, position: int) -> None:
    """An event goes to the next position; another is refused, also by INSERT OR REPLACE."""
    shell = sqlite3.connect(filled)
    with pytest.raises(sqlite3.IntegrityError, match="next position"):
        shell.execute(
            "INSERT OR REPLACE INTO event VALUES (?, 1, 0, 0, '[]', NULL, '')", (position,)
        )
    shell.close()


def test_the_standard_shell_alone_reads_a_ledger(filled: Path) -> None:
    """The view spells out names, times in ISO form, tags, command and readable data."""
    shell = sqlite3.connect(filled)
    rows = shell.execute("SELECT * FROM ledger").fetchall()
    shell.close()
    recorded = "2026-11-18T11:06:40.000001Z"
    assert rows == [
        (
            1,
            "shift.swapped",
            "1970-01-01T00:00:01.000001Z",
            recorded,
            '["shift:1"]',
            "ab",
            '{"why": "换班"}',
        ),
        (2, "note", None, recorded, '["shift:1"]', "ab", b"\xff"),
    ]


@pytest.mark.parametrize("version", ["3.40.1", "3.50.6", "3.51.2", "3.44.5"])
def test_a_sqlite_that_loses_commits_is_refused(version: str) -> None:
    """Versions with the defect in restarting the log are refused, by name."""
    with pytest.raises(StoreUnavailable, match=version):
        schema.check_library("floor.ledger", version)


@pytest.mark.parametrize("version", ["3.51.3", "3.54.1", "3.50.7", "3.44.6", "3.44.9", "4.0.0"])
def test_a_sound_sqlite_is_accepted(version: str) -> None:
    """The corrected versions and their successors are accepted, and so is the one in use."""
    schema.check_library("floor.ledger", version)
    schema.check_library("floor.ledger", apsw.sqlite_lib_version())


def test_two_that_create_at_once_share_one_ledger(ledger_path: Path) -> None:
    """A file another process is about to define is not defined a second time."""
    ledger_path.touch()
    one = SQLiteRecorder(ledger_path)
    other = SQLiteRecorder(ledger_path)
    assert one.append([DCBEvent("note", b"")]) == 1
    assert other.append([DCBEvent("note", b"")]) == 2
    one.close()
    other.close()
