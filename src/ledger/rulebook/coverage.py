"""Which clause, register or scenario serves each rule of the regulations, and why some are not.

The rules are the catalogue's. A clause serves the rules that its ``source`` names, an event, an
action or a refusal those that its docstring names, a scenario those that it lists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

import msgspec

from ledger.kernel.words import Words
from ledger.rulebook.rules import catalogue
from ledger.rulebook.rules.catalogue import Rule
from ledger.rulebook.terms.base import Closed, Title

Served = Literal["clause", "register", "scenario"]

FINISHED = (
    "telecom-callcentre",
    "trading-service",
    "online-store",
    "team-discipline",
    "dealer-operations",
    "town-duty",
    "four-hour-chain",
)
"""The presets of which every rule must be served."""

_RULE = re.compile(r"\bS\d\.\d+[a-c]?-(\d\d)(?:\.\.(\d\d))?\b")


class Server(NamedTuple):
    """Something that serves a rule: what it is, and its name."""

    kind: Served
    name: str


class Coverage(NamedTuple):
    """One rule with all that serves it, and why nothing does if nothing does."""

    rule: Rule
    preset: str
    servers: tuple[Server, ...]
    reason: Words | None


class Unserved(Closed, frozen=True):
    """Rules, or whole systems of them, that nothing serves yet, and the reason."""

    reason: Title
    systems: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class _Reasons(Closed, frozen=True):
    unserved: tuple[Unserved, ...]


def coverage(servers: Iterable[tuple[Server, Iterable[str]]]) -> list[Coverage]:
    """Every rule of the catalogue with what serves it, given as servers with their rule ids."""
    serving: dict[str, dict[Server, None]] = defaultdict(dict)
    for server, rules in servers:
        for rule in rules:
            serving[rule][server] = None
    return [
        Coverage(
            rule,
            catalogue.systems()[rule.system].preset,
            tuple(serving.get(rule.id, ())),
            reason_for(rule) if rule.id not in serving else None,
        )
        for rule in catalogue.rules().values()
    ]


def by_clauses(
    sources: Iterable[tuple[str, Iterable[str]]],
) -> Iterator[tuple[Server, Iterable[str]]]:
    """Clauses by id, given with their sources, each with the rules that its sources name."""
    for clause, source in sources:
        yield Server("clause", clause), [rule for each in source for rule in rule_ids(each)]


def by_docstrings(classes: Mapping[str, type]) -> Iterator[tuple[Server, Iterable[str]]]:
    """Events, actions and refusals by name, each with the rules that its docstring names."""
    for name, each in classes.items():
        yield Server("register", name), rule_ids(each.__doc__ or "")


def rule_ids(text: str) -> list[str]:
    """The rule ids in a text, each once; ``S2.6-25..28`` stands for the four from 25 to 28."""
    found: dict[str, None] = {}
    for match in _RULE.finditer(text):
        first, last = match[1], match[2] or match[1]
        head = match[0].partition("-")[0]
        found |= dict.fromkeys(
            f"{head}-{number:02d}" for number in range(int(first), int(last) + 1)
        )
    return list(found)


def reason_for(rule: Rule) -> Words | None:
    """Why nothing serves a rule yet, or None when no reason is written down for it."""
    by_rule, by_system = _reasons()
    return by_rule.get(rule.id) or by_system.get(rule.system)


@cache
def unserved() -> tuple[Unserved, ...]:
    """What is written down about rules that nothing serves yet."""
    file = resources.files("ledger.rulebook.rules") / "unserved.toml"
    return msgspec.toml.decode(file.read_bytes(), type=_Reasons).unserved


@cache
def _reasons() -> tuple[dict[str, Words], dict[str, Words]]:
    by_rule = {rule: each.reason.words for each in unserved() for rule in each.rules}
    by_system = {system: each.reason.words for each in unserved() for system in each.systems}
    return by_rule, by_system
