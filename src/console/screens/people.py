"""Who is who: post, unit, superior, roles, and who is signed in or away; Enter opens the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual import on

from console.command import Place
from console.drawing.spans import Line, Span, Tone
from console.presenters import people as registered
from console.registry import bindings
from console.screens.list_screen import ListScreen
from console.text import people as text
from console.widgets.panel import Panel
from console.widgets.people_list import PeopleList
from projections.people import People, PersonLine, lines


class Listed(NamedTuple):
    """The people, and their names."""

    lines: tuple[PersonLine, ...]
    names: Mapping[str, str]


class PeopleScreen(ListScreen[People, Listed, PeopleList]):
    """The list of people, live."""

    place: ClassVar[Place] = "people"
    BINDINGS = bindings("people")

    def new_view(self) -> People:
        """Nobody yet."""
        return People()

    def made_of(self, view: People, people: registered.People) -> Listed:
        """Everybody at this instant."""
        found = tuple(lines(view, self.pace.now(), self.book.site.zone))
        return Listed(found, dict(people.of(line.row.person for line in found)))

    def new_panel(self) -> PeopleList:
        """One row a person."""
        made = PeopleList(id="list")
        made.titled = False
        return made

    def hand_over(self, listed: Listed) -> None:
        """The panel holds the people."""
        self.panel.hold(listed.lines, listed.names)

    def headline(self) -> Line:
        """How many people there are, how many are signed in, how many are away."""
        found = self.listed.lines if self.listed is not None else ()
        present = sum(line.present for line in found)
        away = sum(line.away_until is not None for line in found)
        told: list[Span] = [(f" {self.say(text.TITLE)}  ", Tone.STRONG)]
        told.append((self.say(text.COUNT).format(count=len(found)), Tone.NORMAL))
        told.append((f"  {self.say(text.PRESENT).format(count=present)}", Tone.NORMAL))
        if away:
            told.append((f"  {self.say(text.AWAY).format(count=away)}", Tone.WARN))
        return tuple(told)

    @on(Panel.Opened)
    def _open(self, message: Panel.Opened) -> None:
        """Every event of the person, in the trail."""
        from console.screens.trail import TrailScreen

        message.stop()
        self.app.push_screen(TrailScreen(f'tag:"person:{message.subject.agent}"'))
