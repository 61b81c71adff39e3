"""What a decision reads: the events its items select, fetched from one connection.

Decisions read on the writing connection, under its lock, and on reading ones for a preview; either
way it is done here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple, cast

import apsw
import msgspec
from eventsourcing.dcb.api import DCBEvent, DCBQueryItem

from ledger.store import queries
from ledger.store.errors import unlisted_type, unreadable_tags
from ledger.store.names import Names, Numbering
from ledger.store.recorder import Recorded

Row = tuple[int, int, int, int, str, bytes | None, bytes]

_decode_tags = msgspec.json.Decoder(list[str]).decode


class Selector:
    """Selects events, and makes them of rows, for every connection of one ledger."""

    def __init__(self, path: str, names: Names) -> None:
        self._path = path
        self._names = names

    def select(
        self,
        connection: apsw.Connection,
        numbering: Numbering,
        items: Sequence[tuple[DCBQueryItem, bool]],
    ) -> list[Recorded]:
        """Return the events that the items select, ascending; of a flagged item the newest."""
        asked = _sorted(items)
        rows: list[Row] = []
        for kinds, wanted in asked.alike.items():
            for types, tags in queries.selected_by_any(kinds, wanted, numbering):
                statement = queries.any_selection_statement(len(types), len(tags))
                rows += cast(list[Row], connection.execute(statement, [*types, *tags]).fetchall())
        for item, newest in asked.others:
            rows += self._alone(connection, numbering, item, newest)
        events = self.events(numbering, rows)
        events += self._newest(connection, numbering, asked.newest)
        found = {each.position: each for each in events}
        return [found[position] for position in sorted(found)]

    def _newest(
        self, connection: apsw.Connection, numbering: Numbering, items: Sequence[DCBQueryItem]
    ) -> Iterator[Recorded]:
        """Yield the newest event of each item, out of the newest of each of its types."""
        rows: list[Row] = []
        for probes in queries.probes_of(items, numbering):
            statement, numbers = queries.newest_statement(len(probes)), chain.from_iterable(probes)
            rows += cast(list[Row], connection.execute(statement, [*numbers]).fetchall())
        known: dict[str, list[Recorded]] = defaultdict(list)
        for each in self.events(numbering, sorted(rows, reverse=True)):
            for tag in each.event.tags:
                known[tag].append(each)
        for item in items:
            of_types = (each for each in known[item.tags[0]] if each.event.type in item.types)
            yield from islice(of_types, 1)

    def _alone(
        self, connection: apsw.Connection, numbering: Numbering, item: DCBQueryItem, newest: bool
    ) -> list[Row]:
        """Return the rows of one item."""
        rows: list[Row] = []
        for types, tags in queries.selected_by(item, newest, numbering, connection):
            statement = queries.selection_statement(len(types), len(tags), newest)
            numbers = queries.selection_bindings(types, tags, newest)
            rows += cast(list[Row], connection.execute(statement, numbers).fetchall())
        return sorted(rows)[-1:] if newest else rows

    def events(self, numbering: Numbering, found: list[Row]) -> list[Recorded]:
        """Return the events of rows; the rows' columns are those of `queries`."""
        known = self._names.type_names
        events = []
        for position, number, occurred_at, recorded_at, tags, command, data in found:
            name = known.get(number) or self.type_name(numbering, number, position)
            event = DCBEvent(name, data, self._tags(tags, position))
            events.append(Recorded(event, position, occurred_at, recorded_at, command))
        return events

    def type_name(self, numbering: Numbering, number: int, position: int) -> str:
        """Return the name of the type of an event.

        Raises Damaged when the ledger lacks it.
        """
        try:
            return numbering.type_name(number)
        except KeyError:
            raise unlisted_type(self._path, position) from None

    def _tags(self, text: str, position: int) -> list[str]:
        try:
            return _decode_tags(text)
        except (msgspec.DecodeError, TypeError):
            raise unreadable_tags(self._path, position) from None


class _Asked(NamedTuple):
    """Items by how they are asked for.

    A decision about several days of several people asks a dozen times for the same types, and for
    the newest event of several people. Asked at once, that takes a fifth of the time.
    """

    alike: dict[tuple[str, ...], dict[str, None]]
    """The tags of which the same types are wanted, by those types; no types are all."""
    newest: list[DCBQueryItem]
    """What wants the newest event of some types with one tag."""
    others: list[tuple[DCBQueryItem, bool]]


def _sorted(items: Sequence[tuple[DCBQueryItem, bool]]) -> _Asked:
    asked = _Asked({}, [], [])
    for item, newest in items:
        if len(item.tags) != 1 or (newest and not item.types):
            asked.others.append((item, newest))
        elif newest:
            asked.newest.append(item)
        else:
            asked.alike.setdefault(tuple(item.types), {})[item.tags[0]] = None
    return asked
