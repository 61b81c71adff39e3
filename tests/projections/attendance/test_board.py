"""The attendance of the shifts about an instant, and a person's lanes."""

from __future__ import annotations

from ledger.registers.attendance.events import (
    AbsenceRecorded,
    EarlyLeavingRecorded,
    OutingBegan,
    PostLeft,
)
from ledger.registers.org.events import PersonPlaced
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from projections.attendance.board import Board, Standing, board, minutes_late
from projections.attendance.lane import Doing, Lanes, Stretch
from projections.frame import Level
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

BEFORE = "2026-11-20 12:00"
PEOPLE = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8")
SHIFTS = {each: shift("2026-11-21 08:00", "2026-11-21 14:00", each) for each in PEOPLE}
NOW = moment("2026-11-21 10:00")


def day() -> Board:
    """Eight people of one shift at ten o'clock, each standing otherwise."""
    away = PostLeft(
        person="A3",
        day="A3/2026-11-21",
        absence="X",
        permitted=True,
        limit_ends=local("2026-11-21 09:50"),
    )
    absent = AbsenceRecorded(
        person="A4",
        day="A4/2026-11-21",
        month="A4/2026-11",
        year="A4/2026",
        shift=SHIFTS["A4"].shift,
    )
    out = OutingBegan(person="A7", day="A7/2026-11-21", destination="银行")
    early = EarlyLeavingRecorded(
        person="A8", day="A8/2026-11-21", year="A8/2026", minutes=300, shift=SHIFTS["A8"].shift
    )
    view = fold(
        *((BEFORE, each) for each in SHIFTS.values()),
        (BEFORE, leave("2026-11-21 00:00", "2026-11-22 00:00", 1, "A5")),
        *(("2026-11-21 08:00", came(SHIFTS[each])) for each in ("A1", "A3", "A7", "A8")),
        ("2026-11-21 08:12", came(SHIFTS["A2"])),
        ("2026-11-21 08:12", late(SHIFTS["A2"], 12)),
        ("2026-11-21 09:00", absent),
        ("2026-11-21 09:00", went(SHIFTS["A8"])),
        ("2026-11-21 09:00", early),
        ("2026-11-21 09:40", away),
        ("2026-11-21 09:50", out),
    )
    return board(view, NOW, 2 * HOUR)


def test_everybody_stands_somehow() -> None:
    """Present, late, off the post, absent, on leave, missing, out, gone."""
    found = {each.row.person: each.standing(NOW) for each in day().attending}
    assert found == {
        "A1": Standing.PRESENT,
        "A2": Standing.LATE,
        "A3": Standing.OFF_POST,
        "A4": Standing.ABSENT,
        "A5": Standing.LEAVE,
        "A6": Standing.MISSING,
        "A7": Standing.OUTING,
        "A8": Standing.LEFT,
    }
    assert day().count(NOW, Standing.PRESENT, Standing.LATE) == 2


def test_what_needs_the_leader_is_marked() -> None:
    """Missing, absent, away beyond the limit: act now; late or gone early: at risk."""
    found = {each.row.person: each.level(NOW) for each in day().attending}
    assert [each for each in PEOPLE if found[each] is Level.ALARM] == ["A3", "A4", "A6"]
    assert [each for each in PEOPLE if found[each] is Level.WARN] == ["A2", "A8"]


def test_lateness_goes_on_while_nobody_has_come() -> None:
    """Two hours so far; who came is as late as was recorded."""
    found = {each.row.person: minutes_late(each.row, NOW) for each in day().attending}
    assert (found["A6"], found["A2"], found["A1"]) == (120, 12, 0)


def test_a_shift_is_shown_from_its_lead_time_to_its_end() -> None:
    """Two hours before; and two hours after it, while nobody said whether the person was there."""
    view = fold((BEFORE, SHIFTS["A1"]), (BEFORE, PersonPlaced(person="A1", post="x", unit="desk")))
    for at, count in (
        ("2026-11-21 05:59", 0),
        ("2026-11-21 06:01", 1),
        ("2026-11-21 13:59", 1),
        ("2026-11-21 15:59", 1),
        ("2026-11-21 16:00", 0),
    ):
        assert len(board(view, moment(at), 2 * HOUR).attending) == count, at
    assert len(board(view, NOW, HOUR, "desk").attending) == 1
    assert board(view, NOW, HOUR, "other").attending == ()


def test_who_has_not_left_is_due_out_until_they_have() -> None:
    """At the end of the shift the departure is what is missing; then the line goes."""
    mine = SHIFTS["A1"]
    view = fold((BEFORE, mine), ("2026-11-21 07:55", came(mine)))
    after = moment("2026-11-21 14:05")
    (found,) = board(view, after, 2 * HOUR).attending
    assert (found.standing(after), found.level(after)) == (Standing.DUE_OUT, Level.INFO)
    more(view, ("2026-11-21 14:05", went(mine)))
    assert board(view, after, 2 * HOUR).attending == ()


def test_a_lane_holds_what_was_planned_and_what_happened() -> None:
    """Late from eight to a quarter past, at the seat until half past nine, there until now."""
    mine = SHIFTS["A1"]
    view = fold(
        (BEFORE, mine),
        ("2026-11-21 08:15", came(mine)),
        ("2026-11-21 08:15", late(mine, 15)),
        ("2026-11-21 08:20", SeatSignedIn(agent="A1")),
        ("2026-11-21 09:30", SeatSignedOut(agent="A1")),
    )
    begins, over = moment("2026-11-21 07:00"), moment("2026-11-21 15:00")
    found = Lanes(view, begins, over, NOW).of("A1")
    eight = moment("2026-11-21 08:00")
    assert found.scheduled == (Stretch(eight, eight + 6 * HOUR, Doing.SHIFT),)
    assert found.actual == (
        Stretch(eight, eight + 15 * MINUTE, Doing.LATE),
        Stretch(eight + 15 * MINUTE, NOW, Doing.PRESENT),
        Stretch(eight + 20 * MINUTE, eight + 90 * MINUTE, Doing.SEAT),
    )
