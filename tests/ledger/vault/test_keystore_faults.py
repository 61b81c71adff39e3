"""Files that are no key store, and what SQLite reports, each said in one sentence."""

from pathlib import Path

import apsw
import pytest

from ledger.vault import Vault, VaultUnavailable, WrappingKey, key_store_path
from ledger.vault.keystore import speaking


def spoil(ledger: Path, how: str) -> None:
    """Make a closed key store into something that is none."""
    path = key_store_path(ledger)
    content = path.read_bytes()
    match how:
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("姓名,电话\n" * 500)
        case "another database":
            path.unlink()
            apsw.Connection(str(path)).execute("CREATE TABLE cases (id)")
        case "newer":
            apsw.Connection(str(path)).pragma("user_version", 2)
        case "truncated":
            path.write_bytes(content[:4096])
        case "no table":
            db = apsw.Connection(str(path))
            db.execute("DROP TABLE key_store")
            db.close()


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("empty", "is not a key store"),
        ("text", "is damaged"),
        ("another database", "is not a key store"),
        ("newer", "has format 2"),
        ("truncated", "is damaged"),
        ("no table", "is damaged"),
    ],
)
def test_what_is_no_key_store_is_refused_in_one_sentence(
    ledger: Path, wrapping_key: WrappingKey, how: str, sentence: str
) -> None:
    """Foreign, newer and broken files are each named, and nothing is written into them."""
    Vault.open(ledger, wrapping_key=wrapping_key, create=True).close()
    spoil(ledger, how)
    before = key_store_path(ledger).read_bytes()

    with pytest.raises(VaultUnavailable, match=sentence) as refused:
        Vault.open(ledger, wrapping_key=wrapping_key, create=True)
    assert str(key_store_path(ledger)) in str(refused.value)
    assert str(key_store_path(ledger)) in refused.value.zh
    assert str(refused.value).endswith(".")
    assert key_store_path(ledger).read_bytes() == before


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (apsw.BusyError, "locked by another program"),
        (apsw.FullError, "full disk"),
        (apsw.ReadOnlyError, "cannot be written"),
        (apsw.CorruptError, "damaged"),
        (apsw.IOError, "cannot be used"),
    ],
)
def test_every_error_of_sqlite_becomes_a_sentence(
    tmp_path: Path, error: type[apsw.Error], sentence: str
) -> None:
    """Whatever SQLite reports, the person reads what is wrong, where and what to do."""
    path = tmp_path / "x.keys.sqlite"
    with pytest.raises(VaultUnavailable, match=sentence) as refused, speaking(path):
        raise error("disk I/O error")

    assert str(path) in str(refused.value)
    assert str(path) in refused.value.zh
