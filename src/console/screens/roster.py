"""The week board: people by days, planned against need below, changed by keyboard."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from console.command import Place, State
from console.drawing import roster as drawing
from console.drawing.spans import Line, Tone
from console.presenters import rosters
from console.presenters.people import People
from console.presenters.roster_view import Picture, RosterView, without
from console.registry import bindings
from console.screens.list_screen import ListScreen
from console.subject import Subject
from console.text import roster as text
from console.widgets.lines import Lines
from console.widgets.panel import Panel
from console.widgets.roster_table import RosterTable
from ledger.kernel.event import micros
from ledger.kernel.tags import actor as actor_tag
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.registers.roster.holding import CHANGES
from ledger.registers.swaps.events import ShiftSwapped
from ledger.store.errors import StoreError
from ledger.store.recorder import DCBQuery, DCBQueryItem
from projections.roster import Roster
from projections.roster.board import midnight

_DAYS = 7
_BARS, _FOOTER = 5, 3


class Contrary(Message):
    """The action that undoes one's newest change is known; none when there is no change."""

    def __init__(self, verb: str | None, given: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self.verb = verb
        self.given = given


class RosterScreen(ListScreen[Roster, Picture, RosterTable]):
    """The week board, live. It only composes and routes."""

    place: ClassVar[Place] = "roster"
    BINDINGS = bindings("roster")

    def __init__(self) -> None:
        super().__init__()
        self.first = date.min
        self._view: RosterView | None = None
        self._scene: drawing.Scene | None = None

    def compose(self) -> ComposeResult:
        """The board, the day's half hours under it, and the cell under the cursor in words."""
        for widget in super().compose():
            yield widget
            if isinstance(widget, RosterTable):
                yield Lines(id="bars")
                yield Lines(id="cell")

    def on_mount(self) -> None:
        """Begin with this week, the cursor on today."""
        present = rosters.today(self.book)
        self.first = rosters.monday_of(present)
        self._view = RosterView(self.book, self.host.views)
        self._view.asked = self.first, present
        super().on_mount()
        self.query_one("#bars", Lines).styles.height = _BARS
        self.query_one("#cell", Lines).styles.height = _FOOTER

    def new_view(self) -> Roster:
        """Nobody yet."""
        return Roster()

    def made_of(self, view: Roster, people: People) -> Picture:
        """The weeks about the one on show."""
        assert self._view is not None
        return self._view.picture(view, people)

    def new_panel(self) -> RosterTable:
        """One row a person."""
        return RosterTable(id="list")

    def hand_over(self, listed: Picture) -> None:
        """Make the board of the week on show."""
        fresh = self._scene is None
        self._make()
        if fresh:
            self.panel.go_to(rosters.today(self.book).weekday())

    def _make(self) -> None:
        picture, zone = self.listed, self.book.site.zone
        if picture is None:
            return
        begins = micros(midnight(self.first, zone))
        ends = micros(midnight(self.first + timedelta(days=_DAYS), zone))
        if not picture.holds(begins, ends):
            return
        self._scene = drawing.Scene(
            rosters.week(self.book, picture.snapshot, self.first, _DAYS, absent=picture.absent),
            rosters.kinds_between(self.book, self.first, _DAYS),
            picture.names,
            zone,
            self.language,
            rosters.today(self.book),
        )
        self.panel.hold(self._scene)

    def headline(self) -> Line:
        """Which week it is, and how much of it is wrong."""
        return drawing.headline(self._scene) if self._scene is not None else ()

    def paint(self) -> None:
        """Show everything as it stands at this second."""
        super().paint()
        if self.is_current and self._scene is not None:
            self._paint_below(self._scene)

    def _paint_below(self, scene: drawing.Scene) -> None:
        panel, picture, width = self.panel, self.listed, self.size.width
        day = panel.day
        if picture is None or day is None:
            return
        bars, cell = self.query_one("#bars", Lines), self.query_one("#cell", Lines)
        if picture.day == day and picture.slots:
            bars.show(drawing.bars(scene, picture.slots, width, day))
        else:
            bars.show([((f" {self.say(text.READING)}", Tone.QUIET),)])
        line = panel.line
        told: list[Line] = [drawing.troubles(scene, day, width)]
        if line is not None:
            told.append(drawing.footer(scene, line, scene.board.dates.index(day)))
        if panel.shifts and picture.day == day:
            within = rosters.aim(self.book, day).within
            found = without(
                panel.shifts[0], picture.slots, picture.snapshot, within, picture.absent
            )
            if found:
                told.append(drawing.effect(scene, found, width))
        cell.show(told)

    @on(Panel.CursorMoved)
    def _day_changed(self, message: Panel.CursorMoved) -> None:
        """Another day's half hours may be wanted."""
        self._ask()
        self.paint()

    def _ask(self) -> None:
        if self._view is None:
            return
        wanted = self.first, self.panel.day or self.first
        if wanted != self._view.asked:
            self._view.asked = wanted
            if self._follower is not None:
                self._follower.ask()

    def retext(self) -> None:
        """Say everything in the language and the looks on show."""
        self._make()
        super().retext()

    def state(self) -> State:
        """The cursor decides what can be changed."""
        panel = self.panel
        return super().state()._replace(shift=bool(panel.shifts), rostered=panel.line is not None)

    def command_previous(self) -> None:
        """The week before."""
        self._turn(self.first - timedelta(days=_DAYS))

    def command_next(self) -> None:
        """The next week."""
        self._turn(self.first + timedelta(days=_DAYS))

    def command_present(self) -> None:
        """This week, and today."""
        present = rosters.today(self.book)
        self._turn(rosters.monday_of(present))
        self.panel.go_to(present.weekday())

    def _turn(self, first: date) -> None:
        self.first = first
        self._make()
        self._ask()
        self.paint()

    def command_assign(self) -> None:
        """Put the person under the cursor on a shift of that day; a missing one is proposed."""
        panel, scene = self.panel, self._scene
        if panel.line is None or panel.day is None or scene is None:
            return
        missing = [gap.wanted.code for gap in scene.board.gaps if gap.wanted.on == panel.day]
        given = [("person", panel.line.person.person), ("on", panel.day.isoformat())]
        given += [("code", code) for code in missing[:1]]
        self.host.act("assign-shift", Subject("roster", given=tuple(given)))

    def command_pass_on(self) -> None:
        """Pass the shift under the cursor on."""
        self._change("reassign-shift")

    def command_cancel(self) -> None:
        """Cancel the shift under the cursor."""
        self._change("cancel-shift")

    def _change(self, verb: str) -> None:
        if self.panel.shifts:
            given = (("shift", self.panel.shifts[0].shift),)
            self.host.act(verb, Subject("shift", given=given))

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        """The event of a shift; of a free day the form that fills it."""
        message.stop()
        if message.subject.position is None:
            self.command_assign()
        else:
            self.host.show_event(message.subject.position)

    def command_undo(self) -> None:
        """Find the newest change of who acts, to do its contrary."""
        self.run_worker(self._find_contrary, thread=True, exclusive=True, group="undo")

    def _find_contrary(self) -> None:
        kinds = [each.type_name for each in CHANGES]
        query = DCBQuery([DCBQueryItem(kinds, [actor_tag(str(self.host.actor))])])
        try:
            newest = next(self.book.read(query, backwards=True, limit=1), None)
        except StoreError:
            newest = None
        event = None if newest is None else newest.event
        match event:
            case ShiftAssigned():
                self.post_message(Contrary("cancel-shift", (("shift", event.shift),)))
            case ShiftReassigned():
                given = (("shift", event.shift), ("person", event.giver))
                self.post_message(Contrary("reassign-shift", given))
            case ShiftCancelled():
                self.post_message(Contrary("assign-shift", self._again(event)))
            case ShiftSwapped(given=str()):
                self.post_message(Contrary("request-swap", _back(event)))
            case _:
                self.post_message(Contrary(None))

    def _again(self, event: ShiftCancelled) -> tuple[tuple[str, str], ...]:
        """The fields of a shift like one that was cancelled."""
        on_day = event.starts.astimezone(self.book.site.zone)
        given = [
            ("person", event.person),
            ("on", on_day.date().isoformat()),
            ("code", event.code),
        ]
        if event.code not in rosters.kinds(self.book, on_day.date()):
            ends = event.ends.astimezone(self.book.site.zone)
            given += [("starts", f"{on_day:%H:%M}"), ("ends", f"{ends:%H:%M}")]
        return tuple(given)

    @on(Contrary)
    def _undo(self, message: Contrary) -> None:
        message.stop()
        if message.verb is None:
            self.host.tell(text.NOT_UNDONE, severe=True)
        else:
            self.host.act(message.verb, Subject("shift", given=message.given))


def _back(event: ShiftSwapped) -> tuple[tuple[str, str], ...]:
    """The fields of a swap that gives both shifts back, and so repays the one before."""
    given = [
        ("swap", f"{event.swap}-R"),
        ("giver", event.taker),
        ("taker", event.giver),
        ("given", event.given or ""),
        ("taken", event.taken or ""),
        ("repays", event.swap),
    ]
    return tuple(each for each in given if each[1])
