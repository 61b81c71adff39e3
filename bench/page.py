"""Put written figures into the page about them: ``python -m bench.page FIGURES.json PAGE.md``.

The page keeps its words; what stands between its two marks is made anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from bench.figures import Row
from bench.plot import Figures

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
_TITLES = ("figure", "measured", "target", "met", "beside it")
_MET = {True: "yes", False: "**no**", None: ""}


def filled_in(page: str, figures: Figures) -> str:
    """The page with these figures in the place of those it had.

    :raises ValueError: when the page does not have the two marks, each once and in order.
    """
    before, begun, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended) or BEGIN in after or END in before + after:
        raise ValueError(f"the page needs the marks {BEGIN} and {END}, once each and in order")
    machine = [f"* {name}: {value}" for name, value in figures.machine.items()]
    lines = ["", *machine, "", _line(_TITLES), _line(["---"] * len(_TITLES))]
    lines += [_line(_cells(row)) for row in figures.rows]
    return "\n".join([before + begun, *lines, "", END + after])


def _cells(row: Row) -> tuple[str, ...]:
    return (row.figure, row.measured, row.target, _MET[row.met], row.beside)


def _line(cells: tuple[str, ...] | list[str]) -> str:
    escaped = (each.replace("|", "\\|") for each in cells)
    return f"| {' | '.join(escaped)} |"


def main(source: Path, page: Path) -> None:
    """Read the figures and rewrite the page."""
    figures = msgspec.json.decode(source.read_bytes(), type=Figures)
    page.write_text(filled_in(page.read_text(encoding="utf-8"), figures), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
