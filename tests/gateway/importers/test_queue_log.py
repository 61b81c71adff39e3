"""What each event of a queue log becomes, and what becomes of a log's oddities."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from gateway.importers.queue_log_steps import CALL_STEPS
from ledger.kernel.event import Event
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallRedirected,
    CallTransferred,
    CallTurnedAway,
    CallWrappedUp,
    RingUnanswered,
)
from ledger.registers.imports.events import RecordNoted
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut
from tests.gateway.importers.trial import Import

CALL: dict[str, Any] = {"call": "17.4", "queue": "189"}

BECOMES: list[tuple[str, list[Event]]] = [
    ("17.4|189|NONE|ENTERQUEUE||NONE|1", [CallOffered(**CALL)]),
    ("17.4|189|NONE|CLOSED", [CallTurnedAway(**CALL, reason="closed")]),
    ("17.4|189|NONE|FULL", [CallTurnedAway(**CALL, reason="full")]),
    ("17.4|189|NONE|JOINEMPTY", [CallTurnedAway(**CALL, reason="empty")]),
    ("17.4|189|NONE|DIVERT_CA_RATIO", [CallTurnedAway(**CALL, reason="ratio")]),
    ("17.4|189|NONE|DIVERT_HOLDTIME", [CallTurnedAway(**CALL, reason="hold-time")]),
    (
        "17.4|189|Agent/1240|RINGNOANSWER|15900",
        [RingUnanswered(**CALL, agent="1240", rang=15)],
    ),
    ("17.4|189|Agent/1240|AGENTDUMP", [RingUnanswered(**CALL, agent="1240")]),
    (
        "17.4|189|Agent/1240|CONNECT|12|17.5|3",
        [CallAccepted(**CALL, agent="1240", waited=12)],
    ),
    (
        "17.4|189|Agent/1240|COMPLETEAGENT|12|60|1",
        [CallEnded(**CALL, agent="1240", by="agent", waited=12, talked=60)],
    ),
    (
        "17.4|189|Agent/1240|COMPLETECALLER|12|60|1",
        [CallEnded(**CALL, agent="1240", by="caller", waited=12, talked=60)],
    ),
    (
        "17.4|189|Agent/1240|TRANSFER|s|user|1|9|1",
        [CallTransferred(**CALL, agent="1240", to="s@user", waited=1, talked=9)],
    ),
    (
        "17.4|189|Agent/1240|TRANSFER|180|ivr",
        [CallTransferred(**CALL, agent="1240", to="180@ivr")],
    ),
    (
        "17.4|189|Agent/1240|BLINDTRANSFER|180|ivr|1|9|1",
        [CallTransferred(**CALL, agent="1240", to="180@ivr", waited=1, talked=9)],
    ),
    (
        "17.4|189|Agent/1240|ATTENDEDTRANSFER|LINK|one|two|1|9|1",
        [CallTransferred(**CALL, agent="1240", waited=1, talked=9)],
    ),
    ("17.4|189|Agent/1240|ATTENDEDTRANSFER", [CallTransferred(**CALL, agent="1240")]),
    ("17.4|189|NONE|ABANDON|1|2|38", [CallAbandoned(**CALL, waited=38)]),
    ("17.4|189|NONE|EXITEMPTY|1|2|38", [CallRedirected(**CALL, reason="empty", waited=38)]),
    ("17.4|189|NONE|LEAVEEMPTY", [CallRedirected(**CALL, reason="empty")]),
    ("17.4|189|NONE|EXITWITHKEY|9|1|2|38", [CallRedirected(**CALL, reason="key", waited=38)]),
    (
        "17.4|189|NONE|EXITWITHTIMEOUT|1|2|38",
        [CallRedirected(**CALL, reason="timeout", waited=38)],
    ),
    (
        "17.4|189|Agent/1240|WRAPUPSTART|15",
        [
            AfterCallWorkBegan(**CALL, agent="1240"),
            CallWrappedUp(**CALL, agent="1240"),
        ],
    ),
    (
        "NONE|NONE|Agent/1240|AGENTLOGIN|SIP/8007-0000001f",
        [SeatSignedIn(agent="1240", seat="SIP/8007")],
    ),
    (
        "NONE|NONE|Agent/1240|AGENTCALLBACKLOGIN|8007@floor",
        [SeatSignedIn(agent="1240", seat="8007@floor")],
    ),
    (
        "NONE|NONE|Agent/1240|AGENTLOGOFF|SIP/8007-0000001f|30",
        [SeatSignedOut(agent="1240", seat="SIP/8007", signed_in_for=30)],
    ),
    (
        "NONE|NONE|Agent/1240|AGENTCALLBACKLOGOFF|8007@floor|900|Autologoff",
        [SeatSignedOut(agent="1240", seat="8007@floor", signed_in_for=900)],
    ),
    ("MANAGER|189|SIP/8007|ADDMEMBER", [SeatSignedIn(agent="SIP/8007", queues=("189",))]),
    (
        "MANAGER|189|SIP/8007|ADDMEMBER|PAUSED",
        [SeatSignedIn(agent="SIP/8007", queues=("189",)), SeatPaused(agent="SIP/8007")],
    ),
    ("MANAGER|189|SIP/8007|REMOVEMEMBER", [SeatSignedOut(agent="SIP/8007")]),
    ("NONE|189|Agent/1240|PAUSE|meal", [SeatPaused(agent="1240", reason="meal")]),
    ("NONE|NONE|Agent/1240|PAUSEALL|meal", [SeatPaused(agent="1240", reason="meal")]),
    ("NONE|NONE|Agent/1240|PAUSEREASON|meal", [SeatPaused(agent="1240", reason="meal")]),
    ("NONE|189|Agent/1240|UNPAUSE", [SeatReady(agent="1240")]),
    ("NONE|NONE|Agent/1240|UNPAUSEALL", [SeatReady(agent="1240")]),
]

WITHOUT_A_PLACE = {
    "CONFIGRELOAD": "NONE|NONE|NONE|CONFIGRELOAD",
    "DID": "17.4|189|NONE|DID|96123",
    "QUEUESTART": "NONE|NONE|NONE|QUEUESTART",
    "RINGCANCELED": "17.4|189|Agent/1240|RINGCANCELED|4000",
    "SYSCOMPAT": "17.4|189|Agent/1240|SYSCOMPAT",
}

DOCUMENTED = """
    ABANDON ADDMEMBER AGENTCALLBACKLOGIN AGENTCALLBACKLOGOFF AGENTDUMP AGENTLOGIN
    AGENTLOGOFF ATTENDEDTRANSFER BLINDTRANSFER CLOSED COMPLETEAGENT COMPLETECALLER
    CONFIGRELOAD CONNECT DID DIVERT_CA_RATIO DIVERT_HOLDTIME ENTERQUEUE EXITEMPTY
    EXITWITHKEY EXITWITHTIMEOUT FULL JOINEMPTY LEAVEEMPTY PAUSE PAUSEALL PAUSEREASON
    QUEUESTART REMOVEMEMBER RINGCANCELED RINGNOANSWER SYSCOMPAT TRANSFER UNPAUSE
    UNPAUSEALL WRAPUPSTART
"""


@pytest.mark.parametrize(("line", "events"), BECOMES, ids=[line for line, _ in BECOMES])
def test_every_event_becomes_a_fact(into: Import, line: str, events: list[Event]) -> None:
    """Each documented event alone in a log becomes exactly these facts of the registers."""
    report = into.bring_in("queue-log", [f"1341129600|{line}"])
    assert into.events() == events
    assert (report.records, report.imported, report.noted) == (1, 1, 0)


@pytest.mark.parametrize("kind", sorted(WITHOUT_A_PLACE))
def test_events_without_a_place_are_kept_sealed(into: Import, kind: str) -> None:
    """What Asterisk documents and no register holds is kept as a note that only the vault opens."""
    line = f"1341129600|{WITHOUT_A_PLACE[kind]}"
    report = into.bring_in("queue-log", [line])
    (noted,) = into.recorded()
    assert isinstance(noted.event, RecordNoted)
    assert (noted.event.kind, noted.event.line) == (kind, 1)
    assert noted.event.text.startswith("sealed.")
    assert into.book.reveal(noted, "text") == line
    assert (report.noted, report.notices, report.left_out) == (1, 0, 0)


def test_every_documented_name_is_tried() -> None:
    """The names of Asterisk's documentation and of the sample logs are all in the tables above."""
    documented = set(re.findall(r"\w+", DOCUMENTED))
    tried = {line.split("|")[3] for line, _ in BECOMES} | WITHOUT_A_PLACE.keys()
    assert tried == documented
    assert documented >= CALL_STEPS


def test_an_unknown_event_is_reported_and_kept(into: Import) -> None:
    """A name nobody documents costs no record: it is a note, and the report says so."""
    report = into.bring_in("queue-log", ["1341129600|17.4|189|NONE|CALLSTATUS|x"])
    assert [type(each) for each in into.events()] == [RecordNoted]
    assert (report.noted, report.notices, report.left_out) == (1, 1, 0)
    assert "unknown" in report.problems[0].sentence("en")
    assert "不认识" in report.problems[0].sentence("zh")


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("NONE|189|NONE|ENTERQUEUE||555|1", "call"),
        ("17.4|NONE|NONE|ENTERQUEUE||555|1", "queue"),
        ("MANAGER|189|NONE|ADDMEMBER", "agent"),
        ("17.4|189|NONE|WRAPUPSTART", "agent"),
    ],
)
def test_a_record_about_nothing_is_kept_as_a_note(into: Import, line: str, lacks: str) -> None:
    """Without the call, queue or agent it is about, a record is reported and kept sealed."""
    report = into.bring_in("queue-log", [f"1341129600|{line}"])
    assert [type(each) for each in into.events()] == [RecordNoted]
    assert f"names no {lacks}" in report.problems[0].sentence("en")


def test_a_caller_is_known_by_an_opaque_reference(into: Import) -> None:
    """One number in two spellings is one customer, sealed; a withheld number is nobody."""
    into.bring_in(
        "queue-log",
        [
            "1341129600|1.1|189|NONE|ENTERQUEUE||138 0013-8000|1",
            "1341129601|1.2|189|NONE|ENTERQUEUE||13800138000|1",
            "1341129602|1.3|189|NONE|ENTERQUEUE||anonymous|1",
        ],
    )
    one, two, three = into.recorded()
    assert isinstance(one.event, CallOffered)
    assert isinstance(two.event, CallOffered)
    assert one.event.customer == two.event.customer is not None
    assert into.book.reveal(one, "number") == "138 0013-8000"
    assert isinstance(three.event, CallOffered)
    assert (three.event.customer, three.event.number) == (None, None)


def test_a_transfer_to_a_persons_number_is_sealed(into: Import) -> None:
    """A target of seven digits or more may be anybody's telephone, so it stands only in a note."""
    into.bring_in("queue-log", ["1341129600|1.1|189|Agent/7|BLINDTRANSFER|13800138000|out|1|9|1"])
    passed_on, note = into.recorded()
    assert isinstance(passed_on.event, CallTransferred)
    assert passed_on.event.to is None
    assert "13800138000" in into.book.reveal(note, "text")


def test_two_words_for_an_empty_queue_are_one_departure(into: Import) -> None:
    """EXITEMPTY and LEAVEEMPTY of one call tell of the same thing."""
    report = into.bring_in(
        "queue-log",
        [
            "1681282836|1.1|189|NONE|ENTERQUEUE",
            "1681282837|1.1|189|NONE|EXITEMPTY",
            "1681282837|1.1|189|NONE|LEAVEEMPTY",
        ],
    )
    assert [type(each) for each in into.events()] == [CallOffered, CallRedirected]
    assert report.ignored == 1


def test_the_order_of_steps_wins_over_stamps(into: Import) -> None:
    """A CONNECT stamped an hour before its ENTERQUEUE stands behind it, with its own stamp."""
    report = into.bring_in(
        "queue-log",
        [
            "1341133199|1.1|189|NONE|ENTERQUEUE",
            "1341129602|1.1|189|Agent/7|CONNECT|3",
            "1341129605|1.1|189|Agent/7|COMPLETEAGENT|3|5|1",
        ],
    )
    assert [type(each) for each in into.events()] == [CallOffered, CallAccepted, CallEnded]
    assert into.recorded()[1].envelope.at == datetime(2012, 7, 1, 8, 0, 2, tzinfo=UTC)
    reasons = {each.words.en for each in report.problems}
    assert any("goes back" in each for each in reasons)
    assert any("before the call entered" in each for each in reasons)
    assert report.left_out == 0


def test_a_log_that_runs_backwards_is_turned_round(into: Import) -> None:
    """Newest first, two visits of one call, steps within one second: all in order."""
    steps = [
        "1341129600|1.1|189|NONE|ENTERQUEUE",
        "1341129600|1.1|189|Agent/7|CONNECT|0",
        "1341129605|1.1|189|Agent/7|COMPLETEAGENT|0|5|1",
        "1341129610|1.1|189|NONE|ENTERQUEUE",
        "1341129611|1.1|189|NONE|ABANDON|1|1|1",
    ]
    report = into.bring_in("queue-log", steps[::-1])
    types = [CallOffered, CallAccepted, CallEnded, CallOffered, CallAbandoned]
    assert [type(each) for each in into.events()] == types
    assert report.left_out == 0


@pytest.mark.parametrize("event", ["ENTERQUEUE", "CONNECT|3", "ABANDON|1|1|3"])
def test_a_repeated_step_is_left_out(into: Import, event: str) -> None:
    """A call cannot take the same step twice in one instant."""
    line = f"1341129600|1.1|189|NONE|{event}"
    report = into.bring_in("queue-log", [line, line])
    assert len(into.events()) == 1
    assert (report.imported, report.left_out) == (1, 1)
    assert into.rejected()[0][1] == "left-out"


def test_a_call_that_enters_again_before_it_left_is_reported(into: Import) -> None:
    """The second entry stands, and a person is told."""
    report = into.bring_in(
        "queue-log",
        ["1341129600|1.1|189|NONE|ENTERQUEUE", "1341129609|1.1|189|NONE|ENTERQUEUE"],
    )
    assert len(into.events()) == 2
    assert "before it has left" in report.problems[0].words.en
