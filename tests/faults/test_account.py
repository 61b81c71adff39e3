"""The account notices every way in which a ledger can break its word."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import cast

import pytest

from ledger.store.recorder import AppendConflict, LedgerRecorder, Recorded, Span, StoreUnavailable
from tests.faults.account import Account, Asked, Findings
from tests.faults.tally import Tally, table


class Paper:
    """A ledger that is whatever a test writes down."""

    def __init__(self) -> None:
        self.events: list[Recorded] = []

    def write(self, asked: Asked, *, leave_out: int = 0, skip: int = 0) -> Span:
        """Write a command's events down, less the last ones, after skipping positions."""
        first = (self.events[-1].position if self.events else 0) + 1 + skip
        events = asked.repeat.events[: len(asked.repeat.events) - leave_out]
        self.events += [Recorded(event, first + i) for i, event in enumerate(events)]
        return Span(first, first + len(events) - 1)

    def read(self, *, after: int) -> list[Recorded]:
        """The events after a position."""
        return [event for event in self.events if event.position > after]


def sized(account: Account, at_least: int) -> Asked:
    """The next command with enough events."""
    return next(asked for asked in iter(account.ask, None) if len(asked.repeat.events) >= at_least)


def lose(account: Account, paper: Paper) -> None:
    """Acknowledge a command that is not there."""
    account.note(account.ask().number, Span(1, 1))


def misplace(account: Account, paper: Paper) -> None:
    """Acknowledge a command in another place than its own."""
    asked = account.ask()
    span = paper.write(asked)
    account.note(asked.number, Span(span.first + 1, span.last + 1))


def skip(account: Account, paper: Paper) -> None:
    """Leave a position out."""
    paper.write(account.ask(), skip=1)


def repeat(account: Account, paper: Paper) -> None:
    """Record a command twice."""
    asked = account.ask()
    paper.write(asked)
    paper.write(asked)


def halve(account: Account, paper: Paper) -> None:
    """Record a command without its last event."""
    paper.write(sized(account, 2), leave_out=1)
    paper.write(account.ask())


def cut(account: Account, paper: Paper) -> None:
    """End the ledger in the middle of a command."""
    paper.write(sized(account, 2), leave_out=1)


def defy(account: Account, paper: Paper) -> None:
    """Record a command that was refused."""
    asked = account.ask()
    account.note(asked.number, AppendConflict([1]))
    paper.write(asked)


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        (lose, Findings(lost=1)),
        (misplace, Findings(lost=1)),
        (skip, Findings(gaps=1)),
        (repeat, Findings(duplicates=1)),
        (halve, Findings(halves=1)),
        (cut, Findings(halves=1)),
        (defy, Findings(unasked=1)),
    ],
)
def test_a_broken_word_is_found(deed: Callable[[Account, Paper], None], found: Findings) -> None:
    """Each way of breaking a word is found once and called by its name."""
    account, paper = Account(Random(1)), Paper()
    for _ in range(3):
        asked = account.ask()
        account.note(asked.number, paper.write(asked))
    deed(account, paper)
    assert account.audit(cast(LedgerRecorder, paper)) == found


def test_a_kept_word_finds_nothing() -> None:
    """Whole commands in their places, and unknown outcomes either way, are as they should be."""
    account, paper = Account(Random(1)), Paper()
    for number in range(40):
        asked = account.ask()
        if number % 4 == 1:
            account.note(asked.number, StoreUnavailable("x"))
        elif number % 4 == 2:
            account.note(asked.number, AppendConflict([1]))
        else:
            span = paper.write(asked)
            if number % 4 == 3:
                account.note(asked.number, span)
        if number % 7 == 0:
            assert account.audit(cast(LedgerRecorder, paper)) == Findings()
    assert account.audit(cast(LedgerRecorder, paper)) == Findings()
    assert account.acknowledged == 10
    assert len(account.unknown) == 10


def test_a_table_says_what_is_wrong() -> None:
    """A tally without trials, with findings, or without those it must have, is called wrong."""
    empty = Tally("cut", "sqlite")
    sound = Tally("cut", "sqlite")
    sound.add(Findings(), 5)
    unsound = Tally("cut", "sqlite")
    unsound.add(Findings(lost=1), 5)
    bites = Tally("cut", "sqlite", must_find=True)
    bites.add(Findings(lost=1), 5)
    blunt = Tally("cut", "sqlite", must_find=True)
    blunt.add(Findings(), 5)
    verdicts = [each.passed for each in (empty, sound, unsound, bites, blunt)]
    assert verdicts == [False, True, False, True, False]
    lines = table([sound, unsound]).splitlines()
    assert len(lines) == 4
    assert "as it should be" in lines[2]
    assert "WRONG" in lines[3]
