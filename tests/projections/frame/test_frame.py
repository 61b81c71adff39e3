"""The frame: what the floor shows at an instant, and what of it deviates."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.kernel.action import Role
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallRang,
)
from ledger.registers.org.events import PersonRegistered, QueueOpened
from ledger.registers.seats.events import SeatPaused, SeatSignedIn, SeatSignedOut
from projections.frame import Level, Reading, Since, frame
from tests.projections.happenings import (
    DAY,
    MINUTE,
    SECOND,
    Happening,
    at,
    floor_of,
    law,
    new_floor,
)

NEXT_DAY = "2026-11-22"


def offered(number: int, clock: str = "09:00:00", queue: str = "189") -> Happening:
    """A call that enters a queue."""
    return clock, CallOffered(call=f"c{number:02}", queue=queue)


def answered(number: int, clock: str, queue: str = "189") -> Happening:
    """A call that somebody accepts, nobody knows who."""
    return clock, CallAccepted(call=f"c{number:02}", queue=queue)


def test_an_empty_book_shows_dashes() -> None:
    """No queue, nobody, and no share or mean of nothing."""
    shown = frame(new_floor(), at("09:00"))

    assert (shown.queues, shown.seats, shown.waiting) == ((), (), ())
    assert (shown.day, shown.position, shown.latest_at) == (DAY, 0, 0)
    line = shown.headline
    assert line.waiting == Reading(0)
    assert line.service_level == line.abandonment == Reading(None)
    assert line.asa is line.aht is line.occupancy is line.oldest.instant is None
    assert (line.formula, line.target_percent, line.within_seconds) == ("SL-C", 80, 20)


def test_waiting_calls_come_oldest_first() -> None:
    """With when their wait becomes a deviation, and where they ring."""
    floor = floor_of(
        ("09:00:00", CallOffered(call="c1", queue="189", priority=2)),
        ("08:59:00", CallOffered(call="c2", queue="180")),
        ("09:00:05", CallRang(call="c1", queue="189", agent="A003")),
    )
    shown = frame(floor, at("09:00:10"))

    assert [line.call for line in shown.waiting] == ["c2", "c1"]
    assert shown.waiting[1].ringing_at == "A003"
    assert shown.waiting[1].priority == 2
    began = at("08:59")
    assert shown.waiting[0].since == Since(began, began + 20 * SECOND, began + MINUTE)
    assert shown.headline.oldest == shown.waiting[0].since
    assert [line.oldest.instant for line in shown.queues] == [at("08:59"), at("09:00")]


@pytest.mark.parametrize(
    ("seconds", "level"), [(19, Level.NORMAL), (20, Level.WARN), (60, Level.ALARM)]
)
def test_a_wait_becomes_a_deviation(seconds: int, level: Level) -> None:
    """At the limits of the law, which are included."""
    shown = frame(floor_of(offered(1)), at("09:00"))

    assert shown.headline.oldest.level(at("09:00") + seconds * SECOND) == level
    assert Since(None).level(at("09:00")) == Level.NORMAL


@pytest.mark.parametrize(
    ("count", "level"), [(4, Level.NORMAL), (5, Level.WARN), (9, Level.WARN), (10, Level.ALARM)]
)
def test_many_waiting_calls_are_a_deviation(count: int, level: Level) -> None:
    """At risk from half the most that may wait in a queue, an alarm from the most on."""
    shown = frame(floor_of(*map(offered, range(count))), at("09:00"))

    assert shown.queues[0].waiting == Reading(count, level)
    assert shown.headline.waiting == Reading(count, level)


def test_few_waiting_in_each_of_many_queues_are_no_deviation() -> None:
    """The headline's level is that of its worst queue, not of the sum."""
    calls = [offered(number, queue=f"q{number % 4}") for number in range(16)]
    shown = frame(floor_of(*calls), at("09:00"))

    assert shown.headline.waiting == Reading(16, Level.NORMAL)


@pytest.mark.parametrize(
    ("within", "total", "level"),
    [
        (8, 10, Level.NORMAL),
        (7, 10, Level.WARN),
        (6, 10, Level.WARN),
        (5, 10, Level.ALARM),
        (0, 9, Level.NORMAL),
    ],
)
def test_a_low_service_level_is_a_deviation(within: int, total: int, level: Level) -> None:
    """Below 80 at risk, below 60 an alarm, and over fewer than ten calls neither."""
    happened = [offered(number) for number in range(total)]
    happened += [answered(number, "09:00:20") for number in range(within)]
    happened += [answered(number, "09:00:21") for number in range(within, total)]
    reading = frame(floor_of(*happened), at("09:10")).headline.service_level

    assert reading == Reading(100 * within / total, level)


@pytest.mark.parametrize(
    ("lost", "total", "level"),
    [(1, 21, Level.NORMAL), (1, 20, Level.WARN), (2, 20, Level.ALARM), (9, 9, Level.NORMAL)],
)
def test_much_abandonment_is_a_deviation(lost: int, total: int, level: Level) -> None:
    """From five percent at risk, from ten an alarm, and over fewer than ten calls neither."""
    happened = [offered(number) for number in range(total)]
    happened += [
        ("09:00:10", CallAbandoned(call=f"c{number:02}", queue="189")) for number in range(lost)
    ]
    happened += [answered(number, "09:00:20") for number in range(lost, total)]
    shown = frame(floor_of(*happened), at("09:10"))

    assert shown.headline.abandonment.level == level
    assert shown.queues[0].abandonment == shown.headline.abandonment


def test_a_queue_that_was_opened_is_shown_with_its_title() -> None:
    """Also before its first call; queues come by name."""
    floor = floor_of(
        ("08:00:00", QueueOpened(queue="96123", title="综合")),
        ("08:00:00", QueueOpened(queue="189", title="查询")),
    )

    shown = frame(floor, at("09:00"))
    assert [(line.queue, line.title) for line in shown.queues] == [
        ("189", "查询"),
        ("96123", "综合"),
    ]
    assert shown.queues[0].service_level == Reading(None)


def test_people_by_what_they_do() -> None:
    """State, since when, reason, call, and when the state has lasted too long."""
    floor = floor_of(
        ("08:00:00", PersonRegistered(person="A005", name="孙丽", roles=(Role.AGENT,), team="T1")),
        ("08:00:00", PersonRegistered(person="A017", name="王敏", roles=(Role.DUTY_LEADER,))),
        ("08:30:00", SeatSignedIn(agent="A003")),
        ("08:30:00", SeatSignedIn(agent="A004")),
        ("09:00:00", SeatPaused(agent="A004", reason="meal")),
        offered(1),
        ("09:00:10", CallAccepted(call="c01", queue="189", agent="A003")),
    )
    seats = {line.agent: line for line in frame(floor, at("09:20")).seats}

    assert list(seats) == ["A003", "A004", "A005"]
    talking, paused, absent = seats.values()
    assert (talking.state, talking.queue, talking.call) == ("on-call", "189", "c01")
    assert talking.since.level(at("09:20:10")) == Level.ALARM
    assert (paused.state, paused.reason, paused.call) == ("paused", "meal", None)
    assert paused.since.level(at("09:20")) == Level.WARN
    assert (absent.state, absent.since, absent.team) == ("signed-out", Since(None), "T1")
    assert absent.sealed_name == "sealed name"


def test_a_seat_that_rings_shows_what_rings() -> None:
    """Not the call of before."""
    floor = floor_of(
        ("08:30:00", SeatSignedIn(agent="A003")),
        offered(1),
        ("09:00:10", CallAccepted(call="c01", queue="189", agent="A003")),
        ("09:00:20", CallEnded(call="c01", queue="189", agent="A003")),
        offered(2, "09:00:30", queue="180"),
        ("09:00:31", CallRang(call="c02", queue="180", agent="A003")),
    )
    (line,) = frame(floor, at("09:01")).seats

    assert (line.state, line.queue, line.call, line.handled) == ("ringing", "180", "c02", 1)


def test_ready_and_busy_by_queue() -> None:
    """Ready are those who serve the queue; busy those at work on a call of it."""
    floor = floor_of(
        ("08:30:00", SeatSignedIn(agent="A003", queues=("189",))),
        ("08:30:00", SeatSignedIn(agent="A004", queues=("180", "189"))),
        ("08:30:00", SeatSignedIn(agent="A005")),
        ("08:30:00", SeatSignedIn(agent="A006", queues=("1890",))),
        offered(1),
        offered(2, queue="180"),
        ("09:00:10", CallAccepted(call="c01", queue="189", agent="A003")),
        ("09:01:10", CallEnded(call="c01", queue="189", agent="A003")),
        ("09:01:10", AfterCallWorkBegan(agent="A003", call="c01", queue="189")),
    )
    lines = {line.queue: line for line in frame(floor, at("09:02")).queues}

    assert (lines["189"].ready, lines["189"].busy) == (2, 1)
    assert (lines["180"].ready, lines["180"].busy) == (2, 0)


def test_occupancy_counts_what_runs() -> None:
    """Half an hour ready and half an hour on a call that is not over: half."""
    floor = floor_of(
        ("08:30:00", SeatSignedIn(agent="A003")),
        offered(1),
        ("09:00:00", CallAccepted(call="c01", queue="189", agent="A003")),
    )

    assert frame(floor, at("09:30")).headline.occupancy == 50
    assert frame(floor, at("09:30")).queues[0].occupancy == 50


def test_signed_in_and_known() -> None:
    """Whoever was at work on this business day is known; of these some are still there."""
    floor = floor_of(
        ("08:00:00", PersonRegistered(person="A005", name="孙丽", roles=(Role.AGENT,))),
        ("08:30:00", SeatSignedIn(agent="A003")),
        ("08:30:00", SeatSignedIn(agent="A004")),
        ("09:00:00", SeatSignedOut(agent="A004")),
    )

    today = frame(floor, at("09:30")).headline
    assert (today.signed_in, today.known) == (1, 2)
    tomorrow = frame(floor, at("09:30", NEXT_DAY)).headline
    assert (tomorrow.signed_in, tomorrow.known) == (1, 1)


def test_the_last_hour_is_twelve_slots() -> None:
    """Oldest first, the last one the slot of now."""
    floor = floor_of(offered(1, "09:04:59"), offered(2, "09:05:00"), offered(3, "09:59:00"))

    (line,) = frame(floor, at("10:00")).queues
    assert line.last_hour == (1, *[0] * 9, 1, 0)


def test_a_new_day_begins_at_nothing() -> None:
    """The counters are of the business day of now; what waits still waits."""
    floor = floor_of(
        offered(1, "23:40:00"),
        answered(1, "23:41:00"),
        offered(2, "23:59:00"),
    )
    shown = frame(floor, at("00:00:10", NEXT_DAY))

    assert shown.day == NEXT_DAY
    assert (shown.headline.offered, shown.headline.answered) == (0, 0)
    assert shown.headline.waiting.value == 1
    assert shown.headline.service_level == Reading(None)


def test_a_call_whose_end_was_never_recorded_does_not_wait_for_ever() -> None:
    """From two business days on it is counted apart, instead of being the oldest wait."""
    floor = floor_of(offered(1))

    assert frame(floor, at("23:59", NEXT_DAY)).headline.unended == 0
    later = frame(floor, at("00:00", "2026-11-23"))
    assert (later.headline.unended, later.headline.waiting.value, later.waiting) == (1, 0, ())


def test_another_law_sets_other_limits() -> None:
    """Numbers of the floor live in clauses."""
    book = law('warn = "PT20S", alarm = "PT1M"', 'warn = "PT5M", alarm = "PT9M"')
    shown = frame(floor_of(offered(1)), at("09:04"), book.on(date(2026, 11, 21)))

    assert shown.headline.oldest == Since(at("09:00"), at("09:05"), at("09:09"))
