"""The keys that go along: wrapped as they are, added to, never mixed with another ledger's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.keeping.copying import copy_ledger
from ledger.keeping.faults import OtherKeys
from ledger.keeping.keys import Heading, KeyRow, Keys, copy_keys
from ledger.keeping.places import Place, place_of
from ledger.opening import open_book
from ledger.vault import KeyUnusable, VaultUnavailable, key_store_path, wrapping_key_path
from tests.ledger.keeping.conftest import grow, make, name_in


def keys_in(place: Place) -> tuple[Heading, set[KeyRow]] | None:
    """All that the key store holds."""
    with place.keys().read() as keys:
        return None if keys is None else (keys.heading, set(keys.rows))


def destroyed(row: KeyRow) -> KeyRow:
    """The same key after it has been destroyed."""
    return row._replace(wrapped=None, destroyed_at=7)


def put(place: Place, rows: list[KeyRow], heading: Heading | None = None) -> int:
    """Put keys into the key store, under its own heading unless told otherwise."""
    own = keys_in(place)
    assert own is not None
    return place.keys().put(Keys(heading or own[0], iter(rows)), "elsewhere")


def test_keys_are_taken_along_as_they_are(source: str, target: str) -> None:
    """Without the wrapping key, which is at another place, every key arrives wrapped as it was."""
    wrapping_key_path().unlink()
    copy_ledger(place_of(source), place_of(target))
    there, here = keys_in(place_of(target)), keys_in(place_of(source))
    assert there == here
    assert there is not None
    assert len(there[1]) == 21


def test_keys_are_added_to_those_that_came_before(source: str, target: str) -> None:
    """Copying again brings the keys of new people, and those that are there already stay."""
    copy_ledger(place_of(source), place_of(target))
    grow(source, 30, first=20)
    assert copy_ledger(place_of(source), place_of(target)).keys == 51
    assert keys_in(place_of(target)) == keys_in(place_of(source))


def test_more_keys_than_are_carried_at_once(source: str, target: str) -> None:
    """Thousands of keys arrive like a few."""
    place = place_of(source)
    rows = [KeyRow(f"customer:{n}", "p", 1, "w", b"%d" % n, n, None) for n in range(2_500)]
    assert put(place, rows) == 2_500
    assert copy_ledger(place, place_of(target)).keys == 2_521
    assert keys_in(place_of(target)) == keys_in(place)


def test_another_ledgers_keys_are_left_alone(source: str, target: str) -> None:
    """A target that has a key store of its own is refused before an event is copied."""
    make(target, calls=0)
    before = keys_in(place_of(target))
    with pytest.raises(OtherKeys) as fault:
        copy_keys(place_of(source).keys(), place_of(target).keys())
    assert place_of(source).keys().shown in str(fault.value)
    assert keys_in(place_of(target)) == before


def test_one_key_that_differs_leaves_all_as_they_were(source: str) -> None:
    """Of keys among which one is another than the one that is there, none is added."""
    place = place_of(source)
    before = keys_in(place)
    assert before is not None
    one = sorted(before[1])[0]
    new = KeyRow("customer:new", "p", 1, "w", b"new", 1, None)
    with pytest.raises(OtherKeys):
        put(place, [new, one._replace(wrapped=b"another")])
    assert keys_in(place) == before


def test_keys_without_their_ledgers_are_not_adopted(ledger: str, tmp_path: Path) -> None:
    """Where the source has no key store, the target may not have one either."""
    target = place_of(make(str(tmp_path / "other.ledger")))
    key_store_path(Path(ledger)).unlink()
    with pytest.raises(OtherKeys):
        copy_keys(place_of(ledger).keys(), target.keys())


def test_a_ledger_without_keys_is_copied_without(ledger: str, target: str) -> None:
    """Its fields stay sealed, and the copy tells that it has none."""
    key_store_path(Path(ledger)).unlink()
    assert copy_ledger(place_of(ledger), place_of(target)).keys is None
    assert keys_in(place_of(target)) is None


def test_a_key_destroyed_at_the_source_is_destroyed_in_its_copies(ledger: str, target: str) -> None:
    """Erasing a person reaches a copy the next time it is brought up to date."""
    copy_ledger(place_of(ledger), place_of(target))
    found = keys_in(place_of(ledger))
    assert found is not None
    gone = next(row for row in found[1] if row.subject == "person:A003")
    put(place_of(ledger), [destroyed(gone)])
    copy_ledger(place_of(ledger), place_of(target))
    assert keys_in(place_of(target)) == keys_in(place_of(ledger))
    with pytest.raises(KeyUnusable, match="destroyed"):
        name_in(target)


def test_a_destroyed_key_does_not_come_back(ledger: str, target: str) -> None:
    """A copy made before somebody was erased brings nothing back."""
    copy_ledger(place_of(ledger), place_of(target))
    found = keys_in(place_of(ledger))
    assert found is not None
    gone = next(row for row in found[1] if row.subject == "person:A003")
    put(place_of(target), [destroyed(gone)])
    copy_keys(place_of(ledger).keys(), place_of(target).keys())
    with pytest.raises(KeyUnusable, match="destroyed"):
        name_in(target)


def test_the_vault_of_a_copy_makes_new_keys(ledger: str, target: str) -> None:
    """A copy is worked with like the ledger it was made of: new people are sealed and opened."""
    copy_ledger(place_of(ledger), place_of(target))
    grow(target, 2, first=60)
    book = open_book(target, readonly=True)
    newest = next(each for each in book.read(backwards=True) if each.type_name == "call.offered")
    assert book.reveal(newest, "number") == "13800000061"
    book.close()


def test_a_file_that_is_no_key_store_is_told(ledger: str, tmp_path: Path) -> None:
    """A stray file in the key store's place is neither copied nor overwritten."""
    stray = key_store_path(Path(ledger))
    stray.unlink()
    stray.write_text("not a key store\n" * 100)
    with pytest.raises(VaultUnavailable):
        copy_ledger(place_of(ledger), place_of(str(tmp_path / "copy.ledger")))
    assert stray.read_text().startswith("not a key store")
