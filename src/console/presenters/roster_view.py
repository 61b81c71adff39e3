"""What the week board shows of a book, made on a thread of its own: shifts, names, need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from console.presenters import rosters
from console.presenters.people import People
from ledger.book import Book
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.floor import Floor
from projections.requests import Requests
from projections.requests.absences import Absence, absences, by_person, worked
from projections.roster import Roster
from projections.roster.board import Snapshot, midnight
from projections.roster.rows import ShiftRow
from projections.staffing.coverage import Slot, changed, coverage
from projections.staffing.need import Effect, Need, effects

_WEEK = timedelta(days=7)
_MOST_EFFECTS = 3


class Picture(NamedTuple):
    """The roster about a week, and how one day of it is covered."""

    snapshot: Snapshot
    names: Mapping[str, str]
    day: date
    slots: tuple[Slot, ...]
    absent: tuple[Absence, ...] = ()
    """Who is on leave about these weeks."""

    def holds(self, begins: Micros, ends: Micros) -> bool:
        """Whether all shifts of a span are in it."""
        return self.snapshot.since <= begins and ends <= self.snapshot.until


class RosterView:
    """Makes the pictures; what is asked for may be changed from another thread at any time."""

    def __init__(self, book: Book, views: Path | str | None) -> None:
        self._book = book
        self._views = views
        self._floor: Runner[Floor] | None = None
        self._requests: Runner[Requests] | None = None
        self._needs: dict[date, list[Need]] = {}
        self.asked: tuple[date, date] = (date.min, date.min)
        """The first day of the week on show, and the day under the cursor."""

    def picture(self, roster: Roster, people: People) -> Picture:
        """The weeks about the one asked for, everybody's name, and the coverage of the day."""
        first, day = self.asked
        zone = self._book.site.zone
        begins = micros(midnight(first - _WEEK, zone))
        ends = micros(midnight(first + 2 * _WEEK, zone))
        snapshot = Snapshot(roster, begins, ends)
        absent = tuple(self._absences(begins, ends))
        slots = tuple(self._coverage(snapshot, day, absent))
        return Picture(snapshot, people.of(snapshot.people), day, slots, absent)

    def _absences(self, begins: Micros, ends: Micros) -> list[Absence]:
        if self._requests is None:
            tables = stored_views(self._views) if self._views is not None else None
            self._requests = Runner(self._book, Requests(), tables)
        self._requests.catch_up()
        self._requests.save()
        return absences(self._requests.projection, begins, ends)

    def _coverage(self, snapshot: Snapshot, day: date, absent: Sequence[Absence]) -> list[Slot]:
        if self._floor is None:
            tables = stored_views(self._views) if self._views is not None else None
            floor = Floor(self._book.lawbook.on, self._book.site.zone)
            self._floor = Runner(self._book, floor, tables)
        self._floor.catch_up()
        self._floor.save()
        floor = self._floor.projection
        found = self._needs.get(day)
        if found is None:
            # The past that a day's need is told from is over, so that it is reckoned once.
            found = self._needs[day] = rosters.need(self._book, floor, day)
        shifts = snapshot.between(found[0].demand.starts, found[-1].demand.ends)
        there = worked(shifts, by_person(absent))
        return coverage(found, there, floor, micros(self._book.clock.now()))


def without(
    shift: ShiftRow,
    slots: Sequence[Slot],
    snapshot: Snapshot,
    within: float,
    absent: Sequence[Absence] = (),
) -> list[Effect]:
    """What a day would be like without a shift, in the first half hours that it changes."""
    demands = [slot.need.demand for slot in slots if slot.need is not None]
    if not demands:
        return []
    shifts = worked(snapshot.between(demands[0].starts, demands[-1].ends), by_person(absent))
    before, after = changed(demands, shifts, {shift.shift}, [])
    found = effects(demands, before, after, within)
    # Where no calls are expected nothing can be said of how they would be served.
    return list(islice((each for each in found if each.demand.arrivals), _MOST_EFFECTS))
