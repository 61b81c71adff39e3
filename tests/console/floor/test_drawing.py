"""Lines that fit their width, and numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.drawing.numbers import age, bars, duration, grouped, percent
from console.drawing.plan import plan
from console.drawing.spans import (
    SIGN_WIDTH,
    Tone,
    clip,
    cut,
    fit,
    length,
    rule,
    signed,
    spread,
    text_of,
    width_of,
)
from projections.frame import Level

TEXTS = st.text(alphabet="ab 队列值班!·…", max_size=30)
WIDTHS = st.integers(0, 40)


@given(TEXTS, WIDTHS)
def test_a_fitted_text_takes_exactly_its_width(text: str, width: int) -> None:
    """However wide its characters, a text in a column takes the column's cells."""
    assert width_of(fit(text, width)) == width
    assert width_of(fit(text, width, "right")) == width
    assert width_of(clip(text, width)) <= width


@given(TEXTS, TEXTS, st.integers(12, 80))
def test_a_spread_line_takes_exactly_its_width(left: str, right: str, width: int) -> None:
    """The left part gives way and the right part stays at the end."""
    end = ((clip(right, width - 1), Tone.NORMAL),)
    line = spread(((left, Tone.NORMAL),), end, width)
    assert length(line) == width
    assert text_of(line).endswith(text_of(end))


@given(TEXTS, TEXTS, st.integers(40, 120))
def test_a_rule_reaches_from_edge_to_edge(title: str, note: str, width: int) -> None:
    """A title in a rule, with or without a note, leaves neither gap nor overhang."""
    assert length(rule(((title, Tone.STRONG),), width)) == width
    if note:
        noted = rule(((title, Tone.STRONG),), width, ((clip(note, 12), Tone.WARN),))
        assert length(noted) == width


@pytest.mark.parametrize("level", list(Level))
def test_a_number_with_a_sign_takes_no_more_room_than_without(level: Level) -> None:
    """Nothing moves sideways when a figure begins to deviate."""
    line = signed("1:42", 6, level)
    assert length(line) == 6 + SIGN_WIDTH


def test_every_level_has_a_sign_of_its_own() -> None:
    """Without colour the levels can still be told apart."""
    shown = [text_of(signed("7", 3, level)).strip() for level in Level]
    assert shown == ["7", "7 ·", "7 !", "7 !!"]


@given(TEXTS, WIDTHS)
def test_a_cut_line_is_never_too_long(text: str, width: int) -> None:
    """A line cut to a width has at most that many cells."""
    assert length(cut(((text, Tone.NORMAL), (text, Tone.WARN)), width)) <= width


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (None, "—"),
        (0, "0:00"),
        (102, "1:42"),
        (3723, "1:02:03"),
        (198_000, "2 天 7 h"),
        (-3, "0:00"),
    ],
)
def test_durations(seconds: float | None, shown: str) -> None:
    """Minutes and seconds, then hours, then days; a dash for none, never less than nothing."""
    assert duration(seconds, "zh") == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.14, "0.1 秒"), (14, "14 秒"), (180, "3 分"), (7200, "2 小时"), (864_000, "10 天")],
)
def test_ages(seconds: float, shown: str) -> None:
    """The age of news, roughly."""
    assert age(seconds, "zh") == shown


def test_shares_and_large_numbers() -> None:
    """A share of nothing is a dash, and thousands stand apart."""
    assert percent(None) == "—"
    assert percent(74.25, 1) == "74.2 %"
    assert grouped(10_512_884) == "10 512 884"


def test_bars_tell_nothing_from_little() -> None:
    """Only an empty slot has the lowest bar, and the fullest slot the highest."""
    assert bars((0, 1, 8)) == "▁▂█"
    assert bars((0, 0)) == "▁▁"
    assert bars((1, 1)) == "▂▂"


@given(st.integers(60, 240), st.integers(18, 80), st.integers(0, 12), st.integers(0, 1000))
def test_the_panels_fill_the_terminal_exactly(
    width: int, height: int, queues: int, people: int
) -> None:
    """Whatever the size, the panels, the header and the key line take all lines and no more."""
    laid = plan(width, height, queues, people)
    lower = laid.agents if laid.side else laid.agents + laid.waiting
    used = 2 + laid.strip + laid.queues + lower + laid.ticker
    assert min(laid) >= 0
    if height >= 24:
        assert used == height
