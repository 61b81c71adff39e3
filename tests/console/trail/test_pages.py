"""Pages hold exactly what the query selects, newest first, without reading the rest."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.trail import pages as trail_pages
from console.trail.pages import Page, Trail, open_trail, shown_text
from console.trail.query import BadQuery
from ledger.book import Book
from ledger.kernel.codec import Recorded
from ledger.store.recorder import Recorded as StoredEvent
from tests.console.trail.conftest import NINE, calls

ZONE = ZoneInfo("Asia/Shanghai")


def positions(page: Page) -> list[int]:
    """The positions on a page."""
    return [event.position for event in page.events]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("type:call.*", [10, 9, 8, 7, 6]),
        ("type:call.offered type:call.ended", [9, 8, 6]),
        ("type:call.* -type:call.offered", [10, 9, 7]),
        ("-type:call.*", [12, 11, 5, 4, 3, 2, 1]),
        ("about:A003", [12, 9, 7, 5, 3]),
        ("about:189 about:A003", [9, 7, 5]),
        ("tag:call:c1", [9, 7, 6]),
        ("call:c1 -person:A003", [6]),
        ("actor:A003 actor:program:init", [5, 1]),
        ("-actor:program:import-queue-log type:seat.*", [5]),
        ("since:10:00", [12, 11, 10, 9, 8, 7, 6, 5]),
        ("since:10:02 until:10:04", [9, 8]),
        ("until:2026-11-20", []),
        ("吃饭", [12]),
        ("type:seat.* -吃饭", [11, 5]),
        ("queue:nowhere", []),
        ("type:seat.signed_out", []),
        ("来电放弃", [10]),
    ],
)
def test_a_query_selects(book: Book, query: str, found: list[int]) -> None:
    """Each term narrows or widens as the language says, newest first."""
    page = open_trail(book, query).older()
    assert positions(page) == found
    assert page.ended


@pytest.mark.parametrize("query", ["", "type:call.*", "about:A003", "-queue:189", "since:10:01"])
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_join_without_gap_or_repeat(book: Book, query: str, limit: int) -> None:
    """Walking down page by page, or up from the oldest, gives the same events as one big page."""
    trail = open_trail(book, query)
    whole = positions(trail.older())
    down: list[int] = []
    page = trail.older(limit=limit)
    down += positions(page)
    while not page.ended:
        page = trail.older(page.reached, limit)
        down += positions(page)
    up: list[int] = []
    page = trail.newer(0, limit)
    up = positions(page) + up
    while not page.ended:
        page = trail.newer(page.reached, limit)
        up = positions(page) + up
    assert down == up == whole


def test_a_jump_lands_on_the_position(book: Book) -> None:
    """The page from a position begins with it."""
    assert positions(open_trail(book, "#7").older(8, 3)) == [7, 6, 5]


def test_sifting_is_bounded_and_says_how_far_it_looked(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rare word does not read the whole ledger for one page; the page says where it stopped."""
    monkeypatch.setattr(trail_pages, "MOST_SIFTED", 4)
    book.record(calls(20), by="program:x")
    page = open_trail(book, "小休开始").older()
    assert (page.events, page.reached, page.ended) == ([], 29, False)
    found = open_trail(book, "小休开始").older(page.reached - 16)
    assert positions(found) == [12]


def test_a_page_reads_no_more_than_a_page(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Showing one page decodes only its own events, however many there are."""
    book.record(calls(500), by="program:x")
    decoded: list[int] = []
    real = trail_pages.decoded

    def counted(stored: StoredEvent) -> Recorded:
        decoded.append(stored.position)
        return real(stored)

    monkeypatch.setattr(trail_pages, "decoded", counted)
    open_trail(book, "type:call.*").older(limit=10)
    assert len(decoded) == 10


def test_times_of_day_are_of_the_newest_day(book: Book) -> None:
    """In a ledger of another day, 10:00 is ten o'clock of its newest day."""
    trail = open_trail(book, "since:10:00")
    assert trail.query.since == NINE + timedelta(hours=1)


def test_too_many_alternatives_are_refused(book: Book) -> None:
    """A query that would need hundreds of probes asks for the kinds instead."""
    with pytest.raises(BadQuery, match="name the kinds"):
        open_trail(book, "about:a about:b about:c")


def test_words_are_looked_for_in_what_is_shown(book: Book) -> None:
    """Labels, sentences, things and clauses can be found by their words, in either language."""
    paused = open_trail(book, "#12").older(13, 1).events[0]
    assert "小休开始" in shown_text(paused, "zh", ZONE)
    assert "meal" in shown_text(paused, "en", ZONE)
    registered = open_trail(book, "#3").older(4, 1).events[0]
    assert "org.register" in shown_text(registered, "zh", ZONE)
    assert "李娜" not in shown_text(registered, "zh", ZONE)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    types=st.lists(st.sampled_from(["call.*", "call.offered", "seat.*", "org.*"]), max_size=2),
    without=st.lists(st.sampled_from(["call.ended", "seat.paused"]), max_size=1),
    tags=st.lists(st.sampled_from(["queue:189", "person:A003", "call:c1", "call:c9"]), max_size=2),
    excluded=st.lists(st.sampled_from(["queue:189", "person:A003", "call:c2"]), max_size=1),
)
def test_the_index_agrees_with_looking_at_every_event(
    book: Book, types: list[str], without: list[str], tags: list[str], excluded: list[str]
) -> None:
    """What the index answers is what a plain look through the whole ledger finds."""
    types = [each for each in types if each != "org.*"]
    terms = [f"type:{each}" for each in types] + [f"-type:{each}" for each in without]
    terms += tags + [f"-{each}" for each in excluded]

    def fits(type_name: str, found: tuple[str, ...]) -> bool:
        named = [
            type_name == each or (each.endswith("*") and type_name.startswith(each[:-1]))
            for each in types
        ]
        return (
            (any(named) or not types)
            and type_name not in without
            and set(tags) <= set(found)
            and set(excluded).isdisjoint(found)
        )

    expected = [
        each.position for each in book.read(backwards=True) if fits(each.type_name, each.tags)
    ]
    assert positions(open_trail(book, " ".join(terms)).older()) == expected


def test_a_trail_is_also_given_as_stored(book: Book) -> None:
    """The feed takes the same events as the screen, oldest first and undecoded."""
    trail: Trail = open_trail(book, "about:A003")
    assert [each.position for each in trail.stored(after=4)] == [5, 7, 9, 12]
