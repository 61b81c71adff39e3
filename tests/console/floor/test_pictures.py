"""Pictures of the floor: how it looks where words are not enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from console.app import DutybookApp
from ledger.book import Book
from tests.console.floor.conftest import console_of, settle

Compare = Callable[..., bool]

SMALL, LARGE = (80, 24), (160, 48)


def picture_of(book: Book, **options: Any) -> DutybookApp:
    """A console with its looks fixed."""
    return console_of(book, **options)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_small_terminal_has_everything_in_one_column(
    snap_compare: Compare, book: Book, lang: str
) -> None:
    """At 80x24 figures, queues, people, waiting calls and events stand below each other."""
    app = picture_of(book, lang=lang)
    assert snap_compare(app, terminal_size=SMALL, run_before=settle)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_large_terminal_has_the_waiting_calls_beside_the_people(
    snap_compare: Compare, book: Book, lang: str
) -> None:
    """At 160x48 everything is in sight at once, and only deviations have colour."""
    app = picture_of(book, lang=lang)
    assert snap_compare(app, terminal_size=LARGE, run_before=settle)


@pytest.mark.parametrize("theme", ["dutybook-light", "dutybook-blue-orange"])
def test_the_other_themes_keep_every_deviation_visible(
    snap_compare: Compare, book: Book, theme: str
) -> None:
    """On a light ground and in blue and orange the same signs stand out."""
    app = picture_of(book)
    app.theme = theme
    assert snap_compare(app, terminal_size=SMALL, run_before=settle)
