"""The trail: every event newest first, found by query, followed live, from cause to effect."""

from __future__ import annotations

import threading
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input

from console.command import Place, State
from console.drawing import trail as drawing
from console.drawing.spans import Line, Tone, spread
from console.following.reconnecting import BackOff
from console.presenters.event_story import Story
from console.registry import bindings
from console.screen import BookScreen
from console.subject import Subject
from console.text import floor as floor_text
from console.text import trail as text
from console.trail import reading
from console.trail.pages import Trail
from console.trail.window import TrailWindow
from console.widgets.event_table import EventTable
from console.widgets.key_line import KeyLine
from console.widgets.lines import Lines
from ledger.kernel.words import Words

_DETAIL_LINES = 11
_WALK_LINES = 2
_LEAST_HEIGHT_FOR_DETAIL = 30
_SILENT_SECONDS = 2.0
"""A follower that has heard nothing for longer may be missing events."""

_MOST_BARREN_PAGES = 10
"""So many pages without a find end a search until a key is pressed."""


class TrailScreen(BookScreen):
    """The auditor's screen. It only composes and routes; workers read the store."""

    place: ClassVar[Place] = "trail"
    BINDINGS = bindings("trail")
    AUTO_FOCUS = "EventTable"

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self.query_text = query
        self.window = TrailWindow()
        self.trail: Trail | None = None
        self.story: Story | None = None
        self._head = 0
        self._wanted: tuple[str, bool] | None = None
        self._fault: Words | None = None
        self._lost: reading.FollowingLost | None = None
        self._heard: reading.FollowingHeard | None = None
        self._heard_at = 0.0
        self._back_off = BackOff()
        self._again: Timer | None = None
        self._busy = True
        self._detailed: bool | None = None
        self._barren = 0
        self._following = threading.Event()

    def compose(self) -> ComposeResult:
        """What is asked, what was found, what the one under the cursor is."""
        yield Lines(id="header")
        yield EventTable(self.window, self.book.site.zone, id="events")
        yield Lines(id="detail")
        yield Input(id="filter", select_on_focus=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Read the first page."""
        self._arrange()
        self._open(self.query_text)
        self.set_interval(1.0, self._look_at_age)

    def on_unmount(self) -> None:
        """Stop following."""
        self._following.set()

    def _open(self, query: str, *, at_end: bool = False) -> None:
        self._busy, self._wanted = True, (query, at_end)
        self._tell_header()
        work = partial(
            reading.opening, self.book, query, self.language, self.post_message, at_end=at_end
        )
        self.run_worker(work, thread=True, exclusive=True, group="trail-page")

    @on(reading.TrailOpened)
    def _take_first(self, message: reading.TrailOpened) -> None:
        message.stop()
        self._wanted = self._lost = None
        self._read()
        self.trail, self._head = message.trail, message.head
        self.query_text = message.trail.query.text
        self._barren = 0
        self.window.show(
            message.page,
            highest=message.highest,
            at_newest=message.highest >= message.head,
            cursor_at_end=message.at_end,
        )
        self._follow()
        self._paint()
        self.tell_keys()

    @on(reading.OlderRead)
    def _take_older(self, message: reading.OlderRead) -> None:
        message.stop()
        if message.trail is self.trail:
            self._read()
            self._barren = 0 if message.page.events else self._barren + 1
            self.window.add_older(message.page)
            self._paint()

    @on(reading.NewerRead)
    def _take_newer(self, message: reading.NewerRead) -> None:
        message.stop()
        if message.trail is self.trail:
            self._read()
            self.window.add_newer(message.page)
            self._paint()

    @on(reading.EventsHappened)
    def _take_happened(self, message: reading.EventsHappened) -> None:
        message.stop()
        if message.trail is self.trail:
            self._head = message.head
            self.window.hear(message.page)
            self._paint()

    @on(reading.StoryRead)
    def _take_story(self, message: reading.StoryRead) -> None:
        message.stop()
        event = self.window.under_cursor
        if event is not None and event.position == message.position:
            self.story = message.story
            self._paint_detail()

    def _read(self) -> None:
        """Something that was asked for has come."""
        self._busy, self._fault = False, None
        self._back_off.reset()

    @on(reading.ReadingFailed)
    def _tell_fault(self, message: reading.ReadingFailed) -> None:
        message.stop()
        self._busy, self._fault = False, message.sentence
        if not message.passing:
            self._wanted = None
        elif self._again is None:
            self._again = self.set_timer(self._back_off.seconds(), self._read_again)
        self._tell_header()

    def _read_again(self) -> None:
        """Ask again for what the ledger could not be read for."""
        self._again = None
        if self._wanted is None:
            self._paint()
        else:
            query, at_end = self._wanted
            self._open(query, at_end=at_end)

    @on(reading.FollowingHeard)
    def _note_heard(self, message: reading.FollowingHeard) -> None:
        message.stop()
        if message.trail is self.trail:
            self._heard, self._heard_at = message, self.host.measure()
            if self._lost is not None:
                self._lost = None
                self._paint()
            if not message.whole:
                self._open(self.query_text)

    def _look_at_age(self) -> None:
        """A server that hangs says nothing at all; only the follower's silence tells."""
        heard = self._heard
        if heard is None or self._lost is not None or heard.trail is not self.trail:
            return
        if self.host.measure() - self._heard_at > _SILENT_SECONDS:
            self._lost = reading.FollowingLost(heard.trail, heard.at, floor_text.NO_ANSWER)
            self._tell_header()

    @on(reading.FollowingLost)
    def _tell_lost(self, message: reading.FollowingLost) -> None:
        message.stop()
        if message.trail is self.trail:
            self._lost = message
            self._tell_header()

    @on(EventTable.Moved)
    def _moved(self, message: EventTable.Moved) -> None:
        message.stop()
        self._barren = 0
        self._paint()

    @on(EventTable.Opened)
    def _opened(self, message: EventTable.Opened) -> None:
        message.stop()
        self.host.show_event(message.position)

    def _follow(self) -> None:
        """Follow from here on; whoever followed the query before ends by itself."""
        self._following.set()
        self._following = stop = threading.Event()
        if self.trail is None:
            return
        work = partial(reading.follow, self.book, self.trail, self._head, self.post_message, stop)
        self.run_worker(work, thread=True, exclusive=True, group="trail-follow")

    def _paint(self) -> None:
        table = self.query_one(EventTable)
        table.language = self.language
        table.empty = self.say(text.READING if self._busy else text.NOTHING)
        table.repaint()
        self._tell_header()
        self._read_on()
        event = self.window.under_cursor
        if event is None:
            self.story = None
        elif self.story is None or self.story.recorded.position != event.position:
            work = partial(reading.story, self.book, event.position, self.post_message)
            self.run_worker(work, thread=True, exclusive=True, group="trail-story")
        self._paint_detail()

    def _read_on(self) -> None:
        if self._busy or self.trail is None:
            return
        if self.window.wants_older and self._barren < _MOST_BARREN_PAGES:
            work = partial(reading.older, self.trail, self.window.lowest, self.post_message)
        elif self.window.wants_newer and not self.window.behind:
            work = partial(reading.newer, self.trail, self.window.highest, self.post_message)
        else:
            return
        self._busy = True
        self.run_worker(work, thread=True, exclusive=True, group="trail-page")

    def _tell_header(self) -> None:
        self.query_one("#header", Lines).show([self._header(self.size.width)])

    def _header(self, width: int) -> Line:
        asked = self.query_text or self.say(text.ALL_EVENTS)
        left: Line = ((f" {self.say(text.TRAIL)}  ", Tone.STRONG), (asked, Tone.KEY))
        if self._lost is not None:
            since = self._lost.since.astimezone(self.book.site.zone)
            told = (
                self.say(floor_text.STALE).format(time=f"{since:%H:%M:%S}"),
                self.say(floor_text.RECONNECTING),
                self.say(self._lost.reason),
            )
            left = (*left, ("  ", Tone.NORMAL), (f" !! {' · '.join(told)} ", Tone.ALARM))
        elif self._fault is not None:
            left = (*left, (f"  {self.say(self._fault)}", Tone.WARN))
        count = f"{self._head:,}".replace(",", " ")
        right: Line = ((self.say(text.OF_ALL).format(count=count) + " ", Tone.QUIET),)
        if self.window.behind:
            behind = self.say(text.BEHIND).format(count=self.window.behind)
            right = ((f"{behind}   ", Tone.INFO), *right)
        elif self._busy:
            right = ((f"{self.say(text.READING)}   ", Tone.QUIET), *right)
        elif self.trail is not None and self.trail.query.sifts and not self.window.reaches_oldest:
            sifted = self.say(text.SIFTED).format(position=self.window.lowest)
            right = ((f"{sifted}   ", Tone.QUIET), *right)
        return spread(left, right, width)

    def _paint_detail(self) -> None:
        pane = self.query_one("#detail", Lines)
        width, height = self.size.width, self._detail_height()
        event = self.window.under_cursor
        if self.story is None or event is None or self.story.recorded.position != event.position:
            pane.show([_rule(width)])
            return
        walk = drawing.walk(self.story, width, self.language)
        lines: list[Line] = [_rule(width)]
        if height > _WALK_LINES + 1:
            told = drawing.detail(
                self.story,
                self.book.lawbook,
                self.book.site.zone,
                width,
                self.language,
                whole=False,
            )
            lines += told.lines[: height - _WALK_LINES - 1]
        pane.show([*lines, *walk])

    def _detail_height(self) -> int:
        wanted = self._detailed
        if wanted is None:
            wanted = self.size.height >= _LEAST_HEIGHT_FOR_DETAIL
        return (_DETAIL_LINES if wanted else 0) + _WALK_LINES + 1

    def _arrange(self) -> None:
        self.query_one("#detail", Lines).styles.height = self._detail_height()

    def on_resize(self, _: events.Resize) -> None:
        """Arrange anew for the new size."""
        self._arrange()
        self._paint()

    def retext(self) -> None:
        """Say everything in the language and the looks on show."""
        super().retext()
        for lines in self.query(Lines):
            lines.refresh()
        self._paint()

    def state(self) -> State:
        """The query decides what can be cleared."""
        return State(
            place="trail",
            actor=self.host.actor,
            readonly=self.host.readonly,
            opens=self.window.under_cursor is not None,
            filtered=bool(self.query_text) or self._typing(),
        )

    @property
    def busy(self) -> bool:
        """Whether a page is being read."""
        return self._busy

    def _typing(self) -> bool:
        return self.query_one("#filter", Input).has_class("open")

    def command_first(self) -> None:
        """Go to the newest event."""
        if self.window.reaches_newest and not self.window.behind:
            self.window.place(0)
            self._paint()
        else:
            self._open(self._without_jump())

    def command_last(self) -> None:
        """Go to the oldest event."""
        if self.window.reaches_oldest:
            self.window.place(len(self.window.events))
            self._paint()
        else:
            self._open(self._without_jump(), at_end=True)

    def _without_jump(self) -> str:
        return " ".join(term for term in self.query_text.split() if not term.startswith("#"))

    def command_filter(self) -> None:
        """Open the line to type a query in."""
        self._ask(self.query_text, text.QUERY_HINT)

    def command_jump(self) -> None:
        """Open the line to type a position in."""
        self._ask(" ".join([self._without_jump(), "#"]).strip(), text.JUMP_HINT)

    def _ask(self, value: str, hint: Words) -> None:
        field = self.query_one("#filter", Input)
        field.value = value
        field.placeholder = self.say(hint)
        field.cursor_position = len(value)
        field.add_class("open")
        field.focus()

    @on(Input.Submitted, "#filter")
    def _asked(self, message: Input.Submitted) -> None:
        message.stop()
        self._close_field()
        self._open(message.value.strip().removesuffix("#").strip())

    def command_clear(self) -> None:
        """Leave the line one types in; else clear the query."""
        if self._typing():
            self._close_field()
        else:
            self._open("")

    def _close_field(self) -> None:
        self.query_one("#filter", Input).remove_class("open")
        self.query_one(EventTable).focus()
        self.tell_keys()

    def command_detail(self) -> None:
        """Show or hide the detail under the list."""
        self._detailed = self._detail_height() <= _WALK_LINES + 1
        self._arrange()
        self._paint()

    def command_why(self) -> None:
        """Why the event under the cursor stands in the ledger."""
        if (event := self.window.under_cursor) is not None:
            self.host.show_why(Subject("event", position=event.position))


def _rule(width: int) -> Line:
    return (("─" * width, Tone.QUIET),)
