"""What a leave depends on when it is signed for or granted: its case, its shifts, and the year.

Between the request and the grant the roster may change. A leave that has since come to take a
shift which allows none is not granted. How much leave the person has had is told to whoever signs.
"""

from __future__ import annotations

import msgspec

from ledger.kernel.action import Law
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.tags import LeaveId, tag
from ledger.registers.leave.balance import tell_allowance, years
from ledger.registers.leave.case import leave_case
from ledger.registers.leave.events import LeaveRequested
from ledger.registers.leave.rostered import grounds_of, listed, local_days, rostered, taken_shifts
from ledger.rulebook import gates


def opening(leave: LeaveId) -> Boundary:
    """The request, from which the rest of the boundary follows."""
    return about(tag("leave", leave)).read(LeaveRequested)


def surroundings(leave: LeaveId, basis: Past, law: Law) -> Boundary:
    """The case, what is on the roster for the person on its days, and the leave of its years."""
    asked = basis.last(LeaveRequested, tag=tag("leave", leave))
    if asked is None:
        return leave_case(leave)
    days = local_days(asked.event.starts, asked.event.ends, law.zone)
    person = asked.event.person
    return leave_case(leave) | rostered(person, *days) | years(person, *days)


def require_still_allowed(asked: Found[LeaveRequested], past: Past, law: Law) -> None:
    """Let a leave pass that takes no shift which came to the person by a swap since the request.

    Its shifts and the balance of the year are told.

    :raises Forbidden: for such a one, by the clause that forbids leave on it.
    """
    event = asked.event
    shifts = taken_shifts(past, event.person, event.starts, event.ends, law)
    law.cite("leave.request")
    law.tell("leave.request", listed(shifts, law.zone))
    tell_allowance(past, event, law)
    later = [each for each in shifts if each.swapped and each.held.position > asked.position]
    if later:
        changed = msgspec.structs.replace(event, swapped_shift=True)
        gates.check_outright(changed, past, law, grounds_of(later, law))
