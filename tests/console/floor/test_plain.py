"""The floor as plain text."""

from __future__ import annotations

import pytest

from console.drawing.spans import width_of
from console.plain import plain_floor
from console.presenters.names import Names
from ledger.book import Book
from ledger.kernel.event import micros
from ledger.kernel.words import Language
from ledger.views.runner import Runner
from projections.floor import Floor
from projections.frame import Frame, frame
from tests.console.floor.day import NOW, SITE


def frame_of(book: Book) -> Frame:
    """The book's floor at the instant the tests look at it."""
    floor = Floor(book.lawbook.on, SITE.zone)
    Runner(book, floor).catch_up()
    return frame(floor, micros(NOW))


def test_plain_text_says_what_the_screen_says(book: Book) -> None:
    """Figures, queues, people and waiting calls are there, with their signs."""
    shown = frame_of(book)
    text = plain_floor(shown, site=SITE, names=Names(book).of(shown))
    assert "排队 4" in text
    assert "最久 1:42 !!" in text
    assert "A036 高飞 小休" in text
    assert "31:00 !! 吃饭" in text
    assert "0:44 !  180 投诉" in text
    assert f"#{shown.position}" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100, 160])
def test_plain_text_keeps_to_its_width(book: Book, lang: Language, width: int) -> None:
    """No line is wider than asked for, in either language, and none ends in blanks."""
    text = plain_floor(frame_of(book), site=SITE, lang=lang, width=width)
    assert text.endswith("\n")
    for line in text.splitlines():
        assert width_of(line) <= width
        assert line == line.rstrip()


def test_plain_text_of_an_empty_book_says_so(new_book: Book) -> None:
    """Without queues, people and calls there is a sentence for each, and dashes for figures."""
    text = plain_floor(frame_of(new_book), site=SITE, lang="en")
    assert "no queue yet" in text
    assert "nobody has signed in yet" in text
    assert "nobody is waiting" in text
    assert "≤ 20 s —" in text


def test_without_the_keys_people_go_by_number(book: Book) -> None:
    """A plain floor without names shows employee numbers alone."""
    text = plain_floor(frame_of(book), site=SITE)
    assert "A036 小休" in text
    assert "高飞" not in text
