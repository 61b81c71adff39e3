"""What a database is prepared with: tables nobody alters, and roles with few rights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
import pytest
from psycopg import errors

from ledger.store.postgres import PostgresRecorder, founding, initialise, migrate, server
from ledger.store.recorder import (
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    Entry,
    NewerLedger,
    NotALedger,
    ReadOnly,
    Recorded,
    StoreError,
    StoreUnavailable,
)
from tests.postgres_server import TestServer


@pytest.fixture(scope="module")
def kept(postgres_server: TestServer) -> str:
    """The database of a ledger of one event, which no test can change."""
    return ledger_of_one_event(postgres_server)


@pytest.fixture
def database(postgres_server: TestServer) -> str:
    """The database of a ledger of one event, of this test alone."""
    return ledger_of_one_event(postgres_server)


def ledger_of_one_event(postgres_server: TestServer) -> str:
    """Make a ledger in a database of its own, whose name is returned."""
    name = postgres_server.new_ledger()
    with PostgresRecorder(postgres_server.url(name)) as recorder:
        recorder.append([Entry("note", b'{"n": 1}', ["t:1"], 5)])
    return name


def attempt(url: str, statement: LiteralString) -> None:
    """Run a statement as whoever the address names."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


ALTERING: tuple[LiteralString, ...] = (
    "UPDATE ledger.event SET data = '{}'",
    "DELETE FROM ledger.event",
    "TRUNCATE ledger.event",
    "UPDATE ledger.tagged SET tag = 0",
    "DELETE FROM ledger.tagged",
    "TRUNCATE ledger.type, ledger.tagged",
    "UPDATE ledger.type SET name = 'other'",
    "DELETE FROM ledger.format",
)


@pytest.mark.parametrize("statement", ALTERING)
def test_not_even_a_superuser_alters_a_ledger_by_the_way(
    postgres_server: TestServer, kept: str, statement: LiteralString
) -> None:
    """Triggers refuse UPDATE, DELETE and TRUNCATE, also where a session turns plain ones off."""
    with pytest.raises(psycopg.Error, match="only ever added to"):
        attempt(postgres_server.url(kept), statement)
    with pytest.raises(psycopg.Error, match="only ever added to"):
        attempt(
            postgres_server.url(kept) + "&options=-csession_replication_role%3Dreplica",
            statement,
        )


FORBIDDEN_TO_APP: tuple[LiteralString, ...] = (
    *ALTERING,
    "INSERT INTO ledger.event (position, occurred_at, recorded_at, type, tags, data)"
    " VALUES (2, 0, 0, 1, '{}', '')",
    "INSERT INTO ledger.tagged VALUES (1, 1, 1)",
    "INSERT INTO ledger.type VALUES (9, 'x')",
    "SELECT ledger.type_numbers('{note}')",
    "DROP TABLE ledger.event",
    "ALTER TABLE ledger.event DISABLE TRIGGER ALL",
    "CREATE TABLE ledger.mine (a int)",
    "SET ROLE dutybook_owner",
    "DELETE FROM vault.subject_key",
    "UPDATE vault.key_store SET wrapping_key = 'x'",
)


@pytest.mark.parametrize("statement", FORBIDDEN_TO_APP)
def test_the_program_may_only_read_and_call_the_function(
    postgres_server: TestServer, kept: str, statement: LiteralString
) -> None:
    """The role of the program has no right to write to a table, nor to become the owner."""
    with pytest.raises(errors.InsufficientPrivilege):
        attempt(postgres_server.url(kept, "dutybook_app"), statement)


FORBIDDEN_TO_AUDITORS: tuple[LiteralString, ...] = (
    "SELECT * FROM ledger.event",
    "SELECT * FROM ledger.append('{note}', '{1}', '{0}', '{0}', NULL, '{{}}', NULL, '{x}', NULL)",
    "SELECT ledger.lock()",
    "SELECT * FROM vault.subject_key",
    "SELECT * FROM vault.key_store",
    "UPDATE audit.event SET data = ''",
    "CREATE TABLE views.mine (a int)",
)


@pytest.mark.parametrize("statement", FORBIDDEN_TO_AUDITORS)
def test_an_auditor_reads_by_views_alone(
    postgres_server: TestServer, kept: str, statement: LiteralString
) -> None:
    """The role of auditors touches no table, no key and not the way in."""
    with pytest.raises(errors.InsufficientPrivilege):
        attempt(postgres_server.url(kept, "dutybook_auditor"), statement)


def test_an_auditor_reads_everything(postgres_server: TestServer, kept: str) -> None:
    """The trail can be read with psql alone, and by the program opened for reading."""
    url = postgres_server.url(kept, "dutybook_auditor")
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT position, type, tags, data FROM audit.trail").fetchall()
    assert rows == [(1, "note", ["t:1"], '{"n": 1}')]
    with PostgresRecorder(url, readonly=True) as recorder:
        query = DCBQuery([DCBQueryItem(["note"], ["t:1"])])
        assert [event.position for event in recorder.read(query)] == [1]
        recorder.verify()
        with pytest.raises(ReadOnly):
            recorder.append([Entry("note", b"")])


def test_an_auditor_cannot_open_for_writing(postgres_server: TestServer, kept: str) -> None:
    """A role without the right to append is told so when it opens, not at its first append."""
    with pytest.raises(ReadOnly, match="dutybook_auditor"):
        PostgresRecorder(postgres_server.url(kept, "dutybook_auditor"))


def test_a_stranger_is_told_which_role_is_missing(postgres_server: TestServer, kept: str) -> None:
    """A role with no rights at all learns what to ask for."""
    postgres_server.run("DROP ROLE IF EXISTS stranger")
    postgres_server.run("CREATE ROLE stranger LOGIN")
    with pytest.raises(ReadOnly, match=r"stranger may not .* dutybook_app"):
        PostgresRecorder(postgres_server.url(kept, "stranger"))


def test_initialising_twice_changes_nothing(postgres_server: TestServer, database: str) -> None:
    """What stands is left alone, and the ledger goes on."""
    url = postgres_server.url(database)
    assert initialise(url) == ()
    with PostgresRecorder(url) as recorder:
        assert recorder.append([Entry("note", b"")]) == 2


def test_a_database_of_something_else_is_left_alone(postgres_server: TestServer) -> None:
    """Schemas of the same name that are not ours are named, and nothing is put beside them."""
    name = postgres_server.new_database()
    postgres_server.run("CREATE SCHEMA ledger CREATE TABLE format (version int)", name)
    for open_it in (initialise, PostgresRecorder, migrate):
        with pytest.raises(NotALedger, match="something else"):
            open_it(postgres_server.url(name))
    assert postgres_server.run("SELECT 1 FROM pg_namespace WHERE nspname = 'vault'", name) == []


def test_an_empty_database_is_no_ledger(postgres_server: TestServer) -> None:
    """Opening prepares nothing; it says what does."""
    name = postgres_server.new_database()
    with pytest.raises(NotALedger, match="dutybook init"):
        PostgresRecorder(postgres_server.url(name))


def test_who_may_not_create_roles_is_told_so(postgres_server: TestServer) -> None:
    """Initialising needs the right to create, and changes nothing without it."""
    name = postgres_server.new_database()
    with pytest.raises(ReadOnly, match="dutybook_app may not"):
        initialise(postgres_server.url(name, "dutybook_app"))


def test_a_newer_ledger_is_refused(postgres_server: TestServer, database: str) -> None:
    """A program that does not know the tables leaves them alone, migrating included."""
    postgres_server.run("INSERT INTO ledger.format (version) VALUES (99)", database)
    for open_it in (PostgresRecorder, migrate):
        with pytest.raises(NewerLedger, match="99"):
            open_it(postgres_server.url(database))


def test_an_older_ledger_asks_to_be_migrated(
    postgres_server: TestServer, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables of an older format are never changed by the way."""
    monkeypatch.setattr(server, "FORMAT", server.FORMAT + 1)
    with pytest.raises(StoreUnavailable, match="dutybook migrate"):
        PostgresRecorder(postgres_server.url(database))


def test_a_migration_that_fails_changes_nothing(
    postgres_server: TestServer, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bringing tables up to date happens wholly or not at all."""
    monkeypatch.setattr(founding, "FORMAT", server.FORMAT + 1)

    def fail(connection: server.Connection, version: int) -> None:
        connection.execute("ALTER TABLE ledger.event ADD COLUMN more int")
        connection.execute("SELECT 1 / 0")

    monkeypatch.setattr(founding, "_bring_to", fail)
    with pytest.raises(Exception, match="division by zero"):
        migrate(postgres_server.url(database))
    columns = "SELECT 1 FROM information_schema.columns WHERE column_name = 'more'"
    assert postgres_server.run(columns, database) == []


def test_migrating_a_ledger_that_is_up_to_date_says_so(
    postgres_server: TestServer, kept: str
) -> None:
    """The formats before and after are answered."""
    assert migrate(postgres_server.url(kept)) == (server.FORMAT, server.FORMAT)


def test_a_ledger_of_the_first_format_is_migrated_with_its_events(
    postgres_server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stood there stands there still, and appending goes on; the old way in is gone."""
    name = postgres_server.new_database()
    url = postgres_server.url(name)
    with monkeypatch.context() as earlier:
        earlier.setattr(founding, "FORMAT", 1)
        initialise(url)
    old_way = (
        "SELECT first FROM ledger.append('{note}',"
        """ '[{"type": "note", "occurred_at": 5, "recorded_at": 6, "tags": ["t:1"],"""
        """ "command": "\\\\x07", "data": "{}"}]')"""
    )
    app = postgres_server.url(name, "dutybook_app")
    attempt(app, old_way)
    with pytest.raises(StoreUnavailable, match="dutybook migrate"):
        PostgresRecorder(app)
    assert migrate(url) == (1, server.FORMAT)
    with pytest.raises(psycopg.Error, match=r"ledger\.append"):
        attempt(app, old_way)
    with PostgresRecorder(app) as recorder:
        assert recorder.append([Entry("note", b"{}", ["t:1"])]) == 2
        (first, _) = recorder.read(DCBQuery([DCBQueryItem(["note"], ["t:1"])]))
        assert first == Recorded(DCBEvent("note", b"{}", ["t:1"]), 1, 5, 6, b"\x07")
        recorder.verify()


@contextmanager
def setting(test_server: TestServer, name: LiteralString, value: LiteralString) -> Iterator[None]:
    """Run the server with a setting changed."""
    test_server.run("ALTER SYSTEM SET " + name + " = " + value)
    test_server.run("SELECT pg_reload_conf()")
    try:
        while test_server.run("SHOW " + name) != [(value,)]:
            pass
        yield
    finally:
        test_server.run("ALTER SYSTEM RESET " + name)
        test_server.run("SELECT pg_reload_conf()")
        while test_server.run("SHOW " + name) == [(value,)]:
            pass


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_may_lose_commits_is_refused(
    postgres_server: TestServer, database: str, name: LiteralString
) -> None:
    """With any of the three off neither opening nor initialising goes on, and appending stops."""
    url = postgres_server.url(database)
    with PostgresRecorder(url) as recorder:
        with setting(postgres_server, name, "off"):
            for open_it in (PostgresRecorder, initialise):
                with pytest.raises(StoreUnavailable, match=name):
                    open_it(url)
            with pytest.raises(StoreUnavailable, match="may lose"):
                recorder.append([Entry("note", b"")])
        assert recorder.append([Entry("note", b"")]) == 2


def test_a_server_without_checksums_is_warned_of() -> None:
    """Damage on the disk could go unnoticed there, which people should know."""
    facts = server.ServerFacts(180000, False, "on", "on", "on", "off", "UTF8", True, True)
    (caution,) = server.cautions_about(facts, "postgresql://h/d")
    assert "checksums" in caution.en
    assert "校验和" in caution.zh
    assert server.cautions_about(facts._replace(checksums="on"), "postgresql://h/d") == ()


def test_a_server_too_old_is_refused() -> None:
    """The functions need PostgreSQL 14."""
    facts = server.ServerFacts(130011, False, "on", "on", "on", "on", "UTF8", True, True)
    with pytest.raises(StoreUnavailable, match=r"PostgreSQL 13.*14 or newer"):
        server.check_server(facts, "postgresql://h/d")


def test_no_address_shows_its_password(postgres_server: TestServer) -> None:
    """A wrong address is told in one sentence of either language that keeps the secret."""
    socket = postgres_server.url("none").partition("host=")[2]
    addresses = (
        "postgresql://u:s3cret@127.0.0.1:1/d",
        f"postgresql://u:s3cret@/d?host={socket}",
        f"postgresql://postgres:s3cret@/nowhere?host={socket}",
        "postgresql://u:s3cret@[bad/d",
    )
    for address in addresses:
        with pytest.raises(StoreError) as fault:
            PostgresRecorder(address)
        for sentence in (str(fault.value), fault.value.zh):
            assert "s3cret" not in sentence
            assert "\n" not in sentence


def test_a_missing_database_is_named(postgres_server: TestServer) -> None:
    """Who mistypes the database reads that there is none of that name."""
    with pytest.raises(StoreUnavailable, match="no such database"):
        PostgresRecorder(postgres_server.url("nowhere"))
