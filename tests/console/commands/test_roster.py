"""`dutybook roster`: a week shown, drafted, covered, brought in and taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.opening import open_book
from ledger.registers.org.place_person import PlacePerson
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.rulebook.loading import preset
from tests.console.commands.conftest import Dutybook

WEEK = ("--week", "2030-W02")
"""From Monday 7 January 2030 on: no shift of it is over before this program is."""


@pytest.fixture
def desk(ledger: str) -> str:
    """A ledger with the telephone centre's rulebook and four people of the desk."""
    book = open_book(ledger)
    for number in (3, 4, 5, 6):
        person = f"A00{number}"
        if number != 3:
            book.act(RegisterPerson(person=person, name=f"员工{number}"), by="A001")
        book.act(PlacePerson(person=person, post="agent", unit="desk"), by="A001")
    today = book.clock.now().astimezone(book.site.zone).date()
    texts = dict(preset("telecom-callcentre").texts)
    book.act(AdoptRulebook(effective=today, texts=texts, approved_by="A001"), by="A001")
    book.close()
    return ledger


def drafted(dutybook: Dutybook, desk: str) -> str:
    """The file of a week's draft."""
    ended = dutybook("roster", "draft", desk, *WEEK, "--team", "desk")
    assert ended.status == 0, ended.err
    Path("week.csv").write_text(ended.out, encoding="utf-8")
    return "week.csv"


def published(dutybook: Dutybook, desk: str) -> None:
    """Publish the week's draft."""
    file = drafted(dutybook, desk)
    ended = dutybook("roster", "import", file, "--into", desk, "--as", "A001", "--roster", "W02")
    assert ended.status == 0, ended.err
    assert ended.out.startswith("Published roster W02: 21 shifts")


def test_a_draft_gives_what_the_patterns_say_and_writes_nothing(
    dutybook: Dutybook, desk: str
) -> None:
    """Day, evening and night are each held once a day by four people."""
    ended = dutybook("roster", "draft", desk, *WEEK, "--team", "desk")

    assert ended.out.splitlines()[0] == "person,date,shift,starts,ends,job"
    assert len(ended.out.splitlines()) == 1 + 21
    assert "21 shifts drafted from 2030-01-07 to 2030-01-13 for 4 people" in ended.err
    nights = dutybook("roster", "draft", desk, *WEEK, "--people", "A003,A004", "--codes", "N").out
    assert {line.split(",")[2] for line in nights.splitlines()[1:]} == {"N"}


def test_a_draft_needs_people(dutybook: Dutybook, desk: str) -> None:
    """Nobody is rostered by chance."""
    assert dutybook("roster", "draft", desk, *WEEK).status == 2
    unknown = dutybook("roster", "draft", desk, *WEEK, "--people", "A003,A999")
    assert (unknown.status, unknown.err) == (
        2,
        "The ledger knows no A999; check it, or register people first.\n",
    )


def test_a_published_week_is_shown(dutybook: Dutybook, desk: str) -> None:
    """People by days; nothing is missing, and a published roster is not drafted again."""
    published(dutybook, desk)
    ended = dutybook("roster", "show", desk, *WEEK)

    assert "2030-01-07 – 01-13  4 people  21 shifts" in ended.out
    assert "short" not in ended.out
    assert "D Day shift" in ended.out
    again = dutybook("roster", "draft", desk, *WEEK, "--team", "desk")
    assert again.out.splitlines() == ["person,date,shift,starts,ends,job"]


def test_what_is_missing_is_told_in_words(dutybook: Dutybook, desk: str) -> None:
    """In both languages, by day and kind."""
    english = dutybook("roster", "show", desk, *WEEK, "--days", "1")
    chinese = dutybook("roster", "show", desk, *WEEK, "--days", "1", lang="zh")

    assert "! 01-07 Mon D Day shift: 0 of 1" in english.out
    assert "! 01-07 一 N 夜班 有 0 需 1" in chinese.out


def test_a_faulty_file_publishes_nothing_unless_told(dutybook: Dutybook, desk: str) -> None:
    """Every fault is listed, the status is 4; with --partial the sound lines are published."""
    Path("bad.csv").write_text(
        "person,date,shift\nA003,2030-01-07,D\nA003,2030-02-30,D\nA999,2030-01-07,D\n",
        encoding="gb18030",
    )
    importing = ("roster", "import", "bad.csv", "--into", desk, "--as", "A001")
    refused = dutybook(*importing)

    assert (refused.status, refused.out) == (4, "")
    assert refused.err.splitlines() == [
        "row 3, column date: there is no day 2030-02-30; correct it",
        "row 4, column shift: A999 is not registered; register the person or correct it",
        "2 faults; nothing was written. Correct the file, or add --partial.",
    ]
    partial = dutybook(*importing, "--partial")
    assert partial.status == 4
    assert partial.out.startswith("Published roster 2030-01-07..2030-01-07: 1 shift")


def test_a_preview_of_an_import_writes_nothing(dutybook: Dutybook, desk: str) -> None:
    """Nobody has to act for it."""
    file = drafted(dutybook, desk)
    ended = dutybook("roster", "import", file, "--into", desk, "--preview")

    assert ended.status == 0
    assert "21 shifts; nothing was written" in ended.out
    assert "0 shifts" in dutybook("roster", "show", desk, *WEEK).out
    assert dutybook("roster", "import", file, "--into", desk).status == 2


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.ics"])
def test_an_export_is_what_another_ledger_could_import(
    dutybook: Dutybook, desk: str, name: str
) -> None:
    """Brought back into the same ledger every shift overlaps itself, so all of them were read."""
    published(dutybook, desk)
    assert dutybook("roster", "export", name, desk, *WEEK).status == 0
    ended = dutybook("roster", "import", name, "--into", desk, "--preview")

    assert ended.status == 4
    assert "21 faults" in ended.err


def test_coverage_without_calls_says_that_need_cannot_be_told(
    dutybook: Dutybook, desk: str
) -> None:
    """Planned people stand there all the same: three shifts a day, each half hour one person."""
    published(dutybook, desk)
    ended = dutybook("roster", "coverage", desk, "--day", "2030-01-09")

    lines = ended.out.splitlines()
    assert len(lines) == 1 + 48 + 1
    assert [line.split()[5] for line in lines[1:49]] == ["1"] * 48
    assert lines[-1].startswith("No calls are on record for that weekday")


def test_a_day_that_does_not_exist_is_told_of(dutybook: Dutybook, desk: str) -> None:
    """29 February of a common year, and a week 54."""
    for wrong in ("2030-02-29", "2030-W54", "soon"):
        assert dutybook("roster", "show", desk, "--week", wrong).status == 2


def test_duty_groups_take_turns_whatever_the_kind_of_duty(dutybook: Dutybook, ledger: str) -> None:
    """S2.5-02, S2.5-03: workday evenings and days off, one group after another, and on again."""
    book = open_book(ledger)
    for number in (4, 5, 6):
        book.act(RegisterPerson(person=f"A00{number}", name=f"员工{number}"), by="A001")
    today = book.clock.now().astimezone(book.site.zone).date()
    texts = dict(preset("town-duty").texts)
    book.act(AdoptRulebook(effective=today, texts=texts, approved_by="A001"), by="A001")
    book.close()
    groups = ("roster", "groups", "WH", ledger, "--week", "2030-01-10", "--days", "4")
    assert dutybook(*groups).status == 2
    for name, leader, member in (("1", "A003", "A004"), ("2", "A005", "A006")):
        forming = ("form-duty-group", f"group={name}", f"leader={leader}", f"members={member}")
        assert dutybook("act", *forming, "--as", "A001", "--ledger", ledger).status == 0
    drafted = dutybook(*groups)

    assert drafted.out.splitlines() == [
        "2030-01-10 W  1  A003: A003,A004",
        "2030-01-11 W  2  A005: A005,A006",
        "2030-01-12 H  1  A003: A003,A004",
        "2030-01-13 H  2  A005: A005,A006",
    ]
    assert dutybook(*groups, "--assign").status == 2
    assigned = dutybook(*groups, "--assign", "--as", "A001")
    assert (assigned.status, assigned.err) == (0, "Assigned: 4 turns of duty.\n")
    following = dutybook(*groups[:4], "--week", "2030-01-14", "--days", "1")
    assert following.out.startswith("2030-01-14 W  1 ")
    again = dutybook(*groups)
    assert again.out == ""
