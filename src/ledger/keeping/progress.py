"""How far the copying of a ledger has come, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ledger.kernel.words import Words

COMPARING = Words("比对已有部分", "comparing what is there")
COPYING = Words("复制", "copying")
VERIFYING = Words("核对副本", "verifying the copy")


class Progress(NamedTuple):
    """So many of so many, at one stage of the work."""

    stage: Words
    done: int
    total: int


Watch = Callable[[Progress], None]


def unwatched(_: Progress) -> None:
    """Show nothing."""
