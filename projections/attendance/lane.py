"""One person's day as two lanes: what was planned, and what happened."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from ledger.kernel.projection import Micros
from projections.attendance.fold import Attendance
from projections.attendance.rows import AwayRow, SpanRow

_LONGEST_AWAY: Micros = 26 * 3_600_000_000


class Doing(Enum):
    """What a stretch of a lane stands for."""

    SHIFT = "shift"
    SWAPPED = "swapped"
    """A shift that came by a swap."""
    LEAVE = "leave"
    PRESENT = "present"
    LATE = "late"
    """From the start of the shift to the arrival, or until now while nobody has come."""
    EARLY = "early"
    """From the departure to the end of the shift."""
    ABSENT = "absent"
    OFF_POST = "off-post"
    OUTING = "outing"
    SEAT = "seat"
    """Signed in at a seat."""


class Stretch(NamedTuple):
    """A part of a lane."""

    since: Micros
    until: Micros
    doing: Doing
    permitted: bool = False


class Lane(NamedTuple):
    """A person's time between two instants."""

    person: str
    scheduled: tuple[Stretch, ...]
    actual: tuple[Stretch, ...]


def lane(view: Attendance, person: str, since: Micros, until: Micros, now: Micros) -> Lane:
    """What a person was to do between two instants, and what they did up to now."""
    spans = view.of_person(person, since, until)
    scheduled = [
        Stretch(row.starts, row.ends, Doing.SWAPPED if row.swapped else Doing.SHIFT)
        for row in spans
    ]
    scheduled += [
        Stretch(row.starts, row.ends, Doing.LEAVE, permitted=True)
        for row in view.leaves.values()
        if row.person == person and row.starts < until and row.ends > since
    ]
    actual = [each for row in spans for each in _attended(row, now)]
    actual += [
        Stretch(row.left, now if row.back is None else row.back, Doing.OFF_POST, row.permitted)
        for row in aways(view, since, until)
        if row.person == person
    ]
    actual += [
        Stretch(row.since, now if row.until is None else row.until, Doing.SEAT)
        for row in view.seats.between(since - _LONGEST_AWAY, until)
        if row.agent == person and (row.until is None or row.until > since)
    ]
    return Lane(person, _within(scheduled, since, until), _within(actual, since, until))


def aways(view: Attendance, since: Micros, until: Micros) -> list[AwayRow]:
    """The absences from the post that touch a span, by beginning."""
    found = (
        row
        for row in view.aways.between(since - _LONGEST_AWAY, until)
        if row.back is None or row.back > since
    )
    return sorted(found, key=lambda row: (row.left, row.absence))


def _attended(row: SpanRow, now: Micros) -> list[Stretch]:
    """What is on record about one shift, up to now."""
    if row.arrived is None:
        if row.absent_days:
            return [Stretch(row.starts, row.ends, Doing.ABSENT, row.absent_excused)]
        missing = row.starts < now and not row.leave
        return [Stretch(row.starts, min(now, row.ends), Doing.LATE)] if missing else []
    found = []
    if row.arrived > row.starts:
        permitted = row.late_permitted or bool(row.leave)
        found.append(Stretch(row.starts, row.arrived, Doing.LATE, permitted))
    ends = row.departed if row.departed is not None else min(now, row.ends)
    found.append(Stretch(row.arrived, ends, Doing.PRESENT))
    if row.outing_since is not None:
        found.append(Stretch(row.outing_since, ends, Doing.OUTING, row.outing_told))
    if row.departed is not None and row.departed < row.ends:
        permitted = row.early_permitted or bool(row.leave)
        found.append(Stretch(row.departed, row.ends, Doing.EARLY, permitted))
    return found


def _within(found: list[Stretch], since: Micros, until: Micros) -> tuple[Stretch, ...]:
    kept = (
        each._replace(since=max(each.since, since), until=min(each.until, until))
        for each in found
        if each.since < until and each.until > since
    )
    return tuple(kept)
