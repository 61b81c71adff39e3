"""People's clear names, for those who may see them."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.book import Book
from ledger.vault import Unsealable
from projections.frame import Frame


class Names:
    """People's clear names, revealed once each; without their key people go by number."""

    def __init__(self, book: Book) -> None:
        self._vault = book.vault
        self._known: dict[str, tuple[str, str]] = {}
        self._shown: dict[str, str] = {}

    def of(self, shown: Frame) -> Mapping[str, str]:
        """The names of the people in a frame."""
        for seat in shown.seats:
            token = seat.sealed_name
            if token is not None and self._known.get(seat.agent, ("", ""))[0] != token:
                self._known[seat.agent] = (token, self._reveal(seat.agent, token))
                self._shown = {agent: name for agent, (_, name) in self._known.items() if name}
        return self._shown

    def _reveal(self, agent: str, token: str) -> str:
        try:
            return self._vault.reveal(
                token,
                event_type="person.registered",
                field="name",
                subject=f"person:{agent}",
                purpose="identity",
            )
        except Unsealable:
            return ""
