"""Whoever goes off duty signs what was accepted and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId
from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR
from ledger.registers.handover.case import case, case_of
from ledger.registers.handover.events import HandoverSigned


class NotTheOutgoing(
    Refused,
    clause="handover.signatures",
    zh="交接 {handover} 由 {outgoing} 交班签字，不由你签（#{position}）",
    en="handover {handover} is for {outgoing} to sign, not for you (#{position})",
):
    """Only the person who hands over signs for the outgoing side."""


class NotAcceptedYet(
    Refused,
    clause="handover.signatures",
    zh="交接 {handover} 还没有接班确认，责任仍在交班人（#{position}）",
    en="handover {handover} is not accepted yet; the liability is still yours (#{position})",
):
    """The outgoing side signs last, when it is known what was taken over."""


class SignHandover(Action, by=FLOOR, words=Words("交班签字", "Sign a handover")):
    """Sign, as whoever hands over, what was accepted and what was refused."""

    handover: HandoverId

    def boundary(self) -> Boundary:
        """What has happened in the handover."""
        return case(self.handover)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Signs once, after the acceptance; says nothing the second time."""
        found = case_of(past, law, self.handover)
        law.cite("handover.signatures")
        opened = found.opened
        if past.actor != opened.event.outgoing:
            raise NotTheOutgoing(
                evidence=(opened.position,),
                handover=self.handover,
                outgoing=opened.event.outgoing,
                position=opened.position,
            )
        if found.accepted is None:
            raise NotAcceptedYet(
                evidence=(opened.position,), handover=self.handover, position=opened.position
            )
        past.cite(found.accepted)
        if found.signed is not None:
            past.cite(found.signed)
            return
        yield HandoverSigned(handover=self.handover, outgoing=past.actor)
