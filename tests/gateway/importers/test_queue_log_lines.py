"""The lines of a queue log: in every layout, in any zone, and those that cannot be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledger.registers.calls.events import (
    CallEnded,
)
from tests.gateway.importers.trial import Import

LAYOUTS = {
    "file": "1341129600|1.1|189|Agent/7|COMPLETEAGENT|3|6|1",
    "file, five fields of data": "1341129600|1.1|189|Agent/7|COMPLETEAGENT|3|6|1||",
    "table with tabs": "1341129600\t1.1\t189\tAgent/7\tCOMPLETEAGENT\t3\t6\t1\t\t",
    "table with tabs, data joined": "1341129600\t1.1\t189\tAgent/7\tCOMPLETEAGENT\t3|6|1",
    "table with commas": '1341129600,1.1,189,Agent/7,COMPLETEAGENT,"3","6","1","",""',
    "table with commas, data joined": "1341129600,1.1,189,Agent/7,COMPLETEAGENT,3|6|1",
    "epoch with a fraction": "1341129600.000|1.1|189|Agent/7|COMPLETEAGENT|3|6|1",
    "date and time": "2012-07-01 08:00:00.000000|1.1|189|Agent/7|COMPLETEAGENT|3|6|1",
    "date and time with offset": "2012-07-01 16:00:00+08|1.1|189|Agent/7|COMPLETEAGENT|3|6|1",
}


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_layout_says_the_same(into: Import, layout: str) -> None:
    """Old and new, file and table: one event at one instant."""
    into.bring_in("queue-log", [LAYOUTS[layout]])
    (only,) = into.recorded()
    ended = CallEnded(call="1.1", queue="189", agent="7", by="agent", waited=3, talked=6)
    assert only.event == ended
    assert only.envelope.at == datetime(2012, 7, 1, 8, tzinfo=UTC)


def test_local_times_are_read_in_the_zone_that_is_named(into: Import) -> None:
    """A table written in Shanghai's time is eight hours ahead of UTC; epoch seconds never are."""
    lines = ["2012-07-01 08:00:00|1.1|189|NONE|ENTERQUEUE", "1341129600|1.2|189|NONE|ENTERQUEUE"]
    into.bring_in("queue-log", lines, timezone="Asia/Shanghai")
    assert [each.envelope.at.hour for each in into.recorded()] == [0, 8]


def test_the_heading_of_a_table_is_no_record(into: Import) -> None:
    """An exported table may say what its columns are."""
    report = into.bring_in(
        "queue-log", ["time,callid,queuename,agent,event,data1", LAYOUTS["table with commas"]]
    )
    assert (report.records, report.left_out) == (1, 0)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1341129600|1.1|189|NONE", "where a record has 5"),
        ("1341129600|1.1|189|NONE|", "where a record has 5"),
        ("25:10.777777|1.1|189|NONE|ENTERQUEUE", "no instant"),
        ("2012-02-30 08:00:00|1.1|189|NONE|ENTERQUEUE", "no instant"),
        ("99999999999|1.1|189|NONE|ENTERQUEUE", "no instant"),
        ("0|1.1|189|NONE|ENTERQUEUE", "no instant"),
        ("1341129600|1.1|189|NONE|ABANDON|1|1|-3", "ends before it starts"),
        ("1341129600|1.1|189|Agent/7|COMPLETEAGENT|3|six|1", "data field 2 of COMPLETEAGENT"),
        (f"1341129600|{'9' * 97}|189|NONE|ENTERQUEUE", "cannot identify a call"),
        ("1341129600|1.1|1\x1b89|NONE|ENTERQUEUE", "cannot identify a queue"),
    ],
)
def test_an_impossible_record_is_left_out(into: Import, line: str, reason: str) -> None:
    """It is reported with its line, kept in the rejects file, and the rest is imported."""
    report = into.bring_in("queue-log", ["1341129599|1.0|189|NONE|ENTERQUEUE", line])
    assert (report.imported, report.left_out) == (1, 1)
    assert report.problems[0].line == 2
    assert reason in report.problems[0].sentence("en")
    assert into.floor().sources.popitem()[1].left_out == 1
