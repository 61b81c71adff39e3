"""What each event says of a shift, and of the person's month."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ledger.registers.attendance.events import (
    AbsenceExcused,
    AbsenceRecorded,
    ArrivalRecorded,
    ArrivalWithdrawn,
    EarlyLeavingRecorded,
    LatenessRecorded,
    OutingBegan,
    OutingExplained,
    PostLeft,
    PostReturned,
    RollCallHeld,
)
from ledger.registers.leave.events import LeaveReturned, LeaveWithdrawn
from ledger.registers.roster.events import ShiftCancelled, ShiftReassigned
from ledger.registers.seats.events import SeatSignedIn
from ledger.registers.swaps.events import ShiftSwapped
from projections.attendance import Attendance, MonthRow, SpanRow
from projections.attendance.adherence import EXCUSED, RAW, Kept, kept
from tests.projections.attendance.happened import (
    HOUR,
    MINUTE,
    came,
    fold,
    late,
    leave,
    local,
    moment,
    more,
    shift,
    went,
)

DAY = shift("2026-11-21 08:00", "2026-11-21 14:00")
BEFORE = "2026-11-20 12:00"


def row(view: Attendance, identity: str = DAY.shift) -> SpanRow:
    """A shift's row."""
    return next(each for each in view.spans.values() if each.shift == identity)


def month(view: Attendance, name: str = "2026-11", person: str = "A1") -> MonthRow:
    """A person's month."""
    return view.months[name, person]


def figures(view: Attendance) -> tuple[float | None, float | None]:
    """Raw and excused adherence of A1's November, in percent."""
    of = month(view)
    total = Kept(of.due, of.kept, of.excused, of.worked)
    return RAW.of(total), EXCUSED.of(total)


def test_a_shift_that_was_kept() -> None:
    """There from before the start until after the end: all of it, and the overtime as work."""
    view = fold((BEFORE, DAY), ("2026-11-21 07:50", came(DAY)), ("2026-11-21 14:30", went(DAY)))
    of = month(view)
    assert (of.shifts, of.recorded, of.scheduled, of.worked) == (
        1,
        1,
        6 * HOUR,
        6 * HOUR + 30 * MINUTE,
    )
    assert figures(view) == (100, 100)


def test_a_shift_about_which_nothing_was_entered_has_no_adherence() -> None:
    """Nobody knows whether it was kept, and 0 / 0 is no figure."""
    view = fold((BEFORE, DAY))
    assert (month(view).shifts, month(view).recorded) == (1, 0)
    assert figures(view) == (None, None)


def test_lateness_lowers_both_figures_and_permitted_lateness_one() -> None:
    """Half an hour of six is missing; with permission it counts as kept beside."""
    view = fold((BEFORE, DAY), ("2026-11-21 08:36", came(DAY)), ("2026-11-21 08:36", late(DAY, 36)))
    assert figures(view) == (90, 90)
    assert (month(view).late, month(view).late_minutes) == (1, 36)
    view = fold(
        (BEFORE, DAY),
        ("2026-11-21 08:36", came(DAY)),
        ("2026-11-21 08:36", late(DAY, 36, permitted=True)),
    )
    assert figures(view) == (90, 100)
    assert (month(view).late, month(view).late_permitted) == (0, 1)


def test_early_leaving_counts_like_lateness() -> None:
    """With permission it is excused."""
    for permitted in (False, True):
        early = EarlyLeavingRecorded(
            person="A1",
            day=DAY.day,
            year="A1/2026",
            minutes=36,
            permitted=permitted,
            shift=DAY.shift,
        )
        view = fold(
            (BEFORE, DAY),
            ("2026-11-21 07:55", came(DAY)),
            ("2026-11-21 13:24", went(DAY)),
            ("2026-11-21 13:24", early),
        )
        assert figures(view) == (90, 100 if permitted else 90)
        assert month(view).early_minutes == (0 if permitted else 36)


def test_time_off_the_post_is_missing_and_excused_within_its_limit() -> None:
    """Eighteen minutes away, of which ten were allowed."""
    left = PostLeft(
        person="A1",
        day=DAY.day,
        absence="X1",
        permitted=True,
        limit_ends=local("2026-11-21 10:10"),
    )
    back = PostReturned(person="A1", day=DAY.day, absence="X1", minutes=18)
    view = fold(
        (BEFORE, DAY),
        ("2026-11-21 08:00", came(DAY)),
        ("2026-11-21 10:00", left),
        ("2026-11-21 10:18", back),
    )
    raw, excused = figures(view)
    assert raw == 95
    assert excused is not None
    assert round(excused, 2) == 97.78
    assert (month(view).off, month(view).off_minutes, month(view).off_permitted) == (1, 18, 1)


def test_an_absence_is_nothing_kept_until_it_is_excused() -> None:
    """The proof makes it an excused day; that it was missed stays in the raw figure."""
    absent = AbsenceRecorded(
        person="A1",
        day=DAY.day,
        month="A1/2026-11",
        year="A1/2026",
        shift=DAY.shift,
    )
    view = fold((BEFORE, DAY), ("2026-11-21 12:00", absent))
    assert figures(view) == (0, 0)
    assert month(view).absent_days == 1
    more(view, ("2026-11-22 09:00", AbsenceExcused(person="A1", day=DAY.day, proof="医院证明")))
    assert figures(view) == (0, 100)
    assert (month(view).absent_days, month(view).absent_excused_days) == (0, 1)


def test_leave_is_excused_and_ends_when_somebody_returns() -> None:
    """A whole shift of leave; then the person comes back halfway and is there."""
    view = fold((BEFORE, DAY), (BEFORE, leave("2026-11-21 00:00", "2026-11-22 00:00", 1)))
    assert figures(view) == (0, 100)
    assert month(view).sick_days == 1
    returned = LeaveReturned(leave="L-2026-11-21 00:00", person="A1")
    more(view, ("2026-11-21 11:00", returned), ("2026-11-21 11:00", came(DAY)))
    assert figures(view) == (50, 100)
    assert round(month(view).sick_days, 3) == 0.458


def test_a_leave_that_was_withdrawn_takes_nobody_away() -> None:
    """Nothing is left of it."""
    withdrawn = LeaveWithdrawn(leave="L-2026-11-21 00:00", person="A1", withdrawer="A1")
    view = fold(
        (BEFORE, DAY),
        (BEFORE, leave("2026-11-21 00:00", "2026-11-22 00:00", 1)),
        ("2026-11-20 13:00", withdrawn),
    )
    assert (row(view).leave, month(view).sick_days) == (0, 0)


def test_leave_over_the_end_of_a_month_and_year_counts_in_each() -> None:
    """Two days, one in each."""
    view = fold((BEFORE, leave("2026-12-31 00:00", "2027-01-02 00:00", 2)))
    assert month(view, "2026-12").sick_days == 1
    assert month(view, "2027-01").sick_days == 1


def test_an_outing_is_excused_when_the_superior_knows() -> None:
    """Told afterwards counts as well; signing in at the seat ends it."""
    out = OutingBegan(person="A1", day=DAY.day, destination="银行", told_before=False)
    view = fold(
        (BEFORE, DAY),
        ("2026-11-21 08:00", came(DAY)),
        ("2026-11-21 11:00", out),
        ("2026-11-21 12:30", SeatSignedIn(agent="A1")),
    )
    assert figures(view) == (75, 75)
    explained = OutingExplained(person="A1", day=DAY.day, reason="送件")
    more(view, ("2026-11-21 13:00", explained))
    assert figures(view) == (75, 100)


def test_a_withdrawn_arrival_takes_everything_with_it() -> None:
    """As if nobody had come."""
    view = fold((BEFORE, DAY), ("2026-11-21 08:36", came(DAY)), ("2026-11-21 08:36", late(DAY, 36)))
    back = ArrivalWithdrawn(
        person="A1", day=DAY.day, withdrawn=("2", "3"), reason="点错人", shift=DAY.shift
    )
    more(view, ("2026-11-21 09:00", back))
    assert (row(view).arrived, month(view).late, month(view).recorded) == (None, 0, 0)


def test_an_earlier_instant_that_was_told_is_the_arrival() -> None:
    """Not the instant at which it was entered."""
    told = ArrivalRecorded(
        person="A1", day=DAY.day, shift=DAY.shift, arrived_at=local("2026-11-21 08:12")
    )
    view = fold((BEFORE, DAY), ("2026-11-21 10:00", told))
    assert row(view).arrived == moment("2026-11-21 08:12")


def test_a_shift_counts_for_whoever_is_on_it() -> None:
    """Passed on, swapped or cancelled, it leaves one month and enters another."""
    passed = ShiftReassigned(
        shift=DAY.shift,
        giver="A1",
        person="A2",
        giver_day=DAY.day,
        day="A2/2026-11-21",
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    view = fold((BEFORE, DAY), (BEFORE, passed))
    assert (month(view).shifts, month(view, person="A2").shifts) == (0, 1)
    swapped = ShiftSwapped(
        swap="S-1",
        giver="A2",
        taker="A3",
        giver_month="A2/2026-11",
        taker_month="A3/2026-11",
        given=DAY.shift,
        given_starts=DAY.starts,
        given_ends=DAY.ends,
        given_code="D",
    )
    more(view, (BEFORE, swapped))
    assert (month(view, person="A2").shifts, month(view, person="A3").swapped) == (0, 1)
    gone = ShiftCancelled(
        shift=DAY.shift,
        person="A3",
        day="A3/2026-11-21",
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    more(view, (BEFORE, gone))
    assert month(view, person="A3") == MonthRow(month="2026-11", person="A3")


def test_a_night_belongs_to_the_month_in_which_it_starts() -> None:
    """From New Year's Eve into the year, and from the 29th of February into March."""
    for starts, ends, name in (
        ("2026-12-31 20:00", "2027-01-01 08:00", "2026-12"),
        ("2028-02-29 20:00", "2028-03-01 08:00", "2028-02"),
    ):
        night = shift(starts, ends, code="N")
        view = fold((BEFORE, night), (starts, came(night)), (ends, went(night)))
        of = month(view, name)
        assert (of.shifts, of.nights, of.worked) == (1, 1, 12 * HOUR)
        assert set(view.months) == {(name, "A1")}


def test_the_clock_is_changed_within_a_night() -> None:
    """Berlin: seven hours of work in March, nine in October, all of it kept."""
    berlin = ZoneInfo("Europe/Berlin")
    for on, hours in (("2026-03-29", 7), ("2026-10-25", 9)):
        night = shift(f"{on} 00:00", f"{on} 08:00", code="N", zone=berlin)
        view = fold(
            ("2026-01-01 12:00", night),
            (f"{on} 00:00", came(night)),
            (f"{on} 08:00", went(night)),
            zone=berlin,
        )
        of = view.months[on[:7], "A1"]
        assert (of.scheduled, of.worked, of.kept) == (hours * HOUR,) * 3


def test_what_belongs_to_no_shift_counts_in_the_month_all_the_same() -> None:
    """Books without a roster have lateness, absence and time off the post too."""
    told: dict[str, Any] = {"person": "A1", "day": "A1/2026-11-21", "year": "A1/2026"}
    back = PostReturned(person="A1", day="A1/2026-11-21", absence="B1", minutes=7)
    view = fold(
        ("2026-11-21 08:12", LatenessRecorded(month="A1/2026-11", minutes=12, **told)),
        ("2026-11-21 13:00", EarlyLeavingRecorded(minutes=5, **told)),
        ("2026-11-21 18:00", AbsenceRecorded(month="A1/2026-11", days=2, **told)),
        ("2026-11-21 18:01", back),
    )
    of = month(view)
    assert (of.late_minutes, of.early_minutes, of.absent_days, of.off_minutes) == (12, 5, 2, 7)


def test_a_roll_call_says_who_was_called_and_who_was_not_there() -> None:
    """It stands beside the shift of each."""
    other = shift("2026-11-21 08:00", "2026-11-21 14:00", "A2")
    held = RollCallHeld(
        roll_call="2026-11-21/D",
        leader="A9",
        starts=DAY.starts,
        code="D",
        present=("A1",),
        missing=("A2",),
    )
    view = fold((BEFORE, DAY), (BEFORE, other), ("2026-11-21 07:50", held))
    assert (row(view).called, row(view, other.shift).called) == ("present", "missing")


def test_nothing_is_kept_twice() -> None:
    """However absences overlap, no shift is kept by more than all or less than none of it."""
    view = fold(
        (BEFORE, DAY),
        (BEFORE, leave("2026-11-21 07:00", "2026-11-21 15:00", 1)),
        ("2026-11-21 13:59", came(DAY)),
    )
    found = kept(row(view))
    assert (
        0
        <= found.kept
        <= found.excused
        <= found.due
        == timedelta(hours=6) / timedelta(microseconds=1)
    )
