"""Given events, when an action, then events or a refusal: how a rule is tested.

::

    given(CallOffered(call="1", queue="189"), by="A017").when(
        AcceptCall(call="1", agent="A003"), by="A003"
    ).then(CallAccepted(call="1", queue="189", agent="A003"))

A given event that lies outside the action's boundary fails the test, because it could not have
changed the answer. Tags are compared as well as events, and a refusal must be the very one.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ledger import registers
from ledger.kernel.action import Action, Refused
from ledger.kernel.boundary import Boundary, Found, Past, selected
from ledger.kernel.event import Event, tags_of
from ledger.registers.org.standing import entitlement, require_entitled
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import Lawbook, LawOn

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
"""The instant tests start from: a given event happens a second after the one before it."""


class Happening(NamedTuple):
    """A given event with the instant it happened at."""

    event: Event
    at: datetime


class Given:
    """The history before an action."""

    def __init__(self, happenings: tuple[Happening, ...], law: Lawbook, zone: ZoneInfo) -> None:
        self._happenings = happenings
        self._law = law
        self._zone = zone

    def under(self, law: Lawbook) -> Given:
        """The same history under another rulebook."""
        return Given(self._happenings, law, self._zone)

    def when(self, action: Action, *, by: str, at: datetime | None = None) -> When:
        """Decide the action, a minute after the newest given event unless ``at`` is told."""
        registers.load()
        newest = max((each.at for each in self._happenings), default=NOON)
        at = at or newest + timedelta(minutes=1)
        day = at.astimezone(self._zone).date()
        law = self._law.on(day, self._zone)
        happened = _found(self._happenings)
        basis = Past(selected(action.basis(), happened), at=at, actor=by)
        boundary = Boundary(action.boundary_upon(basis, law) | entitlement(type(action), by))
        found = _within(boundary, happened)
        past = Past(found, at=at, actor=by)
        law.cite("org.roles")
        try:
            require_entitled(past, action, by)
            events = tuple(action.decide(past, law))
        except Refused as refusal:
            return When((), refusal, past.evidence, law)
        return When(events, None, past.evidence, law)


class When:
    """What came of the action: the events, or the refusal."""

    def __init__(
        self,
        events: tuple[Event, ...],
        refusal: Refused | None,
        evidence: tuple[int, ...],
        law: LawOn,
    ) -> None:
        self.events = events
        self.refusal = refusal
        self.findings = law.findings
        self._evidence = evidence
        self._clauses = {clause.id for clause in law.consulted}

    def then(
        self,
        *expected: Event,
        reading: tuple[str, ...] = (),
        resting_on: tuple[int, ...] | None = None,
    ) -> None:
        """Exactly these events happen, under the same tags; these clauses were read.

        ``resting_on`` are all the given events that the decision cites, counted from 1.
        """
        if self.refusal is not None:
            raise AssertionError(f"refused: {self.refusal} ({type(self.refusal).__name__})")
        assert self.events == expected, f"{self.events} is not {expected}"
        assert [tags_of(each) for each in self.events] == [tags_of(each) for each in expected]
        missing = set(reading) - self._clauses
        assert not missing, f"the decision did not read {missing}, only {self._clauses}"
        if resting_on is not None:
            assert self._evidence == resting_on, f"rests on {self._evidence}"

    def nothing(self) -> None:
        """The action is accepted, and nothing happens."""
        self.then()

    def refused(
        self,
        refusal: type[Refused],
        *,
        citing: tuple[int, ...] | None = None,
        clause: str | None = None,
    ) -> None:
        """Exactly this refusal, citing exactly these given events, counted from 1."""
        assert type(self.refusal) is refusal, (
            f"not refused by {refusal.__name__}: {self.refusal!r}, {self.events}"
        )
        if citing is not None:
            assert self.refusal.evidence == citing, f"cites {self.refusal.evidence}"
        if clause is not None:
            assert self.refusal.clause == clause, f"refused by {self.refusal.clause}"


def given(
    *events: Event | Happening, law: Lawbook | None = None, zone: str = "Asia/Shanghai"
) -> Given:
    """A history: events a second apart from noon on, or with instants of their own."""
    happenings = tuple(
        each if isinstance(each, Happening) else Happening(each, NOON + timedelta(seconds=number))
        for number, each in enumerate(events)
    )
    return Given(happenings, law or Lawbook(built_in()), ZoneInfo(zone))


def at(event: Event, instant: datetime) -> Happening:
    """A given event with an instant of its own."""
    return Happening(event, instant)


def _found(happenings: tuple[Happening, ...]) -> list[Found[Event]]:
    return [
        Found(position, each.at, each.event, tuple(tags_of(each.event)))
        for position, each in enumerate(happenings, start=1)
    ]


def _within(boundary: Boundary, happened: list[Found[Event]]) -> list[Found[Event]]:
    for each in happened:
        if not any(chosen.matches(type(each.event), each.tags) for chosen in boundary):
            raise AssertionError(f"given event {each.position} lies outside: {each.event}")
    return selected(boundary, happened)
