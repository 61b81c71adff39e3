"""What a simulated day looks like: the same each time, believable, and possible."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from gateway.simulator import NotSensible, Settings, Step, steps
from ledger.kernel.event import Event
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallHeld,
    CallOffered,
    CallRang,
    CallRedirected,
    CallResumed,
    CallTransferred,
    CallWrappedUp,
    RingUnanswered,
)
from ledger.registers.org.events import PersonRegistered
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut

HOUR = 3_600_000_000


def happenings(day: list[Step]) -> list[tuple[int, Event]]:
    """The events of all steps with their instants."""
    return [(step.at, event) for step in day for event in step.events]


def digest(settings: Settings) -> str:
    """A digest of every event's type, instant and body, and of every command id, in order."""
    found = hashlib.sha256()
    for number, step in enumerate(steps(settings, lambda n: f"ref{n}")):
        found.update(settings.command(number).bytes)
        for event in step.events:
            found.update(f"{event.type_name} {step.at} ".encode())
            found.update(msgspec.json.encode(event, order="deterministic"))
    return found.hexdigest()


class Figures:
    """The figures of a day, reckoned straight from its events."""

    def __init__(self, day: list[Step], midnight: int) -> None:
        offered: dict[str, int] = {}
        since: dict[str, int] = {}
        self.calls = Counter[int]()
        self.waits: list[int] = []
        self.gave_up: list[int] = []
        self.busy = defaultdict[int, int](int)
        self.there = defaultdict[int, int](int)
        for at, event in happenings(day):
            match event:
                case CallOffered():
                    offered[event.call] = at
                    self.calls[(at - midnight) // HOUR] += 1
                case CallAccepted(agent=str(agent)):
                    self.waits.append(at - offered[event.call])
                    since[f"call {agent}"] = at
                case CallAbandoned():
                    self.gave_up.append(at - offered[event.call])
                case CallWrappedUp():
                    self._spread(self.busy, since.pop(f"call {event.agent}"), at, midnight)
                case SeatSignedIn() | SeatReady():
                    since[event.agent] = at
                case SeatPaused() | SeatSignedOut() if event.agent in since:
                    self._spread(self.there, since.pop(event.agent), at, midnight)

    def service_level(self) -> float:
        """Percent of callers answered within 20 s, without those who gave up within 5 s."""
        stayed = [wait for wait in self.gave_up if wait > 5_000_000]
        within = sum(wait <= 20_000_000 for wait in self.waits)
        return 100 * within / (len(self.waits) + len(stayed))

    def abandonment(self) -> float:
        """Percent of callers who gave up."""
        return 100 * len(self.gave_up) / self.calls.total()

    def occupancy(self) -> float:
        """Percent of the time at hand, from 8 to 22 o'clock, spent on calls and their wrap-up."""
        hours = range(8, 22)
        return 100 * sum(self.busy[h] for h in hours) / sum(self.there[h] for h in hours)

    @staticmethod
    def _spread(hours: defaultdict[int, int], start: int, end: int, midnight: int) -> None:
        while start < end:
            hour = (start - midnight) // HOUR
            until = min(end, midnight + (hour + 1) * HOUR)
            hours[hour] += until - start
            start = until


def test_the_same_seed_gives_the_same_day_in_every_process(settings: Settings) -> None:
    """Types, instants, bodies, order and command ids follow from the settings alone."""
    assert digest(settings) == GOLDEN


@pytest.mark.parametrize(
    "other", [{"seed": 8}, {"agents": 61}, {"queues": 3}, {"start": date(2026, 11, 22)}]
)
def test_another_setting_gives_another_day(
    settings: Settings, other: dict[str, int | date]
) -> None:
    """No two settings share an event stream or a command id."""
    assert digest(settings._replace(**other)) != GOLDEN  # type: ignore[arg-type]
    assert settings._replace(**other).command(0) != settings.command(0)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [7, 1, 2, 3])
def test_the_figures_are_those_of_a_centre_under_fair_load(settings: Settings, seed: int) -> None:
    """Service level 65 to 90 %, abandonment 3 to 8 %, occupancy by day 70 to 90 %."""
    chosen = settings._replace(seed=seed)
    found = Figures(list(steps(chosen, str)), chosen.midnight(0))

    assert 65 <= found.service_level() <= 90
    assert 3 <= found.abandonment() <= 8
    assert 70 <= found.occupancy() <= 90


def test_calls_come_in_two_humps_and_seldom_at_night(day: list[Step], settings: Settings) -> None:
    """More callers in the morning and the afternoon than at noon; at night a tenth of them."""
    calls = Figures(day, settings.midnight(0)).calls

    assert calls[10] > 1.15 * calls[12] < 1.15 * calls[15]
    assert max(calls[hour] for hour in range(1, 6)) < calls[10] / 8


def test_talks_are_skewed_as_life_is(day: list[Step]) -> None:
    """The mean talk is longer than the median one, by no more than half."""
    accepted: dict[str, int] = {}
    talks = []
    for at, event in happenings(day):
        if isinstance(event, CallAccepted):
            accepted[event.call] = at
        elif isinstance(event, CallEnded):
            talks.append((at - accepted[event.call]) / 1e6)
    talks.sort()
    mean, median = sum(talks) / len(talks), talks[len(talks) // 2]

    assert 120 < median < mean < 1.5 * median < 400


def test_everything_that_can_happen_happens(day: list[Step]) -> None:
    """The day holds holds, transfers, unanswered rings, redirections, call-backs and all pauses."""
    kinds = Counter(event.type_name for _, event in happenings(day))
    reasons = Counter(event.reason for _, event in happenings(day) if isinstance(event, SeatPaused))

    assert {"call.held", "call.transferred", "call.ring_unanswered"} <= kinds.keys()
    assert {"call.redirected", "call.back_requested"} <= kinds.keys()
    assert reasons.keys() >= {"meal", "water", "rest", "system", "errand"}
    assert any(event.priority for _, event in happenings(day) if isinstance(event, CallOffered))


def test_some_come_late_and_most_come_early(day: list[Step], settings: Settings) -> None:
    """Of the early shift, meant for seven o'clock, a few sign in more than a minute late."""
    seven = settings.midnight(0) + 7 * HOUR
    arrivals = [
        at - seven
        for at, event in happenings(day)
        if isinstance(event, SeatSignedIn) and abs(at - seven) < HOUR
    ]

    assert len(arrivals) == 16
    assert sum(late <= 0 for late in arrivals) >= 12
    assert sum(late > 60_000_000 for late in arrivals) >= 1


def test_the_people_of_the_brief_are_there(day: list[Step]) -> None:
    """A001 administers, A017 leads the shift, sixty take calls, and every name is another."""
    people = [event for _, event in happenings(day) if isinstance(event, PersonRegistered)]
    by_number = {person.person: person for person in people}

    assert by_number["A001"].roles == ("administrator",)
    assert "duty-leader" in by_number["A017"].roles
    assert sum("agent" in person.roles for person in people) == 60
    assert sum("team-leader" in person.roles for person in people) >= 4
    assert len({person.name for person in people}) == 62


def test_callers_ring_from_numbers_that_nobody_has(day: list[Step]) -> None:
    """Numbers begin with 01955, which is no area code of China, and are never used as reference."""
    offers = [event for _, event in happenings(day) if isinstance(event, CallOffered)]

    assert all(each.number is None or each.number.startswith("01955") for each in offers)
    assert all(each.customer == f"ref{each.number}" for each in offers if each.number)


@given(
    seed=st.integers(0, 2**32),
    agents=st.integers(1, 25),
    queues=st.integers(1, 7),
    days=st.integers(1, 2),
)
@examples(max_examples=25, deadline=None)
def test_nothing_impossible_happens(seed: int, agents: int, queues: int, days: int) -> None:
    """Time never goes back, a call takes its steps in order, and nobody has two calls at once."""
    chosen = Settings(date(2026, 11, 21), "Asia/Shanghai", agents, queues, days, seed)
    world = World()
    found = list(steps(chosen, str))
    for at, event in happenings(found):
        world.live(event)
        assert at >= chosen.midnight(0)

    assert all(before.at <= after.at for before, after in pairwise(found))
    assert set(world.calls.values()) <= {"over"}
    assert world.agents == {}
    assert world.places == {}


class World:
    """Calls and seats as a sceptic follows them, who fails at the first impossible event."""

    def __init__(self) -> None:
        self.calls: dict[str, str] = {}
        self.agents: dict[str, str] = {}
        self.places: dict[str | None, str] = {}

    def live(self, event: Event) -> None:
        """Take the event into account."""
        match event:
            case CallOffered():
                self._call(event.call, "over" if event.call in self.calls else None, "waiting")
            case CallRang():
                self._agent(event.agent, "ready", f"ring {event.call}")
                self._call(event.call, "waiting", f"ring {event.agent}")
            case RingUnanswered(agent=str(agent)):
                self._agent(agent, f"ring {event.call}", "ready")
                self._call(event.call, f"ring {agent}", "waiting")
            case CallAccepted(agent=str(agent)):
                self._agent(agent, f"ring {event.call}", f"talk {event.call}")
                self._call(event.call, f"ring {agent}", f"talk {agent}")
            case CallHeld():
                self._call(event.call, f"talk {event.agent}", f"held {event.agent}")
            case CallResumed():
                self._call(event.call, f"held {event.agent}", f"talk {event.agent}")
            case CallEnded(agent=str(agent)) | CallTransferred(agent=str(agent)):
                self._call(event.call, f"talk {agent}", "over")
            case AfterCallWorkBegan():
                self._agent(event.agent, f"talk {event.call}", "after")
            case CallWrappedUp():
                self._agent(event.agent, "after", "ready")
            case CallAbandoned() | CallRedirected():
                self._leave_queue(event.call)
            case SeatSignedIn():
                self._agent(event.agent, None, "ready")
                assert event.seat not in self.places
                self.places[event.seat] = event.agent
            case SeatPaused():
                self._agent(event.agent, "ready", "paused")
            case SeatReady():
                self._agent(event.agent, "paused", "ready")
            case SeatSignedOut():
                assert self.agents.pop(event.agent) in ("ready", "paused")
                assert self.places.pop(event.seat) == event.agent

    def _call(self, call: str, before: str | None, after: str) -> None:
        assert self.calls.get(call) == before
        self.calls[call] = after

    def _agent(self, agent: str, before: str | None, after: str) -> None:
        assert self.agents.get(agent) == before
        self.agents[agent] = after

    def _leave_queue(self, call: str) -> None:
        state = self.calls[call]
        assert state == "waiting" or state.startswith("ring ")
        if state != "waiting":
            self._agent(state.removeprefix("ring "), f"ring {call}", "ready")
        self.calls[call] = "over"


def test_the_sceptic_sees_two_calls_at_one_seat() -> None:
    """The check above would notice an agent who is rung while talking."""
    world = World()
    for call in ("1", "2"):
        world.live(CallOffered(call=call, queue="189"))
    world.live(SeatSignedIn(agent="A002", seat="Z001"))
    world.live(CallRang(call="1", queue="189", agent="A002"))

    with pytest.raises(AssertionError):
        world.live(CallRang(call="2", queue="189", agent="A002"))


@pytest.mark.parametrize(
    ("wrong", "zh"),
    [({"agents": 0}, "坐席员人数"), ({"queues": 51}, "队列数"), ({"days": -1}, "天数")],
)
def test_a_number_that_no_centre_has_is_refused(
    settings: Settings, wrong: dict[str, int], zh: str
) -> None:
    """One sentence in both languages names the number and its limits."""
    with pytest.raises(NotSensible, match="must be from 1 to") as refusal:
        list(steps(settings._replace(**wrong), str))  # type: ignore[arg-type]
    assert refusal.value.zh.startswith(zh)


GOLDEN = "5632273934d3ed26010106099cd3b36ec3a1b3f91644c01dc5d33a880ee43023"
