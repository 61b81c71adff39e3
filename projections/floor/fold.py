"""The fold itself: which event changes what."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from ledger.kernel.action import Role
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, Projection, Rows, folds
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallBackRequested,
    CallEnded,
    CallHeld,
    CallOffered,
    CallRang,
    CallRedirected,
    CallResumed,
    CallTransferred,
    CallTurnedAway,
    CallWrappedUp,
    RingUnanswered,
)
from ledger.registers.imports.events import ImportFinished
from ledger.registers.org.events import PersonRegistered, QueueOpened, RolesAssigned, TeamFormed
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut
from projections.floor.legs import SECOND, Legs
from projections.floor.periods import LawOn, Periods
from projections.floor.rows import (
    ArrivalRow,
    IntervalRow,
    LegRow,
    QueueRow,
    SeatIntervalRow,
    SeatRow,
    SourceRow,
    TeamRow,
)
from projections.floor.seats import Seats


class Floor(Projection):
    """Who is doing what, in which queue, since when; and what each interval has come to."""

    name = "floor"
    version = 1

    def __init__(self, law_on: LawOn, zone: ZoneInfo) -> None:
        """A floor before its first event, under the law of each day and in the site's zone."""
        super().__init__()
        self.queues = Rows(QueueRow)
        self.teams = Rows(TeamRow)
        self.legs = Rows(LegRow)
        self.seats = Rows(SeatRow)
        self.intervals = Rows(IntervalRow)
        self.seat_intervals = Rows(SeatIntervalRow)
        self.arrivals = Rows(ArrivalRow)
        self.sources = Rows(SourceRow)
        self.periods = Periods(law_on, zone)
        self._seats = Seats(self.seats, self.seat_intervals, self.periods)
        self._legs = Legs(
            self.queues, self.legs, self.intervals, self.arrivals, self._seats, self.periods
        )

    def of_day(self, day: str) -> list[IntervalRow]:
        """The queues' intervals of a business day."""
        begins = self.periods.begins(date.fromisoformat(day))
        if begins >= self.intervals.horizon:
            return self._legs.by_day.get(day, [])
        ends = self.periods.begins(date.fromisoformat(day) + timedelta(days=1))
        return list(self.intervals.between(begins, ends))

    def horizon(self, table: str) -> Micros:
        """Queues are held for the newest business day, people's time for its last interval."""
        if not self.latest_at:
            return 0
        interval = self.periods.interval(self.latest_at)
        return interval.start if table == "seat_intervals" else self.periods.begins_at(interval)

    def settled(self) -> None:
        """Renew what is derived of the rows."""
        self.periods.clear()
        self._legs.settled()

    @folds(CallOffered)
    def _offered(self, event: CallOffered, at: Micros, _: int) -> None:
        arrived = None if event.arrived is None else micros(event.arrived)
        self._legs.offer(event.call, event.queue, event.priority, at, arrived)

    @folds(CallTurnedAway)
    def _turned_away(self, event: CallTurnedAway, at: Micros, _: int) -> None:
        self._legs.turn_away(event.queue, event.reason == "closed", at)

    @folds(CallRang)
    def _rang(self, event: CallRang, at: Micros, _: int) -> None:
        self._legs.ring(event.call, event.queue, event.agent, at)

    @folds(RingUnanswered)
    def _ring_unanswered(self, event: RingUnanswered, at: Micros, _: int) -> None:
        self._legs.ring_unanswered(event.call, event.queue, event.agent, at)

    @folds(CallAccepted)
    def _accepted(self, event: CallAccepted, at: Micros, _: int) -> None:
        self._legs.accept(event.call, event.queue, event.agent, event.waited, at)

    @folds(CallHeld)
    def _held(self, event: CallHeld, at: Micros, _: int) -> None:
        self._legs.hold(event.call, event.queue, at)

    @folds(CallResumed)
    def _resumed(self, event: CallResumed, at: Micros, _: int) -> None:
        self._legs.resume(event.call, event.queue, at)

    @folds(CallEnded, CallTransferred)
    def _ended(self, event: CallEnded | CallTransferred, at: Micros, _: int) -> None:
        self._legs.end(event.call, event.queue, event.agent, event.waited, event.talked, at)

    @folds(AfterCallWorkBegan)
    def _after_call_began(self, event: AfterCallWorkBegan, at: Micros, _: int) -> None:
        self._seats.begin_after_call(event.agent, at)

    @folds(CallWrappedUp)
    def _wrapped_up(self, event: CallWrappedUp, at: Micros, _: int) -> None:
        self._legs.finish_after_call(self._seats.end_after_call(event.agent, at))

    @folds(CallAbandoned)
    def _abandoned(self, event: CallAbandoned, at: Micros, _: int) -> None:
        self._legs.abandon(event.call, event.queue, event.waited, at)

    @folds(CallRedirected)
    def _redirected(self, event: CallRedirected, at: Micros, _: int) -> None:
        self._legs.redirect(event.call, event.queue, event.waited, at)

    @folds(CallBackRequested)
    def _call_back_requested(self, event: CallBackRequested, at: Micros, _: int) -> None:
        self._legs.call_back(event.call, event.queue, at)

    @folds(SeatSignedIn)
    def _signed_in(self, event: SeatSignedIn, at: Micros, _: int) -> None:
        done = self._seats.sign_in(event.agent, event.seat, event.queues, at)
        self._legs.finish_after_call(done)

    @folds(SeatReady)
    def _ready(self, event: SeatReady, at: Micros, _: int) -> None:
        self._legs.finish_after_call(self._seats.ready(event.agent, at))

    @folds(SeatPaused)
    def _paused(self, event: SeatPaused, at: Micros, _: int) -> None:
        self._seats.pause(event.agent, event.reason, at)

    @folds(SeatSignedOut)
    def _signed_out(self, event: SeatSignedOut, at: Micros, _: int) -> None:
        told = event.signed_in_for
        span = None if told is None else told * SECOND
        self._legs.finish_after_call(self._seats.sign_out(event.agent, span, at))

    @folds(PersonRegistered, timely=False)
    def _person_registered(self, event: PersonRegistered, at: Micros, _: int) -> None:
        row = self._seats.at(event.person)
        row.name, row.team = event.name, event.team
        row.serves = row.serves or Role.AGENT in event.roles

    @folds(RolesAssigned, timely=False)
    def _roles_assigned(self, event: RolesAssigned, at: Micros, _: int) -> None:
        row = self._seats.at(event.person)
        row.serves = Role.AGENT in event.roles or bool(row.since)

    @folds(QueueOpened, timely=False)
    def _queue_opened(self, event: QueueOpened, at: Micros, _: int) -> None:
        self._legs.queue(event.queue).title = event.title

    @folds(TeamFormed, timely=False)
    def _team_formed(self, event: TeamFormed, at: Micros, _: int) -> None:
        row = TeamRow(team=event.team, title=event.title, leader=event.leader)
        self.teams.put(event.team, row)

    @folds(ImportFinished, timely=False)
    def _import_finished(self, event: ImportFinished, at: Micros, _: int) -> None:
        row = SourceRow(
            source=event.source,
            records=event.records,
            noted=event.noted,
            left_out=event.left_out,
        )
        self.sources.put(event.source, row)
