"""A table of events that holds only the pages around what is looked at."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from textual import events
from textual.message import Message

from console.drawing import trail as drawing
from console.drawing.spans import Line, Tone
from console.trail.window import TrailWindow
from console.widgets.lines import Lines
from ledger.kernel.codec import Recorded
from ledger.kernel.words import Language


class EventTable(Lines, can_focus=True):
    """Rows of events, newest first, under a cursor."""

    DEFAULT_CSS = "EventTable { height: 1fr; }"

    class Moved(Message):
        """The cursor is on another row, or the rows have changed."""

    class Opened(Message):
        """Somebody wants to see an event whole."""

        def __init__(self, table: EventTable, position: int) -> None:
            super().__init__()
            self.table = table
            self.position = position

        @property
        def control(self) -> EventTable:
            """The table it happened in."""
            return self.table

    def __init__(self, window: TrailWindow, zone: ZoneInfo, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.window = window
        self.language: Language = "zh"
        self.empty = ""
        self._zone = zone
        self._rows: dict[tuple[int, int, Language], Line] = {}

    def repaint(self) -> None:
        """Draw what has changed."""
        width = self.size.width
        if not width:
            return
        self.window.resize(self.size.height - 1)
        shown = drawing.columns(width, self.language)
        lines = [drawing.heading(shown, self.language)]
        lines += [self._row(event, shown, width) for event in self.window.shown]
        if not self.window.events:
            lines.append(((f" {self.empty}", Tone.QUIET),))
            self.show(lines)
            return
        self.show(lines, (self.window.cursor - self.window.top + 1, 0, width))

    def _row(self, event: Recorded, shown: drawing.Columns, width: int) -> Line:
        key = (event.position, width, self.language)
        found = self._rows.get(key)
        if found is None:
            if len(self._rows) > 2_000:
                self._rows.clear()
            found = self._rows[key] = drawing.row(event, shown, self._zone, self.language)
        return found

    def command_up(self) -> None:
        """Move the cursor a row up."""
        self._move(-1)

    def command_down(self) -> None:
        """Move the cursor a row down."""
        self._move(1)

    def command_page_up(self) -> None:
        """Move the cursor a page up."""
        self._move(-max(1, self.window.height - 1))

    def command_page_down(self) -> None:
        """Move the cursor a page down."""
        self._move(max(1, self.window.height - 1))

    def command_open(self) -> None:
        """Open the event under the cursor."""
        event = self.window.under_cursor
        if event is not None:
            self.post_message(self.Opened(self, event.position))

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self.repaint()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens."""
        if event.y < 1:
            return
        self.window.place(self.window.top + event.y - 1)
        self._move(0)
        if event.chain > 1:
            self.command_open()

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """Scroll by rows."""
        self._move(3)

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """Scroll by rows."""
        self._move(-3)

    def _move(self, rows: int) -> None:
        self.window.move(rows)
        self.repaint()
        self.post_message(self.Moved())
