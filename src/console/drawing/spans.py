"""Lines of text in parts, each with a tone, measured in terminal cells.

A Chinese character takes two cells. Every function here counts cells, never characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Literal

from console.text import columns
from projections.frame import Level


class Tone(Enum):
    """What a part of a line is, from which a theme derives how it looks."""

    NORMAL = "normal"
    QUIET = "quiet"
    """Rules, column heads, and whatever is not news."""
    STRONG = "strong"
    TITLE = "title"
    FOCUS = "focus"
    """The title of the panel that has the cursor."""
    INFO = "info"
    WARN = "warn"
    ALARM = "alarm"
    NOTED = "noted"
    """A breach that somebody has taken note of: as grave as an alarm, and steady."""
    GOOD = "good"
    KEY = "key"
    STALE = "stale"


Span = tuple[str, Tone]
Line = tuple[Span, ...]
Align = Literal["left", "right"]

SIGN_WIDTH = 3
"""Room for a sign with the space before it."""

_SIGNS = {Level.NORMAL: "", Level.INFO: "·", Level.WARN: "!", Level.ALARM: "!!"}
_TONES = {
    Level.NORMAL: Tone.NORMAL,
    Level.INFO: Tone.INFO,
    Level.WARN: Tone.WARN,
    Level.ALARM: Tone.ALARM,
}


@lru_cache(maxsize=8192)
def width_of(text: str) -> int:
    """How many cells a text takes."""
    return columns.width(text)


def sign(level: Level) -> str:
    """The sign of a level: nothing, ``·``, ``!`` or ``!!``."""
    return _SIGNS[level]


def tone_of(level: Level) -> Tone:
    """The tone that repeats a level's sign."""
    return _TONES[level]


def clip(text: str, width: int) -> str:
    """The text, cut to a width with an ellipsis where something is missing."""
    if width <= 0:
        return ""
    return text if width_of(text) <= width else columns.clipped(text, width)


def fit(text: str, width: int, align: Align = "left") -> str:
    """The text in exactly that many cells."""
    shown = clip(text, width)
    padding = " " * (width - width_of(shown))
    return padding + shown if align == "right" else shown + padding


def signed(text: str, width: int, level: Level) -> tuple[Span, ...]:
    """A number to the right of a column, with its sign after it in room of its own."""
    shown = fit(text, width, "right")
    if level is Level.NORMAL:
        return ((shown + " " * SIGN_WIDTH, Tone.NORMAL),)
    blank = len(shown) - len(shown.lstrip())
    marked = f"{shown.lstrip()} {sign(level)}"
    rest = SIGN_WIDTH - 1 - len(sign(level))
    return (
        (" " * blank, Tone.NORMAL),
        (marked, tone_of(level)),
        (" " * rest, Tone.NORMAL),
    )


def length(line: Iterable[Span]) -> int:
    """How many cells a line takes."""
    return sum(width_of(text) for text, _ in line)


def text_of(line: Iterable[Span]) -> str:
    """A line without its tones, and without anything that could steer a terminal."""
    return columns.printable("".join(text for text, _ in line))


def spread(left: Line, right: Line, width: int) -> Line:
    """Two lines at both ends of one; the left one gives way."""
    room = width - length(right)
    kept = cut(left, max(0, room - 1))
    return (*kept, (" " * (room - length(kept)), Tone.NORMAL), *right)


def cut(line: Line, width: int) -> Line:
    """As much of a line as fits."""
    found: list[Span] = []
    room = width
    for text, tone in line:
        cells = width_of(text)
        if cells > room:
            found.append((clip(text, room), tone))
            break
        found.append((text, tone))
        room -= cells
    return tuple(found)


def rule(title: Line, width: int, after: Line = ()) -> Line:
    """A quiet line across with a title near its beginning and perhaps something at its end."""
    ends = (*after, (" ──", Tone.QUIET)) if after else ()
    kept = cut(title, max(0, width - length(ends) - 5))
    room = width - 3 - length(kept) - length(ends) - (2 if after else 1)
    middle = " " + "─" * max(0, room) + (" " if after else "")
    return (("── ", Tone.QUIET), *kept, (middle, Tone.QUIET), *ends)


def muted(line: Line) -> Line:
    """A line whose news is old: everything quiet, with the signs still there."""
    return tuple((text, Tone.STALE) for text, _ in line)
