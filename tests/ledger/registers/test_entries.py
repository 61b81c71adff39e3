"""Entries: actions made from the events they enter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from ledger import registers
from ledger.kernel.action import NotEntitled, Refused, Role, actions
from ledger.kernel.boundary import Past
from ledger.kernel.periods import period_fields
from ledger.registers.attendance.entries import ExplainOuting, RecordLateness
from ledger.registers.attendance.events import LatenessRecorded, Occasion, OutingExplained
from ledger.registers.desk.entries import DispatchTicket, OpenTicket, ResolveTicket
from ledger.registers.desk.events import (
    TicketDispatched,
    TicketKind,
    TicketOpened,
    TicketResolved,
)
from ledger.registers.duty.entries import RecordUnmannedDuty
from ledger.registers.duty.events import DutyAssigned, DutyFoundUnmanned
from ledger.registers.entries import (
    AlreadyEntered,
    BeforeItBegan,
    Entry,
    HoldsNoPost,
    NotAsTheCaseSays,
    NotOpened,
)
from ledger.registers.org.events import PersonPlaced
from ledger.registers.tasks.entries import ApprovePostponement, AssignTask
from ledger.registers.tasks.events import (
    PostponementApproved,
    PostponementRequested,
    TaskAssigned,
)
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import Lawbook
from ledger.testing import NOON, at, given
from tests.ledger.registers.people import AGENT, LEADER

registers.load()
OPENED = TicketOpened(ticket="T-1", owner="A003", kind=TicketKind.COMPLAINT)
ENTRIES = [action for action in actions().values() if issubclass(action, Entry)]


@pytest.mark.parametrize("action", ENTRIES, ids=lambda action: action.verb)
def test_an_entry_has_the_fields_of_its_event_but_the_periods(action: type[Entry]) -> None:
    """One struct serves form, command line and docs; what follows from the day is left out."""
    told = {field.name for field in period_fields(action.event)}
    assert action.__struct_fields__ == tuple(
        name for name in action.event.__struct_fields__ if name not in told
    )
    assert action.__module__ == action.event.__module__.replace("events", "entries")
    assert action.event.__doc__ is not None
    assert action.event.__doc__ in str(action.__doc__)


def test_an_entry_takes_over_types_defaults_and_limits() -> None:
    """What an event may not hold cannot be typed either."""
    made = msgspec.convert(
        {"person": "A003", "minutes": "12"}, actions()["record-lateness"], strict=False
    )
    assert made == RecordLateness(person="A003", minutes=12, occasion=Occasion.SHIFT)
    with pytest.raises(msgspec.ValidationError, match=r"\$\.minutes"):
        msgspec.convert({"person": "A003", "minutes": -1}, RecordLateness)


def test_periods_are_those_of_the_sites_own_day() -> None:
    """Half past eight in the evening in London is the next day in Shanghai."""
    late = datetime(2026, 11, 30, 20, 30, tzinfo=UTC)
    given(at(LEADER, NOON)).when(
        RecordLateness(person="A003", minutes=12), by="A017", at=late
    ).then(
        LatenessRecorded(
            person="A003",
            day="A003/2026-12-01",
            month="A003/2026-12",
            year="A003/2026",
            minutes=12,
        )
    )


def test_a_time_without_a_zone_is_meant_at_the_site() -> None:
    """Events hold instants in UTC, whatever was typed."""
    given(LEADER).when(
        AssignTask(
            task="K-1",
            giver="A017",
            doer="A003",
            content="count",
            due_at=datetime(2026, 11, 21, 17),
        ),
        by="A017",
    ).then(
        TaskAssigned(
            task="K-1",
            giver="A017",
            doer="A003",
            content="count",
            due_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
        )
    )


def test_a_case_is_opened_once() -> None:
    """The same ticket cannot be taken down twice; the refusal cites the first time."""
    action = OpenTicket(ticket="T-1", owner="A003", kind=TicketKind.COMPLAINT)
    given(AGENT).when(action, by="A003").then(OPENED)
    given(AGENT, OPENED).when(action, by="A003").refused(
        AlreadyEntered, citing=(2,), clause="cases.order_of_steps"
    )


def test_what_happens_once_is_entered_once() -> None:
    """A ticket is resolved once."""
    given(AGENT, OPENED, TicketResolved(ticket="T-1")).when(
        ResolveTicket(ticket="T-1"), by="A003"
    ).refused(AlreadyEntered, citing=(3,))


def test_nothing_happens_in_a_case_that_was_not_opened() -> None:
    """The refusal names the case and what to enter first, in both languages."""
    action = DispatchTicket(ticket="T-9", department="维护")
    given(AGENT).when(action, by="A003").refused(NotOpened, citing=())
    refusal = refusal_of(action)
    assert refusal.text("en") == "there is no ticket T-9; enter “Ticket opened” first"
    assert refusal.text("zh") == "没有工单 T-9；请先登记“工单受理”"


def test_a_step_rests_on_the_opening_alone() -> None:
    """Of all that the case holds only its beginning decides whether it may go on."""
    given(AGENT, OPENED, TicketResolved(ticket="T-1")).when(
        DispatchTicket(ticket="T-1", department="维护"), by="A003"
    ).then(TicketDispatched(ticket="T-1", department="维护"), resting_on=(1, 2))


def test_nothing_happens_before_its_case_began() -> None:
    """Time does not go back within a case."""
    given(at(AGENT, NOON), at(OPENED, NOON + timedelta(hours=1))).when(
        DispatchTicket(ticket="T-1", department="维护"), by="A003", at=NOON
    ).refused(BeforeItBegan, citing=(2,))


def test_a_persons_own_request_needs_no_role() -> None:
    """An agent explains the own outing, but nobody else's."""
    given(AGENT).when(ExplainOuting(person="A003", reason="送件"), by="A003").then(
        OutingExplained(person="A003", day="A003/2026-11-21", reason="送件")
    )
    given(AGENT).when(ExplainOuting(person="A004", reason="送件"), by="A003").refused(NotEntitled)


def test_what_began_a_case_cannot_be_told_otherwise() -> None:
    """Whom an inspector finds missing is the group that was put on the duty."""
    assigned = DutyAssigned(
        duty="D-1",
        group="G1",
        members=("A003", "A004"),
        leader="A003",
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=3),
    )
    found = DutyFoundUnmanned(duty="D-1", members=("A003", "A004"), inspector="A017")
    given(LEADER, assigned).when(RecordUnmannedDuty(duty="D-1"), by="A017").then(found)
    given(LEADER, assigned).when(
        RecordUnmannedDuty(duty="D-1", members=("A003",)), by="A017"
    ).refused(NotAsTheCaseSays, citing=(2,))


PLACED = PersonPlaced(person="A017", post="department-manager")
POSTPONING = PostponementRequested(task="K-1", doer="A003", reason="停电")
APPROVED = PostponementApproved(task="K-1", doer="A003", signer="A017", post="department-manager")


def test_what_the_case_says_need_not_be_told_again() -> None:
    """A postponement is approved for whoever asked; somebody else as the doer is refused."""
    history = given(LEADER, PLACED, POSTPONING)
    for told in ({}, {"doer": "A003"}):
        history.when(ApprovePostponement(task="K-1", **told), by="A017").then(APPROVED)
    history.when(ApprovePostponement(task="K-1", doer="A004"), by="A017").refused(
        NotAsTheCaseSays, citing=(3,)
    )


def test_a_signature_is_that_of_who_acts_under_their_own_post() -> None:
    """Nobody signs for another, nor under a post they do not hold."""
    history = given(LEADER, PLACED, POSTPONING)
    history.when(ApprovePostponement(task="K-1"), by="A017").then(APPROVED)
    for otherwise in ({"signer": "A001"}, {"post": "centre-director"}):
        history.when(ApprovePostponement(task="K-1", **otherwise), by="A017").refused(
            NotAsTheCaseSays
        )
    given(LEADER, POSTPONING).when(ApprovePostponement(task="K-1"), by="A017").refused(HoldsNoPost)


def test_only_who_may_enters() -> None:
    """An agent does not record a colleague's lateness."""
    given(AGENT).when(RecordLateness(person="A004", minutes=1), by="A003").refused(NotEntitled)


def test_every_entry_is_open_to_somebody_on_the_floor() -> None:
    """An entry that only the program or the administrator could make would never be made."""
    for action in ENTRIES:
        assert set(action.by) & {Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER}


def refusal_of(action: Entry) -> Refused:
    """The refusal of an action in an empty book."""
    with pytest.raises(Refused) as refused:
        list(action.decide(Past([], at=NOON, actor="A003"), Lawbook(built_in()).on(NOON.date())))
    return refused.value
