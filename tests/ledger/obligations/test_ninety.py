"""All ninety deadlines of the regulations, D01 to D90: a clause says each, and it comes alive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from ledger import registers
from ledger.kernel.event import Event, by_name
from ledger.obligations.tracker import Tracker
from ledger.registers.org.events import PersonPlaced, SiteOpened
from ledger.rulebook.clauses import Rulebook
from ledger.rulebook.loading import parse
from ledger.rulebook.rules.catalogue import deadlines
from ledger.rulebook.terms import Cadence, Deadline
from ledger.rulebook.terms.base import Pattern, Test
from tests.ledger.obligations.history import SHANGHAI, at, body, law, local

TEXT = (Path(__file__).parent / "ninety.toml").read_text(encoding="utf-8")
GATES = {"notice", "quota", "parameters"}
"""Kinds that refuse an entry, or keep a record for a time, instead of demanding something."""


@cache
def ninety() -> Rulebook:
    """The clauses, which the loader finds no fault with."""
    registers.load()
    return parse(TEXT, "ninety.toml")


def clause_ids(*kinds: str) -> list[str]:
    """The clauses of some kinds."""
    return [clause.id for clause in ninety().clauses.values() if clause.kind in kinds]


@pytest.mark.parametrize("number", sorted(deadlines()))
def test_each_deadline_is_a_clause_of_its_rules(number: str) -> None:
    """It stands in the rulebook under its number, and names the rules that it comes from."""
    clause = ninety().clauses[number.lower()]

    assert set(clause.source) == set(deadlines()[number].rules)
    assert clause.kind in {"deadline", "cadence"} | GATES


@pytest.mark.parametrize("identity", clause_ids("deadline"))
def test_a_deadline_opens_an_obligation(identity: str) -> None:
    """The happening that starts it opens an obligation with a debtor and a due instant."""
    terms = terms_of(identity)
    assert isinstance(terms, Deadline)
    event = made(terms.starts[0])
    tracker = Tracker(SHANGHAI, law(only(identity)))
    tracker.apply([(1, event.type_name, at("09:00"), body(event))])

    rows = list(tracker.obligations.values())
    assert rows
    for row in rows:
        assert row.clause == identity
        assert row.debtor is not None
        assert row.due_at is not None
        assert row.due_at > at("09:00")


@pytest.mark.parametrize("identity", clause_ids("deadline"))
def test_a_deadline_ends_with_what_fulfils_it(identity: str) -> None:
    """The fulfilling event, a second later, discharges the obligation in time."""
    terms = terms_of(identity)
    assert isinstance(terms, Deadline)
    tracker = Tracker(SHANGHAI, law(only(identity)))
    for position, pattern in enumerate((terms.starts[0], terms.ends[0]), start=1):
        event = made(pattern)
        when = at("09:00") + (position - 1) * 1_000_000
        tracker.apply([(position, event.type_name, when, body(event))])

    first = next(row for row in tracker.obligations.values() if row.started_by == 1)
    assert first.state == "discharged"


@pytest.mark.parametrize("identity", clause_ids("cadence"))
def test_a_cadence_is_open_ahead_of_time(identity: str) -> None:
    """Within a year of the book's opening each periodic duty has fallen due."""
    placed = [
        PersonPlaced(person="X1", post="agent"),
        PersonPlaced(person="X2", post="team-leader"),
    ]
    tracker = Tracker(SHANGHAI, law(only(identity)))
    opening = SiteOpened(site="s", timezone="Asia/Shanghai")
    events: list[Event] = [*placed, opening]
    tracker.apply(
        (number, each.type_name, at("09:00"), body(each))
        for number, each in enumerate(events, start=1)
    )

    due = [row.due_at for row in tracker.standing(at("+370 09:00"))]
    assert due
    assert all(each is not None and each > at("09:00") for each in due)


def terms_of(identity: str) -> Deadline | Cadence:
    """What a clause says."""
    clause = ninety().clauses[identity]
    terms = clause.terms(clause.in_force[0])
    assert isinstance(terms, Deadline | Cadence)
    return terms


def only(identity: str) -> str:
    """The text of one clause alone, going before no other."""
    parts = TEXT.split("\n[[clause]]")
    (part,) = (each for each in parts if f'"{identity}"' in each.split("kind")[0])
    lines = [line for line in part.splitlines() if not line.startswith("over")]
    return 'name = "one"\n[[clause]]' + "\n".join(lines)


def made(pattern: Pattern) -> Event:
    """A happening that the pattern is of."""
    event_type = by_name(pattern.events[0])
    assert event_type is not None
    info = inspect.type_info(event_type)
    assert isinstance(info, inspect.StructType)
    values = {field.name: _value(field.type) for field in info.fields}
    values |= {name: _wanted(wanted, values[name]) for name, wanted in pattern.where.items()}
    return msgspec.convert(values, event_type)


def _wanted(wanted: Any, otherwise: Any) -> Any:
    if isinstance(wanted, Test):
        return otherwise
    return wanted[0] if isinstance(wanted, tuple) else wanted


def _value(kind: inspect.Type) -> Any:
    """Something that a field of a kind can hold: a time is tomorrow, a person is X1."""
    match kind:
        case inspect.Metadata():
            return _value(kind.type)
        case inspect.UnionType():
            return _value(next(each for each in kind.types if not _empty(each)))
        case inspect.VarTupleType():
            return [_value(kind.item_type)]
        case inspect.TupleType():
            return [_value(each) for each in kind.item_types]
        case inspect.DateTimeType():
            return local("+1 18:00")
        case inspect.DateType():
            return datetime(2026, 11, 24, tzinfo=UTC).date()
        case inspect.TimeDeltaType():
            return timedelta(hours=1)
        case inspect.BoolType():
            return False
        case inspect.IntType() | inspect.FloatType():
            return 1
        case inspect.EnumType():
            return next(iter(kind.cls)).value
        case inspect.LiteralType():
            return kind.values[0]
    return "X1"


def _empty(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.NoneType)
