"""What a queue log tells of agents: after-call work, membership of queues, pauses."""

from __future__ import annotations

from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallWrappedUp,
)
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut
from tests.gateway.importers.trial import Import


def test_after_call_work_ends_with_the_next_call(into: Import) -> None:
    """Fifteen seconds of after-call work are cut short when the agent accepts a call before."""
    into.bring_in(
        "queue-log",
        [
            "1341129600|1.1|189|Agent/7|COMPLETEAGENT|1|9|1",
            "1341129600|1.1|189|Agent/7|WRAPUPSTART|15",
            "1341129604|1.2|189|Agent/7|CONNECT|1",
        ],
    )
    told = [(each.type_name, each.envelope.at.second) for each in into.recorded()]
    assert told == [
        ("call.ended", 0),
        ("call.after_call_began", 0),
        ("call.wrapped_up", 4),
        ("call.accepted", 4),
    ]


def test_each_after_call_work_has_its_own_end(into: Import) -> None:
    """One that was cut short does not end the next one at the time it would have ended itself."""
    into.bring_in(
        "queue-log",
        [
            "1341129600|1.1|189|Agent/7|WRAPUPSTART|15",
            "1341129604|1.2|189|Agent/7|CONNECT|1",
            "1341129610|1.2|189|Agent/7|WRAPUPSTART|15",
            "1341129620|1.3|189|NONE|ENTERQUEUE",
        ],
    )
    ends = [
        each.envelope.at.second for each in into.recorded() if isinstance(each.event, CallWrappedUp)
    ]
    assert ends == [4, 25]


def test_after_call_work_without_a_length_ends_with_the_next_call_only(into: Import) -> None:
    """Where the log says no seconds, nothing is made up."""
    start = "1341129600|1.1|189|Agent/7|WRAPUPSTART"
    into.bring_in("queue-log", [start])
    assert [type(each) for each in into.events()] == [AfterCallWorkBegan]


def test_membership_of_queues_is_summed_up(into: Import) -> None:
    """Each sign-in names all queues served by then; the last queue left signs the agent out."""
    into.bring_in(
        "queue-log",
        [
            "1341129600|MANAGER|189|SIP/7|ADDMEMBER",
            "1341129601|MANAGER|180|SIP/7|ADDMEMBER",
            "1341129602|MANAGER|189|SIP/7|REMOVEMEMBER",
            "1341129603|MANAGER|180|SIP/7|REMOVEMEMBER",
        ],
    )
    assert into.events() == [
        SeatSignedIn(agent="SIP/7", queues=("189",)),
        SeatSignedIn(agent="SIP/7", queues=("180", "189")),
        SeatSignedIn(agent="SIP/7", queues=("180",)),
        SeatSignedOut(agent="SIP/7"),
    ]


def test_an_agent_paused_in_two_queues_goes_on_after_both(into: Import) -> None:
    """Ready in one queue while paused in another is still paused, and changes nothing."""
    report = into.bring_in(
        "queue-log",
        [
            "1341129600|NONE|189|Agent/7|PAUSE",
            "1341129601|NONE|180|Agent/7|PAUSE",
            "1341129602|NONE|189|Agent/7|UNPAUSE",
            "1341129603|NONE|180|Agent/7|UNPAUSE",
        ],
    )
    assert [type(each) for each in into.events()] == [SeatPaused, SeatPaused, SeatReady]
    assert report.ignored == 1


def test_an_agent_who_never_signed_in_is_reported_once(into: Import) -> None:
    """The calls are kept, the first of them is noticed, and a sign-in spares the notice."""
    report = into.bring_in(
        "queue-log",
        [
            "1341129600|1.1|189|Agent/7|CONNECT|3",
            "1341129601|1.2|189|Agent/7|CONNECT|3",
            "1341129602|NONE|NONE|Agent/8|AGENTLOGIN|SIP/8",
            "1341129603|1.3|189|Agent/8|CONNECT|3",
        ],
    )
    assert [each.line for each in report.problems] == [1]
    assert "signed in" in report.problems[0].words.en
    assert report.imported == 4


def test_a_repeated_pause_is_kept(into: Import) -> None:
    """Whoever presses the key twice in a second has pressed it twice."""
    line = "1325407637|NONE|NONE|Agent/10|PAUSEALL"
    report = into.bring_in("queue-log", [line, line])
    assert len(into.events()) == 2
    assert report.left_out == 0
