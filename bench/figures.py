"""Rows of the table, what they are reckoned from, and how they are printed."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import msgspec

NOT_MEASURED = "could not be measured"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: what was measured, what was promised, and whether that was kept.

    ``met`` is None where nothing was promised or nothing could be measured. ``values`` are the
    bare numbers, in the units their names say.
    """

    figure: str
    measured: str
    target: str = ""
    met: bool | None = None
    beside: str = ""
    values: dict[str, float] = {}


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed.

    :raises ValueError: when there are no values.
    """
    if not values:
        raise ValueError("no values were measured")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


def median(values: Sequence[float]) -> float:
    """The middle value; of an even number of values the lower of the two.

    :raises ValueError: when there are no values.
    """
    return quantile(values, 0.5)


def in_ms(seconds: float) -> str:
    """A time in milliseconds, with as many digits as mean something."""
    milliseconds = seconds * 1_000
    return f"{milliseconds:.2f} ms" if milliseconds < 10 else f"{milliseconds:,.0f} ms"


def a_second(count: float) -> str:
    """A rate in events or decisions a second."""
    return f"{count:,.0f} /s"


_TITLES = ("figure", "measured", "target", "met", "beside it")
_WIDEST = (46, 34, 24, 3, 60)


def table(rows: Sequence[Row]) -> str:
    """The rows as a text table, long cells broken over several lines."""
    cells = [_TITLES, *(_cells(row) for row in rows)]
    broken = [
        [textwrap.wrap(cell, width) or [""] for cell, width in zip(line, _WIDEST, strict=True)]
        for line in cells
    ]
    widths = [max(len(part) for line in broken for part in line[n]) for n in range(len(_TITLES))]
    lines = [_line(parts, widths) for parts in broken]
    rule = "-+-".join("-" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: ""}[row.met]
    return (row.figure, row.measured, row.target, met, row.beside)


def _line(parts: list[list[str]], widths: list[int]) -> str:
    height = max(len(part) for part in parts)
    return "\n".join(
        " | ".join(
            (part[n] if n < len(part) else "").ljust(width)
            for part, width in zip(parts, widths, strict=True)
        ).rstrip()
        for n in range(height)
    )


def as_json(head: dict[str, Any], rows: Sequence[Row]) -> bytes:
    """The machine and the rows, for whoever keeps figures over time."""
    return msgspec.json.format(msgspec.json.encode({"machine": head, "rows": rows}))
