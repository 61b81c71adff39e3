"""Cases of discipline, the sanctions that came of them, and the entries of each month.

What waits for a decision, what waits for an appeal, and what everybody has been fined or rewarded.
"""

from __future__ import annotations

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, Projection, Row, Rows, folds
from ledger.registers.discipline.events import (
    DEDUCTED,
    AppealDecided,
    AppealFiled,
    Lines,
    OffenceConfirmed,
    OffenceExcused,
    OffenceProposed,
    OffenceRecorded,
    OffenceVoided,
    SanctionAcknowledged,
    SanctionIssued,
    SanctionNotified,
    SanctionReversed,
    StatementClosed,
)

OPEN, CONFIRMED, EXCUSED, VOID, ANNULLED = "open", "confirmed", "excused", "void", "annulled"
"""The states of a case."""

FILED = "filed"
"""The state of an appeal that nobody has decided; then it is what the ruling says."""


class CaseRow(Row, key=("offence",)):
    """One case: against whom, under which clause, what it would cost, and how it stands.

    ``position`` is where it was opened, ``fact`` what it rests on; ``recorder`` is None for one
    that was proposed by the rules. ``amount`` in fen is None where the decider sets it.
    """

    offence: str
    position: int
    opened_at: Micros
    occurred: str
    clause: str
    person: str
    fact: str | None
    evidence: str
    recorder: str | None
    supervisor: str | None
    amount: int | None
    currency: str
    nth: int
    quantity: float | None
    computation_zh: str
    computation_en: str
    report_to: str
    state: str = OPEN
    decided_at: Micros | None = None
    decider: str | None = None
    replaced_by: str | None = None


class SanctionRow(Row, key=("offence", "sanction")):
    """One sanction: whose, what is left of it, and what the person concerned has said to it.

    ``acknowledged`` is None until it was seen; ``agreed`` is another matter. ``appeal`` is None,
    ``filed``, or what the ruling says.
    """

    offence: str
    sanction: int
    position: int
    issued_at: Micros
    person: str
    kind: str
    clause: str
    issuer: str
    amount: int
    left: int
    currency: str
    nth: int
    measure: str | None
    in_effect: bool
    joint_of: int | None
    computation_zh: str
    computation_en: str
    evidence: str
    notified_at: Micros | None = None
    appeal_until: Micros | None = None
    acknowledged_at: Micros | None = None
    agreed: bool = False
    appeal: str | None = None
    taken_back: bool = False


class EntryRow(Row, key=("position",)):
    """One entry of a month's statement. ``amount`` in fen is minus what the person pays.

    A counter-entry names the month and the position of what it ``corrects``.
    """

    position: int
    account: str
    person: str
    offence: str
    sanction: int
    kind: str
    clause: str
    amount: int
    currency: str
    evidence: str
    at: Micros
    measure: str | None = None
    corrects: str | None = None
    original: int | None = None


class MonthRow(Row, key=("account",)):
    """A month that was closed, with the totals it was closed with."""

    account: str
    position: int
    closed_at: Micros
    entries: int
    deducted: int
    rewarded: int


class Discipline(Projection):
    """Every case, every sanction, every entry, every closed month."""

    name = "discipline"
    version = 1

    def __init__(self) -> None:
        self.cases = Rows(CaseRow)
        self.sanctions = Rows(SanctionRow)
        self.entries = Rows(EntryRow)
        self.months = Rows(MonthRow)
        super().__init__()

    @folds(OffenceProposed, OffenceRecorded)
    def _opened(self, event: OffenceProposed | OffenceRecorded, at: Micros, position: int) -> None:
        self.cases.put(
            event.offence,
            CaseRow(
                offence=event.offence,
                position=position,
                opened_at=at,
                occurred=event.occurred.isoformat(),
                clause=event.clause,
                person=event.person,
                fact=event.fact,
                evidence=_positions(event.evidence),
                recorder=event.recorder if isinstance(event, OffenceRecorded) else None,
                supervisor=event.supervisor,
                amount=event.amount,
                currency=event.currency,
                nth=event.nth,
                quantity=event.quantity,
                computation_zh=_told(event.computation, 0),
                computation_en=_told(event.computation, 1),
                report_to=",".join(event.report_to),
            ),
        )

    @folds(OffenceConfirmed)
    def _confirmed(self, event: OffenceConfirmed, at: Micros, position: int) -> None:
        row = self._decided(event.offence, CONFIRMED, event.decider, at)
        row.nth = event.nth

    @folds(OffenceExcused)
    def _excused(self, event: OffenceExcused, at: Micros, position: int) -> None:
        self._decided(event.offence, EXCUSED, event.decider, at)

    @folds(OffenceVoided)
    def _voided(self, event: OffenceVoided, at: Micros, position: int) -> None:
        row = self._decided(event.offence, VOID, event.decider, at)
        row.replaced_by = event.replaced_by

    def _decided(self, offence: str, state: str, decider: str, at: Micros) -> CaseRow:
        row = self.cases[offence]
        row.state, row.decider, row.decided_at = state, decider, at
        return self.cases.put(offence, row)

    @folds(SanctionIssued)
    def _issued(self, event: SanctionIssued, at: Micros, position: int) -> None:
        self.sanctions.put(
            (event.offence, event.sanction),
            SanctionRow(
                offence=event.offence,
                sanction=event.sanction,
                position=position,
                issued_at=at,
                person=event.person,
                kind=event.kind,
                clause=event.clause,
                issuer=event.issuer,
                amount=event.amount,
                left=event.amount,
                currency=event.currency,
                nth=event.nth,
                measure=event.measure,
                in_effect=event.in_effect,
                joint_of=event.joint_of,
                computation_zh=_told(event.computation, 0),
                computation_en=_told(event.computation, 1),
                evidence=_positions(event.evidence),
            ),
        )
        self.entries.put(
            position,
            EntryRow(
                position=position,
                account=event.account,
                person=event.person,
                offence=event.offence,
                sanction=event.sanction,
                kind=event.kind,
                clause=event.clause,
                amount=_signed(event.kind, event.amount),
                currency=event.currency,
                evidence=_positions(event.evidence),
                at=at,
                measure=event.measure,
            ),
        )

    @folds(SanctionNotified)
    def _notified(self, event: SanctionNotified, at: Micros, position: int) -> None:
        row = self._sanction(event.offence, event.sanction)
        row.notified_at, row.appeal_until = at, micros(event.appeal_until)

    @folds(SanctionAcknowledged)
    def _acknowledged(self, event: SanctionAcknowledged, at: Micros, position: int) -> None:
        row = self._sanction(event.offence, event.sanction)
        row.acknowledged_at = row.acknowledged_at or at
        row.agreed = event.agreed

    @folds(AppealFiled)
    def _appealed(self, event: AppealFiled, at: Micros, position: int) -> None:
        self._sanction(event.offence, event.sanction).appeal = FILED

    @folds(AppealDecided)
    def _ruled(self, event: AppealDecided, at: Micros, position: int) -> None:
        self._sanction(event.offence, event.sanction).appeal = event.outcome

    @folds(SanctionReversed)
    def _reversed(self, event: SanctionReversed, at: Micros, position: int) -> None:
        row = self._sanction(event.offence, event.sanction)
        row.left -= event.amount
        row.taken_back = row.left == 0
        if event.annuls and event.offence in self.cases:
            case = self.cases[event.offence]
            case.state = ANNULLED
            self.cases.put(event.offence, case)
        self.entries.put(
            position,
            EntryRow(
                position=position,
                account=event.account,
                person=event.person,
                offence=event.offence,
                sanction=event.sanction,
                kind=event.kind,
                clause=row.clause,
                amount=-_signed(event.kind, event.amount),
                currency=event.currency,
                evidence=row.evidence,
                at=at,
                measure=row.measure,
                corrects=event.corrects,
                original=event.original,
            ),
        )

    @folds(StatementClosed)
    def _closed(self, event: StatementClosed, at: Micros, position: int) -> None:
        self.months.put(
            event.account,
            MonthRow(
                account=event.account,
                position=position,
                closed_at=at,
                entries=event.entries,
                deducted=event.deducted,
                rewarded=event.rewarded,
            ),
        )

    def _sanction(self, offence: str, number: int) -> SanctionRow:
        """A row that is about to change."""
        return self.sanctions.put((offence, number), self.sanctions[offence, number])


def waiting(view: Discipline) -> list[CaseRow]:
    """The cases that nobody has decided yet, the oldest first."""
    found = (row for row in view.cases.values() if row.state == OPEN)
    return sorted(found, key=lambda row: row.position)


def appeals(view: Discipline) -> list[SanctionRow]:
    """The sanctions whose appeal nobody has decided yet, the oldest first."""
    found = (row for row in view.sanctions.values() if row.appeal == FILED)
    return sorted(found, key=lambda row: row.position)


def sanctions_of(view: Discipline, offence: str) -> list[SanctionRow]:
    """The sanctions of one case, in order."""
    found = (row for row in view.sanctions.values() if row.offence == offence)
    return sorted(found, key=lambda row: row.sanction)


def _signed(kind: str, amount: int) -> int:
    """An amount as the person's account sees it: what is paid to the person is positive."""
    return -amount if kind in DEDUCTED else amount


def _positions(evidence: tuple[int, ...]) -> str:
    return ",".join(map(str, evidence))


def _told(lines: Lines, language: int) -> str:
    return "\n".join(line[language] for line in lines)
