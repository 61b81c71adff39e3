"""Leave and swaps as their screen is shown them: what waits for whom, and the shifts concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum
from typing import NamedTuple

from console.presenters.people import People as Registered
from console.presenters.turns import NOBODY, Turn, turn_of
from ledger.book import Book
from ledger.kernel.action import Role
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros
from ledger.kernel.words import Unfit
from ledger.registers.entries import LEADERS
from ledger.registers.roster.holding import day_of
from ledger.rulebook.lookup import OutsideCoverage
from ledger.views.runner import Runner
from ledger.views.storing import StoredViews
from projections.people import People, PersonRow, deputy_now
from projections.requests import ASKED, LEAVE, OFFERED, SWAP, Requests, StoodRow, signatures
from projections.roster import Roster, ShiftRow

LATELY = timedelta(days=30)
"""How long requests stay on the list after they were closed, or what they were for is over."""

_SEES_ALL = {*LEADERS, Role.AUDITOR, Role.ADMINISTRATOR}
_DAY: Micros = 86_400_000_000


class Group(IntEnum):
    """Where on the list a request stands."""

    MINE = 0
    """It waits for whoever looks."""
    WAITING = 1
    """It waits for others."""
    GOING_ON = 2
    """It was granted or made, and something is still to come of it."""
    CLOSED = 3


class Request(NamedTuple):
    """One line: a request, whose turn it is, and the shifts that it is about."""

    row: StoodRow
    group: Group
    turn: Turn
    shifts: tuple[ShiftRow, ...]
    decide_by: Micros | None
    """When the leave, or the first of the shifts, begins; only while it waits."""
    repaid_by: str | None = None
    """The swap that has made this one good."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is and its id."""
        return self.row.kind, self.row.request


class Inbox(NamedTuple):
    """What is listed, people's names, and ids for the next leave and the next swap."""

    requests: tuple[Request, ...]
    names: Mapping[str, str]
    next_leave: str = ""
    next_swap: str = ""


class Staff:
    """Who everybody is at one instant, as far as it decides whose turn something is."""

    def __init__(self, people: People, now: Micros) -> None:
        self._people = people.people
        self._now = now

    def stands_in_for(self, person: str) -> str | None:
        """Whom a person stands in for at present."""
        row = self._people.get(person)
        return row.deputy_for if row is not None and deputy_now(row, self._now) else None

    def post(self, person: str | None) -> str | None:
        """The post that a person holds."""
        row = self._row(person)
        return None if row is None else row.post

    def supervisor(self, person: str | None) -> str | None:
        """The number of a person's superior."""
        row = self._row(person)
        return None if row is None else row.supervisor

    def roles(self, person: str) -> frozenset[str]:
        """The roles that a person holds, with those of whom they stand in for."""
        rows = (self._row(person), self._row(self.stands_in_for(person)))
        return frozenset(role for row in rows if row is not None for role in row.roles.split())

    def _row(self, person: str | None) -> PersonRow | None:
        return None if person is None else self._people.get(person)


class InboxView:
    """Makes the list; carries the views of people and of the roster along with the requests."""

    def __init__(self, book: Book, tables: StoredViews | None, actor: str | None) -> None:
        self._book = book
        self._actor = actor
        self._people = Runner(book, People(), tables)
        self._roster = Runner(book, Roster(), tables)

    def inbox(self, view: Requests, registered: Registered) -> Inbox:
        """The requests as of now: those that wait for the actor first, lately closed ones last.

        :raises StoreError: when the ledger cannot be reached.
        """
        now = micros(self._book.clock.now())
        since = now - round(LATELY / timedelta(microseconds=1))
        going_on = (row for row in view.open.values() if _is_of_late(row, since))
        return self.listed(view, registered, [*going_on, *view.closed_between(since, now + 1)])

    def listed(self, view: Requests, registered: Registered, rows: Iterable[StoodRow]) -> Inbox:
        """Some requests as they stand now, in the same order.

        :raises StoreError: when the ledger cannot be reached.
        """
        self._people.catch_up()
        self._people.save()
        self._roster.catch_up()
        self._roster.save()
        staff = Staff(self._people.projection, micros(self._book.clock.now()))
        seen = [copy(row) for row in rows if self._sees(row, staff)]
        shifts = shifts_of(self._roster.projection, seen)
        listed = sorted((self._request(row, view, staff, shifts) for row in seen), key=_order)
        people = {
            person for each in listed for person in (*_people_of(each.row), *each.turn.people)
        }
        return Inbox(
            tuple(listed),
            registered.of(people),
            self._next("L", LEAVE, view),
            self._next("S", SWAP, view),
        )

    @property
    def roster(self) -> Roster:
        """The roster beneath the list, as it was when the list was made."""
        return self._roster.projection

    @property
    def post(self) -> str | None:
        """The post of whoever looks."""
        return Staff(self._people.projection, 0).post(self._actor)

    def _sees(self, row: StoodRow, staff: Staff) -> bool:
        """Leaders see everything, others what they take part in, and what is offered to all."""
        if self._actor is None or staff.roles(self._actor) & _SEES_ALL:
            return True
        if row.state == OFFERED:
            return True
        return self._actor in (row.person, row.other)

    def _request(
        self,
        row: StoodRow,
        view: Requests,
        staff: Staff,
        shifts: Mapping[tuple[str, str], Sequence[ShiftRow]],
    ) -> Request:
        found = tuple(shifts[row.kind, row.request])
        begins = row.starts if row.starts is not None else min(_begins(found), default=None)
        repaid = view.repayments.get(row.request) if row.kind == SWAP else None
        by = None if repaid is None else repaid.by
        if row.state == OFFERED:
            return Request(row, Group.WAITING, NOBODY, found, begins, by)
        if row.state != ASKED:
            group = Group.CLOSED if hasattr(row, "closed_at") else Group.GOING_ON
            return Request(row, group, NOBODY, found, None, by)
        turn = self._turn(row, staff)
        group = Group.MINE if self._is_mine(row, turn, staff) else Group.WAITING
        return Request(row, group, turn, found, begins, by)

    def _turn(self, row: StoodRow, staff: Staff) -> Turn:
        try:
            return turn_of(self._book.law_on(self._book.clock.now()), row, staff)
        except OutsideCoverage:
            # Whoever signs is told which clause says nothing of it; the list goes on.
            return NOBODY

    def _is_mine(self, row: StoodRow, turn: Turn, staff: Staff) -> bool:
        if self._actor is None:
            return False
        deputy_of = staff.stands_in_for(self._actor)
        acting = {self._actor} if deputy_of is None else {self._actor, deputy_of}
        if acting & {row.person, row.other}:
            return False
        if any(each.signer == self._actor for each in signatures(row)):
            return False
        if turn.people:
            return bool(acting.intersection(turn.people))
        return any(staff.post(each) in turn.posts for each in acting)

    def _next(self, letter: str, kind: str, view: Requests) -> str:
        """An id that no request has had: ``L-2026-11-22-A031``, then ``L-2026-11-22-A031-2``."""
        today = self._book.clock.now().astimezone(self._book.site.zone).date()
        base = f"{letter}-{today}-{self._actor or ''}".rstrip("-")
        since = micros(self._book.clock.now()) - 2 * _DAY
        taken = {row.request for row in view.open.values() if row.kind == kind}
        taken |= {row.request for row in view.closed.between(since, since + 4 * _DAY)}
        return next(each for each in _numbered(base) if each not in taken)


def shifts_of(
    roster: Roster, rows: Iterable[StoodRow]
) -> dict[tuple[str, str], tuple[ShiftRow, ...]]:
    """The shifts that requests are about: named by a swap, or of the person during a leave."""
    wanted = list(rows)
    spans = [(row.starts, row.ends) for row in wanted if row.starts is not None and row.ends]
    begins, ends = [start for start, _ in spans], [end for _, end in spans]
    for row in wanted:
        for at in filter(None, (_day_of(row.given), _day_of(row.taken))):
            begins.append(at - _DAY)
            ends.append(at + 3 * _DAY)
    by_person: dict[str, list[ShiftRow]] = {}
    by_shift: dict[str, ShiftRow] = {}
    for each in roster.between(min(begins), max(ends)) if begins else ():
        by_person.setdefault(each.person or "", []).append(copy(each))
        by_shift[each.shift] = by_person[each.person or ""][-1]
    return {
        (row.kind, row.request): tuple(
            _on_leave(row, by_person)
            if row.kind == LEAVE
            else (by_shift[each] for each in (row.given, row.taken) if each in by_shift)
        )
        for row in wanted
    }


def _is_of_late(row: StoodRow, since: Micros) -> bool:
    """Whether a request waits, or what it was for was not long ago."""
    return row.state in (OFFERED, ASKED) or (row.ends or row.decided_at or since) >= since


def _begins(shifts: Iterable[ShiftRow]) -> Iterator[Micros]:
    return (each.starts for each in shifts)


def _on_leave(row: StoodRow, shifts: Mapping[str, Sequence[ShiftRow]]) -> Iterator[ShiftRow]:
    if row.starts is None or row.ends is None:
        return
    for each in shifts.get(row.person, ()):
        if each.starts < row.ends and row.starts < each.ends:
            yield each


def _day_of(shift: str | None) -> Micros | None:
    """Midnight in UTC of the day that a shift's id begins with, or None for free text."""
    if shift is None:
        return None
    try:
        return micros(datetime.combine(day_of(shift), time(), UTC))
    except Unfit:
        return None


def _people_of(row: StoodRow) -> Iterator[str]:
    yield from (each for each in (row.person, row.other, row.ender, row.asker) if each)
    for each in signatures(row):
        yield each.signer


def _order(request: Request) -> tuple[int, int, int]:
    row = request.row
    if request.group in (Group.MINE, Group.WAITING):
        return request.group, request.decide_by or row.asked_at, row.asked
    return request.group, -(row.decided_at or row.asked_at), -row.position


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
