"""The fold of requests: which event changes what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, Projection, Rows, folds
from ledger.registers.leave.events import (
    LeaveGranted,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
    LeaveSigned,
    LeaveWithdrawn,
)
from ledger.registers.swaps.events import (
    ShiftOffered,
    ShiftSwapped,
    SwapAgreed,
    SwapHandedOver,
    SwapMissed,
    SwapRejected,
    SwapRequested,
    SwapWithdrawn,
)
from projections.requests.rows import (
    GRANTED,
    HANDED_OVER,
    LEAVE,
    MISSED,
    OFFERED,
    REJECTED,
    RETURNED,
    SWAP,
    SWAPPED,
    WITHDRAWN,
    ClosedRow,
    RepaymentRow,
    RequestRow,
    Signature,
    StoodRow,
    with_signature,
)

_KEPT: Micros = 45 * 86_400_000_000
"""What was closed in about six weeks before the newest event is held in memory."""


class Requests(Projection):
    """Every leave and every swap that was ever asked for."""

    name = "requests"
    version = 3

    def __init__(self) -> None:
        self.open = Rows(RequestRow)
        self.closed = Rows(ClosedRow)
        self.repayments = Rows(RepaymentRow)
        super().__init__()

    def horizon(self, table: str) -> Micros:
        """What was closed long ago rests in the tables."""
        return max(0, self.latest_at - _KEPT)

    def closed_between(self, since: Micros, until: Micros) -> list[ClosedRow]:
        """What was closed in a span, by its end."""
        found = self.closed.between(since, until)
        return sorted(found, key=lambda row: (row.closed_at, row.position))

    def decided_since(self, since: Micros) -> Iterator[StoodRow]:
        """What was granted, swapped, rejected or withdrawn since an instant, in any order."""
        last = max(self.latest_at, since) + 1
        for row in (*self.open.values(), *self.closed.between(since, last)):
            if row.decided_at is not None and row.decided_at >= since:
                yield row

    @folds(LeaveRequested)
    def _leave_asked(self, event: LeaveRequested, at: Micros, position: int) -> None:
        self._begin(
            RequestRow(
                kind=LEAVE,
                request=event.leave,
                person=event.person,
                asked_at=at,
                asked=position,
                position=position,
                asker=event.requester,
                category=event.category.value,
                days=event.days,
                night=event.night,
                holiday=event.holiday,
                unforeseen=event.unforeseen,
                starts=micros(event.since),
                ends=micros(event.ends),
                reason=event.reason,
            )
        )

    @folds(LeaveSigned)
    def _leave_signed(self, event: LeaveSigned, at: Micros, position: int) -> None:
        self._sign(LEAVE, event.leave, Signature(event.signer, event.post, None, at, position))

    @folds(LeaveGranted)
    def _granted(self, event: LeaveGranted, at: Micros, position: int) -> None:
        row = self._going(LEAVE, event.leave)
        if row is None:
            row = RequestRow(
                kind=LEAVE,
                request=event.leave,
                person=event.person,
                asked_at=at,
                asked=position,
                position=position,
            )
        row.days, row.category = event.days, event.category.value
        row.night, row.holiday, row.unforeseen = event.night, event.holiday, event.unforeseen
        row.starts = _micros(event.starts) or row.starts
        row.ends = _micros(event.ends) or row.ends
        self._decide(row, GRANTED, at, position)

    @folds(LeaveRejected)
    def _rejected(self, event: LeaveRejected, at: Micros, position: int) -> None:
        self._end(LEAVE, event.leave, event.rejecter, event.reason)
        self._close(LEAVE, event.leave, REJECTED, at, position)

    @folds(LeaveWithdrawn)
    def _leave_withdrawn(self, event: LeaveWithdrawn, at: Micros, position: int) -> None:
        self._end(LEAVE, event.leave, event.withdrawer, event.reason)
        self._close(LEAVE, event.leave, WITHDRAWN, at, position)

    @folds(LeaveReturned)
    def _returned(self, event: LeaveReturned, at: Micros, position: int) -> None:
        row = self._going(LEAVE, event.leave)
        if row is not None:
            row.back_at = _micros(event.returned_at) or at
        self._close(LEAVE, event.leave, RETURNED, at, position)

    @folds(ShiftOffered)
    def _offered(self, event: ShiftOffered, at: Micros, position: int) -> None:
        self._begin(
            RequestRow(
                kind=SWAP,
                request=event.swap,
                person=event.giver,
                asked_at=at,
                asked=position,
                position=position,
                state=OFFERED,
                given=event.given,
                starts=micros(event.starts),
                ends=micros(event.ends),
                reason=event.reason,
            )
        )

    @folds(SwapRequested)
    def _swap_asked(self, event: SwapRequested, at: Micros, position: int) -> None:
        self._begin(
            RequestRow(
                kind=SWAP,
                request=event.swap,
                person=event.giver,
                other=event.taker,
                asked_at=at,
                asked=position,
                position=position,
                given=event.given,
                taken=event.taken,
                starts=_micros(event.given_starts),
                ends=_micros(event.given_ends),
                holiday=event.holiday,
                repays=event.repays,
                reason=event.reason,
            )
        )

    @folds(SwapAgreed)
    def _agreed(self, event: SwapAgreed, at: Micros, position: int) -> None:
        signature = Signature(event.leader, event.post, event.side.value, at, position)
        self._sign(SWAP, event.swap, signature)

    @folds(ShiftSwapped)
    def _swapped(self, event: ShiftSwapped, at: Micros, position: int) -> None:
        row = self._going(SWAP, event.swap)
        if row is None:
            row = RequestRow(
                kind=SWAP,
                request=event.swap,
                person=event.giver,
                other=event.taker,
                asked_at=at,
                asked=position,
                position=position,
            )
        row.given, row.taken = event.given or row.given, event.taken or row.taken
        row.starts = _micros(event.given_starts) or row.starts
        row.ends = _micros(event.given_ends) or row.ends
        if event.repays is not None:
            row.repays = event.repays
            repaid = RepaymentRow(swap=event.repays, by=event.swap, at=at)
            self.repayments.put(event.repays, repaid)
        self._decide(row, SWAPPED, at, position)

    @folds(SwapRejected)
    def _swap_rejected(self, event: SwapRejected, at: Micros, position: int) -> None:
        self._end(SWAP, event.swap, event.leader, event.reason)
        self._close(SWAP, event.swap, REJECTED, at, position)

    @folds(SwapWithdrawn)
    def _swap_withdrawn(self, event: SwapWithdrawn, at: Micros, position: int) -> None:
        self._end(SWAP, event.swap, event.withdrawer, event.reason)
        self._close(SWAP, event.swap, WITHDRAWN, at, position)

    @folds(SwapHandedOver)
    def _handed_over(self, event: SwapHandedOver, at: Micros, position: int) -> None:
        row = self._going(SWAP, event.swap)
        if row is None:
            return
        signers = [*filter(None, row.handed.split(",")), event.signer]
        row.handed, row.position = ",".join(dict.fromkeys(signers)), position
        self.open.put((SWAP, row.request), row)
        if {row.person, row.other} <= set(signers):
            self._close(SWAP, event.swap, HANDED_OVER, at, position)

    @folds(SwapMissed)
    def _missed(self, event: SwapMissed, at: Micros, position: int) -> None:
        self._close(SWAP, event.swap, MISSED, at, position)

    def _going(self, kind: str, request: str) -> RequestRow | None:
        return self.open.get((kind, request))

    def _begin(self, row: RequestRow) -> None:
        self.open.put((row.kind, row.request), row)

    def _sign(self, kind: str, request: str, signature: Signature) -> None:
        row = self._going(kind, request)
        if row is not None:
            row.signed, row.position = with_signature(row, signature), signature.position
            self.open.put((kind, request), row)

    def _decide(self, row: RequestRow, state: str, at: Micros, position: int) -> None:
        row.state, row.decided_at, row.decided, row.position = state, at, position, position
        self.open.put((row.kind, row.request), row)

    def _end(self, kind: str, request: str, ender: str | None, reason: str | None) -> None:
        """Take down who rejects or withdraws a request, and why."""
        row = self._going(kind, request)
        if row is not None:
            row.ender, row.reason = ender, reason

    def _close(self, kind: str, request: str, state: str, at: Micros, position: int) -> None:
        row = self.open.drop((kind, request))
        if row is None:
            return
        known = {name: getattr(row, name) for name in row.__struct_fields__}
        known |= {"state": state, "position": position, "closed_at": at}
        if row.decided_at is None:
            known |= {"decided_at": at, "decided": position}
        self.closed.put((at, kind, request), ClosedRow(**known))


def _micros(at: datetime | None) -> Micros | None:
    return None if at is None else micros(at)
