"""The fold of the roster: which event changes what."""

from __future__ import annotations

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, Projection, Rows, folds
from ledger.registers.duty.events import DutyAssigned
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.events import (
    Cause,
    DutyGroupFormed,
    RosterPublished,
    RosterWithdrawn,
    ShiftAssigned,
    ShiftCancelled,
    ShiftReassigned,
)
from ledger.registers.swaps.events import ShiftSwapped
from projections.roster.rows import GroupRow, PeriodRow, PersonRow, ShiftRow

_KEPT: Micros = 45 * 86_400_000_000
"""Shifts of about six weeks before the newest event are held in memory, and all to come."""


class Roster(Projection):
    """Who is on which shift, has been, and will be."""

    name = "roster"
    version = 3

    def __init__(self) -> None:
        self.shifts = Rows(ShiftRow)
        self.people = Rows(PersonRow)
        self.periods = Rows(PeriodRow)
        self.groups = Rows(GroupRow)
        super().__init__()

    def horizon(self, table: str) -> Micros:
        """What began long ago rests in the tables."""
        return max(0, self.latest_at - _KEPT)

    def between(self, since: Micros, until: Micros) -> list[ShiftRow]:
        """The shifts with somebody on them that touch a span, by their beginning."""
        # A shift lasts no more than a day and an hour, on the night the clock is put back.
        found = (
            row
            for row in self.shifts.between(since - _LONGEST, until)
            if row.person is not None and row.ends > since
        )
        return sorted(found, key=lambda row: (row.starts, row.shift))

    @folds(PersonRegistered, timely=False)
    def _registered(self, event: PersonRegistered, at: Micros, position: int) -> None:
        self.people.put(
            event.person,
            PersonRow(person=event.person, name=event.name, team=event.team, post=event.post),
        )

    @folds(PersonPlaced, timely=False)
    def _placed(self, event: PersonPlaced, at: Micros, position: int) -> None:
        row = self.people.get(event.person) or PersonRow(person=event.person, name="")
        row.post, row.unit, row.job = event.post, event.unit, event.job
        self.people.put(event.person, row)

    @folds(RosterPublished)
    def _published(self, event: RosterPublished, at: Micros, position: int) -> None:
        self.periods.put(
            event.roster,
            PeriodRow(
                roster=event.roster,
                first=event.first.isoformat(),
                last=event.last.isoformat(),
                shifts=event.shifts,
                published=at,
            ),
        )

    @folds(RosterWithdrawn)
    def _withdrawn(self, event: RosterWithdrawn, at: Micros, position: int) -> None:
        row = self.periods[event.roster]
        row.withdrawn = at
        self.periods.put(event.roster, row)

    @folds(DutyGroupFormed, timely=False)
    def _formed(self, event: DutyGroupFormed, at: Micros, position: int) -> None:
        known = self.groups.get(event.group)
        self.groups.put(
            event.group,
            GroupRow(
                group=event.group,
                leader=event.leader,
                members=",".join(event.members),
                last=None if known is None else known.last,
            ),
        )

    @folds(DutyAssigned)
    def _duty_assigned(self, event: DutyAssigned, at: Micros, position: int) -> None:
        row = self.groups.get(event.group)
        if row is not None:
            row.last = max(micros(event.starts_at), row.last or 0)
            self.groups.put(event.group, row)

    @folds(ShiftAssigned)
    def _assigned(self, event: ShiftAssigned, at: Micros, position: int) -> None:
        starts = micros(event.starts)
        self.shifts.put(
            (starts, event.shift),
            ShiftRow(
                starts=starts,
                shift=event.shift,
                ends=micros(event.ends),
                person=event.person,
                code=event.code,
                first=event.person,
                job=event.job,
                night=event.night,
                holiday=event.holiday,
                origin=event.origin.value,
                roster=event.roster,
                position=position,
            ),
        )

    @folds(ShiftReassigned)
    def _reassigned(self, event: ShiftReassigned, at: Micros, position: int) -> None:
        row = self._row(micros(event.starts), event.shift)
        row.person, row.origin, row.position = event.person, event.origin.value, position
        self.shifts.put((row.starts, row.shift), row)

    @folds(ShiftSwapped)
    def _swapped(self, event: ShiftSwapped, at: Micros, position: int) -> None:
        legs = (
            (event.given, event.given_starts, event.taker),
            (event.taken, event.taken_starts, event.giver),
        )
        for shift, starts, person in legs:
            # What was swapped before there was a roster says not which shift it was.
            if shift is not None and starts is not None:
                row = self._row(micros(starts), shift)
                row.person, row.origin, row.position = person, Cause.SWAP.value, position
                self.shifts.put((row.starts, row.shift), row)

    @folds(ShiftCancelled)
    def _cancelled(self, event: ShiftCancelled, at: Micros, position: int) -> None:
        row = self._row(micros(event.starts), event.shift)
        row.person, row.position = None, position
        self.shifts.put((row.starts, row.shift), row)

    def _row(self, starts: Micros, shift: str) -> ShiftRow:
        row = self.shifts.find((starts, shift))
        if row is None:
            raise ValueError(f"there is no shift {shift} to change")
        return row


_LONGEST: Micros = 26 * 3_600_000_000
