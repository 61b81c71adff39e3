"""What a clause says, in as little room as a form or an explanation has for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def weighed(values: Mapping[str, Any], head: str = "") -> Iterator[str]:
    """What a clause says that a reader can weigh: numbers, amounts and times, not patterns."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from weighed(value, f"{head}{name}.")
        elif isinstance(value, str | int | float):
            yield f"{head}{name}={value}"
