"""All open obligations, those that break next first."""

from __future__ import annotations

from typing import ClassVar

from textual import on

from console.command import Place, State
from console.drawing.spans import Line, Span, Tone
from console.presenters.board import NO_BOARD, Board, board_of
from console.presenters.people import People
from console.registry import bindings
from console.screens.list_screen import ListScreen
from console.text import duties as text
from console.widgets.duty_list import DutyList
from console.widgets.panel import Panel
from ledger.kernel.words import Words
from ledger.obligations.tracker import Tracker

_MOST = 20_000


class DutiesScreen(ListScreen[Tracker, Board, DutyList]):
    """The obligations with debtor, due instant, state and clause; Enter discharges."""

    place: ClassVar[Place] = "obligations"
    BINDINGS = bindings("obligations")

    def new_view(self) -> Tracker:
        """The obligations before the first event."""
        return Tracker(self.book.site.zone)

    def made_of(self, view: Tracker, people: People) -> Board:
        """Every open obligation."""
        return board_of(view, self.pace.now(), people, _MOST)

    def new_panel(self) -> DutyList:
        """One row an obligation, under the names of the columns."""
        made = DutyList(id="list", headed=True)
        made.titled = False
        return made

    def board(self) -> Board:
        """What is listed."""
        return self.listed or NO_BOARD

    def headline(self) -> Line:
        """How many there are of each sign."""
        counts = self.board().counts
        found: list[Span] = [(f" {self.say(text.TITLE)}  ", Tone.STRONG)]
        told: tuple[tuple[Words, int, Tone], ...] = (
            (text.OPEN, counts.open, Tone.NORMAL),
            (text.BREACHED, counts.breached, Tone.NOTED),
            (text.AT_RISK, counts.at_risk, Tone.WARN),
            (text.PAUSED, counts.paused, Tone.QUIET),
            (text.UNANSWERED, counts.unanswered, Tone.ALARM),
        )
        for words, count, tone in told:
            if count or words is text.OPEN:
                found += [(self.say(words).format(count=count), tone), ("  ", Tone.NORMAL)]
        return tuple(found)

    def state(self) -> State:
        """An alarm under the cursor can be put aside."""
        subject = self.chosen_subject()
        alarm = subject is not None and subject.duty is not None and bool(subject.duty.alarm)
        return super().state()._replace(alarm=alarm)

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        message.stop()
        self.host.discharge(message.subject)
