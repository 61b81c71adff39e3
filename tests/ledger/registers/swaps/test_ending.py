"""A swap rejected, withdrawn, handed over or missed."""

from __future__ import annotations

import msgspec
import pytest

from ledger.kernel.action import Action
from ledger.kernel.event import Event
from ledger.registers.entries import AlreadyEntered, NotAsTheCaseSays, NotOpened
from ledger.registers.swaps.case import NotOneOfTheTwo, NotTheirLeader, SwapOver
from ledger.registers.swaps.consenting import OwnSwap
from ledger.registers.swaps.events import (
    SwapHandedOver,
    SwapMissed,
    SwapRejected,
    SwapWithdrawn,
)
from ledger.registers.swaps.hand_over_swap import HandOverSwap
from ledger.registers.swaps.record_missed_swap import (
    NotOfThatSwap,
    NotYetMissed,
    RecordMissedSwap,
    SharesDoNotAddUp,
)
from ledger.registers.swaps.reject_swap import RejectSwap
from ledger.registers.swaps.swap_shifts import SwapShifts
from ledger.registers.swaps.withdraw_swap import WithdrawSwap
from ledger.rulebook.approvals import NotYourTurn
from ledger.rulebook.gates import TooSeldom
from ledger.rulebook.lookup import Lawbook
from ledger.testing import When, at, given
from tests.ledger.registers.swaps.swapping import (
    DAY,
    GIVER,
    NIGHT,
    ONE_AGREED,
    ONE_LEADER,
    OTHER_AGREED,
    REQUESTED,
    STAND,
    STORE,
    SWAPPED,
    TAKER,
    TELECOM,
    leader,
    local,
)

BARE = msgspec.structs.replace(SWAPPED, given=None, taken=None, person_days=())


def do(
    action: Action,
    *history: Event,
    by: str,
    law: Lawbook = TELECOM,
    when: str = "2026-11-21 12:00",
) -> When:
    """Somebody does it after this history."""
    happened = [at(each, local("2026-11-20 08:00")) for each in history]
    return given(*happened).under(law).when(action, by=by, at=local(when))


def test_a_leader_of_one_side_rejects_it_for_a_reason() -> None:
    """S4.10-09: approval is not casual; one refusal ends it."""
    do(RejectSwap(swap="W1", reason="人手不足"), ONE_LEADER, *STAND, REQUESTED, by="A017").then(
        SwapRejected(swap="W1", leader="A017", reason="人手不足")
    )


def test_nobody_else_rejects_it() -> None:
    """Neither another leader nor one of the two; in the shop only the manager's post."""
    action = RejectSwap(swap="W1", reason="人手不足")
    do(action, leader("A019"), *STAND, REQUESTED, by="A019").refused(NotTheirLeader)
    do(action, leader("A015"), *STAND[2:], GIVER, REQUESTED, by="A015").refused(OwnSwap)
    do(action, ONE_LEADER, *STAND, REQUESTED, by="A017", law=STORE).refused(NotYourTurn)
    do(action, ONE_LEADER, *STAND, REQUESTED, SWAPPED, by="A017").refused(SwapOver)


@pytest.mark.parametrize("who", [GIVER, TAKER])
def test_either_of_the_two_withdraws_it_before_it_is_made(who: Event) -> None:
    """Both have to want it until the end."""
    number = who.person  # type: ignore[attr-defined]
    do(WithdrawSwap(swap="W1"), who, REQUESTED, ONE_AGREED, by=number).then(
        SwapWithdrawn(swap="W1", withdrawer=number)
    )


def test_nobody_else_withdraws_it_and_nothing_that_is_over() -> None:
    """A leader rejects; a swap that was made is repaid instead."""
    action = WithdrawSwap(swap="W1")
    do(action, ONE_LEADER, REQUESTED, by="A017").refused(NotOneOfTheTwo, citing=(2,))
    do(action, GIVER, REQUESTED, BARE, by="A009").refused(SwapOver, citing=(3,))
    do(action, GIVER, by="A009").refused(NotOpened)


def test_both_sign_the_handover_each_once() -> None:
    """S4.10-06, S2.7-10: and nobody for them."""
    action = HandOverSwap(swap="W1")
    signed = SwapHandedOver(swap="W1", signer="A009")
    do(action, GIVER, BARE, by="A009").then(signed)
    do(action, TAKER, BARE, signed, by="A015").then(SwapHandedOver(swap="W1", signer="A015"))
    do(action, GIVER, BARE, signed, by="A009").refused(AlreadyEntered, citing=(3,))
    do(action, ONE_LEADER, BARE, by="A017").refused(NotOneOfTheTwo, citing=(2,))
    do(action, GIVER, REQUESTED, by="A009").refused(NotOpened)


def test_the_shares_of_a_missed_swap_add_up_to_a_hundred() -> None:
    """J31: the decider enters them; what the giver does not answer for, the taker does."""
    missed = SwapMissed(swap="W1", giver="A009", taker="A015", giver_share=30, taker_share=70)
    do(RecordMissedSwap(swap="W1", giver_share=30), ONE_LEADER, BARE, by="A017").then(missed)
    do(
        RecordMissedSwap(swap="W1", giver_share=30, taker_share=70), ONE_LEADER, BARE, by="A017"
    ).then(missed)
    do(
        RecordMissedSwap(swap="W1", giver_share=30, taker_share=60), ONE_LEADER, BARE, by="A017"
    ).refused(SharesDoNotAddUp, citing=(2,))


def test_a_missed_shift_is_one_of_the_two_and_has_begun() -> None:
    """S4.10-06: which one was missed is told where there are two."""
    history = (ONE_LEADER, SWAPPED)
    after = "2026-11-23 21:00"
    night = RecordMissedSwap(swap="W1", giver_share=0, shift=NIGHT.shift)
    [event] = do(night, *history, by="A017", when=after).events
    assert isinstance(event, SwapMissed)
    assert (event.shift, event.taker_share) == (NIGHT.shift, 100)
    do(night, *history, by="A017").refused(NotYetMissed, citing=(2,))
    day = RecordMissedSwap(swap="W1", giver_share=0, shift=DAY.shift)
    do(day, *history, by="A017", when=after).refused(NotYetMissed, citing=(2,))
    other = RecordMissedSwap(swap="W1", giver_share=0, shift="2026-11-25/X/A030")
    do(other, *history, by="A017", when=after).refused(NotOfThatSwap, citing=(2,))


def test_a_swap_is_missed_once_and_only_when_it_was_made() -> None:
    """The case is in order."""
    missed = SwapMissed(swap="W1", giver="A009", taker="A015", giver_share=50, taker_share=50)
    action = RecordMissedSwap(swap="W1", giver_share=50)
    do(action, ONE_LEADER, BARE, missed, by="A017").refused(AlreadyEntered, citing=(3,))
    do(action, ONE_LEADER, REQUESTED, by="A017").refused(NotOpened)


def test_a_swap_is_made_by_hand_only_with_every_consent() -> None:
    """S4.10-02: where consents are asked for, it says which is missing."""
    action = SwapShifts(swap="W1")
    do(action, ONE_LEADER, *STAND, REQUESTED, ONE_AGREED, by="A017").refused(
        TooSeldom, citing=(9,), clause="swap.consents"
    )
    do(action, ONE_LEADER, *STAND, REQUESTED, ONE_AGREED, OTHER_AGREED, by="A017").then(SWAPPED)
    do(SwapShifts(swap="W1", taker="A030"), ONE_LEADER, *STAND, REQUESTED, by="A017").refused(
        NotAsTheCaseSays, citing=(8,)
    )
