"""What a decision reads: the events its items select, fetched from one connection.

Decisions read on the writing connection, under its lock, and on reading ones for a preview; either
way it is done here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

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
        found: dict[int, Row] = {}
        alike, others = _alike(items)
        for kinds, wanted in alike.items():
            for numbers, any_of in queries.selected_by_any(kinds, wanted, numbering):
                statement = queries.any_selection_statement(len(numbers), len(any_of))
                bound = (*numbers, *any_of)
                for each in cast(list[Row], connection.execute(statement, bound).fetchall()):
                    found[each[0]] = each
        for item, newest in others:
            rows: list[Row] = []
            for types, tags in queries.selected_by(item, newest, numbering, connection):
                statement = queries.selection_statement(len(types), len(tags), newest)
                numbers = queries.selection_bindings(types, tags, newest)
                rows += cast(list[Row], connection.execute(statement, numbers).fetchall())
            for row in sorted(rows)[-1:] if newest else rows:
                found[row[0]] = row
        return self.events(numbering, [found[position] for position in sorted(found)])

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


def _alike(
    items: Sequence[tuple[DCBQueryItem, bool]],
) -> tuple[dict[tuple[str, ...], dict[str, None]], list[tuple[DCBQueryItem, bool]]]:
    """The tags of items that want the same types of one tag each, by those types; and the others.

    A decision about several days of several people asks a dozen times for the same types; asked
    at once, that takes a fifth of the time.
    """
    alike: dict[tuple[str, ...], dict[str, None]] = {}
    others = []
    for item, newest in items:
        if newest or len(item.tags) != 1:
            others.append((item, newest))
        else:
            alike.setdefault(tuple(item.types), {})[item.tags[0]] = None
    return alike, others
