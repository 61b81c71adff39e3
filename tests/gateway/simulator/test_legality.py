"""What the simulator brings about is what the registers' own actions would allow and yield."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gateway.simulator import ACTOR, Settings, facts_of
from ledger.book import Book
from ledger.kernel.action import Action
from ledger.kernel.clock import FrozenClock
from ledger.kernel.event import Event, micros
from ledger.registers.calls.abandon_call import AbandonCall
from ledger.registers.calls.accept_call import AcceptCall
from ledger.registers.calls.end_call import EndCall
from ledger.registers.calls.events import (
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
    CallWrappedUp,
    RingUnanswered,
)
from ledger.registers.calls.hold_call import HoldCall
from ledger.registers.calls.offer_call import OfferCall
from ledger.registers.calls.redirect_call import RedirectCall
from ledger.registers.calls.request_call_back import RequestCallBack
from ledger.registers.calls.resume_call import ResumeCall
from ledger.registers.calls.ring_seat import RingSeat
from ledger.registers.calls.transfer_call import TransferCall
from ledger.registers.calls.wrap_up_call import WrapUpCall
from ledger.registers.org.events import PersonRegistered, QueueOpened, SeatInstalled, TeamFormed
from ledger.registers.org.form_team import FormTeam
from ledger.registers.org.install_seat import InstallSeat
from ledger.registers.org.open_queue import OpenQueue
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut
from ledger.registers.seats.go_ready import GoReady
from ledger.registers.seats.pause_seat import PauseSeat
from ledger.registers.seats.sign_in import SignIn
from ledger.registers.seats.sign_out import SignOut

NINE = 9 * 3_600_000_000


def decision(event: Event) -> tuple[Action, str]:
    """The action whose first event this is, and who takes it."""
    match event:
        case CallOffered():
            action: Action = OfferCall(
                call=event.call,
                queue=event.queue,
                customer=event.customer,
                number=event.number,
                priority=event.priority,
            )
        case CallRang():
            action = RingSeat(call=event.call, agent=event.agent)
        case CallHeld():
            return HoldCall(call=event.call), event.agent
        case CallResumed():
            return ResumeCall(call=event.call), event.agent
        case CallTransferred(agent=str(agent)):
            return TransferCall(call=event.call, to_queue=event.to_queue, to=event.to), agent
        case CallAccepted(agent=str(agent)):
            return AcceptCall(call=event.call, agent=agent), agent
        case CallEnded(agent=str(agent), by=str(by)):
            return EndCall(call=event.call, by_whom=by), agent
        case CallWrappedUp():
            return WrapUpCall(agent=event.agent), event.agent
        case CallAbandoned():
            action = AbandonCall(call=event.call)
        case CallRedirected():
            action = RedirectCall(call=event.call, reason=event.reason)
        case CallBackRequested():
            action = RequestCallBack(call=event.call, customer=event.customer, number=event.number)
        case SeatSignedIn():
            return SignIn(agent=event.agent, seat=event.seat, queues=event.queues), event.agent
        case SeatReady():
            return GoReady(agent=event.agent), event.agent
        case SeatPaused(reason=str(reason)):
            return PauseSeat(agent=event.agent, reason=reason), event.agent
        case SeatSignedOut():
            return SignOut(agent=event.agent), event.agent
        case _:
            return registration(event), "A001"
    return action, "A017"


def registration(event: Event) -> Action:
    """The action that enters somebody or something in the book."""
    match event:
        case PersonRegistered():
            return RegisterPerson(
                person=event.person,
                name=event.name,
                roles=event.roles,
                team=event.team,
                post=event.post,
            )
        case TeamFormed():
            return FormTeam(team=event.team, title=event.title, leader=event.leader)
        case QueueOpened():
            return OpenQueue(queue=event.queue, title=event.title)
        case SeatInstalled():
            return InstallSeat(seat=event.seat, extension=event.extension)
        case _:
            raise AssertionError(f"no action brings about {event}")


@pytest.mark.parametrize("seed", [7, 11])
def test_the_actions_allow_every_step_and_yield_the_same_events(
    settings: Settings, seed: int, new_book: Callable[[str], Book], clock: FrozenClock
) -> None:
    """Replayed as decisions from midnight to nine, no step is refused and none differs."""
    book = new_book("acted.ledger")
    chosen = settings._replace(agents=40, seed=seed)
    kinds: set[type[Event]] = set()
    for facts in facts_of(book, chosen):
        happened = facts.events[0][1]
        if micros(happened) >= chosen.midnight(0) + NINE:
            break
        clock.move_to(happened)
        expected = tuple(event for event, _ in facts.events)
        kinds.add(type(expected[0]))
        if isinstance(expected[0], RingUnanswered):
            book.record([facts], by=ACTOR)
            continue
        action, by = decision(expected[0])
        outcome = book.act(action, by=by, command=facts.command)
        assert tuple(kept.event for kept in outcome.kept) == expected

    assert kinds >= {CallRang, CallAccepted, CallEnded, CallAbandoned, CallTransferred, SeatPaused}
    assert kinds >= {RingUnanswered, CallHeld, SeatSignedOut}
