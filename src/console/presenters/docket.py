"""The cases of discipline as their screen is shown them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from console.presenters.people import People
from ledger.kernel.projection import Micros
from projections.discipline import (
    FILED,
    OPEN,
    CaseRow,
    Discipline,
    SanctionRow,
    appeals,
    waiting,
)

MOST_DECIDED = 500
"""How many decided cases are listed; the trail has them all."""

Next = Literal["", "decide", "rule", "appeal"]


class Item(NamedTuple):
    """One row: a case, or a sanction that came of one.

    ``amount`` is in fen, None where the decider sets it. ``evidence`` are positions; ``position``
    is that of the case or of the sanction. ``next`` is what can be done about it.
    """

    offence: str
    sanction: int | None
    position: int
    since: Micros
    person: str
    clause: str
    amount: int | None
    currency: str
    evidence: tuple[int, ...]
    state: str
    next: Next
    nth: int = 1
    by: str | None = None
    replaced_by: str | None = None
    appeal: str | None = None
    appeal_until: Micros | None = None
    seen: bool = False
    agreed: bool = False
    taken_back: bool = False
    kind: str = ""


class Docket(NamedTuple):
    """What each view of the screen lists, and people's names."""

    views: tuple[tuple[Item, ...], ...]
    names: Mapping[str, str]


def docket(view: Discipline, people: People, actor: str | None) -> Docket:
    """Cases to decide, appeals to decide, the actor's own sanctions, and decided cases.

    :raises StoreError: when a person's name cannot be looked up.
    """
    decided = sorted(
        (row for row in view.cases.values() if row.state != OPEN), key=lambda row: -row.position
    )
    own = (row for row in view.sanctions.values() if row.person == actor)
    views = (
        tuple(_case(row, "decide") for row in waiting(view)),
        tuple(_sanction(row, "rule") for row in appeals(view)),
        tuple(_own(sorted(own, key=lambda row: -row.position))),
        tuple(_case(row, "") for row in decided[:MOST_DECIDED]),
    )
    return Docket(views, people.of(item.person for items in views for item in items))


def own_items(view: Discipline, person: str) -> tuple[Item, ...]:
    """A person's own open cases, then what was issued to them, the newest first."""
    cases = (row for row in waiting(view) if row.person == person)
    own = (row for row in view.sanctions.values() if row.person == person)
    newest = sorted(own, key=lambda row: -row.position)
    return (*(_case(row, "") for row in cases), *_own(newest))


def _own(rows: list[SanctionRow]) -> Iterator[Item]:
    for row in rows:
        open_to_appeal = row.notified_at is not None and row.appeal is None and not row.taken_back
        yield _sanction(row, "appeal" if open_to_appeal else "")


def _case(row: CaseRow, following: Next) -> Item:
    return Item(
        offence=row.offence,
        sanction=None,
        position=row.position,
        since=row.opened_at if row.decided_at is None else row.decided_at,
        person=row.person,
        clause=row.clause,
        amount=row.amount,
        currency=row.currency,
        evidence=_positions(row.evidence),
        state=row.state,
        next=following,
        nth=row.nth,
        by=row.decider,
        replaced_by=row.replaced_by,
    )


def _sanction(row: SanctionRow, following: Next) -> Item:
    return Item(
        offence=row.offence,
        sanction=row.sanction,
        position=row.position,
        since=row.issued_at,
        person=row.person,
        clause=row.clause,
        amount=row.left,
        currency=row.currency,
        evidence=_positions(row.evidence),
        state=FILED if row.appeal == FILED else "issued",
        next=following,
        nth=row.nth,
        by=row.issuer,
        appeal=row.appeal,
        appeal_until=row.appeal_until,
        seen=row.acknowledged_at is not None,
        agreed=row.agreed,
        taken_back=row.taken_back,
        kind=row.kind,
    )


def _positions(written: str) -> tuple[int, ...]:
    return tuple(int(each) for each in written.split(",") if each)
