"""The rosters of a centre of 500 people: the week on screen, one decision, and a week published."""

from __future__ import annotations

import time
from datetime import date, timedelta

from bench.department import DIRECTOR, Department, department
from bench.figures import Row, in_ms, median
from bench.workshop import Workshop
from console import rosters
from console.drawing import roster as drawing
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.publish_roster import PublishRoster
from ledger.rulebook.shifts import Member, draft, kinds_on
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.roster import Roster

_MOST_WEEK_MS = 300
_MOST_DECISION_MS = 1
_TIMES = 9
_WIDTH = 160
_DECISIONS = 200


def roster(shop: Workshop) -> list[Row]:
    """The week board from stored views and turned, an assignment, and a week published."""
    made = shop.shared(department)
    shop.say("building the roster's view")
    view = _view(made)
    return [_opened(made), _turned(made, view), _decided(made), _published(made)]


def _view(made: Department) -> Roster:
    runner = Runner(made.book, Roster(), stored_views(made.place))
    runner.catch_up()
    runner.save()
    return runner.projection


def _drawn(made: Department, view: Roster, first: date) -> int:
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


def _opened(made: Department) -> Row:
    """From the stored view to all lines of the week."""
    times = []
    first = rosters.monday_of(rosters.today(made.book))
    for _ in range(_TIMES):
        began = time.perf_counter()
        _drawn(made, _view(made), first)
        times.append(time.perf_counter() - began)
    return _week_row("roster week from stored views", times, made)


def _turned(made: Department, view: Roster) -> Row:
    """Another week of a view that is open, one not in memory among them."""
    times = []
    first = rosters.monday_of(made.first)
    for number in range(_TIMES):
        began = time.perf_counter()
        _drawn(made, view, first + timedelta(weeks=number))
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
