"""Entering attendance."""

from ledger.kernel.words import Words
from ledger.registers.attendance.events import (
    AbsenceExcused,
    AbsenceRecorded,
    ArrivalRecorded,
    EarlyLeavingRecorded,
    LatenessPermitted,
    LatenessRecorded,
    OutingBegan,
    OutingExplained,
    OvertimeRefused,
    PostLeft,
    PostReturned,
    StopWorkOrdered,
)
from ledger.registers.entries import FLOOR, LEADERS, entry

RecordArrival = entry(
    ArrivalRecorded, "record-arrival", FLOOR, Words("登记到岗", "Record an arrival")
)
RecordLateness = entry(
    LatenessRecorded, "record-lateness", LEADERS, Words("登记迟到", "Record lateness")
)
PermitLateness = entry(
    LatenessPermitted, "permit-lateness", LEADERS, Words("准许迟到", "Permit lateness")
)
RecordEarlyLeaving = entry(
    EarlyLeavingRecorded, "record-early-leaving", LEADERS, Words("登记早退", "Record early leaving")
)
RecordAbsence = entry(
    AbsenceRecorded, "record-absence", LEADERS, Words("登记旷工", "Record absence")
)
LeavePost = entry(
    PostLeft, "leave-post", LEADERS, Words("离岗", "Leave the post"), own="person", opens=True
)
ReturnToPost = entry(
    PostReturned,
    "return-to-post",
    LEADERS,
    Words("返岗", "Return to the post"),
    own="person",
    once=True,
    of=PostLeft,
    said=("person",),
)
BeginOuting = entry(
    OutingBegan, "begin-outing", LEADERS, Words("因公外出", "Go out on business"), own="person"
)
ExplainOuting = entry(
    OutingExplained, "explain-outing", LEADERS, Words("外出补报", "Explain an outing"), own="person"
)
RecordRefusedOvertime = entry(
    OvertimeRefused,
    "record-refused-overtime",
    LEADERS,
    Words("登记拒绝加班", "Record a refusal of overtime"),
)
ExcuseAbsence = entry(
    AbsenceExcused, "excuse-absence", LEADERS, Words("旷工免究", "Excuse an absence")
)
OrderStopWork = entry(
    StopWorkOrdered, "order-stop-work", LEADERS, Words("责令停岗", "Order somebody to stop work")
)
