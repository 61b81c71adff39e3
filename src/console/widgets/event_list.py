"""A list of events to look through: when, what, told in a few words, and where in the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing import calls
from console.drawing.scene import Scene
from console.drawing.spans import Line, Tone
from console.subject import Subject
from console.widgets.panel import Panel
from ledger.kernel.codec import Recorded
from ledger.kernel.words import Words

_NONE = Words("没有这样的事件", "there is no such event")
_READING = Words("正在读取…", "reading…")


class EventList(Panel):
    """One row an event, the newest first. The whole list is held; it is a screenful or ten."""

    DEFAULT_CSS = "EventList { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.named = Words("", "")
        self._events: dict[int, Recorded] | None = None
        self._fault: Words | None = None

    def hold(self, events: Sequence[Recorded]) -> None:
        """Take over the events."""
        self._fault = None
        self._events = {each.position: each for each in events}
        self.repaint()

    def fail(self, fault: Words) -> None:
        """Say why there are none yet."""
        self._fault = fault
        self.repaint()

    def rows_of(self, scene: Scene) -> Sequence[int]:
        """The events in the order they were given."""
        return list(self._events or ())

    def title(self, scene: Scene) -> Line:
        """What the events are, and how many."""
        count = "" if self._events is None else f"  {len(self._events)}"
        return ((scene.say(self.named) + count, Tone.FOCUS),)

    def draw(self, scene: Scene, first: int, count: int) -> list[Line]:
        """Events from one on."""
        events = self._events or {}
        return [
            calls.ticker_row(
                scene,
                calls.ticker_line(events[int(str(key))], scene.language, scene.zone),
                self.size.width,
            )
            for key in self._keys[first : first + count]
        ]

    def empty(self, scene: Scene) -> str:
        """That there is none, or not yet."""
        if self._fault is not None:
            return self._fault.to(scene.language)
        return scene.say(_READING if self._events is None else _NONE)

    def subject(self) -> Subject | None:
        """The event under the cursor."""
        key = self._under_cursor()
        return Subject("event", position=key) if isinstance(key, int) else None
