"""How long a server may be silent before whoever asked it gives up.

A server that hangs refuses nothing and answers nothing, so that no guard of its own ends the wait,
and over a local socket none of the network either. Only whoever waits can end it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

_LONGEST_SECONDS = 130.0
"""Longer than a server itself lets any statement take, so that its own word comes first."""

_SECONDS_ONCE_OVER = 2.0
"""What is left to a question once nobody cares for the answer, such as a save at the end."""


class Patience(NamedTuple):
    """For how many seconds silence is borne, and whether there is still anybody to bear it."""

    seconds: float = _LONGEST_SECONDS
    over: Callable[[], bool] = bool

    def left(self) -> float:
        """For how many seconds of silence to wait, as things stand now."""
        return min(self.seconds, _SECONDS_ONCE_OVER) if self.over() else self.seconds


_USUAL = Patience()
_of_this_thread = ContextVar("patience", default=_USUAL)


@contextmanager
def patience(seconds: float, over: Callable[[], bool] = bool) -> Iterator[None]:
    """Have this thread wait for a silent server at most some seconds, at each question.

    Once ``over`` returns true it waits hardly any more, also at a question already asked.
    """
    before = _of_this_thread.set(Patience(seconds, over))
    try:
        yield
    finally:
        _of_this_thread.reset(before)


def patience_here() -> Patience:
    """The patience of this thread."""
    return _of_this_thread.get()
