"""The gates of a leave and a swap: notices and approvals."""

from __future__ import annotations

import pytest

from ledger.kernel.action import Refused
from ledger.registers.leave.events import Category, LeaveGranted, LeaveSigned
from ledger.registers.leave.grant_leave import GrantLeave
from ledger.registers.swaps.events import Side, SwapAgreed
from ledger.registers.swaps.swap_shifts import SwapShifts
from ledger.rulebook.approvals import NotSigned
from ledger.rulebook.gates import TooLate
from ledger.rulebook.lookup import OutsideCoverage
from ledger.testing import NOON, at, given
from tests.ledger.registers.people import AGENT, LEADER
from tests.ledger.rulebook.trial import (
    asked_for,
    entered,
    law,
    local,
    requested,
    swapped,
    unchecked,
)


@pytest.mark.parametrize(("now", "passes"), [("12:00", True), ("12:01", False), ("12:30", False)])
def test_night_leave_is_asked_for_by_noon(now: str, passes: bool) -> None:
    """W14, J29: for a night shift at 20:00, half past twelve is too late."""
    book = law(
        "notice",
        """
on = [{ event = "leave.requested", where = { night = true } }]
before = "starts"
time = 12:00:00
days = 0
""",
    )
    outcome = (
        given(at(AGENT, NOON))
        .under(book)
        .when(asked_for("2026-11-23T20:00", night=True), by="A003", at=local(f"2026-11-23T{now}"))
    )
    if passes:
        outcome.then(entered(asked_for("2026-11-23T20:00", night=True)))
    else:
        outcome.refused(TooLate, citing=(), clause="t.gate")


@pytest.mark.parametrize(
    ("now", "passes"), [("2026-11-22T08:00", True), ("2026-11-22T08:01", False)]
)
def test_leave_is_asked_for_a_day_ahead(now: str, passes: bool) -> None:
    """S4.9-02, J14: a day before the shift means 24 hours before it."""
    book = law(
        "notice",
        'on = [{ event = "leave.requested" }]\nbefore = "starts"\nat_least = "P1D"',
    )
    outcome = (
        given(at(AGENT, NOON))
        .under(book)
        .when(asked_for("2026-11-23T08:00"), by="A003", at=local(now))
    )
    if passes:
        outcome.then(entered(asked_for("2026-11-23T08:00")))
    else:
        outcome.refused(TooLate, clause="t.gate")


BY_LENGTH = law(
    "approval",
    """
on = [{ event = "leave.granted" }]
about = "leave"
size = "days"
signed = { event = "leave.signed" }
applicant = "applicant"
bands = [
  { most = 1, steps = [{ by = ["team-leader"] }, { by = ["cs-director"] }] },
  { above = 1, steps = [{ by = ["team-leader"] }, { by = ["centre-director"] }] },
]
""",
)


def signed(signer: str, post: str) -> LeaveSigned:
    """A signature on the leave."""
    return LeaveSigned(leave="L-1", signer=signer, post=post)


LED = signed("A017", "team-leader")
DIRECTED = signed("A020", "cs-director")
CENTRE = signed("A030", "centre-director")


def granting(days: float, *signatures: LeaveSigned) -> Refused | LeaveGranted:
    """What comes of granting a leave of so many days with these signatures."""
    asked = entered(asked_for("2026-11-25T08:00", days))
    outcome = (
        given(LEADER, asked, *signatures).under(BY_LENGTH).when(GrantLeave(leave="L-1"), by="A017")
    )
    granted = LeaveGranted(
        leave="L-1",
        person="A003",
        applicant="A003",
        days=days,
        category=Category.PERSONAL,
        starts=asked.starts,
        ends=asked.ends,
        months=asked.months,
        years=asked.years,
    )
    if outcome.refusal is not None:
        return outcome.refusal
    outcome.then(granted, resting_on=(1, 2, *range(3, 3 + len(signatures))))
    return granted


def test_the_length_of_a_leave_says_who_decides() -> None:
    """W13: one day ends with the CS director, two days with the centre director."""
    assert isinstance(granting(1, LED, DIRECTED), LeaveGranted)
    assert isinstance(granting(2, LED, CENTRE), LeaveGranted)
    missing = granting(2, LED, DIRECTED)
    assert isinstance(missing, NotSigned)
    assert missing.clause == "t.gate"
    assert missing.evidence == (3,)
    assert "centre director" in missing.text("en").lower()
    assert "客服中心主任" in missing.text("zh")


def test_signatures_are_given_level_by_level() -> None:
    """S4.9-03: no level is skipped; a signature before its turn does not count."""
    skipped = granting(1, DIRECTED)
    assert isinstance(skipped, NotSigned)
    assert skipped.evidence == ()
    assert isinstance(granting(1, DIRECTED, LED), NotSigned)


def test_nobody_signs_twice_or_for_themselves() -> None:
    """Each step is another person's, and never the applicant's."""
    assert isinstance(granting(1, LED, signed("A017", "cs-director")), NotSigned)
    assert isinstance(granting(1, LED, signed("A003", "cs-director")), NotSigned)


def test_a_size_without_a_band_is_a_fault_of_the_rulebook() -> None:
    """A leave longer than any band is not granted by silence, should such a text be in force."""
    book = unchecked(
        "approval",
        {
            "on": [{"event": "leave.granted"}],
            "about": "leave",
            "size": "days",
            "signed": {"event": "leave.signed"},
            "bands": [{"most": 1, "steps": [{"by": ["cs-director"]}]}],
        },
    )
    asked = entered(asked_for("2026-11-25T08:00", 11))
    with pytest.raises(OutsideCoverage, match="no band for days 11"):
        given(LEADER, asked).under(book).when(GrantLeave(leave="L-1"), by="A017")


def test_any_order_will_do_where_the_clause_says_so() -> None:
    """An approval out of order only wants every signature."""
    book = law(
        "approval",
        """
on = [{ event = "shift.swapped" }]
about = "swap"
signer = "leader"
signed = { event = "swap.agreed" }
in_order = false
bands = [{ steps = [{ by = ["team-leader"] }, { by = ["cs-director"] }] }]
""",
    )
    agreed = [
        SwapAgreed(swap="W-1", leader="A020", side=Side.TAKER, post="cs-director"),
        SwapAgreed(swap="W-1", leader="A017", side=Side.GIVER, post="team-leader"),
    ]
    given(LEADER, requested(1, "A003", "A004"), *agreed).under(book).when(
        SwapShifts(swap="W-1", giver="A003", taker="A004"), by="A017"
    ).then(swapped(1, "A003", "A004"), resting_on=(1, 2, 3, 4))


def test_a_gate_for_other_happenings_does_not_ask() -> None:
    """A clause about night shifts says nothing about a day's leave."""
    book = law(
        "notice",
        """
on = [{ event = "leave.requested", where = { night = true } }]
before = "starts"
at_least = "P2D"
""",
    )
    now = local("2026-11-23T07:00")
    given(at(AGENT, NOON)).under(book).when(asked_for("2026-11-23T08:00"), by="A003", at=now).then(
        entered(asked_for("2026-11-23T08:00"))
    )
