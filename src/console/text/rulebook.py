"""Clauses and their changes as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from console.text.columns import padded, printable, wrapped
from console.text.counting import several
from ledger.kernel.words import Language, Words
from ledger.rulebook.clauses import Clause
from ledger.rulebook.comparing import Change, Comparison, values_of
from ledger.rulebook.rules import catalogue

_COLUMNS = 80
_INDENT = 10
_BEARINGS = {"stricter": Words("更严", "stricter"), "milder": Words("更宽", "milder")}
_SOURCE = Words("来源", "source")
_VERSIONS = Words("版本", "versions")
_IN_FORCE = Words("现行", "in force")
_NEVER = Words("这一天没有现行的版本", "no version is in force on this day")
_OVER = Words("优先于", "over")
_CITED = Words("被引用", "cited by")


def clause_lines(
    clause: Clause, day: date, known: Mapping[str, Clause], language: Language
) -> Iterator[str]:
    """All there is to say about a clause, with the values in force on a day."""
    yield printable(f"{clause.id}  [{clause.kind}]")
    yield from _under("", f"{clause.title.zh}  {clause.title.en}", 0)
    for number, source in enumerate(clause.source):
        yield from _under(_SOURCE.to(language) if not number else "", _rule(source, language))
    version = clause.on(day)
    for number, each in enumerate(clause.in_force):
        ends = f" – {each.ends}" if each.ends else ""
        mark = f"  ({_IN_FORCE.to(language)} {day})" if each is version else ""
        label = _VERSIONS.to(language) if not number else ""
        yield from _under(label, f"{each.since}{ends}{mark}")
    if version is None:
        yield from _under("", _NEVER.to(language))
    else:
        for path, value in values_of(version):
            yield from _under("", f"{path} = {value}")
    if clause.over:
        yield from _under(_OVER.to(language), ", ".join(clause.over))
    for number, id_ in enumerate(cited_by(clause.id, known)):
        title = known[id_].title.words.to(language)
        yield from _under(_CITED.to(language) if not number else "", f"{id_}  {title}")


def cited_by(id_: str, known: Mapping[str, Clause]) -> Iterator[str]:
    """The ids of the clauses that refer to one."""
    for clause in known.values():
        if clause.id == id_:
            continue
        if id_ in clause.over or any(_holds(each.values, id_) for each in clause.in_force):
            yield clause.id


def listing(clauses: Iterable[Clause], language: Language) -> Iterator[str]:
    """A line for each clause."""
    for clause in clauses:
        title = printable(clause.title.words.to(language))
        yield f"{padded(clause.id, 26)} {padded(clause.kind, 11)} {title}"


def comparison_lines(found: Comparison, language: Language) -> Iterator[str]:
    """A line for each clause that is new or gone, and one for each value that changed."""
    for sign, clauses in (("+", found.added), ("-", found.removed)):
        for line in listing(clauses, language):
            yield f"{sign} {line}"
    for each in found.changed:
        for line in listing((each.after,), language):
            yield f"~ {line}"
        for change in each.changes:
            yield from _changed(change, language)


def summary(found: Comparison) -> Words:
    """How many clauses are new, gone and changed."""
    added, removed, changed = len(found.added), len(found.removed), len(found.changed)
    return Words(
        f"新增 {added} 条，删去 {removed} 条，改动 {changed} 条。",
        f"{several(added, 'clause')} added, {removed} removed, {changed} changed.",
    )


def _changed(change: Change, language: Language) -> Iterator[str]:
    before, after = change.before or "∅", change.after or "∅"
    bearing = f"  ({_BEARINGS[change.bearing].to(language)})" if change.bearing else ""
    lines = wrapped(printable(f"{change.path}  {before} → {after}{bearing}"), _COLUMNS - 6)
    yield from (f"      {line}" for line in lines)


def _rule(source: str, language: Language) -> str:
    rule = catalogue.rules().get(source)
    return f"{source}  {rule.title.words.to(language)}" if rule is not None else source


def _under(label: str, text: str, indent: int = _INDENT) -> Iterator[str]:
    for number, line in enumerate(wrapped(printable(text), _COLUMNS - indent)):
        yield (padded(label if not number else "", indent) + line).rstrip()


def _holds(value: Any, id_: str) -> bool:
    if isinstance(value, Mapping):
        return any(_holds(each, id_) for each in value.values())
    if isinstance(value, list | tuple):
        return any(_holds(each, id_) for each in value)
    return bool(value == id_)
