"""`dutybook requests`, `dutybook register` and `dutybook roster rota`."""

from __future__ import annotations

import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from ledger.book import Book
from ledger.kernel.action import actions
from ledger.kernel.clock import FrozenClock
from ledger.opening import open_book
from tests.console.commands.conftest import Dutybook
from tests.console.floor.day import NOW
from tests.console.requests.conftest import OTHER_LEADER, TEAM_LEADER
from tests.console.requests.conftest import desk as desk

MONTH = "2026-11"
EIGHT = NOW.replace(hour=8, minute=0, second=0)


def act(book: Book, verb: str, by: str, **told: Any) -> None:
    """Do one of the actions."""
    made: Any = actions()[verb]
    book.act(made(**told), by=by)


@pytest.fixture
def ledger(desk: Book, tmp_path: Path) -> str:
    """The week's roster with a swap that was made, and a leave that waits for the director."""
    swap = {"swap": "S-1", "giver": "B004", "taker": "B001", "given": "2026-11-22/D/B004"}
    act(desk, "request-swap", "B004", **swap, reason="=考试")
    for leader in (TEAM_LEADER, OTHER_LEADER):
        act(desk, "agree-swap", leader, swap="S-1")
    span = {"starts": EIGHT + timedelta(days=3), "ends": EIGHT + timedelta(days=3, hours=6)}
    act(desk, "request-leave", "B002", leave="L-1", person="B002", category="personal", **span)
    act(desk, "sign-leave", TEAM_LEADER, leave="L-1")
    return str(tmp_path / "book.ledger")


def cells(path: Path) -> list[str]:
    """All texts of a spreadsheet."""
    with zipfile.ZipFile(path) as archive:
        tree = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(each.itertext()) for each in tree]


def test_what_waits_is_printed_with_whose_turn_it_is(dutybook: Dutybook, ledger: str) -> None:
    """In either language; another month has nothing."""
    told = dutybook("requests", ledger)
    assert told.status == 0
    line = next(line for line in told.out.splitlines() if "L-1" in line)
    assert "next: Customer-service director" in line
    assert "swapped, to hand over" in told.out
    assert "待 客服部主任" in dutybook("requests", ledger, lang="zh").out
    assert "S-1" in dutybook("requests", ledger, "--month", MONTH).out
    assert "Nobody has asked" in dutybook("requests", ledger, "--month", "2026-10").out


def test_the_register_of_swaps_is_numbered_by_month(dutybook: Dutybook, ledger: str) -> None:
    """Both people, the shift, both signatures; a reason that looks like a formula stays text."""
    told = dutybook("register", "swaps", ledger, "--month", MONTH)
    assert told.status == 0
    line = next(line for line in told.out.splitlines() if "S-1" in line)
    assert line.startswith("1 ")
    for part in ("B004", "B001", "2026-11-22/D/B004", TEAM_LEADER, OTHER_LEADER, "=考试"):
        assert part in line
    assert "S-1" not in dutybook("register", "swaps", ledger, "--month", "2026-12").out
    written = dutybook("register", "swaps", ledger, "--month", MONTH, "--out", "swaps.xlsx")
    assert written.status == 0
    found = cells(Path("swaps.xlsx"))
    assert "换班登记表 2026-11" in found
    assert "=考试" in found


def test_the_register_of_leave_holds_every_request_of_the_month(
    dutybook: Dutybook, ledger: str
) -> None:
    """Also one that still waits."""
    told = dutybook("register", "leave", ledger, "--month", MONTH, lang="zh")
    line = next(line for line in told.out.splitlines() if "L-1" in line)
    for part in ("B002", "事假", "2026-11-24 08:00", "2026-11-24 14:00", "待准假"):
        assert part in line
    written = dutybook("register", "leave", ledger, "--month", MONTH, "--out", "leave.xlsx")
    assert written.status == 0
    assert "请销假登记 2026-11" in cells(Path("leave.xlsx"))


def test_the_rota_of_a_month_has_a_letter_a_shift(dutybook: Dutybook, ledger: str) -> None:
    """People by days with the swap marked, its legend, and how many are on duty each day."""
    told = dutybook("roster", "rota", ledger, "--month", MONTH)
    assert told.status == 0
    line = next(line for line in told.out.splitlines() if line.startswith("B001"))
    assert "D*" in line
    assert "* by a swap" in told.out.splitlines()[1]
    assert dutybook("roster", "rota", ledger, "--month", MONTH, "--out", "rota.xlsx").status == 0
    found = cells(Path("rota.xlsx"))
    assert "30 一 30 Mon" in found
    assert "31 二 31 Tue" not in found


@pytest.mark.parametrize("command", [("register", "swaps"), ("register", "leave")])
def test_what_is_no_month_or_no_spreadsheet_is_refused(
    dutybook: Dutybook, ledger: str, command: tuple[str, str]
) -> None:
    """One sentence says what to write."""
    assert dutybook(*command, ledger, "--month", "2026-13").status == 2
    told = dutybook(*command, ledger, "--out", "x.csv")
    assert told.status == 2
    assert ".xlsx" in told.err


def test_the_week_in_a_terminal_marks_swaps_and_leave(dutybook: Dutybook, ledger: str) -> None:
    """Who is on leave stands in brackets; the half hours count without them."""
    assert "D*" in dutybook("roster", "show", ledger, "--from", "2026-11-21").out
    place = Path(ledger)
    with closing(open_book(str(place))) as book:
        book.clock = FrozenClock(NOW)
        act(book, "sign-leave", "D001", leave="L-1")
    assert "(D)" in dutybook("roster", "show", ledger, "--from", "2026-11-21").out
    told = dutybook("roster", "coverage", ledger, "--day", "2026-11-24")
    assert told.status == 0
