"""Signatures that are entered are judged when they are given, like those of a leave."""

from __future__ import annotations

from ledger.kernel.action import Action, Role
from ledger.registers.access.entries import SignPermit
from ledger.registers.access.events import PermitSigned
from ledger.registers.bulletins.entries import SignKnowledge
from ledger.registers.bulletins.events import KnowledgeSigned, NoticeReceived
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.tasks.entries import ApprovePostponement
from ledger.registers.tasks.events import PostponementApproved, PostponementRequested
from ledger.rulebook.approvals import NothingToSign, NotYourTurn, OwnApplication, SignedAlready
from ledger.testing import Given, given
from tests.ledger.registers.leave.leaves import DEALER, LAW

NOTICE = NoticeReceived(bulletin="K-1", editor="A003")
SIGN: Action = SignKnowledge(bulletin="K-1")
CENTRE = KnowledgeSigned(bulletin="K-1", signer="C001", post="centre-director")
ISSUED = KnowledgeSigned(bulletin="K-1", signer="I001", post="issuing-department")


def leader(person: str, post: str) -> tuple[PersonRegistered, PersonPlaced]:
    """Somebody who leads, with a post."""
    registered = PersonRegistered(person=person, name=person, roles=(Role.TEAM_LEADER,))
    return registered, PersonPlaced(person=person, post=post)


def knowledge(person: str, post: str, *signed: KnowledgeSigned) -> Given:
    """Somebody with a post, and an entry of the knowledge base with these signatures."""
    return given(*leader(person, post), NOTICE, *signed).under(LAW)


def test_an_entry_is_signed_in_its_order() -> None:
    """S4.16-08: the centre director first, then the department that issues it."""
    knowledge("C001", "centre-director").when(SIGN, by="C001").then(CENTRE)
    knowledge("I001", "issuing-department").when(SIGN, by="I001").refused(
        NotYourTurn, clause="kb.order"
    )
    knowledge("I001", "issuing-department", CENTRE).when(SIGN, by="I001").then(ISSUED)


def test_nobody_signs_two_steps_nor_a_step_too_many() -> None:
    """Each step takes another person, and after the last there is nothing to sign."""
    knowledge("C001", "issuing-department", CENTRE).when(SIGN, by="C001").refused(
        SignedAlready, citing=(4,)
    )
    knowledge("I002", "issuing-department", CENTRE, ISSUED).when(SIGN, by="I002").refused(
        NothingToSign, citing=(4, 5)
    )


def test_a_post_that_no_chain_knows_has_nothing_to_sign() -> None:
    """S4.2-03, S4.2-05, S4.6-04: whatever the permit is for, a store manager signs none."""
    permit: Action = SignPermit(matter="P-1")
    for post in ("team-leader", "security-department"):
        given(*leader("A017", post)).under(LAW).when(permit, by="A017").then(
            PermitSigned(matter="P-1", signer="A017", post=post)
        )
    given(*leader("A017", "store-manager")).under(LAW).when(permit, by="A017").refused(NotYourTurn)


def test_who_asked_does_not_approve() -> None:
    """S1.6-11: a manager's own postponement is approved by another one."""
    asked = PostponementRequested(task="K-1", doer="A001", reason="停电")
    approve: Action = ApprovePostponement(task="K-1")
    given(*leader("A001", "department-manager"), asked).under(DEALER).when(
        approve, by="A001"
    ).refused(OwnApplication)
    given(*leader("A002", "department-manager"), asked).under(DEALER).when(approve, by="A002").then(
        PostponementApproved(task="K-1", doer="A001", signer="A002", post="department-manager")
    )
