"""A clause: an addressable rule of the regulation, with dated parameters."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from ledger.kernel.words import Words

Kind = Literal["conduct", "deadline", "figure", "calendar", "threshold"]


class Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause's title in both languages."""

    zh: str
    en: str

    @property
    def words(self) -> Words:
        """The title as words."""
        return Words(self.zh, self.en)


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The values of a clause's parameters from a date on, until the next version."""

    since: date = msgspec.field(name="from")
    values: dict[str, Any] = {}
    ends: date | None = None


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: id, kind, title, source references, and its versions in order of date."""

    id: str
    kind: Kind
    title: Title
    source: tuple[str, ...]
    in_force: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """The version in force on a day, or None outside the dates the clause covers."""
        current = None
        for version in self.in_force:
            if version.since <= day:
                current = version
        if current is None or (current.ends is not None and day >= current.ends):
            return None
        return current


class Rulebook(msgspec.Struct, frozen=True):
    """A named set of clauses with the digest of the text they were loaded from."""

    name: str
    digest: str
    clauses: dict[str, Clause]

    @property
    def edition(self) -> str:
        """The rulebook's name with the beginning of its digest, as decisions record it."""
        return f"{self.name}@{self.digest[:12]}"
