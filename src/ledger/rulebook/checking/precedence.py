"""Clauses that both apply to the same happening: one of them must go before the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import TypeVar

from ledger.kernel.words import Words
from ledger.rulebook.checking.material import Finding, Material, Said
from ledger.rulebook.terms import Deadline, Offence
from ledger.rulebook.terms.base import Pattern, Test, Wanted
from ledger.rulebook.terms.offence import PerMinute

T = TypeVar("T", Offence, Deadline)


def check(material: Material) -> Iterator[Finding]:
    """Offences for one fact, deadlines for one case, and clauses that go before each other."""
    for one, other in _pairs(material, Offence, lambda offence: offence.when):
        first, second = one.terms, other.terms
        assert isinstance(first, Offence)
        assert isinstance(second, Offence)
        if _same_family(first, second) and not (_becomes(one, other) or _becomes(other, one)):
            yield _clash(
                one,
                other,
                "对同一件事都适用",
                "both apply to the same fact",
                "，或用不同的 family",
                ", or different families",
            )
    for one, other in _pairs(material, Deadline, lambda deadline: deadline.starts):
        first, second = one.terms, other.terms
        assert isinstance(first, Deadline)
        assert isinstance(second, Deadline)
        if first.about == second.about and _meet(first.ends, second.ends):
            yield _clash(
                one, other, "对同一件事都设期限", "both set a term for the same case", "", ""
            )
    yield from _mutual(material)


def _pairs(
    material: Material, kind: type[T], on: Callable[[T], tuple[Pattern, ...]]
) -> Iterator[tuple[Said, Said]]:
    """Versions of two clauses of a kind, neither over the other, that one happening can meet."""
    by_event: dict[str, list[tuple[Said, tuple[Pattern, ...]]]] = defaultdict(list)
    for said, terms in material.of(kind):
        patterns = on(terms)
        for event in dict.fromkeys(each for pattern in patterns for each in pattern.events):
            by_event[event].append((said, patterns))
    told: set[frozenset[str]] = set()
    for several in by_event.values():
        for (one, some), (other, others) in combinations(several, 2):
            pair = frozenset((one.clause.id, other.clause.id))
            if len(pair) == 1 or pair in told or not one.meets(other):
                continue
            if other.clause.id in one.clause.over or one.clause.id in other.clause.over:
                continue
            if _meet(some, others):
                told.add(pair)
                yield one, other


def _same_family(first: Offence, second: Offence) -> bool:
    """Offences of different families stand beside each other; of none, with every other."""
    return first.family is None or second.family is None or first.family == second.family


def _becomes(one: Said, other: Said) -> bool:
    """Whether one turns into the other, which settles which of them applies."""
    tariff = one.terms.tariff if isinstance(one.terms, Offence) else None
    return isinstance(tariff, PerMinute) and tariff.becomes == other.clause.id


def _clash(one: Said, other: Said, zh: str, en: str, also_zh: str, also_en: str) -> Finding:
    first, second = one.clause.id, other.clause.id
    return Finding(
        other.draft,
        (),
        Words(
            f"{first} 与 {second} {zh}；请在其中一条写 over = [另一条的编号]{also_zh}",
            f"{first} and {second} {en}; give one of them over = [the other's id]{also_en}",
        ),
    )


def _mutual(material: Material) -> Iterator[Finding]:
    for draft in material.drafts.values():
        for number, over in enumerate(draft.clause.over if draft.clause else ()):
            other = material.drafts.get(over)
            if over != draft.id and other and other.clause and draft.id in other.clause.over:
                words = Words(
                    f"与 {over} 互相优先；请删去一处 over",
                    f"it goes before {over}, and {over} before it; take one over out",
                )
                yield Finding(draft, ("over", number), words)


def _meet(some: tuple[Pattern, ...], others: tuple[Pattern, ...]) -> bool:
    """Whether there can be an event that is a happening of both."""
    return any(
        bool(set(one.events) & set(other.events)) and _compatible(one, other)
        for one, other in product(some, others)
    )


def _compatible(one: Pattern, other: Pattern) -> bool:
    shared = one.where.keys() & other.where.keys()
    return all(_both(one.where[field], other.where[field]) for field in shared)


def _both(one: Wanted, other: Wanted) -> bool:
    """Whether some value can be both."""
    if isinstance(one, Test):
        return _both_tests(one, other) if isinstance(other, Test) else _both(other, one)
    values = one if isinstance(one, tuple) else (one,)
    if isinstance(other, Test):
        return any(_passes(other, value) for value in values)
    return bool(set(values) & set(other if isinstance(other, tuple) else (other,)))


def _passes(test: Test, value: bool | int | float | str) -> bool:
    """Whether a value can stand a test, whatever the event's other fields hold."""
    if test.present is False or (test.differs is not None and value == test.differs):
        return False
    if isinstance(value, str):
        return True
    return (
        (test.at_least is None or value >= test.at_least)
        and (test.above is None or value > test.above)
        and (test.at_most is None or value <= test.at_most)
        and (test.below is None or value < test.below)
    )


def _both_tests(one: Test, other: Test) -> bool:
    absent = one.present is False, other.present is False
    if any(absent):
        return all(absent) or not any(_compares(test) for test in (one, other))
    least = [each for each in (one.at_least, other.at_least) if each is not None]
    most = [each for each in (one.at_most, other.at_most) if each is not None]
    above = [each for each in (one.above, other.above) if each is not None]
    below = [each for each in (one.below, other.below) if each is not None]
    low, high = [*least, *above], [*most, *below]
    if not low or not high:
        return True
    lowest, highest = max(low), min(high)
    strict = (bool(above) and max(above) == lowest) or (bool(below) and min(below) == highest)
    return lowest < highest or (lowest == highest and not strict)


def _compares(test: Test) -> bool:
    limits = (test.at_least, test.above, test.at_most, test.below, test.differs, test.unlike)
    return test.present is True or any(limit is not None for limit in limits)
