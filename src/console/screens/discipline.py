"""Cases of discipline: what waits for a decision, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on

from console.command import Place, State
from console.drawing.spans import Line, Tone
from console.presenters.docket import Docket, docket
from console.presenters.people import People
from console.registry import bindings
from console.screens.list_screen import ListScreen
from console.text import discipline as text
from console.widgets.docket_list import DocketList
from console.widgets.panel import Panel
from projections.discipline import Discipline


class DisciplineScreen(ListScreen[Discipline, Docket, DocketList]):
    """The queue of proposals; the keys only open forms, which show what would follow."""

    place: ClassVar[Place] = "discipline"
    BINDINGS = bindings("discipline")

    def new_view(self) -> Discipline:
        """No case yet."""
        return Discipline()

    def made_of(self, view: Discipline, people: People) -> Docket:
        """What each view lists."""
        return docket(view, people, self.host.actor)

    def new_panel(self) -> DocketList:
        """One row a case, in four views."""
        return DocketList(self.book.lawbook.title, id="list")

    def hand_over(self, listed: Docket) -> None:
        """The panel holds what it lists."""
        self.panel.hold(listed)

    def names(self) -> Mapping[str, str]:
        """The names of the people concerned."""
        return self.listed.names if self.listed is not None else {}

    def headline(self) -> Line:
        """How many cases wait, and how many appeals."""
        views = self.listed.views if self.listed is not None else ((), ())
        found: Line = ((f" {self.say(text.TITLE)}  ", Tone.STRONG),)
        for number in (0, 1):
            if count := len(views[number]):
                told = f"{self.say(text.VIEWS[number])} {count}  "
                found = (*found, (told, Tone.WARN))
        return found

    def state(self) -> State:
        """What can be done about the case under the cursor."""
        item = self.panel.item()
        following = item.next if item is not None else ""
        return (
            super()
            .state()
            ._replace(
                offence=following == "decide",
                appeals=following in ("rule", "appeal"),
            )
        )

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        message.stop()
        if message.subject.position is not None:
            self.host.show_event(message.subject.position)

    def _act(self, verb: str) -> None:
        self.host.act(verb, self.chosen_subject())

    def command_confirm(self) -> None:
        """Open the form that confirms the case under the cursor."""
        self._act("confirm-offence")

    def command_excuse(self) -> None:
        """Open the form that excuses it."""
        self._act("excuse-offence")

    def command_void(self) -> None:
        """Open the form that finds it void."""
        self._act("void-offence")

    def command_appeal(self) -> None:
        """Open the form of the appeal, or of the ruling on one."""
        item = self.panel.item()
        rules = item is not None and item.next == "rule"
        self._act("decide-appeal" if rules else "file-appeal")

    def command_view_1(self) -> None:
        """Cases to decide."""
        self.panel.choose(0)

    def command_view_2(self) -> None:
        """Appeals to decide."""
        self.panel.choose(1)

    def command_view_3(self) -> None:
        """The own sanctions."""
        self.panel.choose(2)

    def command_view_4(self) -> None:
        """Decided cases."""
        self.panel.choose(3)
