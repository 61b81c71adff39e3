"""An event tells where it came from, what came of it, and what its personal fields say."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.drawing.spans import text_of
from console.drawing.trail import columns, detail, row, walk
from console.presenters.event_story import story_of
from console.text.columns import width
from ledger.book import Book
from ledger.kernel.words import Language
from ledger.opening import open_book
from ledger.store.recorder import Entry


def told(book: Book, position: int, language: Language = "zh", cells: int = 100) -> str:
    """Everything about an event, as text."""
    story = story_of(book, position)
    assert story is not None
    shown = detail(story, book.lawbook, book.site.zone, cells, language)
    assert all(width(text_of(line)) <= cells for line in shown.lines)
    return "\n".join(text_of(line) for line in shown.lines)


def test_causes_and_effects_can_be_walked(book: Book) -> None:
    """The sign-in names the registration as its cause; the registration leads to the sign-in."""
    signed_in = story_of(book, 5)
    registered = story_of(book, 3)
    assert signed_in is not None
    assert registered is not None
    assert [each.position for each in signed_in.causes] == [3]
    assert 5 in [each.position for each in registered.effects]
    assert registered.links == (*registered.causes, *registered.effects)
    lines = [text_of(line) for line in walk(signed_in, 100, "en")]
    assert lines[0].startswith(" from ← #3 Person registered")
    assert lines[1] == " to —"


def test_the_search_for_effects_is_bounded(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """An effect beyond the bound is not found, so that no history makes a detail slow."""
    unbounded = story_of(book, 3)
    monkeypatch.setattr("console.presenters.event_story.MOST_LOOKED_AT", 0)
    bounded = story_of(book, 3)
    assert unbounded is not None
    assert bounded is not None
    assert [each.position for each in unbounded.effects] == [5]
    assert bounded.effects == ()


def test_there_is_no_story_of_nothing(book: Book) -> None:
    """A position beyond the head, or before the first event, has no story."""
    assert story_of(book, 999) is None
    assert story_of(book, 0) is None


def test_personal_fields_are_revealed_to_who_has_the_key(book: Book) -> None:
    """With the key store at hand the name is shown, though what is stored is sealed."""
    text = told(book, 3)
    assert "李娜" in text
    assert "sealed.v1." in text


def test_personal_fields_stay_sealed_without_the_key(book: Book, tmp_path: Path) -> None:
    """Without the key store the event is shown all the same, with the field marked as sealed."""
    book.close()
    for file in tmp_path.glob("x.ledger.keys.sqlite*"):
        file.unlink()
    bare = open_book(str(tmp_path / "x.ledger"), readonly=True)
    text = told(bare, 3)
    assert "李娜" not in text
    assert "▒▒ 封存" in text
    bare.close()


def test_the_detail_explains_the_decision(book: Book) -> None:
    """Body with labels, both times, the clauses read with titles, and the raw JSON are there."""
    text = told(book, 5)
    for part in ("签入", "坐席员", "发生", "记录", "依据条款", "seats.one_state", "原始记录"):
        assert part in text
    english = told(book, 5, "en")
    for part in ("Signed in", "Happened", "Recorded", "Clauses read", "A seat has one state"):
        assert part in english


def test_a_detail_fits_eighty_columns(book: Book) -> None:
    """No line of any event's detail is wider than the screen, in either language."""
    for position in range(1, 13):
        for language in ("zh", "en"):
            told(book, position, language, 80)


def test_rows_fill_the_width_exactly(book: Book) -> None:
    """Columns line up: every row of the table is as wide as its columns say."""
    for cells in (80, 100, 160):
        for language in ("zh", "en"):
            shown = columns(cells, language)
            widths = {
                width(text_of(row(event, shown, book.site.zone, language))) for event in book.read()
            }
            assert len(widths) == 1
            assert widths.pop() <= cells


def test_an_unknown_event_is_shown_with_its_plain_values(book: Book) -> None:
    """What a newer program wrote can be read, and is said to be unknown."""
    data = (
        b'{"at":"2026-11-21T12:00:00Z","body":{"giver":"A009"},"by":"A009","command":"00",'
        b'"recorded":"2026-11-21T12:00:00Z","v":3}'
    )
    book.recorder.append([Entry(type="shift.swapped", data=data, tags=["person:A009"])])
    text = told(book, 13)
    assert "本程序不认识的事件" in text
    assert "giver" in text
    assert "A009" in text
