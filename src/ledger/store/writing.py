"""Appending to a ledger: the one function through which every event enters.

All conditions, positions and command ids are settled inside one write transaction whose lock is
held until its commit is durable. So the order of positions is the order of commits, there is never
a gap, and whoever reads "everything after N" misses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import apsw
import msgspec
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent
from eventsourcing.persistence import ProgrammingError

from ledger.store import queries
from ledger.store.connection import ConnectionFactory, as_store_error
from ledger.store.names import Names, StagedNames
from ledger.store.recorder import AppendConflict, Batch, Entry, Span
from ledger.store.sequencer import Answer, Unit

_HEAD = "SELECT max(position) FROM event"
_INSERT_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)"
_FIND_COMMAND = "SELECT first, last FROM command WHERE id = ?"
_TAGGED_AT_ONCE = 32
_ONE_COMMANDS_FAULT = (apsw.TooBigError, apsw.ConstraintError, apsw.MismatchError)
_encode_tags = msgspec.json.encode

EventRow = tuple[int, int, int, int, str, bytes | None, str | bytes]


class Writer:
    """Owns the one connection that appends. Its caller lets in one thread at a time."""

    def __init__(
        self,
        factory: ConnectionFactory,
        names: Names,
        clock: Callable[[], int],
        on_commit: Callable[[int], None],
    ) -> None:
        self._path = factory.path
        self._connection = factory.writer()
        self._names = names
        self._clock = clock
        self._on_commit = on_commit

    def write(self, units: Sequence[Unit]) -> list[Answer]:
        """Append all units in one transaction and answer each.

        A command the database refuses for its own content does not spoil the others: they are
        written again without it. A fault of the store itself is the answer to all, and nothing
        of any of them has been written.
        """
        try:
            return list(self._transaction(units))
        except (ProgrammingError, TypeError, ValueError) as fault:
            if len(units) == 1:
                return [fault]
            return [answer for unit in units for answer in self.write([unit])]
        except Exception as fault:
            return [fault] * len(units)

    def _transaction(self, units: Sequence[Unit]) -> list[list[Span | AppendConflict]]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                transaction = _Transaction(connection, self._names, self._clock())
                answers = [[transaction.apply(batch) for batch in unit] for unit in units]
                transaction.flush()
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except _ONE_COMMANDS_FAULT as fault:
            message = f"The ledger {self._path} cannot store this event: {fault}."
            raise ProgrammingError(message) from fault
        except apsw.Error as fault:
            raise as_store_error(fault, self._path) from fault
        transaction.names.publish()
        self._on_commit(transaction.head)
        return answers

    def close(self) -> None:
        """Close the connection; the log is folded into the file when it was the last one."""
        self._connection.close()


class _Transaction:
    """Commands applied one after another, each seeing those before it.

    Rows are collected and stored together; a condition first stores what is collected, so that
    it is always answered by the database alone.
    """

    def __init__(self, connection: apsw.Connection, names: Names, now: int) -> None:
        self._connection = connection
        self._now = now
        self.names = StagedNames(names, connection)
        self.head: int = connection.execute(_HEAD).get or 0
        self._events: list[EventRow] = []
        self._tagged: list[tuple[int, int, int]] = []
        self._commands: dict[bytes, tuple[int, int]] = {}

    def apply(self, batch: Batch) -> Span | AppendConflict:
        command = batch.command
        if command is not None:
            earlier = (
                self._commands.get(command)
                or self._connection.execute(_FIND_COMMAND, (command,)).get
            )
            if earlier is not None:
                first, last = earlier
                return Span(first, last, duplicate=True)
        if batch.condition is not None:
            positions = self._conflicts(batch.condition)
            if positions:
                return AppendConflict(positions)
        first = self.head + 1
        for event in batch.events:
            self._stage(event, command)
        if command is not None:
            self._commands[command] = (first, self.head)
        return Span(first, self.head)

    def _conflicts(self, condition: DCBAppendCondition) -> list[int]:
        self.flush()
        query = condition.fail_if_events_match
        after = condition.after or 0
        if after >= self.head:
            return []
        positions: set[int] = set()
        streams = queries.streams_of(query, self.names, self._connection)
        for portion in queries.in_statements(streams):
            statement = queries.conflict_statement(queries.shape_of(portion))
            bound = (after, *queries.bindings_of(portion))
            positions.update(row[0] for row in self._connection.execute(statement, bound))
        return sorted(positions)[: queries.CONFLICTS_SHOWN]

    def _stage(self, event: DCBEvent, command: bytes | None) -> None:
        self.head = position = self.head + 1
        names = self.names
        number = names.type_number(event.type)
        tags = event.tags
        occurred_at, recorded_at = 0, self._now
        if isinstance(event, Entry):
            occurred_at = event.occurred_at
            recorded_at = event.recorded_at or recorded_at
        self._events.append(
            (
                position,
                number,
                occurred_at,
                recorded_at,
                _encode_tags(tags).decode(),
                command,
                _readable(event.data),
            )
        )
        for tag in set(tags) if len(tags) > 1 else tags:
            self._tagged.append((names.tag_number(tag), number, position))

    def flush(self) -> None:
        """Store what has been collected."""
        if not self._events:
            return
        connection = self._connection
        self.names.write()
        if len(self._events) == 1:
            connection.execute(_INSERT_EVENT, self._events[0])
        else:
            connection.executemany(_INSERT_EVENT, self._events)
        self._write_tagged()
        if self._commands:
            connection.executemany(
                "INSERT INTO command VALUES (?, ?, ?)",
                [(command, *span) for command, span in self._commands.items()],
            )
        self._events, self._tagged, self._commands = [], [], {}

    def _write_tagged(self) -> None:
        rows = self._tagged
        rows.sort()
        for i in range(0, len(rows), _TAGGED_AT_ONCE):
            portion = rows[i : i + _TAGGED_AT_ONCE]
            numbers = [number for row in portion for number in row]
            self._connection.execute(_insert_tagged(len(portion)), numbers)


def _readable(data: bytes) -> str | bytes:
    """Store text as text, so that the sqlite3 shell shows it; anything else as the bytes it is."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    return data if "\0" in text else text


@lru_cache(maxsize=_TAGGED_AT_ONCE)
def _insert_tagged(count: int) -> str:
    return "INSERT INTO tagged VALUES " + ", ".join(["(?, ?, ?)"] * count)
