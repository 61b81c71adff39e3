"""An outcome told before it comes about."""

from __future__ import annotations

from datetime import date

from console.drawing.spans import width_of
from console.text.act import checks
from ledger.kernel.action import ClauseRead, Finding, Outcome
from ledger.kernel.words import Words
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import Lawbook
from ledger.testing import NOON

READ = ClauseRead(
    id="roster.shifts", since=date(1990, 1, 1), rulebook="base", values={"holidays": "CN"}
)


def _outcome(*findings: Finding) -> Outcome:
    return Outcome((), NOON, (READ,), (), findings=findings)


def test_a_finding_stands_beside_its_clause() -> None:
    """screens.md 3: who looks before acting reads each check with what it found, told once."""
    found = Finding("roster.shifts", Words("间隔 16 小时", "16 h between"))
    other = Finding("roster.shifts", Words("A003 已 1", "A003 has 1"))
    book = Lawbook(built_in())
    (line,) = checks(_outcome(found, other, found), book, "zh", 200)
    assert line.endswith("间隔 16 小时；A003 已 1  roster.shifts 1990-01-01")
    (line,) = checks(_outcome(found, other, found), book, "en", 200)
    assert line.endswith("16 h between; A003 has 1  roster.shifts 1990-01-01")


def test_a_clause_without_a_finding_shows_its_values() -> None:
    """A clause whose check told nothing says which numbers it was read with."""
    elsewhere = Finding("another.clause", Words("无关", "elsewhere"))
    (line,) = checks(_outcome(elsewhere), Lawbook(built_in()), "en", 200)
    assert line.endswith("holidays=CN  roster.shifts 1990-01-01")


def test_where_the_lines_do_not_fit_the_finding_stands_below() -> None:
    """In a narrow terminal a check is two lines, aligned, and never broken by the terminal."""
    found = Finding("roster.shifts", Words("间隔 16 小时", "16 h between"))
    lines = checks(_outcome(found), Lawbook(built_in()), "zh", 60)
    assert lines[0].endswith("  roster.shifts 1990-01-01")
    assert width_of(lines[0]) == 60
    assert lines[1] == "      间隔 16 小时"
