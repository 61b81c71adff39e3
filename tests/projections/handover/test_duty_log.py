"""The duty log, line by line."""

from __future__ import annotations

from ledger.kernel.event import instant
from ledger.registers.duty.events import (
    DutyCallDisposed,
    DutyCallLogged,
    DutyLogEntered,
    DutyStarted,
    KeyIssued,
    KeyReturned,
    Logged,
)
from projections.handover.duty_log import DutyLog, entries
from tests.projections.happenings import at, ledger


def test_the_log_tells_a_turn_of_duty_in_order() -> None:
    """S2.5-06 to S2.5-20: who came, what about, what was done, and the key."""
    log = DutyLog()
    began = DutyStarted(
        duty="D-1", group="一组", members=("A003",), leader="A017", ends_at=instant(at("21:00"))
    )
    notice = DutyLogEntered(
        duty="V-1",
        category=Logged.NOTICE,
        content="防汛会议",
        unit="区政府",
        name="张三",
        place="二楼",
        participants=("镇长", "书记"),
        urgent=True,
    )
    log.apply(
        ledger(
            ("10:00", began),
            ("10:01", KeyIssued(duty="K-1", person="A003", due_at=instant(at("21:00")))),
            ("10:30", notice),
            ("11:00", DutyCallLogged(duty="C-1", leader="A017")),
            ("11:05", DutyCallDisposed(duty="C-1")),
            ("20:59", KeyReturned(duty="K-1")),
        )
    )
    told = entries(log, at("10:00"), at("20:00"))
    assert [row.zh for row in told] == [
        "值班开始 一组 · A017",
        "领用钥匙 A003",
        "通知 区政府 · 防汛会议 · 二楼 · 镇长, 书记",
        "来电交 A017",
        "来电已处理",
    ]
    assert [row.urgent for row in told] == [False, False, True, False, False]


def test_the_name_of_a_caller_never_reaches_the_log() -> None:
    """What is sealed in the ledger is not copied in the clear or sealed."""
    log = DutyLog()
    call = DutyLogEntered(duty="V-1", category=Logged.CALL, content="问社保", name="张三")
    log.apply(ledger(("10:00", call)))
    (row,) = log.log.values()
    assert "张三" not in row.zh + row.en
    assert "sealed" not in row.zh + row.en
