"""The digest of a ledger."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from ledger.keeping.digest import digest_of
from ledger.store.recorder import DCBEvent, Recorded

FIRST = Recorded(DCBEvent("note", b"{}", ["a:1", "b"]), 1, 5, 60, b"\x01\x02")
SECOND = Recorded(DCBEvent("记", b"", []), 2, 0, 7, None)


def test_the_digest_is_the_one_described() -> None:
    """Whoever knows the description and SHA-256 can make it again without this program."""
    told = (
        b"1:1,4:note,1:5,2:60,1:2,3:a:1,1:b,1:1,2:\x01\x02,2:{},"
        b"1:2,3:\xe8\xae\xb0,1:0,1:7,1:0,1:0,0:,"
    )
    digest = digest_of([FIRST, SECOND])
    assert digest.hexdigest() == sha256(told).hexdigest()
    assert digest.events == 2


@pytest.mark.parametrize(
    "other",
    [
        replace(FIRST, position=2),
        replace(FIRST, occurred_at=6),
        replace(FIRST, recorded_at=61),
        replace(FIRST, command=None),
        replace(FIRST, command=b"\x01"),
        replace(FIRST, event=DCBEvent("notes", b"{}", ["a:1", "b"])),
        replace(FIRST, event=DCBEvent("note", b"{ }", ["a:1", "b"])),
        replace(FIRST, event=DCBEvent("note", b"{}", ["b", "a:1"])),
        replace(FIRST, event=DCBEvent("note", b"{}", ["a:1b"])),
        replace(FIRST, event=DCBEvent("note", b"{}", ["a:1", "b", ""])),
    ],
)
def test_whatever_differs_changes_the_digest(other: Recorded) -> None:
    """Place, times, type, tags and their order, command and bytes all count."""
    assert digest_of([other]).hexdigest() != digest_of([FIRST]).hexdigest()
