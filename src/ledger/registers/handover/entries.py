"""Entering a handover of a seat (S4.8), and one by whoever leaves the company (S1.16-05)."""

from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR, LEADERS, entry
from ledger.registers.handover.events import (
    DepartureHandedOver,
    DeparturePlanned,
    HandoverAccepted,
    HandoverItemNoted,
    HandoverOpened,
    PersonDeparted,
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
PlanDeparture = entry(
    DeparturePlanned, "plan-departure", LEADERS, Words("登记拟离职", "Plan a departure"), opens=True
)
HandOverDeparture = entry(
    DepartureHandedOver,
    "hand-over-departure",
    LEADERS,
    Words("离职移交", "Hand over before a departure"),
    once=True,
    of=DeparturePlanned,
)
CloseDeparture = entry(
    PersonDeparted,
    "close-departure",
    LEADERS,
    Words("办结离职", "Close a departure"),
    once=True,
    of=DeparturePlanned,
    said=("person",),
)
