"""Whatever is swapped, asked for, assigned and cancelled in whatever order: what never comes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.registers.swaps.histories import Stage, starts, steps

HISTORIES = 1_500


def test_no_history_of_swaps_and_leave_breaks_what_must_hold() -> None:
    """Issue 5: one shift at a time, every shift owned, quotas kept, every refusal by a clause."""
    seen: Counter[str] = Counter()

    # The same histories every time, because what they must come across is asserted below.
    @settings(
        max_examples=HISTORIES,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(starts, st.lists(steps, min_size=1, max_size=16))
    def play(roster: list[tuple[Any, ...]], history: list[tuple[Any, ...]]) -> None:
        stage = Stage(seen)
        for turn in roster:
            stage.do(("assign", *turn))
        for step in history:
            stage.do(step)

    play()

    for kind in (
        "shift.swapped",
        "shift.reassigned",
        "shift.cancelled",
        "leave.granted",
        "leave.withdrawn",
        "repaid",
        "refused swap.per_month",
        "refused swap.consecutive",
        "refused roster.one_place",
        "refused leave.away",
    ):
        assert seen[kind], (kind, seen)
