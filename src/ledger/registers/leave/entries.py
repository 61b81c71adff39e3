"""Entering the end of a sick leave that nobody reported back from (S4.9-06)."""

from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS, entry
from ledger.registers.leave.events import LeaveRequested, SickLeaveEnded

EndSickLeave = entry(
    SickLeaveEnded,
    "end-sick-leave",
    LEADERS,
    Words("病假期满", "End a sick leave"),
    own="person",
    once=True,
    of=LeaveRequested,
    said=("person",),
)
