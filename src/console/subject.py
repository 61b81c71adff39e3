"""What a number or a row on the floor is about: what Enter opens, and an action starts from."""

from __future__ import annotations

from typing import NamedTuple


class Subject(NamedTuple):
    """A thing on the floor, and which of its figures."""

    topic: str
    """The figure (``answered``, ``waiting``), or ``agent``, ``call``, ``event``."""
    queue: str | None = None
    agent: str | None = None
    call: str | None = None
    position: int | None = None
