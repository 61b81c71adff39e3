"""The people of a centre of 500 with a year behind them: what they ask for and what that costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from bench.department import DIRECTOR, TEAM, Department, department
from bench.figures import Row, in_ms, median, quantile
from bench.workshop import SITE, Workshop
from console.drawing.attendance import table
from console.drawing.attendance_month import lines, month_rows
from console.drawing.scene import NO_FRAME, Scene
from console.presenters.attendance import current_attendance, shifts_now
from console.presenters.people import People
from console.reports.attendance_sheet import attendance_sheet
from console.reports.workbook import write
from ledger.kernel.action import Action
from ledger.kernel.event import micros
from ledger.registers.attendance.events import ArrivalRecorded
from ledger.registers.attendance.record_arrival import RecordArrival
from ledger.registers.leave.events import Category, LeaveGranted, LeaveRequested, LeaveSigned
from ledger.registers.leave.request_leave import RequestLeave
from ledger.registers.leave.sign_leave import SignLeave
from ledger.registers.swaps.agree_swap import AgreeSwap
from ledger.registers.swaps.events import ShiftSwapped, SwapAgreed, SwapRequested
from ledger.registers.swaps.request_swap import RequestSwap

_MOST_DECISION_MS = 1
_MOST_REPORT_S = 2
_MOST = 120
_TIMES = 5
_WIDTH = 160
_DAY = timedelta(days=1)


class Step(NamedTuple):
    """One decision: what it is called, who takes it, and the event that it ends with."""

    name: str
    action: Action
    by: str
    last: type
    at: datetime | None = None


def people(shop: Workshop) -> list[Row]:
    """Decisions about swaps, leave and arrivals, one after another, and a month's attendance."""
    made = shop.shared(department)
    most = min(_MOST, shop.sizes.lives)
    steps = [*_swaps(made, most), *_leaves(made, most), *_arrivals(made, most)]
    return [*_decided(made, steps), *_attendance(shop, made)]


def _decided(made: Department, steps: Iterable[Step]) -> Iterator[Row]:
    times: dict[str, list[float]] = {}
    for step in steps:
        began = time.perf_counter()
        outcome = made.book.act(step.action, by=step.by, at=step.at)
        times.setdefault(step.name, []).append(time.perf_counter() - began)
        if not isinstance(outcome.kept[-1].event, step.last):
            raise RuntimeError(f"{step.name}: it ended with {outcome.kept[-1].event}")
    events = made.book.recorder.head()
    for name, taken in times.items():
        middle = median(taken)
        yield Row(
            figure=f"{name}, {len(made.people)} people",
            measured=f"p50 {in_ms(middle)}",
            target=f"p50 <= {_MOST_DECISION_MS} ms",
            met=middle * 1e3 <= _MOST_DECISION_MS,
            beside=f"p95 {in_ms(quantile(taken, 0.95))}, {events:,} events",
            values={"p50_ms": middle * 1e3},
        )


def _swaps(made: Department, most: int) -> Iterator[Step]:
    """Day shifts for the evening shift of the next team's colleague, both leaders agreeing."""
    first = made.today + 6 * _DAY
    for giver in islice(_members(made), most):
        taker = (giver + TEAM) % len(made.people)
        on = next(made.days_with(giver, "D", first))
        swap = f"B-{on}-{made.people[giver]}"
        wish = RequestSwap(
            swap=swap,
            giver=made.people[giver],
            taker=made.people[taker],
            given=made.shift(giver, on, "D"),
            taken=made.shift(taker, on, "E"),
        )
        yield Step("ask for a swap", wish, made.people[giver], SwapRequested)
        agree = AgreeSwap(swap=swap)
        yield Step("agree to a swap", agree, made.leader(giver), SwapAgreed)
        yield Step("agree to a swap and make it", agree, made.leader(taker), ShiftSwapped)


def _leaves(made: Department, most: int) -> Iterator[Step]:
    """A day shift off, signed by the team leader and then by the director."""
    first = made.today + 10 * _DAY
    for number in islice(_members(made), most):
        person, on = made.people[number], next(made.days_with(number, "D", first))
        midnight = datetime.combine(on, datetime.min.time(), SITE.zone)
        leave = f"B-{on}-{person}"
        ask = RequestLeave(
            leave=leave,
            person=person,
            category=Category.PERSONAL,
            starts=midnight + timedelta(hours=8),
            ends=midnight + timedelta(hours=14),
        )
        yield Step("ask for leave", ask, person, LeaveRequested)
        sign = SignLeave(leave=leave)
        yield Step("sign a leave", sign, made.leader(number), LeaveSigned)
        yield Step("sign a leave and grant it", sign, DIRECTOR, LeaveGranted)


def _arrivals(made: Department, most: int) -> Iterator[Step]:
    """The people of this morning's shift, entered by their leaders as they come."""
    for number, person in islice(enumerate(made.people), 4 * most):
        if next(made.days_with(number, "D", made.today)) == made.today:
            arrive, leader = RecordArrival(person=person), made.leader(number)
            if leader == person:
                leader = DIRECTOR
            yield Step("record an arrival", arrive, leader, ArrivalRecorded, made.morning)


def _members(made: Department) -> Iterator[int]:
    """Those of every other team but its leader, who can swap with the next team."""
    for number in range(len(made.people)):
        if number % TEAM and number // TEAM % 2 == 0:
            yield number


def _attendance(shop: Workshop, made: Department) -> Iterator[Row]:
    """The attendance of now, and last month's sheet of everybody, from the stored view."""
    shop.say("building the view of attendance")
    built = _seconds(lambda: current_attendance(made.book, made.place))
    month = f"{made.today.replace(day=1) - _DAY:%Y-%m}"
    sheet = shop.folder / "month.xlsx"

    def now() -> None:
        view = current_attendance(made.book, made.place)
        at = micros(made.book.clock.now())
        found = shifts_now(made.book, view, at)
        names = People(made.book).of(each.row.person or "" for each in found.attending)
        scene = Scene(NO_FRAME, at, "zh", SITE.zone, SITE.name, names)
        table(scene, found, _WIDTH)

    def of_month() -> None:
        rows = month_rows(current_attendance(made.book, made.place), month)
        names = People(made.book).of(row.person for row in rows)
        lines(month, rows, names, "zh")
        write(sheet, attendance_sheet(month, rows, names))

    count = f"{len(made.people)} people"
    anew = f"the view built anew in {built:.1f} s"
    yield _report(f"attendance of now, {count}", now, "")
    yield _report(f"attendance of a month, as text and as a spreadsheet, {count}", of_month, anew)


def _report(figure: str, make: Callable[[], None], beside: str) -> Row:
    middle = median([_seconds(make) for _ in range(_TIMES)])
    return Row(
        figure=figure,
        measured=f"{middle:.2f} s",
        target=f"<= {_MOST_REPORT_S} s",
        met=middle <= _MOST_REPORT_S,
        beside=beside,
        values={"seconds": middle},
    )


def _seconds(make: Callable[[], object]) -> float:
    began = time.perf_counter()
    make()
    return time.perf_counter() - began
