"""The person concerned is given notice by hand."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import OffenceId
from ledger.kernel.words import Words
from ledger.registers.discipline.case import (
    PEOPLE,
    case_of,
    require_not_concerned,
    require_post,
    whole,
)
from ledger.registers.discipline.issuing import notice
from ledger.registers.discipline.naming import named
from ledger.registers.discipline.record import terms_of


class NotifiedAlready(
    Refused,
    clause="discipline.notice",
    zh="已通知（#{position}）",
    en="notice was given already (#{position})",
):
    """Notice is given once, so that the time to appeal has one beginning."""


class NotifySanction(
    Action, by=PEOPLE, placed=True, words=Words("通知奖惩", "Give notice of a sanction")
):
    """Give the person concerned notice, where the clause wants it by hand; the time to appeal runs
    from now on."""

    offence: OffenceId
    sanction: int = 1

    def boundary(self) -> Boundary:
        """The case."""
        return whole(self.offence)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Gives notice of a sanction once."""
        law.cite("discipline.notice")
        case = case_of(past, self.offence)
        found = case.sanction(past, self.sanction)
        issued = found.issued.event
        known = named(self.offence)
        then = law if known is None else law.on(known.occurred)
        terms = terms_of(then, issued.clause)
        require_post(past, then, terms.decided_by, issued.clause)
        require_not_concerned(past, case, issued.person)
        if found.notified is not None:
            position = found.notified.position
            raise NotifiedAlready(evidence=(position,), position=position)
        yield notice(past, law, terms, issued)
