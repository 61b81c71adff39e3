"""Who: people in a grid of as many columns as are needed and fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from console.drawing.numbers import elapsed
from console.drawing.scene import Scene, longest
from console.drawing.spans import SIGN_WIDTH, Line, Span, Tone, fit, signed
from console.text import floor as text
from ledger import registers
from ledger.kernel.words import Language
from ledger.registers.seats.words import STATES
from projections.frame import Level, SeatLine

_TIME = 7
_GAP = 2
_DETAIL_MOST = 18
_DETAIL_LEAST = 5


class Grid(NamedTuple):
    """How the grid is laid out: columns, and the widths of a cell's parts."""

    columns: int
    cell: int
    number: int
    name: int
    state: int
    detail: int

    def place(self, column: int) -> tuple[int, int]:
        """Where a cell stands in its line."""
        return 1 + column * (self.cell + _GAP), self.cell


@cache
def state_width(language: Language) -> int:
    """The width of the longest name of a state."""
    return longest((words.to(language) for words in STATES.values()), 4, 12)


def grid(scene: Scene, shown: Sequence[SeatLine], width: int, height: int) -> Grid:
    """The fewest columns that show everybody in a height, if so many fit; wider cells tell more."""
    number = longest((each.agent for each in shown), 4, 12)
    name = longest((scene.names.get(each.agent, "") for each in shown), 0, 12)
    state = state_width(scene.language)
    bare = number + 1 + state + _TIME + SIGN_WIDTH + (name + 1 if name else 0)
    most = max(1, (width - 1 + _GAP) // (bare + _GAP))
    wanted = -(-len(shown) // max(1, height))
    columns = max(1, min(most, max(wanted, 1)))
    if columns < most and width // columns - _GAP > bare + 1 + _DETAIL_MOST + 12:
        columns = min(most, max(columns, width // (bare + 1 + _DETAIL_MOST + _GAP)))
    cell = (width - 1 + _GAP) // columns - _GAP
    detail = min(_DETAIL_MOST, cell - bare - 1)
    return Grid(columns, cell, number, name, state, detail if detail >= _DETAIL_LEAST else 0)


def cell(scene: Scene, seat: SeatLine, laid: Grid) -> tuple[Span, ...]:
    """One person: number, name, state, how long, and why or where if there is room."""
    level = seat.since.level(scene.now) if seat.state != "signed-out" else Level.NORMAL
    name = fit(scene.names.get(seat.agent, ""), laid.name) + " " if laid.name else ""
    tone = Tone.QUIET if seat.state == "signed-out" else Tone.NORMAL
    state = STATES[seat.state].to(scene.language) if seat.state in STATES else seat.state
    found: list[Span] = [
        (f"{fit(seat.agent, laid.number)} {name}", tone),
        (fit(state, laid.state), tone if seat.state != "ready" else Tone.QUIET),
        *signed(elapsed(seat.since, scene.now, scene.language), _TIME, level),
    ]
    used = laid.number + 1 + (laid.name + 1 if laid.name else 0) + laid.state + _TIME + SIGN_WIDTH
    if laid.detail:
        found.append((" " + fit(detail(scene, seat), laid.detail), Tone.QUIET))
        used += 1 + laid.detail
    found.append((" " * (laid.cell - used), Tone.NORMAL))
    return tuple(found)


def detail(scene: Scene, seat: SeatLine) -> str:
    """Why somebody pauses, or which queue they are on."""
    if seat.state == "paused" and seat.reason:
        words = registers.value_words().get(seat.reason)
        return words.to(scene.language) if words else seat.reason
    return seat.queue or ""


def rows(scene: Scene, shown: Sequence[SeatLine], laid: Grid, first: int, count: int) -> list[Line]:
    """Lines of the grid from one on; people run across, then down."""
    found = []
    for number in range(first, first + count):
        start = number * laid.columns
        spans: list[Span] = [(" ", Tone.NORMAL)]
        for seat in shown[start : start + laid.columns]:
            if len(spans) > 1:
                spans.append((" " * _GAP, Tone.NORMAL))
            spans.extend(cell(scene, seat, laid))
        found.append(tuple(spans))
    return found


def chosen(scene: Scene, view: int) -> list[SeatLine]:
    """The people a view of the panel shows: all signed in, deviating, on a call, paused."""
    seats, now = scene.frame.seats, scene.now
    if view == 1:
        return [each for each in seats if deviates(each, now)]
    if view == 2:
        return [each for each in seats if each.state in ("on-call", "ringing")]
    if view == 3:
        return [each for each in seats if each.state == "paused"]
    return [each for each in seats if each.state != "signed-out"]


def deviates(seat: SeatLine, now: int) -> bool:
    """Whether somebody has been too long in a state."""
    return seat.state != "signed-out" and seat.since.level(now) >= Level.WARN


def title(scene: Scene, view: int, focused: bool) -> Line:
    """The panel's title with its four views, the one on show marked."""
    signed_in = len(chosen(scene, 0))
    head = Tone.FOCUS if focused else Tone.STRONG
    found: list[Span] = [(scene.say(text.AGENTS, count=signed_in) + "   ", head)]
    for number, words in enumerate(text.VIEWS):
        count = "" if number == 0 else f" {len(chosen(scene, number))}"
        tone = Tone.STRONG if number == view else Tone.QUIET
        mark = "▸" if number == view else ""
        found.append((f"{number + 1} ", Tone.KEY))
        found.append((f"{mark}{scene.say(words)}{count}  ", tone))
    return tuple(found)
