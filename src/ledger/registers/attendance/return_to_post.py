"""Somebody is back at the post."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import NOTHING, Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import AbsenceId, PersonId, person_day, tag
from ledger.kernel.values import Count
from ledger.kernel.words import Words
from ledger.registers.attendance.away import POST, away, limit
from ledger.registers.attendance.events import PostLeft, PostReturned
from ledger.registers.attendance.presence import around, full_minutes, written
from ledger.registers.entries import LEADERS, AlreadyEntered, NotAsTheCaseSays
from ledger.rulebook import gates


class NotAway(
    Refused,
    clause=POST,
    zh="{person} 没有未返岗的离岗登记；请先登记离岗",
    en="{person} is not on record as away; record that they left first",
):
    """Only who is away comes back."""


class ReturnToPost(Action, by=LEADERS, own="person", words=Words("返岗", "Return to the post")):
    """Return to the post; how many full minutes it took is told by the record (S4.9-09)."""

    derived = ("absence", "minutes")

    person: PersonId
    absence: AbsenceId | None = None
    minutes: Count | None = None

    def boundary(self) -> Boundary:
        """The absence, if it is named."""
        return NOTHING if self.absence is None else about(tag("absence", self.absence)).whole()

    def boundary_under(self, law: Law) -> Boundary:
        """The person's attendance about the day, too."""
        return self.boundary() | around(self.person, law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records the return from the absence that is open."""
        law.cite(POST)
        left = self._left(past)
        past.cite(left)
        minutes = full_minutes(left.at, past.at)
        if self.minutes is not None and self.minutes != minutes:
            raise NotAsTheCaseSays(
                evidence=(left.position,),
                field=Words("分钟", "Minutes"),
                known=minutes,
                given=self.minutes,
            )
        limit(law, permitted=left.event.permitted)
        law.tell(
            POST,
            Words(
                f"{written(left.at, law)} 离岗，{minutes} 整分钟",
                f"away since {written(left.at, law)}, {minutes} full minutes",
            ),
        )
        returned = PostReturned(
            person=self.person,
            day=person_day(self.person, law.day),
            absence=left.event.absence,
            minutes=minutes,
        )
        gates.check(returned, past, law)
        yield returned

    def _left(self, past: Past) -> Found[PostLeft]:
        if self.absence is None:
            open_now = away(past, self.person)
            if not open_now:
                raise NotAway(person=self.person)
            return open_now[-1]
        found = [each for each in past.peek(PostLeft) if each.event.absence == self.absence]
        back = [each for each in past.peek(PostReturned) if each.event.absence == self.absence]
        if not found:
            raise NotAway(person=self.person)
        if back:
            raise AlreadyEntered(
                evidence=(back[-1].position,),
                case=Words("离岗编号", "absence"),
                id=self.absence,
                event=Words("返岗", "Back at the post"),
                position=back[-1].position,
            )
        if found[-1].event.person != self.person:
            raise NotAsTheCaseSays(
                evidence=(found[-1].position,),
                field=Words("人员", "Person"),
                known=found[-1].event.person,
                given=self.person,
            )
        return found[-1]
