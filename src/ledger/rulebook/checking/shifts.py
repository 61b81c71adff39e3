"""Shift kinds: one letter each, days that they come on, patterns that somebody is in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ledger.rulebook.checking.clocks import countries
from ledger.rulebook.checking.material import Finding, Material, Said, nearest
from ledger.rulebook.terms.shift import Alternate, Rotate, Shift


def check(material: Material) -> Iterator[Finding]:
    """Every kind of shift, and that no two share a letter on one day."""
    for said, shift in material.of(Shift):
        yield from _letter(said, shift)
        yield from _days(said, shift)
        yield from _people(said, shift)
    for (before, one), (said, other) in combinations(material.of(Shift), 2):
        if one.code == other.code and before.clause.id != said.clause.id and before.meets(said):
            yield said.finding(
                ("code",),
                f"代号 {other.code} 已是 {before.clause.id} 的；请换一个",
                f"{before.clause.id} has the letter {other.code} already; choose another",
            )


def _letter(said: Said, shift: Shift) -> Iterator[Finding]:
    if len(shift.code) != 1 or not shift.code.isalnum():
        yield said.finding(
            ("code",),
            "code 是班表上的一个字，如 D 或 夜；请改正",
            "code is the one letter on the roster, such as D; correct it",
        )


def _days(said: Said, shift: Shift) -> Iterator[Finding]:
    if shift.holidays is not None and shift.holidays not in countries():
        told = nearest(shift.holidays, countries())
        yield said.finding(
            ("holidays",),
            f"没有 {shift.holidays} 的节假日；{told.zh}",
            f"there are no holidays of {shift.holidays}; {told.en}",
        )
    if shift.holidays is not None and shift.days == "every-day":
        yield said.finding(
            ("holidays",),
            "每天都有的班与节假日无关；请写 days，或删去 holidays",
            "a shift of every day has nothing to do with holidays; give days, or take it out",
        )


def _people(said: Said, shift: Shift) -> Iterator[Finding]:
    if shift.least < 0:
        yield said.finding(
            ("least",), "least 不能小于 0；请改正", "least is at least 0; correct it"
        )
    match shift.pattern:
        case Alternate(every, turn) if every < 1 or not 0 <= turn < every:
            yield said.finding(
                ("pattern", "turn"),
                f"{every} 天一轮没有第 {turn} 天（从 0 数起）；请改正",
                f"a cycle of {every} days has no day {turn}, counted from 0; correct it",
            )
        case Rotate(people) if people < 1:
            yield said.finding(
                ("pattern", "people"),
                "people 至少是 1；请改正",
                "people is at least 1; correct it",
            )
