"""A centre of 500 people with a year behind it: rosters, who was there, leave and swaps.

The history is made by rule on a clock that stands still, so that every run sees the same days.
Teams are of 25 with a leader each; everybody's turns come in fours (day, evening, night, off).
A colleague of the next team with the same number is therefore an evening ahead, and a day shift
can be swapped for that one's evening shift of the same day.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from bench.centre import record_all
from bench.workshop import SITE, Workshop
from ledger.book import Book
from ledger.kernel.action import Role
from ledger.kernel.clock import FrozenClock
from ledger.kernel.event import Event
from ledger.kernel.tags import person_day, person_month, person_year
from ledger.opening import create_book
from ledger.registers.attendance.events import (
    AbsenceRecorded,
    ArrivalRecorded,
    DepartureRecorded,
    LatenessRecorded,
    PostLeft,
    PostReturned,
    RollCallHeld,
)
from ledger.registers.leave.case import grant
from ledger.registers.leave.events import (
    Category,
    LeaveRequested,
    LeaveReturned,
    LeaveSigned,
)
from ledger.registers.org.events import PersonPlaced, PersonRegistered, TeamFormed
from ledger.registers.roster.events import RosterPublished, ShiftAssigned
from ledger.registers.swaps.events import (
    ShiftSwapped,
    Side,
    SwapAgreed,
    SwapHandedOver,
    SwapRequested,
)
from ledger.rulebook.loading import built_in, preset
from ledger.rulebook.lookup import Edition, Lawbook
from ledger.rulebook.shifts import Member, Span, Turn, draft, kinds_on, span_of

DIRECTOR, HEAD = "M1", "M2"
"""Who signs leave after the team leader, up to a day and beyond."""

TEAM = 25
"""People in a team, its leader among them."""

AHEAD = 14
"""Days for which a roster is published beforehand."""

_NOW = datetime(2026, 11, 20, 9, tzinfo=SITE.zone)
_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_SEED = 7
_LAW = "telecom-callcentre"

Happening = tuple[Event, datetime]


class Department(NamedTuple):
    """Its book, and the days that its rosters are of."""

    book: Book
    place: Path
    people: tuple[str, ...]
    first: date
    today: date
    last: date

    @property
    def morning(self) -> datetime:
        """Shortly before the day shift of today begins."""
        return (_NOW - _HOUR - 5 * _MINUTE).astimezone(UTC)

    def leader(self, number: int) -> str:
        """Who leads the team of somebody."""
        return self.people[number // TEAM * TEAM]

    def shift(self, number: int, on: date, code: str) -> str:
        """A shift of somebody's, as the roster names it."""
        return f"{on}/{code}/{self.people[number]}"

    def days_with(self, number: int, code: str, first: date) -> Iterator[date]:
        """From a day on, somebody's days with a shift of a code, as the patterns give them."""
        turn = "DEN".index(code)
        while True:
            if (first.toordinal() + number) % 4 == turn:
                yield first
            first += _DAY


@contextmanager
def department(shop: Workshop) -> Iterator[Department]:
    """A ledger of as many days as the sizes allow, a year of 500 people at most."""
    days = min(360, max(3, shop.sizes.large // 2_500))
    people = tuple(f"A{number:04d}" for number in range(500 if days > 3 else 100))
    place = shop.folder / f"department-{time.monotonic_ns()}"
    clock = FrozenClock(_NOW.astimezone(UTC))
    create_book(str(place), SITE, clock=clock).close()
    opened = shop.open(place)
    law = Lawbook(built_in(), [Edition(date.min, preset(_LAW))])
    book = Book(opened.recorder, vault=opened.vault, law=law, clock=clock)
    first = _NOW.date() - days * _DAY
    shop.say(f"writing {days} days of {len(people)} people")
    year = _Year(people, law)
    record_all(book, year.happenings(first, _NOW.date()))
    # What is measured then does not wait for the disk to take in what was written before.
    os.sync()
    try:
        yield Department(book, place, people, first, _NOW.date(), year.published)
    finally:
        book.close()


class _Year:
    """The history, day by day."""

    def __init__(self, people: tuple[str, ...], law: Lawbook) -> None:
        self._people = people
        self._law = law
        self._number = {person: number for number, person in enumerate(people)}
        self._random = Random(_SEED)
        self._on: dict[date, dict[str, ShiftAssigned]] = defaultdict(dict)
        self._away: dict[date, set[str]] = defaultdict(set)
        self._swapped: set[tuple[str, str]] = set()
        self.published = date.min

    def happenings(self, first: date, today: date) -> Iterator[Happening]:
        """Everything up to the beginning of today, and the rosters published by then."""
        begins = datetime.combine(first - _DAY, datetime.min.time(), SITE.zone)
        yield from self._opening(begins)
        self.published = first - _DAY
        yield from self._published(begins, first + AHEAD * _DAY)
        later: list[Happening] = []
        on = first
        while on < today:
            midnight = datetime.combine(on, datetime.min.time(), SITE.zone)
            later += self._published(midnight + 9 * _HOUR, on + AHEAD * _DAY)
            later += self._asked(on, midnight)
            later += self._attended(on)
            later.sort(key=lambda each: each[1])
            over = midnight + _DAY
            yield from (each for each in later if each[1] < over)
            later = [each for each in later if each[1] >= over]
            on += _DAY
        now = datetime.combine(today, datetime.min.time(), SITE.zone) + 9 * _HOUR
        yield from (each for each in later if each[1] < now)
        yield from self._published(now, today + AHEAD * _DAY)

    def _opening(self, at: datetime) -> Iterator[Happening]:
        for person, post in ((HEAD, "centre-director"), (DIRECTOR, "cs-director")):
            yield PersonRegistered(person=person, name=person, roles=(Role.DUTY_LEADER,)), at
            superior = None if person == HEAD else HEAD
            yield PersonPlaced(person=person, post=post, supervisor=superior), at
        for number, person in enumerate(self._people):
            leader, team = self._leader(person), f"T{number // TEAM:02d}"
            leads = person == leader
            if leads:
                yield TeamFormed(team=team, title=team, leader=leader), at
            role = Role.TEAM_LEADER if leads else Role.AGENT
            yield PersonRegistered(person=person, name=person, roles=(role,), team=team), at
            yield (
                PersonPlaced(
                    person=person,
                    post="team-leader" if leads else "agent",
                    unit="desk",
                    supervisor=DIRECTOR if leads else leader,
                    job="enquiries",
                    grade="senior" if leads else "junior",
                ),
                at,
            )

    def _published(self, at: datetime, until: date) -> Iterator[Happening]:
        """The rosters of the weeks up to a day that are not published yet."""
        while self.published < until:
            first, last = self.published + _DAY, self.published + 7 * _DAY
            roster = f"R{first}"
            kinds = kinds_on(self._law, first)
            members = [Member(person) for person in self._people]
            turns = list(draft(kinds, members, first, last, SITE.zone))
            event = RosterPublished(roster=roster, first=first, last=last, shifts=len(turns))
            yield event, at
            for turn in turns:
                terms = kinds[turn.code].terms
                span = span_of(terms.starts, terms.ends, turn.on, SITE.zone)
                shift = _assigned(turn, span, roster, night=terms.night)
                self._on[turn.on][turn.person] = shift
                yield shift, at
            self.published = last

    def _asked(self, on: date, midnight: datetime) -> Iterator[Happening]:
        """Each asks for leave about every forty days, and for a swap now and then."""
        for number, person in enumerate(self._people):
            if (number * 7 + on.toordinal()) % 30 == 0:
                yield from self._leave(person, on + 3 * _DAY, midnight + 10 * _HOUR)
            if number % TEAM and number // TEAM % 2 == 0 and not (number + on.toordinal()) % 5:
                yield from self._swap(number, on + 3 * _DAY, midnight + 11 * _HOUR)

    def _leave(self, person: str, on: date, at: datetime) -> Iterator[Happening]:
        shift = self._on[on].get(person)
        if shift is None or shift.person != person:
            return
        self._away[on].add(person)
        request = LeaveRequested(
            leave=f"L-{on}-{person}",
            person=person,
            category=self._random.choice((Category.PERSONAL, Category.SICK, Category.REST)),
            starts=shift.starts,
            ends=shift.ends,
            days=1.0,
            night=shift.night,
            absent_from=(shift.shift,),
            months=(person_month(person, on),),
            years=(person_year(person, on),),
        )
        yield request, at
        signers = {self._leader(person): "team-leader", DIRECTOR: "cs-director"}
        for hours, (signer, post) in enumerate(signers.items(), start=1):
            signed = LeaveSigned(leave=request.leave, signer=signer, post=post)
            yield signed, at + hours * _HOUR
        yield grant(request), at + 2 * _HOUR
        returned = LeaveReturned(
            leave=request.leave, person=person, months=request.months, years=request.years
        )
        yield returned, shift.ends + 2 * _HOUR

    def _swap(self, number: int, on: date, at: datetime) -> Iterator[Happening]:
        giver, taker = self._people[number], self._people[(number + TEAM) % len(self._people)]
        given, taken = self._on[on].get(giver), self._on[on].get(taker)
        months = {(person, f"{at:%Y-%m}") for person in (giver, taker)}
        if given is None or taken is None or given.code != "D" or taken.code != "E":
            return
        if months & self._swapped or {giver, taker} & self._away[on]:
            return
        self._swapped |= months
        self._on[on][giver], self._on[on][taker] = taken, given
        case: dict[str, Any] = {
            "swap": f"S-{on}-{giver}",
            "giver": giver,
            "taker": taker,
            "giver_month": person_month(giver, at.date()),
            "taker_month": person_month(taker, at.date()),
            "given": given.shift,
            "given_starts": given.starts,
            "given_ends": given.ends,
            "taken": taken.shift,
            "taken_starts": taken.starts,
            "taken_ends": taken.ends,
        }
        yield SwapRequested(**case), at
        for hours, (person, side) in enumerate(((giver, Side.GIVER), (taker, Side.TAKER)), start=1):
            agreed = SwapAgreed(swap=case["swap"], leader=self._leader(person), side=side)
            yield agreed, at + hours * _HOUR
        yield (
            ShiftSwapped(
                **case,
                given_code=given.code,
                given_roster=given.roster,
                taken_code=taken.code,
                taken_roster=taken.roster,
                person_days=(person_day(giver, on), person_day(taker, on)),
            ),
            at + 2 * _HOUR,
        )
        yield SwapHandedOver(swap=case["swap"], signer=taker), given.starts

    def _attended(self, on: date) -> Iterator[Happening]:
        """Who came for the shifts of a day, who was late, off the post, or not there."""
        called: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
        for person, shift in self._on.pop(on).items():
            if person in self._away[on]:
                continue
            there = self._random.random() >= 0.01
            called[self._leader(person), shift.code][person] = there
            day = person_day(person, on)
            if there:
                yield from self._worked(person, day, shift)
            else:
                yield (
                    AbsenceRecorded(
                        person=person,
                        day=day,
                        month=person_month(person, on),
                        year=person_year(person, on),
                        shift=shift.shift,
                    ),
                    shift.starts + 31 * _MINUTE,
                )
        for (leader, code), found in called.items():
            yield self._roll_call(leader, code, on, found)

    def _roll_call(self, leader: str, code: str, on: date, found: dict[str, bool]) -> Happening:
        starts = datetime.combine(on, datetime.min.time(), SITE.zone)
        starts += {"D": 8, "E": 14, "N": 20}[code] * _HOUR
        event = RollCallHeld(
            roll_call=f"{on}/{code}",
            leader=leader,
            starts=starts.astimezone(UTC),
            code=code,
            present=tuple(person for person, there in found.items() if there),
            missing=tuple(person for person, there in found.items() if not there),
        )
        return event, starts

    def _worked(self, person: str, day: str, shift: ShiftAssigned) -> Iterator[Happening]:
        random = self._random
        late = random.randrange(1, 25) if random.random() < 0.03 else 0
        came = shift.starts + (late or -random.randrange(1, 10)) * _MINUTE
        of_shift: dict[str, Any] = {"person": person, "day": day, "shift": shift.shift}
        yield ArrivalRecorded(**of_shift, shift_starts=shift.starts), came
        if late:
            on = date.fromisoformat(shift.shift[:10])
            month, year = person_month(person, on), person_year(person, on)
            yield LatenessRecorded(**of_shift, month=month, year=year, minutes=late), came
        if random.random() < 0.5:
            left, minutes = shift.starts + random.randrange(60, 300) * _MINUTE, random.randrange(15)
            out: dict[str, Any] = {"person": person, "day": day, "absence": f"{day}/1"}
            yield PostLeft(**out, permitted=True, limit_ends=left + 15 * _MINUTE), left
            yield PostReturned(**out, minutes=minutes), left + minutes * _MINUTE
        gone = DepartureRecorded(**of_shift, shift_ends=shift.ends)
        yield gone, shift.ends + random.randrange(10) * _MINUTE

    def _leader(self, person: str) -> str:
        return self._people[self._number[person] // TEAM * TEAM]


def _assigned(turn: Turn, span: Span, roster: str, *, night: bool) -> ShiftAssigned:
    return ShiftAssigned(
        shift=f"{turn.on}/{turn.code}/{turn.person}",
        person=turn.person,
        day=person_day(turn.person, turn.on),
        next_day=person_day(turn.person, turn.on + _DAY) if night else None,
        starts=span.starts,
        ends=span.ends,
        code=turn.code,
        roster=roster,
        night=night,
    )
