"""Entering periodic duties and meetings."""

from ledger.kernel.words import Words
from ledger.registers.duties.events import (
    MeetingHeld,
    PeriodicDone,
)
from ledger.registers.entries import FLOOR, LEADERS, entry

DoPeriodicDuty = entry(
    PeriodicDone, "do-periodic-duty", FLOOR, Words("完成例行事项", "Do a periodic duty")
)
HoldMeeting = entry(MeetingHeld, "hold-meeting", LEADERS, Words("召开会议", "Hold a meeting"))
