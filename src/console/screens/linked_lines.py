"""What an event's own screen and its explanation share: lines, some of which lead elsewhere."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult

from console.command import Place, State
from console.drawing.spans import Line, Tone
from console.drawing.trail import Detail
from console.following.reconnecting import BackOff
from console.registry import bindings
from console.screen import BookScreen
from console.subject import Subject
from console.text import trail as text
from console.trail import reading
from console.widgets.key_line import KeyLine
from console.widgets.lines import Lines
from ledger.book import Book
from ledger.kernel.words import Words


class LinkedLines(BookScreen):
    """Lines about the event at a position; the cursor walks along those that lead to another.

    A subclass starts reading in :meth:`read`, and when it has what it read calls
    :meth:`show_read`.
    """

    place: ClassVar[Place] = "detail"
    BINDINGS = bindings("detail")
    AUTO_FOCUS = ""

    def __init__(self, book: Book, position: int) -> None:
        super().__init__()
        self.position = position
        self.opened = book
        self._link = 0
        self._top = 0
        self._missing: Words | None = None
        self._back_off = BackOff()

    @abstractmethod
    def read(self) -> None:
        """Read what is told, on a worker thread."""

    @abstractmethod
    def drawn(self) -> Detail | None:
        """Everything in lines, with where they lead; None while nothing was read."""

    def compose(self) -> ComposeResult:
        """Everything in lines."""
        yield Lines(id="whole")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Read it."""
        self.query_one("#whole", Lines).styles.height = "1fr"
        self.read()

    def show_read(self, *, there: bool) -> None:
        """Show what was read, or that the ledger has no such event."""
        if not there:
            place = self.position
            self._missing = Words(*(each.format(position=place) for each in text.NO_EVENT_AT))
        self._paint()
        self.tell_keys()

    @on(reading.ReadingFailed)
    def _tell_fault(self, message: reading.ReadingFailed) -> None:
        message.stop()
        self._missing = message.sentence
        if message.passing:
            self.set_timer(self._back_off.seconds(), self.read)
        self._paint()

    def told(self) -> Detail:
        """Everything in lines, or why there is nothing to see yet."""
        drawn = self.drawn()
        if drawn is not None:
            return drawn
        waiting = self._missing or text.READING
        lines: list[Line] = [((f" {self.say(waiting)}", Tone.QUIET),)]
        return Detail(lines, {})

    def _paint(self) -> None:
        pane = self.query_one("#whole", Lines)
        told = self.told()
        height = max(1, pane.size.height)
        self._top = max(0, min(self._top, len(told.lines) - height))
        places = sorted(told.links)
        cursor = None
        if places:
            self._link = min(self._link, len(places) - 1)
            row = places[self._link] - self._top
            cursor = (row, 0, self.size.width) if 0 <= row < height else None
        pane.show(told.lines[self._top : self._top + height], cursor)

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self._paint()

    def retext(self) -> None:
        """Say everything in the language and the looks on show."""
        super().retext()
        for lines in self.query(Lines):
            lines.refresh()
        self._paint()

    def state(self) -> State:
        """Something opens where a line leads to another event."""
        return State(
            place="detail",
            actor=self.host.actor,
            readonly=self.host.readonly,
            opens=bool(self.told().links),
        )

    def command_open(self) -> None:
        """Open the event that the line under the cursor leads to."""
        position = self.linked()
        if position is not None:
            self.host.show_event(position)

    def command_why(self) -> None:
        """Why the event stands there that the line under the cursor leads to: a step back."""
        position = self.linked()
        if position is not None:
            self.host.show_why(Subject("event", position=position))

    def linked(self) -> int | None:
        """The position that the line under the cursor leads to."""
        links = self.told().links
        places = sorted(links)
        return links[places[min(self._link, len(places) - 1)]] if places else None

    def command_up(self) -> None:
        """To the event above."""
        self._walk(-1)

    def command_down(self) -> None:
        """To the event below."""
        self._walk(1)

    def command_first(self) -> None:
        """To the beginning."""
        self._top, self._link = 0, 0
        self._paint()

    def command_last(self) -> None:
        """To the end."""
        self._scroll(len(self.told().lines))

    def command_page_up(self) -> None:
        """A page up."""
        self._scroll(1 - self.query_one("#whole", Lines).size.height)

    def command_page_down(self) -> None:
        """A page down."""
        self._scroll(self.query_one("#whole", Lines).size.height - 1)

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """Scroll by lines."""
        self._scroll(3)

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """Scroll by lines."""
        self._scroll(-3)

    def _scroll(self, lines: int) -> None:
        self._top += lines
        self._paint()

    def _walk(self, step: int) -> None:
        places = sorted(self.told().links)
        if not places:
            self._scroll(step)
            return
        self._link = min(max(0, self._link + step), len(places) - 1)
        height = max(1, self.query_one("#whole", Lines).size.height)
        row = places[self._link]
        if row < self._top or row >= self._top + height:
            self._top = max(0, row - height // 2)
        self._paint()
