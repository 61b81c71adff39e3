"""The strip of figures at the top; the cursor goes from figure to figure."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import headline
from console.drawing.scene import Scene
from console.drawing.spans import Line
from console.subject import Subject
from console.widgets.panel import Panel


class FigureStrip(Panel):
    """Figures of the whole floor in one or two lines."""

    DEFAULT_CSS = "FigureStrip { height: 2; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.titled = False
        self._strip = headline.Strip([], [])

    def rows_of(self, scene: Scene) -> Sequence[int]:
        """Its lines are its rows."""
        self._strip = headline.strip(scene, self.size.width, self.size.height)
        return list(range(len(self._strip.lines)))

    def title(self, scene: Scene) -> Line:
        """It has none."""
        return ()

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """The lines of figures."""
        return self._strip.lines[first : first + count]

    @property
    def columns(self) -> int:
        """The figures of the cursor's line."""
        return max(1, sum(line == self._row for _, line, _ in self._strip.placed))

    def _figure(self, column: int) -> tuple[headline.Figure, int] | None:
        there = [(figure, x) for figure, line, x in self._strip.placed if line == self._row]
        return there[column] if column < len(there) else None

    def span_of(self, column: int) -> tuple[int, int]:
        """The cells of a figure."""
        found = self._figure(column)
        return (found[1], found[0].width) if found else (0, 0)

    def subject(self) -> Subject | None:
        """The figure under the cursor."""
        found = self._figure(self._column)
        return Subject(found[0].topic) if found else None
