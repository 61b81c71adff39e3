"""What a number or a row on the floor is about: what Enter opens, and an action starts from."""

from __future__ import annotations

from typing import NamedTuple

from projections.obligations import Line


class Subject(NamedTuple):
    """A thing on the screen, and which of its figures."""

    topic: str
    """The figure (``answered``, ``waiting``), or ``agent``, ``call``, ``event``, ``obligation``,
    ``offence``, ``file``, ``leave``, ``swap``, ``shift``, ``bulletin``."""
    queue: str | None = None
    agent: str | None = None
    call: str | None = None
    position: int | None = None
    duty: Line | None = None
    """The obligation."""
    given: tuple[tuple[str, str], ...] = ()
    """What is known of fields of the actions about it."""
    told: tuple[str, ...] = ()
    """What it is about in words, line by line, for the form of such an action to say."""

    @property
    def explains(self) -> bool:
        """Whether it can be said why it is there."""
        return self.position is not None or self.duty is not None
