"""Whatever happens in whatever order, the months are those of the shifts as they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.kernel.event import Event, micros
from ledger.kernel.projection import Rows
from ledger.registers.attendance.events import (
    AbsenceExcused,
    AbsenceRecorded,
    ArrivalRecorded,
    ArrivalWithdrawn,
    DepartureRecorded,
    EarlyLeavingRecorded,
    LatenessRecorded,
    OutingBegan,
    PostLeft,
    PostReturned,
)
from ledger.registers.leave.events import LeaveReturned, LeaveWithdrawn
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.registers.swaps.events import ShiftSwapped
from projections.attendance import Attendance, MonthRow
from projections.attendance.adherence import kept
from projections.attendance.months import Months
from tests.projections.attendance.happened import SITE, leave, local, shift
from tests.projections.happenings import as_stored

PEOPLE = ("A1", "A2")
SHIFTS = (
    shift("2026-11-29 08:00", "2026-11-29 14:00", "A1"),
    shift("2026-11-30 20:00", "2026-12-01 08:00", "A1", "N"),
    shift("2026-11-29 14:00", "2026-11-29 20:00", "A2", "E"),
    shift("2026-12-01 08:00", "2026-12-01 14:00", "A2"),
)
COUNTED = (
    "shifts",
    "nights",
    "swapped",
    "recorded",
    "scheduled",
    "worked",
    "due",
    "kept",
    "excused",
    "late",
    "late_minutes",
    "late_permitted",
    "early",
    "early_minutes",
    "early_permitted",
    "absent_days",
    "absent_excused_days",
)


def of_shift(made: ShiftAssigned, person: str) -> dict[str, Any]:
    """The fields that events about a person's shift share."""
    on = made.shift[:10]
    return {"person": person, "day": f"{person}/{on}", "shift": made.shift}


def counted_in(made: ShiftAssigned, person: str) -> dict[str, Any]:
    """The same with the periods that some of them are counted in."""
    on = made.shift[:10]
    return of_shift(made, person) | {"month": f"{person}/{on[:7]}", "year": f"{person}/{on[:4]}"}


def passed(made: ShiftAssigned, person: str) -> ShiftReassigned:
    """The shift passes to somebody."""
    day = f"{person}/{made.shift[:10]}"
    return ShiftReassigned(
        shift=made.shift,
        giver=made.person,
        person=person,
        giver_day=made.day,
        day=day,
        starts=made.starts,
        ends=made.ends,
        code=made.code,
    )


def swapped(made: ShiftAssigned, person: str) -> ShiftSwapped:
    """The shift goes to somebody in a swap."""
    return ShiftSwapped(
        swap="S-1",
        giver=made.person,
        taker=person,
        giver_month="A1/2026-11",
        taker_month="A2/2026-11",
        given=made.shift,
        given_starts=made.starts,
        given_ends=made.ends,
        given_code=made.code,
    )


def early(made: ShiftAssigned, person: str) -> EarlyLeavingRecorded:
    """Somebody left the shift early."""
    told = counted_in(made, person)
    del told["month"]
    return EarlyLeavingRecorded(minutes=7, **told)


def cancelled(made: ShiftAssigned, person: str) -> ShiftCancelled:
    """Nobody works the shift."""
    return ShiftCancelled(
        shift=made.shift,
        person=person,
        day=made.day,
        starts=made.starts,
        ends=made.ends,
        code=made.code,
    )


HAPPENINGS: tuple[Callable[[ShiftAssigned, str], Event], ...] = (
    passed,
    swapped,
    early,
    cancelled,
    lambda made, who: ArrivalRecorded(**of_shift(made, who)),
    lambda made, who: DepartureRecorded(**of_shift(made, who)),
    lambda made, who: ArrivalWithdrawn(**of_shift(made, who), withdrawn=("1",), reason="x"),
    lambda made, who: LatenessRecorded(**counted_in(made, who), minutes=5),
    lambda made, who: LatenessRecorded(**counted_in(made, who), minutes=9, permitted=True),
    lambda made, who: AbsenceRecorded(**counted_in(made, who)),
    lambda made, who: AbsenceExcused(person=who, day=f"{who}/{made.shift[:10]}", proof="x"),
    lambda made, who: PostLeft(person=who, day=f"{who}/2026-11-29", absence=who, permitted=True),
    lambda made, who: PostReturned(person=who, day=f"{who}/2026-11-29", absence=who, minutes=3),
    lambda made, who: OutingBegan(person=who, day=f"{who}/2026-11-29", destination="x"),
    lambda made, who: leave("2026-11-29 10:00", "2026-12-01 10:00", 2, who),
    lambda made, who: LeaveReturned(leave="L-2026-11-29 10:00", person=who),
    lambda made, who: LeaveWithdrawn(leave="L-2026-11-29 10:00", person=who, withdrawer=who),
)
BEGINNING = local("2026-11-29 07:50")


@settings(max_examples=1_000, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(HAPPENINGS),
            st.sampled_from(SHIFTS),
            st.sampled_from(PEOPLE),
            st.integers(1, 400),
        ),
        max_size=25,
    )
)
def test_the_months_are_the_sums_of_the_shifts(
    happened: list[tuple[Callable[[ShiftAssigned, str], Event], ShiftAssigned, str, int]],
) -> None:
    """What is taken off and put on with each change leaves what counting anew would find; no
    shift is kept by less than none of it, or by more than all."""
    view = Attendance(SITE)
    at = micros(BEGINNING)
    stored = [as_stored(made, at, number) for number, made in enumerate(SHIFTS, start=1)]
    for make, made, person, minutes in happened:
        at += minutes * micros(BEGINNING + timedelta(minutes=1)) - minutes * micros(BEGINNING)
        stored.append(as_stored(make(made, person), at, len(stored) + 1))
    view.apply(stored)
    anew = Months(Rows(MonthRow))
    for row in view.spans.values():
        anew.put_on(row)
        found = kept(row)
        assert 0 <= found.kept <= found.excused <= found.due
        assert found.worked >= 0
    for key in {*view.months, *anew.rows}:
        of, wanted = view.months.get(key), anew.rows.get(key)
        for name in COUNTED:
            assert getattr(of, name, 0) == getattr(wanted, name, 0), (key, name)
