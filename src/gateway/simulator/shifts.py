"""Who is meant to be there when: shifts, lateness, and breaks staggered over a shift."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from ledger.kernel.projection import Micros

SECOND: Micros = 1_000_000
MINUTE: Micros = 60 * SECOND
HOUR: Micros = 60 * MINUTE

_LATE_SHARE = 0.06
_LATE_MEAN = 7 * 60.0
_EARLY_MEAN = 120.0
_LAST_BREAK_BEFORE_END = 25 * MINUTE


class Shift(NamedTuple):
    """A shift of every day: from and to in hours after local midnight, and its share of agents."""

    name: str
    starts: float
    ends: float
    share: float
    meal_from: float
    meal_to: float


SHIFTS = (
    Shift("early", 7.0, 15.25, 0.27, 10.75, 12.5),
    Shift("day", 8.75, 17.5, 0.32, 11.75, 13.75),
    Shift("middle", 15.0, 23.0, 0.33, 17.75, 20.0),
    Shift("night", 23.0, 31.0, 0.08, 26.0, 28.0),
)


class Break(NamedTuple):
    """A pause that an agent is due, for a reason that the rulebook names."""

    at: Micros
    reason: str
    length: Micros


class Duty(NamedTuple):
    """One agent's turn of a shift as it will go: from sign-in to sign-out, with its breaks."""

    agent: int
    signs_in: Micros
    leaves: Micros
    breaks: tuple[Break, ...]


def shift_of_each(agents: int, random: Random) -> list[int]:
    """For each agent the index of their shift, by the shifts' shares, rounded by Webster's method.

    From four agents on, no shift is empty.
    """
    least = 1 if agents >= len(SHIFTS) else 0
    counts = [least] * len(SHIFTS)
    for _ in range(agents - sum(counts)):
        worth = [shift.share / (count + 0.5) for shift, count in zip(SHIFTS, counts, strict=True)]
        counts[worth.index(max(worth))] += 1
    chosen = [index for index, count in enumerate(counts) for _ in range(count)]
    random.shuffle(chosen)
    return chosen


def planned_at(hour: float, shifts: Sequence[int]) -> int:
    """How many agents are on shift at an hour after local midnight."""
    return sum(SHIFTS[each].starts <= hour < SHIFTS[each].ends for each in shifts)


def duties(
    midnight: Micros,
    shifts: Sequence[int],
    random: Random,
    *,
    not_before: Micros,
    not_after: Micros,
) -> list[Duty]:
    """The duties that begin on one day, cut to the span that is simulated."""
    found = []
    for index, shift in enumerate(SHIFTS):
        agents = [agent for agent, chosen in enumerate(shifts) if chosen == index]
        for place, agent in enumerate(agents):
            starts = midnight + round(shift.starts * HOUR)
            signs_in = starts + _lateness(random)
            leaves = min(midnight + round(shift.ends * HOUR), not_after)
            breaks = _breaks(shift, midnight, (place + 0.5) / len(agents), random)
            if signs_in < not_before:
                signs_in = not_before + _micros(random.random() * 60)
            if leaves - signs_in < 10 * MINUTE:
                continue
            kept = tuple(
                each for each in breaks if signs_in < each.at < leaves - _LAST_BREAK_BEFORE_END
            )
            found.append(Duty(agent, signs_in, leaves, kept))
    return found


def _lateness(random: Random) -> Micros:
    """How long after the start of the shift somebody signs in; most are a little early."""
    if random.random() < _LATE_SHARE:
        return _micros(60 + random.expovariate(1 / _LATE_MEAN))
    return -_micros(min(random.expovariate(1 / _EARLY_MEAN), 600))


def _breaks(shift: Shift, midnight: Micros, place: float, random: Random) -> list[Break]:
    """A meal in the shift's hours for it, two rests and some water, each agent at another time."""
    starts, length = shift.starts * 3600, (shift.ends - shift.starts) * 3600
    meal = (shift.meal_from + (shift.meal_to - shift.meal_from) * place) * 3600
    found = [_break(midnight, meal, "meal", 1800, random)]
    for share in (0.17, 0.68):
        found.append(
            _break(midnight, starts + length * (share + 0.14 * place), "rest", 600, random)
        )
    water = starts + 1500 + 3600 * random.random()
    while water < starts + length:
        if abs(water - meal) > 2700:
            found.append(_break(midnight, water, "water", 200, random))
        water += 5400 + 3600 * random.random()
    if random.random() < 0.03:
        errand = starts + length * random.random()
        found.append(_break(midnight, errand, "errand", 900, random))
    return sorted(found)


def _break(midnight: Micros, second: float, reason: str, mean: float, random: Random) -> Break:
    length = mean * (0.85 + 0.3 * random.random())
    if random.random() < 0.04:
        length *= 1.6
    return Break(midnight + _micros(second + 120 * random.random()), reason, _micros(length))


def _micros(seconds: float) -> Micros:
    """Whole milliseconds, so that the last bits of a logarithm never show."""
    return int(seconds * 1000) * 1000
