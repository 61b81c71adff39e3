"""What falls due of an obligation: warnings, levels, the breach, what undoes it, alarms over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from ledger.kernel.projection import Micros
from ledger.obligations.course import ALWAYS, Course, Round
from ledger.obligations.rows import FiredRow, ObligationRow
from ledger.obligations.rules import Rule

FiringKind = Literal["warning", "escalation", "breach", "overtaken", "clearing"]

WARNING: FiringKind = "warning"
ESCALATION: FiringKind = "escalation"
BREACH: FiringKind = "breach"
OVERTAKEN: FiringKind = "overtaken"
CLEARING: FiringKind = "clearing"

ALARM, ACKNOWLEDGED, SHELVED = "alarm", "acknowledged", "shelved"
"""What was recorded of the alarm that stands; a shelved one is back at its row's instant."""


class Firing(NamedTuple):
    """Something to be recorded of an obligation, once.

    ``at`` is the instant it fell due, ``due_at`` when the obligation is due; ``step`` numbers
    warnings and escalations from 0, ``round`` the runs of the clock, and ``times`` how often the
    same breach was recorded and overtaken before. ``to`` is the post that a matter goes to,
    ``offence`` the clause that a breach proposes, ``breach`` the position of what is overtaken,
    ``alarm`` that of the alarm to be cleared. When it is ``over`` nobody need act any more.
    ``case`` is the tag of what it is about and ``types`` are the events that can change the
    answer; ``seen`` is the position up to which they are known.
    """

    kind: FiringKind
    obligation: str
    clause: str
    step: int
    round: int
    times: int
    at: Micros
    due_at: Micros
    started_by: int
    started_at: Micros
    debtor: str | None
    to_post: bool
    to: str | None = None
    offence: str | None = None
    breach: int | None = None
    alarm: int | None = None
    over: bool = False
    case: str = ""
    types: tuple[str, ...] = ()
    seen: int = 0


FiredRows = Mapping[tuple[str, int, int], FiredRow]
"""What was recorded of one obligation, by kind, step and round."""


def firings_of(
    row: ObligationRow, rule: Rule, course: Course, fired: FiredRows
) -> Iterator[Firing]:
    """Everything that has fallen or will fall due of an obligation and is not recorded yet."""
    yield from _clearing(row, course, fired)
    in_time = course.concluded_at is not None and not course.rounds[-1].missed()
    for each in course.rounds:
        known = fired.get((BREACH, 0, each.number))
        yield from _breach(row, rule, course, each, known)
        if in_time and each is course.rounds[-1]:
            continue
        yield from _steps(row, rule, course, each, fired)


def alarm_of(fired: FiredRows) -> FiredRow | None:
    """The alarm of an obligation that stands, if one does."""
    return next((each for (kind, _, _), each in fired.items() if kind == ALARM), None)


def _clearing(row: ObligationRow, course: Course, fired: FiredRows) -> Iterator[Firing]:
    """An alarm is over with the obligation, or when its clock runs anew."""
    alarm = alarm_of(fired)
    if alarm is None:
        return
    last = course.rounds[-1]
    at = course.concluded_at
    if at is None and last.number > alarm.round:
        at = last.since
    if at is not None:
        cleared = _firing(CLEARING, row, course, last, at)
        yield cleared._replace(alarm=alarm.position, times=alarm.position)


def _steps(
    row: ObligationRow, rule: Rule, course: Course, round_: Round, fired: FiredRows
) -> Iterator[Firing]:
    if rule.quiet:
        return
    for step in range(rule.warnings):
        at = round_.marks[step]
        known = (WARNING, step, round_.number) in fired
        if not known and at is not None and _falls_in(round_, at):
            yield _firing(WARNING, row, course, round_, at, step=step)
    for step, escalation in enumerate(rule.terms.escalate):
        at = _escalates_at(rule, round_, step)
        known = (ESCALATION, step, round_.number) in fired
        if not known and at is not None and _falls_in(round_, at):
            found = _firing(ESCALATION, row, course, round_, at, step=step)
            yield found._replace(to=escalation.to)


def _escalates_at(rule: Rule, round_: Round, step: int) -> Micros | None:
    """When a matter goes up; the time after the due instant runs as the rule's own time does."""
    after = rule.levels[step]
    if after <= 0:
        return round_.marks[rule.warnings + step]
    if round_.due is None:
        return None
    timer = rule.timer if rule.within is not None else ALWAYS
    return timer.add(round_.due, after)


def _breach(
    row: ObligationRow, rule: Rule, course: Course, round_: Round, known: FiredRow | None
) -> Iterator[Firing]:
    missed = round_.missed() and not (rule.quiet and (course.withdrawn or round_.until is None))
    if known is not None and not known.overtaken:
        if not missed or round_.due != known.at:
            undone = _firing(OVERTAKEN, row, course, round_, known.at)
            yield undone._replace(
                due_at=known.at, breach=known.position, times=known.times, offence=rule.terms.breach
            )
        return
    if missed and round_.due is not None:
        found = _firing(BREACH, row, course, round_, round_.due)
        yield found._replace(times=known.times if known else 0, offence=rule.terms.breach)


def _firing(
    kind: FiringKind,
    row: ObligationRow,
    course: Course,
    round_: Round,
    at: Micros,
    *,
    step: int = 0,
) -> Firing:
    return Firing(
        kind=kind,
        obligation=row.id,
        clause=row.clause,
        step=step,
        round=round_.number,
        times=0,
        at=at,
        due_at=round_.due if round_.due is not None else at,
        started_by=row.started_by,
        started_at=row.started_at,
        debtor=course.debtor_at(at),
        to_post=row.to_post,
        over=course.concluded_at is not None or round_ is not course.rounds[-1],
        case=row.case,
    )


def _falls_in(round_: Round, at: Micros) -> bool:
    """Whether the round had begun before an instant, and still ran then."""
    return at > round_.since and (round_.until is None or round_.until > at)
