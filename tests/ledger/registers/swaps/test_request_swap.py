"""Asking for a swap."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.registers.entries import AlreadyEntered, NotAsTheCaseSays
from ledger.registers.leave.absent import OnLeave
from ledger.registers.leave.events import Category, LeaveGranted
from ledger.registers.roster.events import ShiftReassigned
from ledger.registers.roster.holding import NobodyToRoster, NoSuchShift, OnTwoShifts
from ledger.registers.swaps.events import SwapRequested
from ledger.registers.swaps.exchange import NotTheirShift, ShiftBegun, WithOneself
from ledger.registers.swaps.repaying import NothingToRepay, NotToRepay, RepaidAlready
from ledger.registers.swaps.request_swap import RequestSwap
from ledger.rulebook.gates import Forbidden, TooOften
from ledger.testing import When, at, given
from tests.ledger.registers.swaps.swapping import (
    BOTH,
    DAY,
    GIVER,
    GIVER_PLACED,
    NIGHT,
    REQUESTED,
    STAND,
    STORE,
    SWAPPED,
    TAKER,
    TAKER_PLACED,
    TELECOM,
    earlier_swap,
    local,
    placed,
    shift,
)


def ask(*history: Event, **told: Any) -> When:
    """A009 asks under the call-centre's rulebook, on the noon before, for what is told."""
    fields: dict[str, Any] = {
        "swap": "W1",
        "giver": "A009",
        "taker": "A015",
        "given": NIGHT.shift,
        "taken": DAY.shift,
    }
    happened = [at(each, local("2026-11-20 08:00")) for each in history]
    action = RequestSwap(**(fields | told))
    return given(*happened).under(TELECOM).when(action, by="A009", at=local("2026-11-21 12:00"))


def found(outcome: When, clause: str) -> list[Words]:
    """What the checks of a clause found."""
    return [each.words for each in outcome.findings if each.clause == clause]


def test_the_shifts_are_named_as_the_roster_names_them_and_the_rest_is_derived() -> None:
    """S4.10-01: nobody types that it is the same job, or no holiday."""
    ask(*STAND).then(REQUESTED, reading=("swap.per_month", "roster.one_place"))


def test_each_check_is_told_with_its_numbers() -> None:
    """Screens 3: who looks before acting reads grades, rest and dates, not only that it passed."""
    outcome = ask(*STAND)

    assert found(outcome, "swap.same_job") == [
        Words("A009 投诉，A015 投诉", "A009 投诉, A015 投诉"),
        Words("A009 中级，A015 中级", "A009 中级, A015 中级"),
    ]
    assert [each.zh for each in found(outcome, "holiday.work")] == ["11-23 11-25 不是节假日"]
    assert "前后 2 天没有别的班" in [each.zh for each in found(outcome, "swap.consecutive")]


def test_a_shift_can_be_given_without_one_in_return() -> None:
    """S4.10-04 speaks of a repayment that may come later."""
    outcome = ask(*BOTH, NIGHT, taken=None)

    [event] = outcome.events
    assert isinstance(event, SwapRequested)
    assert (event.given, event.taken) == (NIGHT.shift, None)


@pytest.mark.parametrize(
    ("taker", "passes"),
    [
        (placed("A015", "A018", grade="高级"), True),
        (placed("A015", "A018", grade="senior"), True),
        (placed("A015", "A018", grade="初级"), False),
        (placed("A015", "A018", grade="见习"), False),
        (placed("A015", "A018", job="查询"), False),
        (placed("A015", "A018", job=None, grade=None), True),
    ],
)
def test_the_taker_is_of_the_same_job_and_no_lower_grade(taker: Event, passes: bool) -> None:
    """S4.10-05, J35: the same grade or a higher one; what nobody has entered is not held back."""
    outcome = ask(GIVER, TAKER, GIVER_PLACED, taker, NIGHT, DAY)
    if passes:
        outcome.then(REQUESTED)
    else:
        outcome.refused(Forbidden, citing=(3, 4), clause="swap.same_job")


def test_a_shift_that_came_by_a_swap_is_not_swapped_again() -> None:
    """J13: the very swap is cited."""
    ask(*STAND, SWAPPED, swap="W2", given=DAY.shift, taken=None).refused(
        Forbidden, citing=(7,), clause="swap.consecutive"
    )


def test_neither_is_one_next_to_a_shift_that_was_swapped() -> None:
    """J13: no two swaps on adjacent shifts, whether the one before was given away or taken."""
    later = shift("A009", "2026-11-26 08:00", "2026-11-26 14:00", "D")
    outcome = ask(*STAND, later, SWAPPED, swap="W2", given=later.shift, taken=None)

    outcome.refused(Forbidden, citing=(8,), clause="swap.consecutive")
    assert outcome.refusal is not None
    assert "A009 相邻的班 2026-11-25/D/A015 已由换班 W1 换过（#8）" in outcome.refusal.text("zh")


def test_a_swap_of_three_days_before_is_not_next_to_it() -> None:
    """J13 means neighbours: with days between, a second swap is none in a row."""
    later = shift("A009", "2026-11-28 08:00", "2026-11-28 14:00", "D")
    ask(*BOTH, later, SWAPPED, swap="W2", given=later.shift, taken=None).then(
        SwapRequested(
            swap="W2",
            giver="A009",
            taker="A015",
            given=later.shift,
            giver_month="A009/2026-11",
            taker_month="A015/2026-11",
            given_starts=later.starts,
            given_ends=later.ends,
        )
    )


def test_nobody_works_two_shifts_in_a_row_by_a_swap() -> None:
    """S4.10-04: six hours between two shifts are too few, and the sentence says so."""
    evening = shift("A015", "2026-11-23 08:00", "2026-11-23 14:00", "D")
    outcome = ask(*STAND, evening)

    outcome.refused(Forbidden, citing=(5, 7), clause="swap.consecutive")
    assert outcome.refusal is not None
    assert outcome.refusal.text("en") == (
        "the rulebook forbids it: A015 rests 6 h at the shortest "
        "(2026-11-23/D/A015 to 2026-11-23/N/A009), at least 8"
    )


def test_eight_hours_between_are_enough() -> None:
    """The limit itself is no shifts in a row."""
    before = shift("A015", "2026-11-23 06:00", "2026-11-23 12:00", "M")
    ask(*STAND, before).then(REQUESTED)


def test_nobody_is_on_two_shifts_at_once_by_a_swap() -> None:
    """S4.10-04: the taker's own shift in the way is cited."""
    meanwhile = shift("A015", "2026-11-24 06:00", "2026-11-24 10:00", "M")
    ask(*STAND, meanwhile).refused(OnTwoShifts, citing=(7,))


def test_the_giver_takes_a_shift_only_when_free_as_well() -> None:
    """The leg that comes back is looked at just as much."""
    meanwhile = shift("A009", "2026-11-25 12:00", "2026-11-25 18:00", "M")
    ask(*STAND, meanwhile).refused(OnTwoShifts, citing=(7,))


def test_nobody_gets_a_shift_by_a_swap_while_on_leave() -> None:
    """S4.10-07: neither the one who takes nor the one who gets a shift in return."""
    for person, takes in (("A015", NIGHT), ("A009", DAY)):
        leave = LeaveGranted(
            leave="L1",
            person=person,
            applicant=person,
            days=1,
            category=Category.SICK,
            starts=takes.starts,
            ends=takes.ends,
            months=(f"{person}/2026-11",),
        )
        ask(*STAND, leave).refused(OnLeave, citing=(7,), clause="leave.away")


def test_two_shifts_of_one_time_can_be_swapped() -> None:
    """What leaves a person is not in the way of what they get instead."""
    same_time = shift("A015", "2026-11-23 20:00", "2026-11-24 08:00", "N")
    outcome = ask(*BOTH, NIGHT, same_time, taken=same_time.shift)

    assert outcome.refusal is None


def test_a_shift_of_a_holiday_is_not_swapped() -> None:
    """S4.10-08: derived from the calendar, whatever anybody says."""
    holiday = shift("A009", "2027-01-01 08:00", "2027-01-01 14:00", "D")
    ask(*BOTH, holiday, given=holiday.shift, taken=None).refused(
        Forbidden, citing=(5,), clause="holiday.work"
    )


def test_what_the_roster_knows_cannot_be_told_otherwise() -> None:
    """A swap back to back does not become any other by saying so."""
    evening = shift("A015", "2026-11-23 08:00", "2026-11-23 14:00", "D")
    ask(*STAND, evening, back_to_back=False).refused(NotAsTheCaseSays, citing=(5, 7))
    ask(*STAND, same_job=False).refused(NotAsTheCaseSays, citing=(3, 4))


def test_of_a_shift_that_is_on_no_roster_it_can_be_told() -> None:
    """An old book, or a rulebook tried out, has no roster to look at."""
    ask(GIVER, given="周五晚班", taken=None, holiday=True).refused(Forbidden, clause="holiday.work")
    ask(GIVER, given="周五晚班", taken=None, consecutive=True).refused(
        Forbidden, clause="swap.consecutive"
    )
    assert ask(GIVER, given="周五晚班", taken=None, holiday=False).refusal is None


def test_a_third_swap_of_a_month_is_refused() -> None:
    """W11, S4.10-03: with the two that count, for the taker too."""
    before = earlier_swap(1, "A030", "A015"), earlier_swap(2, "A015", "A031")
    ask(*STAND, *before).refused(TooOften, citing=(7, 8), clause="swap.per_month")


def test_what_repays_a_swap_is_not_counted() -> None:
    """J12: a repayment neither counts nor is refused by the quota."""
    owed = earlier_swap(1, "A015", "A009")
    back = earlier_swap(2, "A015", "A031", repays="V0")
    ask(*STAND, owed, back).then(REQUESTED)
    full = (*STAND, owed, earlier_swap(3, "A031", "A015"))
    outcome = ask(*full, taken=None, repays="V1")

    assert [type(event) for event in outcome.events] == [SwapRequested]


def test_a_swap_is_repaid_by_whoever_gave_and_once() -> None:
    """What is no debt of this kind cannot be paid with this swap."""
    ask(*STAND, repays="V1").refused(NothingToRepay)
    same_way = earlier_swap(1, "A009", "A015")
    ask(*STAND, same_way, repays="V1").refused(NotToRepay, citing=(7,))
    owed = earlier_swap(1, "A015", "A009")
    paid = earlier_swap(2, "A009", "A015", repays="V1")
    ask(*STAND, owed, paid, repays="V1").refused(RepaidAlready, citing=(8,))


def test_swapping_back_repays_and_is_no_second_swap_in_a_row() -> None:
    """The way to undo a swap: the same two shifts, the other way round."""
    outcome = (
        given(*(at(each, local("2026-11-20 08:00")) for each in (*STAND, SWAPPED)))
        .under(TELECOM)
        .when(
            RequestSwap(
                swap="W2",
                giver="A015",
                taker="A009",
                given=NIGHT.shift,
                taken=DAY.shift,
                repays="W1",
            ),
            by="A015",
            at=local("2026-11-21 12:00"),
        )
    )

    assert outcome.refusal is None, outcome.refusal


def test_everybody_swaps_a_shift_of_their_own() -> None:
    """Somebody else's shift, one that was passed on, one that is nowhere: none can be given."""
    ask(*STAND, given=DAY.shift, taken=None).refused(NotTheirShift, citing=(6,))
    passed = ShiftReassigned(
        shift=NIGHT.shift,
        giver="A009",
        person="A030",
        giver_day="A009/2026-11-23",
        giver_next_day="A009/2026-11-24",
        day="A030/2026-11-23",
        next_day="A030/2026-11-24",
        starts=NIGHT.starts,
        ends=NIGHT.ends,
        code="N",
    )
    ask(*STAND, passed).refused(NotTheirShift, citing=(7,))
    ask(*STAND, taken="2026-11-25/N/A015").refused(NoSuchShift)
    ask(*STAND, taken="明天").refused(NoSuchShift)


@pytest.mark.parametrize(
    "given", ["9999-12-31/D/A009", "0001-01-01/D/A009", "2026-02-30/D/A009", "2026-11-23/D/ "]
)
def test_what_cannot_be_a_shift_of_a_roster_is_said_in_words(given: str) -> None:
    """It is neither looked for nor stumbled over, however it is written."""
    [event] = ask(GIVER, given=given, taken=None).events
    assert isinstance(event, SwapRequested)
    assert (event.given, event.given_starts) == (given, None)


def test_shifts_years_apart_are_looked_for_about_their_days_alone() -> None:
    """What lies between two legs has no say, and is not read."""
    far = RequestSwap(
        swap="W1", giver="A009", taker="A015", given=NIGHT.shift, taken="2926-11-23/N/A015"
    )
    law = TELECOM.on(local("2026-11-21 12:00").date())
    months = {tag for each in far.boundary_under(law) for tag in each.tags if "person-month" in tag}

    assert months == {
        f"person-month:{person}/{month}"
        for person in ("A009", "A015")
        for month in ("2026-11", "2926-11")
    }


def test_what_has_begun_is_not_swapped() -> None:
    """Who began a shift works it."""
    given(*STAND).under(TELECOM).when(
        RequestSwap(swap="W1", giver="A009", taker="A015", given=NIGHT.shift),
        by="A009",
        at=NIGHT.starts,
    ).refused(ShiftBegun, citing=(5,))


def test_a_swap_is_between_two_registered_people() -> None:
    """Neither with oneself nor with nobody."""
    ask(*STAND[::2], taker="A009", taken=None).refused(WithOneself)
    ask(GIVER, GIVER_PLACED, TAKER_PLACED, NIGHT, taken=None).refused(NobodyToRoster)


def test_a_number_is_given_to_one_swap() -> None:
    """The case is opened once."""
    ask(*STAND, REQUESTED).refused(AlreadyEntered, citing=(7,))


def test_another_rulebook_holds_against_it_what_it_says() -> None:
    """The online store forbids no swaps in a row: the facts are noted, and nothing follows."""
    evening = shift("A015", "2026-11-23 08:00", "2026-11-23 14:00", "D")
    outcome = (
        given(*STAND, evening)
        .under(STORE)
        .when(
            RequestSwap(swap="W1", giver="A009", taker="A015", given=NIGHT.shift, taken=DAY.shift),
            by="A009",
        )
    )

    [event] = outcome.events
    assert isinstance(event, SwapRequested)
    assert event.back_to_back
