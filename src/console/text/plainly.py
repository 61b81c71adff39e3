"""An event told plainly, by its fields' labels, for types that have no sentence of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import Any

import msgspec

from ledger import registers
from ledger.kernel.event import Event, identifiers, personal_fields
from ledger.kernel.words import Language, Words
from ledger.rulebook.rules.catalogue import posts
from ledger.rulebook.terms.money import Money

_NOT_TOLD = frozenset(
    {"person-day", "person-month", "person-year", "account-month", "fact", "login"}
)
"""Identifiers that serve to be found by, and say nothing that stands not beside them."""

_FOR_PROGRAMS = frozenset({"session", "successor"})
"""Fields by which the program knows one sign-in from another; to a person they are noise."""

_POSTS = frozenset({"post", "posts"})
_LONGEST = 40


def plainly(event: Event, language: Language, zone: tzinfo) -> str:
    """What identifies the event, bare, then its other fields with their labels.

    Sealed fields are left out, as are those that are not set or count nothing because nobody said
    otherwise, and what only serves to be found by.
    Instants are told as the clocks of the zone show them.
    """
    known = {name: kind for name, kind, _ in identifiers(type(event))}
    hidden = {field.name for field in personal_fields(type(event))}
    defaults = {field.name: field.default for field in msgspec.structs.fields(event)}
    bare: list[str] = []
    labelled: list[str] = []
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if name in hidden or name in _FOR_PROGRAMS or value is None or value is False:
            continue
        if not value and value == defaults.get(name):
            continue
        if known.get(name) in _NOT_TOLD:
            continue
        if name in known:
            bare += _texts(value, language, zone)
        else:
            labelled += _labelled(event, name, language, zone)
    comma = "，" if language == "zh" else ", "
    return comma.join([*bare, *labelled])


def _labelled(event: Event, name: str, language: Language, zone: tzinfo) -> Iterator[str]:
    value = getattr(event, name)
    label = registers.field_words()[name].to(language)
    if value is True:
        yield label
        return
    if name in _POSTS:
        value = _titles(value)
    if name == "amount" and hasattr(event, "currency"):
        yield f"{label} {Money(value, event.currency)}"
        return
    shown = ("、" if language == "zh" else ", ").join(_texts(value, language, zone))
    if shown and name != "currency":
        yield f"{label} {shown}"


def _titles(value: str | tuple[str, ...]) -> tuple[Words | str, ...]:
    """Posts by the titles that the rules know them by."""
    held = (value,) if isinstance(value, str) else value
    return tuple(posts()[each].title.words if each in posts() else each for each in held)


def _texts(value: Any, language: Language, zone: tzinfo) -> list[str]:
    if isinstance(value, dict):
        return [str(len(value))]
    if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
        return [str(len(value))]
    values = value if isinstance(value, tuple) else (value,)
    return [_text(each, language, zone) for each in values if each is not None]


def _text(value: Any, language: Language, zone: tzinfo) -> str:
    if isinstance(value, tuple):
        return str(value[0 if language == "zh" else 1])
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    found = registers.value_words().get(text)
    shown = text if found is None else found.to(language)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
