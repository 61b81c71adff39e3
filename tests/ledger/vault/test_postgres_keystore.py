"""The key store in a ledger's database, and what it shares with the one in a file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.vault import (
    KeyVault,
    NoVault,
    Unsealable,
    Vault,
    VaultLocked,
    VaultMissing,
    VaultUnavailable,
    WrappingKey,
)
from tests.postgres_server import LEDGER, TestServer

FIELD = {
    "event_type": "person.registered",
    "field": "name",
    "subject": "person:A003",
    "purpose": "personnel",
}


@pytest.fixture
def vault(postgres_url: str, wrapping_key: WrappingKey) -> Iterator[Vault]:
    """An open vault with a new key store in the database."""
    with Vault.open(postgres_url, wrapping_key=wrapping_key, create=True) as opened:
        yield opened


def test_what_one_process_seals_another_reveals(
    vault: Vault, postgres_url: str, wrapping_key: WrappingKey
) -> None:
    """The keys are in the database for all who have the wrapping key."""
    sealed = vault.seal("李娜", **FIELD)
    vault.settle()
    with Vault.open(postgres_url, wrapping_key=wrapping_key) as other:
        assert isinstance(other, KeyVault)
        assert other.reveal(sealed, **FIELD) == "李娜"
        assert other.pseudonym("customer", "138") == vault.pseudonym("customer", "138")


def test_the_wrapping_key_never_enters_the_database(
    vault: Vault, postgres_server: TestServer, wrapping_key: WrappingKey, tmp_path: Path
) -> None:
    """No row of the schema holds it, nor any key that is not wrapped by it."""
    vault.seal("李娜", **FIELD)
    file = tmp_path / "key"
    file.touch()
    wrapping_key.write(file)
    secret = WrappingKey.read(file)._secret
    stored = postgres_server.run("SELECT wrapped FROM vault.subject_key", LEDGER)
    stored += postgres_server.run("SELECT pseudonym_key FROM vault.key_store", LEDGER)
    assert len(stored) == 2
    for (wrapped,) in stored:
        assert secret not in wrapped
        assert len(wrapped) > 32


def test_two_who_seal_for_a_new_person_at_once_use_one_key(
    postgres_url: str, wrapping_key: WrappingKey, vault: Vault
) -> None:
    """Whoever commits first wins; what the others sealed can be revealed all the same."""
    sealed: list[str] = []
    together = threading.Barrier(4)

    def seal() -> None:
        with Vault.open(postgres_url, wrapping_key=wrapping_key) as one:
            together.wait()
            sealed.append(one.seal("李娜", **FIELD))

    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [vault.reveal(each, **FIELD) for each in sealed] == ["李娜"] * 4


def test_a_lost_connection_is_replaced(vault: Vault, postgres_server: TestServer) -> None:
    """Sealing goes on after the server ended the connection."""
    postgres_server.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE usename = 'dutybook_app'"
    )
    assert vault.reveal(vault.seal("李娜", **FIELD), **FIELD) == "李娜"


def test_another_wrapping_key_opens_nothing(vault: Vault, postgres_url: str) -> None:
    """A key that does not fit is refused by name, and shows nothing of either."""
    with pytest.raises(VaultLocked):
        Vault.open(postgres_url, wrapping_key=WrappingKey.generate())


def test_a_database_without_keys_reads_on_with_fields_sealed(postgres_url: str) -> None:
    """A missing key store is never made by the way: it needs its backup."""
    vault = Vault.open(postgres_url)
    assert isinstance(vault, NoVault)
    with pytest.raises(VaultMissing, match="restore it"):
        vault.seal("李娜", **FIELD)


def test_an_auditor_reads_with_fields_sealed(
    vault: Vault, postgres_server: TestServer, wrapping_key: WrappingKey
) -> None:
    """The role of auditors may not read keys, with or without the wrapping key."""
    sealed = vault.seal("李娜", **FIELD)
    auditor = postgres_server.url(LEDGER, "dutybook_auditor")
    with (
        Vault.open(auditor, wrapping_key=wrapping_key) as theirs,
        pytest.raises(Unsealable, match="may not read the key store"),
    ):
        theirs.reveal(sealed, **FIELD)


def test_a_server_that_is_away_is_told(postgres_server: TestServer) -> None:
    """It is not taken for a ledger without keys."""
    with pytest.raises(VaultUnavailable):
        Vault.open("postgresql://u:s3cret@127.0.0.1:1/d")
