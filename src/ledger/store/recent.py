"""What this process has appended and read lately, so that most decisions need no look at the file.

A decision reads and then appends at once, so the events that could fail its condition are nearly
always among the last few thousand. For those, the last position of each type, of each tag and of
each type with a tag is kept in memory; what nobody sets a condition on is never put in order.

What a decision asks for is kept as well: the newest event of some types with a tag, and all events
of a tag, once looked up in the file, are known for as long as every later append passes through
here. So a call's whole life is decided without reading the file.

It is used under the write lock only, and forgotten as soon as another process has appended or a
transaction has failed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from eventsourcing.dcb.api import DCBQueryItem

from ledger.store.recorder import Decision, Recorded

_KEYS_KEPT = 8_192
_UNORDERED_KEPT = 1_024
_CASES_KEPT = 1_024
_EVENTS_OF_CASES_KEPT = 8_192
_LARGEST_CASE = 512

Key = str | tuple[str, str] | tuple[str]
Types = tuple[str, ...]


class RecentAppends:
    """The last positions of everything appended after `floor`, and answers kept up to date."""

    def __init__(self) -> None:
        self.head = -1
        self._positions = _LastPositions(0)
        self._answers = _Answers()

    @property
    def floor(self) -> int:
        """The position up to which nothing is known to conditions."""
        return self._positions.floor

    def begin(self, head: int) -> None:
        """Start a transaction at `head`; forget everything if others have appended meanwhile."""
        if head != self.head:
            self.head = head
            self._positions = _LastPositions(head)
            self._answers = _Answers()

    def forget(self) -> None:
        """Distrust everything, after a transaction that failed."""
        self.head = -1

    def add(self, recorded: Recorded) -> None:
        """Note an event staged or appended at the next position."""
        self.head = recorded.position
        self._positions.add(recorded)
        self._answers.add(recorded)

    def recall(self, item: DCBQueryItem, newest: bool) -> list[Recorded] | None:
        """Return the events a decision's item selects, or None when this memory cannot tell.

        They are the memory's own list, which grows with later appends.
        """
        return self._answers.of(item, newest)

    def learn(self, item: DCBQueryItem, newest: bool, found: list[Recorded]) -> None:
        """Keep what the file answered for an item, so that it can be recalled."""
        if _can_be_kept(item, newest):
            self._answers.keep(item, found)

    def missing(self, decisions: Iterable[Decision]) -> list[tuple[DCBQueryItem, bool]]:
        """What decisions ask for that could be kept here and is not, each once."""
        found = {
            (tuple(item.types), item.tags[0]): (item, newest)
            for decision in decisions
            for item, newest in decision.items
            if _can_be_kept(item, newest) and self._answers.of(item, newest) is None
        }
        return list(found.values())

    def match(self, item: DCBQueryItem, after: int) -> int | None:
        """Return the position of an event after `after` that the item matches, 0 if none.

        None means that this memory cannot tell: `after` lies too far back, or several tags were
        each seen but perhaps not on one event.
        """
        return self._positions.match(item, after)


class _LastPositions:
    """The last position of each type, of each tag and of each type with a tag, after `floor`.

    They are kept in two generations, the older of which is dropped when the younger is full.
    """

    def __init__(self, head: int) -> None:
        self.floor = head
        self._head = head
        self._now: dict[Key, int] = {}
        self._now_floor = head
        self._before: dict[Key, int] = {}
        self._added: deque[Recorded] = deque(maxlen=_UNORDERED_KEPT)

    def add(self, recorded: Recorded) -> None:
        self._added.append(recorded)

    def match(self, item: DCBQueryItem, after: int) -> int | None:
        if self._added:
            self._catch_up()
        if after < self.floor:
            return None
        if not item.tags:
            found = self._last(item.types) if item.types else self._head
            return found if found > after else 0
        found = 2**63
        for tag in item.tags:
            keys: Iterable[Key] = [(kind, tag) for kind in item.types] or [(tag,)]
            found = min(found, self._last(keys))
            if found <= after:
                return 0
        return found if len(item.tags) == 1 else None

    def _catch_up(self) -> None:
        """Put in order what was added since somebody last asked."""
        added = self._added
        before_added = added[0].position - 1
        if before_added > self._head:
            self.floor = self._now_floor = before_added
            self._now, self._before = {}, {}
        while added:
            recorded = added.popleft()
            event, self._head = recorded.event, recorded.position
            last = self._now
            last[event.type] = self._head
            for tag in event.tags:
                last[event.type, tag] = self._head
                last[(tag,)] = self._head
            if len(last) > _KEYS_KEPT:
                self.floor = self._now_floor
                self._before = last
                self._now, self._now_floor = {}, self._head

    def _last(self, keys: Iterable[Key]) -> int:
        now, before = self._now, self._before
        found = 0
        for key in keys:
            position = now.get(key) or before.get(key, 0)
            if position > found:
                found = position
        return found


class _Answers:
    """What decisions asked for, by tag, as it stands after every append."""

    def __init__(self) -> None:
        self._newest: dict[str, dict[Types, list[Recorded]]] = {}
        self._groups: dict[str, set[Types]] = {}
        self._cases: dict[str, list[Recorded]] = {}
        self._in_cases = 0

    def of(self, item: DCBQueryItem, newest: bool) -> list[Recorded] | None:
        if len(item.tags) != 1 or newest != bool(item.types):
            return None
        if not newest:
            return self._cases.get(item.tags[0])
        known = self._newest.get(item.tags[0])
        return None if known is None else known.get(tuple(item.types))

    def keep(self, item: DCBQueryItem, found: list[Recorded]) -> None:
        tag = item.tags[0]
        if item.types:
            group = tuple(item.types)
            for kind in group:
                self._groups.setdefault(kind, set()).add(group)
            if len(self._newest) >= _KEYS_KEPT:
                self._newest.clear()
            self._newest.setdefault(tag, {})[group] = found[-1:]
        elif len(found) <= _LARGEST_CASE:
            self._make_room(len(found))
            self._cases[tag] = list(found)

    def add(self, recorded: Recorded) -> None:
        event = recorded.event
        groups = self._groups.get(event.type, ())
        for tag in set(event.tags):
            known = self._newest.get(tag)
            if known is not None:
                for group in groups:
                    if group in known:
                        known[group] = [recorded]
            case = self._cases.get(tag)
            if case is not None:
                self._extend(tag, case, recorded)

    def _extend(self, tag: str, case: list[Recorded], recorded: Recorded) -> None:
        case.append(recorded)
        self._in_cases += 1
        if len(case) > _LARGEST_CASE:
            del self._cases[tag]

    def _make_room(self, events: int) -> None:
        self._in_cases += events
        if len(self._cases) >= _CASES_KEPT or self._in_cases > _EVENTS_OF_CASES_KEPT:
            self._cases.clear()
            self._in_cases = events


def _can_be_kept(item: DCBQueryItem, newest: bool) -> bool:
    """Tell whether later appends keep an answer up to date: by type and tag, or a whole tag."""
    return len(item.tags) == 1 and newest == bool(item.types)
