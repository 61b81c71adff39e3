"""What the law says of deviations: from when on a figure or a wait deserves a leader's eye."""

from __future__ import annotations

from datetime import timedelta

from ledger.kernel.action import Law
from ledger.kernel.projection import Micros
from projections.floor import SeatRow
from projections.formulas import ABANDONMENT, Tally, service_level
from projections.frame.shapes import Level, Reading, Since

_TIMED = {
    "on-call": "on_call",
    "after-call": "after_call",
    "paused": "paused",
    "ringing": "ringing",
}


class Limits:
    """What the law says of deviations, in microseconds and percent."""

    def __init__(self, law: Law) -> None:
        self.warn = _micros(law, "floor.waiting", "warn")
        self.alarm = _micros(law, "floor.waiting", "alarm")
        self.most_waiting = law.read("floor.waiting", "most_waiting", int)
        self.formula = service_level(law)
        self.target = law.read("calls.service_level", "target_percent", int)
        self.within = _micros(law, "calls.service_level", "within")
        self._level = law.read("floor.service_level", "least_calls", int)
        self._level_warn = law.read("floor.service_level", "warn_below", float)
        self._level_alarm = law.read("floor.service_level", "alarm_below", float)
        self._lost = law.read("floor.abandonment", "least_calls", int)
        self._lost_warn = law.read("floor.abandonment", "warn_percent", float)
        self._lost_alarm = law.read("floor.abandonment", "alarm_percent", float)
        self.in_state = {
            state: (
                _micros(law, "floor.time_in_state", f"{name}_warn"),
                _micros(law, "floor.time_in_state", f"{name}_alarm"),
            )
            for state, name in _TIMED.items()
        }

    def waiting(self, count: int) -> Reading:
        """How many wait: at risk from half the most that may, an alarm from the most on."""
        if count >= self.most_waiting:
            return Reading(count, Level.ALARM)
        return Reading(count, Level.WARN if 2 * count >= self.most_waiting else Level.NORMAL)

    def since_entered(self, instant: Micros | None) -> Since:
        """A wait, and when it becomes too long."""
        if instant is None:
            return Since(None)
        return Since(instant, instant + self.warn, instant + self.alarm)

    def since_changed(self, seat: SeatRow) -> Since:
        """A seat's state, and when it has lasted too long."""
        limits = self.in_state.get(seat.state)
        if limits is None:
            return Since(seat.since or None)
        return Since(seat.since, seat.since + limits[0], seat.since + limits[1])

    def service_level(self, tally: Tally) -> Reading:
        """The service level, which deviates when it is low over enough calls."""
        value = self.formula.of(tally)
        if value is None or tally.answered + tally.abandoned < self._level:
            return Reading(value)
        if value < self._level_alarm:
            return Reading(value, Level.ALARM)
        return Reading(value, Level.WARN if value < self._level_warn else Level.NORMAL)

    def abandonment(self, tally: Tally) -> Reading:
        """The abandonment, which deviates when it is high over enough calls."""
        value = ABANDONMENT.of(tally)
        if value is None or tally.answered + tally.abandoned < self._lost:
            return Reading(value)
        if value >= self._lost_alarm:
            return Reading(value, Level.ALARM)
        return Reading(value, Level.WARN if value >= self._lost_warn else Level.NORMAL)


def _micros(law: Law, clause: str, parameter: str) -> Micros:
    return law.read(clause, parameter, timedelta) // timedelta(microseconds=1)
