"""Who acts from the command line: whoever is named, or with passwords whoever has a token."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from ledger.book import Book

TOKEN_VARIABLE = "DUTYBOOK_TOKEN"

STATION = "command-line"
"""What stands in the ledger for where somebody signed in, when it was here."""


def holds_token(terminal: Terminal) -> bool:
    """Whether the environment says who acts."""
    return bool(terminal.environment.get(TOKEN_VARIABLE))


def acting(terminal: Terminal, book: Book, actor: str | None) -> str | None:
    """Who acts: in a book without passwords the person named, in any other the token's.

    :raises NoToken: when a book has passwords, and the token does not let that person act.
    """
    from ledger.authentication.door import Door, secured

    if not secured(book):
        return actor
    text = terminal.environment.get(TOKEN_VARIABLE)
    if not text and actor is None:
        return None
    return Door(book, station=STATION).bearer(text or "", actor)


def proved_to_take_out(terminal: Terminal, book: Book, file: Path | None) -> None:
    """Let a file be written by whoever has just proved who they are; to print takes no proof.

    :raises NoToken: when a book has passwords, and nobody acts by a token.
    :raises ProofTooOld: when the token's person gave the password too long ago.
    """
    from ledger.authentication.door import Door, secured

    if file is not None and secured(book):
        door = Door(book, station=STATION)
        door.require_recent_proof(door.bearer(terminal.environment.get(TOKEN_VARIABLE) or ""))
