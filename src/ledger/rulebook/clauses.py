"""A clause: an addressable rule of the regulation, with dated versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

import msgspec

from ledger.rulebook.terms import TERMS, Terms
from ledger.rulebook.terms.base import Title
from ledger.rulebook.terms.money import Money

Kind = Literal[
    "approval",
    "cadence",
    "calendar",
    "checklist",
    "conduct",
    "deadline",
    "figure",
    "hours",
    "lending",
    "notice",
    "offence",
    "parameters",
    "quota",
    "reward",
    "shift",
    "threshold",
]
"""What a clause sets. Of the kinds without a schema in ``TERMS``, code reads bare parameters."""


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What a clause says from a date on, until the next version or ``ends`` (not included)."""

    since: date = msgspec.field(name="from")
    values: dict[str, Any] = {}
    ends: date | None = None


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: id, kind, title, source rule ids, and its versions in order of date.

    ``over`` names clauses that this one goes before where both apply.
    """

    id: str
    kind: Kind
    title: Title
    source: tuple[str, ...]
    in_force: tuple[Version, ...]
    over: tuple[str, ...] = ()

    def on(self, day: date) -> Version | None:
        """The version in force on a day, or None outside the dates the clause covers."""
        current = None
        for version in self.in_force:
            if version.since <= day:
                current = version
        if current is None or (current.ends is not None and day >= current.ends):
            return None
        return current

    @property
    def has_terms(self) -> bool:
        """Whether clauses of its kind have a schema, instead of bare parameters."""
        return self.kind in TERMS

    def terms(self, version: Version) -> Terms:
        """What one of its versions says, by the schema of its kind.

        :raises msgspec.ValidationError: when the values do not fit the schema.
        :raises KeyError: for a kind without a schema.
        """
        return terms_from(self.kind, version.values)


class Rulebook(msgspec.Struct, frozen=True, dict=True):
    """A named set of clauses with the text they were loaded from and its digest.

    ``texts`` are the files by their path inside the rulebook's folder.
    """

    name: str
    digest: str
    clauses: dict[str, Clause]
    texts: Mapping[str, str] = {}

    @cached_property
    def edition(self) -> str:
        """The rulebook's name with the beginning of its digest, as decisions record it."""
        return f"{self.name}@{self.digest[:12]}"

    def of_kind(self, kind: Kind) -> Iterator[Clause]:
        """The clauses of a kind, in the order of the text."""
        return (clause for clause in self.clauses.values() if clause.kind == kind)


def terms_from(kind: str, values: Mapping[str, Any]) -> Terms:
    """Values as the terms of a kind.

    :raises msgspec.ValidationError: when they do not fit its schema.
    :raises KeyError: for a kind without a schema.
    """
    return msgspec.convert(values, TERMS[kind], dec_hook=_decoded)


def _decoded(wanted: type, value: Any) -> Any:
    if wanted is Money and isinstance(value, str):
        return Money.parse(value)
    raise ValueError(f"{value!r} is not an amount; write it like 29.00 CNY")


__all__ = ["Clause", "Kind", "Rulebook", "Title", "Version", "terms_from"]
