"""Happenings that clauses wait for: events that exist, with the fields that are named."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import inspect

from ledger.rulebook.checking.events import choices, fields_of, known_events, leaves, tag_kinds
from ledger.rulebook.checking.fields import Holds, Named, named_fields
from ledger.rulebook.checking.material import Finding, Material, Said, listed, nearest, parts
from ledger.rulebook.places import Path
from ledger.rulebook.terms import Quota
from ledger.rulebook.terms.base import Pattern, Test, Wanted

_ZH: dict[Holds, str] = {"an instant": "时刻", "a number": "数", "an identifier": "标识"}


def check(material: Material) -> Iterator[Finding]:
    """Every pattern, and every field of an event that a clause names."""
    events = known_events()
    for said in material.said:
        for path, part in parts(said.terms):
            if isinstance(part, Pattern):
                yield from _pattern(said, path, part, events)
        for named in named_fields(said.terms):
            yield from _named(said, named, events)
        if isinstance(said.terms, Quota):
            yield from _counted(said, said.terms, events)


def _pattern(said: Said, path: Path, pattern: Pattern, events: frozenset[str]) -> Iterator[Finding]:
    for event in pattern.events:
        if event not in events:
            told = nearest(event, events)
            yield said.finding(
                (*path, "event"),
                f"没有事件 {event}；{told.zh}",
                f"there is no event {event}; {told.en}",
            )
            continue
        for field, wanted in pattern.where.items():
            at = (*path, "where", field)
            if field not in fields_of(event):
                yield _no_field(said, at, event, field)
                continue
            yield from _possible(said, at, fields_of(event)[field], wanted)
            if isinstance(wanted, Test) and wanted.unlike not in (None, *fields_of(event)):
                yield _no_field(said, (*at, "unlike"), event, str(wanted.unlike))


def _possible(said: Said, path: Path, kind: inspect.Type, wanted: Wanted) -> Iterator[Finding]:
    """A value that the field can never hold is a slip of the pen."""
    known = choices(kind)
    if known is None:
        return
    values = wanted if isinstance(wanted, tuple) else (wanted,)
    if isinstance(wanted, Test):
        values = () if wanted.differs is None else (wanted.differs,)
    for value in values:
        if value not in known:
            yield said.finding(
                path,
                f"{path[-1]} 不会是 {value}；可写 {listed(known)}",
                f"{path[-1]} is never {value}; write one of {listed(known)}",
            )


def _named(said: Said, named: Named, events: frozenset[str]) -> Iterator[Finding]:
    for event in dict.fromkeys(each for pattern in named.patterns for each in pattern.events):
        if event not in events:
            continue
        kind = fields_of(event).get(named.field)
        if kind is None:
            yield _no_field(said, named.path, event, named.field)
        elif not _holds(event, named.field, kind, named.holds):
            yield said.finding(
                named.path,
                f"事件 {event} 的 {named.field} 不是{_ZH[named.holds]}；请另写一项",
                f"the field {named.field} of {event} does not hold {named.holds}; name another",
            )


def _holds(event: str, field: str, kind: inspect.Type, holds: Holds) -> bool:
    match holds:
        case "an instant":
            return any(isinstance(leaf, inspect.DateTimeType) for leaf in leaves(kind))
        case "a number":
            numbers = inspect.IntType | inspect.FloatType
            return any(isinstance(leaf, numbers) for leaf in leaves(kind))
        case "an identifier":
            return field in tag_kinds(event)
    return True


def _counted(said: Said, quota: Quota, events: frozenset[str]) -> Iterator[Finding]:
    """What is counted must be found under the identifiers that it is counted by."""
    entered = [event for pattern in quota.on for event in pattern.events if event in events]
    for number, pattern in enumerate(quota.counts):
        for event in pattern.events:
            if event not in events or quota.window == "day":
                continue
            kinds = set(tag_kinds(event).values())
            for field in quota.each:
                wanted = {tag_kinds(each)[field] for each in entered if field in tag_kinds(each)}
                if wanted and not wanted & kinds:
                    yield said.finding(
                        ("counts", number, "event"),
                        f"{event} 不带 {field} 这种标识，无法据此计数；请另写一种事件",
                        f"{event} has no identifier of the kind of {field}, so that it cannot be "
                        "counted by it; name another event",
                    )


def _no_field(said: Said, path: Path, event: str, field: str) -> Finding:
    told = nearest(field, fields_of(event))
    return said.finding(
        path,
        f"事件 {event} 没有 {field} 这一项；{told.zh}",
        f"the event {event} has no field {field}; {told.en}",
    )
