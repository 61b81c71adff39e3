"""The disk that loses power keeps what was synced, and of the rest anything or nothing."""

from __future__ import annotations

from random import Random

import pytest

from tests.faults.power_loss import SECTOR, Disk, File, PowerCut, SyncFailed


def test_what_was_synced_survives_and_nothing_else_must() -> None:
    """Synced bytes are kept at every cut; bytes written since, at one cut and not at another."""
    file = File()
    file.change(0, b"synced")
    file.sync()
    file.change(6, b" and not")
    left = {file.after_a_cut(Random(seed), 0.5, 0.0) for seed in range(20)}
    assert left == {b"synced", b"synced and not"}
    assert bytes(file.seen) == b"synced and not"


def test_writes_may_be_kept_out_of_order() -> None:
    """A later write can survive one that was made before it, which then reads as zeros."""
    file = File()
    file.change(0, b"one")
    file.change(3, b"two")
    left = {file.after_a_cut(Random(seed), 0.5, 0.0) for seed in range(40)}
    assert left == {b"", b"one", b"onetwo", b"\0\0\0two"}


def test_a_torn_write_is_torn_at_sectors() -> None:
    """Of a torn write every sector is whole, missing, or noise, and some cut has each of these."""
    file = File(bytes(4 * SECTOR))
    data = bytes([7]) * (3 * SECTOR)
    file.change(SECTOR // 2, data)
    kinds: set[str] = set()
    for seed in range(40):
        left = file.after_a_cut(Random(seed), 0.0, 1.0)
        assert len(left) == 4 * SECTOR
        assert left[: SECTOR // 2] == bytes(SECTOR // 2)
        for start in (SECTOR, 2 * SECTOR):
            sector = left[start : start + SECTOR]
            whole, missing = sector == data[:SECTOR], sector == bytes(SECTOR)
            kinds.add("whole" if whole else "missing" if missing else "noise")
    assert kinds == {"whole", "missing", "noise"}


def test_a_truncation_is_a_change_like_any_other() -> None:
    """A file cut short without a sync may have its old length after a power cut."""
    file = File(b"long")
    file.change(1, None)
    assert {file.after_a_cut(Random(seed), 0.5, 0.0) for seed in range(20)} == {b"l", b"long"}


def test_the_power_goes_at_the_change_it_was_set_to() -> None:
    """With two changes left the third does not take place, and nothing works any more."""
    disk = Disk(Random(1), changes=2)
    file = disk.files["a"] = File()
    disk.sync(file)
    disk.sync(file)
    for _ in range(2):
        with pytest.raises(PowerCut):
            disk.sync(file)
    with pytest.raises(PowerCut):
        disk.require_power()


def test_a_dishonest_disk_syncs_nothing() -> None:
    """A disk that only says it has synced loses synced bytes."""
    disk = Disk(Random(1), honest=False)
    file = disk.files["a"] = File()
    file.change(0, b"x")
    disk.sync(file)
    assert {file.after_a_cut(Random(seed), 0.5, 0.0) for seed in range(20)} == {b"", b"x"}


def test_a_sync_that_fails_may_lose_what_programs_still_see() -> None:
    """After the error the changes are there for whoever reads, and lasting only in some cases."""
    left = set()
    for seed in range(20):
        disk = Disk(Random(seed), failing=1.0)
        file = disk.files["a"] = File()
        file.change(0, b"x")
        with pytest.raises(SyncFailed):
            disk.sync(file)
        assert bytes(file.seen) == b"x"
        left.add(file.after_a_cut(Random(1), 1.0, 0.0))
    assert left == {b"", b"x"}


def test_a_file_removed_without_syncing_its_folder_may_come_back() -> None:
    """Only a removal that was made lasting is there for certain after a cut."""
    seen = set()
    for seed in range(20):
        disk = Disk(Random(seed))
        disk.files["a"], disk.files["b"] = File(), File()
        disk.remove("a", lasting=False)
        disk.remove("b", lasting=True)
        seen.add(tuple(disk.after_a_cut()))
    assert seen == {(), ("a",)}
