"""A workplace is installed."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import SeatId
from ledger.kernel.words import Words
from ledger.registers.org.events import SeatInstalled


class SeatAlreadyInstalled(
    Refused,
    clause="org.register",
    zh="席位 {seat} 已装设（#{position}）",
    en="seat {seat} is installed already (#{position})",
):
    """A seat is installed once."""


class InstallSeat(
    Action, by=(Role.ADMINISTRATOR, Role.DUTY_LEADER), words=Words("装设坐席", "Install a seat")
):
    """Install a workplace at which one agent at a time can sign in."""

    seat: SeatId
    extension: str | None = None

    def boundary(self) -> Boundary:
        """Whether it stands in the book already."""
        return about(tags.seat(self.seat)).last(SeatInstalled)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Enters it once."""
        law.cite("org.register")
        known = past.last(SeatInstalled)
        if known is not None:
            raise SeatAlreadyInstalled(
                evidence=(known.position,), seat=self.seat, position=known.position
            )
        yield SeatInstalled(seat=self.seat, extension=self.extension)
