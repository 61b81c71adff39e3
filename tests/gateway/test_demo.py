"""The demonstration: busy at once, in simulated time, and gone without a trace."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gateway.demo import DUTY_LEADER, Demo
from gateway.simulator import NotSensible
from ledger.registers.seats.pause_seat import PauseSeat
from ledger.store.recorder import DCBQuery, DCBQueryItem
from ledger.vault import wrapping_key_path

DAY = date(2026, 11, 21)
TEN = datetime(2026, 11, 21, 2, tzinfo=UTC)


class Wall:
    """The time that passes here, moved by the test."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def elapsed(self) -> float:
        """Seconds since some moment."""
        return self.seconds


@pytest.fixture
def wall() -> Wall:
    """A wall clock that stands still."""
    return Wall()


@pytest.fixture
def demo(wall: Wall) -> Demo:
    """A demonstration whose wall clock stands still until the test moves it."""
    return Demo(agents=20, start=DAY, elapsed=wall.elapsed)


def test_the_floor_is_busy_as_soon_as_the_demonstration_opens(demo: Demo) -> None:
    """On entering, the morning up to ten stands in the book, and the clock shows ten."""
    with demo:
        events = list(demo.book.read(after=1))
        kinds = {each.type_name for each in events}

        assert demo.clock.now() == TEN
        assert max(each.envelope.at for each in events) < TEN
        assert max(each.envelope.at for each in events) > TEN - timedelta(minutes=5)
        assert {"call.accepted", "call.abandoned", "seat.paused"} <= kinds
        assert {each.envelope.recorded for each in events} == {TEN}


def test_the_day_goes_on_by_itself_at_the_pace_of_the_clock(demo: Demo, wall: Wall) -> None:
    """A second later a minute of calls has been recorded, at simulated times."""
    with demo:
        before = demo.book.recorder.head()
        wall.seconds = 10.0
        demo.start()
        head = demo.book.recorder.wait(before, 60)
        demo.stop()

        assert head > before
        played = list(demo.book.read(after=before))
        until = TEN + timedelta(minutes=10)
        assert all(TEN <= each.envelope.at <= each.envelope.recorded <= until for each in played)
        assert demo.failure is None


def test_nothing_remains_and_nothing_outside_is_touched(
    demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ledger, keys and wrapping key lie in one folder, which is gone afterwards."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("DUTYBOOK_WRAPPING_KEY_FILE", raising=False)
    threads = threading.active_count()
    with demo:
        demo.start()
        folder = demo.ledger_path.parent
        names = {each.name for each in folder.iterdir()}
        assert {"demo.ledger", "demo.ledger.keys.sqlite", "wrapping.key"} <= names

    assert not folder.exists()
    assert not wrapping_key_path().exists()
    assert threading.active_count() == threads


def test_the_folder_goes_also_when_the_watcher_fails(demo: Demo) -> None:
    """An error on the screen leaves nothing behind either."""

    def watch() -> None:
        with demo:
            demo.start()
            raise RuntimeError("the screen")

    with pytest.raises(RuntimeError, match="the screen"):
        watch()
    assert not demo.ledger_path.parent.exists()


def test_the_duty_leader_may_act_on_it(demo: Demo) -> None:
    """A017 pauses a seat that is signed in, at the simulated time."""
    with demo:
        ready = demo.book.read(DCBQuery([DCBQueryItem(["seat.ready"])]), backwards=True, limit=1)
        agent = next(ready).envelope.body.agent

        outcome = demo.book.preview(PauseSeat(agent=agent, reason="training"), by=DUTY_LEADER)

        assert outcome.at == TEN


@pytest.mark.parametrize(
    ("lang", "site", "queue"),
    [("zh", "城东客服中心", "查询"), ("en", "Eastside Service Centre", "Enquiries")],
)
def test_the_demonstration_speaks_both_languages(lang: str, site: str, queue: str) -> None:
    """Site and queues have titles in the language of the watcher."""
    with Demo(agents=4, start=DAY, lang=lang) as demo:  # type: ignore[arg-type]
        opened = demo.book.read(DCBQuery([DCBQueryItem(["queue.opened"])]))

        assert demo.book.site.name == site
        assert next(opened).envelope.body.title == queue


def test_a_demonstration_of_nobody_is_refused_before_anything_is_made() -> None:
    """The numbers are checked when the demonstration is described."""
    with pytest.raises(NotSensible):
        Demo(agents=0)
