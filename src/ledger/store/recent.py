"""What this process has appended lately, so that most conditions need no look at the file.

A decision reads and then appends at once, so the events that could fail its condition are nearly
always among the last few thousand. For those, the last position of each type, of each tag and of
each type with a tag is kept in memory. It is used under the write lock only, and forgotten as soon
as another process has appended or a transaction has failed.
"""

from __future__ import annotations

from collections.abc import Iterable

from eventsourcing.dcb.api import DCBEvent, DCBQueryItem

_KEYS_KEPT = 32_768

Key = str | tuple[str, str] | tuple[str]


class RecentAppends:
    """The last positions of everything appended after `floor`, in two generations."""

    def __init__(self) -> None:
        self.head = -1
        self.floor = 0
        self._now: dict[Key, int] = {}
        self._now_floor = 0
        self._before: dict[Key, int] = {}

    def begin(self, head: int) -> None:
        """Start a transaction at `head`; forget everything if others have appended meanwhile."""
        if head != self.head:
            self.head = self.floor = self._now_floor = head
            self._now, self._before = {}, {}

    def forget(self) -> None:
        """Distrust everything, after a transaction that failed."""
        self.head = -1

    def add(self, event: DCBEvent, position: int) -> None:
        """Note an event staged or appended at the next position."""
        kind = event.type
        last = self._now
        last[kind] = position
        for tag in event.tags:
            last[kind, tag] = position
            last[(tag,)] = position
        self.head = position
        if len(last) > _KEYS_KEPT:
            self.floor = self._now_floor
            self._before = last
            self._now, self._now_floor = {}, position

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
