"""One event, whole: what it says, under which clauses, from what it came and what came of it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult

from console import trail_reading as reading
from console.command import Place, State
from console.drawing import trail as drawing
from console.drawing.spans import Line, Tone
from console.event_story import Story
from console.reconnecting import BackOff
from console.registry import bindings
from console.screen import BookScreen
from console.text import trail as text
from console.widgets.key_line import KeyLine
from console.widgets.lines import Lines
from ledger.book import Book
from ledger.kernel.words import Words


class EventDetail(BookScreen):
    """An event by its position; the cursor walks along its causes and effects."""

    place: ClassVar[Place] = "detail"
    BINDINGS = bindings("detail")
    AUTO_FOCUS = ""

    def __init__(self, book: Book, position: int) -> None:
        super().__init__()
        self.position = position
        self.story: Story | None = None
        self._opened = book
        self._link = 0
        self._top = 0
        self._missing: Words | None = None
        self._back_off = BackOff()

    def compose(self) -> ComposeResult:
        """Everything in lines."""
        yield Lines(id="whole")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Read the event."""
        self.query_one("#whole", Lines).styles.height = "1fr"
        self._read()

    def _read(self) -> None:
        work = partial(reading.story, self._opened, self.position, self.post_message)
        self.run_worker(work, thread=True, exclusive=True, group="story")

    @on(reading.StoryRead)
    def _take(self, message: reading.StoryRead) -> None:
        message.stop()
        self.story = message.story
        if message.story is None:
            place = message.position
            self._missing = Words(*(each.format(position=place) for each in text.NO_EVENT_AT))
        self._paint()
        self.tell_keys()

    @on(reading.ReadingFailed)
    def _tell_fault(self, message: reading.ReadingFailed) -> None:
        message.stop()
        self._missing = message.sentence
        if message.passing:
            self.set_timer(self._back_off.seconds(), self._read)
        self._paint()

    def told(self) -> drawing.Detail:
        """The event in lines, with where they lead."""
        if self.story is None:
            waiting = self._missing or text.READING
            lines: list[Line] = [((f" {self.say(waiting)}", Tone.QUIET),)]
            return drawing.Detail(lines, {})
        return drawing.detail(
            self.story, self.book.lawbook, self.book.site.zone, self.size.width, self.language
        )

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
        """Something opens where there is a cause or an effect."""
        return State(
            place="detail",
            actor=self.host.actor,
            readonly=self.host.readonly,
            opens=self.story is not None and bool(self.story.links),
        )

    def command_up(self) -> None:
        """To the cause or effect above."""
        self._walk(-1)

    def command_down(self) -> None:
        """To the cause or effect below."""
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

    def command_open(self) -> None:
        """Walk to the cause or effect under the cursor."""
        told = self.told()
        places = sorted(told.links)
        if places:
            position = told.links[places[self._link]]
            self.app.push_screen(EventDetail(self._opened, position))

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
        told = self.told()
        places = sorted(told.links)
        if not places:
            self._scroll(step)
            return
        self._link = min(max(0, self._link + step), len(places) - 1)
        height = max(1, self.query_one("#whole", Lines).size.height)
        row = places[self._link]
        if row < self._top or row >= self._top + height:
            self._top = max(0, row - height // 2)
        self._paint()
