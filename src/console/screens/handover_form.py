"""The form that hands a shift over: what is handed over is composed as it is checked."""

from __future__ import annotations

import threading

from msgspec import structs

from console.presenters.handing_over import HandingOver, scope_of
from console.screens.act import ActForm
from console.subject import Subject
from ledger.kernel.action import Action
from ledger.kernel.event import micros
from ledger.registers.handover.open_handover import OpenHandover


class HandoverForm(ActForm):
    """Names who takes over; the items come from the ledger."""

    def __init__(self, subject: Subject | None) -> None:
        super().__init__(OpenHandover, subject)
        self._handing: HandingOver | None = None
        # A check that was overtaken by another may still be composing on its thread.
        self._composing = threading.Lock()

    def finished(self, action: Action) -> Action:
        """The action with the items of this instant, of the seat that is handed over."""
        assert isinstance(action, OpenHandover)
        with self._composing:
            book = self.host.book
            if self._handing is None:
                self._handing = HandingOver(book, self.host.views)
            handing = self._handing
            handing.catch_up()
            now = micros(self._at() or book.clock.now())
            of = scope_of(book, action.outgoing)
            items = tuple(handing.page(now, seat=action.seat, of=of))
            return structs.replace(action, items=items, upto=handing.position)
