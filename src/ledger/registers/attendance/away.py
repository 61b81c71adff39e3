"""Who is away from the post, and for how long the rulebook lets them be."""

from __future__ import annotations

from datetime import timedelta

from ledger.kernel.action import Law
from ledger.kernel.boundary import Found, Past
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.attendance.events import PostLeft, PostReturned
from ledger.rulebook.lookup import OutsideCoverage
from ledger.rulebook.terms import Deadline

POST = "attendance.post"
"""The clause about absence from the post."""

OUTSIDE, OFF_POST = "attendance.outside_limit", "attendance.off_post_limit"
"""The deadlines of an absence that was permitted, and of one that was not, where a rulebook has
them."""


def away(past: Past, person: PersonId) -> list[Found[PostLeft]]:
    """The absences of a person that have not ended; nothing is cited."""
    back = {each.event.absence for each in past.peek(PostReturned)}
    return [
        each
        for each in past.peek(PostLeft)
        if each.event.person == person and each.event.absence not in back
    ]


def limit(law: Law, *, permitted: bool) -> timedelta | None:
    """How long somebody may be away; None where the rulebook sets no limit."""
    clause = OUTSIDE if permitted else OFF_POST
    try:
        within = law.terms(clause, Deadline).due.within
    except OutsideCoverage:
        return None
    if within is not None:
        law.tell(
            clause, Words(f"时限 {_minutes(within)} 分钟", f"{_minutes(within)} minutes allowed")
        )
    return within


def _minutes(span: timedelta) -> str:
    return f"{span / timedelta(minutes=1):.3g}"
