"""How the roster is drawn: bars against need, signs beside colours, words that fit."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from console.drawing import roster as drawing
from console.drawing.spans import Tone, length, text_of
from ledger.rulebook.shifts import kinds_on
from projections.requests.absences import Absence
from projections.roster.board import Board, Clash, Gap, Line, Wanted
from projections.roster.rows import PersonRow, ShiftRow
from projections.staffing.coverage import Slot
from projections.staffing.need import Demand, Effect, Need
from tests.ledger.registers.roster.rosters import LAW

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
HOUR = 3_600_000_000
MIDNIGHT = 1_795_363_200_000_000
"""00:00 of 23 November 2026 in Shanghai."""


def shift(code: str, begins: int, ends: int, person: str = "A1", first: str = "A1") -> ShiftRow:
    """A shift from one hour of that Monday to another."""
    return ShiftRow(
        starts=MIDNIGHT + begins * HOUR,
        shift=f"2026-11-23/{code}/{first}",
        ends=MIDNIGHT + ends * HOUR,
        person=person,
        code=code,
        first=first,
        position=7,
    )


def scene(*shifts: ShiftRow, gaps: tuple[Gap, ...] = (), clash: bool = False) -> drawing.Scene:
    """A board of that Monday and Tuesday with one person's shifts."""
    clashes = (Clash(shifts[0], shifts[1]),) if clash else ()
    line = Line(PersonRow(person="A1", name=""), (shifts, ()))
    found = Board(MONDAY, 2, (line,), gaps, clashes, shifts)
    return drawing.Scene(found, kinds_on(LAW, MONDAY), {"A1": "李娜"}, SHANGHAI, "en", MONDAY)


def slot(number: int, agents: int, planned: int) -> Slot:
    """A half hour that needs so many agents, with so many planned."""
    starts = MIDNIGHT + number * HOUR // 2
    demand = Demand(starts, starts + HOUR // 2, 10, 60, None, 4)
    return Slot(starts, starts + HOUR // 2, Need(demand, agents, None, agents), planned, None)


def test_the_bars_tell_how_far_the_need_is_met() -> None:
    """Full where it is met or exceeded, lower the fewer there are, marked where short."""
    slots = [slot(0, 7, 0), slot(1, 7, 3), slot(2, 7, 7), slot(3, 7, 20), slot(4, 0, 1)]
    lines = [text_of(line)[16:].rstrip() for line in drawing.bars(scene(), slots, 40, MONDAY)]

    assert lines[1] == "▁▁▃▃▇▇▇▇▇▇"
    assert lines[2] == "! !"
    assert lines[3] == "00  01  02"


def test_without_a_need_the_bars_tell_how_many_there_are() -> None:
    """And a sentence says why there is none."""
    slots = [slot(number, 0, number)._replace(need=None) for number in range(3)]
    lines = [text_of(line) for line in drawing.bars(scene(), slots, 120, MONDAY)]

    assert lines[1][16:] == "  ▄▄▇▇"
    assert "need cannot be told" in lines[-1]


def test_a_clash_has_a_sign_beside_its_colour() -> None:
    """Two shifts at once are told by !! and in words."""
    shown = scene(shift("D", 8, 14), shift("E", 13, 20), clash=True)
    line = drawing.row(shown, shown.board.lines[0], 80)

    assert ("D!!", Tone.ALARM) in line
    assert drawing.trouble(shown) == ["A1: 2026-11-23/D/A1 overlaps 2026-11-23/E/A1"]


def test_what_is_missing_on_the_day_under_the_cursor_comes_first() -> None:
    """In one line that says how many more there are."""
    gaps = tuple(
        Gap(Wanted(date(2026, 11, day), "D", MIDNIGHT + day, MIDNIGHT + HOUR, 2), 1)
        for day in (23, 24, 25)
    )
    told = text_of(drawing.troubles(scene(gaps=gaps), date(2026, 11, 24), 60))

    assert told == " ! 11-24 Tue D Day shift: 1 of 2; 2 more"
    assert "nobody is missing" in text_of(drawing.troubles(scene(), MONDAY, 60))


def test_a_cell_explains_itself() -> None:
    """Who, when, what kind, from when to when, who had it first, and the event that says so."""
    passed = scene(shift("N", 20, 32, first="A9"))
    line = passed.board.lines[0]

    assert text_of(drawing.footer(passed, line, 0)) == (
        " A1 李娜  11-23 Mon  N Night shift 20:00–08:00 · first A9's · #7"
    )
    assert text_of(drawing.footer(passed, line, 1)) == " A1 李娜  11-24 Tue  off"


def test_what_a_change_does_is_told_as_far_as_it_fits() -> None:
    """Half hour by half hour; at least one is told."""
    demand = Demand(MIDNIGHT, MIDNIGHT + HOUR // 2, 10, 60, None, 4)
    found = [Effect(demand, 14, 13, 0.852, 0.761)] * 3

    assert text_of(drawing.effect(scene(), found, 60)) == (
        " Without it: 00:00 planned 14→13, in time 85 %→76 %"
    )
    assert text_of(drawing.effect(scene(), found, 200)).count("→13") == 3


@pytest.mark.parametrize("width", [80, 160])
def test_rows_and_headings_are_as_wide_as_their_columns(width: int) -> None:
    """Letters stand under their days whatever the names are."""
    shown = scene(shift("D", 8, 14))
    row = drawing.row(shown, shown.board.lines[0], width)

    assert length(row) == length(drawing.heading(shown, width))
    assert drawing.place_of(1, width, 2)[0] == 16 + drawing.day_width(width, 2)


def test_nights_look_alike_and_days_apart() -> None:
    """The colour repeats the letter: one tone for nights, another for each other kind."""
    kinds = kinds_on(LAW, MONDAY)
    tones = [drawing.tone_of(code, kinds) for code in ("D", "E", "N", "X")]

    assert len(set(tones)) == 4
    assert tones[2] is Tone.INFO


def test_a_shift_on_leave_stands_in_brackets_and_is_told_below() -> None:
    """The letter stays; the footer names the leave, its kind and its end."""
    day = shift("D", 8, 14)
    absence = Absence("A1", day.starts, day.ends, "L-1", "sick", 9)
    shown = scene(day)
    shown = shown._replace(board=shown.board._replace(away={day.shift: absence}))
    line = shown.board.lines[0]

    assert ("(D)", Tone.WARN) in drawing.row(shown, line, 80)
    assert "on leave L-1 (sick) until 11-23 14:00" in text_of(drawing.footer(shown, line, 0))
    assert "on leave 1" in text_of(drawing.headline(shown))


def test_a_shift_that_came_by_a_swap_has_a_star() -> None:
    """Its letter looks otherwise too; the footer says so, and whose it was."""
    day = structs.replace(shift("D", 8, 14, first="A2"), origin="swap")
    shown = scene(day)
    line = shown.board.lines[0]

    assert ("D*", Tone.FOCUS) in drawing.row(shown, line, 80)
    told = text_of(drawing.footer(shown, line, 0))
    assert "by a swap" in told
    assert "first A2's" in told
