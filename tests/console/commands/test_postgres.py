"""The commands on a ledger in a database: the same words, and no secret in any sentence."""

from __future__ import annotations

from ledger.store import schema
from ledger.store.postgres import server
from tests.console.commands.conftest import Dutybook
from tests.postgres_server import TestServer

FIRST = ("--site", "East", "--admin", "A001", "--name", "王敏")


def test_a_book_in_a_database_is_opened_acted_on_and_read(
    dutybook: Dutybook, postgres_server: TestServer
) -> None:
    """init, act, events, figures and floor take a URL wherever they take a path."""
    url = postgres_server.url(postgres_server.new_database())
    assert dutybook("init", url, *FIRST).status == 0
    register = ("act", "register-person", "person=A003", "name=李娜", "--as", "A001")
    assert dutybook(*register, "--ledger", url).status == 0
    events = dutybook("events", url)
    assert events.status == 0
    assert events.out.count("\n") >= 3
    assert dutybook("figures", url).status == 0
    assert dutybook("floor", url, "--plain").status == 0
    again = dutybook("init", url, *FIRST)
    assert (again.status, again.out) == (2, "")
    assert "exists already" in again.err


def test_migrating_says_what_was_done(
    dutybook: Dutybook, postgres_server: TestServer, ledger: str
) -> None:
    """A ledger that is up to date is left alone, in a file as in a database."""
    url = postgres_server.url(postgres_server.new_ledger())
    for target, known in ((url, server.FORMAT), (ledger, schema.FORMAT)):
        done = dutybook("migrate", target)
        assert (done.status, done.err) == (0, "")
        assert f"format {known} already" in done.out
        assert f"格式 {known}" in dutybook("migrate", target, lang="zh").out


def test_faults_of_a_server_are_one_sentence_without_a_secret(
    dutybook: Dutybook, postgres_server: TestServer
) -> None:
    """A wrong address, a missing database, an empty one, a role without rights: each its status."""
    empty = postgres_server.new_database()
    ledger = postgres_server.new_ledger()
    secret = "postgresql://u:s3cret@127.0.0.1:1/d"
    auditor = postgres_server.url(ledger, "dutybook_auditor")
    act = ("act", "register-person", "person=A003", "name=李娜", "--as", "A001", "--ledger")
    for words, status in (
        (("events", secret), 5),
        (("init", secret, *FIRST), 5),
        (("events", "postgresql://u:s3cret@[bad/d"), 5),
        (("events", postgres_server.url("nowhere")), 5),
        (("events", postgres_server.url(empty)), 4),
        (("migrate", postgres_server.url(empty)), 4),
        ((*act, auditor), 5),
    ):
        for lang in ("zh", "en"):
            ended = dutybook(*words, lang=lang)
            assert (ended.status, ended.out) == (status, "")
            assert ended.err.count("\n") == 1
            assert "s3cret" not in ended.err
