"""The outgoing side signs last."""

from __future__ import annotations

from ledger.registers.handover.events import HandoverSigned
from ledger.registers.handover.sign_handover import NotAcceptedYet, NotTheOutgoing, SignHandover
from ledger.testing import given
from tests.ledger.registers.handover.cases import ACCEPTED, EMPTY, OPENED
from tests.ledger.registers.people import AGENT, COLLEAGUE

SIGNING = SignHandover(handover="H-1")
SIGNED = HandoverSigned(handover="H-1", outgoing="A004")


def test_the_outgoing_person_signs_after_the_relief() -> None:
    """Both signatures stand in the handover, in this order."""
    given(COLLEAGUE, OPENED).when(SIGNING, by="A004").refused(
        NotAcceptedYet, citing=(2,), clause="handover.signatures"
    )
    given(COLLEAGUE, EMPTY, ACCEPTED).when(SIGNING, by="A004").then(SIGNED, resting_on=(1, 2, 3))


def test_nobody_signs_for_the_outgoing_person() -> None:
    """The relief has signed by accepting, and cannot sign for the other side."""
    given(AGENT, EMPTY, ACCEPTED).when(SIGNING, by="A003").refused(NotTheOutgoing, citing=(2,))


def test_a_second_signature_adds_nothing() -> None:
    """What is signed is signed."""
    given(COLLEAGUE, EMPTY, ACCEPTED, SIGNED).when(SIGNING, by="A004").nothing()
