"""Deadlines and cadences of one day, made ready to be asked by the type of an event."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ledger.kernel.event import Event, instant, micros
from ledger.kernel.projection import Micros
from ledger.kernel.words import Words
from ledger.obligations.course import ALWAYS, Role, Timer
from ledger.rulebook.calendars import WorkingHours
from ledger.rulebook.lookup import Lawbook
from ledger.rulebook.recurrence import Recurrence
from ledger.rulebook.terms import Cadence, Deadline, Hours
from ledger.rulebook.terms.base import Pattern
from ledger.rulebook.terms.deadline import Due

_MICROSECOND = timedelta(microseconds=1)


class Use(NamedTuple):
    """What a happening means for the obligations of a rule; ``field`` holds its case."""

    role: Role
    pause: int
    pattern: Pattern
    field: str | None


class HoursTimer:
    """Counts working hours."""

    def __init__(self, hours: WorkingHours) -> None:
        self._hours = hours

    def add(self, at: Micros, span: Micros) -> Micros:
        """The instant at which so much working time has passed after another."""
        return micros(self._hours.add(instant(at), span * _MICROSECOND))

    def between(self, since: Micros, until: Micros) -> Micros:
        """The working time between two instants."""
        return self._hours.between(instant(since), instant(until)) // _MICROSECOND


class Rule:
    """A deadline or a cadence in the version of a day, with the hours it counts in."""

    def __init__(
        self,
        law: Lawbook,
        day: date,
        clause: str,
        zone: ZoneInfo,
        over: tuple[str, ...] = (),
    ) -> None:
        record = law.in_force(clause, day)
        self.clause = clause
        self.version = record.since
        self.edition = record.rulebook
        self.title: Words = law.title(clause)
        self.over = over
        self.terms = _terms(law, clause, day)
        self.zone = zone
        self.hours: WorkingHours | None = None
        if self.terms.hours is not None:
            self.hours = WorkingHours(law.terms(self.terms.hours, day, Hours), zone)
        self.recurrence: Recurrence | None = None
        if isinstance(self.terms, Cadence):
            self.recurrence = Recurrence(
                self.terms.rrule, zone, hours=self.hours, holidays=self.terms.holidays
            )
        self.timer: Timer = HoursTimer(self.hours) if self.hours is not None else ALWAYS
        warnings = [each // _MICROSECOND for each in self.terms.warn]
        levels = [each.after // _MICROSECOND for each in self.terms.escalate]
        self.warnings = len(warnings)
        self.levels = tuple(levels)
        self.before: tuple[Micros, ...] = (*warnings, *(max(0, -each) for each in levels))
        """The times left at which warnings, then escalations that come before the due instant."""
        self.uses: dict[str, tuple[Use, ...]] = {}
        for use in uses_of(self.terms):
            for event in use.pattern.events:
                self.uses[event] = (*self.uses.get(event, ()), use)

    @property
    def endings(self) -> tuple[Pattern, ...]:
        """The happenings that discharge it."""
        return self.terms.done if isinstance(self.terms, Cadence) else self.terms.ends

    @property
    def least(self) -> int:
        """How many happenings discharge it."""
        return self.terms.least if isinstance(self.terms, Cadence) else 1

    @property
    def quiet(self) -> bool:
        """Whether only a late ending is a breach, never that nothing happens."""
        return isinstance(self.terms, Deadline) and self.terms.quiet

    @property
    def within(self) -> Micros | None:
        """How long it runs, or None when it is due at an instant."""
        if isinstance(self.terms, Cadence) or self.terms.due.within is None:
            return None
        return self.terms.due.within // _MICROSECOND

    def due(self, event: Event, at: Micros) -> Micros | None:
        """The instant that an event sets as due; None when it sets none."""
        if isinstance(self.terms, Cadence):
            return None
        due = self.terms.due
        if due.field is not None:
            value = getattr(event, due.field, None)
            return micros(value) + due.shift // _MICROSECOND if value is not None else None
        return self._due_on_a_day(due, at) if due.time is not None else None

    def cause(self, pause: int | None) -> Words | None:
        """Why the clock stands still."""
        if pause is None or isinstance(self.terms, Cadence):
            return None
        return self.terms.pauses[pause].cause.words

    def _due_on_a_day(self, due: Due, at: Micros) -> Micros:
        assert due.time is not None
        day = instant(at).astimezone(self.zone).date()
        for _ in range(due.days):
            day += timedelta(days=1)
            while due.working and not self._works_on(day):
                day += timedelta(days=1)
        return micros(datetime.combine(day, due.time, self.zone)) + due.shift // _MICROSECOND

    def _works_on(self, day: date) -> bool:
        """Whether a day is a working day; without hours of its own, Monday to Friday are."""
        if self.hours is None:
            return day.weekday() < 5
        return self.hours.working_day(day)


class DayLaw(NamedTuple):
    """The deadlines by the type of event that starts them, and all rules by clause."""

    starts: dict[str, tuple[tuple[Rule, Pattern], ...]]
    rules: dict[str, Rule]


def day_law(law: Lawbook, day: date, *, zone: ZoneInfo) -> DayLaw:
    """The deadlines and cadences of a day."""
    starts: dict[str, tuple[tuple[Rule, Pattern], ...]] = {}
    rules: dict[str, Rule] = {}
    for clause in law.clauses_on(day, "deadline", "cadence"):
        rule = rules[clause.id] = Rule(law, day, clause.id, zone, clause.over)
        if isinstance(rule.terms, Cadence):
            continue
        for pattern in rule.terms.starts:
            for event in pattern.events:
                starts[event] = (*starts.get(event, ()), (rule, pattern))
    return DayLaw(starts, rules)


def uses_of(terms: Deadline | Cadence) -> list[Use]:
    """What each happening that a rule names means for its obligations, starting ones apart."""
    if isinstance(terms, Cadence):
        return [Use("ends", 0, pattern, pattern.about or terms.about) for pattern in terms.done]
    about = terms.about
    found = [Use("ends", 0, each, each.about or about) for each in terms.ends]
    found += [Use("withdrawn", 0, each, each.about or about) for each in terms.withdrawn]
    for number, pause in enumerate(terms.pauses):
        found += [Use("resumes", number, each, each.about or about) for each in pause.ends]
        found += [Use("pauses", number, each, each.about or about) for each in pause.starts]
    found += [Use("restarts", 0, each, each.about or about) for each in terms.restarts]
    found += [Use("reassigned", 0, each, each.about or about) for each in terms.reassigned]
    return found


def _terms(law: Lawbook, clause: str, day: date) -> Deadline | Cadence:
    kind: type[Deadline | Cadence] = Deadline | Cadence  # type: ignore[assignment]
    return law.terms(clause, day, kind)
