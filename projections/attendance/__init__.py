"""Who was there: scheduled against actual, lateness, absence, and each person's month."""

from projections.attendance.fold import Attendance
from projections.attendance.rows import AwayRow, LeaveRow, MonthRow, SeatRow, SpanRow

__all__ = ["Attendance", "AwayRow", "LeaveRow", "MonthRow", "SeatRow", "SpanRow"]
