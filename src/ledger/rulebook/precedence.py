"""Where several clauses apply to the same happening: those that another goes before give way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Ranked(Protocol):
    """Something of a clause, with the ids of the clauses that it goes before."""

    @property
    def clause(self) -> str:
        """The clause's id."""

    @property
    def over(self) -> tuple[str, ...]:
        """The clauses that give way to it where both apply."""


R = TypeVar("R", bound=Ranked)


def prevailing(found: Sequence[R]) -> Sequence[R]:
    """Those of the clauses that apply which none of the others goes before, in their order."""
    if len(found) < 2:
        return found
    beaten = {over for each in found for over in each.over}
    return [each for each in found if each.clause not in beaten]
