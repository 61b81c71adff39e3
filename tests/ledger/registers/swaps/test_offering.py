"""A shift offered to whoever takes it, and taken."""

from __future__ import annotations

import msgspec

from ledger.kernel.action import Action, NotEntitled
from ledger.kernel.event import Event
from ledger.registers.entries import AlreadyEntered, NotOpened
from ledger.registers.roster.holding import OnTwoShifts
from ledger.registers.swaps.case import SwapOver
from ledger.registers.swaps.events import ShiftOffered, SwapWithdrawn
from ledger.registers.swaps.exchange import NotTheirShift
from ledger.registers.swaps.offer_shift import OfferShift
from ledger.registers.swaps.take_offer import TakeOffer
from ledger.registers.swaps.withdraw_swap import WithdrawSwap
from ledger.testing import When, at, given
from tests.ledger.registers.swaps.swapping import (
    BOTH,
    DAY,
    GIVER,
    NIGHT,
    REQUESTED,
    STAND,
    TAKER,
    TELECOM,
    local,
    shift,
)

OFFERED = ShiftOffered(
    swap="W1", giver="A009", given=NIGHT.shift, starts=NIGHT.starts, ends=NIGHT.ends
)


def do(action: Action, *history: Event, by: str) -> When:
    """Somebody does it after this history."""
    happened = [at(each, local("2026-11-20 08:00")) for each in history]
    return given(*happened).under(TELECOM).when(action, by=by, at=local("2026-11-21 12:00"))


def test_a_person_offers_a_shift_of_their_own() -> None:
    """S4.10-01: whoever has to see to something need not know yet who steps in."""
    do(OfferShift(swap="W1", giver="A009", given=NIGHT.shift), GIVER, NIGHT, by="A009").then(
        OFFERED
    )
    do(OfferShift(swap="W1", giver="A015", given=NIGHT.shift), TAKER, NIGHT, by="A015").refused(
        NotTheirShift, citing=(2,)
    )


def test_who_takes_an_offer_asks_for_the_swap() -> None:
    """From then on it is a swap like any other, for a shift in return or for none."""
    do(TakeOffer(swap="W1", taker="A015", taken=DAY.shift), *STAND, OFFERED, by="A015").then(
        REQUESTED
    )
    do(TakeOffer(swap="W1", taker="A015"), *BOTH, NIGHT, OFFERED, by="A015").then(
        msgspec.structs.replace(REQUESTED, taken=None, taken_starts=None, taken_ends=None)
    )


def test_an_offer_is_taken_only_by_who_can() -> None:
    """The checks of a swap hold for whoever takes it, who acts in person."""
    meanwhile = shift("A015", "2026-11-23 18:00", "2026-11-23 22:00", "M")
    do(TakeOffer(swap="W1", taker="A015"), *BOTH, NIGHT, OFFERED, meanwhile, by="A015").refused(
        OnTwoShifts, citing=(7,)
    )
    do(TakeOffer(swap="W1", taker="A015"), *BOTH, NIGHT, OFFERED, by="A009").refused(NotEntitled)


def test_an_offer_is_taken_once_and_while_it_stands() -> None:
    """What is taken or withdrawn is gone."""
    action = TakeOffer(swap="W1", taker="A015", taken=DAY.shift)
    do(action, *STAND, OFFERED, REQUESTED, by="A015").refused(AlreadyEntered, citing=(8,))
    do(WithdrawSwap(swap="W1"), GIVER, OFFERED, by="A009").then(
        SwapWithdrawn(swap="W1", withdrawer="A009")
    )
    withdrawn = SwapWithdrawn(swap="W1", withdrawer="A009")
    do(action, *STAND, OFFERED, withdrawn, by="A015").refused(SwapOver, citing=(8,))
    do(action, TAKER, by="A015").refused(NotOpened)
    do(
        OfferShift(swap="W1", giver="A009", given=NIGHT.shift), GIVER, NIGHT, OFFERED, by="A009"
    ).refused(AlreadyEntered, citing=(3,))
