"""Leave asked for and signed in a real book by many at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Action, Refused, Role
from ledger.kernel.clock import FrozenClock
from ledger.kernel.event import Event
from ledger.registers.leave.absent import OnLeave
from ledger.registers.leave.case import LeaveDecided
from ledger.registers.leave.events import LeaveGranted, LeaveRequested
from ledger.registers.leave.grant_leave import GrantLeave
from ledger.registers.leave.sign_leave import SignLeave
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.events import ShiftAssigned
from ledger.rulebook.approvals import NothingToSign
from ledger.rulebook.gates import Forbidden
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import Lawbook
from ledger.store.sqlite import SQLiteRecorder
from ledger.testing import NOON
from ledger.vault import Vault, WrappingKey
from tests.ledger.registers.leave.leaves import (
    DEALER,
    LAW,
    LEADER,
    asking,
    requested,
    signed,
)
from tests.ledger.registers.people import AGENT

AT_ONCE = 8


@contextmanager
def book_of(folder: Path, law: Lawbook, events: Sequence[Event]) -> Iterator[Book]:
    """A book in a file in which these events have happened."""
    path = folder / "leave"
    key = WrappingKey.generate()
    with (
        SQLiteRecorder(path) as recorder,
        Vault.open(path, wrapping_key=key, create=True) as vault,
    ):
        clock = FrozenClock(NOON)
        Book.found(recorder, Site("East", "Asia/Shanghai"), vault=vault, clock=clock)
        book = Book(recorder, vault=vault, law=law, clock=clock)
        facts = Facts(book.new_command(), [(each, NOON) for each in events])
        book.record([facts], by="program:test")
        yield book


def at_once(book: Book, deeds: Sequence[tuple[Action, str]]) -> list[Refused]:
    """Do all of it at the same time; what was refused."""
    refusals: list[Refused] = []
    start = threading.Barrier(len(deeds))

    def do(action: Action, by: str) -> Callable[[], None]:
        def done() -> None:
            start.wait()
            try:
                book.act(action, by=by)
            except Refused as refusal:
                refusals.append(refusal)

        return done

    threads = [threading.Thread(target=do(action, by)) for action, by in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def kept(book: Book, kind: type[Event]) -> list[Event]:
    """The events of a type in the book."""
    return [each.event for each in book.read() if isinstance(each.event, kind)]


def test_of_a_team_that_asks_at_once_somebody_stays(tmp_path: Path) -> None:
    """S1.6-18: eight ask for the same day; seven are taken, and the last one is told why not."""
    people = [f"A{number:03d}" for number in range(AT_ONCE)]
    team = [
        PersonRegistered(person=each, name=each, roles=(Role.AGENT,), team="sales")
        for each in people
    ]
    with book_of(tmp_path, DEALER, team) as book:
        refusals = at_once(
            book,
            [
                (
                    asking("2026-11-25T08:00", "2026-11-25T17:00", leave=f"L-{each}", person=each),
                    each,
                )
                for each in people
            ],
        )
        assert len(kept(book, LeaveRequested)) == AT_ONCE - 1
        (refused,) = refusals
        assert isinstance(refused, Forbidden)
        assert refused.clause == "leave.coverage"
        assert len(refused.evidence) == AT_ONCE - 1


def test_of_many_who_sign_the_last_step_at_once_one_grants(tmp_path: Path) -> None:
    """Eight directors sign the same leave: it is granted once, and the others see that it is."""
    directors = [f"D{number:03d}" for number in range(AT_ONCE)]
    happened: list[Event] = [
        AGENT,
        requested("2026-11-25T08:00", "2026-11-25T16:00"),
        signed("A017", "team-leader"),
    ]
    for each in directors:
        happened.append(PersonRegistered(person=each, name=each, roles=(Role.DUTY_LEADER,)))
        happened.append(PersonPlaced(person=each, post="cs-director"))
    with book_of(tmp_path, LAW, happened) as book:
        refusals = at_once(book, [(SignLeave(leave="L-1"), each) for each in directors])
        assert len(kept(book, LeaveGranted)) == 1
        assert len(refusals) == AT_ONCE - 1
        assert all(isinstance(each, LeaveDecided | NothingToSign) for each in refusals)


def test_a_shift_and_a_grant_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    """Either the shift was there when the leave was granted, or it is refused for the leave."""
    happened = [AGENT, LEADER, requested("2026-11-25T08:00", "2026-11-25T16:00")]
    with book_of(tmp_path, Lawbook(built_in()), happened) as book:
        assign = AssignShift(
            person="A003", on=date(2026, 11, 25), code="X", starts="09:00", ends="12:00"
        )
        refusals = at_once(book, [(GrantLeave(leave="L-1"), "A017"), (assign, "A017")])
        order = [
            type(each.event)
            for each in book.read()
            if isinstance(each.event, LeaveGranted | ShiftAssigned)
        ]
        if refusals:
            assert [type(each) for each in refusals] == [OnLeave]
            assert order == [LeaveGranted]
        else:
            assert order == [ShiftAssigned, LeaveGranted]
