"""What events that are looked at in advance would do to the half hours of their days.

Each kind of event that changes who is present says so here (:func:`foresees`), so that the form
that shows it knows none of them. Nothing is told of days whose need is not known.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import structs

from console.presenters import rosters
from ledger.book import Book
from ledger.kernel.event import Event, instant, micros
from ledger.kernel.projection import Micros
from ledger.kernel.words import Unfit
from ledger.registers.leave.events import LeaveGranted, LeaveRequested, LeaveSigned
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.registers.roster.holding import day_of
from ledger.registers.swaps.events import ShiftSwapped, SwapAgreed, SwapRequested
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.floor import Floor
from projections.requests import LEAVE, SWAP, Requests, StoodRow
from projections.requests.absences import Absence, absences, by_person, worked
from projections.roster import Roster, ShiftRow
from projections.roster.board import midnight
from projections.staffing.coverage import planned
from projections.staffing.need import Need

_DAY = timedelta(days=1)
_MOST_DAYS = 7


class Change(NamedTuple):
    """What events would change of the roster: shifts that go, shifts that come, people away."""

    gone: tuple[ShiftRow, ...] = ()
    come: tuple[ShiftRow, ...] = ()
    away: tuple[Absence, ...] = ()

    def __or__(self, other: Change) -> Change:
        """Both together."""
        return Change(self.gone + other.gone, self.come + other.come, self.away + other.away)


class Shortfall(NamedTuple):
    """Half hours in a row that a change leaves with fewer people than they need."""

    starts: Micros
    ends: Micros
    before: int
    after: int
    need: int
    served_before: float | None
    """The share answered in time with the people of before; None where it cannot be told."""
    served_after: float | None


class Foresight(NamedTuple):
    """What a change would do: where it leaves too few, and whether it takes anybody away."""

    shortfalls: tuple[Shortfall, ...]
    fewer: bool


class Known:
    """The views that a change is told from."""

    def __init__(self, book: Book, views: Path | str | None) -> None:
        tables = stored_views(views) if views is not None else None
        self._tables = tables
        self._roster = Runner(book, Roster(), tables)
        self._requests = Runner(book, Requests(), tables)
        self._floor = Runner(book, Floor(book.lawbook.on, book.site.zone), tables)
        self._zone = book.site.zone

    def catch_up(self) -> None:
        """Carry all of them to the head, and store what no screen may have stored yet."""
        for runner in (self._roster, self._requests, self._floor):
            runner.catch_up()
            runner.save()

    def close(self) -> None:
        """Let go of the stored views."""
        if self._tables is not None:
            self._tables.close()

    @property
    def roster(self) -> Roster:
        """Who is on which shift."""
        return self._roster.projection

    @property
    def requests(self) -> Requests:
        """What was asked for."""
        return self._requests.projection

    @property
    def floor(self) -> Floor:
        """The calls of the past."""
        return self._floor.projection

    def shift(self, shift: str | None) -> ShiftRow | None:
        """A shift by its identity, unless nobody is on it."""
        if shift is None:
            return None
        try:
            day = day_of(shift)
        except Unfit:
            return None
        begins, ends = (micros(midnight(each, self._zone)) for each in (day, day + 2 * _DAY))
        return next((row for row in self.roster.between(begins, ends) if row.shift == shift), None)

    def request(self, kind: str, request: str) -> StoodRow | None:
        """A request that goes on."""
        return self.requests.open.get((kind, request))


Foreseeing = Callable[[Any, Known], Change]
_FORESEEN: dict[type[Event], Foreseeing] = {}


def foresees(*types: type[Event]) -> Callable[[Foreseeing], Foreseeing]:
    """Mark what says which shifts events of these types would change."""

    def mark(tell: Foreseeing) -> Foreseeing:
        _FORESEEN.update(dict.fromkeys(types, tell))
        return tell

    return mark


class Forecast:
    """Tells what events would do; carries its views along, and is used from any thread."""

    def __init__(self, book: Book, views: Path | str | None) -> None:
        self._book = book
        self._views = views
        self._known: Known | None = None
        self._needs: dict[date, list[Need]] = {}
        self._lock = threading.Lock()

    def of(self, events: Iterable[Event]) -> Foresight | None:
        """What events would do, or None where they change nobody's presence, or no need is known.

        :raises StoreError: when the ledger cannot be reached.
        """
        concerned = [event for event in events if type(event) in _FORESEEN]
        if not concerned:
            return None
        with self._lock:
            if self._known is None:
                self._known = Known(self._book, self._views)
            self._known.catch_up()
            change = Change()
            for event in concerned:
                change |= _FORESEEN[type(event)](event, self._known)
            return self._foresight(change, self._known)

    def close(self) -> None:
        """Let go of the stored views."""
        with self._lock:
            if self._known is not None:
                self._known.close()
                self._known = None

    def _foresight(self, change: Change, known: Known) -> Foresight | None:
        found, fewer, told = [], False, False
        for day in self._days(change):
            needs = self._need(day, known.floor)
            if not any(each.demand.weeks and each.agents for each in needs):
                continue
            told = True
            before, after = _planned(needs, change, known)
            fewer = fewer or any(now > then for now, then in zip(before, after, strict=True))
            within = rosters.aim(self._book, day).within
            found += _shortfalls(needs, before, after, within)
        return Foresight(tuple(found), fewer) if told else None

    def _need(self, day: date, floor: Floor) -> list[Need]:
        found = self._needs.get(day)
        if found is None:
            found = self._needs[day] = rosters.need(self._book, floor, day)
        return found

    def _days(self, change: Change) -> list[date]:
        """The site's days that a change touches, the first week of them."""
        zone = self._book.site.zone
        days: set[date] = set()
        spans = [(row.starts, row.ends) for row in (*change.gone, *change.come)]
        spans += [(absence.starts, absence.ends) for absence in change.away]
        for starts, ends in spans:
            day = instant(starts).astimezone(zone).date()
            last = instant(ends - 1).astimezone(zone).date()
            while day <= last and len(days) < _MOST_DAYS:
                days.add(day)
                day += _DAY
        return sorted(days)


def _planned(needs: Sequence[Need], change: Change, known: Known) -> tuple[list[int], list[int]]:
    spans = [(each.demand.starts, each.demand.ends) for each in needs]
    begins, ends = spans[0][0], spans[-1][1]
    shifts = known.roster.between(begins, ends)
    away = absences(known.requests, begins, ends)
    gone = {row.shift for row in change.gone}
    # A signature may complete what it is for, so that two events tell of the same shift.
    come = {row.shift: row for row in change.come}.values()
    after = [*(row for row in shifts if row.shift not in gone), *come]
    absent = by_person(away)
    more = by_person([*away, *change.away])
    return planned(spans, worked(shifts, absent)), planned(spans, worked(after, more))


def _shortfalls(
    needs: Sequence[Need], before: Sequence[int], after: Sequence[int], within: float
) -> list[Shortfall]:
    found: list[Shortfall] = []
    for need, now, then in zip(needs, before, after, strict=True):
        if then >= now or then >= need.agents:
            continue
        demand = need.demand
        served = [demand.with_agents(agents, within) for agents in (now, then)]
        shares = [None if each is None else each.service_level for each in served]
        last = found[-1] if found else None
        if last is not None and (last.ends, *last[2:5]) == (demand.starts, now, then, need.agents):
            found[-1] = last._replace(ends=demand.ends)
        else:
            found.append(Shortfall(demand.starts, demand.ends, now, then, need.agents, *shares))
    return found


@foresees(ShiftAssigned)
def _assigned(event: ShiftAssigned, known: Known) -> Change:
    row = ShiftRow(
        starts=micros(event.starts),
        shift=event.shift,
        ends=micros(event.ends),
        person=event.person,
        code=event.code,
        first=event.person,
    )
    return Change(come=(row,))


@foresees(ShiftReassigned)
def _reassigned(event: ShiftReassigned, known: Known) -> Change:
    return _passed_on(known.shift(event.shift), event.person)


@foresees(ShiftCancelled)
def _cancelled(event: ShiftCancelled, known: Known) -> Change:
    row = known.shift(event.shift)
    return Change() if row is None else Change(gone=(row,))


@foresees(SwapRequested, ShiftSwapped)
def _swapped(event: SwapRequested | ShiftSwapped, known: Known) -> Change:
    return _exchanged(known.request(SWAP, event.swap), event, known)


@foresees(SwapAgreed)
def _agreed(event: SwapAgreed, known: Known) -> Change:
    return _exchanged(known.request(SWAP, event.swap), event, known)


@foresees(LeaveRequested)
def _asked(event: LeaveRequested, known: Known) -> Change:
    starts, ends = micros(event.starts), micros(event.ends)
    return Change(away=(Absence(event.person, starts, ends, event.leave),))


@foresees(LeaveSigned, LeaveGranted)
def _signed(event: LeaveSigned | LeaveGranted, known: Known) -> Change:
    row = known.request(LEAVE, event.leave)
    if row is None or row.starts is None or row.ends is None:
        return Change()
    return Change(away=(Absence(row.person, row.starts, row.ends, row.request),))


def _exchanged(row: StoodRow | None, event: Event, known: Known) -> Change:
    """Both legs of a swap, told from the request, or from the event that asks for it."""
    told: Any = event if row is None else row
    giver = told.giver if row is None else row.person
    taker = told.taker if row is None else row.other
    return _passed_on(known.shift(told.given), taker) | _passed_on(known.shift(told.taken), giver)


def _passed_on(row: ShiftRow | None, person: str | None) -> Change:
    if row is None or person is None:
        return Change()
    return Change(gone=(row,), come=(structs.replace(row, person=person),))
