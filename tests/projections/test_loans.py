"""The list of loans: who has which file, since when, and what is overdue."""

from __future__ import annotations

from datetime import date
from datetime import datetime as moment
from zoneinfo import ZoneInfo

from ledger.kernel.event import instant
from ledger.registers.archive.events import (
    FileBorrowed,
    FileDestroyed,
    FileOpened,
    FileRegraded,
    FileReturned,
    Level,
)
from projections.loans import LoanLine, Loans, lines
from tests.projections.happenings import Happening, as_stored, at, ledger

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPENED = FileOpened(
    file="F1",
    category="customer",
    title="大客户",
    level=Level.TOP_SECRET,
    secret_until=date(2026, 11, 21),
)
STUDENT = FileOpened(file="F2", category="student", title="第 12 期 03 号")


def lent(due: str, file: str = "F2", loan: str = "L1") -> FileBorrowed:
    """A file lent to S1 until a time of the day."""
    return FileBorrowed(loan=loan, file=file, person="S1", card="C-7", due_at=instant(at(due)))


def listed(*happened: Happening, now: str) -> list[LoanLine]:
    """The list at a time of the day, after these events."""
    loans = Loans()
    loans.apply(ledger(*happened))
    return lines(loans, at(now), SHANGHAI)


def test_overdue_files_come_first() -> None:
    """What is overdue stands above what is lent, and that above what is at home."""
    found = listed(
        ("08:00:00", OPENED),
        ("08:00:01", STUDENT),
        ("08:00:02", FileOpened(file="F3", category="student", title="第 12 期 04 号")),
        ("09:00:00", lent("10:00:00")),
        ("09:00:00", lent("23:00:00", "F3", "L2")),
        now="11:00:00",
    )

    assert [(line.file, line.out, line.overdue_days) for line in found] == [
        ("F2", True, 1),
        ("F3", True, 0),
        ("F1", False, 0),
    ]


def test_a_started_day_counts_as_overdue() -> None:
    """W19, S2.4c-07: due on 8 March, back on 9 March, is overdue one day."""
    loans = Loans()
    borrowed = FileBorrowed(
        loan="L1",
        file="F2",
        person="S1",
        card="C-7",
        due_at=moment(2026, 3, 8, 10, tzinfo=SHANGHAI),
    )
    loans.apply(
        [
            as_stored(STUDENT, at("00:00", "2026-03-01"), 1),
            as_stored(borrowed, at("02:00", "2026-03-01"), 2),
        ]
    )

    assert [line.overdue_days for line in lines(loans, at("01:00", "2026-03-09"), SHANGHAI)] == [1]
    assert [line.overdue_days for line in lines(loans, at("01:00", "2026-03-08"), SHANGHAI)] == [0]


def test_a_returned_file_is_at_home_and_never_overdue() -> None:
    """E21: no overdue notice for what is back."""
    found = listed(
        ("08:00:00", STUDENT),
        ("09:00:00", lent("10:00:00")),
        ("12:00:00", FileReturned(loan="L1", file="F2", person="S1")),
        now="13:00:00",
    )

    assert (found[0].out, found[0].overdue_days) == (False, 0)
    assert found[0].hands[0].back_at == at("12:00:00")


def test_a_term_ends_without_anybody_doing_anything() -> None:
    """S0.5-23: on the day after its term, in the site's zone, the level is ordinary."""
    before = listed(("08:00:00", OPENED), now="15:59:59")
    after = listed(("08:00:00", OPENED), now="16:00:00")

    assert [before[0].level, after[0].level] == [Level.TOP_SECRET, Level.ORDINARY]


def test_a_regraded_file_shows_its_new_level() -> None:
    """S0.5-22: the newest level and term hold."""
    regraded = FileRegraded(
        file="F1", level=Level.SECRET, reason="往来减少", secret_until=date(2027, 1, 1)
    )
    found = listed(("08:00:00", OPENED), ("09:00:00", regraded), now="20:00:00")

    assert found[0].level is Level.SECRET


def test_a_destroyed_file_leaves_the_list() -> None:
    """What is destroyed is in the ledger, not on the shelf."""
    found = listed(
        ("08:00:00", OPENED),
        ("09:00:00", FileDestroyed(matter="D-1", file="F1")),
        now="10:00:00",
    )

    assert found == []


def test_the_last_hands_are_kept_however_often_a_file_is_lent() -> None:
    """A list of loans does not grow with the ledger's age."""
    loans = Loans()
    events = [as_stored(STUDENT, at("00:00"), 1)]
    for turn in range(1, 21):
        loan = f"L{turn}"
        minute = at(f"01:{turn:02}:00")
        borrowed = FileBorrowed(loan=loan, file="F2", person=f"S{turn}", card="C")
        returned = FileReturned(loan=loan, file="F2", person=f"S{turn}")
        events.append(as_stored(borrowed, minute, 2 * turn))
        events.append(as_stored(returned, minute + 1_000_000, 2 * turn + 1))
    loans.apply(events)

    assert len(loans.custody) == 4
    assert [hand.person for hand in lines(loans, at("23:00"), SHANGHAI)[0].hands] == [
        "S17",
        "S18",
        "S19",
        "S20",
    ]
