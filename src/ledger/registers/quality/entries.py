"""Entering what the quality desk and the leaders observe (S4.13)."""

from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS, entry
from ledger.registers.quality.events import (
    ConductObserved,
    MonitoringRecorded,
)

RecordMonitoring = entry(
    MonitoringRecorded,
    "record-monitoring",
    LEADERS,
    Words("登记监听评分", "Record monitoring"),
    signs="inspector",
)
ObserveConduct = entry(
    ConductObserved,
    "observe-conduct",
    LEADERS,
    Words("行为检查", "Observe conduct"),
    signs="observer",
)
