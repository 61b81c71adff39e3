"""The duty log: calls, visits, events, notices, letters and keys of a turn of duty (S2.5)."""

from __future__ import annotations

from ledger.kernel.projection import Micros, Projection, Rows, folds
from ledger.registers.duty.events import (
    DutyArrived,
    DutyCallDisposed,
    DutyCallLogged,
    DutyFoundUnmanned,
    DutyLogEntered,
    DutyStarted,
    KeyIssued,
    KeyReturned,
    Logged,
    NoticePhoned,
    NoticeRelayed,
    UrgentDocumentDelivered,
    UrgentDocumentReceived,
)
from projections.handover.rows import LogRow

_DAY: Micros = 86_400_000_000
_DAYS_HELD = 31


class DutyLog(Projection):
    """Everything that was entered on duty, line by line; who called stays sealed."""

    name = "duty_log"
    version = 1

    def __init__(self) -> None:
        self.log = Rows(LogRow)
        super().__init__()

    def horizon(self, table: str) -> Micros:
        """A month is held."""
        return max(0, self.latest_at - _DAYS_HELD * _DAY)

    @folds(DutyLogEntered)
    def _logged(self, event: DutyLogEntered, at: Micros, position: int) -> None:
        zh, en = _LOGGED[event.category]
        told = [event.unit, event.content, event.place, ", ".join(event.participants) or None]
        said = " · ".join(part for part in told if part)
        self._log(event.duty, (f"{zh} {said}", f"{en} {said}"), at, position, urgent=event.urgent)

    @folds(DutyStarted)
    def _duty_started(self, event: DutyStarted, at: Micros, position: int) -> None:
        group = f"{event.group} · {event.leader}"
        self._log(event.duty, (f"值班开始 {group}", f"duty begins {group}"), at, position)

    @folds(DutyArrived)
    def _arrived(self, event: DutyArrived, at: Micros, position: int) -> None:
        words = (f"到岗 {event.person}", f"arrived {event.person}")
        self._log(event.duty, words, at, position)

    @folds(DutyFoundUnmanned)
    def _unmanned(self, event: DutyFoundUnmanned, at: Micros, position: int) -> None:
        words = (f"查岗无人 {event.inspector}", f"found unmanned by {event.inspector}")
        self._log(event.duty, words, at, position, urgent=True)

    @folds(DutyCallLogged)
    def _call(self, event: DutyCallLogged, at: Micros, position: int) -> None:
        words = (f"来电交 {event.leader}", f"call for {event.leader}")
        self._log(event.duty, words, at, position)

    @folds(DutyCallDisposed)
    def _disposed(self, event: DutyCallDisposed, at: Micros, position: int) -> None:
        self._log(event.duty, ("来电已处理", "call dealt with"), at, position)

    @folds(NoticePhoned)
    def _notice(self, event: NoticePhoned, at: Micros, position: int) -> None:
        words = (f"电话通知 {event.person}", f"notice by telephone {event.person}")
        self._log(event.duty, words, at, position, urgent=event.urgent)

    @folds(NoticeRelayed)
    def _relayed(self, event: NoticeRelayed, at: Micros, position: int) -> None:
        self._log(event.duty, ("通知已转达", "notice passed on"), at, position)

    @folds(UrgentDocumentReceived)
    def _document(self, event: UrgentDocumentReceived, at: Micros, position: int) -> None:
        words = (f"收到急件 {event.person}", f"urgent document for {event.person}")
        self._log(event.duty, words, at, position, urgent=True)

    @folds(UrgentDocumentDelivered)
    def _delivered(self, event: UrgentDocumentDelivered, at: Micros, position: int) -> None:
        self._log(event.duty, ("急件已送达", "urgent document delivered"), at, position)

    @folds(KeyIssued)
    def _key(self, event: KeyIssued, at: Micros, position: int) -> None:
        words = (f"领用钥匙 {event.person}", f"key issued to {event.person}")
        self._log(event.duty, words, at, position)

    @folds(KeyReturned)
    def _key_back(self, event: KeyReturned, at: Micros, position: int) -> None:
        self._log(event.duty, ("钥匙交还", "key returned"), at, position)

    def _log(
        self,
        duty: str,
        words: tuple[str, str],
        at: Micros,
        position: int,
        *,
        urgent: bool = False,
    ) -> None:
        row = LogRow(at=at, position=position, duty=duty, zh=words[0], en=words[1], urgent=urgent)
        self.log.put((at, position), row)


def entries(log: DutyLog, since: Micros, until: Micros) -> list[LogRow]:
    """The lines of the log from an instant on and before another, oldest first."""
    return sorted(log.log.between(since, until), key=lambda row: (row.at, row.position))


_LOGGED = {
    Logged.CALL: ("来电", "call"),
    Logged.VISIT: ("来访", "visit"),
    Logged.EVENT: ("事件", "event"),
    Logged.NOTICE: ("通知", "notice"),
    Logged.LETTER: ("来件", "letter"),
    Logged.ARRIVAL: ("到岗", "arrival"),
}
