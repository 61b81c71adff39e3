"""Who is on which shift: the week board, its gaps and clashes."""

from projections.roster.fold import Roster
from projections.roster.rows import GroupRow, PeriodRow, PersonRow, ShiftRow

__all__ = ["GroupRow", "PeriodRow", "PersonRow", "Roster", "ShiftRow"]
