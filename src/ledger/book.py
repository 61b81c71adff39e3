"""The book: open a ledger; act, record, read, follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from ledger import registers
from ledger.kernel.action import Action, Kept, Outcome
from ledger.kernel.boundary import Found, Past
from ledger.kernel.clock import Clock, Ids, RandomIds, SystemClock
from ledger.kernel.codec import Authored, Recorded, body_of, read_back, stored, utc
from ledger.kernel.event import Event, instant, micros, personal_fields, tags_of
from ledger.kernel.tags import Tag, actor
from ledger.registers.org.events import SiteOpened
from ledger.registers.org.standing import entitlement, require_entitled
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import Lawbook, LawOn
from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBQuery,
    DCBQueryItem,
    Decision,
    Entry,
    LedgerRecorder,
    Span,
)
from ledger.store.recorder import Recorded as StoredEvent
from ledger.vault import Vault


class Site(NamedTuple):
    """Whose book it is, and the time zone its days are counted in."""

    name: str
    timezone: str

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.timezone)


class NoSite(Exception):
    """The store holds no book: its first event is missing."""


class Facts(NamedTuple):
    """What one record of a source says happened: events with their instants, under one id."""

    command: UUID
    events: Sequence[tuple[Event, datetime]]


class Book:
    """A ledger with its vault and its law. Safe to use from several threads."""

    def __init__(
        self,
        recorder: LedgerRecorder,
        *,
        vault: Vault,
        law: Lawbook | None = None,
        clock: Clock | None = None,
        ids: Ids | None = None,
    ) -> None:
        """Open the book that a store holds.

        :raises NoSite: when the store is empty or holds something else.
        """
        registers.load()
        self.recorder = recorder
        self.vault = vault
        self.lawbook = law or Lawbook(built_in())
        self.clock = clock or SystemClock()
        self._ids = ids or RandomIds()
        self.site = self._site()
        self._zone = self.site.zone

    @classmethod
    def found(
        cls,
        recorder: LedgerRecorder,
        site: Site,
        *,
        vault: Vault,
        clock: Clock | None = None,
        ids: Ids | None = None,
    ) -> Book:
        """Open a new book in an empty store, with the site's first event.

        :raises AppendConflict: when the store holds a book already.
        """
        registers.load()
        clock, ids = clock or SystemClock(), ids or RandomIds()
        now = clock.now()
        opened = SiteOpened(site=site.name, timezone=site.timezone)
        command = ids.command(now)
        entry = _entry(opened, now, Authored(_FOUNDER, now, command.hex), actor(_FOUNDER), vault)
        recorder.commit(Batch([entry], DCBAppendCondition(), command.bytes))
        return cls(recorder, vault=vault, clock=clock, ids=ids)

    def act(
        self,
        action: Action,
        *,
        by: str,
        at: datetime | None = None,
        command: UUID | None = None,
        behalf: str | None = None,
        station: str | None = None,
        causes: Sequence[int] = (),
    ) -> Outcome:
        """Decide an action and append what it yields, durably, before returning.

        ``command`` makes it idempotent: carried out a second time it changes nothing, and the
        outcome of the first time is returned.

        :raises Refused: when a rule refuses it; nothing is appended.
        :raises Contended: when the decision had to be taken anew too many times.
        :raises StoreError: when the store cannot be reached or written.
        """
        pending = self._pending(action, by, at, command, behalf, station, causes)
        if command is not None and (span := self.recorder.find_command(command.bytes)):
            return self._carried_out(span)
        return self._outcome(pending, self.recorder.decide(pending.decision))

    async def act_async(
        self, action: Action, *, by: str, at: datetime | None = None, command: UUID | None = None
    ) -> Outcome:
        """Do what :meth:`act` does, for a task of an event loop, without blocking the loop."""
        pending = self._pending(action, by, at, command, None, None, ())
        return self._outcome(pending, await self.recorder.decide_async(pending.decision))

    def preview(self, action: Action, *, by: str, at: datetime | None = None) -> Outcome:
        """What an action would append now, without appending it; positions are 0.

        :raises Refused: when a rule refuses it.
        """
        pending = self._pending(action, by, at, None, None, None, ())
        found, _ = self.recorder.select(pending.decision.items)
        pending.weigh(found)
        return self._outcome(pending, Span(0, 0))

    def record(self, facts: Iterable[Facts], *, by: str) -> list[Span]:
        """Append facts that a program reports of what has happened elsewhere, in one commit.

        They are not decided: what happened cannot be refused. Facts whose id was recorded before
        add nothing; their span is then a duplicate.
        """
        now = self.clock.now()
        tag = actor(by)
        batches = []
        for each in facts:
            authored = Authored(by, now, each.command.hex)
            entries = [_entry(event, at, authored, tag, self.vault) for event, at in each.events]
            batches.append(Batch(entries, None, each.command.bytes))
        self.vault.settle()
        spans = []
        for answer in self.recorder.commit_many(batches):
            if isinstance(answer, AppendConflict):
                raise answer
            spans.append(answer)
        return spans

    def read(
        self,
        query: DCBQuery | None = None,
        *,
        after: int | None = None,
        before: int | None = None,
        limit: int | None = None,
        backwards: bool = False,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Recorded]:
        """The events a query selects, decoded; ``since`` and ``until`` bound when they happened."""
        found = self.recorder.read(
            query,
            after=after,
            before=before,
            limit=limit,
            backwards=backwards,
            occurred_since=micros(since) if since else None,
            occurred_before=micros(until) if until else None,
        )
        for each in found:
            yield read_back(each.position, each.event.type, tuple(each.event.tags), each.event.data)

    def at(self, position: int) -> Recorded | None:
        """The event at a position, or None when there is none yet."""
        return next(self.read(after=position - 1, limit=1), None) if position > 0 else None

    def law_on(self, at: datetime) -> LawOn:
        """The law of the site's day at an instant."""
        return self.lawbook.on(at.astimezone(self._zone).date())

    def reveal(self, recorded: Recorded, field: str) -> str:
        """The clear text of a personal field.

        :raises Unsealable: when the key is missing, destroyed, or does not fit.
        """
        for personal in personal_fields(type(recorded.event)) if recorded.event else ():
            if personal.name == field:
                subject = getattr(recorded.event, personal.subject_field)
                return self.vault.reveal(
                    getattr(recorded.event, field),
                    event_type=recorded.type_name,
                    field=field,
                    subject=f"{personal.subject_kind}:{subject}",
                    purpose=personal.purpose,
                )
        raise KeyError(field)

    def close(self) -> None:
        """Close the store and the vault."""
        self.recorder.close()
        self.vault.close()

    def _pending(
        self,
        action: Action,
        by: str,
        at: datetime | None,
        command: UUID | None,
        behalf: str | None,
        station: str | None,
        causes: Sequence[int],
    ) -> _Pending:
        now = self.clock.now()
        happened = utc(at) if at is not None else now
        command = command or self._ids.command(now)
        authored = Authored(by, now, command.hex, behalf, station, tuple(causes))
        return _Pending(action, happened, authored, self.law_on, self.vault)

    def _outcome(self, pending: _Pending, span: Span | None) -> Outcome:
        if span is not None and span.duplicate:
            return self._carried_out(span)
        first = span.first if span is not None else 0
        kept = tuple(
            Kept(first + number if first else 0, event, (*tags_of(event), pending.actor))
            for number, event in enumerate(pending.events)
        )
        return Outcome(kept, pending.at, pending.law.consulted, pending.cited)

    def _carried_out(self, span: Span) -> Outcome:
        """The outcome of a command that was carried out before, read back."""
        kept = list(self.read(after=span.first - 1, limit=span.last - span.first + 1))
        first = kept[0].envelope
        return Outcome(
            tuple(
                Kept(each.position, each.event, tuple(map(Tag, each.tags)))
                for each in kept
                if each.event is not None
            ),
            first.at,
            first.clauses,
            first.causes,
            duplicate=True,
        )

    def _site(self) -> Site:
        query = DCBQuery([DCBQueryItem([SiteOpened.type_name])])
        first = next(self.read(query, limit=1), None)
        if first is None or not isinstance(first.event, SiteOpened):
            raise NoSite("this store holds no book yet; open one with: dutybook init")
        return Site(first.event.site, first.event.timezone)


_FOUNDER = "program:init"


class _Pending:
    """One action on its way through a store: what to read for it, and how it is decided."""

    def __init__(
        self,
        action: Action,
        at: datetime,
        authored: Authored,
        law_on: Callable[[datetime], LawOn],
        vault: Vault,
    ) -> None:
        self._action = action
        self._authored = authored
        self._vault = vault
        self._law_on = law_on
        self.actor = actor(authored.by)
        self.at = at
        self.law = law_on(at)
        self.events: list[Event] = []
        self.cited: tuple[int, ...] = authored.causes
        boundary = action.boundary() | entitlement(action, authored.by)
        items = [
            (DCBQueryItem([each.type_name for each in types], list(tags)), newest)
            for types, tags, newest in boundary
        ]
        self.decision = Decision(items, self._decide, bytes.fromhex(authored.command))

    def weigh(self, found: Sequence[StoredEvent]) -> None:
        """Decide, and remember the events and what was cited.

        :raises Refused: when a rule refuses the action.
        """
        by = self._authored.by
        past = Past(map(_found, found), at=self.at, actor=by)
        self.law = self._law_on(self.at)
        self.law.cite("org.roles")
        require_entitled(past, self._action, by)
        self.events = list(self._action.decide(past, self.law))
        self.cited = tuple(sorted({*self._authored.causes, *past.evidence}))

    def _decide(self, found: list[StoredEvent]) -> list[Entry]:
        self.weigh(found)
        authored = self._authored._replace(causes=self.cited, clauses=self.law.consulted)
        entries = [
            _entry(event, self.at, authored, self.actor, self._vault) for event in self.events
        ]
        self._vault.settle()
        return entries


def _entry(event: Event, at: datetime, authored: Authored, by: Tag, vault: Vault) -> Entry:
    return Entry(
        type=event.type_name,
        data=stored(event, at, authored, vault),
        tags=[*tags_of(event), by],
        occurred_at=micros(at),
        recorded_at=micros(authored.recorded),
    )


def _found(each: StoredEvent) -> Found[Event]:
    event = body_of(each.event.type, each.event.data)
    return Found(each.position, instant(each.occurred_at), event, tuple(map(Tag, each.event.tags)))
