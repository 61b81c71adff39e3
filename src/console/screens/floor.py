"""The live floor of a duty leader: is something wrong, where, who, what next, what happened."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.timer import Timer
from textual.widgets import Input

from console.command import Place, State
from console.drawing import headline
from console.drawing.headline import Feed
from console.drawing.plan import Plan
from console.drawing.scene import SECOND, Filter, Scene
from console.drawing.spans import Line, Tone
from console.following.floor import FloorFolded, Follower, Picture
from console.following.thread import FoldingBegun, FollowingFailed
from console.pace import Pace, WallPace
from console.registry import bindings
from console.screen import BookScreen
from console.screens.floor_layout import lay_out, silence, wanted_plan
from console.subject import Subject
from console.text import floor as text
from console.widgets.agent_grid import AgentGrid
from console.widgets.duty_list import DutyList
from console.widgets.figure_strip import FigureStrip
from console.widgets.key_line import KeyLine
from console.widgets.lines import Lines
from console.widgets.panel import Panel
from console.widgets.queue_table import QueueTable
from console.widgets.ticker import Ticker
from console.widgets.waiting_list import WaitingList
from ledger.kernel.projection import Micros
from ledger.kernel.words import Words


class FloorScreen(BookScreen):
    """The floor. It only composes and routes; a follower on a thread brings the pictures."""

    place: ClassVar[Place] = "floor"
    BINDINGS = bindings("floor")
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = Filter()
        self.picture: Picture | None = None
        self._waiting_picture: Picture | None = None
        self._paused_at: int | None = None
        self._fault: FollowingFailed | None = None
        self._folding: FoldingBegun | None = None
        self._pace: Pace | None = None
        self._follower: Follower | None = None
        self._ticking: Timer | None = None
        self._plan: Plan | None = None

    def compose(self) -> ComposeResult:
        """From the most important to the least."""
        yield Lines(id="header")
        yield FigureStrip(id="strip")
        yield QueueTable(id="queues")
        with Container(id="lower"):
            yield AgentGrid(id="agents")
            with Vertical(id="side"):
                yield WaitingList(id="waiting")
                yield DutyList(id="duties")
        yield Ticker(id="ticker")
        yield Input(id="filter", select_on_focus=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin to follow and to tick."""
        self._pace = self.host.pace or WallPace(self.book.clock)
        self._follower = Follower(
            self.book,
            self.post_message,
            pace=self._pace,
            views=self.host.views,
            measure=self.host.measure,
        )
        self.run_worker(self._follower.run, thread=True, exclusive=True, group="follower")
        into_second = self._pace.now() % SECOND / SECOND
        self.set_timer(1.0 - into_second, self._begin_ticking)
        self._arrange()
        self._tell_header()

    def _begin_ticking(self) -> None:
        """Tick as each second of the clock begins."""
        self._ticking = self.set_interval(1.0, self._tick)
        self._tick()

    def on_unmount(self) -> None:
        """Let the follower save and end."""
        if self._follower is not None:
            self._follower.stop()

    @on(FloorFolded)
    def _take(self, message: FloorFolded) -> None:
        message.stop()
        self._fault, self._folding = None, None
        self._waiting_picture = message.picture
        if self._paused_at is None:
            self._show_latest()
        else:
            self._tell_header()
        if self._follower is not None:
            self._follower.taken()

    @on(FoldingBegun)
    def _tell_progress(self, message: FoldingBegun) -> None:
        message.stop()
        self._fault, self._folding = None, message
        self._tell_header()

    @on(FollowingFailed)
    def _tell_fault(self, message: FollowingFailed) -> None:
        message.stop()
        if self._fault is None and self.picture is not None:
            self.host.tell(message.sentence, severe=True)
        self._fault, self._folding = message, None
        self._tell_header()
        self._paint()

    def _show_latest(self) -> None:
        self.picture = self._waiting_picture
        if self.picture is None or not self.is_current:
            return
        self.query_one(Ticker).hear(self.picture.latest)
        self._arrange()
        self._paint()

    def _tick(self) -> None:
        if self.is_current and self.picture is not None and self._paused_at is None:
            self._paint()
        elif self.is_current:
            self._tell_header()

    def _instant(self, pace: Pace) -> Micros:
        """The present, that of the pause, or the last one anything is known of."""
        if self._paused_at is not None:
            return self._paused_at
        if self._follower is not None and self._feed().cut_off:
            return self._follower.heard_on
        return pace.now()

    def scene(self) -> Scene | None:
        """What is on show, at the instant that it is of."""
        if self.picture is None or self._pace is None:
            return None
        return Scene(
            self.picture.frame,
            # On whole seconds, so that all counters turn together and not a few in every picture.
            self._instant(self._pace) // SECOND * SECOND,
            self.language,
            self.book.site.zone,
            self.book.site.name,
            self.picture.names,
            self.host.actor,
            self.host.readonly,
            self.picture.duties,
        )

    def _paint(self) -> None:
        scene = self.scene()
        if scene is None or self.picture is None:
            return
        self._tell_header(scene)
        cut_off = self._cut_off()
        calls = self._silence(scene, self.picture.call_at)
        seats = self._silence(scene, max(self.picture.call_at, self.picture.seat_at))
        self.query_one(FigureStrip).tell(scene, self.chosen, cut_off)
        self.query_one(QueueTable).tell(scene, self.chosen, calls)
        self.query_one(AgentGrid).tell(scene, self.chosen, seats)
        self.query_one(WaitingList).tell(scene, self.chosen, calls)
        self.query_one(DutyList).tell(scene, self.chosen, cut_off)
        self.query_one(Ticker).tell(scene, self.chosen, cut_off)

    def _tell_header(self, scene: Scene | None = None) -> None:
        header = self.query_one("#header", Lines)
        header.show([self._header(scene or self.scene(), self.size.width)])

    def _header(self, scene: Scene | None, width: int) -> Line:
        feed = self._feed()
        if scene is None or self._pace is None:
            if self._fault is not None:
                return headline.banner(self.say(self._fault.sentence), width)
            words = self.say(text.OPENING)
            if self._folding is not None:
                words = f"{self.say(text.FIRST_FOLD)}  {self._folding.percent} %"
            return ((f" {self.say(text.PRODUCT)}  ", Tone.STRONG), (words, Tone.QUIET))
        if feed.cut_off:
            scene = scene._replace(now=self._pace.now())
        return headline.header(scene, feed, width, self.chosen)

    def _feed(self) -> Feed:
        follower, fault = self._follower, self._fault
        behind = None
        if self._paused_at is not None and self.picture and self._waiting_picture:
            behind = self._waiting_picture.frame.position - self.picture.frame.position
        return Feed(
            max(0.0, self.host.measure() - (follower.heard_at if follower else 0.0)),
            self._pace.speed if self._pace is not None and self._pace.replaying else None,
            behind,
            fault=fault.brief if fault else self._progress(),
            ended=fault is not None and fault.final,
            heard_on=follower.heard_on if follower else 0,
        )

    def _progress(self) -> Words | None:
        """How far the floor has caught up after an interruption, where that takes long."""
        if self._folding is None:
            return None
        return Words(*(each.format(percent=self._folding.percent) for each in text.CATCHING_UP))

    def _cut_off(self) -> float | None:
        feed = self._feed()
        return feed.heard_ago if feed.cut_off else None

    def _silence(self, scene: Scene, latest: int) -> float | None:
        """Seconds without news of a kind, once that is unusual here."""
        cut_off = self._cut_off()
        return silence(scene.frame, scene.now, latest) if cut_off is None else cut_off

    def _arrange(self) -> None:
        """Give every panel its place for the terminal's size."""
        wanted = wanted_plan(self.size.width, self.size.height, self.picture)
        if wanted != self._plan:
            self._plan = wanted
            lay_out(self, wanted)

    def on_resize(self, _: events.Resize) -> None:
        """Arrange anew for the new size."""
        self._arrange()
        self._paint()
        self._tell_header()

    def retext(self) -> None:
        """Say everything in the language and the looks on show."""
        super().retext()
        self.query_one("#filter", Input).placeholder = self.say(text.FILTER_HINT)
        for lines in self.query(Lines):
            lines.refresh()
        self._show_latest() if self._paused_at is None else self._paint()
        self._tell_header()

    def state(self) -> State:
        """The cursor decides what opens."""
        panel, subject = self._panel(), self.chosen_subject()
        return State(
            place="floor",
            actor=self.host.actor,
            readonly=self.host.readonly,
            opens=subject is not None,
            filtered=bool(self.chosen) or panel is not None,
            explains=subject is not None and subject.explains,
            alarm=subject is not None and subject.duty is not None and bool(subject.duty.alarm),
        )

    def _panel(self) -> Panel | None:
        return self.focused if isinstance(self.focused, Panel) else None

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Keys depend on where the cursor is."""
        self.tell_keys()

    @on(Panel.CursorMoved)
    def _cursor_moved(self, message: Panel.CursorMoved) -> None:
        message.stop()
        self.tell_keys()

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        message.stop()
        self.open(message.subject)

    def open(self, subject: Subject) -> None:
        """Show the events that a number or a row is made of."""
        if self.picture is None:
            return
        if subject.duty is not None:
            self.host.discharge(subject)
            return
        if subject.position is not None:
            self.host.show_event(subject.position)
            return
        from console.screens.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(subject, self.picture.frame))

    def command_next_panel(self) -> None:
        """Put the cursor in the next panel."""
        self.focus_next(Panel)

    def command_previous_panel(self) -> None:
        """Put the cursor in the panel before."""
        self.focus_previous(Panel)

    def command_down(self) -> None:
        """Without a cursor: put it on the queues."""
        self.query_one(QueueTable).focus()

    command_up = command_left = command_right = command_down
    command_first = command_last = command_page_up = command_page_down = command_down

    def command_view_1(self) -> None:
        """Everybody."""
        self.query_one(AgentGrid).choose(0)

    def command_view_2(self) -> None:
        """Those who deviate."""
        self.query_one(AgentGrid).choose(1)

    def command_view_3(self) -> None:
        """Those on a call."""
        self.query_one(AgentGrid).choose(2)

    def command_view_4(self) -> None:
        """Those who pause."""
        self.query_one(AgentGrid).choose(3)

    def command_pause(self) -> None:
        """Hold the picture, or catch up."""
        if self._paused_at is None:
            scene = self.scene()
            self._paused_at = scene.now if scene else None
        else:
            self._paused_at = None
            self._show_latest()
        self._tell_header()

    def command_filter(self) -> None:
        """Open the line to type a filter in."""
        field = self.query_one("#filter", Input)
        field.value = self.chosen.text
        field.add_class("open")
        field.focus()

    def command_clear(self) -> None:
        """Clear the filter; without one, let go of the cursor."""
        field = self.query_one("#filter", Input)
        if field.has_class("open") or self.chosen:
            field.value = ""
            field.remove_class("open")
            self._filter("")
        self.set_focus(None)

    @on(Input.Changed, "#filter")
    def _filter_typed(self, message: Input.Changed) -> None:
        message.stop()
        self._filter(message.value)

    @on(Input.Submitted, "#filter")
    def _filter_kept(self, message: Input.Submitted) -> None:
        message.stop()
        message.input.remove_class("open")
        self.query_one(AgentGrid).focus()

    def _filter(self, typed: str) -> None:
        self.chosen = Filter(typed)
        self._paint()
        self.tell_keys()
