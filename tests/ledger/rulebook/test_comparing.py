"""What an amendment changes, and which way it goes."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.rulebook.comparing import Change, compare
from ledger.rulebook.loading import from_texts

HEAD = 'name = "ours"\n'


def clause(values: str, *, kind: str = "parameters", versions: str = "") -> str:
    """The text of a clause with these values."""
    return f"""
[[clause]]
id = "a.b"
kind = "{kind}"
title = {{ zh = "一", en = "One" }}
source = ["S4.14-02"]
in_force = [{{ from = 2002-02-19, values = {{ {values} }} }}, {versions}]
"""


def changes(before: str, after: str, day: date | None = None) -> tuple[Change, ...]:
    """What is different in the one clause of two texts."""
    one, other = (from_texts({"rulebook.toml": HEAD + text}).clauses for text in (before, after))
    found = compare(one, other, day)
    assert (found.added, found.removed) == ((), ())
    return found.changed[0].changes if found.changed else ()


OFFENCE = 'decided_by = ["team-leader"], tariff = {{ kind = "{kind}", {amount} }}'
QUOTA = (
    'on = [{{ event = "shift.swapped" }}], counts = [{{ event = "shift.swapped" }}], '
    'each = ["giver_month"], window = "calendar-month", most = {most}'
)


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        (
            "offence",
            OFFENCE.format(kind="fixed", amount='amount = "9 CNY"'),
            OFFENCE.format(kind="fixed", amount='amount = "10.00 CNY"'),
            Change("tariff.amount", "9 CNY", "10.00 CNY", "stricter"),
        ),
        (
            "quota",
            QUOTA.format(most=2),
            QUOTA.format(most=3),
            Change("most", "2", "3", "milder"),
        ),
        ("parameters", "minutes = 5", "minutes = 6", Change("minutes", "5", "6", None)),
        ("parameters", "minutes = 5", "hours = 5", Change("minutes", "5", None, None)),
    ],
)
def test_a_change_says_which_way_it_goes_where_that_is_plain(
    kind: str, before: str, after: str, expected: Change
) -> None:
    """A higher fine is stricter, a larger quota milder; of other numbers nobody knows."""
    assert expected in changes(clause(before, kind=kind), clause(after, kind=kind))


def test_another_kind_of_tariff_is_neither_stricter_nor_milder() -> None:
    """One yuan a minute is not less than thirty at once."""
    before = OFFENCE.format(kind="fixed", amount='amount = "30 CNY"')
    after = OFFENCE.format(kind="per-day", amount='amount = "1 CNY"')
    found = changes(clause(before, kind="offence"), clause(after, kind="offence"))
    assert {change.path: change.bearing for change in found} == {
        "tariff.kind": None,
        "tariff.amount": None,
    }


def test_the_same_text_has_no_changes() -> None:
    """Comparing a rulebook with itself finds nothing."""
    assert changes(clause("minutes = 5"), clause("minutes = 5")) == ()


def test_a_later_version_counts_from_its_day_on() -> None:
    """An amendment that is in force next year changes nothing this year but the dates."""
    later = "{ from = 2027-01-01, values = { minutes = 9 } }"
    before, after = clause("minutes = 5"), clause("minutes = 5", versions=later)
    dates = Change("in_force", "2002-02-19", "2002-02-19, 2027-01-01")
    assert changes(before, after, date(2026, 12, 31)) == (dates,)
    assert changes(before, after, date(2027, 1, 1)) == (dates, Change("minutes", "5", "9"))
    assert changes(before, after) == (dates, Change("minutes", "5", "9"))
