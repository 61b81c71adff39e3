"""Lanes of time in cells: what was planned, what happened, or both in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from console.drawing.numbers import local
from console.drawing.spans import Span, Tone
from ledger.kernel.projection import Micros
from projections.attendance.lane import Doing, Lane, Stretch

_HOUR: Micros = 3_600_000_000
_LEAST_CELLS = 3
"""An hour is told over its cell where the next one told is at least so far away."""

_MISSED = (Doing.LATE, Doing.EARLY, Doing.ABSENT)
_ORDER = (Doing.OFF_POST, Doing.OUTING, *_MISSED, Doing.SEAT, Doing.PRESENT)
"""What lies over what."""

_BLANK: Span = (" ", Tone.QUIET)


def planned(lane: Lane, since: Micros, until: Micros, width: int) -> tuple[Span, ...]:
    """The planned lane: shifts and leave."""
    cells = []
    for at in _instants(since, until, width):
        found = _at(lane.scheduled, at)
        if Doing.LEAVE in found:
            cells.append(("▒", Tone.INFO))
        elif Doing.SWAPPED in found:
            cells.append(("▓", Tone.TITLE))
        else:
            cells.append(("█", Tone.TITLE) if found else _BLANK)
    return _joined(cells)


def actual(lane: Lane, since: Micros, until: Micros, width: int) -> tuple[Span, ...]:
    """The actual lane: there, at the seat, off the post, out, missing."""
    return _joined(
        _happened(lane, at, seat="█", there="▄") for at in _instants(since, until, width)
    )


def combined(lane: Lane, since: Micros, until: Micros, width: int) -> tuple[Span, ...]:
    """Both in one: what happened, leave, and what of the shift is still to come."""
    cells = []
    for at in _instants(since, until, width):
        cell = _happened(lane, at, seat="█", there="█")
        if cell == _BLANK:
            found = _at(lane.scheduled, at)
            if Doing.LEAVE in found:
                cell = ("▒", Tone.INFO)
            elif found:
                cell = ("░", Tone.QUIET)
        cells.append(cell)
    return _joined(cells)


def axis(since: Micros, until: Micros, width: int, zone: ZoneInfo) -> str:
    """The hours over a lane, as many as have room."""
    if width <= 0 or until <= since:
        return ""
    cells = [" "] * width
    last = -_LEAST_CELLS
    at = -(-since // _HOUR) * _HOUR
    while at < until:
        place = (at - since) * width // (until - since)
        if place - last >= _LEAST_CELLS and place + 2 <= width:
            cells[place : place + 2] = f"{local(at, zone):%H}"
            last = place
        at += _HOUR
    return "".join(cells)


def _happened(lane: Lane, at: Micros, *, seat: str, there: str) -> Span:
    found = _at(lane.actual, at)
    doing = next((each for each in _ORDER if each in found), None)
    if doing is None:
        return _BLANK
    permitted = found[doing].permitted
    if doing is Doing.OFF_POST:
        return "o", Tone.INFO if permitted else Tone.WARN
    if doing is Doing.OUTING:
        return ">", Tone.INFO
    if doing in _MISSED:
        return ("~", Tone.INFO) if permitted else ("×", Tone.ALARM)
    return seat if doing is Doing.SEAT else there, Tone.GOOD


def _at(stretches: Iterable[Stretch], at: Micros) -> dict[Doing, Stretch]:
    return {each.doing: each for each in stretches if each.since <= at < each.until}


def _instants(since: Micros, until: Micros, width: int) -> Sequence[Micros]:
    """The middle of each cell."""
    if width <= 0:
        return ()
    span = until - since
    return [since + span * (2 * cell + 1) // (2 * width) for cell in range(width)]


def _joined(cells: Iterable[Span]) -> tuple[Span, ...]:
    """Cells of one tone as one part."""
    return tuple(
        ("".join(text for text, _ in part), tone)
        for tone, part in groupby(cells, key=itemgetter(1))
    )
