"""Whom a rule means: people in a field of an event, or whoever holds a role or a post."""

from __future__ import annotations

from typing import Any

from ledger.kernel.projection import Rows
from ledger.obligations.rows import PersonRow


def of_field(event: Any, field: str | None) -> tuple[str, ...]:
    """The identifiers that a field of an event holds; none when it is empty or missing."""
    value = getattr(event, field, None) if field is not None else None
    if value is None:
        return ()
    if isinstance(value, tuple):
        return tuple(str(each) for each in value)
    return (str(value),)


def holders(people: Rows[PersonRow], role_or_post: str) -> list[str]:
    """The people who hold a role or a post now, in order of their numbers."""
    return sorted(
        row.person
        for row in people.values()
        if row.post == role_or_post or role_or_post in row.roles.split()
    )
