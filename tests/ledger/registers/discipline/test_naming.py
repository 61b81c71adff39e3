"""What a case of discipline is called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.registers.discipline.naming import (
    Named,
    about_fact,
    is_reward,
    named,
    reward,
    without_fact,
)

DAY = date(2026, 11, 21)


@given(
    person=st.text("A0/19-.", min_size=1, max_size=12), day=st.dates(), fact=st.integers(1, 10**12)
)
def test_a_name_says_whose_when_and_about_what(person: str, day: date, fact: int) -> None:
    """Whatever an employee number looks like, the name is read back as it was made."""
    assert named(about_fact(person, day, str(fact), 2)) == Named(person, day, str(fact))


def test_a_case_without_an_event_is_counted_by_the_day() -> None:
    """Its name says the person and the day, and no fact."""
    assert named(without_fact("A031", DAY, 3)) == Named("A031", DAY, None)
    assert named(reward("A031", DAY, 1)) == Named("A031", DAY, None)
    assert is_reward(reward("A031", DAY, 1))
    assert not is_reward(without_fact("A031", DAY, 3))


def test_the_periods_follow_from_the_name() -> None:
    """So a decision about the case finds the person's record of the year."""
    found = named("A031/2026-11-21/90.1")

    assert found is not None
    assert (found.day, found.month, found.year) == (
        "A031/2026-11-21",
        "A031/2026-11",
        "A031/2026",
    )


@pytest.mark.parametrize("text", ["", "x", "A031/90.1", "A031/2026-13-01/90.1", "/2026-11-21/9.1"])
def test_what_is_no_name_of_a_case_is_not_read_as_one(text: str) -> None:
    """Anybody can type anything."""
    assert named(text) is None
