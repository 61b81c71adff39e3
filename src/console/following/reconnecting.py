"""Going on after the ledger's server went away: what is worth waiting for, and for how long."""

from __future__ import annotations

from random import Random

from ledger.kernel.words import Words
from ledger.store.recorder import Locked, StoreError, StoreUnavailable

_FIRST_SECONDS = 0.25
_MOST_SECONDS = 5.0
_SPREAD = 0.25
"""By this share each pause is longer or shorter, so that not all terminals come back at once."""


class BackOff:
    """How long to pause before the next attempt: a quarter second first, then ever longer."""

    def __init__(self, chance: Random | None = None) -> None:
        self._chance = chance or Random()
        self._seconds = _FIRST_SECONDS

    def seconds(self) -> float:
        """The next pause, in seconds, at most some five."""
        pause = self._seconds
        self._seconds = min(_MOST_SECONDS, pause * 2)
        return pause * self._chance.uniform(1 - _SPREAD, 1 + _SPREAD)

    def reset(self) -> None:
        """An attempt has succeeded."""
        self._seconds = _FIRST_SECONDS


def may_pass(fault: BaseException) -> bool:
    """Whether what is wrong with a ledger may be over soon: a server gone, a lock held."""
    return isinstance(fault, StoreUnavailable | Locked)


def sentence(fault: StoreError) -> Words:
    """What is wrong, in both languages."""
    return Words(fault.zh, str(fault))


def brief(fault: StoreError) -> Words:
    """What is wrong in as few words as there are, for a line that names the ledger elsewhere."""
    return fault.reason or sentence(fault)
