"""The attendance of the shift: who is there, late, missing or off the post; changed by keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult

from console.command import Place, State
from console.drawing import attendance as drawing
from console.drawing.numbers import local
from console.drawing.spans import Line
from console.presenters.attendance import shifts_now
from console.presenters.people import People
from console.registry import bindings
from console.screens.list_screen import ListScreen
from console.subject import Subject
from console.text import attendance as text
from console.widgets.attendance_list import AttendanceList
from console.widgets.lines import Lines
from console.widgets.panel import Panel
from projections.attendance import Attendance
from projections.attendance.board import Board

_FOOTER = 5


class Listed(NamedTuple):
    """Who is on a shift, and their names."""

    board: Board
    names: Mapping[str, str]


class AttendanceScreen(ListScreen[Attendance, Listed, AttendanceList]):
    """The attendance of the shift, live; the keys only open forms."""

    place: ClassVar[Place] = "attendance"
    BINDINGS = bindings("attendance")

    def compose(self) -> ComposeResult:
        """The list, and the lanes of the person under the cursor below it."""
        for widget in super().compose():
            yield widget
            if isinstance(widget, AttendanceList):
                yield Lines(id="cell")

    def on_mount(self) -> None:
        """Begin to follow."""
        super().on_mount()
        self.query_one("#cell", Lines).styles.height = _FOOTER

    def new_view(self) -> Attendance:
        """Nobody yet."""
        return Attendance(self.book.site.zone)

    def made_of(self, view: Attendance, people: People) -> Listed:
        """The shifts about this instant."""
        found = shifts_now(self.book, view, self.pace.now())
        return Listed(found, dict(people.of(each.row.person for each in found.attending)))

    def new_panel(self) -> AttendanceList:
        """One row a person."""
        return AttendanceList(id="list")

    def hand_over(self, listed: Listed) -> None:
        """The panel holds the people."""
        self.panel.hold(listed.board)

    def names(self) -> Mapping[str, str]:
        """The names of the people on show."""
        return self.listed.names if self.listed is not None else {}

    def headline(self) -> Line:
        """How many are there, late, missing, away."""
        assert self.listed is not None
        return drawing.headline(self.scene(), self.listed.board)

    def paint(self) -> None:
        """Show everything as it stands at this second."""
        super().paint()
        if not self.is_current:
            return
        found, listed = self.panel.attending(), self.listed
        lines: list[Line] = []
        if found is not None and listed is not None:
            lines = drawing.footer(self.scene(), listed.board, found, self.size.width)
        self.query_one("#cell", Lines).show(lines)

    @on(Panel.CursorMoved)
    def _cell_changed(self, message: Panel.CursorMoved) -> None:
        """Somebody else is under the cursor."""
        self.paint()

    def state(self) -> State:
        """The cursor decides what can be done."""
        return super().state()._replace(rostered=self.panel.attending() is not None)

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        """The newest event about the person's shift."""
        message.stop()
        if message.subject.position is not None:
            self.host.show_event(message.subject.position)

    def command_arrive(self) -> None:
        """Open the form that records the arrival of who is under the cursor."""
        self._act("record-arrival")

    def command_depart(self) -> None:
        """Open the form that records the departure."""
        self._act("record-departure")

    def command_off_post(self) -> None:
        """Open the form that records leaving the post."""
        self._act("leave-post")

    def command_on_post(self) -> None:
        """Open the form that records the return to the post."""
        self._act("return-to-post")

    def command_absent(self) -> None:
        """Open the form that records the absence."""
        self._act("record-absence")

    def command_permit(self) -> None:
        """Open the form that permits coming late or leaving early."""
        self._act("permit-lateness")

    def command_undo(self) -> None:
        """Open the form that withdraws the arrival under the cursor."""
        found = self.panel.attending()
        if found is not None:
            on_day = local(found.row.starts, self.book.site.zone)
            self._act("withdraw-arrival", ("on", f"{on_day:%Y-%m-%d}"))

    def _act(self, verb: str, *more: tuple[str, str]) -> None:
        found = self.panel.attending()
        if found is None:
            return
        given = [("person", found.row.person or ""), *more]
        if verb == "record-absence":
            given.append(("shift", found.row.shift))
        if verb == "return-to-post" and found.away is not None:
            given.append(("absence", found.away.absence))
        self.host.act(verb, Subject("attendance", position=found.position, given=tuple(given)))

    def command_mark(self) -> None:
        """Mark who is under the cursor as there, and go on to the next."""
        self.panel.mark()
        self.panel.command_down()
        self.paint()

    def command_call(self) -> None:
        """Open the form of the roll call of the shift under the cursor."""
        crew, there = self.panel.called()
        if not crew:
            self.host.tell(text.NOT_MARKED, severe=True)
            return
        starts = local(crew[0].row.starts, self.book.site.zone)
        given = (
            ("code", crew[0].row.code),
            ("starts", f"{starts:%Y-%m-%d %H:%M}"),
            ("present", ", ".join(there)),
        )
        self.host.act("hold-roll-call", Subject("attendance", given=given))
