"""Simulated days in a ledger: all of them, once, also after an interruption, and at a pace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from gateway.pace import Pace
from gateway.simulator import (
    ACTOR,
    DaysTaken,
    NotSensible,
    Progress,
    Settings,
    facts_of,
    play,
    record_until,
    simulate,
)
from ledger.book import Book
from ledger.kernel.action import Role
from ledger.kernel.clock import FrozenClock
from ledger.kernel.event import micros
from ledger.kernel.words import Language
from ledger.registers.org.register_person import RegisterPerson
from ledger.store.recorder import DCBQuery, DCBQueryItem

SMALL = Settings(date(2026, 11, 21), "Asia/Shanghai", agents=8, queues=2)
TEN = datetime(2026, 11, 21, 2, tzinfo=UTC)


def stream(book: Book) -> list[tuple[str, datetime, str]]:
    """Type, instant and command of everything simulated, in the ledger's order."""
    query = DCBQuery([DCBQueryItem([], [f"actor:{ACTOR}"])])
    return [(each.type_name, each.envelope.at, each.envelope.command) for each in book.read(query)]


def test_the_summary_counts_what_is_in_the_ledger(new_book: Callable[[str], Book]) -> None:
    """As many events, calls and instants as a reader finds, and progress that ends at the whole."""
    book = new_book("a.ledger")
    seen: list[Progress] = []

    summary = simulate(book, SMALL, progress=seen.append)

    found = stream(book)
    offered = {each.tags[0] for each in book.read(DCBQuery([DCBQueryItem(["call.offered"])]))}
    assert summary.added == summary.events == len(found) == book.recorder.head() - 1
    assert summary.calls == len(offered)
    assert summary.since == min(at for _, at, _ in found)
    assert summary.until == max(at for _, at, _ in found)
    assert seen[-1] == Progress(summary.events, summary.until, 1.0)


def test_two_ledgers_of_one_seed_differ_in_sealed_words_only(
    new_book: Callable[[str], Book],
) -> None:
    """Types, instants and command ids agree in order; callers' references do not."""
    one, two = new_book("one.ledger"), new_book("two.ledger")
    simulate(one, SMALL)
    simulate(two, SMALL)

    assert stream(one) == stream(two)
    offered = DCBQuery([DCBQueryItem(["call.offered"])])
    first = [next(each.read(offered, limit=1)).envelope.body for each in (one, two)]
    assert first[0].call == first[1].call
    assert first[0].customer != first[1].customer
    assert "01955" not in first[0].number + first[0].customer


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_simulation_done_twice_adds_nothing(
    new_book: Callable[[str], Book], language: Language
) -> None:
    """The second time every command is known already, whatever the language of who asks."""
    book = new_book("a.ledger")
    once = simulate(book, SMALL)

    assert simulate(book, SMALL._replace(language=language)).added == 0
    assert book.recorder.head() == once.events + 1


@pytest.mark.parametrize("done", [3, 1_000])
def test_an_interrupted_simulation_is_completed_by_the_next(
    new_book: Callable[[str], Book], done: int
) -> None:
    """Broken off among the registrations or among the calls, the same ledger comes out."""
    book, whole = new_book("a.ledger"), new_book("b.ledger")
    book.record(list(islice(facts_of(book, SMALL), done)), by=ACTOR)

    simulate(book, SMALL)
    simulate(whole, SMALL)

    assert stream(book) == stream(whole)


@pytest.mark.parametrize(
    "other",
    [{"seed": 8}, {"agents": 9}, {"start": date(2026, 11, 22)}, {"start": date(2026, 11, 20)}],
)
def test_the_same_days_are_not_simulated_otherwise_in_one_ledger(
    new_book: Callable[[str], Book], other: dict[str, int | date]
) -> None:
    """The same people would be in two places; nothing is written, and both languages say why."""
    book = new_book("a.ledger")
    simulate(book, SMALL)
    head = book.recorder.head()

    with pytest.raises(DaysTaken, match="choose other days") as refusal:
        simulate(book, SMALL._replace(**other))  # type: ignore[arg-type]

    assert "请改选日期" in refusal.value.zh
    assert book.recorder.head() == head


def test_later_days_follow_in_the_same_ledger_without_registering_anew(
    new_book: Callable[[str], Book],
) -> None:
    """People, teams, queues and seats that stand in the book are not entered again."""
    book = new_book("a.ledger")
    simulate(book, SMALL)
    later = simulate(book, SMALL._replace(start=date(2026, 11, 25)))

    people = list(book.read(DCBQuery([DCBQueryItem(["person.registered"])])))
    assert len(people) == len({each.tags for each in people}) == SMALL.agents + 2
    assert later.added == later.events > 0


def test_whoever_is_registered_before_stays_as_they_are(new_book: Callable[[str], Book]) -> None:
    """A book that has its administrator keeps name and roles."""
    book = new_book("a.ledger")
    mine = RegisterPerson(person="A001", name="林岚", roles=(Role.ADMINISTRATOR, Role.AUDITOR))
    book.act(mine, by="A001")

    simulate(book, SMALL)

    about = DCBQuery([DCBQueryItem(["person.registered"], ["person:A001"])])
    (only,) = book.read(about)
    assert book.reveal(only, "name") == "林岚"


def test_names_and_numbers_are_sealed_and_can_be_revealed(new_book: Callable[[str], Book]) -> None:
    """A caller's number is in the clear only for who holds the keys."""
    book = new_book("a.ledger")
    simulate(book, SMALL)

    offered = next(book.read(DCBQuery([DCBQueryItem(["call.offered"])]), limit=1))

    assert offered.envelope.body.number.startswith("sealed.")
    assert book.reveal(offered, "number").startswith("01955")


def test_nothing_is_written_for_numbers_that_no_centre_has(
    new_book: Callable[[str], Book],
) -> None:
    """The refusal comes before the first event."""
    book = new_book("a.ledger")

    with pytest.raises(NotSensible):
        simulate(book, SMALL._replace(agents=0))

    assert book.recorder.head() == 1


def test_a_play_records_each_event_when_the_pace_has_come_to_it(
    new_book: Callable[[str], Book], clock: FrozenClock
) -> None:
    """History first; then nothing early, and nothing later than one wait of the shortest kind."""
    book = new_book("a.ledger")
    seconds = [0.0]
    rest = record_until(book, facts_of(book, SMALL), TEN)
    history = book.recorder.head()
    pace = Pace(TEN, 60, elapsed=lambda: seconds[0])
    clock.move_to(TEN)

    def wait(span: float) -> bool:
        seconds[0] += span
        clock.move_to(pace.now())
        return seconds[0] > 20

    count = play(book, rest, pace, wait)

    played = list(book.read(after=history))
    assert count == len(played) > 50
    assert all(each.envelope.at < TEN for each in islice(book.read(), 1, history))
    for each in played:
        assert TEN <= each.envelope.at <= each.envelope.recorded
        late = each.envelope.recorded - each.envelope.at
        assert late <= timedelta(seconds=60 * 0.05, microseconds=1)
    assert micros(played[-1].envelope.at) <= micros(TEN + timedelta(minutes=20))


def test_history_and_play_together_are_the_whole_simulation(
    new_book: Callable[[str], Book],
) -> None:
    """No step is lost or doubled where the pace takes over."""
    played, whole = new_book("a.ledger"), new_book("b.ledger")
    rest = record_until(played, facts_of(played, SMALL), TEN)
    play(played, rest, Pace(TEN + timedelta(days=2), 60, elapsed=lambda: 0.0), lambda _: True)
    simulate(whole, SMALL)

    assert stream(played) == stream(whole)
