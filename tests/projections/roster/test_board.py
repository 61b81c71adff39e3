"""The week board: who is on which shift, what is missing, what cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ledger.kernel.action import Role
from ledger.kernel.event import Event, micros
from ledger.registers.duty.events import DutyAssigned
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.events import (
    DutyGroupFormed,
    RosterPublished,
    RosterWithdrawn,
    ShiftAssigned,
    ShiftCancelled,
    ShiftReassigned,
)
from ledger.registers.swaps.events import ShiftSwapped
from projections.requests.absences import Absence
from projections.roster import Roster
from projections.roster.board import Board, Clash, Gap, Wanted, board, day_of, last_turns
from tests.projections.happenings import as_stored, at

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)


def utc(text: str) -> datetime:
    """An instant in UTC from 2026-11-23 00:00."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def person(number: str, unit: str = "desk") -> tuple[Event, Event]:
    """Somebody registered and placed."""
    return (
        PersonRegistered(person=number, name=number, roles=(Role.AGENT,)),
        PersonPlaced(person=number, post="agent", unit=unit),
    )


def shift(who: str, starts: str, ends: str, code: str = "D") -> ShiftAssigned:
    """Somebody's shift."""
    on = utc(starts).astimezone(SHANGHAI).date()
    return ShiftAssigned(
        shift=f"{on}/{code}/{who}",
        person=who,
        day=f"{who}/{on}",
        starts=utc(starts),
        ends=utc(ends),
        code=code,
    )


DAY = shift("A1", "2026-11-23 00:00", "2026-11-23 06:00")
NIGHT = shift("A2", "2026-11-22 12:00", "2026-11-23 00:00", "N")


def roster_of(*events: Event) -> Roster:
    """The roster after these events, a second apart."""
    roster = Roster()
    first = at("00:00:00", "2026-11-20")
    roster.apply(
        as_stored(event, first + position * 1_000_000, position)
        for position, event in enumerate(events, start=1)
    )
    return roster


def codes(found: Board) -> dict[str, str]:
    """Each person's week, a letter a shift and a dot for none."""
    return {
        line.person.person: "".join("".join(row.code for row in day) or "." for day in line.days)
        for line in found.lines
    }


def test_people_stand_by_unit_and_their_shifts_under_the_days_they_begin_on() -> None:
    """A night shift stands once, under its first day; whoever has none is shown as well."""
    roster = roster_of(*person("A2"), *person("A1"), *person("B1", "back office"), DAY, NIGHT)
    found = board(roster, date(2026, 11, 22), 3, SHANGHAI)

    assert codes(found) == {"B1": "...", "A1": ".D.", "A2": "N.."}


def test_a_night_that_reaches_into_the_week_covers_it_without_a_letter() -> None:
    """It began the day before: it is among the shifts that touch the week, and in no cell."""
    found = board(roster_of(*person("A2"), NIGHT), MONDAY, 7, SHANGHAI)

    assert codes(found) == {"A2": "......."}
    assert [row.code for row in found.shifts] == ["N"]
    until_midnight = shift("A2", "2026-11-22 12:00", "2026-11-22 16:00", "N")
    assert board(roster_of(until_midnight), MONDAY, 7, SHANGHAI).shifts == ()


def test_a_shift_passed_on_stands_with_whoever_has_it() -> None:
    """And one that was cancelled with nobody."""
    passed = ShiftReassigned(
        shift=DAY.shift,
        giver="A1",
        person="A2",
        giver_day=DAY.day,
        day="A2/2026-11-23",
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    cancelled = ShiftCancelled(
        shift=DAY.shift,
        person="A2",
        day="A2/2026-11-23",
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    events = (*person("A1"), *person("A2"), DAY, passed)

    assert codes(board(roster_of(*events), MONDAY, 1, SHANGHAI)) == {"A1": ".", "A2": "D"}
    assert codes(board(roster_of(*events, cancelled), MONDAY, 1, SHANGHAI)) == {
        "A1": ".",
        "A2": ".",
    }


def test_a_team_is_shown_alone() -> None:
    """By the name of its unit or team."""
    roster = roster_of(*person("A1"), *person("B1", "back office"), DAY)

    assert list(codes(board(roster, MONDAY, 1, SHANGHAI, team="desk"))) == ["A1"]


def test_too_few_on_a_shift_is_a_gap() -> None:
    """What the rulebook wants and the roster lacks."""
    wanted = [
        Wanted(MONDAY, "D", micros(DAY.starts), micros(DAY.ends), 2),
        Wanted(MONDAY, "E", micros(DAY.ends), micros(utc("2026-11-23 12:00")), 1),
        Wanted(MONDAY, "D", micros(DAY.starts), micros(DAY.ends), 1),
    ]
    found = board(roster_of(*person("A1"), DAY), MONDAY, 1, SHANGHAI, wanted)

    assert found.gaps == (Gap(wanted[0], 1), Gap(wanted[1], 0))


def test_two_shifts_at_once_are_a_clash() -> None:
    """Decisions never make one; what another system recorded may."""
    other = shift("A1", "2026-11-23 05:59", "2026-11-23 08:00", "X")
    after = shift("A1", "2026-11-23 08:00", "2026-11-23 09:00", "Y")
    found = board(roster_of(*person("A1"), DAY, other, after), MONDAY, 1, SHANGHAI)

    assert [(clash.first.code, clash.second.code) for clash in found.clashes] == [("D", "X")]
    assert all(isinstance(clash, Clash) for clash in found.clashes)


def test_the_week_in_which_the_clock_changes_has_its_seven_days() -> None:
    """In Berlin a shift at 00:30 of the 26th of October lies on that day, not on the 25th."""
    berlin = ZoneInfo("Europe/Berlin")
    late = shift("A1", "2026-10-25 23:30", "2026-10-26 05:00")
    found = board(roster_of(*person("A1"), late), date(2026, 10, 19), 8, berlin)

    assert codes(found) == {"A1": ".......D"}
    assert day_of(micros(late.starts), berlin) == date(2026, 10, 26)


def test_the_last_turn_of_each_code_is_known() -> None:
    """What a rotation goes on from."""
    roster = roster_of(DAY, NIGHT, shift("A1", "2026-11-24 00:00", "2026-11-24 06:00"))

    assert last_turns(roster, date(2026, 11, 25), SHANGHAI) == {
        ("A1", "D"): date(2026, 11, 24),
        ("A2", "N"): date(2026, 11, 22),
    }
    assert last_turns(roster, MONDAY, SHANGHAI) == {("A2", "N"): date(2026, 11, 22)}


def test_published_rosters_are_listed_with_what_became_of_them() -> None:
    """One row a roster."""
    roster = roster_of(
        RosterPublished(roster="W48", first=MONDAY, last=date(2026, 11, 29), shifts=9),
        RosterWithdrawn(roster="W48", shifts=9, reason="trial"),
    )

    assert roster.periods["W48"].shifts == 9
    assert roster.periods["W48"].withdrawn == at("00:00:02", "2026-11-20")


def test_a_group_is_known_with_its_last_turn() -> None:
    """Forming it anew keeps when its turn was."""
    formed = DutyGroupFormed(group="G1", leader="A1", members=("A1", "A2"))
    assigned = DutyAssigned(
        duty="D-1",
        group="G1",
        members=("A1", "A2"),
        leader="A1",
        starts_at=utc("2026-11-23 10:00"),
        ends_at=utc("2026-11-23 13:00"),
    )
    anew = DutyGroupFormed(group="G1", leader="A2", members=("A2", "A3"))
    row = roster_of(formed, assigned, anew).groups["G1"]

    assert (row.leader, row.members) == ("A2", "A2,A3")
    assert row.last == micros(utc("2026-11-23 10:00"))


def test_a_shift_stays_with_whoever_is_on_leave_and_counts_as_a_gap() -> None:
    """Until a leader passes it on; who is away for a part of it is marked, and counts."""
    whole = Absence("A1", micros(DAY.starts), micros(DAY.ends), "L-1", "sick")
    part = whole._replace(starts=micros(DAY.starts) + 1)
    wanted = [Wanted(MONDAY, "D", micros(DAY.starts), micros(DAY.ends), 1)]
    roster = roster_of(*person("A1"), DAY)
    found = board(roster, MONDAY, 1, SHANGHAI, wanted, absent=[whole])

    assert codes(found) == {"A1": "D"}
    assert dict(found.away) == {DAY.shift: whole}
    assert [(gap.wanted.code, gap.found) for gap in found.gaps] == [("D", 0)]
    partly = board(roster, MONDAY, 1, SHANGHAI, wanted, absent=[part])
    assert list(partly.away) == [DAY.shift]
    assert partly.gaps == ()


def test_a_swap_moves_both_shifts_in_one_event() -> None:
    """Each leg stands with whoever has it now, marked as swapped; one in words moves nothing."""
    swapped = ShiftSwapped(
        swap="W1",
        giver="A2",
        taker="A1",
        giver_month="A2/2026-11",
        taker_month="A1/2026-11",
        given=NIGHT.shift,
        given_starts=NIGHT.starts,
        given_ends=NIGHT.ends,
        given_code="N",
        taken=DAY.shift,
        taken_starts=DAY.starts,
        taken_ends=DAY.ends,
        taken_code="D",
    )
    in_words = ShiftSwapped(
        swap="W2",
        giver="A1",
        taker="A2",
        giver_month="A1/2026-11",
        taker_month="A2/2026-11",
    )
    roster = roster_of(*person("A1"), *person("A2"), DAY, NIGHT, swapped, in_words)
    found = board(roster, date(2026, 11, 22), 2, SHANGHAI)

    assert codes(found) == {"A1": "N.", "A2": ".D"}
    assert {row.origin for row in found.shifts} == {"swap"}
    assert {row.position for row in found.shifts} == {7}
