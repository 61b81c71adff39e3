"""An obligation in memory: its row with its rule and its facts, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.kernel.projection import Micros
from ledger.obligations.course import Beginning, Course, Fact, Stretch, course_of, sums_of
from ledger.obligations.firing import (
    BREACH,
    ESCALATION,
    WARNING,
    Firing,
    firings_of,
)
from ledger.obligations.rows import (
    BREACHED,
    DISCHARGED,
    DISCHARGED_LATE,
    OPEN,
    PAUSED,
    WITHDRAWN,
    FiredRow,
    IntervalRow,
    ObligationRow,
)
from ledger.obligations.rules import Rule


class Live:
    """One obligation with everything that it is judged by."""

    __slots__ = ("course", "facts", "fired", "row", "rule")

    def __init__(self, row: ObligationRow, rule: Rule) -> None:
        self.row = row
        self.rule = rule
        self.facts: tuple[Fact, ...] = ()
        self.fired: dict[tuple[str, int, int], FiredRow] = {}
        self.course: Course | None = None

    @property
    def concluded(self) -> bool:
        """Whether it was discharged or withdrawn, or its period is over."""
        return self.row.concluded_at is not None

    @property
    def settled(self) -> bool:
        """Whether it was over in time and nothing was recorded of it, so that nothing is due."""
        first = self.row.round == 0
        return first and self.row.state in (DISCHARGED, WITHDRAWN) and not self.fired

    def judge(self) -> Course:
        """Compute its course anew, and bring the row up to it."""
        row = self.row
        begun = Beginning(
            at=row.started_at,
            position=row.started_by,
            debtor=row.first_debtor,
            within=self.rule.within,
            due=row.fixed_due,
            least=self.rule.least,
            lapse=row.lapsed_at,
            before=self.rule.before,
        )
        course = self.course = course_of(begun, self.facts, self.rule.timer)
        last = course.rounds[-1]
        row.debtor, row.due_at, row.left, row.round = (
            course.debtor,
            last.due,
            course.left,
            last.number,
        )
        warnings = last.marks[: self.rule.warnings]
        row.warn_at = min((at for at in warnings if at is not None), default=None)
        row.paused_since = course.paused_since
        cause = self.rule.cause(course.pause)
        row.cause_zh, row.cause_en = cause if cause is not None else (None, None)
        row.concluded_at = course.concluded_at
        ended = course.concluded_at is not None and not course.withdrawn
        row.discharged_by = course.concluded_by if ended else None
        row.discharged_at = course.concluded_at if ended and course.concluded_by else None
        self._note_fired()
        row.state = self._state(course)
        if course.concluded_at is not None:
            self._sum_up(course)
        return course

    def firings(self) -> Iterator[Firing]:
        """What has fallen or will fall due of it and is not recorded yet."""
        course = self.course or self.judge()
        return firings_of(self.row, self.rule, course, self.fired)

    def intervals(self) -> Iterator[IntervalRow]:
        """How its time was spent up to its conclusion, stretch by stretch."""
        course = self.course or self.judge()
        for each in course.stretches:
            yield self._interval(each)

    def _interval(self, stretch: Stretch) -> IntervalRow:
        spent = sums_of((stretch,), self.rule.timer)
        cause = self.rule.cause(stretch.pause)
        return IntervalRow(
            obligation=self.row.id,
            starts=stretch.starts,
            ends=stretch.ends,
            debtor=stretch.debtor,
            paused=stretch.pause is not None,
            cause_zh=cause.zh if cause else None,
            cause_en=cause.en if cause else None,
            running=spent.running,
            outside=spent.outside,
        )

    def _note_fired(self) -> None:
        row = self.row
        row.warned = sum(kind == WARNING for kind, _, _ in self.fired)
        row.escalated = sum(kind == ESCALATION for kind, _, _ in self.fired)
        breaches = [each for (kind, _, _), each in self.fired.items() if kind == BREACH]
        standing = [each for each in breaches if not each.overtaken]
        row.breached_at = standing[0].at if standing else None
        row.breached_by = standing[0].position if standing else None
        row.overtaken = any(each.overtaken for each in breaches)

    def _state(self, course: Course) -> str:
        missed = course.rounds[-1].missed()
        if course.concluded_at is None:
            if self.row.breached_at is not None:
                return BREACHED
            return PAUSED if course.rounds[-1].due is None else OPEN
        if course.withdrawn:
            return BREACHED if missed and not self.rule.quiet else WITHDRAWN
        if course.concluded_by is None:
            return BREACHED
        return DISCHARGED_LATE if missed else DISCHARGED

    def _sum_up(self, course: Course) -> None:
        row = self.row
        assert row.concluded_at is not None
        spent = sums_of(course.stretches, self.rule.timer)
        wall = row.concluded_at - row.started_at
        assert sum(spent) == wall, f"{row.id}: {spent} are not the wall time {wall}"
        row.running, row.paused, row.outside = spent


class Case(NamedTuple):
    """What obligations are told apart by when something happens: clause and identifier."""

    clause: str
    about: str


def instant_of(firings: Iterator[Firing]) -> Micros | None:
    """When the first of some firings falls due."""
    return min((each.at for each in firings), default=None)
