"""A sanction is taken back by a counter-entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import OffenceId
from ledger.kernel.words import Words
from ledger.registers.discipline.accounts import closings, open_account
from ledger.registers.discipline.case import (
    PEOPLE,
    case_of,
    require_not_concerned,
    require_post,
    whole,
)
from ledger.registers.discipline.naming import named
from ledger.registers.discipline.record import Record, record_of, terms_of
from ledger.registers.discipline.reversing import Reversal, counter_entries


class ReverseSanction(
    Action, by=PEOPLE, placed=True, words=Words("冲销奖惩", "Take back a sanction")
):
    """Take a sanction back whole; later cases that had counted it are listed, for review."""

    offence: OffenceId
    reason: Annotated[str, msgspec.Meta(min_length=1)]
    sanction: int = 1

    def boundary(self) -> Boundary:
        """The case, the offender's record of the year, and which month is open."""
        known = named(self.offence)
        found = whole(self.offence) | closings()
        return found if known is None else found | record_of(known)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Enters the counter-entries in the open month; whom it concerns takes nothing back."""
        law.cite("discipline.decision")
        case = case_of(past, self.offence)
        issued = case.sanction(past, self.sanction).issued.event
        known = named(self.offence)
        assert known is not None
        then = law.on(known.occurred)
        terms = terms_of(then, issued.clause)
        require_post(past, then, terms.decided_by, issued.clause)
        joined = [
            each.issued.event.person
            for each in case.sanctions.values()
            if each.issued.event.joint_of == self.sanction
        ]
        require_not_concerned(past, case, issued.person, *joined)
        account = open_account(past, law)
        reversal = Reversal(self.offence, past.actor, account, self.reason)
        record = Record(past, known.person)
        yield from counter_entries(reversal, case.sanctions, self.sanction, 0, record, then)
