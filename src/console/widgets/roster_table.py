"""People by days, a letter a shift."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from console.drawing import roster as drawing
from console.drawing.scene import Scene
from console.drawing.spans import Line
from console.subject import Subject
from console.text import roster as text
from console.widgets.panel import Panel
from projections.roster.board import Line as BoardLine
from projections.roster.rows import ShiftRow


class RosterTable(Panel):
    """The week board's cells, with a cursor that stays with its person and day."""

    headed = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.titled = False
        self._picture: drawing.Scene | None = None
        self._by_person: dict[str, BoardLine] = {}

    def hold(self, shown: drawing.Scene) -> None:
        """Take over a board."""
        self._picture = shown
        self._by_person = {line.person.person: line for line in shown.board.lines}

    def go_to(self, column: int) -> None:
        """Put the cursor on a day."""
        self._move(0, column - self._column)

    @property
    def columns(self) -> int:
        """A column a day."""
        return self._picture.board.days if self._picture is not None else 1

    @property
    def line(self) -> BoardLine | None:
        """The person under the cursor."""
        return self._by_person.get(str(self._under_row())) if self._keys else None

    @property
    def day(self) -> date | None:
        """The day under the cursor."""
        return self._picture.board.dates[self._column] if self._picture is not None else None

    @property
    def shifts(self) -> tuple[ShiftRow, ...]:
        """The shifts under the cursor."""
        line = self.line
        return line.days[self._column] if line is not None else ()

    def rows_of(self, scene: Scene) -> Sequence[Hashable]:
        """Everybody on the board, or who matches the filter."""
        return [
            person
            for person, line in self._by_person.items()
            if self.chosen.keeps(f"{person} {self.name_of(person)} {line.person.unit or ''}")
        ]

    def heading(self, scene: Scene) -> Line:
        """The days."""
        if self._picture is None:
            return ()
        return drawing.heading(self._picture, self.size.width)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """The people in sight."""
        if self._picture is None:
            return []
        shown = (self._by_person[str(key)] for key in self._keys[first : first + count])
        return [drawing.row(self._picture, line, self.size.width) for line in shown]

    def span_of(self, column: int) -> tuple[int, int]:
        """The cells of a day."""
        return drawing.place_of(column, self.size.width, self.columns)

    def subject(self) -> Subject | None:
        """The first shift under the cursor, or the person and the day."""
        line, day = self.line, self.day
        if line is None or day is None:
            return None
        if self.shifts:
            first = self.shifts[0]
            return Subject(
                "shift", position=first.position or None, given=(("shift", first.shift),)
            )
        given = (("person", line.person.person), ("on", day.isoformat()))
        return Subject("roster", agent=line.person.person, given=given)

    def empty(self, scene: Scene) -> str:
        """What would fill the board."""
        return scene.say(text.EMPTY) if not self._by_person else super().empty(scene)

    def _under_row(self) -> Hashable:
        return self._keys[self._row] if self._row < len(self._keys) else None

    def name_of(self, person: str) -> str:
        return self._picture.names.get(person, "") if self._picture is not None else ""
