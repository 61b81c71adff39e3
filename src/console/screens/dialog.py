"""What the dialogs that stand over a screen share."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import ModalScreen

from ledger.kernel.words import Language, Words

if TYPE_CHECKING:
    from console.host import Host


class Dialog(ModalScreen[None]):
    """A dialog that Escape closes."""

    BINDINGS = [("escape", "dismiss", "")]

    @property
    def host(self) -> Host:
        """The app, as what it is."""
        return cast("Host", self.app)

    @property
    def language(self) -> Language:
        """The language on show."""
        return self.host.language

    def say(self, words: Words) -> str:
        """A text in that language."""
        return words.to(self.language)
