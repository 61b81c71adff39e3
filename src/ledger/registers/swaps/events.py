"""What happens to a swap of shifts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import (
    PersonDay,
    PersonId,
    PersonMonth,
    RepaidId,
    RosterId,
    ShiftId,
    SwapId,
)
from ledger.kernel.values import Percent, Text


class Side(StrEnum):
    """Whose leader agrees: the giver's or the taker's."""

    GIVER = "giver"
    TAKER = "taker"


class ShiftOffered(Event, type="shift.offered", version=1):
    """A person has offered a shift of theirs to whoever takes it."""

    swap: SwapId
    giver: PersonId
    given: ShiftId
    starts: datetime
    ends: datetime
    reason: Text | None = None


class SwapRequested(Event, type="swap.requested", version=1):
    """Two colleagues have asked to swap shifts; a shift may be given without one in return.

    ``consecutive`` says that a shift acquired by a swap, or one next to it, would be swapped
    again; ``back_to_back`` that somebody would work two shifts without a rest between.
    ``same_grade`` holds as well when the taker's grade is the higher one. The instants are there
    when the shifts stand on the roster. ``repays`` names an earlier swap that is made good.
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
    given_starts: datetime | None = None
    given_ends: datetime | None = None
    taken_starts: datetime | None = None
    taken_ends: datetime | None = None
    repays: RepaidId | None = None
    reason: Text | None = None


class SwapAgreed(Event, type="swap.agreed", version=1):
    """The leader of one side has agreed to a swap."""

    swap: SwapId
    leader: str
    side: Side
    post: str | None = None


class SwapRejected(Event, type="swap.rejected", version=1):
    """A leader of one side has rejected a swap for a stated reason."""

    swap: SwapId
    leader: str
    reason: Text
    post: str | None = None


class SwapWithdrawn(Event, type="swap.withdrawn", version=1):
    """One of the two colleagues has withdrawn a swap, or an offer, that was not made yet."""

    swap: SwapId
    withdrawer: str
    reason: Text | None = None


class ShiftSwapped(Event, type="shift.swapped", version=1):
    """Two colleagues have swapped shifts; the swap counts for both of them.

    Both legs stand in it: from then on the taker is on the shift ``given``, and the giver on the
    one ``taken``, if there is one. It lies under every day of both people that a leg touches.
    """

    swap: SwapId
    giver: PersonId
    taker: PersonId
    giver_month: PersonMonth
    taker_month: PersonMonth
    given: ShiftId | None = None
    given_starts: datetime | None = None
    given_ends: datetime | None = None
    given_code: str | None = None
    given_roster: RosterId | None = None
    taken: ShiftId | None = None
    taken_starts: datetime | None = None
    taken_ends: datetime | None = None
    taken_code: str | None = None
    taken_roster: RosterId | None = None
    person_days: tuple[PersonDay, ...] = ()
    repays: RepaidId | None = None


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
    shift: ShiftId | None = None
