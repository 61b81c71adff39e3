"""Draw latency against size from written figures: ``python -m bench.plot FIGURES.json OUT.svg``."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import msgspec

from bench.figures import Row

_WIDTH, _HEIGHT = 960, 430
_PANEL = 375.0
_TOP, _BOTTOM = 74.0, 350.0
_LEFTS = (70.0, 555.0)
_FONT = "font-family='system-ui, sans-serif'"


class Line(NamedTuple):
    """One store's line: the name in values, the name people read, its colour and its dashes."""

    key: str
    title: str
    colour: str
    dashes: str = ""


LINES = (
    Line("library", "library, PostgreSQL", "#b45309"),
    Line("umadb", "UmaDB", "#7c3aed"),
    Line("umadb_newest_first", "UmaDB, newest first", "#7c3aed", "5 4"),
    Line("postgres", "Dutybook, PostgreSQL", "#1d4ed8"),
    Line("sqlite", "Dutybook, SQLite", "#047857"),
)

Points = list[tuple[float, float]]
"""Events in the ledger and milliseconds, by rising size."""


class Figures(msgspec.Struct):
    """What a run has written."""

    machine: dict[str, str]
    rows: list[Row]


def points(rows: Iterable[Row], *, hot: bool) -> dict[str, Points]:
    """The median times of each store, from the rows that name a size and these tags."""
    found: dict[str, Points] = {}
    sized = [row.values for row in rows if "events" in row.values]
    for values in sorted(sized, key=lambda each: each["events"]):
        if bool(values["hot"]) == hot:
            for line in LINES:
                if (p50 := values.get(f"{line.key}_p50_ms")) is not None:
                    found.setdefault(line.key, []).append((values["events"], p50))
    return found


def draw(figures: Figures) -> str:
    """The picture of both kinds of tags side by side, on axes that both share.

    :raises ValueError: when the figures hold no latencies by size.
    """
    panels = [points(figures.rows, hot=hot) for hot in (True, False)]
    every = [point for panel in panels for line in panel.values() for point in line]
    if not every:
        raise ValueError("the figures hold no latencies by size; measure the workload peers first")
    across = _decades([events for events, _ in every])
    up = _decades([p50 for _, p50 in every])
    titles = ("Hot tags: fifty agents in every ledger", "Cold tags: agents who have just come")
    device = figures.machine.get("device", "")
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}' {_FONT}"
        " font-size='12' role='img'>",
        "<title>Decide and append: median time against the number of events in the ledger</title>",
        f"<rect width='{_WIDTH}' height='{_HEIGHT}' fill='#ffffff'/>",
        _text(_LEFTS[0], 26, "Decide and append, one caller: median ms against events", size=15),
        _text(_LEFTS[0], _HEIGHT - 10, device, colour="#6b7280", size=11),
    ]
    for left, title, panel in zip(_LEFTS, titles, panels, strict=True):
        parts += _panel(left, title, panel, across, up)
    parts += _legend()
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(
    left: float, title: str, panel: dict[str, Points], across: range, up: range
) -> list[str]:
    def place(events: float, p50: float) -> tuple[float, float]:
        x = (math.log10(events) - across[0]) / (across[-1] - across[0])
        y = (math.log10(p50) - up[0]) / (up[-1] - up[0])
        return left + x * _PANEL, _BOTTOM - y * (_BOTTOM - _TOP)

    parts = [_text(left, _TOP - 18, title, size=13)]
    for power in across:
        x, _ = place(10.0**power, 1.0)
        parts.append(_rule(x, _TOP, x, _BOTTOM))
        parts.append(_text(x, _BOTTOM + 18, _short(10.0**power), anchor="middle"))
    for power in up:
        _, y = place(10.0 ** across[0], 10.0**power)
        parts.append(_rule(left, y, left + _PANEL, y))
        parts.append(_text(left - 8, y + 4, f"{10.0**power:g} ms", anchor="end"))
    for line in LINES:
        if line.key in panel:
            parts += _drawn(line, [place(*point) for point in panel[line.key]])
    return parts


def _drawn(line: Line, places: Sequence[tuple[float, float]]) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dashes = f" stroke-dasharray='{line.dashes}'" if line.dashes else ""
    return [
        f"<polyline points='{path}' fill='none' stroke='{line.colour}' stroke-width='2'{dashes}/>",
        *(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3' fill='{line.colour}'/>" for x, y in places),
    ]


def _legend() -> list[str]:
    parts = []
    step = (_LEFTS[1] + _PANEL - _LEFTS[0]) / len(LINES)
    for number, line in enumerate(LINES):
        x, y = _LEFTS[0] + number * step, _BOTTOM + 42
        parts += _drawn(line, [(x, y), (x + 22, y)])
        parts.append(_text(x + 30, y + 4, line.title, size=11))
    return parts


def _decades(values: Sequence[float]) -> range:
    """The powers of ten from below the smallest to above the largest."""
    lowest = math.floor(math.log10(min(values)))
    return range(lowest, max(lowest + 1, math.ceil(math.log10(max(values)))) + 1)


def _short(count: float) -> str:
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if count >= size:
            return f"{count / size:g}{letter}"
    return f"{count:g}"


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f"x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}'"
    return f"<line {ends} stroke='#e5e7eb'/>"


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", colour: str = "#111827", size: int = 12
) -> str:
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' fill='{colour}'"
        f" font-size='{size}'>{escape(text)}</text>"
    )


def main(source: Path, target: Path) -> None:
    """Read the figures and write the picture."""
    target.write_text(draw(msgspec.json.decode(source.read_bytes(), type=Figures)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
