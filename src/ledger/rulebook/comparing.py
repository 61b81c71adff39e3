"""What an amendment changes: clauses added, removed and changed, with values before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple

import msgspec

from ledger.rulebook.clauses import Clause, Version
from ledger.rulebook.terms.money import Money

Bearing = Literal["stricter", "milder"]
"""Which way a change goes, where an amount or a limit makes it plain."""

Paths = frozenset[tuple[str, ...]]

_LOWER_IS_STRICTER: dict[str, Paths] = {
    "deadline": frozenset({("due", "within")}),
    "quota": frozenset({("most",)}),
    "offence": frozenset({("threshold", "reach"), ("appeal", "within")}),
    "lending": frozenset({("within",)}),
}
_HIGHER_IS_STRICTER: dict[str, Paths] = {
    "quota": frozenset({("least",)}),
    "notice": frozenset({("at_least",)}),
    "cadence": frozenset({("least",)}),
    "shift": frozenset({("least",)}),
    "offence": frozenset({("joint", "factor")}),
}
_NOWHERE: Paths = frozenset()
_OF_TARIFFS = {"amount", "least", "most", "percent", "wage_months"}


class Change(NamedTuple):
    """One value of a clause before and after; None where there was or is none."""

    path: str
    before: str | None
    after: str | None
    bearing: Bearing | None = None


class Changed(NamedTuple):
    """A clause that both have, and what is different in it."""

    before: Clause
    after: Clause
    changes: tuple[Change, ...]


class Comparison(NamedTuple):
    """All that two sets of clauses differ in, in the order of the clauses' ids."""

    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]
    changed: tuple[Changed, ...]

    @property
    def same(self) -> bool:
        """Whether they say the same."""
        return not (self.added or self.removed or self.changed)


def compare(
    before: Mapping[str, Clause], after: Mapping[str, Clause], day: date | None = None
) -> Comparison:
    """What became of the clauses; of their values those of a day count, or else the newest."""
    both = sorted(before.keys() & after.keys())
    pairs = [(before[id_], after[id_]) for id_ in both if before[id_] != after[id_]]
    changed = (Changed(old, new, tuple(_changes(old, new, day))) for old, new in pairs)
    return Comparison(
        tuple(after[id_] for id_ in sorted(after.keys() - before.keys())),
        tuple(before[id_] for id_ in sorted(before.keys() - after.keys())),
        tuple(each for each in changed if each.changes),
    )


def values_of(version: Version) -> Iterator[tuple[str, str]]:
    """Every single value of a version as its path and its text."""
    for path, value in _single(version.values, ()):
        yield _shown(path), _text(value)


def _changes(old: Clause, new: Clause, day: date | None) -> Iterator[Change]:
    for name in ("kind", "title", "source", "over"):
        before, after = (_plain(getattr(each, name)) for each in (old, new))
        if before != after:
            yield from _differences(before, after, (name,), "")
    dates, new_dates = _dates(old), _dates(new)
    if dates != new_dates:
        yield Change("in_force", dates, new_dates)
    first, second = _version(old, day), _version(new, day)
    yield from _differences(
        first.values if first else {}, second.values if second else {}, (), new.kind
    )


def _version(clause: Clause, day: date | None) -> Version | None:
    return clause.on(day) if day is not None else clause.in_force[-1]


def _dates(clause: Clause) -> str:
    return ", ".join(
        f"{version.since}" + (f"–{version.ends}" if version.ends else "")
        for version in clause.in_force
    )


def _differences(before: Any, after: Any, path: tuple[str, ...], kind: str) -> Iterator[Change]:
    olds, news = dict(_single(before, path)), dict(_single(after, path))
    for at in dict.fromkeys((*olds, *news)):
        old, new = olds.get(at), news.get(at)
        if old != new:
            of_one_kind = olds.get((*at[:-1], "kind")) == news.get((*at[:-1], "kind"))
            yield Change(
                _shown(at),
                _text(old) if at in olds else None,
                _text(new) if at in news else None,
                _bearing(kind, at, old, new) if of_one_kind else None,
            )


def _bearing(kind: str, path: tuple[str, ...], old: Any, new: Any) -> Bearing | None:
    plain = tuple(part for part in path if not part.isdigit())
    before, after = _size(old), _size(new)
    if before is None or after is None or before == after:
        return None
    tariff = kind == "offence" and (plain[0] == "tariff" or plain[:2] == ("repeats", "then"))
    if (tariff and plain[-1] in _OF_TARIFFS) or plain in _HIGHER_IS_STRICTER.get(kind, _NOWHERE):
        return "stricter" if after > before else "milder"
    if plain in _LOWER_IS_STRICTER.get(kind, _NOWHERE):
        return "stricter" if after < before else "milder"
    return None


def _size(value: Any) -> float | None:
    """A number, an amount in fen or a time in seconds, to be compared with its like."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str):
        return None
    try:
        return float(Money.parse(value).fen)
    except ValueError:
        pass
    try:
        return msgspec.convert(value, timedelta).total_seconds()
    except msgspec.ValidationError:
        return None


def _single(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _single(item, (*path, key))
    elif isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
        for number, item in enumerate(value, start=1):
            yield from _single(item, (*path, str(number)))
    else:
        yield path, value


def _plain(value: Any) -> Any:
    return msgspec.structs.asdict(value) if isinstance(value, msgspec.Struct) else value


def _shown(path: tuple[str, ...]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if part.isdigit() else f".{part}" if text else part
    return text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_text(each) for each in value)}]"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)
