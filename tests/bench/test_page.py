"""The page about the figures shows those it was given, and keeps its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.figures import Row, as_json
from bench.page import BEGIN, END, filled_in, main
from bench.plot import Figures

FIGURES = Figures(
    {"device": "disk"},
    [
        Row(figure="a|b", measured="1 s", target="<= 2 s", met=True, beside="c"),
        Row(figure="d", measured="3 s", target="<= 2 s", met=False),
        Row(figure="e", measured="4 s"),
    ],
)


def test_the_figures_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    """Words before and after stay, a missed target is told, and doing it twice changes nothing."""
    source, page = tmp_path / "figures.json", tmp_path / "page.md"
    source.write_bytes(as_json(FIGURES.machine, FIGURES.rows))
    page.write_text(f"前 before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")

    main(source, page)
    once = page.read_text(encoding="utf-8")
    main(source, page)

    assert once.startswith("前 before\n")
    assert once.endswith("\nafter\n")
    assert "old" not in once
    assert "* device: disk" in once
    assert "| a\\|b | 1 s | <= 2 s | yes | c |\n| d | 3 s | <= 2 s | **no** |  |\n| e |" in once
    assert page.read_text(encoding="utf-8") == once


@pytest.mark.parametrize("page", ["none", BEGIN, f"{END}{BEGIN}", f"{BEGIN}{END}{BEGIN}"])
def test_a_page_without_its_marks_is_refused(page: str) -> None:
    """Nothing is written over that was not meant to be."""
    with pytest.raises(ValueError, match="needs the marks"):
        filled_in(page, FIGURES)
