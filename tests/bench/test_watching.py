"""How what a floor shows is told from what it wrote to its terminal."""

from __future__ import annotations

import sys

import pytest

from bench.floor import delays_of, positions_shown
from bench.terminal import NotShown, Terminal


def test_the_newest_position_on_show_is_found_with_its_instant() -> None:
    """A position may be cut by the pieces in which output arrives; older ones do not count."""
    chunks = [(1.0, b"call #1 20"), (2.0, b"3 \x1b[0m #1 199"), (3.0, b" #1 204")]

    assert positions_shown(chunks) == [(1_203, 2.0), (1_204, 3.0)]


def test_an_event_is_visible_with_the_first_picture_that_shows_it_or_a_later_one() -> None:
    """A picture that shows a later position holds everything before it."""
    stamps = [(5, 1.0), (6, 1.5), (7, 2.0)]

    assert delays_of(stamps, [(6, 2.0), (9, 2.5)]) == ([1.0, 0.5, 0.5], 0)


def test_an_event_that_never_shows_is_counted_as_lost() -> None:
    """What was appended after the last picture has no delay, and is not forgotten."""
    assert delays_of([(5, 1.0), (8, 1.0)], [(6, 2.0)]) == ([1.0], 1)


def test_a_text_is_seen_when_a_program_writes_it() -> None:
    """The terminal tells when, on the clock the program was started by."""
    with Terminal([sys.executable, "-c", "print('here I am')"]) as terminal:
        assert terminal.wait_for(b"here I am") >= terminal.began


def test_a_program_that_ends_without_a_text_is_not_waited_for() -> None:
    """The fault holds the program's last words, because they say why."""
    with (
        Terminal([sys.executable, "-c", "print('no such ledger')"]) as terminal,
        pytest.raises(NotShown, match="no such ledger"),
    ):
        terminal.wait_for(b"agents")
