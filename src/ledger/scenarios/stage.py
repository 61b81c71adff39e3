"""Playing a scenario: a book in memory, a clock that is moved, and the warden on duty.

Everything goes the way it goes in earnest: the rulebook is adopted by its action, actions are
decided by the book, and the warden steps at every instant at which something is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Action, Outcome, Refused, Role
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.kernel.event import Event, instant, micros
from ledger.kernel.words import Unfit, Words
from ledger.registers.discipline.events import (
    OffenceConfirmed,
    OffenceExcused,
    OffenceProposed,
    OffenceRecorded,
    OffenceVoided,
)
from ledger.registers.obligations.events import ObligationBreached
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.rulebook.clauses import Rulebook
from ledger.rulebook.lookup import OutsideCoverage
from ledger.scenarios.form import Scenario, Then
from ledger.scenarios.judging import Came, differences
from ledger.scenarios.steps import Misfit, Step, action_of, entering, event_of, local, step_from
from ledger.store.memory import memory_store
from ledger.vault import Unsealable, Vault
from ledger.warden import Warden

CLERK = "clerk"
"""Who adopts the rulebook and knows nothing else; a scenario's people are its own."""

EACH = "each"
"""In place of a case: the action is done for every case that is still undecided."""

_REPORTER = "program:scenario"
_ORDER = {"given": 0, "do": 1, "when": 2}


def play(scenario: Scenario, rulebook: Rulebook) -> tuple[Words, ...]:
    """Play a scenario under a rulebook; everything in which it came out otherwise than expected."""
    zone = ZoneInfo(scenario.site.timezone)
    try:
        steps = list(steps_of(scenario, zone))
        stage = Stage(scenario, rulebook, steps, zone)
        for step in steps:
            stage.do(step)
        if scenario.until is not None:
            stage.pass_to(local(scenario.until, zone))
    except Misfit as misfit:
        return (misfit.words,)
    return (*stage.troubles, *differences(scenario.then, stage.came()))


def steps_of(scenario: Scenario, zone: ZoneInfo) -> Iterator[Step]:
    """All steps of a scenario in the order of time.

    :raises Misfit: when one says not when, what or who.
    """
    steps = [step_from(raw, "given", at, zone) for at, raw in enumerate(scenario.given, start=1)]
    steps += [step_from(raw, "do", at, zone) for at, raw in enumerate(scenario.do, start=1)]
    if scenario.when is not None:
        steps.append(step_from(scenario.when, "when", 1, zone))
    yield from sorted(steps, key=lambda each: (each.at, _ORDER[each.kind], each.number))


class Stage:
    """A book under a rulebook, on which steps are played one after the other."""

    def __init__(
        self, scenario: Scenario, rulebook: Rulebook, steps: list[Step], zone: ZoneInfo
    ) -> None:
        self.zone = zone
        self.troubles: list[Words] = []
        self._named = _named(scenario.then)
        self.given: dict[int, int] = {}
        """Where each given happening stands in the ledger, by its number."""
        self._refusal: Refused | None = None
        self._appended: tuple[Event, ...] | None = None
        self._commands = count(1)
        self.clock = FrozenClock(_beginning(scenario, steps, zone))
        site = Site("scenario", scenario.site.timezone)
        self.book = Book.found(
            memory_store(), site, vault=_NoSecrets(), clock=self.clock, ids=CountedIds()
        )
        self._report(*_people(scenario))
        adoption = AdoptRulebook(
            texts=dict(rulebook.texts),
            effective=self.clock.now().astimezone(zone).date(),
            approved_by=CLERK,
        )
        self.book.act(adoption, by=CLERK)
        self.warden = Warden.of(self.book)
        self.warden.step()

    def do(self, step: Step) -> None:
        """Let time pass to a step, and let it happen.

        :raises Misfit: when it is not what it can be.
        """
        self._pass_up_to(step.at)
        if step.kind == "given":
            self._happen(step)
        else:
            for each in self._each(step):
                self._act(each, action_of(each, self))
        self.warden.step()

    def pass_to(self, at: datetime) -> None:
        """Let time pass, the warden stepping whenever something is due."""
        self._pass_up_to(at)
        self.warden.step()

    def _pass_up_to(self, at: datetime) -> None:
        """Let time pass, but leave what is due at the very instant: that can still be done."""
        at = at.astimezone(UTC)
        while (due := self.warden.tracker.next_due()) is not None and due < micros(at):
            self.clock.move_to(max(instant(due), self.clock.now()))
            self.warden.step()
        self.clock.move_to(max(at, self.clock.now()))

    def came(self) -> Came:
        """What has come of it so far."""
        events = tuple(each.event for each in self.book.read() if each.event is not None)
        rows = tuple(self.warden.tracker.standing(micros(self.clock.now())))
        return Came(self._refusal, self._appended, events, rows, self.zone, self._beside())

    def identifier(self, kind: str, number: int) -> str:
        """What a number stands for: the first case, the second given happening."""
        if kind == "offence":
            found = self.cases()
            if 0 < number <= len(found):
                return found[number - 1]
            raise Misfit(
                f"没有第 {number} 个违规案，共 {len(found)} 个",
                f"there is no case {number}; there are {len(found)}",
            )
        if kind == "fact" and number in self.given:
            return str(self.given[number])
        raise Misfit(f"{number} 不能代表 {kind}", f"{number} stands for no {kind}")

    def cases(self) -> list[str]:
        """The scenario's cases of discipline so far, in the order in which they arose."""
        beside = self._beside()
        found: dict[str, None] = {}
        for each in self.book.read():
            if isinstance(each.event, OffenceProposed | OffenceRecorded):
                found[each.event.offence] = None
        return [case for case in found if case not in beside]

    def _undecided(self) -> list[str]:
        decided = {
            each.event.offence
            for each in self.book.read()
            if isinstance(each.event, OffenceConfirmed | OffenceExcused | OffenceVoided)
        }
        return [case for case in self.cases() if case not in decided]

    def _beside(self) -> frozenset[str]:
        """Cases of missed duties of the calendar that the scenario does not name."""
        missed: dict[int, str] = {}
        beside = set()
        for each in self.book.read():
            event = each.event
            if isinstance(event, ObligationBreached) and "@" in event.obligation:
                missed[each.position] = event.clause
            elif isinstance(event, OffenceProposed) and event.fact is not None:
                duty = missed.get(int(event.fact))
                if duty is not None and not self._named & {duty, event.clause}:
                    beside.add(event.offence)
        return frozenset(beside)

    def _happen(self, step: Step) -> None:
        if step.by is None:
            (self.given[step.number],) = self._report(event_of(step, self.zone))
            return
        entered = entering(step)
        outcome = self._act(entered, action_of(entered, self))
        if outcome is not None and outcome.kept:
            self.given[step.number] = outcome.kept[0].position

    def _act(self, step: Step, action: Action) -> Outcome | None:
        assert step.by is not None
        try:
            outcome = self.book.act(action, by=step.by)
        except Refused as refusal:
            if step.kind == "when":
                self._refusal, self._appended = refusal, ()
            else:
                self.troubles.append(_refused(step, refusal))
            return None
        except (Unfit, OutsideCoverage) as fault:
            self.troubles.append(_undone(step, fault))
            return None
        if step.kind == "when":
            self._appended = tuple(each.event for each in outcome.kept)
        return outcome

    def _each(self, step: Step) -> Iterable[Step]:
        """The step itself, or one for every undecided case where it says so."""
        if step.fields.get("offence") != EACH:
            return (step,)
        return [
            step._replace(fields={**step.fields, "offence": case}) for case in self._undecided()
        ]

    def _report(self, *events: Event) -> tuple[int, ...]:
        """Record events as they stand; their positions."""
        command = UUID(int=next(self._commands))
        facts = Facts(command, [(event, self.clock.now()) for event in events])
        (span,) = self.book.record([facts], by=_REPORTER)
        return tuple(range(span.first, span.last + 1))


class _NoSecrets(Vault):
    """The vault of a scenario, in which nobody is a real person."""

    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        return clear

    def reveal(
        self, sealed: str, *, event_type: str, field: str, subject: str, purpose: str
    ) -> str:
        return sealed

    def pseudonym(self, kind: str, value: str) -> str:
        raise Unsealable("a scenario has no pseudonyms", zh="情景中没有化名")

    def settle(self) -> None:
        """Nothing waits for a disk."""

    def close(self) -> None:
        """Nothing is open."""


def _beginning(scenario: Scenario, steps: list[Step], zone: ZoneInfo) -> datetime:
    """When the rulebook is adopted: the day before anything happens."""
    if scenario.adopted is not None:
        return local(scenario.adopted, zone).astimezone(UTC)
    instants = [step.at for step in steps]
    if scenario.until is not None:
        instants.append(local(scenario.until, zone))
    if not instants:
        raise Misfit(
            "没有任何时间；请写 given、when 或 until", "no time at all; write given, when or until"
        )
    day = min(instants).astimezone(zone).date() - timedelta(days=1)
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _named(then: Then) -> set[str]:
    """The clauses that a scenario speaks of."""
    return {
        *(each.clause for each in then.obligations),
        *(each.offence for each in then.proposed),
        *then.not_proposed,
    }


def _people(scenario: Scenario) -> Iterator[Event]:
    yield PersonRegistered(person=CLERK, name=CLERK, roles=(Role.ADMINISTRATOR,))
    for each in scenario.people:
        yield PersonRegistered(
            person=each.person, name=each.person, roles=each.roles, team=each.team
        )
        if each.post is not None:
            yield PersonPlaced(
                person=each.person,
                post=each.post,
                unit=each.unit,
                supervisor=each.supervisor,
                job=each.job,
                grade=each.grade,
            )


def _undone(step: Step, fault: Unfit | OutsideCoverage) -> Words:
    """An action that could not be decided at all."""
    told = fault.words if isinstance(fault, Unfit) else Words(str(fault), str(fault))
    return Words(
        f"{step.kind} 第 {step.number} 步 {step.name} 办不成：{told.zh}",
        f"step {step.number} of {step.kind}, {step.name}, could not be done: {told.en}",
    )


def _refused(step: Step, refusal: Refused) -> Words:
    """An action on the way to what is judged did not come about."""
    return Words(
        f"{step.kind} 第 {step.number} 步 {step.name} 被 {refusal.clause} 拒绝："
        f"{refusal.text('zh')}",
        f"step {step.number} of {step.kind}, {step.name}, was refused by {refusal.clause}: "
        f"{refusal.text('en')}",
    )
