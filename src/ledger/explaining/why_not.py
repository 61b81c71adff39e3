"""Why an offence was not proposed: the first condition that failed, and what would flip it.

The conditions stand in the order in which the regulation asks them: the clause is in force; it
happened at all; it happened so; it falls on this person; nothing excused it; and it has not been
proposed already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from ledger.book import Book
from ledger.explaining.candidates import Candidate, candidate
from ledger.explaining.missed import day_span, missed_deadlines, reached
from ledger.explaining.reading import applied
from ledger.explaining.trace import Change, Condition, Told, WhyNot, told
from ledger.kernel import tags
from ledger.kernel.codec import Recorded
from ledger.kernel.event import Event, by_name, identifiers
from ledger.kernel.words import Language, Unfit, Words
from ledger.registers import event_words
from ledger.registers.discipline.events import OffenceProposed, OffenceRecorded
from ledger.rulebook.lookup import LawOn, OutsideCoverage
from ledger.rulebook.terms import Offence
from ledger.rulebook.terms.base import Pattern, Test
from ledger.rulebook.terms.offence import Except, PerMinute, Tariff
from ledger.store.recorder import DCBQuery, DCBQueryItem

_PERSON = "person"


def why_not(book: Book, offence: str, person: str, day: date) -> WhyNot:
    """Why an offence of a person on a day was not proposed.

    :raises Unfit: when no rulebook has the clause, or it is no offence.
    """
    law = book.lawbook.on(day)
    title = _title(book, offence)
    proposed = _proposed(book, offence, person, day)
    conditions: list[Condition] = []
    for condition in _conditions(book, law, offence, person, day):
        conditions.append(condition)
        if not condition.holds:
            break
    else:
        conditions.append(_looked_at(proposed))
    return WhyNot(
        offence=offence,
        title=title,
        person=person,
        day=day,
        clauses=applied(book, law.consulted),
        conditions=tuple(conditions),
        proposed=proposed,
    )


def _looked_at(proposed: int | None) -> Condition:
    """Everything holds, so that only the warden's proposal can be wanting."""
    demands = Told("值守程序已提议", "the warden has proposed it")
    if proposed is not None:
        return Condition(demands, True, (proposed,))
    words = Told(
        "运行值守程序后即提议（dutybook warden）",
        "it will be proposed when the warden runs (dutybook warden)",
    )
    return Condition(demands, False, (), Change(words))


def _title(book: Book, offence: str) -> Told:
    rulebooks = (*(each.rulebook for each in book.lawbook.editions), book.lawbook.rulebook)
    found = [each.clauses[offence] for each in rulebooks if offence in each.clauses]
    if not found:
        raise Unfit(
            f"规章没有条款 {offence}；可用 dutybook rulebook show 查看条款",
            f"the rulebook has no clause {offence}; dutybook rulebook show lists those there are",
        )
    if found[-1].kind != "offence":
        raise Unfit(
            f"条款 {offence} 不是违规条款；请写违规条款的编号",
            f"clause {offence} is no offence; name the clause of an offence",
        )
    return told(found[-1].title.words)


def _conditions(
    book: Book, law: LawOn, offence: str, person: str, day: date
) -> Iterator[Condition]:
    demands = Told(f"条款 {offence} 在 {day} 生效", f"clause {offence} is in force on {day}")
    try:
        terms = law.terms(offence, Offence)
    except OutsideCoverage:
        words = Told(f"通过含有 {offence} 的规章", f"adopt a rulebook that has {offence} by then")
        yield Condition(demands, False, (), Change(words))
        return
    yield Condition(demands, True)
    ways = list(_ways(book, law, offence, terms))
    if ways:
        yield from _happened(book, ways, terms, person, day)
    elif terms.threshold is not None:
        yield reached(book, terms.threshold, person, day)
    else:
        yield from missed_deadlines(book, law, offence, person, day)


def _ways(book: Book, law: LawOn, offence: str, terms: Offence) -> Iterator[Pattern]:
    """The kinds of happenings that are the offence: its own below its cap, and what becomes it."""
    for pattern in terms.when:
        yield _bounded(pattern, terms.tariff, under=True)
    for clause in book.lawbook.clauses_on(law.day, "offence"):
        other = book.lawbook.terms(clause.id, law.day, Offence)
        if isinstance(other.tariff, PerMinute) and other.tariff.becomes == offence:
            law.cite(clause.id)
            for pattern in other.when:
                yield _bounded(pattern, other.tariff, under=False)


def _bounded(pattern: Pattern, tariff: Tariff, *, under: bool) -> Pattern:
    """The pattern with the cap of its tariff as one more test."""
    if not isinstance(tariff, PerMinute) or tariff.cap is None:
        return pattern
    known = pattern.where.get(tariff.of)
    test = known if isinstance(known, Test) else Test()
    cap = tariff.cap.total_seconds() / 60
    changed = {"below": cap} if under else {"at_least": cap}
    where = {**pattern.where, tariff.of: msgspec.structs.replace(test, **changed)}
    return msgspec.structs.replace(pattern, where=where)


def _happened(
    book: Book, ways: list[Pattern], terms: Offence, person: str, day: date
) -> Iterator[Condition]:
    """The conditions of the happening that came nearest to the offence."""
    field = terms.offender.field or _PERSON
    candidates = [
        candidate(recorded, pattern)
        for pattern in ways
        for recorded in _of_types(book, pattern, field, person, day)
    ]
    names = list(dict.fromkeys(name for pattern in ways for name in pattern.events))
    demands = Told(f"发生：{_named(names, 'zh')}", f"there was: {_named(names, 'en')}")
    if not candidates:
        words = Told(f"{person} 当日没有这样的记录", f"{person} has no such record of that day")
        yield Condition(demands, False, (), Change(words))
        return
    nearest = max(candidates, key=lambda each: each.nearness)
    yield Condition(demands, True, (nearest.recorded.position,))
    yield from nearest.conditions
    yield from _excused(book, terms.unless, nearest)


def _of_types(book: Book, pattern: Pattern, field: str, person: str, day: date) -> list[Recorded]:
    """The happenings of a pattern's types on a day of the site that fall on a person."""
    since, until = day_span(book, day)
    query = DCBQuery([DCBQueryItem(list(pattern.events))])
    return [
        each
        for each in book.read(query, since=since, until=until)
        if person in people_in(each.event, field)
    ]


def people_in(event: Event | None, field: str) -> tuple[str, ...]:
    """Whom a field of an event names: nobody, one, or several."""
    value = getattr(event, field, None)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _excused(book: Book, exceptions: Iterable[Except], nearest: Candidate) -> Iterator[Condition]:
    """Every exception, and whether something before the happening makes it one."""
    for each in exceptions:
        found = tuple(one.position for one in _excuses(book, each, nearest.recorded))
        zh, en = each.title.zh, each.title.en
        demands = Told(f"没有例外：{zh}", f"no exception: {en}")
        if found:
            listed = "、".join(f"#{position}" for position in found)
            words = Told(f"没有 {listed} 才算：{zh}", f"without {listed} it would count: {en}")
            yield Condition(demands, False, found, Change(words, found[-1]))
        else:
            yield Condition(demands, True)


def _excuses(book: Book, exception: Except, fact: Recorded) -> Iterator[Recorded]:
    value = getattr(fact.event, exception.about, None)
    assert fact.event is not None
    kinds = {name: kind for name, kind, _ in identifiers(type(fact.event))}
    if value is None or exception.about not in kinds:
        return
    tag = tags.tag(kinds[exception.about], value)
    query = DCBQuery([DCBQueryItem(list(exception.pattern.events), [tag])])
    for each in book.read(query, before=fact.position):
        if each.event is not None and exception.pattern.matches(each.event):
            yield each


def _proposed(book: Book, offence: str, person: str, day: date) -> int | None:
    """Where the offence was proposed or recorded after all, for a fact of that day."""
    types = [OffenceProposed.type_name, OffenceRecorded.type_name]
    about = DCBQuery([DCBQueryItem(types, [tags.person(person)])])
    for each in book.read(about):
        event = each.event
        assert isinstance(event, OffenceProposed | OffenceRecorded)
        if event.clause == offence and event.occurred == day:
            return each.position
    return None


def _named(names: Iterable[str], language: Language) -> str:
    words = event_words()
    joined = "、" if language == "zh" else " or "
    return joined.join(
        words.get(name, Words(name, name)).to(language) for name in names if by_name(name)
    )
