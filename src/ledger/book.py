"""The book: open a ledger; act, record, read, follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from ledger import registers
from ledger.deciding import Outgrown, Pending, Understanding, entry
from ledger.kernel.action import Action, Kept, Outcome
from ledger.kernel.boundary import Found
from ledger.kernel.clock import Clock, Ids, RandomIds, SystemClock
from ledger.kernel.codec import Authored, Recorded, read_back, utc
from ledger.kernel.event import Event, micros, personal_fields, tags_of
from ledger.kernel.tags import Tag, actor
from ledger.registers.org.events import SiteOpened
from ledger.registers.regulation.events import LawChanged, RulebookAdopted
from ledger.rulebook.loading import as_adopted, built_in
from ledger.rulebook.lookup import Edition, Lawbook, LawOn
from ledger.store.recorder import (
    AppendConflict,
    Batch,
    Contended,
    DCBAppendCondition,
    DCBQuery,
    DCBQueryItem,
    LedgerRecorder,
    Span,
)
from ledger.store.recorder import Recorded as StoredEvent
from ledger.vault import Vault

_MOST_DRAWN = 8


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
        self._given_law = law is not None
        self.lawbook = law or Lawbook(built_in())
        self._law_changed = 0
        self.clock = clock or SystemClock()
        self._ids = ids or RandomIds()
        self.site = self._site()
        self._zone = self.site.zone
        self._understanding = Understanding()
        self._read_law()

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
        authored = Authored(_FOUNDER, now, command.hex)
        first = entry(opened, (*tags_of(opened), actor(_FOUNDER)), now, authored, vault)
        recorder.commit(Batch([first], DCBAppendCondition(), command.bytes))
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
        for _ in range(_MOST_DRAWN):
            pending = self._pending(action, by, at, command, behalf, station, causes)
            if command is not None and (span := self.recorder.find_command(command.bytes)):
                return self._carried_out(span)
            with suppress(Outgrown):
                return self._outcome(pending, self.recorder.decide(pending.decision))
        raise Contended("others kept changing what the decision depends on; try again")

    def new_command(self) -> UUID:
        """An id for an action that may have to be asked for twice, because its answer was lost."""
        return self._ids.command(self.clock.now())

    async def act_async(
        self, action: Action, *, by: str, at: datetime | None = None, command: UUID | None = None
    ) -> Outcome:
        """Do what :meth:`act` does, for a task of an event loop, without blocking the loop."""
        for _ in range(_MOST_DRAWN):
            pending = self._pending(action, by, at, command, None, None, ())
            with suppress(Outgrown):
                return self._outcome(pending, await self.recorder.decide_async(pending.decision))
        raise Contended("others kept changing what the decision depends on; try again")

    def preview(self, action: Action, *, by: str, at: datetime | None = None) -> Outcome:
        """What an action would append now, without appending it; positions are 0.

        :raises Refused: when a rule refuses it.
        """
        for _ in range(_MOST_DRAWN):
            pending = self._pending(action, by, at, None, None, None, ())
            found, _ = self.recorder.select(pending.items)
            with suppress(Outgrown):
                pending.weigh(found)
                return self._outcome(pending, Span(0, 0))
        raise Contended("others kept changing what the decision depends on; try again")

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
            entries = [
                entry(event, (*tags_of(event), tag), at, authored, self.vault)
                for event, at in each.events
            ]
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

    def law_on(self, at: datetime, changed: int = 0) -> LawOn:
        """The law of the site's day at an instant.

        ``changed`` is where the ledger last says that the law has changed; editions adopted
        elsewhere since this book was opened are then read first.
        """
        if changed > self._law_changed:
            self._read_law()
        return self.lawbook.on(at.astimezone(self._zone).date(), self._zone)

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
    ) -> Pending:
        now = self.clock.now()
        happened = utc(at) if at is not None else now
        command = command or self._ids.command(now)
        authored = Authored(by, now, command.hex, behalf, station, tuple(causes))
        return Pending(
            action, happened, authored, self.law_on, self.vault, self._understanding, self._select
        )

    def _select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> Sequence[StoredEvent]:
        found, _ = self.recorder.select(items)
        return found

    def _outcome(self, pending: Pending, span: Span | None) -> Outcome:
        if span is not None and span.duplicate:
            return self._carried_out(span)
        first = span.first if span is not None else 0
        kept = tuple(
            Kept(first + number if first else 0, event, tags)
            for number, (event, tags) in enumerate(pending.tagged)
        )
        for (position, event, tags), entered in zip(kept, pending.entries, strict=False):
            if not personal_fields(type(event)):
                found = Found(position, pending.at, event, tags)
                self._understanding.learn(found, entered.data)
        law = pending.law
        return Outcome(kept, pending.at, law.consulted, pending.cited, findings=law.findings)

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

    def _read_law(self) -> None:
        """Take the editions that the ledger holds as the law, unless another law was given."""
        if self._given_law:
            return
        query = DCBQuery([DCBQueryItem([RulebookAdopted.type_name, LawChanged.type_name])])
        editions = []
        for each in self.read(query):
            self._law_changed = each.position
            if isinstance(each.event, RulebookAdopted):
                editions.append(Edition(each.event.effective, as_adopted(each.event.texts)))
        if editions:
            self.lawbook = Lawbook(built_in(), editions)

    def _site(self) -> Site:
        query = DCBQuery([DCBQueryItem([SiteOpened.type_name])])
        first = next(self.read(query, limit=1), None)
        if first is None or not isinstance(first.event, SiteOpened):
            raise NoSite("this store holds no book yet; open one with: dutybook init")
        return Site(first.event.site, first.event.timezone)


_FOUNDER = "program:init"
