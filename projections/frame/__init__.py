"""What the floor shows at one instant: the figures, with a level for each that can deviate."""

from projections.frame.making import frame
from projections.frame.shapes import (
    Frame,
    Headline,
    Level,
    QueueLine,
    Reading,
    SeatLine,
    Since,
    WaitingLine,
)

__all__ = [
    "Frame",
    "Headline",
    "Level",
    "QueueLine",
    "Reading",
    "SeatLine",
    "Since",
    "WaitingLine",
    "frame",
]
