"""Entering what happens on duty (S2.5)."""

from ledger.kernel.words import Words
from ledger.registers.duty.events import (
    DutyArrived,
    DutyAssigned,
    DutyCallDisposed,
    DutyCallLogged,
    DutyFoundUnmanned,
    DutyLogEntered,
    DutyStarted,
    KeyIssued,
    KeyReturned,
    NoticePhoned,
    NoticeRelayed,
    PenaltyPublished,
    UrgentDocumentDelivered,
    UrgentDocumentReceived,
)
from ledger.registers.entries import FLOOR, LEADERS, entry

StartDuty = entry(DutyStarted, "start-duty", LEADERS, Words("开始值班", "Start a duty"), opens=True)
AssignDuty = entry(
    DutyAssigned, "assign-duty", LEADERS, Words("安排值班", "Assign a turn of duty"), opens=True
)
RecordDutyArrival = entry(
    DutyArrived,
    "record-duty-arrival",
    FLOOR,
    Words("值班到岗", "Record an arrival on duty"),
    of=(DutyAssigned, DutyStarted),
)
RecordUnmannedDuty = entry(
    DutyFoundUnmanned,
    "record-unmanned-duty",
    LEADERS,
    Words("查岗无人", "Record an unmanned duty"),
    once=True,
    of=(DutyAssigned, DutyStarted),
    said=("members",),
    signs="inspector",
)
PublishPenalty = entry(
    PenaltyPublished,
    "publish-penalty",
    LEADERS,
    Words("公布处罚", "Publish a penalty"),
    once=True,
    of=DutyFoundUnmanned,
)
IssueKey = entry(KeyIssued, "issue-key", FLOOR, Words("领用钥匙", "Issue a key"), opens=True)
ReturnKey = entry(
    KeyReturned, "return-key", FLOOR, Words("交还钥匙", "Return a key"), once=True, of=KeyIssued
)
TakePhonedNotice = entry(
    NoticePhoned,
    "take-phoned-notice",
    FLOOR,
    Words("接电话通知", "Take a notice by telephone"),
    opens=True,
)
RelayNotice = entry(
    NoticeRelayed,
    "relay-notice",
    FLOOR,
    Words("转达通知", "Pass a notice on"),
    once=True,
    of=NoticePhoned,
)
ReceiveUrgentDocument = entry(
    UrgentDocumentReceived,
    "receive-urgent-document",
    FLOOR,
    Words("收急件", "Receive an urgent document"),
    opens=True,
)
DeliverUrgentDocument = entry(
    UrgentDocumentDelivered,
    "deliver-urgent-document",
    FLOOR,
    Words("送达急件", "Deliver an urgent document"),
    once=True,
    of=UrgentDocumentReceived,
)
EnterDutyLog = entry(
    DutyLogEntered, "enter-duty-log", FLOOR, Words("登记值班记录", "Enter the duty log"), opens=True
)
LogDutyCall = entry(
    DutyCallLogged, "log-duty-call", FLOOR, Words("登记值班来电", "Log a duty call"), opens=True
)
DisposeDutyCall = entry(
    DutyCallDisposed,
    "dispose-duty-call",
    FLOOR,
    Words("处理值班来电", "Deal with a duty call"),
    once=True,
    of=DutyCallLogged,
)
