"""The rosters of a centre of 500 people: the week on screen, one decision, and a week published."""

from __future__ import annotations

import time
from datetime import date, timedelta

from bench.department import DIRECTOR, Department, department
from bench.figures import Row, in_ms, median
from bench.workshop import Workshop
from console.drawing import roster as drawing
from console.presenters import rosters
from console.presenters.people import People
from console.presenters.roster_view import RosterView
from console.presenters.rosters import current_roster
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.publish_roster import PublishRoster
from ledger.rulebook.shifts import Member, draft, kinds_on
from projections.roster import Roster

_MOST_WEEK_MS = 300
_MOST_DECISION_MS = 1
_TIMES = 9
_WIDTH = 160
_DECISIONS = 200


def roster(shop: Workshop) -> list[Row]:
    """The week board from stored views and turned, an assignment, and a week published."""
    made = shop.shared(department)
    shop.say("building the roster's views")
    _drawn(made, current_roster(made.book, made.place), _view(made), made.today)
    return [_opened(made), _turned(made), _decided(made), _published(made)]


def _view(made: Department) -> RosterView:
    return RosterView(made.book, made.place)


def _drawn(made: Department, folded: Roster, view: RosterView, day: date) -> int:
    """Make and draw the week of a day as the screen does; how many lines."""
    book, first = made.book, rosters.monday_of(day)
    view.asked = first, day
    picture = view.picture(folded, People(book))
    scene = drawing.Scene(
        rosters.week(book, picture.snapshot, first, absent=picture.absent),
        rosters.kinds_between(book, first, 7),
        picture.names,
        book.site.zone,
        "zh",
        made.today,
    )
    return len([*drawing.table(scene, _WIDTH), *drawing.bars(scene, picture.slots, _WIDTH, day)])


def _opened(made: Department) -> Row:
    """From the stored views to all lines of the week, with names, leave and coverage."""
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        _drawn(made, current_roster(made.book, made.place), _view(made), made.today)
        times.append(time.perf_counter() - began)
    return _week_row("roster week from stored views", times, made)


def _turned(made: Department) -> Row:
    """Other weeks of a view that is open, those not in memory among them."""
    times = []
    folded, view = current_roster(made.book, made.place), _view(made)
    _drawn(made, folded, view, made.today)
    for number in range(_TIMES):
        began = time.perf_counter()
        _drawn(made, folded, view, made.first + timedelta(weeks=number))
        times.append(time.perf_counter() - began)
    return _week_row("roster week turned", times, made)


def _week_row(figure: str, times: list[float], made: Department) -> Row:
    middle = median(times)
    events = made.book.recorder.head()
    return Row(
        figure=f"{figure}, {len(made.people)} people",
        measured=in_ms(middle),
        target=f"<= {_MOST_WEEK_MS} ms",
        met=middle * 1e3 <= _MOST_WEEK_MS,
        beside=f"slowest {in_ms(max(times))}, {events:,} events",
        values={"median_ms": middle * 1e3},
    )


def _decided(made: Department) -> Row:
    """Shifts assigned one by one, each on a day on which the person has one already or none."""
    times, decided = [], []
    on = made.last + timedelta(days=30)
    for number in range(min(_DECISIONS, len(made.people))):
        action = AssignShift(person=made.people[number % len(made.people)], on=on, code="D")
        began = time.perf_counter()
        made.book.preview(action, by=DIRECTOR)
        before = time.perf_counter()
        made.book.act(action, by=DIRECTOR)
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


def _published(made: Department) -> Row:
    """A week of everybody in one decision and one commit."""
    first = made.last + timedelta(days=40)
    last = first + timedelta(days=6)
    members = [Member(person) for person in made.people]
    kinds = kinds_on(made.book.lawbook, first)
    turns = list(draft(kinds, members, first, last, made.book.site.zone))
    lines = tuple(f"{turn.person} {turn.on} {turn.code}" for turn in turns)
    began = time.perf_counter()
    made.book.act(PublishRoster(roster="W", first=first, last=last, lines=lines), by=DIRECTOR)
    seconds = time.perf_counter() - began
    return Row(
        figure="publish a week's roster",
        measured=f"{seconds:.2f} s",
        beside=f"{len(lines):,} shifts in one commit",
        values={"seconds": seconds},
    )
