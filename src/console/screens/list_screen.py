"""A list over the whole screen that follows the ledger: obligations, cases, files."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from console.command import State
from console.drawing.numbers import local
from console.drawing.scene import NO_FRAME, SECOND, Scene
from console.drawing.spans import Line, Tone, spread
from console.following.thread import FoldingBegun, FollowingFailed
from console.following.view import ListMade, ViewFollower
from console.pace import Pace, WallPace
from console.presenters.board import NO_BOARD, Board
from console.presenters.people import People
from console.screens.narrowing import NarrowedScreen
from console.text import floor as text
from console.widgets.key_line import KeyLine
from console.widgets.lines import Lines
from console.widgets.panel import Panel
from ledger.kernel.projection import Projection
from ledger.kernel.words import Words

P = TypeVar("P", bound=Projection)
S = TypeVar("S")
W = TypeVar("W", bound=Panel)


class ListScreen(NarrowedScreen, Generic[P, S, W]):
    """One panel under a line that says what it lists. It only composes and routes."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.listed: S | None = None
        self._fault: FollowingFailed | None = None
        self._folding: FoldingBegun | None = None
        self._pace: Pace | None = None
        self._people: People | None = None
        self._follower: ViewFollower[P] | None = None

    @abstractmethod
    def new_view(self) -> P:
        """The view before its first event."""

    @abstractmethod
    def made_of(self, view: P, people: People) -> S:
        """What is listed of a view, on the follower's thread.

        :raises StoreError: when something it needs cannot be read.
        """

    @abstractmethod
    def new_panel(self) -> W:
        """The panel that shows it."""

    @abstractmethod
    def headline(self) -> Line:
        """What is listed, and how much of it needs somebody."""

    def hand_over(self, listed: S) -> None:
        """Give the panel what it lists; not needed where the scene holds it."""

    @property
    def panel(self) -> W:
        """The panel that shows it."""
        return self.query_one("#list", Panel)  # type: ignore[return-value]

    @property
    def pace(self) -> Pace:
        """The time on show."""
        if self._pace is None:
            self._pace = self.host.pace or WallPace(self.book.clock)
        return self._pace

    def compose(self) -> ComposeResult:
        """What it is, the list, the keys."""
        yield Lines(id="header")
        yield self.new_panel()
        yield Input(id="filter", select_on_focus=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin to follow and to tick."""
        self._people = People(self.book)
        self._follower = ViewFollower(
            self.book, self.post_message, self.new_view, self._made, views=self.host.views
        )
        self.run_worker(self._follower.run, thread=True, exclusive=True, group="follower")
        self.panel.styles.height = "1fr"
        self.panel.focus()
        self.set_interval(1.0, self.paint)
        self.paint()

    def _made(self, view: P) -> S:
        assert self._people is not None
        return self.made_of(view, self._people)

    def on_unmount(self) -> None:
        """Let the follower save and end."""
        if self._follower is not None:
            self._follower.stop()

    @on(ListMade)
    def _take(self, message: ListMade) -> None:
        message.stop()
        self._fault, self._folding = None, None
        self.listed = message.shown  # type: ignore[assignment]
        assert self.listed is not None
        self.hand_over(self.listed)
        self.paint()
        self.tell_keys()
        if self._follower is not None:
            self._follower.taken()

    @on(FoldingBegun)
    def _tell_progress(self, message: FoldingBegun) -> None:
        message.stop()
        self._folding = message
        self.paint()

    @on(FollowingFailed)
    def _tell_fault(self, message: FollowingFailed) -> None:
        message.stop()
        self._fault = message
        self.paint()

    def scene(self) -> Scene:
        """What is on show, at the instant that it is of."""
        return Scene(
            NO_FRAME,
            self.pace.now() // SECOND * SECOND,
            self.language,
            self.book.site.zone,
            self.book.site.name,
            self.names(),
            self.host.actor,
            self.host.readonly,
            self.board(),
        )

    def names(self) -> Mapping[str, str]:
        """People's names, as far as they may be shown."""
        return {}

    def board(self) -> Board:
        """The obligations, where they are what is listed."""
        return NO_BOARD

    def paint(self) -> None:
        """Show everything as it stands at this second."""
        if not self.is_current:
            return
        scene = self.scene()
        self.query_one("#header", Lines).show([self._header(scene)])
        self.panel.tell(scene, self.filter, None)

    def _header(self, scene: Scene) -> Line:
        moment = local(scene.now, scene.zone)
        weekday = scene.say(text.WEEKDAYS[moment.weekday()])
        right: Line = (
            (f"{moment:%m-%d} {weekday} ", Tone.QUIET),
            (f"{moment:%H:%M:%S} ", Tone.STRONG),
        )
        if self._fault is not None:
            fault = self.say(self._fault.brief)
            return spread(((f" !! {fault} ", Tone.ALARM),), right, self.size.width)
        if self._folding is not None:
            words = f" {self.say(text.FIRST_FOLD)}  {self._folding.percent} %"
            return spread(((words, Tone.QUIET),), right, self.size.width)
        left = (
            self.headline()
            if self.listed is not None
            else ((f" {self.say(_READING)}", Tone.QUIET),)
        )
        if self.filter:
            told = scene.say(text.FILTER, text=self.filter.text)
            left = (*left, (f"  {told}", Tone.INFO))
        return spread(left, right, self.size.width)

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self.paint()

    def retext(self) -> None:
        """Say everything in the language and the looks on show."""
        super().retext()
        self.query_one("#filter", Input).placeholder = self.say(text.FILTER_HINT)
        for lines in self.query(Lines):
            lines.refresh()
        self.paint()

    def state(self) -> State:
        """The cursor decides what opens and what can be explained."""
        subject = self.chosen_subject()
        return (
            super()
            .state()
            ._replace(
                opens=subject is not None,
                filtered=bool(self.filter),
                explains=subject is not None and subject.explains,
            )
        )

    @on(Panel.CursorMoved)
    def _cursor_moved(self, message: Panel.CursorMoved) -> None:
        message.stop()
        self.tell_keys()


_READING = Words("正在读取…", "reading…")
