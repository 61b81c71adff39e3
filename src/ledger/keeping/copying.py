"""Copying a ledger to another place, of whatever kind, with all that is kept of every event.

The copy grows from its beginning, whole commands at a time. So one that was cut off is the
beginning of the source, and copying again goes on from there; anything else at the target is
refused and left alone. The source may be written to meanwhile: what it held when the copying began
is copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from ledger.keeping.digest import Digest, digest_of
from ledger.keeping.faults import CutShort, OtherContent, SamePlace, Unequal
from ledger.keeping.keys import copy_keys
from ledger.keeping.places import Place
from ledger.keeping.progress import (
    COMPARING,
    COPYING,
    VERIFYING,
    Watch,
    unwatched,
)
from ledger.keeping.reading import events_upto, watched
from ledger.store.recorder import (
    AppendConflict,
    Batch,
    Damaged,
    DCBAppendCondition,
    Entry,
    LedgerRecorder,
    Recorded,
    StoreError,
)

_TOGETHER = 5_000
"""About so many events are appended in one commit."""


class Copied(NamedTuple):
    """What was copied: events in all, those of them added now, keys, and the digest of all.

    `keys` is None when none were taken along.
    """

    events: int
    added: int
    keys: int | None
    digest: str


def copy_ledger(
    source: Place, target: Place, *, keys: bool = True, watch: Watch = unwatched
) -> Copied:
    """Copy a ledger and its keys, or go on with a copy that was cut off; then verify it.

    Raises SamePlace, OtherContent or OtherKeys when the target holds something else, CutShort
    when it can take no more, Unequal when the copy turns out not to be the same, LeftOver, or
    what opening raises.
    """
    if source == target:
        raise SamePlace(source.shown)
    with source.open() as origin:
        upto = origin.head()
        with target.make() as copy:
            begun = copy.head()
            if begun > upto:
                raise OtherContent(target.shown, source.shown, upto + 1)
            events = events_upto(origin, upto, source.shown)
            digest = Digest()
            comparing = watched(events_upto(copy, begun, target.shown), COMPARING, begun, watch)
            for theirs, ours in zip(comparing, events, strict=False):
                if theirs != ours:
                    raise OtherContent(target.shown, source.shown, ours.position)
                digest.add(ours)
            # By now every event to be copied is recorded, so its key is in the key store.
            taken = copy_keys(source.keys(), target.keys()) if keys else None
            rest = _digested(watched(events, COPYING, upto, watch), digest)
            shown = (target.shown, source.shown)
            _append(copy, rest, begun, upto, shown)
            require_equal(digest, copy, shown, watch)
    return Copied(upto, upto - begun, taken, digest.hexdigest())


def require_equal(
    digest: Digest, copy: LedgerRecorder, shown: tuple[str, str], watch: Watch
) -> None:
    """Read the copy and compare its digest with that of as many events of the source.

    `shown` are the copy and the source, as a person knows them. Raises Unequal.
    """
    upto = digest.events
    found = digest_of(watched(events_upto(copy, upto, shown[0]), VERIFYING, upto, watch))
    if found.hexdigest() != digest.hexdigest():
        raise Unequal(*shown)


def _digested(events: Iterator[Recorded], digest: Digest) -> Iterator[Recorded]:
    for found in events:
        digest.add(found)
        yield found


def _append(
    copy: LedgerRecorder, events: Iterator[Recorded], begun: int, upto: int, shown: tuple[str, str]
) -> None:
    done = begun
    for batches in _portions(events):
        try:
            answers = copy.commit_many(batches)
        except Damaged:
            raise
        except StoreError as fault:
            raise CutShort(fault, done, upto) from fault
        for batch, span in zip(batches, answers, strict=True):
            due = (done + 1, done + len(batch.events))
            # Somebody else has appended to the copy since it was compared.
            if isinstance(span, AppendConflict) or (span.first, span.last) != due:
                raise OtherContent(*shown, done + 1)
            done = due[1]


def _portions(events: Iterator[Recorded]) -> Iterator[Sequence[Batch]]:
    """The commands of the events, so many at a time as are appended in one commit.

    Events without a command, which could be appended twice when two copy at once, are appended
    only at their own positions.
    """
    for named, run in groupby(events, lambda found: found.command is not None):
        if named:
            yield from _commands(run)
            continue
        while together := list(islice(run, _TOGETHER)):
            condition = DCBAppendCondition(after=together[0].position - 1)
            yield [Batch([_entry(found) for found in together], condition)]


def _commands(run: Iterator[Recorded]) -> Iterator[Sequence[Batch]]:
    batches: list[Batch] = []
    count = 0
    for command, own in groupby(run, lambda found: found.command):
        batches.append(Batch([_entry(found) for found in own], None, command))
        count += len(batches[-1].events)
        if count >= _TOGETHER:
            yield batches
            batches, count = [], 0
    if batches:
        yield batches


def _entry(found: Recorded) -> Entry:
    event = found.event
    return Entry(
        event.type,
        event.data,
        event.tags,
        occurred_at=found.occurred_at,
        recorded_at=found.recorded_at,
    )
