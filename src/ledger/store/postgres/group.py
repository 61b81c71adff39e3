"""Commands applied one after another before any of them is stored, each seeing those before it.

What the ledger holds up to `base` is taken from memory where that can tell, else looked up. What
the group itself appends stands at the positions after `base` meanwhile. Should others get there
first, the group is moved as a whole, or applied anew when any of it could then be decided
otherwise. A decision may cite the positions it sees, so one that sees events of its own group
needs the lock, under which nobody gets there first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQueryItem

from ledger.store.postgres.rows import Staged, matching, staged
from ledger.store.queries import CONFLICTS_SHOWN
from ledger.store.recent import RecentAppends
from ledger.store.recorder import AppendConflict, Batch, Decision, Recorded, Span
from ledger.store.sequencer import Command, Reply, Unit

PORTION = 1_000
"""Events in one portion of a large append; the server sorts what they touch in its cache."""

_FIRST_PORTION = 250
"""The server has nothing to do until it comes."""

_MOST_REMEMBERED = 500
"""An import of more commands that ask for nothing is not worth remembering."""

_ANYTHING = DCBQueryItem()

Wanted = Sequence[tuple[DCBQueryItem, bool]]


class NeedsLock(Exception):
    """A command depends on another of its group, so their positions must be certain."""


class Stored(Protocol):
    """The events that are stored up to the group's base."""

    def select(self, items: Wanted) -> list[list[Recorded]]:
        """What each item of a decision selects, oldest first; of a flagged one the newest."""

    def conflicts(self, item: DCBQueryItem, after: int) -> list[int]:
        """The first few positions after one that match an item."""


@dataclass(slots=True)
class _Placed:
    """A command whose events begin so many positions after the base."""

    begin: int
    count: int
    duplicate: bool = False

    def at(self, first: int) -> Span:
        """Its positions when the group's first event gets position `first`."""
        begin = first + self.begin
        return Span(begin, begin + self.count - 1, self.duplicate)


class Group:
    """The commands of one commit. `now` stamps their events, in microseconds.

    `known` are commands that were recorded earlier; `locked` tells whether nobody else can append
    before these do.
    """

    def __init__(
        self,
        base: int,
        now: int,
        recent: RecentAppends,
        stored: Stored,
        known: dict[bytes, Span],
        *,
        locked: bool,
    ) -> None:
        self.base = base
        self.payload: list[Staged] = []
        self.commands: dict[bytes, int] = {}
        self.undecided = False
        """Whether an answer was to append nothing, which holds only until something comes."""
        self.left_out: list[bytes] = []
        """The ids of commands that append nothing, if they were not recorded earlier."""
        self._now = now
        self._recent = recent
        self._stored = stored
        self._known = known
        self._own: list[Recorded] = []
        self._asked: dict[tuple[tuple[str, ...], tuple[str, ...]], DCBQueryItem] = {}
        self._answers: list[list[Reply | _Placed]] = []
        self._placed: dict[bytes, _Placed] = {}
        self._locked = locked
        self._remembering = True
        self._carry: Callable[[Sequence[Staged]], None] | None = None
        self._carried = 0

    def apply(
        self, units: Sequence[Unit], carry: Callable[[Sequence[Staged]], None] | None = None
    ) -> None:
        """Apply every command of every unit.

        `carry` takes away each portion as soon as it is full, and the rest at the end; without
        it all is left in `payload`. Raises NeedsLock.
        """
        self._carry = carry
        commands = [command for unit in units for command in unit]
        self._remembering = len(commands) <= _MOST_REMEMBERED or any(map(asks, commands))
        self._look_ahead(commands)
        self._answers = [[self._answered(command) for command in unit] for unit in units]
        if carry is not None and self._carried < len(self.payload):
            carry(self.payload[self._carried :])
        if not self._remembering:
            self._recent.forget()

    @property
    def unless(self) -> list[DCBQueryItem]:
        """What must not have come after the base for these answers to stand; may be nothing."""
        return list(self._asked.values())

    def replies(self, first: int) -> list[list[Reply]]:
        """The answers, with the group's events placed from position `first` on."""
        return [
            [answer.at(first) if isinstance(answer, _Placed) else answer for answer in unit]
            for unit in self._answers
        ]

    def _look_ahead(self, commands: Sequence[Command]) -> None:
        """Look up at once what the decisions need and memory lacks, rather than one by one."""
        decisions = [each for each in commands if isinstance(each, Decision)]
        if len(decisions) < 2:
            return
        wanted = self._recent.missing(decisions)
        if wanted:
            for (item, newest), events in zip(wanted, self._stored.select(wanted), strict=True):
                self._recent.learn(item, newest, events)

    def _answered(self, asked: Command) -> Reply | _Placed:
        answer = self._answer(asked)
        if asked.command is not None and not isinstance(answer, _Placed | Span):
            self.left_out.append(asked.command)
        return answer

    def _answer(self, asked: Command) -> Reply | _Placed:
        command = asked.command
        if command is not None:
            if command in self._known:
                return self._known[command]
            if command in self._placed:
                earlier = self._placed[command]
                return _Placed(earlier.begin, earlier.count, duplicate=True)
        if isinstance(asked, Decision):
            return self._decided(asked)
        if asked.condition is not None:
            positions = self._conflicts(asked.condition)
            if positions:
                return AppendConflict(positions)
        return self._append(asked.events, command)

    def _decided(self, decision: Decision) -> Reply | _Placed:
        self._note(item for item, _ in decision.items)
        found = self._selected(decision.items)
        if found:
            self._require_certain(found[-1].position)
        try:
            events = decision.decide(found)
        except Exception as refusal:
            # Whatever a decision raises is the answer to whoever asked for it.
            self.undecided = True
            return refusal
        if not events:
            self.undecided = True
            return None
        return self._append(events, decision.command)

    def _selected(self, items: Wanted) -> list[Recorded]:
        found: dict[int, Recorded] = {}
        missing: list[tuple[DCBQueryItem, bool]] = []
        for item, newest in items:
            events = self._recent.recall(item, newest)
            if events is None:
                missing.append((item, newest))
            else:
                found.update((event.position, event) for event in events)
        if missing:
            for (item, newest), stored in zip(missing, self._stored.select(missing), strict=True):
                events = [*stored, *self._own_matches(item, self.base)]
                events = events[-1:] if newest else events
                self._recent.learn(item, newest, events)
                found.update((event.position, event) for event in events)
        return [found[position] for position in sorted(found)]

    def _conflicts(self, condition: DCBAppendCondition) -> list[int]:
        after = condition.after or 0
        items = condition.fail_if_events_match.items or [_ANYTHING]
        positions: set[int] = set()
        for item in items:
            position = self._recent.match(item, after)
            if position is None:
                positions.update(self._stored.conflicts(item, after))
                positions.update(own.position for own in self._own_matches(item, after))
            elif position:
                positions.add(position)
        if positions:
            self._require_certain(max(positions))
        else:
            self._note(items)
        return sorted(positions)[:CONFLICTS_SHOWN]

    def _require_certain(self, position: int) -> None:
        if position > self.base and not self._locked:
            raise NeedsLock

    def _own_matches(self, item: DCBQueryItem, after: int) -> list[Recorded]:
        matches = matching(item)
        return [own for own in self._own if own.position > after and matches(own.event)]

    def _note(self, items: Iterable[DCBQueryItem]) -> None:
        for item in items:
            self._asked[tuple(item.types), tuple(item.tags)] = item

    def _append(self, events: Sequence[DCBEvent], command: bytes | None) -> _Placed:
        placed = _Placed(len(self.payload), len(events))
        for part, event in enumerate(events):
            sent = staged(event, self._now, command, part)
            self.payload.append(sent)
            if self._remembering:
                position = self.base + len(self.payload)
                own = Recorded(event, position, sent.occurred_at, sent.recorded_at, command)
                self._own.append(own)
                self._recent.add(own)
        if command is not None:
            self.commands[command] = placed.begin
            self._placed[command] = placed
        portion = PORTION if self._carried else _FIRST_PORTION
        if self._carry is not None and len(self.payload) - self._carried >= portion:
            self._carry(self.payload[self._carried :])
            self._carried = len(self.payload)
        return placed


def asks(command: Command) -> bool:
    """Tell whether what a command appends depends on what has been appended before it."""
    return isinstance(command, Decision) or command.condition is not None


def is_import(units: Sequence[Unit]) -> bool:
    """Tell whether there are many events, none of which depends on what was appended before it."""
    many = sum(len(each.events) for unit in units for each in unit if isinstance(each, Batch))
    return many > PORTION and not any(asks(command) for unit in units for command in unit)


def ids_in(units: Sequence[Unit]) -> list[bytes]:
    """The command ids of units, each once."""
    return list(
        dict.fromkeys(each.command for unit in units for each in unit if each.command is not None)
    )
