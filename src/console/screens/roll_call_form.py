"""The form of a roll call: who is expected comes from the roster as it is checked."""

from __future__ import annotations

import threading
from datetime import UTC

from msgspec import structs

from console.presenters.attendance import attendance_runner
from console.screens.act import ActForm
from console.subject import Subject
from ledger.kernel.action import Action
from ledger.kernel.event import micros
from ledger.registers.attendance.hold_roll_call import HoldRollCall
from ledger.views.runner import Runner
from projections.attendance import Attendance


class RollCallForm(ActForm):
    """Names who is there; who should be is told by the roster."""

    def __init__(self, subject: Subject | None) -> None:
        super().__init__(HoldRollCall, subject)
        self._runner: Runner[Attendance] | None = None
        # A check that was overtaken by another may still be reading on its thread.
        self._reading = threading.Lock()

    def finished(self, action: Action) -> Action:
        """The action with everybody who is on the shift and not on leave."""
        assert isinstance(action, HoldRollCall)
        with self._reading:
            book = self.host.book
            if self._runner is None:
                self._runner = attendance_runner(book, self.host.views)
            self._runner.catch_up()
            told = action.starts
            local = told if told.tzinfo else told.replace(tzinfo=book.site.zone)
            starts = micros(local.astimezone(UTC))
            expected = tuple(
                row.person
                for row in self._runner.projection.between(starts, starts + 1)
                if row.starts == starts
                and row.code == action.code
                and row.person is not None
                and not row.leave
            )
            return structs.replace(action, expected=expected)
