"""My duty: one's own shifts, leave, requests, cases, and what is to be read and to be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from console.command import Place, State
from console.drawing import my_duty as drawing
from console.drawing.numbers import local
from console.drawing.spans import Line, Span, Tone
from console.presenters.docket import Item as CaseItem
from console.presenters.my_duty import Mine, MyDutyView, Section, ShiftOn
from console.presenters.people import People
from console.presenters.requests import Request
from console.registry import bindings
from console.screens.list_screen import ListScreen
from console.subject import Subject
from console.text import my_duty as text
from console.widgets.lines import Lines
from console.widgets.my_duty_list import MyDutyList
from console.widgets.panel import Panel
from projections.handover.rows import UnreadRow
from projections.obligations import Line as DutyLine
from projections.requests import LEAVE, SWAP, Requests

_LANE = 3


class MyDutyScreen(ListScreen[Requests, Mine, MyDutyList]):
    """What concerns whoever looks, and nothing of anybody else; the keys only open forms."""

    place: ClassVar[Place] = "my_duty"
    BINDINGS = bindings("my_duty")

    def __init__(self) -> None:
        super().__init__()
        self._view: MyDutyView | None = None

    def compose(self) -> ComposeResult:
        """Today's lane over the list."""
        for widget in super().compose():
            if isinstance(widget, MyDutyList):
                yield Lines(id="lane")
            yield widget

    def on_mount(self) -> None:
        """Begin to follow."""
        super().on_mount()
        self.query_one("#lane", Lines).styles.height = _LANE

    def new_view(self) -> Requests:
        """Nothing asked for yet."""
        return Requests()

    def made_of(self, view: Requests, people: People) -> Mine:
        """One's own at this instant; nothing for nobody."""
        actor = self.host.actor
        if actor is None:
            return Mine((), {}, None, (0, 1))
        if self._view is None:
            assert self._follower is not None
            tables = self._follower.stored_views(self.host.views)
            self._view = MyDutyView(self.book, tables, actor)
        return self._view.mine(view, people)

    def new_panel(self) -> MyDutyList:
        """One row a matter."""
        return MyDutyList(self.book.lawbook.title, id="list")

    def hand_over(self, listed: Mine) -> None:
        """The panel holds what is listed."""
        self.panel.hold(listed)
        if listed.percent is not None and self._follower is not None:
            self._follower.ask()

    def names(self) -> Mapping[str, str]:
        """The names of oneself and of whom one swaps with."""
        return self.listed.names if self.listed is not None else {}

    def headline(self) -> Line:
        """Whose duty it is, and how much is to be read, answered and done."""
        actor = self.host.actor or ""
        who = f"{actor} {self.names().get(actor, '')}".rstrip()
        told: list[Span] = [
            (f" {self.say(text.TITLE)}  ", Tone.STRONG),
            (f"{who}  ", Tone.NORMAL),
        ]
        for section, words in text.COUNTS.items():
            count = self.listed.count(section) if self.listed is not None else 0
            if count:
                told.append((f"{self.say(words).format(count=count)}  ", Tone.WARN))
        if self.listed is not None and self.listed.percent is not None:
            shown = self.say(text.READING).format(percent=self.listed.percent)
            told.append((shown, Tone.QUIET))
        return tuple(told)

    def paint(self) -> None:
        """Show everything as it stands at this second."""
        super().paint()
        if self.is_current and self.listed is not None:
            lines = drawing.lane(self.scene(), self.listed, self.size.width)
            self.query_one("#lane", Lines).show(lines)

    def state(self) -> State:
        """The cursor decides what can be done."""
        entry = self.panel.entry()
        matter = entry.matter if entry is not None else None
        issued = isinstance(matter, CaseItem) and matter.sanction is not None
        return (
            super()
            .state()
            ._replace(
                appeals=isinstance(matter, CaseItem) and matter.next == "appeal",
                issued=issued and isinstance(matter, CaseItem) and not matter.seen,
                unread=isinstance(matter, UnreadRow),
            )
        )

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        """The event, the case in the trail, the form that discharges a duty or reads a bulletin."""
        from console.screens.trail import TrailScreen

        message.stop()
        entry = self.panel.entry()
        matter = entry.matter if entry is not None else None
        match matter:
            case DutyLine():
                self.host.discharge(message.subject)
            case UnreadRow():
                self.command_read()
            case Request():
                kind, request = matter.key
                self.app.push_screen(TrailScreen(f'tag:"{kind}:{request}"'))
            case _ if message.subject.position is not None:
                self.host.show_event(message.subject.position)

    def command_ask(self) -> None:
        """Open the form that asks for leave, over the shift under the cursor."""
        given = [
            (LEAVE, self.listed.next_leave if self.listed is not None else ""),
            ("person", self.host.actor or ""),
        ]
        if (shift := self._shift()) is not None:
            zone = self.book.site.zone
            for name, at in (("starts", shift.row.starts), ("ends", shift.row.ends)):
                given.append((name, f"{local(at, zone):%Y-%m-%d %H:%M}"))
        self.host.act("request-leave", Subject("my_duty", given=tuple(given)))

    def command_offer(self) -> None:
        """Open the form that asks for a swap of the shift under the cursor."""
        self._give_away("request-swap")

    def command_give(self) -> None:
        """Open the form that offers the shift under the cursor to whoever takes it."""
        self._give_away("offer-shift")

    def _give_away(self, verb: str) -> None:
        given = [
            (SWAP, self.listed.next_swap if self.listed is not None else ""),
            ("giver", self.host.actor or ""),
        ]
        if (shift := self._shift()) is not None:
            given.append(("given", shift.row.shift))
        self.host.act(verb, Subject("my_duty", given=tuple(given)))

    def command_appeal(self) -> None:
        """Open the form of the appeal against the sanction under the cursor."""
        self.host.act("file-appeal", self.chosen_subject())

    def command_acknowledge(self) -> None:
        """Open the form that says that one has seen it."""
        self.host.act("acknowledge-sanction", self.chosen_subject())

    def command_read(self) -> None:
        """Open the form that says that one has read the bulletin under the cursor."""
        self.host.act("read-bulletin", self.chosen_subject())

    def _shift(self) -> ShiftOn | None:
        entry = self.panel.entry()
        if entry is None or entry.section is not Section.SHIFT:
            return None
        return entry.matter if isinstance(entry.matter, ShiftOn) else None
