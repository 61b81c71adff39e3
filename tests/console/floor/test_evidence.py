"""The events behind a number are as many as the number says."""

from __future__ import annotations

from collections import Counter

import pytest

from console.presenters.evidence import evidence_of, read
from console.subject import Subject
from ledger.book import Book
from ledger.kernel.words import Words
from tests.console.floor.test_plain import frame_of


@pytest.mark.parametrize("topic", ["offered", "answered", "abandoned"])
def test_the_counters_of_each_queue_are_made_of_so_many_events(book: Book, topic: str) -> None:
    """Offered, answered and abandoned of every queue, and of all, open as just so many events."""
    shown = frame_of(book)
    for line in shown.queues:
        found = list(read(book, evidence_of(Subject(topic, queue=line.queue), shown, book)))
        assert len(found) == getattr(line, topic) > 0
    everything = list(read(book, evidence_of(Subject(topic), shown, book)))
    assert len(everything) == getattr(shown.headline, topic)


def test_the_last_hour_is_made_of_the_offers_in_its_bars(book: Book) -> None:
    """The bars of a queue count the calls that its evidence of the last hour lists."""
    shown = frame_of(book)
    for line in shown.queues:
        found = list(read(book, evidence_of(Subject("last_hour", queue=line.queue), shown, book)))
        assert len(found) == sum(line.last_hour) > 0


def test_nobody_waiting_opens_as_nothing(new_book: Book) -> None:
    """Zero waiting calls are no events, and not all events."""
    shown = frame_of(new_book)
    assert list(read(new_book, evidence_of(Subject("waiting"), shown, new_book))) == []


def test_a_person_opens_as_the_day_of_that_person(book: Book) -> None:
    """All events of a person today are found, and nobody else's."""
    shown = frame_of(book)
    found = list(read(book, evidence_of(Subject("agent", agent="A036"), shown, book)))
    assert all("person:A036" in each.tags for each in found)
    assert Counter(each.type_name for each in found)["seat.paused"] == 1


def test_the_newest_come_first_and_not_without_end(book: Book) -> None:
    """Evidence is read from the newest on, and no further than asked."""
    shown = frame_of(book)
    found = list(read(book, evidence_of(Subject("answered"), shown, book), most=5))
    positions = [each.position for each in found]
    assert positions == sorted(positions, reverse=True)
    assert len(positions) == 5


def test_every_figure_that_opens_has_a_title_in_both_languages(book: Book) -> None:
    """What a list of evidence is headed with exists in Chinese and in English."""
    shown = frame_of(book)
    for topic in ("waiting", "oldest", "service_level", "asa", "aht", "occupancy", "staffed"):
        title = evidence_of(Subject(topic, queue="189"), shown, book).title
        assert isinstance(title, Words)
        assert title.zh
        assert title.en
