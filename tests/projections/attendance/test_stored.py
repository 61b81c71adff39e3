"""Attendance from stored views: what rests in the tables is found again and counted anew."""

from __future__ import annotations

from pathlib import Path

from ledger.registers.attendance.events import PostLeft
from ledger.registers.org.events import PersonPlaced
from ledger.registers.seats.events import SeatSignedIn
from ledger.views.postgres_tables import PostgresTables
from ledger.views.runner import Runner
from ledger.views.tables import ViewTables
from projections.attendance import Attendance
from tests.console.floor.day import empty_book, record
from tests.projections.attendance.happened import SITE, came, fold, late, leave, local, shift, went

OLD = shift("2026-01-12 08:00", "2026-01-12 14:00")
NEW = shift("2026-06-01 08:00", "2026-06-01 14:00")


def test_a_shift_that_rests_in_the_tables_is_still_changed(tmp_path: Path) -> None:
    """Half a year later a lateness of January is entered; the month that was stored says so."""
    book = empty_book(tmp_path, local("2026-06-02 08:00"))
    record(book, (OLD, local("2026-01-01 08:00")), (came(OLD), local("2026-01-12 07:55")))
    record(book, (NEW, local("2026-05-01 08:00")), (came(NEW), local("2026-06-01 07:55")))
    tables = [ViewTables(tmp_path / "views.sqlite") for _ in range(2)]
    runner = Runner(book, Attendance(SITE), tables[0])
    runner.catch_up()
    runner.save()
    assert [row.shift for row in runner.projection.spans.values()] == [NEW.shift]
    again = Runner(book, Attendance(SITE), tables[1])
    record(book, (late(OLD, 12), local("2026-06-01 09:00")))
    record(book, (went(OLD), local("2026-06-01 09:01")), (went(NEW), local("2026-06-01 14:00")))
    again.catch_up()
    again.save()
    whole = Runner(book, Attendance(SITE))
    whole.catch_up()
    assert dict(again.projection.months) == dict(whole.projection.months)
    assert again.projection.months["2026-01", "A1"].late_minutes == 12
    for each in tables:
        each.close()
    book.close()


def test_the_tables_of_a_server_hold_every_kind_of_row(postgres_url: str) -> None:
    """Shifts, absences from the post, seats, leaves, people and months come back as they were."""
    away = PostLeft(person="A1", day=NEW.day, absence="X", permitted=True)
    view = fold(
        ("2026-05-01 08:00", NEW),
        ("2026-05-01 08:01", leave("2026-06-03 00:00", "2026-06-04 00:00", 1)),
        ("2026-05-01 08:02", PersonPlaced(person="A1", post="agent", unit="desk")),
        ("2026-06-01 07:55", came(NEW)),
        ("2026-06-01 08:00", SeatSignedIn(agent="A1")),
        ("2026-06-01 09:00", away),
    )
    tables = PostgresTables(postgres_url)
    loaded = Attendance(SITE)
    try:
        tables.load(Attendance(SITE), str)
        assert tables.save(view, since=0, mark=str(view.position))
        assert tables.load(loaded, str) == view.position
    finally:
        tables.close()
    for name, rows in view.tables().items():
        assert rows, name
        assert dict(loaded.tables()[name]) == dict(rows), name
