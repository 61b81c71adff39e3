"""The law of every instant, made ready once for each span in which nothing of it changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from ledger.kernel.event import instant, micros
from ledger.kernel.projection import Micros
from ledger.rulebook.clauses import Clause, Kind, Rulebook
from ledger.rulebook.lookup import Edition, Lawbook

T = TypeVar("T")

_EVER = micros(datetime(1, 1, 2, tzinfo=UTC))


class Laws(Generic[T]):
    """What ``make`` makes of the law of a day, for any instant.

    The law of an instant is that of its day in the site's zone, of the editions that had been
    adopted by then: an adoption at noon changes nothing of what started in the morning.
    """

    def __init__(self, base: Lawbook, zone: ZoneInfo, make: Callable[[Lawbook, date], T]) -> None:
        self._base = base
        self._zone = zone
        self._make = make
        self.clear()

    def clear(self) -> None:
        """Forget what was adopted."""
        self._adopted: list[Micros] = [_EVER]
        self._books: list[Lawbook] = [self._base]
        self._settle()

    def adopt(self, at: Micros, effective: date, rulebook: Rulebook) -> None:
        """An edition has been adopted at an instant, in force from a day on."""
        editions = (*self._books[-1].editions, Edition(effective, rulebook))
        self._books.append(Lawbook(self._base.rulebook_on(date.min), editions))
        self._adopted.append(max(at, self._adopted[-1]))
        self._settle()

    def on(self, at: Micros) -> T:
        """What was made of the law of an instant."""
        if not self._from <= at < self._until:
            self._find(at)
        return self._here

    def change_after(self, at: Micros) -> Micros | None:
        """The first instant after this at which another law may be in force."""
        later = bisect_right(self._changes, at)
        return self._changes[later] if later < len(self._changes) else None

    def change_before(self, at: Micros) -> Micros:
        """The last instant, this one included, at which another law came into force."""
        earlier = bisect_right(self._changes, at)
        return self._changes[earlier - 1] if earlier else _EVER

    def clauses(self, *kinds: Kind) -> Iterator[Clause]:
        """Every clause of some kinds that any edition has, whenever it is in force."""
        for book in self._rulebooks():
            for kind in kinds:
                yield from book.of_kind(kind)

    def day_of(self, at: Micros) -> date:
        """The site's day of an instant."""
        return instant(at).astimezone(self._zone).date()

    def start_of(self, day: date) -> Micros:
        """When a day of the site begins."""
        return micros(datetime.combine(day, time.min, self._zone).astimezone(UTC))

    def _rulebooks(self) -> Iterator[Rulebook]:
        newest = self._books[-1]
        yield newest.rulebook_on(date.min)
        for edition in newest.editions:
            yield edition.rulebook

    def _settle(self) -> None:
        days = {edition.since for edition in self._books[-1].editions}
        for book in self._rulebooks():
            days |= set(_dates(book.clauses.values()))
        starts = (self.start_of(day) for day in days if day.year > 1)
        self._changes = sorted({*starts, *self._adopted})
        self._made: dict[Micros, T] = {}
        self._from, self._until = 0, 0

    def _find(self, at: Micros) -> None:
        number = bisect_right(self._changes, at) - 1
        since = self._changes[number] if number >= 0 else _EVER
        found = self._made.get(since)
        if found is None:
            book = self._books[max(0, bisect_right(self._adopted, at) - 1)]
            found = self._made[since] = self._make(book, self.day_of(max(at, _EVER)))
        self._from, self._until = since, self.change_after(at) or micros(_FOREVER)
        self._here = found


_FOREVER = datetime(9999, 12, 30, tzinfo=UTC)


def _dates(clauses: Iterable[Clause]) -> Iterator[date]:
    for clause in clauses:
        for version in clause.in_force:
            yield version.since
            if version.ends is not None:
                yield version.ends
