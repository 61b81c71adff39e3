"""All obligations of a ledger: a pure fold of what happens, under the law of each day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar
from zoneinfo import ZoneInfo

from ledger.kernel.event import Event, by_name, micros
from ledger.kernel.projection import Micros, Rows, folds
from ledger.obligations import opening
from ledger.obligations.agenda import Agenda
from ledger.obligations.cadences import Turn
from ledger.obligations.course import Fact
from ledger.obligations.firing import (
    ACKNOWLEDGED,
    ALARM,
    BREACH,
    ESCALATION,
    SHELVED,
    WARNING,
    Firing,
)
from ledger.obligations.governed import Governed
from ledger.obligations.live import Live
from ledger.obligations.people import holders, of_field
from ledger.obligations.rows import (
    CursorRow,
    FactRow,
    FiredRow,
    IntervalRow,
    ObligationRow,
)
from ledger.obligations.rules import DayLaw, Use, day_law, uses_of
from ledger.obligations.turns import Turns
from ledger.registers.alarms.events import (
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    AlarmShelved,
)
from ledger.registers.obligations.events import (
    BreachOvertaken,
    ObligationBreached,
    ObligationEscalated,
    ObligationWarned,
)
from ledger.registers.org.events import SiteOpened
from ledger.rulebook.lookup import Lawbook
from ledger.rulebook.terms import Cadence, Deadline


class Tracker(Governed[DayLaw]):
    """Deadlines and cadences as live obligations.

    Which events it folds is for the law to say. With a law given, that is the whole law, as for
    a book opened with one; without, it is what the ledger starts with and adopts. The rows depend
    on the events alone: only :meth:`due_firings` and :meth:`standing` are told the time.
    """

    name: ClassVar[str] = "obligations"
    version: ClassVar[int] = 2

    def __init__(self, zone: ZoneInfo, law: Lawbook | None = None) -> None:
        super().__init__(zone, law, partial(day_law, zone=zone))
        self.obligations = Rows(ObligationRow)
        self.facts = Rows(FactRow)
        self.fired = Rows(FiredRow)
        self.intervals = Rows(IntervalRow)
        self.cursors = Rows(CursorRow)
        self.settled()

    def due_firings(self, now: Micros) -> list[Firing]:
        """Everything that has fallen due by now and is not recorded yet, in order.

        It costs what is due, however much is open.
        """
        self._look_ahead(now)
        return [self._described(firing) for firing in self._agenda.due(now)]

    def next_due(self) -> Micros | None:
        """When something falls due next, or the next turn of a cadence opens."""
        instants = (self._agenda.next_at(), self._ahead_turns.next_at)
        return min((at for at in instants if at is not None), default=None)

    def standing(self, now: Micros) -> Iterator[ObligationRow]:
        """Every obligation as it stands, those included that opened since the last event."""
        self._look_ahead(now)
        yield from self.obligations.values()
        yield from (self._agenda.lives[identity].row for identity in self._ahead)

    def unconcluded(self, now: Micros) -> Iterator[Live]:
        """Every obligation that is not over at an instant, in any order."""
        self._look_ahead(now)
        yield from self._agenda.unconcluded()

    def live(self, identity: str) -> Live | None:
        """An obligation with its rule and facts."""
        return self._agenda.lives.get(identity)

    def settled(self) -> None:
        """Renew what is derived of the rows."""
        self._agenda = Agenda()
        self._ahead: dict[str, None] = {}
        super().settled()
        self._bring_back()

    def named(self) -> set[str]:
        """The types of events that deadlines and cadences name."""
        named: dict[str, dict[tuple[str, str | None], None]] = {}
        starting: set[str] = set()
        for clause in self.laws.clauses("deadline", "cadence"):
            for version in clause.in_force:
                terms = clause.terms(version)
                assert isinstance(terms, Deadline | Cadence)
                for use in uses_of(terms):
                    for name in use.pattern.events:
                        named.setdefault(name, {})[clause.id, use.field] = None
                if isinstance(terms, Deadline):
                    starting.update(name for each in terms.starts for name in each.events)
        self._named = {name: tuple(uses) for name, uses in named.items()}
        return starting | named.keys()

    @folds(SiteOpened)
    def _site_opened(self, event: SiteOpened, at: Micros, position: int) -> None:
        self._begin_cadences(at)

    @folds(ObligationWarned)
    def _warned(self, event: ObligationWarned, at: Micros, position: int) -> None:
        self._note_fired(WARNING, event.step, event, at, position)

    @folds(ObligationEscalated)
    def _escalated(self, event: ObligationEscalated, at: Micros, position: int) -> None:
        self._note_fired(ESCALATION, event.step, event, at, position)

    @folds(ObligationBreached)
    def _breached(self, event: ObligationBreached, at: Micros, position: int) -> None:
        self._note_fired(BREACH, 0, event, micros(event.due_at), position)

    @folds(BreachOvertaken)
    def _overtaken(self, event: BreachOvertaken, at: Micros, position: int) -> None:
        self._advance(at)
        key = (event.obligation, BREACH, 0, event.round)
        row = self.fired.get(key)
        if row is not None:
            row.overtaken = True
            self.fired.touched.add(key)
            self._judge(self._agenda.lives.get(event.obligation))

    @folds(AlarmRaised)
    def _alarm_raised(self, event: AlarmRaised, at: Micros, position: int) -> None:
        self._advance(at)
        self._end_alarm(event.obligation)
        self._note_alarm(event.obligation, ALARM, at, position, event.round)

    @folds(AlarmAcknowledged)
    def _alarm_acknowledged(self, event: AlarmAcknowledged, at: Micros, position: int) -> None:
        self._advance(at)
        self._note_alarm(event.obligation, ACKNOWLEDGED, at, position)

    @folds(AlarmShelved)
    def _alarm_shelved(self, event: AlarmShelved, at: Micros, position: int) -> None:
        self._advance(at)
        self._note_alarm(event.obligation, SHELVED, micros(event.until), position)

    @folds(AlarmCleared)
    def _alarm_cleared(self, event: AlarmCleared, at: Micros, position: int) -> None:
        self._advance(at)
        self._end_alarm(event.obligation)
        self._judge(self._agenda.lives.get(event.obligation))

    def _note_alarm(
        self, obligation: str, kind: str, at: Micros, position: int, round_: int = 0
    ) -> None:
        live = self._agenda.lives.get(obligation)
        if live is None:
            return
        row = FiredRow(
            obligation=obligation,
            kind=kind,
            step=0,
            round=round_,
            at=at,
            position=position,
            late=False,
        )
        self.fired.put((obligation, kind, 0, round_), row)
        live.fired[kind, 0, round_] = row
        self._judge(live)

    def _end_alarm(self, obligation: str) -> None:
        live = self._agenda.lives.get(obligation)
        for key in list(live.fired) if live is not None else ():
            if live is not None and key[0] in (ALARM, ACKNOWLEDGED, SHELVED):
                del live.fired[key]
                self.fired.drop((obligation, *key))

    def _happened(self, event: Event, at: Micros, position: int) -> None:
        """An event that the law names."""
        self._advance(at)
        for clause, field in self._named.get(event.type_name, ()):
            for about in of_field(event, field) if field is not None else ("",):
                for live in self._concerned(clause, about, at):
                    self._take_fact(live, event, field, at, position)
        for started in opening.started(self.laws.on(at), event, at, position):
            self._open(started)

    def _concerned(self, clause: str, about: str, at: Micros) -> list[Live]:
        """The obligations of a case; of the turns of a cadence, the one that something counts for.

        That is the turn in whose time it lies; outside of all, the one that was due last.
        """
        found = self._agenda.concerned(clause, about, at)
        if not found or found[0].row.kind != "cadence":
            return found
        inside = [live for live in found if at <= (live.row.due_at or at)]
        return inside or [max(found, key=lambda live: live.row.started_at)]

    def _take_fact(
        self, live: Live, event: Event, field: str | None, at: Micros, position: int
    ) -> None:
        facts = [
            self._fact(live, use, event, at, position)
            for use in live.rule.uses.get(event.type_name, ())
            if use.field == field and use.pattern.fits(event) and _own(live, use, event)
        ]
        if not facts:
            return
        identity = live.row.id
        for fact in facts:
            live.facts = (*live.facts, fact)
            self.facts.put(
                (identity, position, fact.role),
                FactRow(obligation=identity, **fact._asdict()),
            )
        self._judge(live)

    def _fact(self, live: Live, use: Use, event: Event, at: Micros, position: int) -> Fact:
        debtor, due = None, None
        if use.role == "reassigned" and not live.row.to_post:
            debtor = next(iter(of_field(event, live.rule.terms.debtor.field)), None)
        if use.role == "restarts":
            due = live.rule.due(event, at)
        return Fact(at, position, use.role, use.pause, debtor, due)

    def _open(self, row: ObligationRow) -> None:
        live = Live(row, self.laws.on(row.started_at).rules[row.clause])
        live.judge()
        self.obligations.put(row.id, row)
        self._agenda.add(live)

    def _judge(self, live: Live | None) -> None:
        """Judge an obligation anew, because something about it has become known."""
        if live is None:
            return
        row = live.row
        concluded = row.concluded_at
        live.judge()
        if row.id not in self._ahead:
            self.obligations.touched.add(row.id)
        if row.concluded_at != concluded:
            self._write_intervals(live, known=concluded is not None)
            self._agenda.place(live)
        self._agenda.plan(live)

    def _write_intervals(self, live: Live, *, known: bool) -> None:
        identity = live.row.id
        if known:
            for key in [key for key in self.intervals if key[0] == identity]:
                self.intervals.drop(key)
        for interval in live.intervals():
            self.intervals.put((identity, interval.starts), interval)

    def _note_fired(
        self,
        kind: str,
        step: int,
        event: ObligationWarned | ObligationEscalated | ObligationBreached,
        at: Micros,
        position: int,
    ) -> None:
        self._advance(at)
        key = (event.obligation, kind, step, event.round)
        before = self.fired.get(key)
        row = FiredRow(
            obligation=event.obligation,
            kind=kind,
            step=step,
            round=event.round,
            at=at,
            position=position,
            late=event.late,
            times=before.times + 1 if before is not None else 1,
        )
        self.fired.put(key, row)
        live = self._agenda.lives.get(event.obligation)
        if live is not None:
            live.fired[kind, step, event.round] = row
        self._judge(live)

    def _law_changed(self, at: Micros) -> None:
        self._begin_cadences(at)

    def _begin_cadences(self, at: Micros) -> None:
        for clause in self.laws.clauses("cadence"):
            if clause.id not in self.cursors:
                self.cursors.put(clause.id, CursorRow(clause=clause.id, at=at))
        self._renew_turns()
        self._advance(at)

    def _renew_turns(self) -> None:
        self._turns = Turns(self.laws, self.cursors)
        self._forget_ahead()

    def _forget_ahead(self) -> None:
        for identity in self._ahead:
            self._agenda.drop(identity)
        self._ahead = {}
        self._ahead_turns = self._turns.copied()

    def _advance(self, at: Micros) -> None:
        """Open the turns of cadences that have come by an instant."""
        if self._turns.next_at is None or self._turns.next_at > at:
            return
        self._forget_ahead()
        for turn in self._turns.until(at):
            self.cursors.put(turn.rule.clause, CursorRow(clause=turn.rule.clause, at=turn.due))
            for row in opening.of_turn(turn, self._people_of(turn)):
                self._lapse_before(row)
                self._open(row)
        self._forget_ahead()

    def _lapse_before(self, row: ObligationRow) -> None:
        """The turns before this one are over, done or not."""
        for live in self._agenda.open_of(row.clause, row.about):
            due = live.row.fixed_due
            if due is not None and due <= row.started_at:
                live.row.lapsed_at = row.started_at
                self._judge(live)

    def _look_ahead(self, now: Micros) -> None:
        """Open, in memory alone, the turns that have come since the last event."""
        for turn in self._ahead_turns.until(now):
            for row in opening.of_turn(turn, self._people_of(turn)):
                live = Live(row, self.laws.on(row.started_at).rules[row.clause])
                live.judge()
                self._ahead[row.id] = None
                self._agenda.add(live)

    def _people_of(self, turn: Turn) -> list[str] | None:
        terms = turn.rule.terms
        assert isinstance(terms, Cadence)
        return None if terms.each is None else holders(self.people, terms.each)

    def _described(self, firing: Firing) -> Firing:
        rule = self._agenda.lives[firing.obligation].rule
        types = tuple(name for name in rule.uses if by_name(name) is not None)
        return firing._replace(types=types, seen=self.position)

    def _bring_back(self) -> None:
        """Put the stored obligations in their places, and go on with the cadences."""
        facts: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            facts.setdefault(fact.obligation, []).append(
                Fact(fact.at, fact.position, fact.role, fact.pause, fact.debtor, fact.due)  # type: ignore[arg-type]
            )
        fired: dict[str, dict[tuple[str, int, int], FiredRow]] = {}
        for row in self.fired.values():
            fired.setdefault(row.obligation, {})[row.kind, row.step, row.round] = row
        for stored in self.obligations.values():
            rule = self.laws.on(stored.started_at).rules.get(stored.clause)
            if rule is not None:
                live = Live(stored, rule)
                live.facts = tuple(facts.get(stored.id, ()))
                live.fired = fired.get(stored.id, {})
                self._agenda.add(live)
        self._renew_turns()


def _own(live: Live, use: Use, event: Event) -> bool:
    """Whether an ending is that of the very person, where everybody has an obligation."""
    terms = live.rule.terms
    if use.role != "ends" or live.row.each is None or isinstance(terms, Cadence):
        return True
    return live.row.each in of_field(event, terms.each)
