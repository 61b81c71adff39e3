"""Who is who now: post, unit, superior and roles, who is signed in, away, or stands in for whom."""

from __future__ import annotations

from datetime import date, tzinfo
from itertools import zip_longest
from typing import NamedTuple

from ledger.kernel.event import instant, micros
from ledger.kernel.projection import Micros, Projection, Row, Rows, folds
from ledger.registers.leave.events import (
    LeaveGranted,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
    LeaveWithdrawn,
)
from ledger.registers.org.events import (
    DelegationEnded,
    DelegationGranted,
    PersonPlaced,
    PersonRegistered,
    RolesAssigned,
)
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from ledger.registers.sessions.events import (
    ConsoleLocked,
    ConsoleUnlocked,
    PasswordSet,
    SessionEnded,
    SignInSucceeded,
)


class PersonRow(Row, key=("person",)):
    """One person as their newest events leave them."""

    person: str
    roles: str
    """The roles, with a space between."""
    team: str | None = None
    post: str | None = None
    unit: str | None = None
    supervisor: str | None = None
    job: str | None = None
    grade: str | None = None
    licences: str = ""
    """With a space between; one that expires with its last day, as ``C1@2031-05-01``."""
    password: bool = False
    session: str | None = None
    station: str | None = None
    session_at: Micros | None = None
    locked: bool = False
    seat_at: Micros | None = None
    """Since when the person sits at a seat of the floor."""
    deputy_for: str | None = None
    deputy_from: Micros | None = None
    deputy_to: Micros | None = None


class PlacementRow(Row, key=("person", "position")):
    """One placement of a person; the day it counts from is that of ``at`` unless ``since`` says."""

    person: str
    position: int
    at: Micros
    post: str
    since: str | None = None
    unit: str | None = None
    supervisor: str | None = None
    job: str | None = None
    grade: str | None = None
    licences: str = ""


class LeaveRow(Row, key=("person", "leave")):
    """A leave that was asked for or granted, until the person has returned."""

    person: str
    leave: str
    starts: Micros
    ends: Micros
    granted: bool = False


class RequestRow(Row, key=("leave",)):
    """Whose leave it is, until it is rejected or withdrawn, or the person has returned."""

    leave: str
    person: str


class People(Projection):
    """Everybody in the book."""

    name = "people"
    version = 2

    def __init__(self) -> None:
        self.people = Rows(PersonRow)
        self.placements = Rows(PlacementRow)
        self.leaves = Rows(LeaveRow)
        self.requests = Rows(RequestRow)
        super().__init__()

    @folds(PersonRegistered)
    def _registered(self, event: PersonRegistered, at: Micros, position: int) -> None:
        row = PersonRow(
            person=event.person, roles=" ".join(event.roles), team=event.team, post=event.post
        )
        self.people.put(event.person, row)

    @folds(RolesAssigned)
    def _assigned(self, event: RolesAssigned, at: Micros, position: int) -> None:
        if row := self.people.get(event.person):
            row.roles = " ".join(event.roles)
            self.people.put(event.person, row)

    @folds(PersonPlaced)
    def _placed(self, event: PersonPlaced, at: Micros, position: int) -> None:
        if row := self.people.get(event.person):
            row.post, row.unit, row.supervisor = event.post, event.unit, event.supervisor
            row.job, row.grade = event.job, event.grade
            row.licences = _licences(event)
            self.people.put(event.person, row)
        placement = PlacementRow(
            person=event.person,
            position=position,
            at=at,
            post=event.post,
            since=event.since.isoformat() if event.since is not None else None,
            unit=event.unit,
            supervisor=event.supervisor,
            job=event.job,
            grade=event.grade,
            licences=_licences(event),
        )
        self.placements.put((event.person, position), placement)

    @folds(DelegationGranted)
    def _deputy(self, event: DelegationGranted, at: Micros, position: int) -> None:
        if row := self.people.get(event.deputy):
            row.deputy_for = event.delegator
            row.deputy_from, row.deputy_to = micros(event.from_at), micros(event.to_at)
            self.people.put(event.deputy, row)

    @folds(DelegationEnded)
    def _no_deputy(self, event: DelegationEnded, at: Micros, position: int) -> None:
        if row := self.people.get(event.deputy):
            row.deputy_for = row.deputy_from = row.deputy_to = None
            self.people.put(event.deputy, row)

    @folds(PasswordSet)
    def _secured(self, event: PasswordSet, at: Micros, position: int) -> None:
        if row := self.people.get(event.person):
            row.password = True
            self.people.put(event.person, row)

    @folds(SignInSucceeded)
    def _signed_in(self, event: SignInSucceeded, at: Micros, position: int) -> None:
        if row := self.people.get(event.person):
            row.session, row.station, row.session_at = event.session, event.station, at
            row.locked = False
            self.people.put(event.person, row)

    @folds(SessionEnded)
    def _session_over(self, event: SessionEnded, at: Micros, position: int) -> None:
        row = self.people.get(event.person)
        if row is not None and row.session == event.session:
            row.session = row.station = row.session_at = None
            row.locked = False
            self.people.put(event.person, row)

    @folds(ConsoleLocked, ConsoleUnlocked)
    def _locked(self, event: ConsoleLocked | ConsoleUnlocked, at: Micros, position: int) -> None:
        row = self.people.get(event.person)
        if row is not None and row.session == event.session:
            row.locked = isinstance(event, ConsoleLocked)
            self.people.put(event.person, row)

    @folds(SeatSignedIn, SeatSignedOut)
    def _seat(self, event: SeatSignedIn | SeatSignedOut, at: Micros, position: int) -> None:
        if row := self.people.get(event.agent):
            row.seat_at = at if isinstance(event, SeatSignedIn) else None
            self.people.put(event.agent, row)

    @folds(LeaveRequested)
    def _asked(self, event: LeaveRequested, at: Micros, position: int) -> None:
        self.requests.put(event.leave, RequestRow(leave=event.leave, person=event.person))
        row = LeaveRow(
            person=event.person,
            leave=event.leave,
            starts=micros(event.starts),
            ends=micros(event.ends),
        )
        self.leaves.put((event.person, event.leave), row)

    @folds(LeaveGranted)
    def _granted(self, event: LeaveGranted, at: Micros, position: int) -> None:
        row = self.leaves.get((event.person, event.leave))
        if row is not None:
            row.granted = True
            if event.ends is not None:
                row.ends = micros(event.ends)
            self.leaves.put((event.person, event.leave), row)

    @folds(LeaveRejected, LeaveReturned, LeaveWithdrawn)
    def _over(
        self, event: LeaveRejected | LeaveReturned | LeaveWithdrawn, at: Micros, position: int
    ) -> None:
        request = self.requests.drop(event.leave)
        if request is not None:
            self.leaves.drop((request.person, event.leave))


class PersonLine(NamedTuple):
    """One person on the list, as of an instant."""

    row: PersonRow
    away_until: Micros | None
    """Until when the person is on leave."""
    stands_in_for: str | None
    stood_in_by: str | None
    expired: tuple[str, ...] = ()
    """The licences that are not valid any more."""

    @property
    def present(self) -> bool:
        """Whether the person is signed in, at a console or at a seat."""
        return self.row.session is not None or self.row.seat_at is not None


def lines(people: People, now: Micros, zone: tzinfo) -> list[PersonLine]:
    """Everybody at an instant, unit by unit; whoever holds no role any more comes last."""
    away = {
        row.person: row.ends
        for row in people.leaves.values()
        if row.granted and row.starts <= now < row.ends
    }
    deputies = {
        row.deputy_for: row.person for row in people.people.values() if deputy_now(row, now)
    }
    today = instant(now).astimezone(zone).date()
    found = [
        PersonLine(
            row,
            away.get(row.person),
            row.deputy_for if deputy_now(row, now) else None,
            deputies.get(row.person),
            tuple(expired(row.licences, today)),
        )
        for row in people.people.values()
    ]
    return sorted(found, key=_order)


def placed_on(people: People, person: str, day: date, zone: tzinfo) -> PlacementRow | None:
    """Where a person stood on a day: of the placements that count from it or before, the last.

    What was entered later holds, also for the time before it was entered.
    """
    found = [
        row
        for row in people.placements.values()
        if row.person == person and _counts_from(row, zone) <= day
    ]
    return max(found, key=lambda row: row.position, default=None)


def expired(licences: str, day: date) -> list[str]:
    """The licences, as a row holds them, that are not valid on a day any more."""
    dated = (each.partition("@") for each in licences.split(" ") if "@" in each)
    return [name for name, _, until in dated if date.fromisoformat(until) < day]


def _counts_from(row: PlacementRow, zone: tzinfo) -> date:
    if row.since is not None:
        return date.fromisoformat(row.since)
    return instant(row.at).astimezone(zone).date()


def _licences(event: PersonPlaced) -> str:
    dated = zip_longest(event.licences, event.licences_until)
    return " ".join(name if until is None else f"{name}@{until}" for name, until in dated)


def _order(line: PersonLine) -> tuple[bool, str, str]:
    return (not line.row.roles, line.row.unit or line.row.team or "\uffff", line.row.person)


def deputy_now(row: PersonRow, now: Micros) -> bool:
    """Whether a person stands in for another at an instant."""
    begins, ends = row.deputy_from, row.deputy_to
    return begins is not None and ends is not None and begins <= now < ends
