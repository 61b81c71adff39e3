"""The grid of people: as many columns as are needed, deviations first."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import agents
from console.drawing.scene import Scene, person_text
from console.drawing.spans import Line, text_of
from console.subject import Subject
from console.text import floor as text
from console.widgets.panel import Panel
from projections.frame import SeatLine


class AgentGrid(Panel):
    """People with their states. ``view`` chooses whom: all, deviating, on a call, paused."""

    DEFAULT_CSS = "AgentGrid { height: 5; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = 0
        self._lines: dict[str, SeatLine] = {}
        self._grid: agents.Grid | None = None

    def rows_of(self, scene: Scene) -> Sequence[str]:
        """The people of the view, the worst first."""
        chosen = agents.chosen(scene, self.view)
        room = max(1, self.size.height - (1 if self.titled else 0))
        self._grid = laid = agents.grid(scene, chosen, self.size.width, room)
        if self.chosen:
            chosen = [
                seat
                for seat in chosen
                if self.chosen.keeps(
                    f"{person_text(scene, seat)} {text_of(agents.cell(scene, seat, laid))} "
                    f"{agents.detail(scene, seat)}"
                )
            ]
        self._lines = {seat.agent: seat for seat in chosen}
        now = scene.now
        return [seat.agent for seat in sorted(chosen, key=lambda each: -each.since.level(now))]

    def title(self, scene: Scene) -> Line:
        """How many, and the views to choose from."""
        return agents.title(scene, self.view, self.has_focus)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Lines of the grid from one on."""
        if self._grid is None:
            return []
        columns = self._grid.columns
        keys = self._keys[first * columns : (first + count) * columns]
        people = [self._lines[str(key)] for key in keys]
        return agents.rows(scene, people, self._grid, 0, -(-len(people) // columns))

    def empty(self, scene: Scene) -> str:
        """What would fill the grid."""
        return scene.say(text.NO_MATCH if self.chosen else text.NO_AGENT[self.view])

    @property
    def columns(self) -> int:
        """People side by side."""
        return self._grid.columns if self._grid else 1

    @property
    def columns_of_keys(self) -> int:
        """People side by side."""
        return self.columns

    @property
    def lines_of_rows(self) -> int:
        """Lines that everybody takes."""
        return -(-len(self._keys) // self.columns)

    def span_of(self, column: int) -> tuple[int, int]:
        """The cells of a person."""
        return self._grid.place(column) if self._grid else (0, self.size.width)

    def subject(self) -> Subject | None:
        """The person under the cursor."""
        key = self._under_cursor()
        if key is None:
            return None
        seat = self._lines[str(key)]
        return Subject("agent", queue=seat.queue, agent=seat.agent, call=seat.call)

    def choose(self, view: int) -> None:
        """Show the people of another view."""
        self.view = view
        self._row = self._column = self._first = 0
        self._keys = []
        self.repaint()
