"""A view that follows the law as the ledger adopts it, and who holds which post."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from ledger import registers
from ledger.kernel.codec import lean_decoder
from ledger.kernel.event import Event, by_name
from ledger.kernel.projection import Micros, Projection, Rows, folds
from ledger.obligations.laws import Laws
from ledger.obligations.rows import EditionRow, PersonRow
from ledger.registers.org.events import PersonPlaced, PersonRegistered, RolesAssigned
from ledger.registers.regulation.events import RulebookAdopted
from ledger.rulebook.loading import as_adopted, built_in
from ledger.rulebook.lookup import Lawbook

T = TypeVar("T")

_Fold = Callable[[Any, Micros, int], None]


class Governed(Projection, Generic[T]):
    """Which events it folds is for the law to say.

    With a law given, that is the whole law, as for a book opened with one; without, it is what
    the ledger starts with and adopts.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        law: Lawbook | None,
        make: Callable[[Lawbook, date], T],
    ) -> None:
        registers.load()
        super().__init__()
        self.zone = zone
        self.given_law = law
        self.people = Rows(PersonRow)
        self.editions = Rows(EditionRow)
        self.laws: Laws[T] = Laws(law or Lawbook(built_in()), zone, make)
        self._static = dict(self._folds)

    def settled(self) -> None:
        """Renew what is derived of the rows."""
        self.laws.clear()
        for edition in sorted(self.editions.values(), key=lambda row: row.position):
            self._take_law(edition)
        self._listen()

    def put_away(self) -> None:
        """Nothing rests in the tables alone."""

    def named(self) -> Iterable[str]:
        """The types of events that the law names, whenever it is in force."""
        raise NotImplementedError

    def _advance(self, at: Micros) -> None:
        """Called before anything that happened at an instant is taken in."""

    def _happened(self, event: Event, at: Micros, position: int) -> None:
        """An event that the law names."""

    def _law_changed(self, at: Micros) -> None:
        """Called when another law was adopted."""

    @folds(RulebookAdopted)
    def _adopted(self, event: RulebookAdopted, at: Micros, position: int) -> None:
        if self.given_law is not None:
            return
        self._advance(at)
        edition = EditionRow(
            position=position,
            adopted_at=at,
            effective=event.effective.isoformat(),
            texts=msgspec.json.encode(event.texts, order="sorted").decode(),
        )
        self.editions.put(position, edition)
        self._take_law(edition)
        self._listen()
        self._law_changed(at)

    @folds(PersonRegistered)
    def _registered(self, event: PersonRegistered, at: Micros, position: int) -> None:
        self._advance(at)
        row = PersonRow(person=event.person, roles=" ".join(event.roles), post=event.post)
        self.people.put(event.person, row)

    @folds(RolesAssigned)
    def _roles_assigned(self, event: RolesAssigned, at: Micros, position: int) -> None:
        self._advance(at)
        self._person(event.person).roles = " ".join(event.roles)

    @folds(PersonPlaced)
    def _placed(self, event: PersonPlaced, at: Micros, position: int) -> None:
        self._advance(at)
        self._person(event.person).post = event.post

    def _person(self, person: str) -> PersonRow:
        row = self.people.get(person) or PersonRow(person=person, roles="")
        return self.people.put(person, row)

    def _take_law(self, edition: EditionRow) -> None:
        texts = msgspec.json.decode(edition.texts, type=dict[str, str])
        effective = date.fromisoformat(edition.effective)
        self.laws.adopt(edition.adopted_at, effective, as_adopted(texts))

    def _listen(self) -> None:
        """Fold the events that the law names, beside those that are always folded."""
        # The one table is changed, because the events after an adoption are on their way already.
        self._folds.clear()
        self._folds.update(self._static)
        for name in sorted(set(self.named())):
            event_type = by_name(name)
            if event_type is not None:
                known = self._static.get(name)
                fold = _both(known[2], self._happened) if known else self._happened
                self._folds[name] = (lean_decoder(event_type), event_type.version, fold, True)


def _both(first: _Fold | None, second: _Fold) -> _Fold:
    return second if first is None else partial(_one_after_another, first, second)


def _one_after_another(first: _Fold, second: _Fold, event: Any, at: Micros, position: int) -> None:
    first(event, at, position)
    second(event, at, position)
