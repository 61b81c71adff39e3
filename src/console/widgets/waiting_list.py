"""The calls that wait, the longest first."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import calls
from console.drawing.scene import Scene, queue_names
from console.drawing.spans import Line, Tone, text_of
from console.subject import Subject
from console.text import floor as text
from console.widgets.panel import Panel
from projections.frame import WaitingLine


class WaitingList(Panel):
    """One row a waiting call."""

    DEFAULT_CSS = "WaitingList { height: 5; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: dict[tuple[str, str], WaitingLine] = {}
        self._queues: dict[str, str] = {}

    def rows_of(self, scene: Scene) -> Sequence[tuple[str, str]]:
        """The calls, in the frame's order."""
        self._queues = queue_names(scene.frame)
        self._lines = {
            (line.call, line.queue): line
            for line in scene.frame.waiting
            if not self.chosen or self.chosen.keeps(text_of(self._line(scene, line)))
        }
        return list(self._lines)

    def _line(self, scene: Scene, line: WaitingLine) -> Line:
        return calls.waiting_row(scene, line, self.size.width, self._queues)

    def title(self, scene: Scene) -> Line:
        """How many calls wait."""
        tone = Tone.FOCUS if self.has_focus else Tone.STRONG
        return ((scene.say(text.WAIT_LONGEST, count=len(scene.frame.waiting)), tone),)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Calls from one on."""
        keys = self._keys[first : first + count]
        lines = (self._lines.get(key) for key in keys if isinstance(key, tuple))
        return [self._line(scene, line) for line in lines if line is not None]

    def empty(self, scene: Scene) -> str:
        """That nobody waits, which only a feed that speaks can say."""
        return scene.say(text.NO_MATCH if self.chosen else text.NOBODY_WAITS)

    def subject(self) -> Subject | None:
        """The call under the cursor."""
        key = self._under_cursor()
        line = self._lines.get(key) if isinstance(key, tuple) else None
        return line and Subject("call", queue=line.queue, call=line.call, agent=line.ringing_at)
