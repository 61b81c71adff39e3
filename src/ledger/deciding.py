"""One action on its way through a store: what is read for it, and how it is decided from that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache

from ledger.kernel.action import Action, Refused
from ledger.kernel.boundary import Found, Past, Selection, about, selected
from ledger.kernel.codec import Authored, body_of, personal_fields_set, stored
from ledger.kernel.event import Event, instant, micros, tags_of
from ledger.kernel.tags import PersonId, Tag, actor, law
from ledger.registers.org.standing import entitlement, require_entitled
from ledger.registers.regulation.events import LawChanged
from ledger.rulebook.lookup import LawOn
from ledger.store.recorder import DCBQueryItem, Decision, Entry
from ledger.store.recorder import Recorded as StoredEvent
from ledger.vault import Vault

_MOST_REMEMBERED = 4_096
_LAW = about(law()).last(LawChanged)
"""Every decision depends on which law is in force, so that none is taken under a former one."""


class Understanding:
    """Stored events as decisions see them. An event never changes, so it is decoded once.

    A store may show a decision an event before it is stored, at a position that another then
    gets; so what was decoded counts only for the very bytes it was decoded from.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[bytes, Found[Event]]] = {}

    def of(self, stored_event: StoredEvent) -> Found[Event]:
        """The event with its position, instant and tags.

        :raises UnknownEvent: when this program does not know the type or that version of it.
        """
        event = stored_event.event
        known = self._known.get(stored_event.position)
        if known is not None and known[0] == event.data:
            return known[1]
        found = Found(
            stored_event.position,
            instant(stored_event.occurred_at),
            body_of(event.type, event.data),
            tuple(map(Tag, event.tags)),
        )
        self.learn(found, event.data)
        return found

    def learn(self, found: Found[Event], data: bytes) -> None:
        """Remember what these bytes at this position say."""
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[found.position] = (data, found)


class Outgrown(Exception):
    """What a boundary follows from changed before the decision; it has to be drawn anew."""


class Pending:
    """An action that somebody wants done, until it is appended or refused."""

    def __init__(
        self,
        action: Action,
        at: datetime,
        authored: Authored,
        law_on: Callable[[datetime, int], LawOn],
        vault: Vault,
        understanding: Understanding,
        select: Callable[[Sequence[tuple[DCBQueryItem, bool]]], Sequence[StoredEvent]],
    ) -> None:
        self._action = action
        self._authored = authored
        self._law_on = law_on
        self._vault = vault
        self._understanding = understanding
        self._actor = actor(authored.by)
        self.at = at
        self.law: LawOn
        self.tagged: list[tuple[Event, tuple[Tag, ...]]] = []
        self.entries: list[Entry] = []
        self.cited: tuple[int, ...] = authored.causes
        self._basis = action.basis()
        read = select([_item(selection) for selection in self._basis]) if self._basis else ()
        basis = [understanding.of(each) for each in read]
        self._drawn_upon = [each.event for each in basis]
        boundary = action.boundary_upon(Past(basis, at=at, actor=authored.by), law_on(at, 0))
        self._about_law = any(LawChanged in selection.types for selection in boundary)
        self.items = (*map(_item, boundary), *_always_asked(type(action), authored.by))

    @property
    def decision(self) -> Decision:
        """What a store is asked for. It holds this action and is not held by it.

        So both are gone as soon as the action is done, without a search for what hangs together.
        """
        return Decision(self.items, self._decide, bytes.fromhex(self._authored.command))

    def weigh(self, found: Sequence[StoredEvent]) -> None:
        """Decide, and remember the events, the law that was read and what was cited.

        :raises Refused: when a rule refuses the action.
        :raises Unfit: when an event would hold personal data of nobody.
        :raises Outgrown: when the boundary would now be another.
        """
        by = self._authored.by
        changed, found = self._without_law(found)
        events = list(map(self._understanding.of, found))
        if self._basis and [e.event for e in selected(self._basis, events)] != self._drawn_upon:
            raise Outgrown()
        past = Past(events, at=self.at, actor=by)
        self.law = self._law_on(self.at, changed)
        self.law.cite("org.roles")
        try:
            require_entitled(past, self._action, by)
            yielded = list(self._action.decide(past, self.law))
        except Refused as refusal:
            refusal.title, refusal.zone = self.law.title(refusal.clause), self.law.zone
            raise
        self.tagged = [(event, (*tags_of(event), self._actor)) for event in yielded]
        for event, _ in self.tagged:
            personal_fields_set(event)
        self.cited = tuple(sorted({*self._authored.causes, *past.evidence}))

    def _without_law(self, found: Sequence[StoredEvent]) -> tuple[int, Sequence[StoredEvent]]:
        """Where the law last changed, and the events that the action itself asked for."""
        for number, each in enumerate(found):
            if each.event.type == LawChanged.type_name:
                others = found if self._about_law else [*found[:number], *found[number + 1 :]]
                return each.position, others
        return 0, found

    def _decide(self, found: list[StoredEvent]) -> list[Entry]:
        self.weigh(found)
        authored = self._authored._replace(causes=self.cited, clauses=self.law.consulted)
        self.entries = [
            entry(event, tags, self.at, authored, self._vault) for event, tags in self.tagged
        ]
        self._vault.settle()
        return self.entries


@lru_cache(maxsize=4_096)
def _always_asked(kind: type[Action], by: PersonId) -> tuple[tuple[DCBQueryItem, bool], ...]:
    """What a decision depends on whatever is decided: who may do this, and the law in force."""
    return tuple(map(_item, entitlement(kind, by) | _LAW))


@lru_cache(maxsize=4_096)
def _item(selection: Selection) -> tuple[DCBQueryItem, bool]:
    types = [each.type_name for each in selection.types]
    return DCBQueryItem(types, list(selection.tags)), selection.newest


def entry(
    event: Event, tags: Sequence[Tag], at: datetime, authored: Authored, vault: Vault
) -> Entry:
    """An event ready for a store, its personal fields sealed."""
    return Entry(
        type=event.type_name,
        data=stored(event, at, authored, vault),
        tags=list(tags),
        occurred_at=micros(at),
        recorded_at=micros(authored.recorded),
    )
