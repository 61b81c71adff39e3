"""From a line of a roster to the shift: the kind that its code names, its times, its identity."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, time, tzinfo
from typing import Annotated

import msgspec

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Past
from ledger.kernel.tags import PersonDay, PersonId, RosterId, ShiftId
from ledger.kernel.values import Text
from ledger.kernel.words import Unfit
from ledger.registers.roster.events import Cause, ShiftAssigned, ShiftCode
from ledger.registers.roster.holding import period_of
from ledger.rulebook.calendars import is_public_holiday
from ledger.rulebook.shifts import Span, span_of
from ledger.rulebook.terms import Shift

TimeOfDay = Annotated[str, msgspec.Meta(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
"""A time of the site's day, such as 18:30; 24:00 is midnight as the end of a shift."""

_LINE = re.compile(
    r"(?P<person>\S(?:.*\S)?)\s+(?P<on>\d{4}-\d\d-\d\d)\s+(?P<code>\S)"
    r"(?:\s+(?:(?P<starts>\d\d:\d\d)-|-(?=\d))(?P<ends>\d\d:\d\d)?)?(?:\s+(?P<job>\S.*))?"
)


class NoSuchKind(
    Refused,
    clause="roster.shifts",
    zh="规章没有代码为 {code} 的班（有 {known}）；请改正，或写明起止时间",
    en="no shift of the rulebook has the code {code} (there are {known}); correct it, or give "
    "both times",
):
    """A shift is of a kind that the rulebook knows, unless both of its times are given."""


class RosterLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One shift of a roster: who, on which day, of which kind; perhaps with times of its own.

    It ends on the next day unless ``ends`` is after ``starts``.
    """

    person: PersonId
    on: date
    code: ShiftCode
    starts: TimeOfDay | None = None
    ends: TimeOfDay | None = None
    job: Text | None = None

    @property
    def text(self) -> str:
        """The line as people write it: ``A031 2026-11-23 D 08:00-14:00 complaints``."""
        times = f" {self.starts or ''}-{self.ends or ''}" if self.starts or self.ends else ""
        return f"{self.person} {self.on} {self.code}{times}{f' {self.job}' if self.job else ''}"


def line_from(text: str) -> RosterLine:
    """A line as people write it: ``A031 2026-11-23 D``, perhaps with times and a job after it.

    :raises Unfit: when it cannot be read, or its date or a time does not exist.
    """
    found = _LINE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        return msgspec.convert(found.groupdict(), RosterLine)
    except ValueError:
        raise Unfit(
            f"读不懂“{text}”；请写 工号 日期 代码，如 A031 2026-11-23 D",
            f"“{text}” cannot be read; write person, date and code: A031 2026-11-23 D",
        ) from None


def placed(
    line: RosterLine, law: Law, shift: ShiftId, *, roster: RosterId | None, origin: Cause
) -> ShiftAssigned:
    """The shift that a line asks for, under the law of its day.

    :raises NoSuchKind: when the rulebook does not know the code, and a time is left out.
    """
    law = law.on(line.on)
    clause = law.shifts().get(line.code)
    kind = law.terms(clause, Shift) if clause is not None else None
    span = span_on(line, kind, law.zone)
    if span is None:
        raise NoSuchKind(code=line.code, known=", ".join(law.shifts()) or "—")
    day, next_day = period_of(line.person, *span, law.zone)
    return ShiftAssigned(
        shift=shift,
        person=line.person,
        day=day,
        next_day=next_day,
        starts=span.starts,
        ends=span.ends,
        code=line.code,
        roster=roster,
        job=line.job or (kind.job if kind is not None else None),
        night=kind is not None and kind.night,
        holiday=is_public_holiday(line.on, law.read("roster.shifts", "holidays", str)),
        origin=origin,
    )


def span_on(line: RosterLine, kind: Shift | None, zone: tzinfo) -> Span | None:
    """From when to when a line's shift is: its own times, else its kind's; None without either."""
    starts = _time(line.starts) if line.starts else kind.starts if kind else None
    ends = _time(line.ends) if line.ends else kind.ends if kind else None
    if starts is None or ends is None:
        return None
    return span_of(starts, ends, line.on, zone)


def assigned_before(past: Past) -> Counter[tuple[PersonDay, str]]:
    """How many shifts of each code were ever assigned for each person's day."""
    return Counter((each.event.day, each.event.code) for each in past.peek(ShiftAssigned))


def identity(person: PersonId, on: date, code: str, earlier: int) -> ShiftId:
    """An identity that none of so many earlier shifts of that person, day and code has had."""
    base = f"{on.isoformat()}/{code}/{person}"
    return base if not earlier else f"{base}/{earlier + 1}"


def _time(text: TimeOfDay) -> time:
    return time(0) if text == "24:00" else time.fromisoformat(text)
