"""What screens, dialogs and the palette may ask of the app they stand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.screen import Screen

    from console.command import State
    from console.pace import Pace
    from console.presenters.forecast import Forecast
    from console.subject import Subject
    from ledger.book import Book
    from ledger.kernel.action import Action
    from ledger.kernel.words import Language, Words


class Host(Protocol):
    """The app as its screens know it; none of them knows the class."""

    book: Book
    language: Language
    actor: str | None
    readonly: bool
    pace: Pace | None
    views: Path | None
    measure: Callable[[], float]
    forecast: Forecast

    def say(self, words: Words) -> str:
        """A text in the language on show."""

    def tell(self, words: Words, *, severe: bool = False) -> None:
        """Show a sentence for a few seconds."""

    def state_of(self, screen: Screen[Any]) -> State:
        """What decides which commands can be used on a screen, also below a dialog."""

    def action_command(self, identity: str) -> None:
        """Do a command of the registry, or say why it cannot be done."""

    def use_theme(self, name: str) -> None:
        """Change to a theme."""

    def with_proof(self, action: type[Action] | None, go_on: Callable[[], None]) -> None:
        """Go on once the book knows for certain that it is the person who acts.

        No action means that records are about to leave the book.
        """

    def act(self, verb: str, subject: Subject | None = None) -> None:
        """Open the form of an action, or say why nobody can act."""

    def show_event(self, position: int) -> None:
        """Show one event, whole."""

    def show_why(self, subject: Subject) -> None:
        """Say why what a subject names stands there."""

    def discharge(self, subject: Subject) -> None:
        """Open the form of the action that discharges an obligation."""
