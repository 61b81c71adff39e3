"""The events that this program knows, and what their fields can hold."""

from __future__ import annotations

from functools import cache

from msgspec import inspect

from ledger.kernel.event import Event, by_name, identifiers, registered

Fields = dict[str, inspect.Type]
"""What each field of an event can hold, by its name."""


def known_events() -> frozenset[str]:
    """The stable names of all events, those of every register among them."""
    # The register of the regulation itself needs this room before it can be loaded.
    from ledger import registers

    registers.load()
    return frozenset(registered())


@cache
def fields_of(event: str) -> Fields:
    """The fields of an event by its stable name.

    :raises KeyError: for an event that nobody knows.
    """
    kind = inspect.type_info(_class_of(event))
    assert isinstance(kind, inspect.StructType)
    return {field.name: field.type for field in kind.fields}


@cache
def tag_kinds(event: str) -> dict[str, str]:
    """The kind of identifier in each identifier field of an event.

    :raises KeyError: for an event that nobody knows.
    """
    return {name: kind for name, kind, _ in identifiers(_class_of(event))}


def leaves(kind: inspect.Type) -> list[inspect.Type]:
    """The kinds of value that a field can hold, an absent one left out."""
    if isinstance(kind, inspect.Metadata):
        return leaves(kind.type)
    if isinstance(kind, inspect.UnionType):
        return [leaf for each in kind.types for leaf in leaves(each)]
    return [] if isinstance(kind, inspect.NoneType) else [kind]


def choices(kind: inspect.Type) -> tuple[str | int, ...] | None:
    """The only values that a field can hold; None where it can hold others."""
    found: list[str | int] = []
    for leaf in leaves(kind):
        if isinstance(leaf, inspect.LiteralType):
            found += [value for value in leaf.values if value is not None]
        elif isinstance(leaf, inspect.EnumType):
            found += [member.value for member in leaf.cls]
        else:
            return None
    return tuple(found)


def _class_of(event: str) -> type[Event]:
    found = by_name(event)
    if found is None:
        raise KeyError(event)
    return found
