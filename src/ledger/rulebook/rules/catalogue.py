"""The catalogue of the regulations' rules, read from the data files of this room when asked for.

It says what there is to be served, in short titles of our own; what serves it are clauses, actions
and scenarios elsewhere.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal, TypeVar

import msgspec

from ledger.rulebook.clauses import Title

RuleKind = Literal[
    "role",
    "shift",
    "attendance",
    "leave",
    "swap",
    "handover",
    "call/ticket SLA",
    "escalation",
    "approval",
    "task/report-back",
    "periodic duty",
    "offence+fine",
    "reward",
    "quota",
    "record+retention",
    "confidentiality/borrow",
    "inspection",
    "vehicle/asset/key",
    "training/exam/grade",
    "quality check",
    "performance KPI",
    "meeting",
    "knowledge base/bulletin",
    "visitor/access",
    "conduct",
    "other",
]

_SEEDS = ("seed-000.toml", "seed-001.toml", "seed-002.toml", "seed-003.toml", "seed-004.toml")

F = TypeVar("F")


class System(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One regulation, such as S4.10 on swaps, and the preset that adopts it."""

    id: str
    title: Title
    preset: str


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of a system, such as S4.10-03."""

    id: str
    kind: RuleKind
    title: Title

    @property
    def system(self) -> str:
        """The id of the system that the rule belongs to, which its own id begins with."""
        return self.id.rpartition("-")[0]


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something due in time, D01 to D90, with the rules that demand it and their presets."""

    id: str
    title: Title
    rules: tuple[str, ...]
    presets: tuple[str, ...]


class Offence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A breach, O01 to O77 with gaps, and the rules that name it or its tariff."""

    id: str
    title: Title
    rules: tuple[str, ...]


class Post(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post that rules name, or an office that stands in a post's place.

    ``level`` orders the posts of one chain of command: staff are at 1, a higher level is more
    senior, and 0 is whoever stands in no chain. ``code`` is the role's number in the sources.
    """

    id: str
    code: str
    title: Title
    level: int
    rules: tuple[str, ...]


class _Seed(msgspec.Struct, forbid_unknown_fields=True):
    system: list[System]
    rule: list[Rule]


class _Deadlines(msgspec.Struct, forbid_unknown_fields=True):
    deadline: list[Deadline]


class _Offences(msgspec.Struct, forbid_unknown_fields=True):
    offence: list[Offence]


class _Posts(msgspec.Struct, forbid_unknown_fields=True):
    post: list[Post]


@cache
def systems() -> dict[str, System]:
    """Every system by its id, in the order of the sources."""
    return {system.id: system for seed in _seeds() for system in seed.system}


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the sources."""
    return {rule.id: rule for seed in _seeds() for rule in seed.rule}


def rules_of(preset: str) -> list[Rule]:
    """The rules of the systems that a preset adopts; none for a name that is no preset."""
    return [rule for rule in rules().values() if systems()[rule.system].preset == preset]


@cache
def deadlines() -> dict[str, Deadline]:
    """Every deadline by its number, such as ``D01``."""
    return {each.id: each for each in _read("deadlines.toml", _Deadlines).deadline}


@cache
def offences() -> dict[str, Offence]:
    """Every offence by its number, such as ``O30``."""
    return {each.id: each for each in _read("offences.toml", _Offences).offence}


@cache
def posts() -> dict[str, Post]:
    """Every post by its id, such as ``cs-director``."""
    return {post.id: post for post in _read("posts.toml", _Posts).post}


@cache
def _seeds() -> tuple[_Seed, ...]:
    return tuple(_read(name, _Seed) for name in _SEEDS)


def _read(name: str, kind: type[F]) -> F:
    file = resources.files("ledger.rulebook.rules") / name
    return msgspec.toml.decode(file.read_bytes(), type=kind)
