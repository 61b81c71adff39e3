"""Who is on leave when: nobody who is gets a shift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import (
    LeaveId,
    PersonId,
    PersonMonth,
    PersonYear,
    person_month,
    person_year,
    tag,
)
from ledger.registers.leave.events import (
    LeaveGranted,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
    LeaveWithdrawn,
)

OUTCOMES = (LeaveRejected, LeaveReturned, LeaveWithdrawn)
"""The events after which a leave takes nobody away any more, or not for so long."""

_DAY = timedelta(days=1)


class OnLeave(
    Refused,
    clause="leave.away",
    zh="{person} 在 {from_} 至 {until} 请假 {leave}（#{position}），不能上这个班",
    en="{person} is on leave {leave} from {from_} to {until} (#{position}) and works no shift then",
):
    """Whoever is on leave is not put on a shift."""


class Away(NamedTuple):
    """A leave that takes somebody away, or would: the events that say so, and until when."""

    leave: LeaveId
    person: PersonId
    starts: datetime
    ends: datetime
    position: int

    def meets(self, starts: datetime, ends: datetime) -> bool:
        """Whether there is an instant in both; the end belongs to neither."""
        return self.starts < ends and starts < self.ends


def leaves(person: PersonId, first: date, last: date) -> Boundary:
    """What was granted to a person in the months of these days, and what became of it.

    A shift of the last day may go on into the next; that is another month now and then.
    """
    return _granted_in(months_of(person, first, last + _DAY))


@lru_cache(maxsize=4_096)
def _granted_in(months: tuple[PersonMonth, ...]) -> Boundary:
    return about(*(tag("person-month", each) for each in months)).read(LeaveGranted, *OUTCOMES)


def away_by_person(past: Past) -> dict[PersonId, list[Away]]:
    """The leaves that were granted, each as long as it was taken, by whose they are."""
    found: dict[PersonId, list[Away]] = {}
    for each in standing(past.peek(LeaveGranted, *OUTCOMES), LeaveGranted):
        found.setdefault(each.person, []).append(each)
    return found


def standing(
    found: Iterable[Found[Event]],
    of: type[LeaveGranted] | type[LeaveRequested],
) -> Iterator[Away]:
    """What was granted, or asked for, and was neither rejected nor withdrawn.

    Who came back early is away no longer from then on.
    """
    events = list(found)
    over = {each.event.leave for each in events if isinstance(each.event, LeaveRejected)}
    over |= {each.event.leave for each in events if isinstance(each.event, LeaveWithdrawn)}
    back = {
        each.event.leave: each.event.returned_at or each.at
        for each in events
        if isinstance(each.event, LeaveReturned)
    }
    for each in events:
        event = each.event
        if not isinstance(event, of) or event.leave in over:
            continue
        starts = event.since if isinstance(event, LeaveRequested) else event.starts
        if starts is None or event.ends is None:
            continue
        ends = min(event.ends, back.get(event.leave, event.ends))
        yield Away(event.leave, event.person, starts, ends, each.position)


def require_no_leave(
    past: Past, person: PersonId, starts: datetime, ends: datetime, law: Law
) -> None:
    """Let a person pass who is on leave at no instant of a span; needs :func:`leaves`.

    :raises OnLeave: for anybody else, citing the leave that is in the way.
    """
    require_not_away(away_by_person(past).get(person, ()), starts, ends, law)


def require_not_away(aways: Iterable[Away], starts: datetime, ends: datetime, law: Law) -> None:
    """Let somebody pass whose leaves take them away at no instant of a span.

    :raises OnLeave: for anybody else, citing the leave that is in the way.
    """
    law.cite("leave.away")
    for each in aways:
        if each.meets(starts, ends):
            raise OnLeave(
                evidence=(each.position,),
                person=each.person,
                leave=each.leave,
                from_=f"{each.starts.astimezone(law.zone):%m-%d %H:%M}",
                until=f"{each.ends.astimezone(law.zone):%m-%d %H:%M}",
                position=each.position,
            )


def months_of(person: PersonId, first: date, last: date) -> tuple[PersonMonth, ...]:
    """A person's months from one day to another."""
    months = 12 * (last.year - first.year) + last.month - first.month
    numbers = range(first.month - 1, first.month + months)
    return tuple(
        person_month(person, date(first.year + number // 12, number % 12 + 1, 1))
        for number in numbers
    )


def years_of(person: PersonId, first: date, last: date) -> tuple[PersonYear, ...]:
    """A person's years from one day to another."""
    return tuple(person_year(person, date(year, 1, 1)) for year in range(first.year, last.year + 1))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from one to another, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
