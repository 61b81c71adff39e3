"""Sealing and revealing personal fields through a vault."""

import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from ledger.vault import (
    KeyUnusable,
    KeyVault,
    NotText,
    NoVault,
    Unsealable,
    Vault,
    VaultLocked,
    VaultMissing,
    VaultUnavailable,
    WrappingKey,
    is_sealed,
    key_store_path,
    wrapping_key_path,
)

PLACE = {
    "event_type": "call.offered",
    "field": "caller",
    "subject": "caller:x",
    "purpose": "service",
}
NUMBER = "13800138000"


def change_store(ledger: Path, statement: str) -> None:
    """Change the key store from outside, as a later issue or an attacker would."""
    db = apsw.Connection(str(key_store_path(ledger)))
    db.execute(statement)
    db.close()


def count(ledger: Path, table: str) -> int:
    """Count the rows of a table of the key store."""
    db = apsw.Connection(str(key_store_path(ledger)))
    rows: int = db.execute(f"SELECT count(*) FROM {table}").get
    db.close()
    return rows


def test_a_sealed_value_is_revealed_by_a_vault_opened_later(
    ledger: Path, wrapping_key: WrappingKey
) -> None:
    """What one run of the program seals, the next one reveals."""
    with Vault.open(ledger, wrapping_key=wrapping_key, create=True) as first:
        sealed = first.seal(NUMBER, **PLACE)
        first.settle()
    with Vault.open(ledger, wrapping_key=wrapping_key) as second:
        assert second.reveal(sealed, **PLACE) == NUMBER
    assert is_sealed(sealed)


@pytest.mark.parametrize("part", ["event_type", "field", "subject", "purpose"])
def test_a_value_is_revealed_only_in_its_own_place(vault: Vault, part: str) -> None:
    """A value moved to another event type, field, subject or purpose cannot be revealed.

    The other place has a key of its own, so it is the binding and not a missing key that refuses.
    """
    sealed = vault.seal(NUMBER, **PLACE)
    elsewhere = {**PLACE, part: "other"}
    vault.seal(NUMBER, **elsewhere)

    with pytest.raises(Unsealable, match="has been altered"):
        vault.reveal(sealed, **elsewhere)
    assert vault.reveal(sealed, **PLACE) == NUMBER


def test_the_subject_is_bound_even_under_the_same_key(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two subjects that came to share a key could still not read each other's values."""
    monkeypatch.setattr("os.urandom", lambda size: b"\x07" * size)
    mine = vault.seal(NUMBER, **PLACE)
    vault.seal(NUMBER, **{**PLACE, "subject": "caller:y"})

    with pytest.raises(Unsealable, match="has been altered"):
        vault.reveal(mine, **{**PLACE, "subject": "caller:y"})


def test_a_tampered_value_is_refused(vault: Vault) -> None:
    """One flipped character makes a value unrevealable, and the refusal does not repeat it."""
    sealed = vault.seal(NUMBER, **PLACE)
    middle = len(sealed) // 2
    flipped = "B" if sealed[middle] == "A" else "A"
    tampered = sealed[:middle] + flipped + sealed[middle + 1 :]

    with pytest.raises(Unsealable, match=r"call\.offered\.caller") as refused:
        vault.reveal(tampered, **PLACE)
    assert tampered not in str(refused.value)
    assert "call.offered.caller" in refused.value.zh


def test_a_text_that_is_not_sealed_is_refused(vault: Vault) -> None:
    """A clear text in the place of a sealed one is a fault of the ledger, not a value."""
    vault.seal(NUMBER, **PLACE)

    with pytest.raises(Unsealable, match="holds no sealed value"):
        vault.reveal(NUMBER, **PLACE)


def test_a_value_of_a_later_version_asks_for_an_update(vault: Vault) -> None:
    """A value sealed by a newer program is told apart from a damaged one."""
    vault.seal(NUMBER, **PLACE)

    with pytest.raises(Unsealable, match="newer Dutybook"):
        vault.reveal("sealed.v2." + "A" * 40, **PLACE)


def test_a_subject_has_one_key_for_each_purpose(vault: Vault, ledger: Path) -> None:
    """Many values, fields and events about one person for one purpose need one key."""
    for event_type in ("call.offered", "call.ended"):
        for field in ("caller", "name"):
            vault.seal(NUMBER, **{**PLACE, "event_type": event_type, "field": field})
    assert count(ledger, "subject_key") == 1

    vault.seal(NUMBER, **{**PLACE, "purpose": "quality"})
    vault.seal(NUMBER, **{**PLACE, "subject": "caller:y"})
    assert count(ledger, "subject_key") == 3


def test_keys_pushed_out_of_memory_are_read_again(
    vault: Vault, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A vault that meets more subjects than it may keep in memory drops the oldest, not the key."""
    monkeypatch.setattr("ledger.vault.vault.CACHED_KEYS", 3)
    places = [{**PLACE, "subject": f"caller:{number}"} for number in range(10)]
    sealed = [vault.seal(NUMBER, **place) for place in places]
    again = [vault.seal(NUMBER, **place) for place in places]

    for place, first, second in zip(places, sealed, again, strict=True):
        assert vault.reveal(first, **place) == vault.reveal(second, **place) == NUMBER
    assert count(ledger, "subject_key") == 10

    change_store(ledger, "DELETE FROM subject_key")
    assert vault.reveal(sealed[-1], **places[-1]) == NUMBER
    with pytest.raises(Unsealable, match="not in the key store"):
        vault.reveal(sealed[0], **places[0])


def test_a_destroyed_key_neither_reveals_nor_seals(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """Once a key is destroyed its values are gone, and no new key takes its place unasked."""
    sealed = vault.seal(NUMBER, **PLACE)
    vault.close()
    change_store(ledger, "UPDATE subject_key SET wrapped = NULL, destroyed_at = 1")

    with Vault.open(ledger, wrapping_key=wrapping_key) as later:
        with pytest.raises(Unsealable, match="has been destroyed"):
            later.reveal(sealed, **PLACE)
        with pytest.raises(KeyUnusable, match="has been destroyed"):
            later.seal(NUMBER, **PLACE)


def test_an_absent_key_is_said_to_be_absent(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """A key that the store does not hold is not mistaken for tampering, and none is made."""
    sealed = vault.seal(NUMBER, **PLACE)
    vault.close()
    change_store(ledger, "DELETE FROM subject_key")

    with (
        Vault.open(ledger, wrapping_key=wrapping_key) as later,
        pytest.raises(Unsealable, match="not in the key store"),
    ):
        later.reveal(sealed, **PLACE)
    assert count(ledger, "subject_key") == 0


def test_keys_swapped_between_subjects_are_refused(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """A wrapped key is tied to its row, so nobody can lend one person's key to another."""
    sealed = vault.seal(NUMBER, **PLACE)
    vault.seal(NUMBER, **{**PLACE, "subject": "caller:y"})
    vault.close()
    change_store(
        ledger,
        "UPDATE subject_key SET wrapped ="
        " (SELECT wrapped FROM subject_key WHERE subject = 'caller:y')",
    )

    with (
        Vault.open(ledger, wrapping_key=wrapping_key) as later,
        pytest.raises(KeyUnusable, match="is damaged"),
    ):
        later.reveal(sealed, **PLACE)


def test_the_key_store_and_the_values_hold_no_clear_text(
    vault: Vault, ledger: Path, tmp_path: Path
) -> None:
    """No name or number is in any file of the key store, nor in what enters the ledger."""
    name = "欧阳修永叔"
    reference = vault.pseudonym("caller", NUMBER)
    sealed = [vault.seal(text, **{**PLACE, "subject": reference}) for text in (name, NUMBER)]
    vault.settle()
    files = [path.read_bytes() for path in tmp_path.glob("book.ledger.keys.sqlite*")]

    assert len(files) >= 2
    for stored in (*files, *(text.encode() for text in sealed), reference.encode()):
        assert name.encode() not in stored
        assert name.encode("utf-16-le") not in stored
        assert NUMBER.encode() not in stored


def test_a_wrong_wrapping_key_is_one_clear_sentence(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """Opening with another wrapping key says at once which key is needed and what to set."""
    vault.seal(NUMBER, **PLACE)
    other = WrappingKey.generate()

    with pytest.raises(VaultLocked) as locked:
        Vault.open(ledger, wrapping_key=other)
    store = str(key_store_path(ledger))
    assert str(locked.value) == (
        f"The wrapping key {other.id} does not open the key store {store}, which needs"
        f" {wrapping_key.id}; point DUTYBOOK_WRAPPING_KEY_FILE at that key."
    )
    assert store in locked.value.zh
    assert wrapping_key.id in locked.value.zh


def test_the_wrapping_key_is_made_with_the_first_key_store(ledger: Path) -> None:
    """A new ledger needs no preparation: both files are made, and the next opening finds them."""
    with Vault.open(ledger, create=True) as first:
        sealed = first.seal(NUMBER, **PLACE)
        first.settle()
    assert wrapping_key_path().exists()
    with Vault.open(ledger) as second:
        assert second.reveal(sealed, **PLACE) == NUMBER


def test_without_a_key_store_fields_stay_sealed(ledger: Path) -> None:
    """A ledger whose key store is elsewhere opens; nothing is revealed, sealed or created."""
    with Vault.open(ledger) as absent:
        assert isinstance(absent, NoVault)
        with pytest.raises(Unsealable, match=r"key store .+ is absent") as refused:
            absent.reveal("sealed.v1." + "A" * 40, **PLACE)
        with pytest.raises(VaultMissing, match="is absent"):
            absent.seal(NUMBER, **PLACE)
        with pytest.raises(VaultMissing, match="is absent"):
            absent.pseudonym("caller", NUMBER)
        absent.settle()
    assert "密钥库" in refused.value.zh
    assert not key_store_path(ledger).exists()
    assert not wrapping_key_path().exists()


@pytest.mark.parametrize("create", [False, True])
def test_without_the_wrapping_key_fields_stay_sealed(ledger: Path, create: bool) -> None:
    """A lost wrapping key is never replaced by a new one, not even when asked to create."""
    with Vault.open(ledger, create=True) as first:
        sealed = first.seal(NUMBER, **PLACE)
        first.settle()
    wrapping_key_path().unlink()

    absent = Vault.open(ledger, create=create)

    assert isinstance(absent, NoVault)
    with pytest.raises(Unsealable, match=r"wrapping key .+ is absent"):
        absent.reveal(sealed, **PLACE)
    assert not wrapping_key_path().exists()


def test_a_reference_is_stable_and_opaque(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """The same value has the same reference in every run, told apart by kind and by value."""
    reference = vault.pseudonym("caller", NUMBER)
    vault.close()

    with Vault.open(ledger, wrapping_key=wrapping_key) as later:
        assert later.pseudonym("caller", NUMBER) == reference
        others = {
            later.pseudonym("caller", "13800138001"),
            later.pseudonym("customer", NUMBER),
            later.pseudonym("caller1", NUMBER[1:]),
        }
    assert reference not in others
    assert len(others) == 3
    assert len(reference) == 16
    assert set(reference) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_two_ledgers_give_one_value_two_references(
    vault: Vault, tmp_path: Path, wrapping_key: WrappingKey
) -> None:
    """References of different key stores cannot be joined, even under one wrapping key."""
    with Vault.open(tmp_path / "other.ledger", wrapping_key=wrapping_key, create=True) as other:
        assert other.pseudonym("caller", NUMBER) != vault.pseudonym("caller", NUMBER)


def test_a_reference_is_the_hmac_that_its_docstring_names(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reference computed once by another program comes out again, so tags stay the same."""
    monkeypatch.setattr("os.urandom", lambda size: bytes(range(size)))
    key = WrappingKey(b"\x01" * 32)

    with Vault.open(ledger, wrapping_key=key, create=True) as opened:
        assert opened.pseudonym("caller", NUMBER) == "koybkfta5dg34le2"


def test_a_damaged_key_of_references_is_one_clear_sentence(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """A reference is never made under a wrong key, which would split a person in two."""
    vault.close()
    change_store(ledger, "UPDATE key_store SET pseudonym_key = zeroblob(60)")

    with (
        Vault.open(ledger, wrapping_key=wrapping_key) as later,
        pytest.raises(VaultUnavailable, match="key of references is damaged"),
    ):
        later.pseudonym("caller", NUMBER)


@pytest.mark.parametrize("part", ["clear", "subject", "field"])
def test_texts_that_are_not_unicode_are_refused(vault: Vault, part: str) -> None:
    """Lone surrogates are refused wherever they stand."""
    clear = "\udfff" if part == "clear" else NUMBER
    place = PLACE if part == "clear" else {**PLACE, part: "\udfff"}

    with pytest.raises(NotText):
        vault.seal(clear, **place)


def test_a_closed_vault_says_so(vault: Vault) -> None:
    """Using a vault after closing it is a sentence too."""
    sealed = vault.seal(NUMBER, **PLACE)
    vault.close()

    with pytest.raises(VaultUnavailable, match="has been closed"):
        vault.reveal(sealed, **PLACE)


def test_keys_remember_when_and_by_what_they_were_wrapped(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """Rotation and erasure will find the time, the wrapping key and the format of every key."""
    vault.seal(NUMBER, **PLACE)
    db = apsw.Connection(str(key_store_path(ledger)))
    rows = list(
        db.execute("SELECT created_at, wrapping_key, format, destroyed_at FROM subject_key")
    )
    db.close()

    assert rows == [(1_793_694_600_000_000, wrapping_key.id, 1, None)]


def test_importing_the_vault_loads_no_heavy_library() -> None:
    """A command that touches no personal field pays for neither cryptography nor SQLite."""
    program = (
        "import sys, ledger.vault\n"
        "print(*(name for name in ('cryptography', 'apsw', 'sqlite3') if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""


def test_the_opened_vault_is_one_over_keys(vault: Vault) -> None:
    """Creating gives a vault that seals, not one that refuses."""
    assert isinstance(vault, KeyVault)
