"""Calls that ring: at which seats, until when, and where the call goes unanswered."""

from __future__ import annotations

from ledger.registers.calls.events import (
    CallAbandoned,
    CallRang,
    RingUnanswered,
)
from ledger.registers.seats.events import SeatSignedIn
from tests.projections.floor.test_legs import ACCEPTED, OFFERED
from tests.projections.happenings import MINUTE, SECOND, at, floor_of, spent


def test_a_call_rings_at_a_seat() -> None:
    """It still waits, and the seat rings."""
    floor = floor_of(
        ("08:00:00", SeatSignedIn(agent="A003")),
        ("09:00:00", OFFERED),
        ("09:00:10", CallRang(call="c1", queue="189", agent="A003")),
    )

    leg, seat = floor.legs["c1", "189"], floor.seats["A003"]
    assert (leg.state, leg.rings, leg.since) == ("ringing", "A003", at("09:00:10"))
    assert floor.queues["189"].waiting == 1
    assert (seat.state, seat.rung, seat.rung_queue) == ("ringing", "c1", "189")


def test_a_call_can_ring_at_several_seats() -> None:
    """When one accepts, the others stop ringing, and the time each rang is theirs."""
    floor = floor_of(
        ("08:30:00", SeatSignedIn(agent="A003")),
        ("08:30:00", SeatSignedIn(agent="A004")),
        ("09:00:00", OFFERED),
        ("09:00:10", CallRang(call="c1", queue="189", agent="A003")),
        ("09:00:12", CallRang(call="c1", queue="189", agent="A004")),
        ("09:00:15", ACCEPTED),
    )

    assert floor.seats["A003"].state == "on-call"
    assert floor.seats["A004"].state == "ready"
    assert spent(floor).ringing == 5 * SECOND
    assert spent(floor, agent="A004").ringing == 3 * SECOND
    assert spent(floor, "08:30").ready == 30 * MINUTE


def test_a_ring_unanswered_sends_the_call_back_to_wait() -> None:
    """The call waits on, and the seat is what it was before."""
    floor = floor_of(
        ("08:30:00", SeatSignedIn(agent="A003")),
        ("09:00:00", OFFERED),
        ("09:00:10", CallRang(call="c1", queue="189", agent="A003")),
        ("09:00:25", RingUnanswered(call="c1", queue="189", agent="A003")),
    )

    leg = floor.legs["c1", "189"]
    assert (leg.state, leg.rings, leg.agent) == ("waiting", "", None)
    assert floor.seats["A003"].state == "ready"
    assert spent(floor).ringing == 15 * SECOND


def test_a_ring_unanswered_by_one_goes_on_at_the_other() -> None:
    """Only whoever did not answer stops ringing."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:10", CallRang(call="c1", queue="189", agent="A003")),
        ("09:00:12", CallRang(call="c1", queue="189", agent="A004")),
        ("09:00:25", RingUnanswered(call="c1", queue="189", agent="A004")),
    )

    leg = floor.legs["c1", "189"]
    assert (leg.state, leg.rings, leg.agent) == ("ringing", "A003", "A003")


def test_a_ring_unanswered_that_never_rang_changes_nothing() -> None:
    """Some switches tell only that nobody answered."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:25", RingUnanswered(call="c1", queue="189", agent="A003", rang=15)),
    )

    assert floor.legs["c1", "189"].state == "waiting"
    assert not floor.seats


def test_a_seat_stops_ringing_when_the_caller_gives_up() -> None:
    """No seat rings for a call that is gone."""
    floor = floor_of(
        ("08:30:00", SeatSignedIn(agent="A003")),
        ("09:00:00", OFFERED),
        ("09:00:10", CallRang(call="c1", queue="189", agent="A003")),
        ("09:00:14", CallAbandoned(call="c1", queue="189")),
    )

    assert floor.seats["A003"].state == "ready"
    assert floor.seats["A003"].since == at("09:00:14")


def test_a_ring_for_a_call_nobody_knows_rings_nowhere() -> None:
    """Nothing could ever end it."""
    floor = floor_of(("09:00:10", CallRang(call="c1", queue="189", agent="A003")))

    assert not floor.legs
    assert not floor.seats
