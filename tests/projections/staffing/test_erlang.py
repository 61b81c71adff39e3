"""Queues by the book: the field's vectors, and the guards where libraries fail."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.staffing.erlang import agents_needed, erlang_a, erlang_c, rostered

ARRIVALS, HANDLING, TARGET, PATIENCE = 100 / 1800, 180.0, 20.0, 120.0
"""A hundred calls in half an hour of three minutes each: ten erlangs."""


@pytest.mark.parametrize(
    ("agents", "waits", "in_time", "mean_wait", "occupancy"),
    [
        (11, 0.6821, 0.3896, 122.78, 0.9091),
        (12, 0.4494, 0.6402, 40.44, 0.8333),
        (13, 0.2853, 0.7956, 17.12, 0.7692),
        (14, 0.1741, 0.8884, 7.84, 0.7143),
        (15, 0.1020, 0.9415, 3.67, 0.6667),
    ],
)
def test_erlang_c_gives_the_published_figures(
    agents: int, waits: float, in_time: float, mean_wait: float, occupancy: float
) -> None:
    """The vectors of features.md C2, which pyworkforce and R's ErlangC agree with."""
    found = erlang_c(agents, ARRIVALS, HANDLING, TARGET)

    assert round(found.waits, 4) == waits
    assert round(found.service_level, 4) == in_time
    assert round(found.mean_wait, 2) == mean_wait
    assert round(found.occupancy, 4) == occupancy


@pytest.mark.parametrize("agents", [0, 1, 9, 10])
def test_too_few_agents_make_everybody_wait_for_ever(agents: int) -> None:
    """E26: with no more agents than traffic nobody is in time, and no share exceeds one."""
    found = erlang_c(agents, ARRIVALS, HANDLING, TARGET)

    assert (found.waits, found.service_level, found.mean_wait) == (1.0, 0.0, math.inf)
    assert found.occupancy == 1.0


@pytest.mark.parametrize(
    ("agents", "gives_up", "mean_wait"),
    [
        (9, 0.1922, 23.06),
        (10, 0.1375, 16.50),
        (11, 0.0942, 11.30),
        (12, 0.0616, 7.39),
        (14, 0.0228, 2.74),
    ],
)
def test_erlang_a_gives_the_published_figures(
    agents: int, gives_up: float, mean_wait: float
) -> None:
    """The vectors of features.md C2 for a mean patience of two minutes."""
    found = erlang_a(agents, ARRIVALS, HANDLING, TARGET, PATIENCE)

    assert round(found.gives_up, 4) == gives_up
    assert round(found.mean_wait, 2) == mean_wait


@pytest.mark.parametrize(("agents", "simulated"), [(10, 0.640), (12, 0.826)])
def test_erlang_a_answers_in_time_as_often_as_a_simulation(agents: int, simulated: float) -> None:
    """The share answered within the target agrees with millions of simulated calls."""
    found = erlang_a(agents, ARRIVALS, HANDLING, TARGET, PATIENCE)

    assert found.service_level == pytest.approx(simulated, abs=0.003)


def test_a_goal_that_is_missed_by_a_hair_is_missed() -> None:
    """Thirteen agents answer 79.56 % in time, so 80 % takes fourteen; with patience, twelve."""
    assert agents_needed(ARRIVALS, HANDLING, TARGET, 0.8) == 14
    assert agents_needed(ARRIVALS, HANDLING, TARGET, 0.8, patience=PATIENCE) == 12


def test_without_calls_nobody_is_needed() -> None:
    """An empty half hour needs nobody, and nobody in it waits."""
    assert agents_needed(0, HANDLING, TARGET, 0.8) == 0
    assert erlang_c(3, 0, HANDLING, TARGET).service_level == 1.0


def test_shrinkage_divides() -> None:
    """Fourteen at a shrinkage of 30 % take twenty on the roster, not nineteen."""
    assert rostered(14, 0.3) == 20
    assert rostered(14, 0) == 14


@pytest.mark.parametrize(
    ("agents", "arrivals", "handling", "target"),
    [(-1, 1, 1, 1), (1, -1, 1, 1), (1, 1, 0, 1), (1, 1, 1, -1)],
)
def test_impossible_numbers_are_refused(
    agents: int, arrivals: float, handling: float, target: float
) -> None:
    """A negative number or no handling time is an error, never a figure."""
    with pytest.raises(ValueError, match="not negative"):
        erlang_c(agents, arrivals, handling, target)


@given(
    agents=st.integers(1, 60),
    traffic=st.floats(0.1, 70),
    handling=st.floats(10, 600),
    target=st.floats(0, 120),
    patience=st.floats(5, 1200),
)
def test_whoever_gives_up_has_waited_for_it(
    agents: int, traffic: float, handling: float, target: float, patience: float
) -> None:
    """The share that gives up is the mean wait over the patience; all shares lie in 0 to 1."""
    found = erlang_a(agents, traffic / handling, handling, target, patience)

    assert found.gives_up == pytest.approx(found.mean_wait / patience, rel=1e-9, abs=1e-12)
    for share in (found.waits, found.service_level, found.occupancy, found.gives_up):
        assert -1e-9 <= share <= 1 + 1e-9


@given(agents=st.integers(1, 40), traffic=st.floats(0.1, 39))
def test_one_more_agent_never_makes_it_worse(agents: int, traffic: float) -> None:
    """Another agent answers at least as many in time."""
    fewer = erlang_c(agents, traffic / HANDLING, HANDLING, TARGET)
    more = erlang_c(agents + 1, traffic / HANDLING, HANDLING, TARGET)

    assert more.service_level >= fewer.service_level - 1e-12
