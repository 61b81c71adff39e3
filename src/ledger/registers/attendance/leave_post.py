"""Somebody leaves the post during working time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import NOTHING, Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import AbsenceId, PersonId, person_day, tag
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.attendance.away import POST, away, limit
from ledger.registers.attendance.events import PostLeft
from ledger.registers.attendance.presence import around, utc_of, written
from ledger.registers.entries import LEADERS, AlreadyEntered
from ledger.rulebook import gates


class AwayAlready(
    Refused,
    clause=POST,
    zh="{person} 自 {since} 已离岗（{absence}，#{position}）；请先登记返岗",
    en="{person} has been away since {since} ({absence}, #{position}); record the return first",
):
    """Nobody is away twice at once."""


class PermitsOneself(
    Refused,
    clause=POST,
    zh="{person} 不能准许自己离岗；请由上级登记",
    en="{person} cannot permit their own absence; a superior has to enter it",
):
    """A permission comes from somebody else."""


class LongerThanAllowed(
    Refused,
    clause=POST,
    zh="限返时间 {told} 晚于规章允许的 {limit}；请更正或留空",
    en="back by {told} is later than the rulebook's {limit}; correct it or leave it empty",
):
    """A limit may be shorter than the rulebook's, never longer."""


class LeavePost(Action, by=LEADERS, own="person", words=Words("离岗", "Leave the post")):
    """Leave the post, permitted or not, until an instant (S4.4-02, S4.5-02, S4.6-03).

    The rulebook's limit holds unless a shorter one is told; a number is given by itself.
    """

    derived = ("absence", "limit_ends")

    person: PersonId
    absence: AbsenceId | None = None
    limit_ends: datetime | None = None
    permitted: bool = False
    reason: Text | None = None

    def boundary(self) -> Boundary:
        """The absence, if it has a number."""
        return NOTHING if self.absence is None else about(tag("absence", self.absence)).whole()

    def boundary_under(self, law: Law) -> Boundary:
        """The person's attendance about the day, too."""
        return self.boundary() | around(self.person, law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records it for whoever is not away already."""
        law.cite(POST)
        if self.permitted and past.actor == self.person:
            raise PermitsOneself(person=self.person)
        open_now = away(past, self.person)
        if open_now:
            raise AwayAlready(
                evidence=(open_now[-1].position,),
                person=self.person,
                since=written(open_now[-1].at, law),
                absence=open_now[-1].event.absence,
                position=open_now[-1].position,
            )
        left = PostLeft(
            person=self.person,
            day=person_day(self.person, law.day),
            absence=self._number(past, law),
            limit_ends=self._limit(past, law),
            permitted=self.permitted,
            reason=self.reason,
        )
        gates.check(left, past, law)
        yield left

    def _number(self, past: Past, law: Law) -> AbsenceId:
        earlier = {each.event.absence: each for each in past.peek(PostLeft)}
        if self.absence is not None:
            known = earlier.get(self.absence)
            if known is not None:
                raise AlreadyEntered(
                    evidence=(known.position,),
                    case=Words("离岗编号", "absence"),
                    id=self.absence,
                    event=Words("离岗", "Post left"),
                    position=known.position,
                )
            return self.absence
        number = 1
        while (made := f"{self.person}/{law.day}/{number}") in earlier:
            number += 1
        return made

    def _limit(self, past: Past, law: Law) -> datetime | None:
        allowed = limit(law, permitted=self.permitted)
        ends = None if allowed is None else past.at + allowed
        told = self.limit_ends
        if told is not None:
            told = utc_of(told, law)
            if ends is not None and told > ends:
                raise LongerThanAllowed(told=written(told, law), limit=written(ends, law))
            return told
        return ends if self.permitted else None
