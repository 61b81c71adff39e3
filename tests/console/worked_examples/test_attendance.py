"""W01 to W07 by keys: who comes late, stays away or leaves a duty unmanned, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import OptionList

from console.screens.act import ActForm
from console.screens.action_list import ActionList
from ledger.book import Book
from ledger.registers.discipline.events import OffenceProposed
from ledger.registers.roster.form_duty_group import FormDutyGroup
from ledger.registers.roster.roster_group import RosterGroup
from ledger.warden import Warden
from tests.console.floor.conftest import Console, Opening, opened
from tests.console.floor.day import LEADER
from tests.console.worked_examples.attending import (
    AGENT,
    MANAGER,
    attend,
    cases,
    confirmed,
    decide,
    duty,
    first_case,
    local,
    now,
    regulated,
    settled,
    waiting,
    work,
)

__all__ = ["opened"]

GROUP = tuple(f"T00{number}" for number in range(1, 7))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Book]:
    """A team under labour discipline, A031 on a day shift on 23 November and four days of May."""
    book = regulated(tmp_path, "team-discipline", "labour-team-leader", (AGENT,))
    for on in ("2026-05-04", "2026-05-05", "2026-05-12", "2026-05-20", "2026-11-23", "2026-11-24"):
        work(book, on)
    yield book
    book.close()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Book]:
    """An office on duty in turns, its leader being the party and government office's."""
    book = regulated(tmp_path, "town-duty", "party-government-office", GROUP)
    yield book
    book.close()


def proposed(book: Book) -> list[OffenceProposed]:
    """What was proposed of those who work, in order; the leader missed duties of the calendar."""
    found = (each.event for each in book.read() if isinstance(each.event, OffenceProposed))
    return [event for event in found if event.person != LEADER]


async def test_w01_twelve_minutes_late_cost_twelve_yuan(desk: Book, opened: Opening) -> None:
    """W01: the arrival tells the minutes, the case its amount, the statement what was confirmed."""
    now(desk, "2026-11-23 08:42")
    async with opened(desk) as console:
        await attend(console, "a")
        await cases(console)
        line = first_case(console)
        assert "12.00 元" in line
        assert "迟到" in line
        await decide(console)
    assert "12.00" in settled(desk, "2026-11")


@pytest.mark.parametrize(
    ("time", "amount", "clause"),
    [
        ("08:59:40", "29.00 元", "attendance.late"),
        ("09:00:00", "100.00 元", "attendance.late_as_absence"),
    ],
)
async def test_w02_thirty_minutes_late_count_as_absence(
    desk: Book, opened: Opening, time: str, amount: str, clause: str
) -> None:
    """W02: 29 minutes and 40 seconds are 29 yuan; thirty are 100, told to the general office."""
    now(desk, f"2026-11-23 {time}")
    async with opened(desk) as console:
        await attend(console, "a")
        await cases(console)
        assert amount in first_case(console)
    (case,) = proposed(desk)
    assert case.clause == clause
    assert case.report_to == (("general-office",) if amount.startswith("100") else ())


async def test_w03_who_was_permitted_beforehand_pays_nothing(desk: Book, opened: Opening) -> None:
    """W03: p before the shift; the lateness stands as permitted, and no case waits."""
    now(desk, "2026-11-23 08:10")
    async with opened(desk) as console:
        await attend(console, "p", by_phone="true", reason="道路中断")
        now(desk, "2026-11-23 08:42")
        await attend(console, "a")
        await console.press("A")
        await console.until_text("迟到 12 分 已准")
        await console.press("q")
        await cases(console)
        assert waiting(console, AGENT) == 0
    assert proposed(desk) == []


async def test_w04_the_fourth_day_of_absence_is_resignation(desk: Book, opened: Opening) -> None:
    """W04: three days of May are 300 yuan; from the fourth it is taken as self-resignation."""
    async with opened(desk) as console:
        for day in ("04", "05", "12", "20"):
            now(desk, f"2026-05-{day} 16:00")
            await attend(console, "x")
            await cases(console)
            assert "旷工" in first_case(console)
            await decide(console, left=int(day == "20"))
            await console.press("q")
    assert proposed(desk)[-1].clause == "attendance.self_resignation"
    async with opened(desk, actor=MANAGER) as console:
        await cases(console)
        shown = await decide(console)
        assert "自动离职" in shown
    found = settled(desk, "2026-05", AGENT)
    assert found.count("100.00") >= 3
    assert "-300.00" in found


async def test_w05_an_unmanned_duty_costs_everybody_of_the_group_fifty(
    town: Book, opened: Opening
) -> None:
    """W05: the group is the one that was put on duty; six cases of 50, published the next day."""
    now(town, "2026-11-20 09:00")
    town.act(FormDutyGroup(group="G1", leader=GROUP[0], members=GROUP), by=LEADER)
    on = local("2026-11-20 09:00").date()
    turn = RosterGroup(duty="D1", group="G1", members=GROUP, on=on, code="W")
    town.act(turn, by=LEADER)
    now(town, "2026-11-20 19:00")
    async with opened(town) as console:
        await choose(console, "record-unmanned-duty")
        shown = await confirmed(console, duty="D1")
        assert "T006" in shown
        Warden.of(town).step()
        await cases(console, "T00")
        assert waiting(console, "T00") == len(GROUP)
        for left in range(5, -1, -1):
            assert "50.00 元" in first_case(console, "T00")
            await decide(console, "T00", left=left)
        await console.press("q")
        now(town, "2026-11-21 10:00")
        await choose(console, "publish-penalty")
        await confirmed(console, duty="D1")
    assert "-300.00" in settled(town, "2026-11")


async def test_w06_three_absences_of_a_year_touch_the_bonus(town: Book, opened: Opening) -> None:
    """W06: three fines of 50, and a tenth of a bonus of 8,000."""
    async with opened(town) as console:
        for on in (days := ("2026-03-10", "2026-03-11", "2026-03-12")):
            now(town, f"{on} 09:00")
            duty(town, on, "T001")
            now(town, f"{on} 20:30")
            await attend(console, "x", "T001")
            await cases(console, "T001")
            assert "50.00 元" in first_case(console, "T001")
            await decide(console, "T001", left=int(on == days[-1]))
            await console.press("q")
        await bonus(town, console, "duty.year_absences")
    assert "-950.00" in settled(town, "2026-03", "T001")


async def test_w07_six_times_late_or_early_touch_the_bonus(town: Book, opened: Opening) -> None:
    """W07: five times late and once gone early are six fines of 30, and a tenth of the bonus."""
    days = [f"2026-03-{day}" for day in ("10", "11", "12", "13", "16", "17")]
    async with opened(town) as console:
        for on in days:
            now(town, f"{on} 09:00")
            duty(town, on, "T001")
            late = on != days[-1]
            now(town, f"{on} 18:0{5 if late else 0}")
            await attend(console, "a", "T001")
            if not late:
                now(town, f"{on} 20:55")
                await attend(console, "l", "T001")
            await cases(console, "T001")
            assert "30.00 元" in first_case(console, "T001")
            await decide(console, "T001", left=int(not late))
            await console.press("q")
        await bonus(town, console, "duty.year_lateness")
    assert "-980.00" in settled(town, "2026-03", "T001")


async def bonus(book: Book, console: Console, clause: str) -> None:
    """The year's threshold was reached: a tenth of 8,000 is withheld."""
    assert proposed(book)[-1].clause == clause
    await cases(console, "T001")
    shown = await decide(console, "T001", bonus="8000 CNY")
    assert "80000" in shown or "800.00" in shown


async def choose(console: Console, verb: str) -> None:
    """Open the form of an action from the floor's list of all actions."""
    await console.press("a")
    chosen = console.app.screen
    assert isinstance(chosen, ActionList)
    listed = chosen.query_one(OptionList)
    await console.until(lambda: listed.option_count > 0)
    await console.press(*("minus" if each == "-" else each for each in verb))
    await console.until(lambda: listed.highlighted_option is not None)
    assert listed.highlighted_option is not None
    assert listed.highlighted_option.id == verb
    await console.press("enter")
    assert isinstance(console.app.screen, ActForm)
