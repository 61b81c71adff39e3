"""The person concerned acknowledges a sanction."""

from typing import Any

from ledger.registers.discipline.acknowledge_sanction import AcknowledgeSanction
from ledger.registers.discipline.case import NotConcerned, NotNotified
from ledger.registers.discipline.events import SanctionAcknowledged
from ledger.testing import NOON, When
from tests.ledger.registers.discipline.cases import (
    LEADER,
    OFFENDER,
    notified,
    proposed,
    sanction,
    under_trial,
)

CASE = proposed("duty", 90)
FINE = sanction(CASE, amount=5000)
NOTICE = notified(FINE, NOON)


def saying(*history: Any, agreed: bool = False, by: str = "A031") -> When:
    """Somebody acknowledges the fine."""
    action = AcknowledgeSanction(offence=CASE.offence, agreed=agreed)
    return under_trial(*history).when(action, by=by)


def said(agreed: bool) -> SanctionAcknowledged:
    """What the person concerned has said."""
    return SanctionAcknowledged(offence=CASE.offence, sanction=1, person="A031", agreed=agreed)


def test_seen_is_not_agreed() -> None:
    """Acknowledging says that one has seen it, and no more."""
    saying(OFFENDER, FINE, NOTICE).then(said(False), reading=("discipline.notice",))


def test_who_agrees_says_so() -> None:
    """Agreeing is a statement of its own, also after having seen it."""
    saying(OFFENDER, FINE, NOTICE, agreed=True).then(said(True))
    saying(OFFENDER, FINE, NOTICE, said(False), agreed=True).then(said(True))


def test_saying_it_again_adds_nothing() -> None:
    """Seen stays seen, and who has agreed has seen."""
    saying(OFFENDER, FINE, NOTICE, said(False)).nothing()
    saying(OFFENDER, FINE, NOTICE, said(True)).nothing()


def test_only_the_person_concerned_acknowledges() -> None:
    """Nobody acknowledges another's sanction, whatever their post."""
    saying(LEADER, FINE, NOTICE, by="A017").refused(
        NotConcerned, citing=(2,), clause="discipline.notice"
    )


def test_without_a_notice_there_is_nothing_to_acknowledge() -> None:
    """First the notice, then the acknowledgement."""
    saying(OFFENDER, FINE).refused(NotNotified)
