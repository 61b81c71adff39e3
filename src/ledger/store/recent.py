"""What this process has appended and read lately, so that most decisions need no look at the file.

A decision reads and then appends at once, so the events that could fail its condition are nearly
always among the last few thousand. For those, the last position of each type, of each tag and of
each type with a tag is kept in memory. What a decision asks for is kept as well: the newest event
of a type with a tag, and all events of a tag, once looked up in the file, are known for as long as
every later append passes through here. So a call's whole life is decided without reading the file.

It is used under the write lock only, and forgotten as soon as another process has appended or a
transaction has failed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from eventsourcing.dcb.api import DCBQueryItem

from ledger.store.recorder import Recorded

_KEYS_KEPT = 8_192
_EVENTS_KEPT = 4_096
_CASES_KEPT = 2_048
_LARGEST_CASE = 512

Key = str | tuple[str, str] | tuple[str]


class RecentAppends:
    """The last positions of everything appended after `floor`, in two generations."""

    def __init__(self) -> None:
        self.head = -1
        self.floor = 0
        self._now: dict[Key, int] = {}
        self._now_floor = 0
        self._before: dict[Key, int] = {}
        self._events: dict[int, Recorded] = {}
        self._cases: dict[str, list[int]] = {}
        self._newest: dict[tuple[tuple[str, ...], str], int] = {}
        self._groups: dict[str, list[tuple[str, ...]]] = {}

    def begin(self, head: int) -> None:
        """Start a transaction at `head`; forget everything if others have appended meanwhile."""
        if head != self.head:
            self.head = self.floor = self._now_floor = head
            self._now, self._before = {}, {}
            self._events, self._cases, self._newest = {}, {}, {}

    def forget(self) -> None:
        """Distrust everything, after a transaction that failed."""
        self.head = -1

    def add(self, recorded: Recorded) -> None:
        """Note an event staged or appended at the next position."""
        event, position = recorded.event, recorded.position
        kind = event.type
        last = self._now
        cases = self._cases
        last[kind] = position
        groups = self._groups.get(kind, ())
        for tag in set(event.tags):
            last[kind, tag] = position
            last[(tag,)] = position
            for group in groups:
                if (group, tag) in self._newest:
                    self._newest[group, tag] = position
            if tag in cases:
                self._extend(tag, position)
        self.head = position
        self._keep(recorded)
        if len(last) > _KEYS_KEPT:
            self.floor = self._now_floor
            self._before = last
            self._now, self._now_floor = {}, position

    def recall(self, item: DCBQueryItem, newest: bool) -> list[Recorded] | None:
        """Return the events a decision's item selects, or None when this memory cannot tell."""
        if not can_be_kept(item, newest):
            return None
        tag = item.tags[0]
        if newest:
            position = self._newest.get((tuple(item.types), tag))
            if position is None:
                return None
            positions = [position] if position else []
        else:
            known = self._cases.get(tag) if not item.types else None
            if known is None:
                return None
            positions = known
        events = self._events
        try:
            return [events[position] for position in positions]
        except KeyError:
            return None

    def learn(self, item: DCBQueryItem, newest: bool, found: list[Recorded]) -> None:
        """Keep what the file answered for an item, so that it can be recalled."""
        if not can_be_kept(item, newest):
            return
        tag = item.tags[0]
        if newest:
            group = tuple(item.types)
            for kind in group:
                groups = self._groups.setdefault(kind, [])
                if group not in groups:
                    groups.append(group)
            if len(self._newest) >= _KEYS_KEPT:
                self._newest.clear()
            self._newest[group, tag] = found[0].position if found else 0
        elif not item.types and len(found) <= _LARGEST_CASE:
            if len(self._cases) >= _CASES_KEPT:
                self._cases.clear()
            self._cases[tag] = [event.position for event in found]
        for event in found:
            self._keep(event)

    def _extend(self, tag: str, position: int) -> None:
        case = self._cases[tag]
        case.append(position)
        if len(case) > _LARGEST_CASE:
            del self._cases[tag]

    def _keep(self, recorded: Recorded) -> None:
        events = self._events
        events[recorded.position] = recorded
        if len(events) > 2 * _EVENTS_KEPT:
            self._events = dict(islice(events.items(), _EVENTS_KEPT, None))

    def match(self, item: DCBQueryItem, after: int) -> int | None:
        """Return the position of an event after `after` that the item matches, 0 if none.

        None means that this memory cannot tell: `after` lies too far back, or several tags were
        each seen but perhaps not on one event.
        """
        if after < self.floor:
            return None
        if not item.tags:
            found = self._last(item.types) if item.types else self.head
            return found if found > after else 0
        found = 2**63
        for tag in item.tags:
            keys: Iterable[Key] = [(kind, tag) for kind in item.types] or [(tag,)]
            found = min(found, self._last(keys))
            if found <= after:
                return 0
        return found if len(item.tags) == 1 else None

    def _last(self, keys: Iterable[Key]) -> int:
        now, before = self._now, self._before
        found = 0
        for key in keys:
            position = now.get(key) or before.get(key, 0)
            if position > found:
                found = position
        return found


def can_be_kept(item: DCBQueryItem, newest: bool) -> bool:
    """Tell whether later appends keep an answer up to date: by type and tag, or a whole tag."""
    return len(item.tags) == 1 and newest == bool(item.types)
