"""Entering tasks (S0.6-04 to S0.6-06), errors and leads."""

from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR, LEADERS, entry
from ledger.registers.tasks.events import (
    ErrorFound,
    ErrorRectified,
    LeadBooked,
    LeadFollowedUp,
    LeadHandedOver,
    LeadSlipSigned,
    LeadSynced,
    PostponementApproved,
    PostponementRequested,
    TaskAssigned,
    TaskBlocked,
    TaskCompleted,
    TaskExtended,
    TaskObjected,
    TaskPostponed,
    TaskReportedBack,
    TaskRevoked,
)

AssignTask = entry(
    TaskAssigned, "assign-task", LEADERS, Words("下达任务", "Assign a task"), opens=True
)
ObjectToTask = entry(
    TaskObjected,
    "object-to-task",
    FLOOR,
    Words("对任务提出异议", "Object to a task"),
    of=TaskAssigned,
)
ExtendTask = entry(
    TaskExtended,
    "extend-task",
    LEADERS,
    Words("任务延期", "Extend a task"),
    own="giver",
    of=TaskAssigned,
    said=("giver",),
)
RequestPostponement = entry(
    PostponementRequested,
    "request-postponement",
    LEADERS,
    Words("申请延后", "Ask for a postponement"),
    own="doer",
    of=TaskAssigned,
    said=("doer",),
)
ApprovePostponement = entry(
    PostponementApproved,
    "approve-postponement",
    LEADERS,
    Words("批准延后", "Approve a postponement"),
    of=PostponementRequested,
    said=("doer",),
    signs="signer",
)
ConfirmPostponement = entry(
    TaskPostponed,
    "confirm-postponement",
    LEADERS,
    Words("确认延后", "Confirm the new finish"),
    own="doer",
    of=PostponementApproved,
    said=("doer",),
)
RevokeTask = entry(
    TaskRevoked,
    "revoke-task",
    LEADERS,
    Words("撤销任务", "Revoke a task"),
    once=True,
    of=TaskAssigned,
)
CompleteTask = entry(
    TaskCompleted,
    "complete-task",
    FLOOR,
    Words("完成任务", "Complete a task"),
    once=True,
    of=TaskAssigned,
)
ReportBack = entry(
    TaskReportedBack,
    "report-back",
    FLOOR,
    Words("任务复命", "Report back on a task"),
    of=TaskAssigned,
)
ReportTaskBlocked = entry(
    TaskBlocked,
    "report-task-blocked",
    FLOOR,
    Words("任务受阻", "Report a blocked task"),
    of=TaskAssigned,
)
RecordError = entry(
    ErrorFound, "record-error", LEADERS, Words("登记差错", "Record an error"), opens=True
)
RectifyError = entry(
    ErrorRectified,
    "rectify-error",
    FLOOR,
    Words("改正差错", "Put an error right"),
    once=True,
    of=ErrorFound,
)
BookLead = entry(LeadBooked, "book-lead", FLOOR, Words("登记线索", "Book a lead"), opens=True)
SignLeadSlip = entry(
    LeadSlipSigned,
    "sign-lead-slip",
    FLOOR,
    Words("交接单签字", "Sign a handover slip"),
    signs="signer",
)
HandOverLead = entry(
    LeadHandedOver,
    "hand-over-lead",
    FLOOR,
    Words("交接来店客户", "Hand over a visiting customer"),
    once=True,
)
FollowUpLead = entry(
    LeadFollowedUp,
    "follow-up-lead",
    FLOOR,
    Words("录入跟进", "Enter the follow-up"),
    of=LeadHandedOver,
)
PassLeadOn = entry(
    LeadSynced, "pass-lead-on", FLOOR, Words("同步线索", "Pass a lead on"), once=True, of=LeadBooked
)
