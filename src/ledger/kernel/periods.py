"""The days, months and years that events are counted in, told from the person and the day.

Nobody types a period: a field ``month`` of an event is the month of its ``person``, a field
``giver_month`` that of its ``giver``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from ledger.kernel.event import Event, identifiers
from ledger.kernel.tags import person_day, person_month, person_year

_PERSON = "person"
_MADE: dict[str, Callable[[str, date], str]] = {
    "person-day": person_day,
    "person-month": person_month,
    "person-year": person_year,
}


class PeriodField(NamedTuple):
    """A field of an event that holds a person's day, month or year, and whose it is."""

    name: str
    kind: str
    person: str


@cache
def period_fields(event_type: type[Event]) -> tuple[PeriodField, ...]:
    """The fields of an event type that follow from a person and the day."""
    return tuple(
        PeriodField(name, kind, name.rpartition("_")[0] or _PERSON)
        for name, kind, many in identifiers(event_type)
        if kind in _MADE and not many
    )


def periods(event_type: type[Event], values: Mapping[str, Any], day: date) -> dict[str, str]:
    """The periods of an event with these values, on a day of the site, by field name.

    A period whose person is not among the values is left out.
    """
    return {
        field.name: _MADE[field.kind](values[field.person], day)
        for field in period_fields(event_type)
        if values.get(field.person) is not None
    }
