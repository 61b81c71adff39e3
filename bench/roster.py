"""A year of rosters of 500 people: the week on screen, one decision, and a week published."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from bench.figures import Row, in_ms, median
from bench.workshop import Workshop
from console import rosters
from console.drawing import roster as drawing
from ledger.book import Book, Facts
from ledger.kernel.action import Role
from ledger.kernel.event import Event
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.events import ShiftAssigned
from ledger.registers.roster.publish_roster import PublishRoster
from ledger.rulebook.loading import built_in, preset
from ledger.rulebook.lookup import Edition, Lawbook
from ledger.rulebook.shifts import Member, draft, kinds_on, span_of
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.roster import Roster

_PEOPLE = 500
_MOST_WEEK_MS = 300
_MOST_DECISION_MS = 1
_TIMES = 9
_WIDTH = 160
_AHEAD = 14
_WEEKS = timedelta(days=_AHEAD)
_PROGRAM = "program:bench"


class Year(NamedTuple):
    """A book with its rosters, and the days they are of."""

    book: Book
    place: Path
    first: date
    last: date


def roster(shop: Workshop) -> list[Row]:
    """The week board from stored views and turned, an assignment, and a week published."""
    made = _year(shop, min(360, shop.sizes.large // 2_500))
    shop.say("building the roster's view")
    view = _view(made)
    rows = [_opened(made), _turned(made, view), _decided(made), _published(made)]
    made.book.close()
    return rows


def _year(shop: Workshop, days: int) -> Year:
    """A new ledger whose rosters end two weeks ahead."""
    name = f"roster-{time.monotonic_ns()}"
    opened = shop.new_book(name)
    law = Lawbook(built_in(), [Edition(date.min, preset("telecom-callcentre"))])
    book = Book(opened.recorder, vault=opened.vault, law=law)
    today = rosters.today(book)
    made = Year(book, shop.folder / name, today - timedelta(days=days), today + _WEEKS)
    people = [f"A{number:04d}" for number in range(_PEOPLE)]
    shop.say(f"writing {days + _AHEAD} days of rosters of {_PEOPLE} people")
    _record(book, [each for person in people for each in _person(person)])
    kinds = kinds_on(law, today)
    members = [Member(person) for person in people]
    zone = book.site.zone
    events: list[Event] = []
    for turn in draft(kinds, members, made.first, made.last, zone):
        terms = kinds[turn.code].terms
        span = span_of(terms.starts, terms.ends, turn.on, zone)
        next_day = turn.on + timedelta(days=1) if terms.night else None
        events.append(
            ShiftAssigned(
                shift=f"{turn.on}/{turn.code}/{turn.person}",
                person=turn.person,
                day=f"{turn.person}/{turn.on}",
                next_day=None if next_day is None else f"{turn.person}/{next_day}",
                starts=span.starts,
                ends=span.ends,
                code=turn.code,
                night=terms.night,
            )
        )
    _record(book, events)
    return made


def _person(person: str) -> tuple[Event, Event]:
    registered = PersonRegistered(person=person, name=person, roles=(Role.DUTY_LEADER,))
    return registered, PersonPlaced(person=person, post="agent", unit="desk")


def _record(book: Book, events: list[Event]) -> None:
    now = book.clock.now()
    for begin in range(0, len(events), 2_000):
        facts = [Facts(book.new_command(), [(each, now) for each in events[begin : begin + 2_000]])]
        book.record(facts, by=_PROGRAM)


def _view(made: Year) -> Roster:
    runner = Runner(made.book, Roster(), stored_views(made.place))
    runner.catch_up()
    runner.save()
    return runner.projection


def _drawn(made: Year, view: Roster, first: date) -> int:
    """Make and draw a week as the screen does; how many lines."""
    shown = drawing.Scene(
        rosters.week(made.book, view, first),
        rosters.kinds_between(made.book, first, 7),
        {},
        made.book.site.zone,
        "zh",
        made.first,
    )
    return len(drawing.table(shown, _WIDTH))


def _opened(made: Year) -> Row:
    """From the stored view to all lines of the week."""
    times = []
    first = rosters.monday_of(rosters.today(made.book))
    for _ in range(_TIMES):
        began = time.perf_counter()
        _drawn(made, _view(made), first)
        times.append(time.perf_counter() - began)
    return _week_row("roster week from stored views", times, made)


def _turned(made: Year, view: Roster) -> Row:
    """Another week of a view that is open, one not in memory among them."""
    times = []
    first = rosters.monday_of(made.first)
    for number in range(_TIMES):
        began = time.perf_counter()
        _drawn(made, view, first + timedelta(weeks=number))
        times.append(time.perf_counter() - began)
    return _week_row("roster week turned", times, made)


def _week_row(figure: str, times: list[float], made: Year) -> Row:
    middle = median(times)
    events = made.book.recorder.head()
    return Row(
        figure=f"{figure}, {_PEOPLE} people",
        measured=in_ms(middle),
        target=f"<= {_MOST_WEEK_MS} ms",
        met=middle * 1e3 <= _MOST_WEEK_MS,
        beside=f"slowest {in_ms(max(times))}, {events:,} events",
        values={"median_ms": middle * 1e3},
    )


def _decided(made: Year) -> Row:
    """Shifts assigned one by one, each on a day on which the person has one already or none."""
    times, decided = [], []
    on = made.last + timedelta(days=30)
    for number in range(200):
        action = AssignShift(person=f"A{number % _PEOPLE:04d}", on=on, code="D")
        began = time.perf_counter()
        made.book.preview(action, by="A0001")
        before = time.perf_counter()
        made.book.act(action, by="A0001")
        decided.append(before - began)
        times.append(time.perf_counter() - before)
    middle = median(times)
    return Row(
        figure="assign a shift",
        measured=f"p50 {in_ms(middle)}",
        target=f"p50 <= {_MOST_DECISION_MS} ms",
        met=middle * 1e3 <= _MOST_DECISION_MS,
        beside=f"decided without being written p50 {in_ms(median(decided))}",
        values={"p50_ms": middle * 1e3, "decided_ms": median(decided) * 1e3},
    )


def _published(made: Year) -> Row:
    """A week of everybody in one decision and one commit."""
    first = made.last + timedelta(days=40)
    last = first + timedelta(days=6)
    members = [Member(f"A{number:04d}") for number in range(_PEOPLE)]
    kinds = kinds_on(made.book.lawbook, first)
    turns = list(draft(kinds, members, first, last, made.book.site.zone))
    lines = tuple(f"{turn.person} {turn.on} {turn.code}" for turn in turns)
    began = time.perf_counter()
    made.book.act(PublishRoster(roster="W", first=first, last=last, lines=lines), by="A0001")
    seconds = time.perf_counter() - began
    return Row(
        figure="publish a week's roster",
        measured=f"{seconds:.2f} s",
        beside=f"{len(lines):,} shifts in one commit",
        values={"seconds": seconds},
    )
