"""Minimal evidence: what a decision cites is exactly what its outcome rests on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.kernel.codec import Recorded
from ledger.registers.discipline.events import OffenceProposed
from ledger.rulebook.loading import preset
from ledger.scenarios.form import Scenario, Someone, Then
from ledger.scenarios.stage import Stage, steps_of

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 2, 8, 0)
PEOPLE = (
    Someone(person="A031", post="agent", supervisor="A017"),
    Someone(person="A032", post="agent", supervisor="A017"),
    Someone(person="A017", post="team-leader", roles=("team-leader",)),  # type: ignore[arg-type]
    Someone(person="A001", post="store-manager", roles=("duty-leader",)),  # type: ignore[arg-type]
)

Result = tuple[Any, ...]
"""What a decision came to, without the positions it stands at and refers to."""


class Ended(NamedTuple):
    """How a history ended: what each decision came to, and which happenings it rests on."""

    results: dict[str, Result]
    cited: dict[str, frozenset[int]]


_KINDS = st.sampled_from(("late", "permitted", "absent", "early"))
_HAPPENINGS = st.lists(
    st.tuples(_KINDS, st.sampled_from(("A031", "A032")), st.integers(0, 2), st.integers(1, 40)),
    min_size=1,
    max_size=5,
)


def _happening(number: int, told: tuple[str, str, int, int]) -> dict[str, Any]:
    kind, person, day, minutes = told
    at = MORNING + timedelta(days=day, minutes=number)
    common = {"at": at, "person": person}
    if kind == "late":
        fields = {"event": "lateness.recorded", "minutes": minutes, "occasion": "shift"}
    elif kind == "permitted":
        fields = {"event": "lateness.permitted", "by_phone": True, "reason": "轮胎坏了"}
    elif kind == "absent":
        fields = {"event": "absence.recorded", "occasion": "shift", "origin": "no-leave"}
    else:
        fields = {"event": "early_leaving.recorded", "minutes": minutes, "occasion": "shift"}
    return {**common, **fields}


def _played(rulebook: str, happenings: dict[int, dict[str, Any]], **more: Any) -> Ended:
    """Play happenings by number; confirmations and the rest follow by themselves."""
    order = sorted(happenings)
    scenario = Scenario(
        name="evidence",
        then=Then(),
        people=PEOPLE,
        adopted=MORNING - timedelta(days=1),
        given=tuple(happenings[number] for number in order),
        until=MORNING + timedelta(days=6),
        **more,
    )
    steps = list(steps_of(scenario, ZONE))
    stage = Stage(scenario, preset(rulebook), steps, ZONE)
    for step in steps:
        stage.do(step)
    recorded = {each.position: each for each in stage.book.read()}
    numbers = {stage.given[at]: number for at, number in enumerate(order, start=1)}
    proposed = [each for each in recorded.values() if _is_proposal(each)]
    return Ended(
        {_name(each, numbers): _result(each) for each in proposed},
        {_name(each, numbers): _rests_on(each, recorded, numbers) for each in proposed},
    )


def _is_proposal(recorded: Recorded) -> bool:
    event = recorded.event
    return isinstance(event, OffenceProposed) and "missed" not in event.clause


def _name(recorded: Recorded, numbers: dict[int, int]) -> str:
    """A decision by the happening and the person it is about, whatever it came to."""
    event = recorded.event
    assert isinstance(event, OffenceProposed)
    fact = numbers.get(int(event.fact or 0))
    return f"{event.person} for {fact}" if fact else f"{event.person} for {event.clause}"


def _result(recorded: Recorded) -> Result:
    event = recorded.event
    assert isinstance(event, OffenceProposed)
    return event.clause, event.person, event.amount, event.nth, event.computation


def _rests_on(
    recorded: Recorded, by_position: dict[int, Recorded], numbers: dict[int, int]
) -> frozenset[int]:
    """The happenings that a decision cites, itself or through the decisions that it cites."""
    waiting, seen = list(recorded.envelope.causes), set[int]()
    while waiting:
        position = waiting.pop()
        if position not in seen:
            seen.add(position)
            waiting += by_position[position].envelope.causes
    return frozenset(numbers[position] for position in seen if position in numbers)


def _hold_to_evidence(rulebook: str, whole: dict[int, dict[str, Any]], **more: Any) -> None:
    """Without a cited happening each decision ends otherwise; without another it does not."""
    ended = _played(rulebook, whole, **more)
    for left_out in whole:
        rest = {number: each for number, each in whole.items() if number != left_out}
        other = _played(rulebook, rest, **more)
        for name, result in ended.results.items():
            changed = other.results.get(name) != result
            assert changed == (left_out in ended.cited[name]), (name, left_out, result)


def _confirming(by: str) -> tuple[dict[str, Any], ...]:
    """Every evening whoever decides confirms what is undecided."""
    evenings = [MORNING + timedelta(days=day, hours=12) for day in range(4)]
    return tuple(
        {"at": at, "by": by, "action": "confirm-offence", "offence": "each"} for at in evenings
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_HAPPENINGS)
def test_lateness_and_absence_rest_on_exactly_what_they_cite(
    told: list[tuple[str, str, int, int]],
) -> None:
    """Permissions, absences and lateness of a team: nothing cited is idle, nothing else counts."""
    whole = {number: _happening(number, each) for number, each in enumerate(told, start=1)}

    _hold_to_evidence("team-discipline", whole, do=_confirming("A017"))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(("A031", "A032")), st.integers(0, 3)), max_size=5))
def test_a_ladder_of_repeats_rests_on_exactly_the_cases_it_counts(
    told: list[tuple[str, int]],
) -> None:
    """The second complaint costs more because of the first, and cites it and no other."""
    whole = {
        number: {
            "at": MORNING + timedelta(days=day, minutes=number),
            "event": "staff_complaint.upheld",
            "ticket": f"T-{number}",
            "person": person,
        }
        for number, (person, day) in enumerate(told, start=1)
    }

    _hold_to_evidence("online-store", whole, do=_confirming("A001"))


_SWAPPERS = (
    Someone(person="A009", post="online-agent"),
    Someone(person="A015", post="online-agent"),
    Someone(person="A021", post="online-agent"),
)
_SWAPS = st.lists(
    st.tuples(
        st.sampled_from((("A009", "A021"), ("A021", "A009"), ("A015", "A021"), ("A009", "A015"))),
        st.sampled_from((10, 11)),
    ),
    min_size=1,
    max_size=4,
)


def _asked(swaps: dict[int, dict[str, Any]]) -> tuple[str | None, tuple[str, ...], frozenset[int]]:
    """Ask for one more swap: the refusal, what was entered, and the swaps that it rests on."""
    order = sorted(swaps)
    scenario = Scenario(
        name="evidence",
        then=Then(),
        people=_SWAPPERS,
        given=tuple(swaps[number] for number in order),
        when={
            "at": datetime(2026, 11, 28, 10),
            "by": "A009",
            "action": "request-swap",
            "swap": "S-99",
            "giver": "A009",
            "taker": "A015",
            "given": "周五晚班",
        },
    )
    steps = list(steps_of(scenario, ZONE))
    stage = Stage(scenario, preset("online-store"), steps, ZONE)
    for step in steps:
        stage.do(step)
    came = stage.came()
    numbers = {stage.given[at]: number for at, number in enumerate(order, start=1)}
    cited = came.refusal.evidence if came.refusal is not None else ()
    return (
        came.refusal.text("en") if came.refusal is not None else None,
        tuple(each.type_name for each in came.appended or ()),
        frozenset(numbers[position] for position in cited if position in numbers),
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_SWAPS)
def test_a_refusal_rests_on_exactly_the_swaps_it_cites(
    told: list[tuple[tuple[str, str], int]],
) -> None:
    """S2.7-09: a third swap in a month is refused because of the two before, and no others."""
    swaps = {
        number: {
            "at": datetime(2026, month, 2 + number, 10),
            "event": "shift.swapped",
            "swap": f"S-{number}",
            "giver": giver,
            "taker": taker,
        }
        for number, ((giver, taker), month) in enumerate(told, start=1)
    }
    refusal, entered, cited = _asked(swaps)

    for left_out in swaps:
        rest = {number: each for number, each in swaps.items() if number != left_out}
        changed = _asked(rest)[:2] != (refusal, entered)
        assert changed == (left_out in cited), (left_out, refusal)
