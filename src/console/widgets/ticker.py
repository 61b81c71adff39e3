"""The latest events, told in a few words each."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import calls
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone, text_of
from console.subject import Subject
from console.text import floor as text
from console.widgets.panel import Panel
from ledger.kernel.codec import Recorded
from ledger.kernel.words import Language


class Ticker(Panel):
    """One row an event, the newest first."""

    DEFAULT_CSS = "Ticker { height: 3; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._events: tuple[Recorded, ...] = ()
        self._told: dict[tuple[int, Language], calls.TickerLine] = {}
        self._lines: dict[int, calls.TickerLine] = {}

    def hear(self, events: tuple[Recorded, ...]) -> None:
        """Take over the latest events, the newest first."""
        self._events = events
        if len(self._told) > 4 * len(events):
            self._told.clear()

    def _tell(self, recorded: Recorded, scene: Scene) -> calls.TickerLine:
        key = (recorded.position, scene.language)
        found = self._told.get(key)
        if found is None:
            found = self._told[key] = calls.ticker_line(recorded, scene.language, scene.zone)
        return found

    def rows_of(self, scene: Scene) -> Sequence[int]:
        """The events, newest first; no more are told than can be seen, unless they are filtered."""
        wanted = len(self._events) if self.chosen or self.has_focus else self.size.height
        told = [self._tell(each, scene) for each in self._events[:wanted]]
        self._lines = {
            line.position: line
            for line in told
            if not self.chosen
            or self.chosen.keeps(text_of(calls.ticker_row(scene, line, self.size.width)))
        }
        return list(self._lines)

    def below(self) -> int:
        """Older events are not counted: the trail has them all."""
        return 0

    def title(self, scene: Scene) -> Line:
        """What this is."""
        tone = Tone.FOCUS if self.has_focus else Tone.STRONG
        return ((scene.say(text.LATEST), tone),)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Events from one on."""
        width = self.size.width
        return [
            calls.ticker_row(scene, self._lines[int(str(key))], width)
            for key in self._keys[first : first + count]
        ]

    def empty(self, scene: Scene) -> str:
        """That nothing has happened yet."""
        return scene.say(text.NO_MATCH if self.chosen else text.NO_EVENT)

    def subject(self) -> Subject | None:
        """The event under the cursor."""
        key = self._under_cursor()
        return Subject("event", position=key) if isinstance(key, int) else None
