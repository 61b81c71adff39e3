"""The picture of latency against size shows what was measured."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.figures import Row, as_json
from bench.plot import Figures, draw, main, points


def row(events: int, *, hot: bool, **p50: float) -> Row:
    """A row as the comparison with the peers gives it."""
    values = {"events": float(events), "hot": float(hot)}
    return Row(figure="", measured="", values=values | {f"{k}_p50_ms": v for k, v in p50.items()})


ROWS = [
    row(100_000, hot=True, sqlite=0.5, postgres=1.0, library=20.0, umadb=9.0),
    row(1_000, hot=True, sqlite=0.5, postgres=1.0, library=2.0, umadb=1.5),
    row(1_000, hot=False, sqlite=0.5, postgres=1.0),
    Row(figure="another", measured="1 s", values={"ratio": 2.0}),
]


def test_the_points_of_a_store_rise_by_size() -> None:
    """Rows of the other kind of tags, and rows of something else, are left out."""
    hot = points(ROWS, hot=True)

    assert hot["library"] == [(1_000, 2.0), (100_000, 20.0)]
    assert points(ROWS, hot=False) == {"sqlite": [(1_000, 0.5)], "postgres": [(1_000, 1.0)]}


def test_the_picture_is_drawn_to_scale(tmp_path: Path) -> None:
    """Both axes are logarithmic: ten times as slow is one step of the grid higher, in any panel."""
    source, target = tmp_path / "figures.json", tmp_path / "latency.svg"
    source.write_bytes(as_json({"device": "disk <1>"}, ROWS))

    main(source, target)
    tree = ElementTree.fromstring(target.read_text())

    drawn = next(
        each.get("points", "")
        for each in tree.iter("{http://www.w3.org/2000/svg}polyline")
        if each.get("stroke") == "#b45309"
    )
    (_, low), (_, high) = (each.split(",") for each in drawn.split())
    grid = sorted(
        {
            float(each.get("y1", 0))
            for each in tree.iter("{http://www.w3.org/2000/svg}line")
            if each.get("y1") == each.get("y2")
        }
    )
    assert float(low) - float(high) == pytest.approx(grid[1] - grid[0], abs=0.2)
    assert "disk &lt;1&gt;" in target.read_text()


def test_figures_without_latencies_make_no_picture() -> None:
    """An empty picture would look like a result."""
    with pytest.raises(ValueError, match="no latencies by size"):
        draw(Figures({}, ROWS[-1:]))
