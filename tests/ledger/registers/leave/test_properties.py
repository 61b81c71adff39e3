"""In whatever order people try to sign, a leave is granted by its chain and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from ledger.kernel.action import Role
from ledger.kernel.event import Event
from ledger.registers.leave.events import LeaveGranted, LeaveSigned
from ledger.registers.leave.sign_leave import SignLeave
from ledger.registers.org.events import DelegationGranted, PersonPlaced, PersonRegistered
from ledger.testing import NOON, given
from tests.ledger.registers.leave.leaves import LAW, requested

CHAIN = ({"team-leader", "shift-leader"}, {"cs-director"}, {"centre-director"})


class Signer(NamedTuple):
    """Somebody who may try to sign: with a post of their own, perhaps for another."""

    person: str
    post: str
    instead_of: str | None = None
    lent: str | None = None

    @property
    def acts_as(self) -> str:
        """The post under which they would sign."""
        return self.lent or self.post

    def events(self) -> list[Event]:
        """How they came to it."""
        leader = (Role.TEAM_LEADER,)
        found: list[Event] = [
            PersonRegistered(person=self.person, name=self.person, roles=leader),
            PersonPlaced(person=self.person, post=self.post),
        ]
        if self.instead_of is not None:
            found.append(
                DelegationGranted(
                    deputy=self.person,
                    delegator=self.instead_of,
                    from_at=NOON,
                    to_at=NOON + timedelta(days=9),
                    post=self.lent,
                    roles=leader,
                )
            )
        return found


SIGNERS = (
    Signer("A003", "team-leader"),
    Signer("A017", "team-leader"),
    Signer("A018", "shift-leader"),
    Signer("D001", "cs-director"),
    Signer("D002", "agent", "D001", "cs-director"),
    Signer("D003", "agent", "A003", "cs-director"),
    Signer("C001", "centre-director"),
    Signer("C002", "agent", "C001", "centre-director"),
    Signer("S001", "store-manager"),
)
APPLICANT = "A003"


@settings(max_examples=200, deadline=None)
@drawn(attempts=st.lists(st.sampled_from(SIGNERS), max_size=9), days=st.sampled_from((1.0, 2.0)))
def test_it_is_granted_just_when_an_order_of_the_right_people_has_signed(
    attempts: list[Signer], days: float
) -> None:
    """A2: in order, by the right post or its deputy, never the applicant, nor their deputy."""
    asked = requested("2026-11-25T08:00", "2026-11-26T16:00", days, person=APPLICANT)
    case: list[Event] = [asked]
    for signer in attempts:
        people = signer.events()
        outcome = given(*people, *case).under(LAW).when(SignLeave(leave="L-1"), by=signer.person)
        case += outcome.events
        if outcome.refusal is not None:
            assert outcome.refusal.clause in (
                "leave.approval",
                "org.delegation",
                "cases.order_of_steps",
            )
    signed = [each.signer for each in case if isinstance(each, LeaveSigned)]
    granted = [each for each in case if isinstance(each, LeaveGranted)]
    wanted = CHAIN[: 2 if days == 1 else 3]
    assert bool(granted) == _chain_within(attempts, wanted)
    assert len(granted) <= 1
    assert len(set(signed)) == len(signed) == len(wanted) if granted else len(signed) < len(wanted)
    assert APPLICANT not in signed


def _chain_within(attempts: list[Signer], chain: tuple[set[str], ...]) -> bool:
    """Whether somebody fit for each step tried to sign after somebody fit for the one before."""
    step = 0
    for signer in attempts:
        own = APPLICANT in (signer.person, signer.instead_of)
        if step < len(chain) and not own and signer.acts_as in chain[step]:
            step += 1
    return step == len(chain)
