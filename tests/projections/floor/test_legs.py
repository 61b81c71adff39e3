"""Calls: what each event does to the call, its queue and its interval."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledger.registers.calls.events import (
    CallAbandoned,
    CallAccepted,
    CallBackRequested,
    CallEnded,
    CallHeld,
    CallOffered,
    CallRedirected,
    CallResumed,
    CallTransferred,
    CallTurnedAway,
)
from projections.floor import ArrivalRow, LegRow
from tests.projections.happenings import MINUTE, SECOND, at, floor_of, interval, spent

OFFERED = CallOffered(call="c1", queue="189")
ACCEPTED = CallAccepted(call="c1", queue="189", agent="A003")
ENDED = CallEnded(call="c1", queue="189", agent="A003")


def test_an_offered_call_waits() -> None:
    """It stands in its queue from its instant, and counts as offered in that half hour."""
    floor = floor_of(("09:29:59.999999", CallOffered(call="c1", queue="189", priority=2)))

    entered = at("09:29:59.999999")
    assert floor.legs["c1", "189"] == LegRow(
        call="c1",
        queue="189",
        state="waiting",
        entered=entered,
        credited=at("09:00"),
        priority=2,
        since=entered,
    )
    assert floor.queues["189"].waiting == 1
    assert interval(floor).offered == 1
    assert dict(floor.arrivals) == {
        (at("09:25"), "189"): ArrivalRow(slot=at("09:25"), queue="189", offered=1)
    }


def test_a_call_is_credited_to_when_the_caller_arrived() -> None:
    """A caller who reached the site before midnight belongs to that day, whenever the queue."""
    arrived = datetime(2026, 11, 20, 23, 59, 50, tzinfo=UTC)
    floor = floor_of(
        ("00:00:10", CallOffered(call="c1", queue="189", arrived=arrived)),
        ("00:00:20", ACCEPTED),
    )

    row = floor.intervals[at("23:30", "2026-11-20"), "189"]
    assert (row.day, row.offered, row.answered) == ("2026-11-20", 1, 1)
    assert row.wait_answered == 10 * SECOND
    assert len(floor.intervals) == 1


def test_an_accepted_call_was_answered() -> None:
    """Its wait counts in the interval it came in, not in the one it was answered in."""
    floor = floor_of(("09:29:50", OFFERED), ("09:30:10", ACCEPTED))

    row = interval(floor)
    assert (row.answered, row.answered_within, row.wait_answered) == (1, 1, 20 * SECOND)
    assert row.wait_longest == 20 * SECOND
    assert floor.queues["189"].waiting == 0
    leg = floor.legs["c1", "189"]
    assert (leg.state, leg.agent, leg.accepted) == ("talking", "A003", at("09:30:10"))
    assert spent(floor).answered == 1


def test_the_limit_of_the_service_level_is_included() -> None:
    """Answered after exactly the limit is within it, a microsecond later is not."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:20.000001", ACCEPTED),
    )

    assert interval(floor).answered_within == 0


def test_the_wait_the_switch_measured_wins() -> None:
    """Whole seconds from the switch count, not the difference of stamps."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:25", CallAccepted(call="c1", queue="189", waited=19)),
    )

    assert interval(floor).wait_answered == 19 * SECOND
    assert interval(floor).answered_within == 1


def test_an_acceptance_stamped_before_its_offer_counts_no_negative_wait() -> None:
    """The offer says when the call came; a wait is never below nothing."""
    floor = floor_of(("09:59:59.999999", OFFERED), ("09:00:02.999999", ACCEPTED))

    row = interval(floor, "09:30")
    assert (row.offered, row.answered, row.answered_within, row.wait_answered) == (1, 1, 1, 0)


def test_an_acceptance_without_an_offer_concludes_one() -> None:
    """The call was offered as long before as the switch says it waited."""
    floor = floor_of(("09:30:05", CallAccepted(call="c1", queue="189", agent="A003", waited=10)))

    row = interval(floor)
    assert (row.offered, row.answered, row.wait_answered) == (1, 1, 10 * SECOND)
    assert floor.queues["189"].waiting == 0


def test_a_second_acceptance_counts_once() -> None:
    """The same agent changes nothing; another one has the call from then on."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:10", ACCEPTED),
        ("09:00:12", ACCEPTED),
        ("09:01:10", CallAccepted(call="c1", queue="189", agent="A004")),
    )

    assert interval(floor).answered == 1
    assert floor.queues["189"].waiting == 0
    assert floor.legs["c1", "189"].agent == "A004"
    assert floor.seats["A003"].state == "signed-out"
    assert floor.seats["A004"].state == "on-call"
    assert spent(floor).on_call == MINUTE


def test_an_ended_call_was_handled() -> None:
    """Its talk counts in the interval it came in, and the call is gone."""
    floor = floor_of(("09:29:00", OFFERED), ("09:29:10", ACCEPTED), ("09:31:10", ENDED))

    row = interval(floor)
    assert (row.handled, row.talk, row.hold) == (1, 2 * MINUTE, 0)
    assert not floor.legs
    assert (spent(floor).handled, spent(floor).talk) == (1, 2 * MINUTE)
    assert spent(floor).on_call == 50 * SECOND
    assert spent(floor, "09:30").on_call == 70 * SECOND


def test_the_talk_the_switch_measured_wins_and_holds_the_hold() -> None:
    """A switch counts from answer to end, so time on hold is taken out of its talk."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:10", ACCEPTED),
        ("09:01:00", CallHeld(call="c1", queue="189", agent="A003")),
        ("09:01:30", CallResumed(call="c1", queue="189", agent="A003")),
        ("09:02:10", CallEnded(call="c1", queue="189", talked=100)),
    )

    row = interval(floor)
    assert (row.talk, row.hold) == (70 * SECOND, 30 * SECOND)
    assert spent(floor).held == 30 * SECOND
    assert spent(floor).on_call == 2 * MINUTE


def test_a_call_that_ends_on_hold_was_held_until_then() -> None:
    """The last hold counts to the end of the call."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:10", ACCEPTED),
        ("09:01:00", CallHeld(call="c1", queue="189", agent="A003")),
        ("09:01:30", ENDED),
    )

    assert (interval(floor).talk, interval(floor).hold) == (50 * SECOND, 30 * SECOND)


def test_a_held_call_shows_since_when() -> None:
    """On hold the call's state began when it was put there, and the agent is still on it."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:10", ACCEPTED),
        ("09:01:00", CallHeld(call="c1", queue="189", agent="A003")),
    )

    leg = floor.legs["c1", "189"]
    assert (leg.state, leg.since) == ("held", at("09:01"))
    assert floor.seats["A003"].state == "on-call"


def test_an_end_by_another_agent_frees_whoever_talked() -> None:
    """The conversation is theirs who ended it, and nobody is left on a call that is over."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:10", ACCEPTED),
        ("09:01:10", CallEnded(call="c1", queue="189", agent="A004")),
    )

    assert floor.seats["A003"].state == "signed-out"
    assert (floor.seats["A003"].handled, floor.seats["A004"].handled) == (0, 1)
    assert spent(floor).on_call == MINUTE


def test_a_lone_end_counts_as_received_and_answered() -> None:
    """Without an offer the call came at its end less wait and talk, and the agent talked."""
    ended = CallEnded(call="c1", queue="189", agent="A003", waited=12, talked=6)
    floor = floor_of(("11:30:10", ended))

    row = interval(floor, "11:00")
    assert (row.offered, row.answered, row.handled) == (1, 1, 1)
    assert (row.wait_answered, row.talk) == (12 * SECOND, 6 * SECOND)
    assert spent(floor, "11:30").on_call == 6 * SECOND
    assert spent(floor, "11:00").answered == 1
    assert floor.seats["A003"].handled == 1
    assert not floor.legs


def test_an_end_without_acceptance_concludes_one() -> None:
    """The call was accepted as long before its end as it was talked."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:01:00", CallEnded(call="c1", queue="189", agent="A003", talked=40)),
    )

    row = interval(floor)
    assert (row.offered, row.answered, row.handled) == (1, 1, 1)
    assert (row.wait_answered, row.talk) == (20 * SECOND, 40 * SECOND)
    assert floor.queues["189"].waiting == 0


def test_a_call_without_an_agent_counts_for_its_queue() -> None:
    """Where the source lost the agent, the queue's figures stand and nobody's time does."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:05", CallAccepted(call="c1", queue="189")),
        ("09:00:25", CallEnded(call="c1", queue="189")),
    )

    assert (interval(floor).answered, interval(floor).handled) == (1, 1)
    assert not floor.seats
    assert not floor.seat_intervals


def test_a_transferred_call_was_handled_and_counts_anew_elsewhere() -> None:
    """One call in two queues is a leg in each."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:10", ACCEPTED),
        ("09:01:10", CallTransferred(call="c1", queue="189", agent="A003", to_queue="180")),
        ("09:01:10", CallOffered(call="c1", queue="180")),
    )

    assert (interval(floor).handled, interval(floor).talk) == (1, MINUTE)
    assert interval(floor, queue="180").offered == 1
    assert set(floor.legs) == {("c1", "180")}


@pytest.mark.parametrize(
    ("left", "within", "short"),
    [("09:00:05", 1, 1), ("09:00:05.000001", 1, 0), ("09:00:20", 1, 0), ("09:00:21", 0, 0)],
)
def test_an_abandoned_call_by_how_long_it_waited(left: str, within: int, short: int) -> None:
    """Both limits are included, and the wait is of those abandoned, not of those answered."""
    floor = floor_of(("09:00:00", OFFERED), (left, CallAbandoned(call="c1", queue="189")))

    row = interval(floor)
    assert (row.abandoned, row.abandoned_within, row.abandoned_short) == (1, within, short)
    assert row.wait_abandoned == row.wait_longest == at(left) - at("09:00")
    assert row.wait_answered == 0
    assert floor.queues["189"].waiting == 0
    assert not floor.legs


def test_a_lone_abandonment_concludes_its_offer() -> None:
    """The call came as long before as the switch says it waited."""
    floor = floor_of(("09:30:03", CallAbandoned(call="c1", queue="189", waited=7)))

    row = interval(floor)
    assert (row.offered, row.abandoned, row.wait_abandoned) == (1, 1, 7 * SECOND)


def test_an_abandonment_after_acceptance_ends_the_conversation() -> None:
    """A call is answered or abandoned, never both."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:00:10", ACCEPTED),
        ("09:01:10", CallAbandoned(call="c1", queue="189")),
    )

    row = interval(floor)
    assert (row.answered, row.abandoned, row.handled, row.talk) == (1, 0, 1, MINUTE)
    assert floor.queues["189"].waiting == 0


def test_a_redirected_call_is_neither_answered_nor_abandoned() -> None:
    """It leaves the queue, and its wait can be the longest."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:02:00", CallRedirected(call="c1", queue="189", reason="timeout")),
    )

    row = interval(floor)
    assert (row.offered, row.answered, row.abandoned, row.redirected) == (1, 0, 0, 1)
    assert row.wait_longest == 2 * MINUTE
    assert not floor.legs


def test_calls_turned_away_were_not_offered() -> None:
    """They are counted apart, and those for whom the queue was closed among them."""
    floor = floor_of(
        ("09:00:00", CallTurnedAway(call="c1", queue="189", reason="closed")),
        ("09:10:00", CallTurnedAway(call="c2", queue="189", reason="full")),
    )

    row = interval(floor)
    assert (row.turned_away, row.closed, row.offered) == (2, 1, 0)
    assert "189" in floor.queues


def test_a_call_offered_again_begins_anew() -> None:
    """The open leg is replaced: two offers, one call waiting, from the later instant."""
    floor = floor_of(("09:00:00", OFFERED), ("09:10:00", OFFERED))

    assert interval(floor).offered == 2
    assert floor.queues["189"].waiting == 1
    assert floor.legs["c1", "189"].entered == at("09:10")


def test_a_call_offered_again_while_talked_on_waits() -> None:
    """The new leg waits, and counts as waiting."""
    floor = floor_of(("09:00:00", OFFERED), ("09:00:10", ACCEPTED), ("09:10:00", OFFERED))

    assert floor.queues["189"].waiting == 1
    assert floor.legs["c1", "189"].state == "waiting"


def test_a_call_back_counts_where_its_call_does() -> None:
    """For a call that waits in the interval it came in, else in the present one."""
    floor = floor_of(
        ("09:29:00", OFFERED),
        ("09:30:30", CallBackRequested(call="c1", queue="189")),
        ("09:31:00", CallBackRequested(call="c2", queue="189")),
    )

    assert interval(floor).call_backs == 1
    assert interval(floor, "09:30").call_backs == 1
    assert floor.legs["c1", "189"].state == "waiting"


def test_arrivals_are_kept_for_an_hour() -> None:
    """Slots of over an hour before the newest are gone, and none so old comes back."""
    floor = floor_of(
        ("09:00:00", OFFERED),
        ("09:05:00", CallOffered(call="c2", queue="189")),
        ("10:00:00", CallOffered(call="c3", queue="180")),
        ("09:01:00", CallOffered(call="c4", queue="189")),
        ("09:06:00", CallOffered(call="c5", queue="189")),
    )

    assert {key: row.offered for key, row in floor.arrivals.items()} == {
        (at("09:05"), "189"): 2,
        (at("10:00"), "180"): 1,
    }
    assert interval(floor).offered == 4
