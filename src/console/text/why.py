"""An explanation as plain lines: why something stands in the ledger, or why something does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from console.text.clauses import weighed
from console.text.columns import padded, printable, wrapped
from console.text.sentences import label, value_label
from ledger import registers
from ledger.explaining.trace import Applied, Condition, Exempting, Said, Told, Why, WhyNot
from ledger.kernel.words import Language, Words
from ledger.rulebook.rules import catalogue
from ledger.rulebook.terms.money import Money

HEAD_WIDTH = 10
"""How wide the names of the parts are."""

_CLAUSE = Words("条款", "Clause")
_FACT = Words("事实", "Facts")
_COMPUTED = Words("计算", "Reckoned")
_EXCEPTION = Words("例外", "Excuses")
_STATE = Words("状态", "Course")
_WITHOUT = Words("没有读任何条款", "no clause was read")
_NO_EVIDENCE = Words("没有引用别的事件", "no other event is cited")
_NOT_FOUND = Words("没有找到", "none found")
_HOLDS = Words("成立", "holds")
_FAILS = Words("不成立", "fails")
_SEALED = Words("（封存）", "(sealed)")
_READ_BY_ALL = ("org.roles",)
"""Clauses that every decision reads."""

_FEN = frozenset(("amount", "deducted", "rewarded"))
_UNTOLD = frozenset(("computation", "currency", "evidence", "texts"))
"""Fields that stand elsewhere in an explanation, or would fill it."""


class Row(NamedTuple):
    """A line of an explanation.

    ``head`` names the part that begins here, and is empty on its further lines; a line without
    head is not set in. ``leads`` is the position of the event that the line begins to tell of.
    """

    head: str | None
    text: str
    leads: int | None = None


class _Told(NamedTuple):
    """Something told under a head, and the event that it is about."""

    text: str
    leads: int | None = None


def why_lines(why: Why, zone: ZoneInfo, language: Language, columns: int) -> Iterator[str]:
    """Why an event stands in the ledger, in lines of at most so many columns."""
    return map(_line, why_rows(why, zone, language, columns))


def why_not_lines(why: WhyNot, language: Language, columns: int) -> Iterator[str]:
    """Why an offence was not proposed, in lines of at most so many columns."""
    return map(_line, _why_not_rows(why, language, columns))


def why_rows(why: Why, zone: ZoneInfo, language: Language, columns: int) -> Iterator[Row]:
    """Why an event stands in the ledger, line by line."""
    yield from _unindented(_event(why.event, zone, language), columns)
    clauses = [_Told(line) for each in _in_order(why) for line in _clause(each, language)]
    yield from _part(_CLAUSE, clauses, _WITHOUT, language, columns)
    facts = [_Told(_event(each, zone, language), each.position) for each in why.evidence]
    yield from _part(_FACT, facts, _NO_EVIDENCE, language, columns)
    computed = [_Told(each.line.words.to(language)) for each in why.computation]
    computed += [_Told(why.beyond.words.to(language))] if why.beyond is not None else []
    yield from _part(_COMPUTED, computed, None, language, columns)
    excuses = [_Told(_excuse(each, language)) for each in why.exceptions]
    yield from _part(_EXCEPTION, excuses, None, language, columns)
    stages = [_Told(_stage(each, why.event, zone, language), each.position) for each in why.chain]
    yield from _part(_STATE, stages, None, language, columns)


def _why_not_rows(why: WhyNot, language: Language, columns: int) -> Iterator[Row]:
    title = why.title.words.to(language)
    yield from _unindented(f"{why.person}  {why.day}  {why.offence}  {title}", columns)
    yield from _unindented(_verdict(why).words.to(language), columns)
    clauses = [_Told(line) for each in why.clauses for line in _clause(each, language)]
    yield from _part(_CLAUSE, clauses, _WITHOUT, language, columns)
    for each in why.conditions:
        yield from _condition(each, language, columns)


def _line(row: Row) -> str:
    return row.text if row.head is None else f"{padded(row.head, HEAD_WIDTH)}{row.text}".rstrip()


def _verdict(why: WhyNot) -> Told:
    failed = why.failed
    if failed is not None:
        change = failed.change.means if failed.change is not None else failed.demands
        return Told(
            f"没有提议，因为“{failed.demands.zh}”不成立：{change.zh}",
            f"It was not proposed, because this fails: {failed.demands.en}. {_sentence(change.en)}",
        )
    return Told(
        f"已提议：#{why.proposed}（dutybook why … {why.proposed}）",
        f"It was proposed: #{why.proposed} (dutybook why ... {why.proposed})",
    )


def _condition(condition: Condition, language: Language, columns: int) -> Iterator[Row]:
    mark = (_HOLDS if condition.holds else _FAILS).to(language)
    found = f"  {_positions(condition.found, language)}" if condition.found else ""
    demands = condition.demands.words.to(language)
    yield from _wrapped(mark, f"{demands}{found}", columns)
    if condition.change is not None:
        yield from _wrapped("", f"→ {condition.change.means.words.to(language)}", columns)


def _part(
    name: Words, told: Iterable[_Told], none: Words | None, language: Language, columns: int
) -> Iterator[Row]:
    head = name.to(language)
    found = list(told)
    if not found and none is not None:
        found = [_Told(none.to(language))]
    for each in found:
        yield from _wrapped(head, each.text, columns, each.leads)
        head = ""


def _wrapped(head: str, text: str, columns: int, leads: int | None = None) -> Iterator[Row]:
    """A text with its head before the first line; further lines stand under the text."""
    for line in wrapped(printable(text), columns - HEAD_WIDTH):
        yield Row(head, line, leads)
        head, leads = "", None


def _unindented(text: str, columns: int) -> Iterator[Row]:
    for line in wrapped(printable(text), columns):
        yield Row(None, line)


def _excuse(excuse: Exempting, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    return f"{excuse.title.words.to(language)}{colon}{_positions(excuse.found, language)}"


def _event(event: Said, zone: ZoneInfo, language: Language) -> str:
    told = "  ".join(_fields(event, language))
    return f"#{event.position}  {_at(event.at, zone)}  {label(event.event, language)}  {told}"


def _stage(event: Said, here: Said, zone: ZoneInfo, language: Language) -> str:
    mark = "▸" if event.position == here.position else "→"
    by = event.by.removeprefix("program:")
    told = label(event.event, language)
    return f"{mark} #{event.position}  {_at(event.at, zone)}  {told}  {by}"


def _fields(event: Said, language: Language) -> Iterator[str]:
    names = registers.field_words()
    for name, value in event.says.items():
        if name in _UNTOLD or value is None or _is_period(name, value):
            continue
        named = names[name].to(language) if name in names else name
        yield f"{named} {_value(name, value, event.says, language)}"
    for name in event.sealed:
        named = names[name].to(language) if name in names else name
        yield f"{named} {_SEALED.to(language)}"


def _is_period(name: str, value: Any) -> bool:
    """A person's day, month or year, which the person and the time tell already."""
    return name.rpartition("_")[2] in ("day", "month", "year") and "/" in str(value)


def _value(name: str, value: Any, says: dict[str, Any], language: Language) -> str:
    if name in _FEN and isinstance(value, int):
        return str(Money(value, str(says.get("currency", "CNY"))))
    if isinstance(value, bool):
        return (Words("是", "yes") if value else Words("否", "no")).to(language)
    if isinstance(value, list | tuple):
        return " ".join(_value("", each, says, language) for each in value)
    if isinstance(value, float):
        return f"{value:g}"
    return _labelled(value, language) if isinstance(value, str) else str(value)


def _labelled(value: str, language: Language) -> str:
    """A closed value or a post by its label, anything else as it is."""
    label_ = value_label(value, language)
    if label_ == value and value in catalogue.posts():
        return catalogue.posts()[value].title.words.to(language)
    return label_


def _in_order(why: Why) -> list[Applied]:
    """The clauses, first the one that the event itself names; what all decisions read is left out.

    Where a decision read nothing else, that is told.
    """
    own = why.event.says.get("clause")
    read = [each for each in why.clauses if each.id not in _READ_BY_ALL] or list(why.clauses)
    return sorted(read, key=lambda each: each.id != own)


def _clause(clause: Applied, language: Language) -> Iterator[str]:
    """A clause in up to three lines: what it is, which version, and what that says."""
    yield f"{clause.id}  {clause.title.words.to(language)}"
    since = Words(f"{clause.since} 起", f"from {clause.since}").to(language)
    source = Words("来源 ", "source ").to(language) + " ".join(clause.source)
    yield "  ".join(filter(None, (since, clause.edition, source if clause.source else "")))
    values = "  ".join(weighed(clause.values))
    if values:
        yield values


def _positions(found: tuple[int, ...], language: Language) -> str:
    if not found:
        return _NOT_FOUND.to(language)
    return ("、" if language == "zh" else ", ").join(f"#{each}" for each in found)


def _at(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
