"""Views of a handover kept as tables: what has been put away is found again and changed there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.kernel.event import Event, instant
from ledger.kernel.projection import Projection
from ledger.registers.bulletins.events import BulletinPosted
from ledger.registers.duty.events import DutyLogEntered, KeyIssued, Logged
from ledger.registers.handover.events import HandoverAccepted, HandoverOpened, HandoverSigned
from ledger.views.tables import ViewTables
from projections.handover.book import HandoverBook, answered_for, handovers, sheet
from projections.handover.duty_log import DutyLog, entries
from projections.handover.running import Running
from tests.projections.handover.test_book import item, taken
from tests.projections.happenings import HOUR, Stored, as_stored, at

DAY = 24 * HOUR


def history() -> list[Stored]:
    """A handover that is accepted seventy days after it was opened, and bulletins in between."""
    opened = HandoverOpened(
        handover="H-1", outgoing="A", incoming="B", items=(item("t:1"), item("t:2"))
    )
    begin = at("08:00")
    happened: list[tuple[int, Event]] = [
        (begin, opened),
        (begin + HOUR, taken("H-1", 1, "B")),
        (begin + HOUR, DutyLogEntered(duty="V-1", category=Logged.VISIT, content="来访")),
        (begin + HOUR, KeyIssued(duty="K-1", person="A", due_at=instant(at("17:00")))),
        (begin + HOUR, BulletinPosted(bulletin="B-1", title="一", people=("A",))),
        (begin + 70 * DAY, BulletinPosted(bulletin="B-2", title="二")),
        (
            begin + 70 * DAY,
            HandoverOpened(handover="H-2", outgoing="C", incoming="D", seat="S", items=()),
        ),
        (begin + 70 * DAY, DutyLogEntered(duty="V-2", category=Logged.CALL, content="来电")),
        (begin + 70 * DAY + HOUR, taken("H-1", 2, "B")),
        (begin + 70 * DAY + HOUR, HandoverAccepted(handover="H-1", incoming="B")),
        (begin + 71 * DAY, HandoverSigned(handover="H-1", outgoing="A")),
    ]
    return [as_stored(event, when, n) for n, (when, event) in enumerate(happened, 1)]


def mark(position: int) -> str:
    """Stands in for a digest of the event at a position."""
    return f"event {position}"


def kept(view: Projection, folder: Path, pause: int) -> Projection:
    """The view after the history, saved and put away once on the way and once at its end."""
    tables = ViewTables(folder / "views.sqlite")
    for upto in (pause, len(history())):
        tables.load(view, mark)
        since = view.position
        view.apply(history()[since:upto])
        assert tables.save(view, since=since, mark=mark(upto))
        view.put_away()
    return view


@pytest.mark.parametrize("pause", range(1, len(history())))
def test_the_book_is_the_same_wherever_it_was_put_away(tmp_path: Path, pause: int) -> None:
    """An old handover is answered, accepted and signed in the tables; nothing of it is lost."""
    book = kept(HandoverBook(), tmp_path, pause)
    assert isinstance(book, HandoverBook)
    assert (at("08:00"), "H-1") not in book.handovers
    found = sheet(book, "H-1")
    assert found is not None
    assert [each.answer for each in found.items] == ["accepted", "accepted"]
    assert found.handover.signed_at == at("08:00") + 71 * DAY
    now = at("08:00") + 72 * DAY
    spans = answered_for(book, found.items[1], now)
    assert [(span.holder, (span.until - span.since) // HOUR) for span in spans] == [
        ("A", 70 * 24 + 1),
        ("B", 2 * 24 - 1),
    ]
    assert [row.handover for row in handovers(book, 0, now)] == ["H-1", "H-2"]


def test_old_news_and_the_old_log_rest_in_their_tables(tmp_path: Path) -> None:
    """What is older is not in memory, and is found by when it happened."""
    running = kept(Running(), tmp_path, 6)
    assert isinstance(running, Running)
    assert [row.zh for row in running.news.values()] == ["公告 二"]
    both = running.news.between(0, at("08:00") + 80 * DAY)
    assert sorted(row.zh for row in both) == ["公告 一", "公告 二"]
    assert [row.identity for row in running.open.values()] == ["K-1"]
    log = kept(DutyLog(), tmp_path, 3)
    assert isinstance(log, DutyLog)
    assert len(log.log) == 1
    told = entries(log, 0, at("08:00") + 80 * DAY)
    assert [row.zh for row in told] == ["来访 来访", "领用钥匙 A", "来电 来电"]
