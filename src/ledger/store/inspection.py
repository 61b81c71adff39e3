"""What a store looks at when it reads all of itself, one thing after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ledger.kernel.words import Words


class Look(NamedTuple):
    """One thing to look at: what it is called, what is counted, and the looking itself.

    `take` returns how many there were, and raises Damaged at the first that is wrong.
    """

    name: Words
    unit: Words
    take: Callable[[], int]


EVENTS = Words("件", "events")
TYPES = Words("种", "types")
ENTRIES = Words("项", "entries")
COMMANDS = Words("条", "commands")
PAGES = Words("页", "pages")

STRUCTURE = Words("文件结构", "file structure")
POSITIONS = Words("序号连续", "positions")
KINDS = Words("事件类型", "event types")
INDEX = Words("标签索引", "index of tags")
SPANS = Words("命令登记", "commands")
