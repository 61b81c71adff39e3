"""Numbers of things in English, which says one thing and several things."""

from __future__ import annotations


def several(number: int, thing: str) -> str:
    """A number with what is counted: 1 clause, 2 clauses, 0 clauses."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
