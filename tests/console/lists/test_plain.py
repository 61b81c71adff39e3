"""The obligations of a floor as plain text, now and at an instant of the past."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.commands.plain_frame import tracker_at
from console.drawing.spans import width_of
from console.plain import plain_floor
from console.presenters.board import Board, board_of
from console.presenters.people import People
from ledger.book import Book
from ledger.kernel.event import micros
from ledger.kernel.words import Language
from tests.console.floor.day import NOW, SITE
from tests.console.floor.test_plain import frame_of


def board(book: Book, minutes_ago: int = 0) -> Board:
    """The obligations as they were so many minutes ago."""
    at = NOW - timedelta(minutes=minutes_ago)
    tracker = tracker_at(book, at if minutes_ago else None, None)
    return board_of(tracker, micros(at), People(book), most=2)


def test_the_obligations_stand_under_the_waiting_calls(book: Book) -> None:
    """The first ones with sign, time left and debtor, and how many more there are."""
    text = plain_floor(frame_of(book), site=SITE, board=board(book))
    told = text.split("先到期的义务 4")[1].splitlines()
    assert told[1].startswith(" !!  T1 投诉派发 60 分钟")
    assert told[1].endswith("−0:41  A003 李娜")
    assert told[2].startswith(" !   T2")
    assert told[3] == " 另有 2"


def test_an_instant_of_the_past_has_the_obligations_of_then(book: Book) -> None:
    """Half an hour ago T3 had not been opened, and nothing was overdue."""
    then = board(book, minutes_ago=30)
    assert [line.about for line in then.lines] == ["T1", "T2"]
    assert (then.counts.open, then.counts.breached) == (3, 0)


def test_without_a_rulebook_nothing_is_said_of_obligations(new_book: Book) -> None:
    """A floor that nothing governs has no such part."""
    text = plain_floor(frame_of(new_book), site=SITE, board=board(new_book))
    assert "义务" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100, 160])
def test_plain_obligations_keep_to_their_width(book: Book, lang: Language, width: int) -> None:
    """No line is wider than asked for, in either language."""
    text = plain_floor(frame_of(book), site=SITE, lang=lang, width=width, board=board(book))
    for line in text.splitlines():
        assert width_of(line) <= width
