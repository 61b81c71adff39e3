"""What the roster and the placements say about a swap: each fact with its numbers and evidence.

The rulebook says what follows from the facts: a notice that forbids ``consecutive`` or
``back_to_back`` swaps refuses them, citing the very positions that a fact rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Law
from ledger.kernel.boundary import Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, ShiftId, SwapId
from ledger.kernel.words import Words
from ledger.registers.org.events import PersonPlaced
from ledger.registers.roster.holding import Held
from ledger.registers.swaps.events import ShiftSwapped
from ledger.registers.swaps.exchange import REACH, Exchange
from ledger.rulebook.calendars import is_public_holiday
from ledger.rulebook.gates import Forbidden
from ledger.rulebook.terms import Notice

_REACH = timedelta(days=REACH)


class Fact(NamedTuple):
    """Something that is so or not, in words with the numbers, and the events that it rests on."""

    holds: bool
    words: Words
    evidence: tuple[int, ...] = ()


class _Near(NamedTuple):
    """A shift that somebody is on, or was until it was swapped away."""

    shift: ShiftId
    starts: datetime
    ends: datetime
    position: int
    swap: SwapId | None
    gone: bool = False


class _Gap(NamedTuple):
    """The rest between a shift that somebody would get and one beside it."""

    rest: timedelta
    person: PersonId
    earlier: ShiftId
    later: ShiftId
    evidence: tuple[int, ...]


def facts_of(past: Past, law: Law, exchange: Exchange) -> dict[str, Fact]:
    """What is known about a swap, by the field of the request that says it.

    What no placement tells of, such as a grade that nobody has entered, is left out.
    """
    found = dict(_qualification(past, law, exchange))
    made = {each.position: each.event for each in past.peek(ShiftSwapped)}
    beside = _Beside(made, exchange)
    found["consecutive"] = _consecutive(made, exchange, beside)
    found["back_to_back"] = _back_to_back(law, exchange, beside)
    found["holiday"] = _holiday(law, exchange)
    return found


def require_allowed(event: Event, facts: Mapping[str, Fact], law: Law) -> None:
    """Tell what each fact is beside the clause that asks for it, and let it pass if it may.

    :raises Forbidden: when a notice forbids what a fact says, citing what it rests on.
    """
    for clause in law.gates(type(event).type_name):
        terms = law.terms(clause, object)
        if not isinstance(terms, Notice) or not terms.forbidden:
            continue
        asked = [pattern for pattern in terms.on if any(each in facts for each in pattern.where)]
        for pattern in asked:
            concerned = [facts[each] for each in pattern.where if each in facts]
            if pattern.matches(event):
                why = _joined(concerned)
                raise Forbidden(
                    clause=clause,
                    evidence=sorted({one for each in concerned for one in each.evidence}),
                    title=law.title(clause),
                    why=Words(f"：{why.zh}", f": {why.en}"),
                )
            law.tell(clause, _joined(concerned))


def _joined(facts: list[Fact]) -> Words:
    return Words(
        "；".join(each.words.zh for each in facts), "; ".join(each.words.en for each in facts)
    )


def _qualification(past: Past, law: Law, exchange: Exchange) -> Iterator[tuple[str, Fact]]:
    """Whether the two are of one job, and the taker's grade no lower."""
    giver = past.last(PersonPlaced, tag=tags.person(exchange.wish.giver))
    taker = past.last(PersonPlaced, tag=tags.person(exchange.wish.taker))
    if giver is None or taker is None:
        return
    evidence = giver.position, taker.position
    one, other = giver.event, taker.event
    if one.job is not None and other.job is not None:
        yield "same_job", Fact(one.job == other.job, _two(exchange, one.job, other.job), evidence)
    if one.grade is not None and other.grade is not None:
        enough = _is_enough(law, one.grade, other.grade)
        yield "same_grade", Fact(enough, _two(exchange, one.grade, other.grade), evidence)


def _two(exchange: Exchange, one: str, other: str) -> Words:
    giver, taker = exchange.wish.giver, exchange.wish.taker
    return Words(f"{giver} {one}，{taker} {other}", f"{giver} {one}, {taker} {other}")


def _is_enough(law: Law, needed: str, found: str) -> bool:
    """Whether a grade is the needed one or a higher one."""
    if needed == found:
        return True
    ladder = law.read("swaps.grades", "ladder", tuple[tuple[str, ...], ...])
    rungs = {name: rung for rung, names in enumerate(ladder) for name in names}
    return needed in rungs and found in rungs and rungs[found] >= rungs[needed]


def _consecutive(made: Mapping[int, ShiftSwapped], exchange: Exchange, beside: _Beside) -> Fact:
    """Whether a leg, or the shift next to one, came or went by another swap (S4.10-04).

    What is undone by repaying it does not count.
    """
    repaid = exchange.wish.repays
    for leg in exchange.legs:
        swap = made.get(leg.position)
        if swap is not None and swap.swap != repaid:
            return Fact(
                True,
                Words(
                    f"班次 {leg.shift} 是换班 {swap.swap} 换来的（#{leg.position}）",
                    f"shift {leg.shift} came by swap {swap.swap} (#{leg.position})",
                ),
                (leg.position,),
            )
    for person in (exchange.wish.giver, exchange.wish.taker):
        for leg in exchange.legs:
            for near in beside(person, leg, gone=True):
                if near.swap not in (None, repaid):
                    return Fact(
                        True,
                        Words(
                            f"{person} 相邻的班 {near.shift} 已由换班 {near.swap} 换过"
                            f"（#{near.position}）",
                            f"{person}'s shift next to it, {near.shift}, was swapped by "
                            f"{near.swap} (#{near.position})",
                        ),
                        (near.position,),
                    )
    return Fact(False, Words("相邻的班没有换过", "no shift next to it was swapped"))


def _back_to_back(law: Law, exchange: Exchange, beside: _Beside) -> Fact:
    """Whether somebody would have too little rest before or after the shift they get."""
    least = law.read("swaps.rest", "least", timedelta)
    gaps = []
    for leg in exchange.legs:
        person = exchange.receiver(leg)
        for near in beside(person, leg, gone=False):
            before = near.starts < leg.starts
            rest = leg.starts - near.ends if before else near.starts - leg.ends
            pair = (near.shift, leg.shift) if before else (leg.shift, near.shift)
            gaps.append(_Gap(rest, person, *pair, (near.position, leg.position)))
    if not gaps:
        words = Words(f"前后 {REACH} 天没有别的班", f"no other shift within {REACH} days")
        return Fact(False, words)
    gap = min(gaps)
    found, needed = _hours(gap.rest), _hours(least)
    return Fact(
        gap.rest < least,
        Words(
            f"{gap.person} 最短间隔 {found} 小时（{gap.earlier} 与 {gap.later}），至少 {needed}",
            f"{gap.person} rests {found} h at the shortest ({gap.earlier} to {gap.later}), "
            f"at least {needed}",
        ),
        tuple(sorted(gap.evidence)),
    )


def _holiday(law: Law, exchange: Exchange) -> Fact:
    """Whether a leg begins on a public holiday."""
    days = [(leg, leg.starts.astimezone(law.zone).date()) for leg in exchange.legs]
    for leg, day in days:
        if is_public_holiday(day, law.on(day).read("roster.shifts", "holidays", str)):
            words = Words(f"{day:%m-%d} 是节假日", f"{day:%m-%d} is a holiday")
            return Fact(True, words, (leg.position,))
    told = " ".join(f"{day:%m-%d}" for _, day in days)
    return Fact(False, Words(f"{told} 不是节假日", f"no holiday: {told}"))


class _Beside:
    """Which of somebody's other shifts are next to a leg."""

    def __init__(self, made: Mapping[int, ShiftSwapped], exchange: Exchange) -> None:
        people = (exchange.wish.giver, exchange.wish.taker)
        self._found = {person: _timeline(made, exchange, person) for person in people}

    def __call__(self, person: PersonId, leg: Held, *, gone: bool) -> Iterator[_Near]:
        """The shift before it and the one after, if they are near; those swapped away if asked."""
        timeline = [each for each in self._found[person] if gone or not each.gone]
        before = [each for each in timeline if each.starts < leg.starts]
        after = [each for each in timeline if each.starts >= leg.starts]
        if before and leg.starts - before[-1].ends < _REACH:
            yield before[-1]
        if after and after[0].starts - leg.ends < _REACH:
            yield after[0]


def _timeline(
    made: Mapping[int, ShiftSwapped], exchange: Exchange, person: PersonId
) -> list[_Near]:
    """Somebody's other shifts near the legs, and what they have swapped away, oldest first."""
    legs = {each.shift for each in exchange.legs}
    found: dict[ShiftId, _Near] = {}
    for each in exchange.held.get(person, {}).values():
        swap = made.get(each.position)
        came_by = None if swap is None else swap.swap
        found[each.shift] = _Near(each.shift, each.starts, each.ends, each.position, came_by)
    for position, swap in made.items():
        for left in _left(swap, person):
            found.setdefault(left[0], _Near(*left, position, swap.swap, gone=True))
    near = (each for each in found.values() if each.shift not in legs)
    return sorted(near, key=lambda each: each.starts)


def _left(event: ShiftSwapped, person: PersonId) -> Iterator[tuple[ShiftId, datetime, datetime]]:
    """The shift that somebody gave away in a swap."""
    if event.giver == person and event.given and event.given_starts and event.given_ends:
        yield event.given, event.given_starts, event.given_ends
    if event.taker == person and event.taken and event.taken_starts and event.taken_ends:
        yield event.taken, event.taken_starts, event.taken_ends


def _hours(span: timedelta) -> str:
    return f"{span / timedelta(hours=1):.1f}".removesuffix(".0")
