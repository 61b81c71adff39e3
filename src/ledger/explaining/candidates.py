"""Happenings that could have been an offence, and how near each came to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ledger import registers
from ledger.explaining.trace import Change, Condition, Told
from ledger.kernel.codec import Recorded
from ledger.kernel.event import Event
from ledger.kernel.words import Language, Words
from ledger.rulebook.terms.base import Pattern, Test, Wanted

_BOUNDS = (
    ("at_least", Words("至少 {}", "at least {}"), 0),
    ("above", Words("大于 {}", "more than {}"), 1),
    ("at_most", Words("至多 {}", "at most {}"), 0),
    ("below", Words("小于 {}", "less than {}"), -1),
)
"""The bounds of a test, how each is said, and how far beyond it the nearest whole number lies."""


class Candidate(NamedTuple):
    """A happening of a kind that an offence speaks of, with what the offence asks of it."""

    recorded: Recorded
    conditions: tuple[Condition, ...]

    @property
    def nearness(self) -> tuple[int, int]:
        """Fewer failures are nearer; of equally near ones the newest."""
        return -sum(not each.holds for each in self.conditions), self.recorded.position


def candidate(recorded: Recorded, pattern: Pattern) -> Candidate:
    """A happening of one of the pattern's types, held against what the pattern wants."""
    assert recorded.event is not None
    conditions = tuple(
        _on_field(recorded.position, recorded.event, name, wanted)
        for name, wanted in pattern.where.items()
    )
    return Candidate(recorded, conditions)


def _on_field(position: int, event: Event, name: str, wanted: Wanted) -> Condition:
    value = getattr(event, name)
    holds = Pattern(event=event.type_name, where={name: wanted}).fits(event)
    demands = Told(_demand(name, wanted, "zh"), _demand(name, wanted, "en"))
    if holds:
        return Condition(demands, True, (position,))
    to = _nearest(value, wanted)
    words = Told(_change(name, value, to, demands, "zh"), _change(name, value, to, demands, "en"))
    return Condition(demands, False, (position,), Change(words, position, name, to))


def _change(name: str, value: Any, to: Any, demands: Told, language: Language) -> str:
    """What would have to be otherwise; without a nearest value, what is demanded."""
    now, named = _shown(value, language), _named(name, language)
    if to == value:
        wanted = demands.words.to(language)
        return Words(f"{named}现为 {now}，需 {wanted}", f"{named} is {now}; it takes {wanted}").to(
            language
        )
    nearest = _shown(to, language)
    return Words(
        f"{named}现为 {now}，为 {nearest} 时才算", f"{named} is {now}; it would take {nearest}"
    ).to(language)


def _demand(name: str, wanted: Wanted, language: Language) -> str:
    alternatives = "、" if language == "zh" else " or "
    if isinstance(wanted, Test):
        parts = list(_bounds(wanted, language))
        return f"{_named(name, language)} {('，' if language == 'zh' else ', ').join(parts)}"
    if isinstance(wanted, tuple):
        values = alternatives.join(_shown(each, language) for each in wanted)
        return f"{_named(name, language)} = {values}"
    return f"{_named(name, language)} = {_shown(wanted, language)}"


def _bounds(test: Test, language: Language) -> Iterator[str]:
    for bound, words, _ in _BOUNDS:
        if (limit := getattr(test, bound)) is not None:
            yield words.to(language).format(f"{limit:g}")
    if test.differs is not None:
        value = _shown(test.differs, language)
        yield Words(f"不是 {value}", f"other than {value}").to(language)
    if test.unlike is not None:
        other = _named(test.unlike, language)
        yield Words(f"与{other}不同", f"other than {other}").to(language)
    if test.present is not None:
        yield (Words("有", "given") if test.present else Words("没有", "not given")).to(language)


def _nearest(value: Any, wanted: Wanted) -> Any:
    """The value nearest to one that is not as wanted, which would be."""
    if isinstance(wanted, tuple):
        return wanted[0]
    if not isinstance(wanted, Test):
        return wanted
    if wanted.present is False:
        return None
    for bound, _, beyond in _BOUNDS:
        limit = getattr(wanted, bound)
        if limit is not None and (value is None or not _stands(bound, value, limit)):
            return _whole(limit + beyond)
    return value


def _stands(bound: str, value: float, limit: float) -> bool:
    if bound in ("at_least", "above"):
        return value >= limit if bound == "at_least" else value > limit
    return value <= limit if bound == "at_most" else value < limit


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number


def _named(field: str, language: Language) -> str:
    words = registers.field_words().get(field)
    return words.to(language) if words is not None else field


def _shown(value: Any, language: Language) -> str:
    if isinstance(value, bool):
        return (Words("是", "yes") if value else Words("否", "no")).to(language)
    if value is None:
        return Words("空", "nothing").to(language)
    words = registers.value_words().get(value) if isinstance(value, str) else None
    return words.to(language) if words is not None else f"{value}"
