"""Names of people who need not be on the floor: whoever owes, is charged, or has a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ledger.book import Book
from ledger.kernel import tags
from ledger.kernel.words import Unfit
from ledger.registers.org.events import PersonRegistered
from ledger.store.recorder import DCBQuery, DCBQueryItem
from ledger.vault import Unsealable


class People:
    """Clear names by employee number, each looked up once; used from one thread."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, str] = {}

    def of(self, people: Iterable[str | None]) -> Mapping[str, str]:
        """The names of some people, as far as they are registered and may be shown.

        :raises StoreError: when the ledger cannot be reached.
        """
        found = {}
        for person in people:
            if person is None:
                continue
            if person not in self._known:
                self._known[person] = self._name(person)
            if name := self._known[person]:
                found[person] = name
        return found

    def _name(self, person: str) -> str:
        try:
            tag = tags.person(person)
        except Unfit:
            return ""
        query = DCBQuery([DCBQueryItem([PersonRegistered.type_name], [tag])])
        newest = next(self._book.read(query, backwards=True, limit=1), None)
        if newest is None:
            return ""
        try:
            return self._book.reveal(newest, "name")
        except Unsealable:
            return ""
