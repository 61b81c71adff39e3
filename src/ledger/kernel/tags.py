"""Typed identifiers and the tags made from them.

A tag says what an event is about (``call:1383900788.4``) and is the only thing a boundary
selects by. Tags are derived from the identifier types of an event's fields, so an event cannot
be written under the wrong tag. A tag holds employee numbers and opaque references, never
personal data.
"""

from datetime import date
from functools import lru_cache
from typing import Annotated, NewType

import msgspec

from ledger.kernel.words import Unfit

Tag = NewType("Tag", str)

_LONGEST_IDENTIFIER = 96
_MONTH, _YEAR = len("2026-11"), len("2026")


def _identifier(kind: str) -> msgspec.Meta:
    return msgspec.Meta(min_length=1, max_length=_LONGEST_IDENTIFIER, extra={"tag": kind})


PersonId = Annotated[str, _identifier("person")]
"""An employee number, such as ``A017``."""

CallId = Annotated[str, _identifier("call")]
"""A call's identity within the site, as the telephone switch gave it or as minted here."""

QueueId = Annotated[str, _identifier("queue")]
"""A queue's short name, such as ``189``."""

TeamId = Annotated[str, _identifier("team")]
"""A team's short name."""

SeatId = Annotated[str, _identifier("seat")]
"""A workplace: the desk, headset and extension an agent signs in at."""

CustomerId = Annotated[str, _identifier("customer")]
"""An opaque reference to a caller, made by the vault; never a number or a name."""

SourceId = Annotated[str, _identifier("source")]
"""A file or feed that events were imported from."""

LawId = Annotated[str, _identifier("law")]
"""The law of a book as a whole; there is one, ``site``."""

ObligationId = Annotated[str, _identifier("obligation")]
"""One thing that must be done: its clause with what started it, ``desk.dispatch#184203``, or for
a periodic duty with its due instant, ``desk.weekly@2026-11-23T18:00+08:00``."""

OffenceId = Annotated[str, _identifier("offence")]
"""One case of discipline, from the proposal or report to the end of its appeals."""

FactId = Annotated[str, _identifier("fact")]
"""An event that something was proposed or decided about, by its position as text."""

AbsenceId = Annotated[str, _identifier("absence")]
"""One absence from the post, from leaving it to the return."""

PersonDay = Annotated[str, _identifier("person-day")]
"""One person's day in the site's zone, ``A017/2026-11-21``; made by :func:`person_day`."""

PersonMonth = Annotated[str, _identifier("person-month")]
"""One person's month in the site's zone, ``A017/2026-11``; made by :func:`person_month`."""

PersonYear = Annotated[str, _identifier("person-year")]
"""One person's year in the site's zone, ``A017/2026``; made by :func:`person_year`."""

TeamDay = Annotated[str, _identifier("team-day")]
"""One team's day in the site's zone, ``complaints/2026-11-21``; made by :func:`team_day`."""

AccountMonth = Annotated[str, _identifier("account-month")]
"""The month that fines and rewards are settled in, ``2026-11``."""

TicketId = Annotated[str, _identifier("ticket")]
"""A ticket: a customer's matter from opening to closing."""

ChatId = Annotated[str, _identifier("chat")]
"""A written conversation with a customer."""

TaskId = Annotated[str, _identifier("task")]
"""A task that somebody gave somebody, until it is reported back and closed."""

MatterId = Annotated[str, _identifier("matter")]
"""A matter between people or departments: a problem, a blockage, a negotiation, an agreement."""

LeaveId = Annotated[str, _identifier("leave")]
"""One leave, from the request to the return."""

SwapId = Annotated[str, _identifier("swap")]
"""One swap of shifts, from the request to the repayment."""

RepaidId = Annotated[str, _identifier("repaid")]
"""A swap that another one repays; what pays it back lies under it."""

HandoverId = Annotated[str, _identifier("handover")]
"""One handover of a seat or a shift."""

DutyId = Annotated[str, _identifier("duty")]
"""One turn of duty of a group, or one duty call, notice, document or key handled in it."""

BulletinId = Annotated[str, _identifier("bulletin")]
"""A notice, a bulletin or a product that people must have read or learnt."""

RosterId = Annotated[str, _identifier("roster")]
"""One published roster: the shifts of a period."""

ShiftId = Annotated[str, _identifier("shift")]
"""One shift of somebody, ``2026-11-21/D/A031``: the day on which it starts, the code, and who had
it first. A second one of the same person and code on that day ends in ``/2``."""

RollCallId = Annotated[str, _identifier("roll-call")]
"""The roll calls of a shift, ``2026-11-21/D``: the day on which it starts, and its code."""

GroupId = Annotated[str, _identifier("group")]
"""A group for duty in turns."""

FileId = Annotated[str, _identifier("file")]
"""A file of the archive: a customer's, a student's, a contract."""

LoanId = Annotated[str, _identifier("loan")]
"""One borrowing of a file."""

LoginId = Annotated[str, _identifier("login")]
"""Who somebody claims to be at the sign-in, as an opaque reference made by the vault."""

TokenId = Annotated[str, _identifier("token")]
"""A token that lets a program or a command line act as a person; the public part of it."""

DelegatorId = Annotated[str, _identifier("delegator")]
"""The employee number of whoever lets another stand in for them."""


@lru_cache(maxsize=65_536)
def tag(kind: str, value: str) -> Tag:
    """The tag of one identifier.

    :raises Unfit: if the value is empty, over 96 characters, or holds a control character
        or a space at either end, which no switch or person would type on purpose.
    """
    if not value or len(value) > _LONGEST_IDENTIFIER or not value.isprintable():
        raise Unfit(
            f"{value!r} 不能作 {kind} 的标识；请改正",
            f"{value!r} cannot identify a {kind}; correct it",
        )
    if value != value.strip():
        raise Unfit(
            f"{value!r} 不能作 {kind} 的标识：首尾有空格；请去掉",
            f"{value!r} cannot identify a {kind}: it begins or ends with a space; leave that out",
        )
    return Tag(f"{kind}:{value}")


def person(value: PersonId) -> Tag:
    """The tag of everything that concerns a person."""
    return tag("person", value)


def call(value: CallId) -> Tag:
    """The tag of everything that happened to a call."""
    return tag("call", value)


def queue(value: QueueId) -> Tag:
    """The tag of everything that passed through a queue."""
    return tag("queue", value)


def team(value: TeamId) -> Tag:
    """The tag of everything about a team."""
    return tag("team", value)


def seat(value: SeatId) -> Tag:
    """The tag of everything that happened at a workplace."""
    return tag("seat", value)


def customer(value: CustomerId) -> Tag:
    """The tag of everything about one caller, known here only by an opaque reference."""
    return tag("customer", value)


def source(value: SourceId) -> Tag:
    """The tag of everything imported from one file or feed."""
    return tag("source", value)


def law(value: LawId = "site") -> Tag:
    """The tag of every change of the law."""
    return tag("law", value)


def person_day(person: PersonId, day: date) -> PersonDay:
    """One person's day."""
    return f"{person}/{day.isoformat()}"


def person_month(person: PersonId, day: date) -> PersonMonth:
    """The month of one person that a day lies in."""
    return f"{person}/{day.isoformat()[:_MONTH]}"


def team_day(team: TeamId, day: date) -> TeamDay:
    """One team's day."""
    return f"{team}/{day.isoformat()}"


def person_year(person: PersonId, day: date) -> PersonYear:
    """The year of one person that a day lies in."""
    return f"{person}/{day.isoformat()[:_YEAR]}"


def actor(value: str) -> Tag:
    """The tag of everything a person or a program did; the book adds it to every event."""
    return tag("actor", value)
