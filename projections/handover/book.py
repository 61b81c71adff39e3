"""The handover book: every handover with its items, its notes and its signatures.

For every item it keeps who answered for it from when until when. The outgoing person does until the
relief has accepted the item; whoever has accepted it does until it is handed on, or is over at the
next handover of that seat. So the intervals of an item follow each other without a gap.
"""

from __future__ import annotations

from typing import NamedTuple

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, Projection, Rows, folds
from ledger.registers.handover.events import (
    HandedItem,
    HandoverAccepted,
    HandoverAcceptedLate,
    HandoverItemAccepted,
    HandoverItemNoted,
    HandoverItemRefused,
    HandoverOpened,
    HandoverSigned,
    SeatLeft,
)
from projections.handover.rows import (
    CarriedRow,
    HandoverRow,
    ItemRow,
    LiabilityRow,
    NoteRow,
    OpenedRow,
)

ACCEPTED, REFUSED = "accepted", "refused"
"""What the relief said to an item."""

_DAY: Micros = 86_400_000_000
_DAYS_HELD = 31


class HandoverBook(Projection):
    """Every handover, those of the last month in memory."""

    name = "handover_book"
    version = 1

    def __init__(self) -> None:
        self.handovers = Rows(HandoverRow)
        self.items = Rows(ItemRow)
        self.notes = Rows(NoteRow)
        self.liabilities = Rows(LiabilityRow)
        self.carried = Rows(CarriedRow)
        self.opened = Rows(OpenedRow)
        super().__init__()

    def horizon(self, table: str) -> Micros:
        """A month is held."""
        return max(0, self.latest_at - _DAYS_HELD * _DAY)

    @folds(HandoverOpened)
    def _opened(self, event: HandoverOpened, at: Micros, position: int) -> None:
        row = HandoverRow(
            opened_at=at,
            handover=event.handover,
            position=position,
            outgoing=event.outgoing,
            incoming=event.incoming,
            items=len(event.items),
            upto=event.upto,
            seat=event.seat,
            due_at=None if event.due_at is None else micros(event.due_at),
        )
        self.handovers.put((at, event.handover), row)
        self.opened.put(event.handover, OpenedRow(handover=event.handover, opened_at=at))
        self._let_go(event, at)
        for number, item in enumerate(event.items, 1):
            self._hand(row, number, item)

    @folds(HandoverItemAccepted)
    def _item_accepted(self, event: HandoverItemAccepted, at: Micros, position: int) -> None:
        row = self._answer(event.handover, event.item, ACCEPTED, at, position)
        if row is not None:
            row.reason = None
            self._pass_on(row, event.incoming, at)

    @folds(HandoverItemRefused)
    def _item_refused(self, event: HandoverItemRefused, at: Micros, position: int) -> None:
        row = self._answer(event.handover, event.item, REFUSED, at, position)
        if row is not None:
            row.reason = event.reason

    @folds(HandoverItemNoted)
    def _noted(self, event: HandoverItemNoted, at: Micros, position: int) -> None:
        row = self._handover(event.handover)
        if row is not None:
            row.notes += 1
            note = NoteRow(
                opened_at=row.opened_at,
                handover=row.handover,
                number=row.notes,
                at=at,
                position=position,
                category=event.category,
                text=event.text,
            )
            self.notes.put((row.opened_at, row.handover, row.notes), note)

    @folds(HandoverAccepted)
    def _accepted(self, event: HandoverAccepted, at: Micros, position: int) -> None:
        row = self._handover(event.handover)
        if row is not None:
            row.accepted_at = at

    @folds(HandoverAcceptedLate)
    def _accepted_late(self, event: HandoverAcceptedLate, at: Micros, position: int) -> None:
        row = self._handover(event.handover)
        if row is not None:
            row.late_minutes = event.minutes

    @folds(HandoverSigned)
    def _signed(self, event: HandoverSigned, at: Micros, position: int) -> None:
        row = self._handover(event.handover)
        if row is not None:
            row.signed_at = at

    @folds(SeatLeft)
    def _left(self, event: SeatLeft, at: Micros, position: int) -> None:
        row = self._handover(event.handover)
        if row is not None:
            row.left_at = at

    def _hand(self, row: HandoverRow, number: int, item: HandedItem) -> None:
        """An item is on the table; the outgoing person answers for it."""
        key = (row.opened_at, row.handover, number)
        self.items.put(
            key,
            ItemRow(
                opened_at=row.opened_at,
                handover=row.handover,
                item=number,
                matter=item.matter,
                zh=item.zh,
                en=item.en,
                reference=item.reference,
                position=item.position,
                person=item.person,
                due_at=None if item.due_at is None else micros(item.due_at),
            ),
        )
        carried = CarriedRow(
            handover=row.handover,
            item=number,
            opened_at=row.opened_at,
            turn=0,
            seat=row.seat or "",
            reference=item.reference,
            holder=row.outgoing,
        )
        self._hold(carried, row.outgoing, row.opened_at)

    def _answer(
        self, handover: str, number: int, answer: str, at: Micros, position: int
    ) -> ItemRow | None:
        """The item, with what was said to it."""
        opened = self.opened.get(handover)
        if opened is None:
            return None
        key = (opened.opened_at, handover, number)
        row = self.items.find(key)
        if row is not None:
            row.answer, row.answered_at, row.answered_by = answer, at, position
            self.items.touched.add(key)
        return row

    def _pass_on(self, item: ItemRow, to: str, at: Micros) -> None:
        """Another person answers for the item from now on."""
        carried = self.carried.get((item.handover, item.item))
        if carried is not None:
            self._release(carried, at)
            self._hold(carried, to, at)

    def _hold(self, carried: CarriedRow, holder: str, since: Micros) -> None:
        carried.turn += 1
        carried.holder = holder
        self.carried.put((carried.handover, carried.item), carried)
        row = LiabilityRow(
            opened_at=carried.opened_at,
            handover=carried.handover,
            item=carried.item,
            turn=carried.turn,
            holder=holder,
            since=since,
        )
        self.liabilities.put(_turn(carried), row)

    def _release(self, carried: CarriedRow, at: Micros) -> None:
        row = self.liabilities.find(_turn(carried))
        if row is not None:
            row.until = at
            self.liabilities.touched.add(_turn(carried))

    def _let_go(self, event: HandoverOpened, at: Micros) -> None:
        """What the outgoing person carried at the seat is on the table again, or is over."""
        again = {item.reference for item in event.items}
        for key, carried in list(self.carried.items()):
            if carried.seat == (event.seat or "") and (
                carried.holder == event.outgoing or carried.reference in again
            ):
                self._release(carried, at)
                self.carried.drop(key)

    def _handover(self, handover: str) -> HandoverRow | None:
        """The handover, about to be changed."""
        opened = self.opened.get(handover)
        if opened is None:
            return None
        key = (opened.opened_at, handover)
        row = self.handovers.find(key)
        if row is not None:
            self.handovers.touched.add(key)
        return row


class Interval(NamedTuple):
    """From when until when somebody answered for an item."""

    holder: str
    since: Micros
    until: Micros


class Sheet(NamedTuple):
    """One handover with all that stands in it, as it is shown and printed."""

    handover: HandoverRow
    items: tuple[ItemRow, ...]
    notes: tuple[NoteRow, ...]

    @property
    def unanswered(self) -> int:
        """How many items were neither accepted nor refused."""
        return sum(not item.answer for item in self.items)


def sheet(book: HandoverBook, handover: str) -> Sheet | None:
    """A handover by its number, or None when there is no such one."""
    opened = book.opened.get(handover)
    row = None if opened is None else book.handovers.find((opened.opened_at, handover))
    if row is None:
        return None
    items = [book.items.find((row.opened_at, handover, n)) for n in range(1, row.items + 1)]
    notes = [book.notes.find((row.opened_at, handover, n)) for n in range(1, row.notes + 1)]
    return Sheet(
        row,
        tuple(each for each in items if each is not None),
        tuple(each for each in notes if each is not None),
    )


def handovers(book: HandoverBook, since: Micros, until: Micros) -> list[HandoverRow]:
    """The handovers opened from an instant on and before another, oldest first."""
    found = book.handovers.between(since, until)
    return sorted(found, key=lambda row: (row.opened_at, row.position))


def answered_for(book: HandoverBook, item: ItemRow, now: Micros) -> list[Interval]:
    """Who answered for an item from when until when; without a gap from the opening on.

    What nobody has handed on yet is answered for until ``now``.
    """
    found: list[Interval] = []
    while True:
        key = (item.opened_at, item.handover, item.item, len(found) + 1)
        row = book.liabilities.find(key)
        if row is None:
            return found
        found.append(Interval(row.holder, row.since, now if row.until is None else row.until))


def _turn(carried: CarriedRow) -> tuple[Micros, str, int, int]:
    return carried.opened_at, carried.handover, carried.item, carried.turn
