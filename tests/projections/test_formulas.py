"""The formulas of the figures, on the vectors that the field's systems differ over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from projections.formulas import (
    ABANDONMENT,
    AHT,
    ASA,
    FLOOR,
    LONGEST_WAIT,
    OCCUPANCY,
    SERVICE_LEVELS,
    Formula,
    Tally,
    UnknownFormula,
    service_level,
)
from projections.queue_log import QUEUE_LOG
from tests.projections.happenings import SECOND, law

VECTOR = Tally(
    offered=1060,
    answered=1000,
    answered_within=860,
    abandoned=60,
    abandoned_within=20,
    abandoned_short=10,
)
ALL = {each.id: each for each in (*FLOOR.calls, *FLOOR.people, *QUEUE_LOG.calls, *QUEUE_LOG.people)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SL-A", 83.02),
        ("SL-B", 86.00),
        ("SL-C", 81.13),
        ("SL-D", 82.69),
        ("SL-E", 82.08),
        ("SL-F", 81.90),
    ],
)
def test_the_service_level_under_each_formula(name: str, value: float) -> None:
    """1000 answered, 860 of them in 20 s; 60 abandoned, 20 in 20 s, 10 of these in 5 s."""
    found = ALL[name].of(VECTOR)

    assert found is not None
    assert round(found, 2) == value


def test_a_queue_where_everyone_times_out_has_three_answers() -> None:
    """All gave up within the limit: 100 by A, 0 by C, and none at all by B and D."""
    everyone = Tally(offered=8, abandoned=8, abandoned_within=8, abandoned_short=8)
    values = {each.id: each.of(everyone) for each in SERVICE_LEVELS}

    assert values == {
        "SL-A": 100,
        "SL-B": None,
        "SL-C": 0,
        "SL-D": None,
        "SL-E": 100,
        "SL-F": None,
    }


@pytest.mark.parametrize("formula", ALL.values(), ids=list(ALL))
def test_nothing_is_a_dash_or_a_zero(formula: Formula) -> None:
    """Over no calls and no time a share or mean is None, a count or a sum of time is 0."""
    sums = {"SIGNED-IN", "READY", "ON-CALL", "AFTER-CALL", "PAUSED"}
    sums |= {"QL-LOGIN", "QL-PAUSE", "QL-WRAPUP", "QL-TALK"}
    expected = 0 if formula.unit == "count" or formula.id in sums else None

    assert formula.of(Tally()) == expected


def test_means_and_shares() -> None:
    """Waits of the answered alone; talk, hold and after-call work by calls handled."""
    tally = Tally(
        answered=4,
        abandoned=1,
        wait_answered=40 * SECOND,
        wait_abandoned=100 * SECOND,
        wait_longest=100 * SECOND,
        handled=2,
        talk=300 * SECOND,
        hold=40 * SECOND,
        after_call=20 * SECOND,
        on_call=45 * SECOND,
        wrap_up=15 * SECOND,
        ready=20 * SECOND,
    )

    assert ASA.of(tally) == 10
    assert AHT.of(tally) == 180
    assert ABANDONMENT.of(tally) == 20
    assert LONGEST_WAIT.of(tally) == 100
    assert OCCUPANCY.of(tally) == 75


def test_occupancy_is_unknown_where_nobody_was_ever_ready() -> None:
    """A source without sign-ins tells nothing of idle time, which is not full occupancy."""
    assert OCCUPANCY.of(Tally(on_call=SECOND)) is None


def test_the_queue_logs_rate_leaves_out_closed_calls() -> None:
    """Nine received, one of them while closed, four answered: half."""
    values = {
        each.id: each.of(Tally(offered=8, turned_away=1, closed=1, answered=4, abandoned=4))
        for each in QUEUE_LOG.calls
    }

    assert values["QL-RECEIVED"] == 9
    assert values["QL-ANSWERED-RATE"] == 50


def test_the_queue_logs_average_wait_counts_those_who_gave_up() -> None:
    """Other than the ASA."""
    tally = Tally(answered=1, abandoned=1, wait_answered=4 * SECOND, wait_abandoned=7 * SECOND)

    assert next(each for each in QUEUE_LOG.calls if each.id == "QL-AVERAGE-WAIT").of(tally) == 5.5


def test_every_formula_is_named_in_both_languages_once() -> None:
    """One id and version is one formula within a set; it has a name and a meaning."""
    for formulas in (FLOOR.calls, FLOOR.people, QUEUE_LOG.calls, QUEUE_LOG.people):
        assert len({(each.id, each.version) for each in formulas}) == len(formulas)
    for each in ALL.values():
        assert all((*each.words, *each.meaning)), each.id


def test_the_law_chooses_the_formula() -> None:
    """The built-in law reckons by C within twenty seconds."""
    today = law().on(date(2026, 11, 21))

    assert service_level(today).id == "SL-C"
    assert today.read("calls.service_level", "within", timedelta) == timedelta(seconds=20)


def test_a_law_that_names_no_service_level_is_an_error() -> None:
    """The message names those there are, and the clause."""
    other = law("SL-C", "ASA").on(date(2026, 11, 21))

    with pytest.raises(UnknownFormula, match=r"SL-A.*SL-F"):
        service_level(other)
