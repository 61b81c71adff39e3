"""The rulebook's gates: quotas judge an event before it is entered."""

from __future__ import annotations

import msgspec
import pytest

from ledger.kernel.action import Finding, Refused
from ledger.kernel.words import Words
from ledger.registers.callbacks.entries import CloseCallbackUnreachable
from ledger.registers.callbacks.events import (
    CallbackAttempted,
    CallbackClosedUnreachable,
    CallbackOutcome,
)
from ledger.registers.grades.entries import ConfirmGrade
from ledger.registers.grades.events import ExamKind, ExamSat, GradeConfirmed
from ledger.registers.handover.entries import LeaveSeat
from ledger.registers.handover.events import HandoverAccepted, HandoverOpened, SeatLeft
from ledger.registers.swaps.events import Side, SwapAgreed
from ledger.registers.swaps.request_swap import RequestSwap
from ledger.registers.swaps.swap_shifts import SwapShifts
from ledger.rulebook.approvals import NotSigned
from ledger.rulebook.gates import Forbidden, TooLate, TooOften, TooSeldom
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import OutsideCoverage
from ledger.testing import NOON, Happening, at, given
from tests.ledger.registers.people import AGENT, LEADER
from tests.ledger.rulebook.trial import (
    law,
    local,
    requested,
    swapped,
    unchecked,
)

SWAPS = law(
    "quota",
    """
on = [{ event = "shift.swapped" }]
counts = [{ event = "shift.swapped" }]
each = ["giver_month", "taker_month"]
window = "calendar-month"
most = 2
""",
)


def test_the_third_swap_in_a_month_is_refused() -> None:
    """W11, J12: nobody takes part in more than two swaps a month, as giver or as taker."""
    before = (swapped(1, "A003", "A004"), swapped(2, "A005", "A003"))
    third = SwapShifts(swap="W-3", giver="A003", taker="A006")
    given(LEADER, *before, requested(3, "A003", "A006")).under(SWAPS).when(
        third, by="A017"
    ).refused(TooOften, citing=(2, 3), clause="t.gate")


def test_the_taker_counts_too() -> None:
    """J12: who only takes shifts uses up the quota as well."""
    before = (swapped(1, "A003", "A004"), swapped(2, "A005", "A004"))
    given(LEADER, *before, requested(3, "A006", "A004")).under(SWAPS).when(
        SwapShifts(swap="W-3", giver="A006", taker="A004"), by="A017"
    ).refused(TooOften, citing=(2, 3))


def test_a_quota_that_is_not_used_up_rests_on_nothing() -> None:
    """The second swap passes, and what was counted is no evidence: without it, it passes too."""
    given(LEADER, swapped(1, "A003", "A004"), requested(2, "A003", "A006")).under(SWAPS).when(
        SwapShifts(swap="W-2", giver="A003", taker="A006"), by="A017"
    ).then(swapped(2, "A003", "A006"), reading=("t.gate",), resting_on=(1, 3))


def test_a_quota_tells_whoever_looks_first_how_far_it_is_used_up() -> None:
    """screens.md 3: the check of each person's month stands with its numbers, in both languages."""
    outcome = (
        given(LEADER, swapped(1, "A003", "A004"), requested(2, "A003", "A006"))
        .under(SWAPS)
        .when(SwapShifts(swap="W-2", giver="A003", taker="A006"), by="A017")
    )
    assert outcome.findings == (
        Finding("t.gate", Words("A003/2026-11 已 1，至多 2", "A003/2026-11 has 1 of at most 2")),
        Finding("t.gate", Words("A006/2026-11 已 0，至多 2", "A006/2026-11 has 0 of at most 2")),
    )


def test_the_next_month_begins_anew() -> None:
    """Two swaps in November leave December free: they are not even looked at."""
    december = local("2026-12-01T08:00")
    given(at(LEADER, NOON), at(requested(3, "A003", "A006"), NOON)).under(SWAPS).when(
        SwapShifts(swap="W-3", giver="A003", taker="A006"), by="A017", at=december
    ).then(swapped(3, "A003", "A006", "2026-12"))


BOTH_LEADERS = law(
    "quota",
    """
on = [{ event = "shift.swapped" }]
counts = [{ event = "swap.agreed" }]
each = ["swap"]
window = "case"
least = 2
distinct = "side"
""",
)


@pytest.mark.parametrize(
    ("sides", "passes"),
    [((Side.GIVER,), False), ((Side.GIVER, Side.GIVER), False), ((Side.GIVER, Side.TAKER), True)],
)
def test_a_swap_needs_the_consent_of_both_sides(sides: tuple[Side, ...], passes: bool) -> None:
    """W12: one leader's consent is not enough, also when it is given twice."""
    agreed = [SwapAgreed(swap="W-1", leader="A017", side=side) for side in sides]
    outcome = (
        given(LEADER, requested(1, "A003", "A004"), *agreed)
        .under(BOTH_LEADERS)
        .when(SwapShifts(swap="W-1", giver="A003", taker="A004"), by="A017")
    )
    if passes:
        outcome.then(swapped(1, "A003", "A004"), resting_on=(1, 2, 3, 4))
    else:
        outcome.refused(TooSeldom, citing=(3,), clause="t.gate")


@pytest.mark.parametrize(
    "where",
    ["consecutive = true", "back_to_back = true", "same_job = false", "holiday = true"],
)
def test_what_is_never_allowed_is_refused_outright(where: str) -> None:
    """S4.10-04, -05, -08, J13: consecutive swaps, another job, and holidays are out."""
    book = law(
        "notice",
        f'on = [{{ event = "swap.requested", where = {{ {where} }} }}]\nforbidden = true',
    )
    name, _, value = where.partition(" = ")
    plain = RequestSwap(swap="W-1", giver="A003", taker="A004", given="2026-11-28 night")
    told = msgspec.structs.replace(plain, **{name: value == "true"})
    given(AGENT).under(book).when(told, by="A003").refused(Forbidden, citing=(), clause="t.gate")
    given(AGENT).under(book).when(plain, by="A003").then(requested(1, "A003", "A004"))


def test_a_quota_of_none_is_a_prohibition_that_something_can_lift() -> None:
    """``most = 0`` forbids outright, unless what it names has happened in the case."""
    book = law(
        "quota",
        """
on = [{ event = "shift.swapped" }]
counts = [{ event = "shift.swapped" }]
each = ["swap"]
window = "case"
most = 0
unless = [{ event = "swap.agreed", where = { post = "cs-director" } }]
""",
    )
    action = SwapShifts(swap="W-1", giver="A003", taker="A004")
    asked = requested(1, "A003", "A004")
    given(LEADER, asked).under(book).when(action, by="A017").refused(Forbidden, clause="t.gate")
    agreed = SwapAgreed(swap="W-1", leader="A017", side=Side.GIVER, post="cs-director")
    given(LEADER, asked, agreed).under(book).when(action, by="A017").then(
        swapped(1, "A003", "A004"), resting_on=(1, 2, 3)
    )


CALLBACKS = law(
    "quota",
    """
on = [{ event = "callback.closed_unreachable" }]
counts = [{ event = "callback.attempted", where = { outcome = "no-answer" } }]
each = ["ticket"]
window = "case"
least = 3
unless = [{ event = "callback.attempted", where = { outcome = "wrong-number" } }]
""",
)


@pytest.mark.parametrize(("attempts", "passes"), [(0, False), (2, False), (3, True), (4, True)])
def test_a_callback_is_given_up_from_the_third_attempt_on(attempts: int, passes: bool) -> None:
    """W18, J07: the decision rests on the first three attempts."""
    tried = [CallbackAttempted(ticket="T-1", outcome=CallbackOutcome.NO_ANSWER)] * attempts
    outcome = (
        given(AGENT, *tried)
        .under(CALLBACKS)
        .when(CloseCallbackUnreachable(ticket="T-1"), by="A003")
    )
    if passes:
        outcome.then(CallbackClosedUnreachable(ticket="T-1"), resting_on=(1, 2, 3, 4))
    else:
        outcome.refused(TooSeldom, citing=tuple(range(2, 2 + attempts)), clause="t.gate")


def test_a_wrong_number_closes_a_callback_at_once() -> None:
    """W27: with only a wrong number on file nothing more need be tried."""
    tried = CallbackAttempted(ticket="T-1", outcome=CallbackOutcome.WRONG_NUMBER)
    given(AGENT, tried).under(CALLBACKS).when(
        CloseCallbackUnreachable(ticket="T-1"), by="A003"
    ).then(CallbackClosedUnreachable(ticket="T-1"), resting_on=(1, 2))


def test_the_seat_is_left_only_after_the_relief_has_accepted() -> None:
    """W28: between the end of the shift and the acceptance, leaving is refused."""
    book = law(
        "quota",
        """
on = [{ event = "seat.left" }]
counts = [{ event = "handover.accepted" }]
each = ["handover"]
window = "case"
least = 1
""",
    )
    opened = HandoverOpened(handover="H-1", outgoing="A003", incoming="A004")
    action = LeaveSeat(handover="H-1", person="A003")
    given(AGENT, opened).under(book).when(action, by="A003").refused(TooSeldom, clause="t.gate")
    accepted = HandoverAccepted(handover="H-1", incoming="A004")
    given(AGENT, opened, accepted).under(book).when(action, by="A003").then(
        SeatLeft(handover="H-1", person="A003"), resting_on=(1, 2, 3)
    )


@pytest.mark.parametrize(("speed", "passes"), [(29, False), (30, True)])
def test_a_grade_needs_this_months_examination(speed: int, passes: bool) -> None:
    """W30: 29 characters a minute do not keep the junior grade."""
    book = law(
        "quota",
        """
on = [{ event = "grade.confirmed", where = { grade = "junior" } }]
counts = [{ event = "exam.sat", where = { kind = "typing", chars_per_minute = { at_least = 30 } } }]
each = ["month"]
window = "calendar-month"
least = 1
""",
    )
    sat = ExamSat(
        person="A003",
        month="A003/2026-11",
        kind=ExamKind.TYPING,
        chars_per_minute=speed,
        passed=True,
    )
    outcome = (
        given(LEADER, sat).under(book).when(ConfirmGrade(person="A003", grade="junior"), by="A017")
    )
    if passes:
        outcome.then(GradeConfirmed(person="A003", month="A003/2026-11", grade="junior"))
    else:
        outcome.refused(TooSeldom, clause="t.gate")


def test_a_quota_over_a_day_counts_the_sites_day() -> None:
    """Within a case a window of a day begins at the site's midnight."""
    book = law(
        "quota",
        """
on = [{ event = "callback.closed_unreachable" }]
counts = [{ event = "callback.attempted" }]
each = ["ticket"]
window = "day"
least = 1
""",
    )
    tried = CallbackAttempted(ticket="T-1", outcome=CallbackOutcome.NO_ANSWER)
    history = given(Happening(AGENT, NOON), Happening(tried, local("2026-11-22T23:59")))
    action = CloseCallbackUnreachable(ticket="T-1")
    history.under(book).when(action, by="A003", at=local("2026-11-23T00:01")).refused(TooSeldom)
    history.under(book).when(action, by="A003", at=local("2026-11-22T23:59:30")).then(
        CallbackClosedUnreachable(ticket="T-1")
    )


def test_counting_by_what_identifies_nothing_is_a_fault_of_the_rulebook() -> None:
    """A quota over a field without a tag would count nothing; it is refused loudly."""
    book = unchecked(
        "quota",
        {
            "on": [{"event": "shift.swapped"}],
            "counts": [{"event": "shift.swapped"}],
            "each": ["given_code"],
            "window": "case",
            "most": 2,
        },
    )
    with pytest.raises(OutsideCoverage, match="identifies nothing"):
        given(LEADER, requested(1, "A003", "A004")).under(book).when(
            SwapShifts(swap="W-1", giver="A003", taker="A004"), by="A017"
        )


@pytest.mark.parametrize("refusal", [TooOften, TooSeldom, TooLate, Forbidden, NotSigned])
def test_a_gates_refusal_is_a_sentence_in_both_languages(refusal: type[Refused]) -> None:
    """It tells what was counted or until when, and cites the clause that said so."""
    told = refusal(
        clause="t.gate",
        what="A003/2026-11",
        count=2,
        limit=2,
        at="12:30",
        needed="leader",
        why="",
    )
    assert told.clause == "t.gate"
    assert refusal.clause in built_in().clauses
    assert all(part and "{" not in part for part in (told.text("zh"), told.text("en")))
