"""The shape of an explanation, ``trace/v1``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

import msgspec

from ledger.kernel.words import Words

SCHEMA: Literal["trace/v1"] = "trace/v1"


class NothingThere(Exception):
    """The ledger has no event at a position."""

    def __init__(self, position: int, head: int) -> None:
        self.words = Words(
            f"账本没有第 {position} 号事件，最新是第 {head} 号；请改用 1 到 {head} 之间的编号",
            f"the ledger has no event {position}, the newest is {head}; name one from 1 to {head}",
        )
        super().__init__(self.words.en)


class Told(msgspec.Struct, frozen=True):
    """One text in both languages."""

    zh: str
    en: str

    @property
    def words(self) -> Words:
        """The text as words."""
        return Words(self.zh, self.en)


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event as an explanation cites it: where it stands and what it says.

    Personal fields are left out of ``says``; their names stand in ``sealed``.
    """

    position: int
    event: str
    at: datetime
    by: str
    says: dict[str, Any]
    sealed: tuple[str, ...] = ()


class Applied(msgspec.Struct, frozen=True, omit_defaults=True):
    """A clause that was read: its version, the edition it stood in, and what it said."""

    id: str
    title: Told
    since: date
    edition: str
    source: tuple[str, ...] = ()
    values: dict[str, Any] = {}


class Computed(msgspec.Struct, frozen=True):
    """One line of a computation."""

    line: Told


class Exempting(msgspec.Struct, frozen=True):
    """An exception that was tried: what would have taken the offence away, and what was found."""

    clause: str
    title: Told
    events: tuple[str, ...]
    found: tuple[int, ...]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why an event stands in the ledger.

    ``evidence`` are the events that the decision looked at, ``chain`` is what has become of the
    case so far, oldest first. ``beyond`` says how little more would have made it something else.
    """

    schema: Literal["trace/v1"] = SCHEMA
    event: Said
    recorded: datetime
    behalf: str | None = None
    clauses: tuple[Applied, ...]
    evidence: tuple[Said, ...]
    computation: tuple[Computed, ...] = ()
    exceptions: tuple[Exempting, ...] = ()
    beyond: Told | None = None
    chain: tuple[Said, ...] = ()


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """The smallest change after which a condition would have held.

    ``position`` and ``field`` say where it would be made, ``to`` what the field would hold.
    """

    means: Told
    position: int | None = None
    field: str | None = None
    to: Any = None


class Condition(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that must hold before an offence is proposed, and whether it held.

    ``found`` are the events that show it.
    """

    demands: Told
    holds: bool
    found: tuple[int, ...] = ()
    change: Change | None = None


class WhyNot(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing was proposed: the conditions in order, up to the first that failed.

    ``proposed`` is the position of the proposal, if there is one after all.
    """

    schema: Literal["trace/v1"] = SCHEMA
    offence: str
    title: Told
    person: str
    day: date
    clauses: tuple[Applied, ...]
    conditions: tuple[Condition, ...]
    proposed: int | None = None

    @property
    def failed(self) -> Condition | None:
        """The first condition that failed."""
        return next((each for each in self.conditions if not each.holds), None)


def told(words: Words) -> Told:
    """Words as an explanation holds them."""
    return Told(words.zh, words.en)


def as_json(trace: Why | WhyNot) -> bytes:
    """The explanation in its JSON form."""
    return msgspec.json.format(msgspec.json.encode(trace, order="deterministic"), indent=2)
