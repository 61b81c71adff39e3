"""An offence is excused, and what excuses it stays on record."""

from ledger.registers.discipline.events import OffenceExcused
from ledger.registers.discipline.excuse_offence import ExcuseOffence
from tests.ledger.registers.discipline.cases import LEADER, proposed, under_trial
from tests.ledger.registers.discipline.test_dismissing import CASE, CLOSED


def test_what_excuses_it_is_named() -> None:
    """The events that excuse an offence stand in the event that closes the case."""
    excuse = ExcuseOffence(offence=CASE, reason="系统故障", evidence=(1,))
    under_trial(LEADER, proposed("duty", 90)).when(excuse, by="A017").then(
        OffenceExcused(**CLOSED, evidence=(1,))
    )
