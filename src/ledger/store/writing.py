"""Appending to a ledger: the one function through which every event enters.

All conditions, positions and command ids are settled inside one write transaction whose lock is
held until its commit is durable. So the order of positions is the order of commits, there is never
a gap, and whoever reads "everything after N" misses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import cast

import apsw
import msgspec
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQueryItem
from eventsourcing.persistence import ProgrammingError

from ledger.store import queries, rows
from ledger.store.connection import ConnectionFactory, as_store_error
from ledger.store.errors import StoreError
from ledger.store.names import Names, StagedNames
from ledger.store.recent import RecentAppends
from ledger.store.recorder import AppendConflict, Batch, Decision, Entry, Recorded, Span
from ledger.store.selecting import Selector
from ledger.store.sequencer import Answer, Command, Reply, Unit

_HEAD = "SELECT max(position) FROM event"
_FIND_COMMANDS = "SELECT id, first, last FROM command WHERE id IN"
_MOST_REMEMBERED = 500
"""An import of more commands that ask for nothing is not worth remembering."""

_ONE_COMMANDS_FAULT = (apsw.TooBigError, apsw.ConstraintError, apsw.MismatchError)
_ANY_EVENT = (DCBQueryItem(),)
_encode_tags = msgspec.json.encode


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
        self._recent = RecentAppends()
        self._selector = Selector(factory.path, names)

    def write(self, units: Sequence[Unit]) -> list[Answer]:
        """Append all units in one transaction and answer each.

        A command the database refuses for its own content does not spoil the others: they are
        written again without it. A fault of the store itself is the answer to all, and nothing
        of any of them has been written.
        """
        try:
            return list(self._transaction(units))
        except StoreError as fault:
            return [fault] * len(units)
        except Exception as fault:
            if len(units) == 1:
                return [fault]
            return [answer for unit in units for answer in self.write([unit])]

    def _transaction(self, units: Sequence[Unit]) -> list[list[Reply]]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                transaction = _Transaction(
                    connection, self._names, self._selector, self._recent, self._clock()
                )
                answers = transaction.apply(units)
                connection.execute("COMMIT")
            except BaseException:
                self._recent.forget()
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

    Names and command ids are looked up for all commands together, and rows are stored together,
    so that a group costs little more than a single command. Only a condition or a decision that
    memory cannot settle stores first what is collected, and then asks the database.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        names: Names,
        selector: Selector,
        recent: RecentAppends,
        now: int,
    ) -> None:
        self._connection = connection
        self._selector = selector
        self._now = now
        self._recent = recent
        self.names = StagedNames(names, connection)
        self.head: int = connection.execute(_HEAD).get or 0
        recent.begin(self.head)
        self._commands: dict[bytes, tuple[int, int]] = {}
        self._event_values: list[rows.Value] = []
        self._tagged: list[tuple[int, int, int]] = []
        self._command_values: list[rows.Value] = []
        self._remembering = True

    def apply(self, units: Sequence[Unit]) -> list[list[Reply]]:
        """Apply every command of every unit, and store what they append."""
        commands = [command for unit in units for command in unit]
        self._prepare(commands)
        self._look_ahead([each for each in commands if isinstance(each, Decision)])
        answers = [[self._reply(command) for command in unit] for unit in units]
        self._store()
        if not self._remembering:
            self._recent.forget()
        return answers

    def _prepare(self, batches: list[Command]) -> None:
        brought = [event for each in batches if isinstance(each, Batch) for event in each.events]
        types = {event.type for event in brought}
        self.names.prepare(types, {tag for event in brought for tag in event.tags})
        self._remembering = len(batches) <= _MOST_REMEMBERED or any(map(_asks, batches))
        commands = [batch.command for batch in batches if batch.command is not None]
        for row in rows.find(self._connection, _FIND_COMMANDS, commands):
            command, first, last = cast(tuple[bytes, int, int], row)
            self._commands[command] = (first, last)

    def _look_ahead(self, decisions: list[Decision]) -> None:
        """Look up at once what the decisions need and memory lacks, while nothing is collected."""
        missing = self._recent.missing(decisions)
        self.names.tags.seek(item.tags[0] for item, _ in missing)
        events: dict[str, list[Recorded]] = defaultdict(list)
        for event in self._select(missing):
            for tag in set(event.event.tags):
                events[tag].append(event)
        for item, newest in missing:
            found = events[item.tags[0]]
            if newest:
                found = [each for each in found if each.event.type in item.types]
            self._recent.learn(item, newest, found)

    def _select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> list[Recorded]:
        return self._selector.select(self._connection, self.names, items)

    def _reply(self, asked: Command) -> Reply:
        command = asked.command
        if command is not None and command in self._commands:
            first, last = self._commands[command]
            return Span(first, last, duplicate=True)
        if isinstance(asked, Decision):
            return self._decided(asked)
        if asked.condition is not None:
            positions = self._conflicts(asked.condition)
            if positions:
                return AppendConflict(positions)
        return self._append(asked.events, command)

    def _decided(self, decision: Decision) -> Reply:
        found = self._selected(decision.items)
        try:
            events = decision.decide(found)
        except Exception as refusal:
            # Whatever a decision raises is the answer to whoever asked for it.
            return refusal
        if not events:
            return None
        return self._append(events, decision.command)

    def _selected(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> list[Recorded]:
        found: dict[int, Recorded] = {}
        unknown = []
        for item, newest in items:
            events = self._recent.recall(item, newest)
            if events is None:
                unknown.append((item, newest))
                continue
            for event in events:
                found[event.position] = event
        if unknown:
            self._store()
            for event in self._select(unknown):
                found[event.position] = event
        return [found[position] for position in sorted(found)]

    def _append(self, events: Sequence[DCBEvent], command: bytes | None) -> Span:
        first = self.head + 1
        for event in events:
            self._stage(event, command)
        if command is not None:
            self._commands[command] = (first, self.head)
            self._command_values += (command, first, self.head)
        return Span(first, self.head)

    def _conflicts(self, condition: DCBAppendCondition) -> list[int]:
        after = condition.after or 0
        items = condition.fail_if_events_match.items or _ANY_EVENT
        positions: set[int] = set()
        for item in items:
            position = self._recent.match(item, after)
            if position is None:
                positions.update(self._stored_matches(item, after))
            elif position:
                positions.add(position)
        return sorted(positions)[: queries.CONFLICTS_SHOWN]

    def _stored_matches(self, item: DCBQueryItem, after: int) -> Iterator[int]:
        self._store()
        for types, tags in queries.sought_by(item, self.names, self._connection):
            statement = queries.conflict_statement(len(types), len(tags))
            for row in self._connection.execute(statement, (*types, *tags, after)).fetchall():
                yield cast(int, row[0])

    def _stage(self, event: DCBEvent, command: bytes | None) -> None:
        self.head = position = self.head + 1
        number = self.names.types[event.type]
        tags = event.tags
        occurred_at, recorded_at = 0, self._now
        if isinstance(event, Entry):
            occurred_at = event.occurred_at
            recorded_at = event.recorded_at or recorded_at
        self._event_values += (
            position,
            number,
            occurred_at,
            recorded_at,
            _encode_tags(tags).decode(),
            command,
            _readable(event.data),
        )
        numbers = self.names.tags
        for tag in set(tags):
            self._tagged.append((numbers[tag], number, position))
        if self._remembering:
            self._recent.add(Recorded(event, position, occurred_at, recorded_at, command))

    def _store(self) -> None:
        self.names.store()
        if not self._event_values:
            return
        rows.insert(self._connection, "event", self._event_values, 7)
        self._tagged.sort()
        rows.insert(self._connection, "tagged", [*chain.from_iterable(self._tagged)], 3)
        rows.insert(self._connection, "command", self._command_values, 3)
        self._event_values, self._tagged, self._command_values = [], [], []


def _asks(command: Command) -> bool:
    """Tell whether what a command appends depends on what has been appended before it."""
    return isinstance(command, Decision) or command.condition is not None


def _readable(data: bytes) -> str | bytes:
    """Store text as text, so that the sqlite3 shell shows it; anything else as the bytes it is."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    return data if "\0" in text else text
