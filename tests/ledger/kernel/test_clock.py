"""Clocks and ids are given, and keep their promises."""

from datetime import UTC, datetime, timedelta

import time_machine

from ledger.kernel.clock import CountedIds, FrozenClock, RandomIds, SystemClock

AT = datetime(2026, 11, 21, tzinfo=UTC)


def test_the_system_clock_does_not_follow_the_machine_backwards() -> None:
    """When the machine is set back, the book's time stands still until it is passed again."""
    clock = SystemClock()
    with time_machine.travel(AT, tick=False):
        first = clock.now()
    with time_machine.travel(AT - timedelta(hours=1), tick=False):
        assert clock.now() == first
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        assert clock.now() == AT + timedelta(hours=1)


def test_a_frozen_clock_moves_only_when_told() -> None:
    """A test's time is what the test says."""
    clock = FrozenClock(AT)
    assert clock.now() == clock.now() == AT
    clock.advance(timedelta(minutes=1))
    assert clock.now() == AT + timedelta(minutes=1)


def test_command_ids_are_version_7_and_sort_by_time() -> None:
    """RFC 9562: a version 7 id begins with its milliseconds, so later ids are greater."""
    for ids in (RandomIds(), CountedIds()):
        early, late = ids.command(AT), ids.command(AT + timedelta(seconds=1))
        assert (early.version, late.version) == (7, 7)
        assert early < late


def test_counted_ids_repeat_and_random_ids_do_not() -> None:
    """Two runs that count mint the same ids; two random ids of one instant differ."""
    assert [CountedIds().command(AT) for _ in range(2)] == [CountedIds().command(AT)] * 2
    assert len({RandomIds().command(AT) for _ in range(100)}) == 100
