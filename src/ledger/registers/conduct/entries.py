"""Entering breaches of conduct that were found."""

from ledger.kernel.words import Words
from ledger.registers.conduct.events import (
    CustomerQuarrelledWith,
    DataErrorFound,
    DeskFoundMessy,
    LeakFound,
    MemberProxyBreached,
    ServiceRuleBroken,
    VisitorReceptionBroken,
    WorklogMismatched,
)
from ledger.registers.entries import LEADERS, entry

RecordLeak = entry(LeakFound, "record-leak", LEADERS, Words("登记泄密", "Record a leak"))
RecordServiceBreach = entry(
    ServiceRuleBroken,
    "record-service-breach",
    LEADERS,
    Words("登记违反服务规定", "Record a broken service rule"),
)
RecordVisitorBreach = entry(
    VisitorReceptionBroken,
    "record-visitor-breach",
    LEADERS,
    Words("登记违反来访接待规定", "Record a visitor breach"),
)
RecordQuarrel = entry(
    CustomerQuarrelledWith, "record-quarrel", LEADERS, Words("登记与客户争吵", "Record a quarrel")
)
RecordMessyDesk = entry(
    DeskFoundMessy, "record-messy-desk", LEADERS, Words("登记工位不整洁", "Record an untidy desk")
)
RecordDataError = entry(
    DataErrorFound, "record-data-error", LEADERS, Words("登记数据差错", "Record an error in data")
)
RecordProxyBreach = entry(
    MemberProxyBreached,
    "record-proxy-breach",
    LEADERS,
    Words("登记违反会员代办规定", "Record mishandled business"),
)
RecordWorklogMismatch = entry(
    WorklogMismatched,
    "record-worklog-mismatch",
    LEADERS,
    Words("登记工作日志不符", "Record a mismatched work log"),
)
