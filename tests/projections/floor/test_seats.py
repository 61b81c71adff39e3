"""Seats: the one state of a person, and how their time adds up."""

from __future__ import annotations

import pytest

from ledger.kernel.action import Role
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallRang,
    CallWrappedUp,
)
from ledger.registers.org.events import PersonRegistered, RolesAssigned
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut
from tests.projections.happenings import (
    HOUR,
    MINUTE,
    SECOND,
    Happening,
    as_stored,
    at,
    floor_of,
    interval,
    spent,
)

IN: Happening = ("08:30:00", SeatSignedIn(agent="A003"))
CALL: tuple[Happening, ...] = (
    ("09:00:00", CallOffered(call="c1", queue="189")),
    ("09:00:10", CallAccepted(call="c1", queue="189", agent="A003")),
)
END: Happening = ("09:02:10", CallEnded(call="c1", queue="189", agent="A003"))
AFTER: Happening = ("09:02:10", AfterCallWorkBegan(agent="A003", call="c1", queue="189"))


def test_a_person_who_signs_in_is_ready() -> None:
    """At the seat and for the queues they named."""
    event = SeatSignedIn(agent="A003", seat="S1", queues=("189", "180"))
    seat = floor_of(("08:30:00", event)).seats["A003"]

    assert (seat.state, seat.since, seat.seat) == ("ready", at("08:30"), "S1")
    assert (seat.queues, seat.day) == ("189,180", "2026-11-21")


def test_a_second_sign_in_only_adds_queues() -> None:
    """The first sign-in counts, and a pause goes on."""
    floor = floor_of(
        ("08:30:00", SeatSignedIn(agent="A003", queues=("189",))),
        ("08:40:00", SeatPaused(agent="A003", reason="meal")),
        ("08:50:00", SeatSignedIn(agent="A003", queues=("180", "189"))),
        ("08:55:00", SeatSignedIn(agent="A003")),
    )

    seat = floor.seats["A003"]
    assert (seat.state, seat.signed_in, seat.queues) == ("paused", at("08:30"), "189,180")


def test_time_is_cut_at_the_boundaries_of_intervals() -> None:
    """To the microsecond, in every interval it touches."""
    floor = floor_of(
        ("08:50:00.999999", SeatSignedIn(agent="A003")),
        ("10:01:06", SeatSignedOut(agent="A003", signed_in_for=1)),
    )

    assert spent(floor, "08:30").signed_in == 9 * MINUTE + 59 * SECOND + 1
    assert spent(floor, "09:00").signed_in == spent(floor, "09:30").signed_in == 30 * MINUTE
    assert spent(floor, "10:00").signed_in == 66 * SECOND
    assert spent(floor, "09:00").ready == 30 * MINUTE


def test_what_runs_is_not_counted_yet() -> None:
    """Whoever reads adds it, so that a view need not change every second."""
    assert not floor_of(IN).seat_intervals


def test_a_sign_out_without_sign_in_counts_what_the_switch_says() -> None:
    """The person was signed in for that long before."""
    floor = floor_of(("10:00:00", SeatSignedOut(agent="A003", signed_in_for=300)))

    assert spent(floor, "09:30").signed_in == 5 * MINUTE
    assert floor.seats["A003"].state == "signed-out"


def test_a_concluded_sign_in_begins_after_the_last_sign_out() -> None:
    """A second line about the same sign-out counts nothing twice."""
    floor = floor_of(
        ("10:00:00", SeatSignedOut(agent="A003", signed_in_for=300)),
        ("10:00:00", SeatSignedOut(agent="A003", signed_in_for=30)),
    )

    assert spent(floor, "09:30").signed_in == 5 * MINUTE
    assert len(floor.seat_intervals) == 1


def test_a_sign_out_without_anything_counts_nothing() -> None:
    """Nobody knows since when they were signed in."""
    assert not floor_of(("10:00:00", SeatSignedOut(agent="A003"))).seat_intervals


def test_a_pause_has_a_reason_and_ends_when_ready() -> None:
    """Time paused is neither ready nor lost."""
    floor = floor_of(
        IN,
        ("09:10:00", SeatPaused(agent="A003", reason="meal")),
        ("09:25:00", SeatReady(agent="A003")),
    )

    assert (spent(floor).paused, spent(floor).ready) == (15 * MINUTE, 10 * MINUTE)
    seat = floor.seats["A003"]
    assert (seat.state, seat.since, seat.reason) == ("ready", at("09:25"), None)


def test_of_repeated_pauses_the_first_counts() -> None:
    """With the reason that was given last."""
    floor = floor_of(
        IN,
        ("09:10:00", SeatPaused(agent="A003", reason="meal")),
        ("09:12:00", SeatPaused(agent="A003", reason="rest")),
        ("09:13:00", SeatPaused(agent="A003")),
    )

    seat = floor.seats["A003"]
    assert (seat.state, seat.since, seat.paused) == ("paused", at("09:10"), at("09:10"))
    assert seat.reason == "rest"


def test_a_pause_counts_without_a_sign_in() -> None:
    """Somebody who is paused is paused, whatever the log left out."""
    floor = floor_of(
        ("08:41:30", SeatPaused(agent="A003")),
        ("08:46:38", SeatReady(agent="A003")),
    )

    assert spent(floor, "08:30").paused == 5 * MINUTE + 8 * SECOND
    assert floor.seats["A003"].state == "signed-out"


def test_signing_in_ends_a_pause_of_before() -> None:
    """As for the actions: what was said before the sign-in no longer holds."""
    floor = floor_of(("08:20:00", SeatPaused(agent="A003")), IN)

    assert floor.seats["A003"].state == "ready"
    assert spent(floor, "08:00").paused == 10 * MINUTE


def test_signing_out_ends_everything() -> None:
    """A pause and after-call work are over with it."""
    floor = floor_of(
        IN,
        *CALL,
        END,
        AFTER,
        ("09:03:10", SeatPaused(agent="A003")),
        ("09:05:10", SeatSignedOut(agent="A003")),
    )

    assert floor.seats["A003"].state == "signed-out"
    assert (spent(floor).paused, spent(floor).after_call) == (2 * MINUTE, 3 * MINUTE)
    assert interval(floor).after_call == 3 * MINUTE


def test_after_call_work_follows_a_call_and_counts_for_its_queue() -> None:
    """In the person's time when it was done, in the queue's figures when the caller came."""
    floor = floor_of(
        IN,
        ("09:29:00", CallOffered(call="c1", queue="189")),
        ("09:29:10", CallAccepted(call="c1", queue="189", agent="A003")),
        ("09:30:10", CallEnded(call="c1", queue="189", agent="A003")),
        ("09:30:10", AfterCallWorkBegan(agent="A003", call="c1", queue="189")),
        ("09:30:40", CallWrappedUp(agent="A003", call="c1")),
    )

    assert interval(floor).after_call == 30 * SECOND
    assert spent(floor, "09:30").after_call == 30 * SECOND
    assert floor.seats["A003"].state == "ready"


def test_after_call_work_without_a_call_is_the_persons_alone() -> None:
    """A log may tell of wrap-up without its call; no queue can be credited."""
    floor = floor_of(
        IN,
        ("09:00:00", AfterCallWorkBegan(agent="A003")),
        ("09:00:15", CallWrappedUp(agent="A003")),
    )

    assert spent(floor).after_call == 15 * SECOND
    assert not floor.intervals


def test_ready_ends_after_call_work() -> None:
    """The person is ready, so the work is over."""
    floor = floor_of(IN, *CALL, END, AFTER, ("09:02:40", SeatReady(agent="A003")))

    assert floor.seats["A003"].state == "ready"
    assert interval(floor).after_call == 30 * SECOND


def test_the_next_call_ends_after_call_work() -> None:
    """Its work belongs to the call before."""
    floor = floor_of(
        IN,
        *CALL,
        END,
        AFTER,
        ("09:02:20", CallOffered(call="c2", queue="180")),
        ("09:02:40", CallAccepted(call="c2", queue="180", agent="A003")),
    )

    assert interval(floor).after_call == 30 * SECOND
    assert interval(floor, queue="180").after_call == 0
    assert floor.seats["A003"].call == "c2"


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        ((), "signed-out"),
        ((IN,), "ready"),
        ((IN, ("08:40:00", SeatPaused(agent="A003"))), "paused"),
        ((IN, AFTER, ("09:03:00", SeatPaused(agent="A003"))), "after-call"),
        (
            (
                IN,
                CALL[0],
                ("09:00:05", AfterCallWorkBegan(agent="A003")),
                ("09:00:06", CallRang(call="c1", queue="189", agent="A003")),
            ),
            "ringing",
        ),
        ((IN, *CALL, ("09:01:00", SeatPaused(agent="A003")), AFTER), "on-call"),
        (CALL, "on-call"),
    ],
)
def test_a_person_has_one_state_by_precedence(happened: tuple[Happening, ...], state: str) -> None:
    """On a call, ringing, after-call work, paused, ready, signed out, in this order."""
    known = ("08:00:00", PersonRegistered(person="A003", name="李娜", roles=(Role.AGENT,)))

    assert floor_of(known, *happened).seats["A003"].state == state


def test_states_never_overlap() -> None:
    """What somebody spends ready, ringing, on calls and after them makes up the time signed in."""
    floor = floor_of(
        ("09:00:00", SeatSignedIn(agent="A003")),
        ("09:01:00", CallOffered(call="c1", queue="189")),
        ("09:01:10", CallRang(call="c1", queue="189", agent="A003")),
        ("09:01:20", CallAccepted(call="c1", queue="189", agent="A003")),
        ("09:05:00", CallEnded(call="c1", queue="189", agent="A003")),
        ("09:05:00", AfterCallWorkBegan(agent="A003", call="c1", queue="189")),
        ("09:05:30", CallOffered(call="c2", queue="189")),
        ("09:05:31", CallRang(call="c2", queue="189", agent="A003")),
        ("09:05:41", CallAccepted(call="c2", queue="189", agent="A003")),
        ("09:06:00", SeatPaused(agent="A003")),
        ("09:07:00", CallEnded(call="c2", queue="189", agent="A003")),
        ("09:08:00", SeatReady(agent="A003")),
        ("09:20:00", SeatSignedOut(agent="A003")),
    )

    row = spent(floor)
    assert row.signed_in == 20 * MINUTE
    assert row.ready == MINUTE + 10 * SECOND + 12 * MINUTE
    assert row.ringing == 20 * SECOND
    assert row.on_call == 220 * SECOND + 79 * SECOND
    assert row.after_call == 31 * SECOND
    assert row.paused == 2 * MINUTE
    outside_calls = MINUTE
    assert row.ready + row.ringing + row.on_call + row.after_call == 20 * MINUTE - outside_calls


def test_a_later_call_takes_over_the_seat() -> None:
    """When the end of a call was lost, the next call shows that it is over."""
    floor = floor_of(
        *CALL,
        ("09:10:00", CallOffered(call="c2", queue="189")),
        ("09:10:10", CallAccepted(call="c2", queue="189", agent="A003")),
        ("09:11:00", CallEnded(call="c1", queue="189", agent="A003")),
    )

    seat = floor.seats["A003"]
    assert (seat.state, seat.call, seat.since) == ("on-call", "c2", at("09:10:10"))
    assert spent(floor).on_call == 10 * MINUTE


def test_stamps_that_go_backwards_count_no_time() -> None:
    """No span is negative, and the state is from the stamp it came with."""
    floor = floor_of(IN, ("08:20:00", SeatPaused(agent="A003")))

    assert not floor.seat_intervals
    assert floor.seats["A003"].since == at("08:20")


def test_the_day_is_counted_from_its_beginning() -> None:
    """Calls, busy and idle time begin anew with the business day."""
    floor = floor_of(IN, *CALL, END)
    seat = floor.seats["A003"]
    assert (seat.handled, seat.busy, seat.idle) == (1, 2 * MINUTE, 30 * MINUTE + 10 * SECOND)

    late = floor_of(
        ("23:50:00", SeatSignedIn(agent="A003")),
        ("23:59:00", CallOffered(call="c1", queue="189")),
        ("23:59:00", CallAccepted(call="c1", queue="189", agent="A003")),
    )

    next_day = at("00:01", "2026-11-22")
    late.apply([as_stored(CallEnded(call="c1", queue="189", agent="A003"), next_day, 4)])
    seat = late.seats["A003"]
    assert (seat.day, seat.handled) == ("2026-11-22", 1)
    assert (seat.busy, seat.idle) == (MINUTE, 0)
    assert late.seat_intervals[at("23:30"), "A003"].on_call == MINUTE


def test_only_those_who_take_calls_serve() -> None:
    """By their role, or because they were seen at a seat."""
    floor = floor_of(
        ("08:00:00", PersonRegistered(person="A003", name="李娜", roles=(Role.AGENT,), team="T1")),
        ("08:00:00", PersonRegistered(person="A017", name="王敏", roles=(Role.DUTY_LEADER,))),
        ("08:00:00", PersonRegistered(person="A001", name="周杰", roles=(Role.AGENT,))),
        ("08:10:00", RolesAssigned(person="A001", roles=(Role.AUDITOR,))),
        ("08:20:00", SeatSignedIn(agent="A009")),
        ("08:21:00", RolesAssigned(person="A009", roles=())),
    )

    assert {row.agent for row in floor.seats.values() if row.serves} == {"A003", "A009"}
    assert (floor.seats["A003"].name, floor.seats["A003"].team) == ("sealed name", "T1")


def test_a_long_absence_of_events_is_cut_too() -> None:
    """Signed in over a night: every interval in between has its share."""
    floor = floor_of(("20:00:00", SeatSignedIn(agent="A003")))

    out = at("06:00", "2026-11-22")
    floor.apply([as_stored(SeatSignedOut(agent="A003"), out, 2)])

    rows = floor.seat_intervals.values()
    assert sum(row.signed_in for row in rows) == 10 * HOUR
    assert len(rows) == 20
