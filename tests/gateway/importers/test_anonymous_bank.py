"""Single records of the bank: what they tell, and what of them is impossible."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledger.registers.calls.events import CallAbandoned, CallAccepted, CallEnded, CallOffered
from tests.gateway.importers.trial import Import

HEADER = (
    "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start"
    "\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver"
)
CALL = {
    "vru+line": "AA0101",
    "call_id": "7",
    "customer_id": "0",
    "priority": "0",
    "type": "PS",
    "date": "990105",
    "vru_entry": "9:00:00",
    "vru_exit": "9:00:05",
    "vru_time": "5",
    "q_start": "9:00:05",
    "q_exit": "9:00:15",
    "q_time": "10",
    "outcome": "AGENT",
    "ser_start": "9:00:14",
    "ser_exit": "9:01:14",
    "ser_time": "60",
    "server": "TOVA",
}
NOTHING = "0:00:00"
NOT_QUEUED = {"q_start": NOTHING, "q_exit": NOTHING, "q_time": "0"}
NOT_SERVED = {"ser_start": NOTHING, "ser_exit": NOTHING, "ser_time": "0", "server": "NO_SERVER"}


def record(**changed: str) -> str:
    """A call of the bank, with some of its fields changed."""
    return "\t".join((CALL | changed).values())


def told(into: Import) -> list[tuple[str, str]]:
    """Types and UTC times of all events; the bank's clock is two hours ahead."""
    return [(each.type_name, each.envelope.at.strftime("%d %H:%M:%S")) for each in into.recorded()]


def test_an_answered_call(into: Import) -> None:
    """It is offered when it enters the queue, accepted, and ended, each at its own stamp."""
    into.bring_in("anonymous-bank", [HEADER, record()])
    assert told(into) == [
        ("call.offered", "05 07:00:05"),
        ("call.accepted", "05 07:00:14"),
        ("call.ended", "05 07:01:14"),
    ]
    name = "990105-AA0101-7"
    arrived = datetime(1999, 1, 5, 7, tzinfo=UTC)
    assert into.events() == [
        CallOffered(call=name, queue="PS", arrived=arrived),
        CallAccepted(call=name, queue="PS", agent="TOVA", waited=10),
        CallEnded(call=name, queue="PS", agent="TOVA", talked=60),
    ]


def test_an_abandoned_call(into: Import) -> None:
    """It leaves when its wait is over, and a service time beside it is not believed."""
    into.bring_in("anonymous-bank", [HEADER, record(outcome="HANG", server="NO_SERVER")])
    assert told(into) == [("call.offered", "05 07:00:05"), ("call.abandoned", "05 07:00:15")]
    assert into.events()[1] == CallAbandoned(call="990105-AA0101-7", queue="PS", waited=10)


def test_a_call_that_never_queued(into: Import) -> None:
    """It is offered when the voice unit lets go of it, and accepted a second earlier at that."""
    changed = {**NOT_QUEUED, "ser_start": "9:00:04", "ser_exit": "9:01:04"}
    into.bring_in("anonymous-bank", [HEADER, record(**changed)])
    assert told(into)[:2] == [("call.offered", "05 07:00:05"), ("call.accepted", "05 07:00:04")]


def test_an_answer_without_server_or_stamps(into: Import) -> None:
    """The agent is unknown, and the service began when the queue let the call go."""
    into.bring_in("anonymous-bank", [HEADER, record(**NOT_SERVED)])
    assert told(into)[1:] == [("call.accepted", "05 07:00:15"), ("call.ended", "05 07:00:15")]
    assert into.events()[2] == CallEnded(call="990105-AA0101-7", queue="PS", talked=0)


def test_a_call_past_midnight(into: Import) -> None:
    """Its stamps run on into the next day, and it belongs to the day it arrived on."""
    into.bring_in(
        "anonymous-bank",
        [
            HEADER,
            record(
                vru_entry="23:59:48",
                vru_exit="23:59:58",
                q_start="23:59:58",
                q_exit="0:00:08",
                ser_start="0:00:07",
                ser_exit="0:04:07",
                ser_time="240",
            ),
        ],
    )
    assert told(into) == [
        ("call.offered", "05 21:59:58"),
        ("call.accepted", "05 22:00:07"),
        ("call.ended", "05 22:04:07"),
    ]
    (row,) = into.floor().intervals.values()
    assert (row.day, row.answered, row.talk) == ("1999-01-05", 1, 240_000_000)


def test_a_voice_unit_that_ends_before_it_starts_is_a_clock_put_right(into: Import) -> None:
    """A negative time in the voice unit moves the offer, not the day."""
    changed = {"vru_entry": "9:00:42", "vru_time": "-37"}
    report = into.bring_in("anonymous-bank", [HEADER, record(**changed)])
    assert told(into)[0] == ("call.offered", "05 07:00:05")
    assert report.left_out == 0


def test_the_day_the_clocks_change(into: Import) -> None:
    """On 2 April 1999 Israel's clocks went forward at two; afterwards it is three hours ahead."""
    before = record(date="990402", call_id="1", vru_entry="1:00:00", vru_exit="1:00:05")
    after = record(date="990402", call_id="2")
    early = {
        "q_start": "1:00:05",
        "q_exit": "1:00:15",
        "ser_start": "1:00:15",
        "ser_exit": "1:01:15",
    }
    before = "\t".join((dict(zip(CALL, before.split("\t"), strict=True)) | early).values())
    into.bring_in("anonymous-bank", [HEADER, before, after])
    offered = [when for kind, when in told(into) if kind == "call.offered"]
    assert offered == ["01 23:00:05", "02 06:00:05"]


def test_phantom_calls_are_ignored(into: Import) -> None:
    """They are counted, and nothing is recorded."""
    report = into.bring_in("anonymous-bank", [HEADER, record(outcome="PHANTOM")])
    assert into.events() == []
    assert (report.records, report.ignored, report.imported) == (1, 1, 0)


def test_overlapping_calls_of_two_lines_are_interleaved(into: Import) -> None:
    """The file is sorted by telephone line; the book is in order of time."""
    later = record(
        call_id="8",
        vru_entry="8:59:50",
        vru_exit="8:59:55",
        q_start="8:59:55",
        q_exit="9:00:25",
        q_time="30",
        ser_start="9:00:25",
        ser_exit="9:00:26",
        ser_time="1",
    )
    into.bring_in("anonymous-bank", [HEADER, record(), later])
    at = [each.envelope.at for each in into.recorded()]
    assert at == sorted(at)
    assert [each.tags[0][-1] for each in into.recorded()] == ["8", "7", "7", "8", "8", "7"]


def test_one_call_id_on_two_voice_units_is_two_calls(into: Import) -> None:
    """Ids repeat across voice units within a day."""
    report = into.bring_in("anonymous-bank", [HEADER, record(), record(**{"vru+line": "AA0201"})])
    assert (report.imported, report.left_out) == (2, 0)


@pytest.mark.parametrize("repeated", [record(), record(server="AVNI")])
def test_a_repeated_call_is_left_out(into: Import, repeated: str) -> None:
    """The same record again, or another under the same identity: only the first stands."""
    report = into.bring_in("anonymous-bank", [HEADER, record(), repeated])
    assert (report.imported, report.left_out) == (1, 1)
    assert report.problems[0].line == 3
    assert into.rejected() == [
        [
            "source.log:3",
            "left-out",
            "同一来电的记录重复出现",
            "a record of the same call came before",
            repeated.replace("\t", "\\x09"),
        ]
    ]


def test_a_number_rounded_by_a_spreadsheet_names_nobody(into: Import) -> None:
    """Two people would share it, so the call is of an unknown customer, and that is noticed."""
    report = into.bring_in("anonymous-bank", [HEADER, record(customer_id="6.02E+11")])
    assert "customer:" not in "".join(into.recorded()[0].tags)
    assert (report.imported, report.notices) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"outcome": "LOST"}, "field outcome"),
        ({"date": "990231"}, "field date"),
        ({"date": "9901051"}, "field date"),
        ({"vru_entry": "9:60:00"}, "field vru_entry"),
        ({"ser_exit": "noon"}, "field ser_exit"),
        ({"q_time": "ten"}, "field q_time"),
        ({"priority": "high"}, "field priority"),
        ({"priority": "9" * 30}, "field priority"),
        ({"customer_id": "x"}, "field customer_id"),
        ({"server": "=cmd()"}, "field server"),
        ({"call_id": ""}, "field call_id"),
        ({"ser_exit": "8:59:00", "ser_time": "60"}, "the service ends before it starts"),
        ({"ser_time": "-60"}, "the service ends before it starts"),
        ({"q_exit": "8:59:00", "q_time": "10"}, "the wait ends before it starts"),
    ],
)
def test_an_impossible_record_is_left_out(
    into: Import, changed: dict[str, str], reason: str
) -> None:
    """It is reported with its line, kept in the rejects file, and the rest is imported."""
    report = into.bring_in("anonymous-bank", [HEADER, record(**changed), record(call_id="9")])
    assert (report.imported, report.left_out) == (1, 1)
    assert reason in report.problems[0].sentence("en")
    assert report.problems[0].line == 2


def test_fields_run_together_are_left_out(into: Import) -> None:
    """Other months hold lines in which a tab is missing."""
    run_together = record().replace("\t", "", 1)
    report = into.bring_in("anonymous-bank", [HEADER, run_together, record()])
    assert (report.imported, report.left_out) == (1, 1)
    assert "16 fields instead of 17" in report.problems[0].sentence("en")
