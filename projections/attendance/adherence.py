"""How much of the schedule was kept: the formulas, with what goes into each.

A formula is never changed; another way of reckoning gets another id or version.

``ADH-R`` (raw)      kept / scheduled, where kept is the time within the shift between arrival and
                     departure, less absence from the post and outings. Without a departure on
                     record the person stayed to the end.
``ADH-X`` (excused)  (kept + excused) / scheduled, where excused is what was missed with leave, with
                     permission to come late or to go early, with permission to be off the post, on
                     an outing that the superior knows of, or as an absence that was excused. It is
                     never more than what was missed.

Both are told of shifts that have an arrival, an absence or a leave on record: of a shift about
which nothing was entered nobody knows whether it was kept. Without such a shift there is no
figure (0 / 0). Both stand side by side, so that an excuse never hides what happened (Genesys:
adherence is 1 - exceptions / scheduled; the excuse is an overlay).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ledger.kernel.projection import Micros
from ledger.kernel.words import Words
from projections.attendance.rows import SpanRow
from projections.formulas import share


class Kept(NamedTuple):
    """What was kept of one shift, in microseconds."""

    due: Micros
    kept: Micros
    excused: Micros
    """What was kept, and what was missed with an excuse."""
    worked: Micros
    """From the arrival, or the start if it came first, to the departure; overtime counts."""


NOTHING = Kept(0, 0, 0, 0)


def recorded(row: SpanRow) -> bool:
    """Whether anything is on record from which adherence can be told."""
    return row.arrived is not None or bool(row.absent_days) or bool(row.leave)


def kept(row: SpanRow) -> Kept:
    """What was kept of a shift by what is on record."""
    if not recorded(row):
        return NOTHING
    due = row.ends - row.starts
    if row.arrived is None:
        excused = due if row.absent_days and row.absent_excused else min(due, row.leave)
        return Kept(due, 0, excused, 0)
    since = max(row.arrived, row.starts)
    until = row.departed if row.departed is not None else row.ends
    outing = row.outing
    if row.outing_since is not None:
        outing += max(0, min(until, row.ends) - row.outing_since)
    inside = max(0, min(until, row.ends) - since)
    there = max(0, inside - row.off - outing)
    return Kept(
        due, there, min(due, there + _excused(row, outing)), max(0, until - since - row.off)
    )


def _excused(row: SpanRow, outing: Micros) -> Micros:
    """What was missed with an excuse."""
    assert row.arrived is not None
    late = max(0, min(row.arrived, row.ends) - row.starts)
    early = max(0, row.ends - row.departed) if row.departed is not None else 0
    found = row.off_permitted + (outing if row.outing_told else 0)
    missed = 0
    for gap, permitted in ((late, row.late_permitted), (early, row.early_permitted)):
        if permitted:
            found += gap
        else:
            missed += gap
    return found + min(missed, row.leave)


class Formula(NamedTuple):
    """How a share in percent is made from what was kept of some shifts."""

    id: str
    version: int
    words: Words
    meaning: Words
    of: Callable[[Kept], float | None]


RAW = Formula(
    "ADH-R",
    1,
    Words("履行率", "Adherence"),
    Words(
        "班内在岗 ÷ 排班；只计有到岗、旷工或请假记录的班",
        "time there within the shift / scheduled, of shifts with an arrival, an absence or a "
        "leave on record",
    ),
    lambda total: share(total.kept, total.due),
)
EXCUSED = Formula(
    "ADH-X",
    1,
    Words("履行率含准许", "Adherence with excuses"),
    Words(
        "（班内在岗 + 已准迟到早退、准许离岗、外出、请假、免究旷工）÷ 排班",
        "(time there + permitted lateness, early leaving and absence from the post, outings, "
        "leave, excused absence) / scheduled",
    ),
    lambda total: share(total.excused, total.due),
)
FORMULAS = (RAW, EXCUSED)
