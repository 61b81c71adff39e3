"""A case is voided by whose decision it is."""

from typing import Any

from ledger.registers.discipline.case import CaseDecided, CaseNotKnown, NotTheDecider, OwnCase
from ledger.registers.discipline.events import OffenceVoided
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
VOIDED = OffenceVoided(
    offence=CASE,
    person="A031",
    day="A031/2026-11-21",
    month="A031/2026-11",
    year="A031/2026",
    decider="A017",
    reason="系统故障",
    fact="90",
)


def deciding(*history: Any, by: str = "A017") -> When:
    """The case is voided for a reason."""
    return under_trial(*history).when(VoidOffence(offence=CASE, reason="系统故障"), by=by)


def test_the_post_that_decides_may_do_it() -> None:
    """The reason and who decided stand on record, and the case is closed."""
    deciding(LEADER, proposed("duty", 90)).then(
        VOIDED, reading=("discipline.decision", "duty"), resting_on=(1, 2)
    )


def test_after_the_confirmation_it_is_refused() -> None:
    """What was decided is taken back by a reversal, never this way."""
    case = proposed("duty", 90)
    deciding(LEADER, case, confirmed(case)).refused(CaseDecided, citing=(3,))


def test_it_is_done_once() -> None:
    """A second time is refused, citing the first."""
    deciding(LEADER, proposed("duty", 90), VOIDED).refused(CaseDecided, citing=(3,))


def test_the_offender_gains_from_it_and_may_not() -> None:
    """Nobody lets themselves off."""
    own = proposed("duty", 90, person="A017")
    action = VoidOffence(offence=own.offence, reason="r")
    under_trial(LEADER, own).when(action, by="A017").refused(OwnCase)


def test_the_supervisor_who_would_answer_jointly_may_not() -> None:
    """S2.6-28: who would pay double gains from it; another holder of the post decides."""
    case = proposed("rules", 90, supervisor="A017")
    deciding(LEADER, case).refused(OwnCase)
    deciding(DIRECTOR, case, by="A009").then(replaced_decider("A009"))


def test_another_post_is_refused() -> None:
    """The clause names whose decision it is; a higher post is not among them."""
    deciding(CHIEF, proposed("duty", 90), by="A001").refused(NotTheDecider, clause="duty")
    deciding(OFFENDER, proposed("duty", 90), by="A031").refused(NotTheDecider, clause="duty")


def test_an_unknown_case_is_refused() -> None:
    """There is nothing to decide about."""
    deciding(LEADER).refused(CaseNotKnown)


def replaced_decider(decider: str) -> OffenceVoided:
    """The same, decided by another."""
    fields: dict[str, Any] = {name: getattr(VOIDED, name) for name in VOIDED.__struct_fields__}
    return OffenceVoided(**(fields | {"decider": decider}))
