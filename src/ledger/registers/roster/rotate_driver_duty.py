"""The drivers' duty of a month falls to a driver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, anywhere
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, person_month
from ledger.kernel.words import Words
from ledger.registers.org.standing import standing
from ledger.registers.roster.events import DriverDutyRotated
from ledger.registers.roster.holding import require_registered


class NotThatDriversTurn(
    Refused,
    clause="roster.drivers",
    zh="{month} 的驾驶员值班已由 {driver} 担任（#{position}）；请写明代替谁",
    en="drivers' duty of {month} fell to {driver} (#{position}); say in whose place",
):
    """A month falls to one driver, unless another takes that driver's place."""


class TwoMonthsRunning(
    Refused,
    clause="roster.drivers",
    zh="{driver} 刚担任 {month} 的驾驶员值班（#{position}）；请轮到另一人",
    en="{driver} has just had {month} (#{position}); it is somebody else's turn",
):
    """The duty passes on every month."""


class RotateDriverDuty(
    Action,
    by=(Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("轮换驾驶员值班", "Rotate drivers' duty"),
):
    """Let the drivers' duty of a month fall to a driver, perhaps in another's place (S2.5-19)."""

    driver: PersonId
    month_of: date
    substitute_for: str | None = None

    def boundary(self) -> Boundary:
        """The driver's registration, and whose turn it was last."""
        return standing(self.driver) | anywhere().last(DriverDutyRotated)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Passes the duty on to somebody else than last month."""
        law.cite("roster.drivers")
        require_registered(past, self.driver)
        last = past.last(DriverDutyRotated)
        if last is not None and self.substitute_for is None:
            before = last.event
            month = before.driver_month.rpartition("/")[2]
            if month == f"{self.month_of:%Y-%m}":
                raise NotThatDriversTurn(
                    evidence=(last.position,),
                    month=month,
                    driver=before.driver,
                    position=last.position,
                )
            if before.driver == self.driver:
                raise TwoMonthsRunning(
                    evidence=(last.position,),
                    month=month,
                    driver=self.driver,
                    position=last.position,
                )
        yield DriverDutyRotated(
            driver=self.driver,
            driver_month=person_month(self.driver, self.month_of),
            substitute_for=self.substitute_for,
        )
