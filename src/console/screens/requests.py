"""Leave and swaps: what waits for whoever looks, what waits for others, what was decided lately."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from console.command import Place, State
from console.drawing import requests as drawing
from console.drawing.spans import Line, Tone, cut, text_of
from console.presenters.people import People
from console.presenters.requests import Group, Inbox, InboxView
from console.registry import bindings
from console.screens.list_screen import ListScreen
from console.subject import Subject
from console.text import requests as text
from console.widgets.lines import Lines
from console.widgets.panel import Panel
from console.widgets.request_list import RequestList, subject_of
from projections.requests import ASKED, GRANTED, LEAVE, OFFERED, SWAP, SWAPPED, Requests

_FOOTER = 3


class RequestsScreen(ListScreen[Requests, Inbox, RequestList]):
    """The inbox of leave and swaps, live; the keys only open forms."""

    place: ClassVar[Place] = "requests"
    BINDINGS = bindings("requests")

    def __init__(self) -> None:
        super().__init__()
        self._view: InboxView | None = None

    def compose(self) -> ComposeResult:
        """The list, and the request under the cursor in words below it."""
        for widget in super().compose():
            yield widget
            if isinstance(widget, RequestList):
                yield Lines(id="cell")

    def on_mount(self) -> None:
        """Begin to follow."""
        super().on_mount()
        self.query_one("#cell", Lines).styles.height = _FOOTER

    def new_view(self) -> Requests:
        """Nothing asked for yet."""
        return Requests()

    def made_of(self, view: Requests, people: People) -> Inbox:
        """The list at this instant."""
        if self._view is None:
            assert self._follower is not None
            tables = self._follower.stored_views(self.host.views)
            self._view = InboxView(self.book, tables, self.host.actor)
        return self._view.inbox(view, people)

    def new_panel(self) -> RequestList:
        """One row a request."""
        return RequestList(id="list")

    def hand_over(self, listed: Inbox) -> None:
        """The panel holds the list."""
        self.panel.hold(listed)

    def names(self) -> Mapping[str, str]:
        """The names of the people concerned."""
        return self.listed.names if self.listed is not None else {}

    def headline(self) -> Line:
        """How many wait for whoever looks, and how many for others."""
        found = self.listed.requests if self.listed is not None else ()
        mine = sum(each.group is Group.MINE for each in found)
        others = sum(each.group is Group.WAITING for each in found)
        told: Line = ((f" {self.say(text.TITLE)}  ", Tone.STRONG),)
        if mine:
            told = (*told, (f"! {self.say(text.FOR_ME).format(count=mine)}  ", Tone.WARN))
        if others:
            told = (*told, (self.say(text.WAITING).format(count=others), Tone.NORMAL))
        if not mine and not others:
            told = (*told, (self.say(text.ALL_DONE), Tone.QUIET))
        return told

    def paint(self) -> None:
        """Show everything as it stands at this second."""
        super().paint()
        if not self.is_current:
            return
        found = self.panel.request()
        lines = drawing.footer(self.scene(), found) if found is not None else []
        self.query_one("#cell", Lines).show([cut(line, self.size.width) for line in lines])

    @on(Panel.CursorMoved)
    def _cell_changed(self, message: Panel.CursorMoved) -> None:
        """The request under the cursor is another one."""
        self.paint()

    def state(self) -> State:
        """The cursor decides what can be done."""
        found = self.panel.request()
        stands = found.row.state if found is not None else ""
        return (
            super()
            .state()
            ._replace(
                request=stands == ASKED,
                offered=stands == OFFERED,
                on_leave=stands == GRANTED,
                swapped=stands == SWAPPED,
                explains=found is not None,
            )
        )

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        """Every event of the request, in the trail."""
        from console.screens.trail import TrailScreen

        message.stop()
        found = self.panel.request()
        if found is not None:
            self.app.push_screen(TrailScreen(f'tag:"{found.row.kind}:{found.row.request}"'))

    def _act(self, for_leave: str, for_swap: str) -> None:
        found = self.panel.request()
        if found is not None:
            lines = drawing.footer(self.scene(), found)
            subject = subject_of(found)._replace(told=tuple(map(text_of, lines)))
            self.host.act(for_leave if found.row.kind == LEAVE else for_swap, subject)

    def command_sign(self) -> None:
        """Open the form that signs the request under the cursor, or agrees to it."""
        self._act("sign-leave", "agree-swap")

    def command_reject(self) -> None:
        """Open the form that rejects it, for a reason."""
        self._act("reject-leave", "reject-swap")

    def command_take(self) -> None:
        """Open the form that takes the offered shift under the cursor."""
        found = self.panel.request()
        if found is not None:
            given = ((SWAP, found.row.request), ("taker", self.host.actor or ""))
            self.host.act("take-offer", Subject("requests", given=given))

    def command_withdraw(self) -> None:
        """Open the form that withdraws it."""
        self._act("withdraw-leave", "withdraw-swap")

    def command_return(self) -> None:
        """Open the form of the return from the leave under the cursor."""
        self._act("return-from-leave", "return-from-leave")

    def command_hand_over(self) -> None:
        """Open the form that signs the handover of the swap under the cursor."""
        self._act("hand-over-swap", "hand-over-swap")

    def command_ask(self) -> None:
        """Open the form that asks for leave."""
        listed, actor = self.listed, self.host.actor or ""
        given = ((LEAVE, listed.next_leave if listed is not None else ""), ("person", actor))
        self.host.act("request-leave", Subject("requests", given=given))

    def command_offer(self) -> None:
        """Open the form that asks for a swap."""
        listed, actor = self.listed, self.host.actor or ""
        given = ((SWAP, listed.next_swap if listed is not None else ""), ("giver", actor))
        self.host.act("request-swap", Subject("requests", given=given))

    def command_give(self) -> None:
        """Open the form that offers a shift to whoever takes it."""
        listed, actor = self.listed, self.host.actor or ""
        given = ((SWAP, listed.next_swap if listed is not None else ""), ("giver", actor))
        self.host.act("offer-shift", Subject("requests", given=given))
