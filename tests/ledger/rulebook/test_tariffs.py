"""What an offence costs: a tariff applied to what was measured and what the decider entered."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rulebook.tariffs import (
    Entered,
    Measured,
    Uncharged,
    becomes,
    charge,
    nth_tariff,
    quantity_in,
    subject_in,
)
from ledger.rulebook.terms.money import Money
from ledger.rulebook.terms.offence import (
    Compensation,
    Fixed,
    Measures,
    Percent,
    PerDay,
    PerHour,
    PerMinute,
    Range,
    Repeats,
    Tariff,
    Untariffed,
)

MINUTE = PerMinute(Money.parse("1 CNY"), cap=timedelta(minutes=30), becomes="absence")
HOUR = PerHour(Money.parse("10 CNY"))
DAY = PerDay(Money.parse("100 CNY"), most=3)
RANGE = Range(Money.parse("20 CNY"), Money.parse("1000 CNY"))


@pytest.mark.parametrize(
    ("minutes", "fen"), [(0, 0), (0.9, 0), (1, 100), (29, 2900), (29.99, 2900)]
)
def test_only_full_minutes_are_charged(minutes: float, fen: int) -> None:
    """S1.21-01: a minute that was not full costs nothing."""
    assert charge(MINUTE, Measured(minutes)).amount == fen


@pytest.mark.parametrize(("minutes", "clause"), [(29.99, None), (30, "absence"), (480, "absence")])
def test_from_the_cap_on_it_is_another_clause(minutes: float, clause: str | None) -> None:
    """S1.21-02: exactly at the cap it has become the other offence."""
    assert becomes(MINUTE, minutes) == clause


@pytest.mark.parametrize(("hours", "fen"), [(0, 1000), (0.01, 1000), (1, 1000), (1.01, 2000)])
def test_a_started_hour_counts_as_one(hours: float, fen: int) -> None:
    """J01: the first hour has started at the due instant; a full one does not start the next."""
    assert charge(HOUR, Measured(hours)).amount == fen


@pytest.mark.parametrize(
    ("days", "before", "fen"),
    [(1, 0, 10_000), (3, 0, 30_000), (4, 0, 30_000), (2, 2, 10_000), (1, 3, 0), (None, 0, 10_000)],
)
def test_days_beyond_the_months_most_are_not_charged(
    days: float | None, before: int, fen: int
) -> None:
    """S1.21-04: three days a month are charged; a fact that states no days is one."""
    assert charge(DAY, Measured(days, before)).amount == fen


@given(bonus=st.integers(0, 10**9), percent=st.integers(0, 100))
def test_a_share_is_rounded_to_the_nearest_fen(bonus: int, percent: int) -> None:
    """Never more than half a fen away from the exact share."""
    amount = charge(Percent(percent), Measured(), Entered(bonus=bonus)).amount

    assert amount is not None
    assert abs(amount * 100 - bonus * percent) <= 50


@given(amount=st.integers(0, 200_000))
def test_an_entered_amount_is_charged_or_refused(amount: int) -> None:
    """Inside the range it is the amount; outside there is none."""
    entered = Entered(amount=amount, reason="r")
    if 2000 <= amount <= 100_000:
        assert charge(RANGE, Measured(), entered).amount == amount
    else:
        with pytest.raises(Uncharged):
            charge(RANGE, Measured(), entered)


@pytest.mark.parametrize(
    ("tariff", "line"),
    [
        (RANGE, "20.00–1000.00, for the decider to set"),
        (Compensation(), "the loss, as the decider establishes it"),
        (Percent(10), "year-end bonus × 10 %"),
        (MINUTE, "1.00 for each full minute"),
        (HOUR, "10.00 for each started hour"),
        (
            Fixed(Money.parse("100 CNY"), share="giver_share"),
            "by the share that falls on the person",
        ),
    ],
)
def test_before_the_decision_the_amount_may_be_open(tariff: Tariff, line: str) -> None:
    """The proposal says what the decider will have to enter."""
    found = charge(tariff, Measured())

    assert found.amount is None
    assert [each.en for each in found.lines] == [line]
    assert all(each.zh for each in found.lines)


@pytest.mark.parametrize(
    "tariff",
    [
        RANGE,
        Compensation(),
        Percent(10),
        MINUTE,
        HOUR,
        Fixed(Money.parse("100 CNY"), share="giver_share"),
        Measures(("dismissal",), wage_months=1),
    ],
)
def test_what_has_to_be_entered_is_asked_for(tariff: Tariff) -> None:
    """With nothing entered nothing is charged, and the sentence says what is missing."""
    with pytest.raises(Uncharged) as missing:
        charge(tariff, Measured(), Entered())

    assert missing.value.words.zh.startswith("请填写")
    assert missing.value.words.en.startswith("enter ")


def test_measures_and_wages_stand_beside_the_amount() -> None:
    """S2.6-22: a month's wages, and the measure."""
    found = charge(Measures(("dismissal",), wage_months=2), Measured(), Entered(wage=300_000))

    assert (found.amount, found.wages, found.measures) == (0, 600_000, ("dismissal",))
    assert found.lines[0].en == "3000.00 × 2 = 6000.00"


def test_without_a_tariff_it_is_recorded() -> None:
    """The source sets no sanction."""
    assert charge(Untariffed(), Measured(), Entered()).amount == 0


def test_the_last_repeat_given_holds_for_all_later_ones() -> None:
    """S2.6-20: the third and every later time the same."""
    first, second, third = (Fixed(Money.parse(f"{amount} CNY")) for amount in (100, 200, 300))
    repeats = Repeats("calendar-year", (second, third))

    found = [nth_tariff(first, repeats, nth) for nth in (1, 2, 3, 4)]

    assert found == [first, second, third, third]
    assert nth_tariff(first, None, 9) == first


def test_quantities_and_subjects_are_read_from_the_fact() -> None:
    """The tariff names the field it counts by, the repeats the field they are told apart by."""
    fact = SimpleNamespace(minutes=12, days=2, giver_share=60, rule="greeting", late=True)
    repeats = Repeats("calendar-year", (), same=("code", "rule"))

    assert quantity_in(MINUTE, fact) == 12
    assert quantity_in(DAY, fact) == 2
    assert quantity_in(Fixed(Money.parse("100 CNY"), share="giver_share"), fact) == 60
    assert quantity_in(PerDay(Money.parse("1 CNY"), of="late"), fact) is None
    assert quantity_in(HOUR, fact) is None
    assert subject_in(repeats, fact) == "greeting"
    assert subject_in(repeats, SimpleNamespace()) is None
