"""Entering a handover (S4.8)."""

from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR, LEADERS, entry
from ledger.registers.handover.events import (
    HandoverAccepted,
    HandoverItemNoted,
    HandoverOpened,
    SeatLeft,
)

OpenHandover = entry(
    HandoverOpened, "open-handover", FLOOR, Words("开始交接班", "Open a handover"), opens=True
)
NoteHandoverItem = entry(
    HandoverItemNoted,
    "note-handover-item",
    FLOOR,
    Words("登记交接事项", "Note an item of a handover"),
    of=HandoverOpened,
)
AcceptHandover = entry(
    HandoverAccepted,
    "accept-handover",
    FLOOR,
    Words("确认接班", "Accept a handover"),
    once=True,
    of=HandoverOpened,
    said=("incoming",),
    signs="incoming",
)
LeaveSeat = entry(
    SeatLeft,
    "leave-seat",
    LEADERS,
    Words("离开席位", "Leave the seat"),
    own="person",
    once=True,
    of=HandoverOpened,
    said={"person": "outgoing"},
)
