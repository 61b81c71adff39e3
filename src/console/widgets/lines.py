"""Painting lines: a widget that repaints only the lines that have changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from console.drawing.spans import Line, Tone
from console.text.columns import printable
from console.themes import palette, under_cursor


class Lines(Widget):
    """A block of lines of a fixed place and size. It draws nothing by itself: :meth:`show`."""

    DEFAULT_CSS = "Lines { height: 1; width: 100%; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: list[Line] = []
        self._cursor: tuple[int, int, int] | None = None

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines as they stand on the screen."""
        return tuple(self._shown)

    def show(self, lines: Sequence[Line], cursor: tuple[int, int, int] | None = None) -> None:
        """Paint these lines from the top, and nothing below them.

        ``cursor`` marks a stretch of one line: which line, from which cell, how many cells.
        """
        before, self._shown = self._shown, list(lines)
        changed = [
            y
            for y in range(max(len(before), len(lines)))
            if y >= len(before) or y >= len(lines) or before[y] != lines[y]
        ]
        if cursor != self._cursor:
            changed += [place[0] for place in (self._cursor, cursor) if place is not None]
            self._cursor = cursor
        if changed:
            width = self.size.width
            self.refresh(*(Region(0, first, width, count) for first, count in _runs(changed)))

    def render_line(self, y: int) -> Strip:
        """One line with the looks of the theme."""
        looks = palette(self.app.theme)
        width = self.size.width
        line = self._shown[y] if y < len(self._shown) else ()
        strip = Strip(
            [
                Segment(printable("".join(text for text, _ in part)), looks[tone])
                for tone, part in groupby(line, key=itemgetter(1))
            ]
        )
        strip = strip.adjust_cell_length(width, looks[Tone.NORMAL])
        if self._cursor is None or self._cursor[0] != y:
            return strip
        _, start, cells = self._cursor
        end = min(start + cells, width)
        marked = Strip(
            [
                Segment(text, under_cursor(style) if style else None)
                for text, style, _ in strip.crop(start, end)
            ]
        )
        return Strip.join([strip.crop(0, start), marked, strip.crop(end, width)])


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers as runs of neighbours: where each begins, and how long it is."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == sum(found[-1]):
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((number, 1))
    return found
