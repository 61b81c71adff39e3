"""Making reports away from the screen: who may read them, and from what they are made."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from console.reports.catalogue import REPORTS, Report
from console.reports.making import Maker, NotForReading
from console.reports.source import Source
from console.reports.workbook import Sheet
from ledger.book import Book
from ledger.kernel.action import Role
from ledger.kernel.clock import FrozenClock
from ledger.kernel.words import Words
from ledger.registers.org.events import DelegationGranted, PersonRegistered
from projections.requests import Requests
from tests.console.floor.day import NOW, record
from tests.console.requests.conftest import DIRECTOR, OTHER_LEADER, TEAM_LEADER

MONTH = "2026-11"


@pytest.mark.parametrize("person", [TEAM_LEADER, DIRECTOR, "CHIEF", "AUDIT", None])
def test_leaders_administrators_and_auditors_read_reports(busy: Book, person: str | None) -> None:
    """And so does nobody in particular, who may be at a console only where there is no password."""
    auditor = PersonRegistered(person="AUDIT", name="罗敏", roles=(Role.AUDITOR,))
    record(busy, (auditor, NOW))
    assert Maker(busy, None, person).make(REPORTS[0], MONTH, "zh").sheets


@pytest.mark.parametrize("person", ["B001", "X999"])
def test_an_agent_and_a_stranger_read_none(busy: Book, person: str) -> None:
    """Reports are about everybody."""
    with pytest.raises(NotForReading) as refused:
        Maker(busy, None, person).make(REPORTS[0], MONTH, "zh")
    assert "班长" in refused.value.words.zh


def test_who_stands_in_for_a_leader_reads_them_meanwhile(busy: Book) -> None:
    """A deputy has the leader's roles for as long as that lasts, and not beyond."""
    day = timedelta(days=1)
    granted = DelegationGranted(
        delegator=OTHER_LEADER,
        deputy="B001",
        roles=(Role.TEAM_LEADER,),
        from_at=NOW - day,
        to_at=NOW + day,
    )
    record(busy, (granted, NOW - day))
    deputy = Maker(busy, None, "B001")
    assert deputy.make(REPORTS[0], MONTH, "zh").sheets
    busy.clock = FrozenClock(NOW + day)
    with pytest.raises(NotForReading):
        deputy.make(REPORTS[0], MONTH, "zh")


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report.id))
def test_the_lines_of_a_report_can_be_gone_through_twice(busy: Book, report: Report) -> None:
    """Once for the screen, and once for the file; its name says what it is, and of when."""
    made = Maker(busy, None, None).make(report, MONTH, "en")
    for sheet in made.sheets:
        assert list(sheet.rows) == list(sheet.rows)
    assert report.file(MONTH) == f"{report.id}-2026-11.xlsx"
    assert made.position == busy.recorder.head()


def test_a_view_is_folded_once_and_carried_on(busy: Book, tmp_path: Path) -> None:
    """The next report starts from it, with what happened since."""
    source = Source(busy, tmp_path / "book.ledger")
    first = source.seen(Requests())
    position = first.position
    record(busy, (PersonRegistered(person="B099", name="何静", roles=(Role.AGENT,)), NOW))
    assert source.seen(Requests()) is first
    assert first.position > position
    source.close()


def test_what_is_being_made_is_made_before_the_views_are_let_go(busy: Book) -> None:
    """Closing a screen never waits for a report, and takes nothing from under its making."""
    begun, closed = threading.Event(), threading.Event()
    seen: list[Sheet] = []

    def slow(source: Source, month: str) -> list[Sheet]:
        begun.set()
        assert closed.wait(30)
        return list(REPORTS[1].make(source, month))

    maker = Maker(busy, None, None)
    report = Report("slow", Words("慢", "Slow"), slow, Words("无", "None"))
    work = threading.Thread(target=lambda: seen.extend(maker.make(report, MONTH, "zh").sheets))
    work.start()
    assert begun.wait(30)
    maker.close()
    closed.set()
    work.join(30)
    assert [sheet.name for sheet in seen] == ["换班 2026-11"]
