"""Who is doing what, in which queue, since when; and what each half hour has come to."""

from projections.floor.fold import Floor
from projections.floor.periods import Interval, Periods, UnevenInterval
from projections.floor.rows import (
    ArrivalRow,
    IntervalRow,
    LegRow,
    QueueRow,
    SeatIntervalRow,
    SeatRow,
    SourceRow,
    TeamRow,
)

__all__ = [
    "ArrivalRow",
    "Floor",
    "Interval",
    "IntervalRow",
    "LegRow",
    "Periods",
    "QueueRow",
    "SeatIntervalRow",
    "SeatRow",
    "SourceRow",
    "TeamRow",
    "UnevenInterval",
]
