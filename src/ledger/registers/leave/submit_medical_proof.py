"""A medical proof is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId, PersonId
from ledger.kernel.words import Words
from ledger.registers.leave.case import leave_case, request_of, require_theirs
from ledger.registers.leave.events import MedicalProofSubmitted
from ledger.registers.leave.proof import days_to_prove, in_short, proofs, uncovered


class PeriodReversed(
    Refused,
    clause="leave.proof",
    zh="证明止日 {last} 早于起日 {first}；请更正",
    en="the proof ends on {last}, before its first day {first}; correct it",
):
    """A proof covers a period."""


class NotCovered(
    Refused,
    clause="leave.proof",
    zh="病假 {first} 至 {last} 还有 {days} 没有证明；请补齐，或说明另有一张证明续上",
    en="of the leave from {first} to {last}, {days} is not proved; hand in more, or say that "
    "another proof follows on",
):
    """The proofs of a leave cover all its days, without a gap (S4.9-06)."""


class SubmitMedicalProof(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="person",
    words=Words("提交病假证明", "Submit a medical proof"),
):
    """Hand in a proof that, with those before it, covers every day of a sick leave (S4.9-06).

    Where ``more_follows``, it may end earlier, as long as it leaves no gap before its end.
    """

    leave: LeaveId
    person: PersonId
    covers_from: date
    covers_to: date
    more_follows: bool = False

    def boundary(self) -> Boundary:
        """The case."""
        return leave_case(self.leave)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Takes a proof that leaves no day without one.

        :raises NotCovered: naming the days that are not covered.
        """
        law.cite("leave.proof")
        found = request_of(past, self.leave, law)
        require_theirs(found, self.person)
        if self.covers_to < self.covers_from:
            raise PeriodReversed(first=self.covers_from, last=self.covers_to)
        days = days_to_prove(past, found, law.zone)
        periods = [*proofs(past, self.leave), (self.covers_from, self.covers_to)]
        open_days = uncovered(days, periods)
        within = [day for day in days if self.covers_from <= day <= self.covers_to]
        gap = not within or any(day < within[-1] for day in open_days)
        if open_days and (gap or not self.more_follows):
            raise NotCovered(
                evidence=past.evidence,
                first=f"{days[0]:%m-%d}",
                last=f"{days[-1]:%m-%d}",
                days=in_short(open_days),
            )
        proved = in_short([day for day in days if day not in open_days])
        law.tell("leave.proof", Words(f"已证明 {proved}", f"proved {proved}"))
        yield MedicalProofSubmitted(
            leave=self.leave,
            person=self.person,
            covers_from=self.covers_from,
            covers_to=self.covers_to,
            uncovered=len(open_days),
        )
