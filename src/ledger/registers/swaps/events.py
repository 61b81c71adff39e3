"""What happens to a swap of shifts."""

from __future__ import annotations

from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, PersonMonth, SwapId
from ledger.kernel.values import Percent, Text


class Side(StrEnum):
    """Whose leader agrees: the giver's or the taker's."""

    GIVER = "giver"
    TAKER = "taker"


class SwapRequested(Event, type="swap.requested", version=1):
    """Two colleagues have asked to swap shifts; a shift may be given without one in return.

    ``consecutive`` says that a shift acquired by a swap, or one next to it, would be swapped
    again; ``back_to_back`` that somebody would work two shifts without a rest between.
    ``same_grade`` holds as well when the taker's grade is the higher one.
    """

    swap: SwapId
    giver: PersonId
    taker: PersonId
    given: Text
    giver_month: PersonMonth
    taker_month: PersonMonth
    taken: Text | None = None
    same_job: bool = True
    same_grade: bool = True
    consecutive: bool = False
    back_to_back: bool = False
    holiday: bool = False


class SwapAgreed(Event, type="swap.agreed", version=1):
    """The leader of one side has agreed to a swap."""

    swap: SwapId
    leader: str
    side: Side
    post: str | None = None


class ShiftSwapped(Event, type="shift.swapped", version=1):
    """Two colleagues have swapped shifts; the swap counts for both of them."""

    swap: SwapId
    giver: PersonId
    taker: PersonId
    giver_month: PersonMonth
    taker_month: PersonMonth


class SwapHandedOver(Event, type="swap.handed_over", version=1):
    """Somebody has signed that a swapped shift was handed over clearly."""

    swap: SwapId
    signer: str


class SwapMissed(Event, type="swap.missed", version=1):
    """A swapped shift was missed; each side answers for a share in percent."""

    swap: SwapId
    giver: PersonId
    taker: PersonId
    giver_share: Percent
    taker_share: Percent
