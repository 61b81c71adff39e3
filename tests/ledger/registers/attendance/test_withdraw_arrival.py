"""Taking back an arrival that was entered wrongly."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledger.kernel.event import Event
from ledger.registers.attendance.events import (
    ArrivalRecorded,
    ArrivalWithdrawn,
    LatenessRecorded,
)
from ledger.registers.attendance.withdraw_arrival import (
    DecidedAlready,
    NoArrival,
    WithdrawArrival,
)
from ledger.registers.discipline.events import (
    OffenceConfirmed,
    OffenceProposed,
    OffenceVoided,
    SanctionReversed,
)
from ledger.registers.discipline.propose_offence import ProposeOffence
from ledger.testing import Given, at, given
from tests.ledger.registers.attendance.shifts import TEAM, local, shift
from tests.ledger.registers.people import LEADER

DAY = shift("2026-11-21 08:00", "2026-11-21 14:00")
EARLIER = local("2026-11-20 12:00")
CAME = ArrivalRecorded(person="A003", day=DAY.day, shift_starts=DAY.starts, shift=DAY.shift)
PERIODS: dict[str, Any] = {
    "person": "A003",
    "day": DAY.day,
    "month": "A003/2026-11",
    "year": "A003/2026",
}
LATE = LatenessRecorded(minutes=12, shift=DAY.shift, **PERIODS)
CASE = "A003/2026-11-21/4.1"
PROPOSED = OffenceProposed(
    offence=CASE, clause="attendance.late", occurred=date(2026, 11, 21), fact="4", **PERIODS
)
CONFIRMED = OffenceConfirmed(
    offence=CASE, clause="attendance.late", decider="A001", nth=1, fact="4", **PERIODS
)
WITHDRAW = WithdrawArrival(person="A003", reason="点错人")
WITHDRAWN = ArrivalWithdrawn(
    person="A003", day=DAY.day, withdrawn=("3", "4"), reason="点错人", shift=DAY.shift
)
NOON = local("2026-11-21 12:00")


def late(*more: Event) -> Given:
    """Somebody came twelve minutes late, and what else has come of it."""
    came = local("2026-11-21 08:12")
    return given(
        at(LEADER, EARLIER),
        at(DAY, EARLIER),
        *(at(each, came) for each in (CAME, LATE, *more)),
        law=TEAM,
    )


def test_what_followed_from_the_arrival_goes_with_it() -> None:
    """The lateness counts no more; both are named."""
    late().when(WITHDRAW, by="A017", at=NOON).then(WITHDRAWN, resting_on=(1, 3, 4))


def test_an_open_case_about_it_is_void() -> None:
    """Nobody is fined for what was not so."""
    void = OffenceVoided(offence=CASE, decider="A017", fact="4", reason="点错人", **PERIODS)
    late(PROPOSED).when(WITHDRAW, by="A017", at=NOON).then(WITHDRAWN, void, resting_on=(1, 3, 4, 5))


def test_a_decided_case_is_reversed_first() -> None:
    """The refusal cites the decision; once that is annulled the arrival can be withdrawn."""
    late(PROPOSED, CONFIRMED).when(WITHDRAW, by="A017", at=NOON).refused(
        DecidedAlready, citing=(6,), clause="discipline.once"
    )
    annulled = SanctionReversed(
        offence=CASE,
        sanction=1,
        person="A003",
        day=DAY.day,
        year="A003/2026",
        kind="fine",
        amount=1200,
        account="2026-11",
        corrects="2026-11",
        original=7,
        decider="A001",
        annuls=True,
    )
    late(PROPOSED, CONFIRMED, annulled).when(WITHDRAW, by="A017", at=NOON).then(WITHDRAWN)


def test_only_an_arrival_that_stands_is_withdrawn() -> None:
    """Once, and of the day that is meant."""
    late(WITHDRAWN).when(WITHDRAW, by="A017", at=NOON).refused(NoArrival)
    other = WithdrawArrival(person="A003", reason="点错人", on=date(2026, 11, 20))
    late().when(other, by="A017", at=NOON).refused(NoArrival)


def test_nothing_is_proposed_because_of_what_was_withdrawn() -> None:
    """A proposal that comes after the correction finds nothing to propose."""
    proposing = ProposeOffence(
        clause="attendance.late",
        fact="4",
        person="A003",
        occurred=date(2026, 11, 21),
        quantity=12,
    )
    given(at(WITHDRAWN, NOON), law=TEAM).when(proposing, by="program:warden", at=NOON).nothing()
