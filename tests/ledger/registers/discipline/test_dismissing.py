"""A case is excused, or found void, by whose decision it is."""

from typing import Any

import pytest

from ledger.registers.discipline.case import CaseDecided, CaseNotKnown, NotTheDecider, OwnCase
from ledger.registers.discipline.events import OffenceExcused, OffenceVoided
from ledger.registers.discipline.excuse_offence import ExcuseOffence
from ledger.registers.discipline.void_offence import VoidOffence
from ledger.testing import When
from tests.ledger.registers.discipline.cases import (
    CHIEF,
    DIRECTOR,
    LEADER,
    OFFENDER,
    confirmed,
    proposed,
    under_trial,
)

CASE = "A031/2026-11-21/90.1"
CLOSED: dict[str, Any] = {
    "offence": CASE,
    "person": "A031",
    "day": "A031/2026-11-21",
    "month": "A031/2026-11",
    "year": "A031/2026",
    "decider": "A017",
    "reason": "系统故障",
    "fact": "90",
}

Way = tuple[type[ExcuseOffence] | type[VoidOffence], type[OffenceExcused] | type[OffenceVoided]]


@pytest.fixture(params=[(ExcuseOffence, OffenceExcused), (VoidOffence, OffenceVoided)])
def way(request: pytest.FixtureRequest) -> Way:
    """One way to close a case without a sanction: the action and its event."""
    found: Way = request.param
    return found


def deciding(way: Way, *history: Any, by: str = "A017", offence: str = CASE) -> When:
    """The case is closed for a reason."""
    return under_trial(*history).when(way[0](offence=offence, reason="系统故障"), by=by)


def test_the_post_that_decides_may_do_it(way: Way) -> None:
    """The reason and who decided stand on record, and the case is closed."""
    deciding(way, LEADER, proposed("duty", 90)).then(
        way[1](**CLOSED), reading=("discipline.decision", "duty"), resting_on=(1, 2)
    )


def test_after_the_confirmation_it_is_refused(way: Way) -> None:
    """What was decided is taken back by a reversal, never this way."""
    case = proposed("duty", 90)
    deciding(way, LEADER, case, confirmed(case)).refused(CaseDecided, citing=(3,))


def test_it_is_done_once(way: Way) -> None:
    """A second time is refused, citing the first."""
    deciding(way, LEADER, proposed("duty", 90), way[1](**CLOSED)).refused(CaseDecided, citing=(3,))


def test_the_offender_gains_from_it_and_may_not(way: Way) -> None:
    """Nobody lets themselves off."""
    own = proposed("duty", 90, person="A017")
    deciding(way, LEADER, own, offence=own.offence).refused(OwnCase)


def test_the_supervisor_who_would_answer_jointly_may_not(way: Way) -> None:
    """S2.6-28: who would pay double gains from it; another holder of the post decides."""
    case = proposed("rules", 90, supervisor="A017")
    deciding(way, LEADER, case).refused(OwnCase)
    deciding(way, DIRECTOR, case, by="A009").then(way[1](**(CLOSED | {"decider": "A009"})))


def test_another_post_is_refused(way: Way) -> None:
    """The clause names whose decision it is; a higher post is not among them."""
    deciding(way, CHIEF, proposed("duty", 90), by="A001").refused(NotTheDecider, clause="duty")
    deciding(way, OFFENDER, proposed("duty", 90), by="A031").refused(NotTheDecider, clause="duty")


def test_an_unknown_case_is_refused(way: Way) -> None:
    """There is nothing to decide about."""
    deciding(way, LEADER).refused(CaseNotKnown)
