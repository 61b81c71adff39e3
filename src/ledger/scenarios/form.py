"""What a scenario file may say: a closed schema, so that a misspelt word is a fault."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

from ledger.kernel.action import Role
from ledger.rulebook.terms.base import Closed
from ledger.rulebook.terms.money import Money

State = Literal["open", "paused", "breached", "discharged", "discharged-late", "withdrawn"]
"""How an obligation stands."""


class SiteOf(Closed, frozen=True):
    """The site that a scenario plays at."""

    timezone: str = "Asia/Shanghai"


class Someone(Closed, frozen=True):
    """A person who is registered and placed before anything happens."""

    person: str
    post: str | None = None
    roles: tuple[Role, ...] = (Role.AGENT,)
    supervisor: str | None = None
    unit: str | None = None
    team: str | None = None
    job: str | None = None
    grade: str | None = None


class ProposedCase(Closed, frozen=True):
    """An offence that must have been proposed; what is left out may be anything."""

    offence: str
    person: str | None = None
    amount: Money | None = None


class IssuedSanction(Closed, frozen=True):
    """A sanction that must have been issued; what is left out may be anything."""

    person: str | None = None
    amount: Money | None = None
    kind: str | None = None
    clause: str | None = None
    measure: str | None = None


class Obliged(Closed, frozen=True):
    """An obligation that must stand so; what is left out may be anything."""

    clause: str
    state: State | None = None
    due: datetime | None = None
    debtor: str | None = None


class Then(Closed, frozen=True):
    """What must have come of it: all that is listed, perhaps among more.

    ``refused`` is the clause that refuses ``when``; ``nothing`` means that no offence is proposed
    and no sanction issued. ``events`` are types that ``when`` appended or, without a ``when``,
    that the ledger holds. ``total`` is what each person has to pay by the sanctions issued,
    reversals taken off; ``"*"`` stands for all people together.
    """

    refused: str | None = None
    nothing: bool = False
    events: tuple[str, ...] = ()
    proposed: tuple[ProposedCase, ...] = ()
    not_proposed: tuple[str, ...] = ()
    issued: tuple[IssuedSanction, ...] = ()
    obligations: tuple[Obliged, ...] = ()
    total: dict[str, Money] = {}


class Scenario(Closed, frozen=True):
    """One small history and what must come of it.

    ``rules`` are the rules that it proves served, ``example`` the worked example it plays. The
    rulebook is adopted the day before anything happens, or at ``adopted``.
    """

    name: str
    then: Then
    rules: tuple[str, ...] = ()
    example: str | None = None
    site: SiteOf = SiteOf()
    people: tuple[Someone, ...] = ()
    adopted: datetime | None = None
    given: tuple[dict[str, Any], ...] = ()
    do: tuple[dict[str, Any], ...] = ()
    when: dict[str, Any] | None = None
    until: datetime | None = None


def scenario_from(read: Any) -> Scenario:
    """A scenario from what TOML gives.

    :raises msgspec.ValidationError: when it does not fit the schema.
    """
    return msgspec.convert(read, Scenario, dec_hook=_decoded)


def _decoded(wanted: type, value: Any) -> Any:
    if wanted is Money and isinstance(value, str):
        return Money.parse(value)
    raise NotImplementedError
