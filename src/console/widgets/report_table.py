"""The lines of a report, with a cursor on one of their cells."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import report as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line
from console.subject import Subject
from console.text import floor as floor_text
from console.widgets.panel import Panel


class ReportTable(Panel):
    """A table that scrolls by rows and by columns; who a line is of stays in sight."""

    DEFAULT_CSS = "ReportTable { height: 1fr; }"
    headed = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.titled = False
        self._table: drawing.Table | None = None
        self._left = 1
        self._told = ""

    def hold(self, table: drawing.Table | None, told: str, *, anew: bool) -> None:
        """Take over a table, or none and why; ``anew`` puts the cursor on its first cell."""
        self._table, self._told = table, told
        if anew:
            self._row = self._column = self._first = 0
            self._left, self._keys = 1, []

    @property
    def columns(self) -> int:
        """A place for the cursor in each column."""
        return len(self._table.heads) if self._table is not None else 1

    def repaint(self) -> None:
        """Draw what has changed, with the cursor's column in sight."""
        if self._table is not None:
            self._left = drawing.moved(self._table, self.size.width, self._left, self._column)
        super().repaint()

    def rows_of(self, scene: Scene) -> Sequence[int]:
        """The lines that match the filter."""
        if self._table is None or not self._table.entries:
            return []
        if not self.chosen:
            return range(len(self._table.rows))
        return [
            at for at, cells in enumerate(self._table.rows) if self.chosen.keeps(" ".join(cells))
        ]

    def heading(self, scene: Scene) -> Line:
        """The names of the columns."""
        if self._table is None:
            return ()
        return drawing.heading(self._table, self.size.width, self._left)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Lines from one on."""
        table = self._table
        if table is None:
            return []
        shown = (key for key in self._keys[first : first + count] if isinstance(key, int))
        return [drawing.row(table, at, self.size.width, self._left) for at in shown]

    def span_of(self, column: int) -> tuple[int, int]:
        """The cells of a column, as far as it is in sight."""
        if self._table is None:
            return super().span_of(column)
        found = drawing.places(self._table, self.size.width, self._left).get(column)
        return found if found is not None else (self.size.width, 0)

    @property
    def count(self) -> int:
        """How many lines there are, but for totals."""
        totals = self._table.totals if self._table is not None else ()
        return sum(key not in totals for key in self._keys)

    def cell(self) -> str:
        """The cell under the cursor in full: its line, its column, its text."""
        at = self._at
        if self._table is None or at is None:
            return ""
        column = min(self._column, self.columns - 1)
        told = (self._table.heads[column], self._table.rows[at][column])
        return "  ".join(told if column == 0 else (self._table.rows[at][0], *told))

    def subject(self) -> Subject | None:
        """The event that the line names."""
        at = self._at
        if self._table is None or at is None:
            return None
        position = self._table.position(at, min(self._column, self.columns - 1))
        return Subject("event", position=position) if position is not None else None

    def empty(self, scene: Scene) -> str:
        """Why there is nothing."""
        return (
            scene.say(floor_text.NO_MATCH)
            if self.chosen and self._table and self._table.entries
            else self._told
        )

    @property
    def _at(self) -> int | None:
        key = self._keys[self._row] if self._row < len(self._keys) else None
        rows = self._table.rows if self._table is not None else ()
        return key if isinstance(key, int) and key < len(rows) else None
