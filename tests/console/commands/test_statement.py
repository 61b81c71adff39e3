"""`dutybook statement fines`: what a month comes to for each person."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from console.text.columns import width
from ledger.kernel.action import Role
from ledger.opening import open_book
from ledger.registers.discipline.close_statement import CloseStatement
from ledger.registers.discipline.confirm_offence import ConfirmOffence
from ledger.registers.discipline.grant_reward import GrantReward
from ledger.registers.discipline.record_offence import RecordOffence
from ledger.registers.discipline.reverse_sanction import ReverseSanction
from ledger.registers.org.place_person import PlacePerson
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from tests.console.commands.conftest import Dutybook

RULEBOOK = """
name = "ours"
title = { zh = "本中心", en = "Our centre" }
"""
CLAUSES = """
[[clause]]
id = "desk.messy"
kind = "offence"
title = { zh = "桌面凌乱", en = "Messy desk" }
source = ["S1.6-01"]
[[clause.in_force]]
from = 2002-01-01
[clause.in_force.values]
decided_by = ["cs-director"]
tariff = { kind = "fixed", amount = "10 CNY" }

[[clause]]
id = "desk.praise"
kind = "reward"
title = { zh = "=好评", en = "=Praise" }
source = ["S1.6-01"]
[[clause.in_force]]
from = 2002-01-01
[clause.in_force.values]
decided_by = ["cs-director"]
tariff = { kind = "fixed", amount = "25.50 CNY" }
"""


@pytest.fixture
def month(ledger: str) -> str:
    """This month, in which A003 was fined twice, once wrongly, and rewarded once."""
    with_book = open_book(ledger)
    today = with_book.clock.now().astimezone(with_book.site.zone).date()
    leader = RegisterPerson(person="A009", name="高飞", roles=(Role.ADMINISTRATOR,))
    with_book.act(leader, by="A001")
    with_book.act(PlacePerson(person="A009", post="cs-director"), by="A001")
    texts = {"rulebook.toml": RULEBOOK, "desk.toml": CLAUSES}
    with_book.act(AdoptRulebook(texts=texts, effective=today, approved_by="A001"), by="A001")
    for number in (1, 2):
        seen = RecordOffence(
            clause="desk.messy", person="A003", occurred=today, facts="桌面凌乱", evidence=(2, 3)
        )
        with_book.act(seen, by="A009")
        with_book.act(ConfirmOffence(offence=f"A003/{today}/r{number}"), by="A009")
    with_book.act(ReverseSanction(offence=f"A003/{today}/r1", reason="看错了"), by="A009")
    with_book.act(GrantReward(clause="desk.praise", person="A003", occurred=today), by="A009")
    with_book.close()
    return f"{today:%Y-%m}"


def close(ledger: str, month: str) -> None:
    """Close the month."""
    book = open_book(ledger)
    book.act(CloseStatement(account=month), by="A009")
    book.close()


def test_each_entry_stands_with_clause_evidence_and_running_balance(
    dutybook: Dutybook, ledger: str, month: str
) -> None:
    """Two fines, one taken back, one reward: the balance after each, and the sum."""
    ended = dutybook("statement", "fines", ledger, "--month", month)

    assert ended.status == 0, ended.err
    head, _, person, _, *rows = ended.out.splitlines()
    assert head == f"{month}: open, may still change"
    assert person == "A003  Balance 15.50"
    cells = [row.split() for row in rows[:4]]
    assert [row[1:-1] for row in cells[:1]] == [
        ["Fine", "Messy", "desk", "desk.messy", "-10.00", "-10.00", "#2", "#3"]
    ]
    assert cells[1][5:7] == ["-10.00", "-20.00"]
    assert "taken back" in rows[2]
    assert f"(corrects {month} #" in rows[2]
    assert cells[3][4:6] == ["25.50", "15.50"]
    assert rows[-1] == "Total of all 15.50"


def test_the_text_is_chinese_for_whoever_reads_chinese(
    dutybook: Dutybook, ledger: str, month: str
) -> None:
    """Both languages are complete."""
    out = dutybook("statement", "fines", ledger, "--month", month, lang="zh").out

    assert out.startswith(f"{month} 奖惩：未关账，仍可能变动\n")
    assert all(word in out for word in ("冲销罚款", "奖励", "桌面凌乱", "依据", "余额", "全部合计"))
    assert max(width(line) for line in out.splitlines()) <= 120


def test_a_closed_month_says_so(dutybook: Dutybook, ledger: str, month: str) -> None:
    """The marker names when it was closed, and by which entry."""
    close(ledger, month)
    head = dutybook("statement", "fines", ledger, "--month", month).out.splitlines()[0]

    assert head.startswith(f"{month}: closed (")
    assert head.endswith("), never changes")


def test_without_a_month_it_is_the_present_one(dutybook: Dutybook, ledger: str, month: str) -> None:
    """The site's own month; for somebody without entries it says so."""
    assert month in dutybook("statement", "fines", ledger).out
    nobody = dutybook("statement", "fines", ledger, "--person", "A001").out
    assert nobody.endswith("There are no entries.\n")


def test_the_spreadsheet_holds_numbers_and_texts_of_both_languages(
    dutybook: Dutybook, ledger: str, month: str, tmp_path: Path
) -> None:
    """Amounts are numbers; a title that looks like a formula stays a text."""
    out = tmp_path / "fines.xlsx"
    ended = dutybook("statement", "fines", ledger, "--month", month, "--out", str(out))

    assert ended.status == 0, ended.err
    assert (ended.out, f"Written to {out}." in ended.err) == ("", True)
    assert sorted(each.name for each in tmp_path.glob("fines*")) == ["fines.xlsx"]
    with zipfile.ZipFile(out) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = "".join(ElementTree.fromstring(book.read("xl/sharedStrings.xml")).itertext())
    assert "<f>" not in sheet
    assert all(number in sheet for number in ("<v>-10</v>", "<v>-20</v>", "<v>25.5</v>"))
    assert all(text in texts for text in ("罚款", "Fine", "=好评", "=Praise", "余额 Balance"))


def test_what_is_no_month_or_no_spreadsheet_is_refused(dutybook: Dutybook, ledger: str) -> None:
    """One sentence says what to write instead."""
    for month in ("2026-13", "October", "2026-1"):
        ended = dutybook("statement", "fines", ledger, "--month", month)
        assert (ended.status, ended.out) == (2, "")
        assert "write it like 2026-10" in ended.err
    ended = dutybook("statement", "fines", ledger, "--out", "fines.csv")
    assert (ended.status, "end it in .xlsx" in ended.err) == (2, True)
