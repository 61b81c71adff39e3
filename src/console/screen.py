"""What every screen of the console has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen

from console.command import Place, State
from ledger.kernel.words import Language, Words

if TYPE_CHECKING:
    from console.host import Host
    from console.subject import Subject
    from ledger.book import Book


class BookScreen(Screen[None]):
    """A screen over a book.

    Subclasses name their ``place``, take ``BINDINGS = bindings(place)`` from the registry, and
    have a method ``command_<name>`` for each of its commands that the app does not do itself.
    """

    place: ClassVar[Place] = "anywhere"

    @property
    def host(self) -> Host:
        """The app, as what it is."""
        return cast("Host", self.app)

    @property
    def book(self) -> Book:
        """The book on show."""
        return self.host.book

    @property
    def language(self) -> Language:
        """The language texts are shown in."""
        return self.host.language

    def say(self, words: Words) -> str:
        """A text in that language."""
        return words.to(self.language)

    def state(self) -> State:
        """What decides which commands can be used now."""
        return State(place=self.place, actor=self.host.actor, readonly=self.host.readonly)

    def chosen_subject(self) -> Subject | None:
        """What the cursor is on, in the panel that has it."""
        from console.widgets.panel import Panel

        return self.focused.subject() if isinstance(self.focused, Panel) else None

    def command_act(self) -> None:
        """Choose something to do about the row under the cursor."""
        from console.screens.action_list import ActionList

        self.app.push_screen(ActionList(self.chosen_subject()))

    def command_shelve(self) -> None:
        """Put the alarm under the cursor aside."""
        self.host.act("shelve-alarm", self.chosen_subject())

    def command_why(self) -> None:
        """Say why what is under the cursor stands there."""
        subject = self.chosen_subject()
        if subject is not None:
            self.host.show_why(subject)

    def retext(self) -> None:
        """Show everything anew after the language or the theme has changed."""
        self.tell_keys()

    def tell_keys(self) -> None:
        """Bring the line of keys up to date."""
        from console.widgets.key_line import KeyLine

        for line in self.query(KeyLine):
            line.tell(self.state(), self.language)

    def on_screen_resume(self) -> None:
        """The language may have changed while another screen stood above."""
        self.retext()
