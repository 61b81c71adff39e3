"""Carrying the obligations along beside the floor, a piece at a time."""

from __future__ import annotations

import pytest

from console.following import duties
from console.following.duties import Duties
from ledger.book import Book
from ledger.kernel.event import micros
from ledger.kernel.projection import ProjectionFailed
from ledger.registers.desk.events import TicketDispatched
from ledger.views.runner import Runner
from tests.console.floor.day import NOW, record

_NOW = micros(NOW)


@pytest.fixture
def clockwork(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the carrying believes have passed; the last one counts."""
    told = [100.0]
    monkeypatch.setattr(duties, "monotonic", lambda: told[-1])
    return told


def test_the_floor_comes_first(book: Book, clockwork: list[float]) -> None:
    """Nothing is folded until the floor has been painted."""
    carried = Duties(book, None)
    assert not carried.advance(book.recorder.head(), _NOW)
    assert not carried.board.governed
    clockwork.append(101.0)
    assert carried.advance(book.recorder.head(), _NOW)
    assert carried.board.counts.open == 4


def test_a_long_ledger_is_folded_in_pieces(
    book: Book, clockwork: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call folds one piece, one right after the other until little is left."""
    monkeypatch.setattr(duties, "_PIECE", 100)
    carried = Duties(book, None)
    head = book.recorder.head()
    clockwork.append(101.0)
    calls = 0
    while not carried.board.lines:
        clockwork.append(clockwork[-1] + (0.01 if carried.behind else 2.0))
        carried.advance(head, _NOW)
        calls += 1
    assert calls == -(-head // 100)
    assert carried.board.percent is None
    assert carried.board.counts.open == 4
    assert not carried.behind


def test_the_board_is_made_at_most_once_a_second(book: Book, clockwork: list[float]) -> None:
    """However much happens meanwhile; what came is on the next one."""
    carried = Duties(book, None)
    clockwork.append(101.0)
    carried.advance(book.recorder.head(), _NOW)
    record(book, (TicketDispatched(ticket="T1", department="网络部"), NOW))
    clockwork.append(101.5)
    assert not carried.advance(book.recorder.head(), _NOW)
    assert carried.board.counts.open == 4
    clockwork.append(102.1)
    assert carried.advance(book.recorder.head(), _NOW)
    assert carried.board.counts.open == 3


def test_time_alone_makes_a_new_board_now_and_then(book: Book, clockwork: list[float]) -> None:
    """Turns of a cadence open while nothing happens: next Monday's report is owed, too."""
    carried = Duties(book, None)
    clockwork.append(101.0)
    carried.advance(book.recorder.head(), _NOW)
    later = _NOW + 3 * 86_400_000_000
    clockwork.append(103.0)
    assert not carried.advance(book.recorder.head(), later)
    clockwork.append(107.0)
    assert carried.advance(book.recorder.head(), later)
    weekly = [line for line in carried.board.lines if line.clause == "desk.weekly"]
    assert len(weekly) == 2


def test_an_event_that_cannot_be_folded_is_told_on_the_board(
    book: Book, clockwork: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The floor goes on; where the obligations would stand it says where they stopped."""

    def stop(*_: object, **__: object) -> int:
        raise ProjectionFailed("obligations", 7, "ticket.opened", "broken")

    carried = Duties(book, None)
    clockwork.append(101.0)
    monkeypatch.setattr(Runner, "catch_up", stop)
    assert carried.advance(book.recorder.head(), _NOW)
    assert carried.board.fault is not None
    assert "#7" in carried.board.fault.zh
    assert not carried.advance(book.recorder.head(), _NOW)
