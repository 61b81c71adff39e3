"""The table of queues: worst first, and every number opens."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import queues
from console.drawing.scene import Scene, queue_level, queue_name
from console.drawing.spans import Line, Tone, text_of
from console.subject import Subject
from console.text import floor as text
from console.widgets.panel import Panel
from projections.frame import QueueLine


class QueueTable(Panel):
    """One row a queue. The cursor is on a figure of a queue."""

    DEFAULT_CSS = "QueueTable { height: 5; }"
    headed = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: dict[str, QueueLine] = {}
        self._table: queues.Table | None = None

    def rows_of(self, scene: Scene) -> Sequence[str]:
        """The queues, the worst first."""
        self._lines = {line.queue: line for line in scene.frame.queues}
        self._table = queues.table(scene, self.size.width)
        ranked = sorted(self._lines.values(), key=lambda line: -queue_level(line, scene.now))
        return [line.queue for line in ranked if self._keeps(scene, line)]

    def _keeps(self, scene: Scene, line: QueueLine) -> bool:
        if not self.chosen or self._table is None:
            return True
        return self.chosen.keeps(
            f"{queue_name(line)} {text_of(queues.row(scene, line, self._table))}"
        )

    def title(self, scene: Scene) -> Line:
        """How many queues there are."""
        tone = Tone.FOCUS if self.has_focus else Tone.STRONG
        return ((scene.say(text.QUEUES, count=len(self._lines)), tone),)

    def heading(self, scene: Scene) -> Line:
        """The names of the figures."""
        return queues.heading(scene, self._table) if self._table else ()

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Queues from one on."""
        if self._table is None:
            return []
        keys = self._keys[first : first + count]
        return [queues.row(scene, self._lines[str(key)], self._table) for key in keys]

    def empty(self, scene: Scene) -> str:
        """What would fill the table."""
        return scene.say(text.NO_MATCH if self._lines else text.NO_QUEUE)

    @property
    def columns(self) -> int:
        """The figures of a queue."""
        return len(self._table.columns) if self._table else 1

    def span_of(self, column: int) -> tuple[int, int]:
        """The cells of a figure."""
        return self._table.place(column) if self._table else (0, self.size.width)

    def subject(self) -> Subject | None:
        """The figure under the cursor."""
        if not self._keys or self._table is None:
            return None
        return Subject(self._table.columns[self._column].topic, queue=str(self._keys[self._row]))
