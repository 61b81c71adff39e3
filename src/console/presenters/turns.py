"""Whose turn it is to decide about a request, by the law of the day."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from ledger.kernel.action import Law
from ledger.kernel.boundary import Found, Past
from ledger.kernel.event import Event, instant
from ledger.kernel.tags import tag
from ledger.registers.leave.events import Category, LeaveGranted, LeaveSigned
from ledger.registers.swaps.events import ShiftSwapped, Side, SwapAgreed
from ledger.rulebook import approvals
from projections.requests import LEAVE, StoodRow, signatures


class Turn(NamedTuple):
    """Who signs next: a holder of one of the posts, or one of the people where some are named.

    ``side`` says for which of the two that swap a leader agrees.
    """

    posts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


NOBODY = Turn()
"""Nothing is to be signed, or no clause says by whom."""


class Placed(Protocol):
    """What has to be known of people."""

    def supervisor(self, person: str | None) -> str | None:
        """The number of a person's superior."""

    def post(self, person: str | None) -> str | None:
        """The post that a person holds."""


def turn_of(law: Law, row: StoodRow, staff: Placed) -> Turn:
    """Whose turn it is after the signatures there are.

    Where no clause names posts, the leaders of the two who swap agree (S4.10-02).

    :raises OutsideCoverage: when a clause has no band for a matter of that size.
    """
    found = approvals.turn(_taking_effect(row), _signed(row), law)
    missing = [step for chain in found.chains for step in chain.missing] if found else []
    if missing:
        named = tuple(dict.fromkeys(post for step in missing for post in step.by))
        above = staff.supervisor(row.person) if all(step.own for step in missing) else None
        return Turn(named, (above,) if above is not None and staff.post(above) in named else ())
    if row.kind == LEAVE:
        return NOBODY
    agreed = {each.side for each in signatures(row)}
    left = {Side.GIVER: row.person, Side.TAKER: row.other}
    waiting = {side: person for side, person in left.items() if side not in agreed}
    leaders = (staff.supervisor(person) for person in waiting.values())
    return Turn(people=tuple(filter(None, leaders)), sides=tuple(waiting))


def _signed(row: StoodRow) -> Past:
    """The signatures of a request as a decision sees them."""
    found = []
    for each in signatures(row):
        event: Event = LeaveSigned(leave=row.request, signer=each.signer, post=each.post or "")
        if row.kind != LEAVE:
            side = Side(each.side or Side.GIVER)
            event = SwapAgreed(swap=row.request, leader=each.signer, side=side, post=each.post)
        tags = (tag(row.kind, row.request),)
        found.append(Found(each.position, instant(each.at), event, tags))
    return Past(found, at=instant(row.asked_at), actor=row.person)


def _taking_effect(row: StoodRow) -> LeaveGranted | ShiftSwapped:
    """The event by which a request would take effect."""
    if row.kind == LEAVE:
        return LeaveGranted(
            leave=row.request,
            person=row.person,
            applicant=row.person,
            days=row.days or 0,
            category=Category(row.category or Category.PERSONAL),
            night=row.night,
            holiday=row.holiday,
            unforeseen=row.unforeseen,
            ends=None if row.ends is None else instant(row.ends),
        )
    other = row.other or ""
    return ShiftSwapped(
        swap=row.request, giver=row.person, taker=other, giver_month="", taker_month=""
    )
