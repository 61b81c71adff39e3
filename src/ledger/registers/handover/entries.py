"""Entering the log of a handover and who left (S4.8), and a departure for good (S1.16-05)."""

from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR, LEADERS, entry
from ledger.registers.handover.events import (
    DepartureHandedOver,
    DeparturePlanned,
    HandoverItemNoted,
    HandoverOpened,
    PersonDeparted,
    SeatLeft,
)

NoteHandoverItem = entry(
    HandoverItemNoted,
    "note-handover-item",
    FLOOR,
    Words("登记交接事项", "Note an item of a handover"),
    of=HandoverOpened,
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
