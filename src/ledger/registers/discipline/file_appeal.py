"""The person concerned appeals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import OffenceId
from ledger.kernel.words import Words
from ledger.registers.discipline.case import PEOPLE, case_of, whole
from ledger.registers.discipline.events import AppealFiled


class AppealTooLate(
    Refused,
    clause="discipline.appeal",
    zh="申诉期限 {until} 已过（通知 #{position}）",
    en="the time to appeal ended at {until} (notice #{position})",
):
    """The time to appeal runs from the notice."""


class AppealedAlready(
    Refused,
    clause="discipline.appeal",
    zh="已申诉过（#{position}），每项奖惩只可申诉一次",
    en="an appeal was filed already (#{position}); there is one for each sanction",
):
    """There is one appeal against a sanction."""


class FileAppeal(Action, by=PEOPLE, words=Words("申诉", "File an appeal")):
    """Appeal against a sanction, in time and once; it can then only get better."""

    offence: OffenceId
    grounds: Annotated[str, msgspec.Meta(min_length=1)]
    sanction: int = 1

    def boundary(self) -> Boundary:
        """The case."""
        return whole(self.offence)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Files it for the person concerned, until the instant that the notice names."""
        law.cite("discipline.appeal")
        found, notified = case_of(past, self.offence).noticed(past, self.sanction)
        if found.appeal is not None:
            position = found.appeal.position
            raise AppealedAlready(evidence=(position,), position=position)
        until = notified.event.appeal_until
        if past.at > until:
            raise AppealTooLate(
                evidence=(notified.position,),
                until=f"{until.astimezone(law.zone):%Y-%m-%d %H:%M}",
                position=notified.position,
            )
        yield AppealFiled(
            offence=self.offence,
            sanction=self.sanction,
            person=past.actor,
            grounds=self.grounds,
        )
