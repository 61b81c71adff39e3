"""Attendance as lines: who is there, and each person's time, planned and actual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from console.drawing.lanes import actual, axis, combined, planned
from console.drawing.numbers import duration, local, percent
from console.drawing.scene import SECOND, Scene
from console.drawing.spans import (
    SIGN_WIDTH,
    Line,
    Span,
    Tone,
    clip,
    cut,
    fit,
    sign,
    tone_of,
    width_of,
)
from console.text import attendance as text
from ledger.kernel.projection import Micros
from projections.attendance.adherence import EXCUSED, RAW, kept
from projections.attendance.board import Attending, Board, Standing, minutes_late

_WIDE = 120
_LABEL = 7


class _Columns(NamedTuple):
    person: int
    shift: int
    state: int


_NARROW_COLUMNS, _WIDE_COLUMNS = _Columns(14, 14, 17), _Columns(18, 16, 24)


def _columns(width: int) -> _Columns:
    return _WIDE_COLUMNS if width >= _WIDE else _NARROW_COLUMNS


def lane_width(width: int) -> int:
    """How many cells the lane of a row has."""
    return max(0, width - 2 - SIGN_WIDTH - sum(_columns(width)))


def headline(scene: Scene, board: Board) -> Line:
    """How many stand how; what is nobody's is left out."""
    told: list[Span] = [(f" {scene.say(text.TITLE)}  ", Tone.STRONG)]
    for number, (words, standings) in enumerate(text.COUNTS):
        count = board.count(scene.now, *standings)
        if not count and number > 1:
            continue
        urgent = set(standings) & {Standing.MISSING, Standing.ABSENT} and number > 1
        late = standings == (Standing.LATE,)
        mark = "!! " if urgent else "! " if late else ""
        tone = Tone.ALARM if urgent else Tone.WARN if late else Tone.NORMAL
        told += [(f"{mark}{scene.say(words, count=count)}", tone), ("  ", Tone.NORMAL)]
    return tuple(told)


def heading(scene: Scene, board: Board, width: int) -> Line:
    """The names of the columns, and the hours over the lanes."""
    laid = _columns(width)
    person, shift, state, lanes = (scene.say(words) for words in text.HEADS)
    cells = f"{fit(person, laid.person)}{fit(shift, laid.shift)}{fit(state, laid.state)}"
    hours = axis(board.since, board.until, lane_width(width), scene.zone) if board.until else lanes
    return ((f" {' ' * (SIGN_WIDTH + 1)}{cells}{hours}", Tone.QUIET),)


def row(scene: Scene, board: Board, each: Attending, width: int, *, marked: bool = False) -> Line:
    """One person of a shift."""
    laid, level = _columns(width), each.level(scene.now)
    tone = tone_of(level)
    quiet = each.standing(scene.now) in (Standing.LEFT, Standing.LEAVE, Standing.EXPECTED)
    plain = Tone.QUIET if quiet else Tone.NORMAL
    shift = _shift(scene, each)
    told = clip(state(scene, each), laid.state - 1)
    lane = combined(each.lane, board.since, board.until, lane_width(width))
    return (
        (f" {fit(sign(level), SIGN_WIDTH)}", tone),
        ("✓" if marked else " ", Tone.GOOD),
        (fit(who(scene, each), laid.person - 1) + " ", plain),
        (fit(shift, laid.shift - 1) + " ", plain),
        (told, tone if level else plain),
        (" " * (laid.state - width_of(told)), Tone.NORMAL),
        *lane,
    )


def who(scene: Scene, each: Attending) -> str:
    """A person's number and name."""
    person = each.row.person or ""
    return f"{person} {scene.names.get(person, '')}".rstrip()


def searched(scene: Scene, each: Attending) -> str:
    """What a filter looks at."""
    return f"{who(scene, each)} {each.row.code} {state(scene, each)}"


def state(scene: Scene, each: Attending) -> str:
    """How a person stands to the shift now, in words."""
    row_, standing = each.row, each.standing(scene.now)
    told = scene.say(
        text.STATES[standing],
        minutes=minutes_late(row_, scene.now),
        came=_clock(scene, row_.arrived),
        went=_clock(scene, row_.departed),
        ends=_clock(scene, row_.ends),
        away=_running(scene, each),
        out=_since(scene, row_.outing_since),
    )
    late_permitted = standing is Standing.LATE and row_.late_permitted
    may_be_late = standing in (Standing.MISSING, Standing.EXPECTED) and row_.permitted
    if late_permitted or may_be_late:
        told += scene.say(text.PERMITTED)
    if standing is Standing.ABSENT and row_.absent_excused:
        told += scene.say(text.EXCUSED)
    if standing is Standing.LEFT and row_.early:
        told += scene.say(text.EARLY, minutes=row_.early)
        told += scene.say(text.PERMITTED) if row_.early_permitted else ""
    return told


def footer(scene: Scene, board: Board, each: Attending, width: int) -> list[Line]:
    """The person under the cursor: hours, the planned lane over the actual one, and in words."""
    room = max(1, width - _LABEL - 2)
    pad = " " * (_LABEL + 1)
    lanes: list[tuple[str, Sequence[Span]]] = [
        (scene.say(text.PLANNED), planned(each.lane, board.since, board.until, room)),
        (scene.say(text.ACTUAL), actual(each.lane, board.since, board.until, room)),
    ]
    hours: Line = ((pad + axis(board.since, board.until, room, scene.zone), Tone.QUIET),)
    drawn: list[Line] = [((f" {fit(label, _LABEL)}", Tone.QUIET), *spans) for label, spans in lanes]
    return [
        hours,
        *drawn,
        cut(((f" {_told(scene, each)}", Tone.NORMAL),), width),
        _legend(scene, width),
    ]


def _told(scene: Scene, each: Attending) -> str:
    """Everything on record about one person's shift."""
    found = each.row
    parts = [f"{who(scene, each)}  {_shift(scene, each)}"]
    if found.swapped:
        parts.append(scene.say(text.SWAPPED))
    if found.permitted:
        parts.append(scene.say(text.MAY_BE_LATE))
    if found.arrived is not None:
        parts.append(scene.say(text.CAME, at=_clock(scene, found.arrived)))
    if found.late:
        late = scene.say(text.LATE, minutes=found.late)
        parts.append(late + (scene.say(text.PERMITTED) if found.late_permitted else ""))
    if found.off:
        parts.append(scene.say(text.OFF, time=duration(found.off / SECOND, scene.language)))
    if found.departed is not None:
        parts.append(scene.say(text.WENT, at=_clock(scene, found.departed)))
    if found.early:
        early = scene.say(text.LEFT_EARLY, minutes=found.early)
        parts.append(early + (scene.say(text.PERMITTED) if found.early_permitted else ""))
    if found.called is not None:
        parts.append(scene.say(text.CALLED[found.called]))
    total = kept(found)
    if total.due:
        raw, excused = percent(RAW.of(total)), percent(EXCUSED.of(total))
        parts.append(scene.say(text.ADHERENCE, raw=raw, excused=excused))
    return " · ".join([*parts, f"#{each.position}"])


def _legend(scene: Scene, width: int) -> Line:
    told = "  ".join(f"{mark} {scene.say(words)}" for mark, words in text.LEGEND)
    return cut(((f" {told}", Tone.QUIET),), width)


def table(scene: Scene, board: Board, width: int) -> list[Line]:
    """The whole list with its heading, or what would fill it."""
    if not board.attending:
        return [headline(scene, board), ((f" {scene.say(text.EMPTY)}", Tone.QUIET),)]
    rows = [row(scene, board, each, width) for each in board.attending]
    return [headline(scene, board), heading(scene, board, width), *rows, _legend(scene, width)]


def _shift(scene: Scene, each: Attending) -> str:
    return f"{each.row.code} {_clock(scene, each.row.starts)}–{_clock(scene, each.row.ends)}"


def _running(scene: Scene, each: Attending) -> str:
    """The running time of an absence from the post, against its limit."""
    away = each.away
    if away is None:
        return ""
    gone = duration((scene.now - away.left) / SECOND, scene.language)
    if away.limit_ends is None:
        return gone
    # A limit of nineteen minutes and fifty-nine seconds is over as twenty are full.
    limit = -(-(away.limit_ends - away.left) // (60 * SECOND)) * 60
    return f"{gone}/{duration(limit, scene.language)}"


def _since(scene: Scene, at: Micros | None) -> str:
    return "" if at is None else duration((scene.now - at) / SECOND, scene.language)


def _clock(scene: Scene, at: Micros | None) -> str:
    return "" if at is None else f"{local(at, scene.zone):%H:%M}"
