"""The fold of attendance: which event changes which shift, and with it the person's month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, Projection, Rows, folds
from ledger.registers.attendance.events import (
    AbsenceExcused,
    AbsenceRecorded,
    ArrivalRecorded,
    ArrivalWithdrawn,
    DepartureRecorded,
    EarlyLeavingRecorded,
    LatenessPermitted,
    LatenessRecorded,
    OutingBegan,
    OutingExplained,
    PostLeft,
    PostReturned,
    RollCallHeld,
)
from ledger.registers.leave.events import LeaveGranted, LeaveReturned, LeaveWithdrawn
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from ledger.registers.swaps.events import ShiftSwapped
from projections.attendance.months import Months, add_leave
from projections.attendance.rows import (
    AwayRow,
    LeaveRow,
    MonthRow,
    OpenRow,
    PersonRow,
    SeatRow,
    SpanRow,
    came_in,
    forget_arrival,
)

DAY: Micros = 86_400_000_000
_KEPT: Micros = 45 * DAY
"""Shifts of about six weeks before the newest event are held in memory, and all to come."""
_DATE_LENGTH = len("2026-11-21")


class Attendance(Projection):
    """Who was there when, of the shifts that they were meant to be on."""

    name = "attendance"
    version = 1

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.spans = Rows(SpanRow)
        self.aways = Rows(AwayRow)
        self.seats = Rows(SeatRow)
        self.open = Rows(OpenRow)
        self.leaves = Rows(LeaveRow)
        self.people = Rows(PersonRow)
        self.months = Rows(MonthRow)
        self._mine: dict[tuple[str, Micros], dict[str, SpanRow]] = {}
        self._leaves_of: dict[str, list[LeaveRow]] = {}
        self._counts = Months(self.months)
        super().__init__()

    def horizon(self, table: str) -> Micros:
        """What began long ago rests in the tables."""
        return max(0, self.latest_at - _KEPT)

    def settled(self) -> None:
        """Whose the shifts in memory are, day by day, and whose the leaves."""
        self._leaves_of = {}
        for leave in self.leaves.values():
            self._leaves_of.setdefault(leave.person, []).append(leave)
        self._mine = {}
        for row in self.spans.values():
            if row.person is not None:
                self._mine.setdefault((row.person, row.day), {})[row.shift] = row

    def between(self, since: Micros, until: Micros) -> list[SpanRow]:
        """The shifts with somebody on them that touch a span, by beginning and person."""
        found = (
            row
            for row in self.spans.between(since - 2 * DAY, until + DAY)
            if row.person is not None and row.starts < until and row.ends > since
        )
        return sorted(found, key=lambda row: (row.starts, row.code, row.person or ""))

    def of_person(self, person: str, since: Micros, until: Micros) -> list[SpanRow]:
        """A person's shifts that touch a span, by beginning."""
        if since - 2 * DAY < self.spans.horizon:
            return [row for row in self.between(since, until) if row.person == person]
        found = [
            row
            for day in range((since - 2 * DAY) // DAY * DAY, until + DAY, DAY)
            for row in self._mine.get((person, day), {}).values()
            if row.starts < until and row.ends > since
        ]
        return sorted(found, key=lambda row: row.starts)

    def leaves_of(self, person: str) -> Sequence[LeaveRow]:
        """The leaves that were granted to a person, as long as each lasted."""
        return self._leaves_of.get(person, ())

    @folds(PersonRegistered, timely=False)
    def _registered(self, event: PersonRegistered, at: Micros, position: int) -> None:
        row = self.people.get(event.person) or PersonRow(person=event.person)
        row.team = event.team
        self.people.put(event.person, row)

    @folds(PersonPlaced, timely=False)
    def _placed(self, event: PersonPlaced, at: Micros, position: int) -> None:
        row = self.people.get(event.person) or PersonRow(person=event.person)
        row.unit = event.unit
        self.people.put(event.person, row)

    @folds(ShiftAssigned)
    def _assigned(self, event: ShiftAssigned, at: Micros, position: int) -> None:
        key = self._key(event.shift, event.starts)
        row = SpanRow(
            day=key[0],
            shift=event.shift,
            starts=micros(event.starts),
            ends=micros(event.ends),
            person=None,
            code=event.code,
            night=event.night,
        )
        self.spans.put(key, row)
        self._hand(row, event.person, position)

    @folds(ShiftReassigned)
    def _reassigned(self, event: ShiftReassigned, at: Micros, position: int) -> None:
        row = self._find(event.shift, event.starts)
        if row is not None:
            self._hand(row, event.person, position)

    @folds(ShiftCancelled)
    def _cancelled(self, event: ShiftCancelled, at: Micros, position: int) -> None:
        row = self._find(event.shift, event.starts)
        if row is not None:
            self._hand(row, None, position)

    @folds(ShiftSwapped)
    def _swapped(self, event: ShiftSwapped, at: Micros, position: int) -> None:
        legs = (
            (event.given, event.given_starts, event.taker),
            (event.taken, event.taken_starts, event.giver),
        )
        for shift, starts, person in legs:
            row = self._find(shift, starts)
            if row is not None:
                self._hand(row, person, position, swapped=True)

    @folds(ArrivalRecorded)
    def _arrived(self, event: ArrivalRecorded, at: Micros, position: int) -> None:
        came = at if event.arrived_at is None else micros(event.arrived_at)
        with_row = self._find(event.shift)
        if with_row is not None:
            self._change(with_row, position, lambda row: setattr(row, "arrived", came))

    @folds(DepartureRecorded)
    def _departed(self, event: DepartureRecorded, at: Micros, position: int) -> None:
        went = at if event.left_at is None else micros(event.left_at)
        with_row = self._find(event.shift)
        if with_row is not None:
            self._change(with_row, position, lambda row: setattr(row, "departed", went))

    @folds(ArrivalWithdrawn)
    def _withdrawn(self, event: ArrivalWithdrawn, at: Micros, position: int) -> None:
        with_row = self._find(event.shift)
        if with_row is not None:
            self._change(with_row, position, forget_arrival)

    @folds(LatenessPermitted)
    def _permitted(self, event: LatenessPermitted, at: Micros, position: int) -> None:
        with_row = self._find(event.shift)
        if with_row is not None and not event.early:
            self._change(with_row, position, lambda row: setattr(row, "permitted", True))

    @folds(LatenessRecorded)
    def _late(self, event: LatenessRecorded, at: Micros, position: int) -> None:
        def late(row: SpanRow) -> None:
            row.late, row.late_permitted = event.minutes, event.permitted

        with_row = self._find(event.shift)
        if with_row is not None:
            self._change(with_row, position, late)
        else:
            self._counts.late(event)

    @folds(EarlyLeavingRecorded)
    def _early(self, event: EarlyLeavingRecorded, at: Micros, position: int) -> None:
        def early(row: SpanRow) -> None:
            row.early, row.early_permitted = event.minutes, event.permitted

        with_row = self._find(event.shift)
        if with_row is not None:
            self._change(with_row, position, early)
        else:
            self._counts.early(event)

    @folds(AbsenceRecorded)
    def _absent(self, event: AbsenceRecorded, at: Micros, position: int) -> None:
        with_row = self._find(event.shift)
        if with_row is not None:
            self._change(with_row, position, lambda row: setattr(row, "absent_days", event.days))
        else:
            self._counts.absent(event)

    @folds(AbsenceExcused)
    def _excused(self, event: AbsenceExcused, at: Micros, position: int) -> None:
        on = date.fromisoformat(event.day.rpartition("/")[2])
        begins = micros(datetime(on.year, on.month, on.day, tzinfo=UTC))
        for row in self.of_person(event.person, begins - DAY, begins + 2 * DAY):
            if row.day == begins:
                self._change(row, position, lambda each: setattr(each, "absent_excused", True))

    @folds(RollCallHeld)
    def _called(self, event: RollCallHeld, at: Micros, position: int) -> None:
        starts = micros(event.starts)
        found = dict.fromkeys(event.missing, "missing") | dict.fromkeys(event.present, "present")
        for person, called in found.items():
            for row in self.of_person(person, starts, starts + 1):
                if row.starts == starts:
                    row.called = called
                    self.spans.put((row.day, row.shift), row)

    @folds(PostLeft)
    def _left_post(self, event: PostLeft, at: Micros, position: int) -> None:
        row = AwayRow(
            left=at,
            absence=event.absence,
            person=event.person,
            permitted=event.permitted,
            limit_ends=None if event.limit_ends is None else micros(event.limit_ends),
            reason=event.reason,
            position=position,
        )
        self.aways.put((at, event.absence), row)
        self._begin("away", event.absence, at)

    @folds(PostReturned)
    def _back(self, event: PostReturned, at: Micros, position: int) -> None:
        left = self._end("away", event.absence)
        away = None if left is None else self.aways.find((left, event.absence))
        if away is None:
            self._counts.off(event.person, event.day, event.minutes, permitted=False)
            return
        away.back = at
        self.aways.put((away.left, away.absence), away)
        self._counts.off(event.person, event.day, event.minutes, permitted=away.permitted)
        within = at if away.limit_ends is None else min(at, away.limit_ends)
        for row in self.of_person(event.person, away.left, at):
            begins, over = max(away.left, row.starts), min(at, row.ends)

            def off(each: SpanRow, begins: Micros = begins, over: Micros = over) -> None:
                each.off += over - begins
                if away.permitted:
                    each.off_permitted += max(0, min(over, within) - begins)

            self._change(row, position, off)

    @folds(OutingBegan)
    def _went_out(self, event: OutingBegan, at: Micros, position: int) -> None:
        def out(row: SpanRow) -> None:
            row.outing_since = at
            row.outing_told = row.outing_told and event.told_before

        for row in self.of_person(event.person, at, at + 1):
            self._change(row, position, out)

    @folds(OutingExplained)
    def _explained(self, event: OutingExplained, at: Micros, position: int) -> None:
        for row in self.of_person(event.person, at - DAY, at + 1):
            if not row.outing_told:
                self._change(row, position, lambda each: setattr(each, "outing_told", True))

    @folds(SeatSignedIn)
    def _sat_down(self, event: SeatSignedIn, at: Micros, position: int) -> None:
        self._stand_up(event.agent, at)
        self.seats.put((at, event.agent), SeatRow(since=at, agent=event.agent))
        self._begin("seat", event.agent, at)
        for row in self.of_person(event.agent, at, at + 1):
            if row.outing_since is not None:
                self._change(row, position, lambda each: came_in(each, at))

    @folds(SeatSignedOut)
    def _signed_out(self, event: SeatSignedOut, at: Micros, position: int) -> None:
        self._stand_up(event.agent, at)

    def _stand_up(self, agent: str, at: Micros) -> None:
        since = self._end("seat", agent)
        row = None if since is None else self.seats.find((since, agent))
        if row is not None:
            row.until = at
            self.seats.put((row.since, agent), row)

    @folds(LeaveGranted)
    def _granted(self, event: LeaveGranted, at: Micros, position: int) -> None:
        if event.starts is None or event.ends is None:
            month = datetime.fromtimestamp(at / 1_000_000, self.zone).strftime("%Y-%m")
            add_leave(self._counts.of(month, event.person), event.category.value, event.days)
            return
        starts, ends = micros(event.starts), micros(event.ends)
        row = LeaveRow(
            leave=event.leave,
            person=event.person,
            category=event.category.value,
            starts=starts,
            ends=ends,
            granted_until=ends,
            days=event.days,
            position=position,
        )
        self.leaves.put(event.leave, row)
        self._leaves_of.setdefault(row.person, []).append(row)
        self._counts.leave(row, self.zone)
        self._cover(row.person, starts, ends, position)

    @folds(LeaveReturned)
    def _returned(self, event: LeaveReturned, at: Micros, position: int) -> None:
        row = self.leaves.get(event.leave)
        back = at if event.returned_at is None else micros(event.returned_at)
        if row is not None and back < row.ends:
            self._shorten(row, max(back, row.starts), position)

    @folds(LeaveWithdrawn)
    def _given_up(self, event: LeaveWithdrawn, at: Micros, position: int) -> None:
        row = self.leaves.get(event.leave)
        if row is not None:
            self._shorten(row, row.starts, position)

    def _shorten(self, row: LeaveRow, ends: Micros, position: int) -> None:
        self._counts.leave(row, self.zone, -1)
        over, row.ends = row.ends, ends
        self._counts.leave(row, self.zone)
        self.leaves.put(row.leave, row)
        self._cover(row.person, row.starts, over, position)

    def _cover(self, person: str, since: Micros, until: Micros, position: int) -> None:
        """Tell a person's shifts of a span anew how much of them lies in leave."""
        for row in self.of_person(person, since, until):
            self._change(row, position, lambda each: setattr(each, "leave", self._on_leave(each)))

    def _on_leave(self, row: SpanRow) -> Micros:
        return sum(
            max(0, min(row.ends, leave.ends) - max(row.starts, leave.starts))
            for leave in self.leaves_of(row.person or "")
        )

    def _hand(
        self, row: SpanRow, person: str | None, position: int, *, swapped: bool = False
    ) -> None:
        """Give a shift to somebody, or to nobody; what is on record of it was another's."""
        self._counts.take_off(row)
        key = row.day, row.shift
        if row.person is not None:
            self._mine.get((row.person, row.day), {}).pop(row.shift, None)
        forget_arrival(row)
        row.permitted = row.absent_excused = False
        row.absent_days = row.off = row.off_permitted = row.outing = 0
        row.outing_since, row.called = None, None
        row.person, row.swapped, row.position, row.attended_at = person, swapped, position, 0
        row.leave = self._on_leave(row) if person is not None else 0
        self._counts.put_on(row)
        if person is not None:
            self._mine.setdefault((person, row.day), {})[row.shift] = row
        self.spans.put(key, row)

    def _change(self, row: SpanRow, position: int, change: Callable[[SpanRow], None]) -> None:
        """Change what is on record of a shift, and the person's month with it."""
        self._counts.take_off(row)
        change(row)
        row.attended_at = position
        self._counts.put_on(row)
        self.spans.put((row.day, row.shift), row)

    def _begin(self, kind: str, thing: str, at: Micros) -> None:
        self.open.put((kind, thing), OpenRow(kind=kind, thing=thing, since=at))

    def _end(self, kind: str, thing: str) -> Micros | None:
        row = self.open.drop((kind, thing)) if (kind, thing) in self.open else None
        return None if row is None else row.since

    def _key(self, shift: str, starts: datetime | None = None) -> tuple[Micros, str]:
        try:
            on = date.fromisoformat(shift[:_DATE_LENGTH])
        except ValueError:
            on = (starts or datetime.fromtimestamp(0, UTC)).astimezone(self.zone).date()
        return micros(datetime(on.year, on.month, on.day, tzinfo=UTC)), shift

    def _find(self, shift: str | None, starts: datetime | None = None) -> SpanRow | None:
        return None if shift is None else self.spans.find(self._key(shift, starts))
