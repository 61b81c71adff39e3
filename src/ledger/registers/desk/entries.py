"""Entering what becomes of a ticket."""

from ledger.kernel.words import Words
from ledger.registers.desk.events import (
    CallRangOut,
    CustomerContacted,
    ReceiptReturned,
    StaffComplaintUpheld,
    TicketClosed,
    TicketDispatched,
    TicketEscalated,
    TicketOpened,
    TicketPromised,
    TicketReassigned,
    TicketReplied,
    TicketResolved,
    TicketResumed,
    TicketWaiting,
)
from ledger.registers.entries import FLOOR, LEADERS, entry

OpenTicket = entry(
    TicketOpened, "open-ticket", FLOOR, Words("受理工单", "Open a ticket"), opens=True
)
ReassignTicket = entry(
    TicketReassigned,
    "reassign-ticket",
    LEADERS,
    Words("转派工单", "Reassign a ticket"),
    of=TicketOpened,
)
DispatchTicket = entry(
    TicketDispatched,
    "dispatch-ticket",
    FLOOR,
    Words("派发工单", "Dispatch a ticket"),
    of=TicketOpened,
)
PromiseReply = entry(
    TicketPromised,
    "promise-reply",
    FLOOR,
    Words("承诺答复时间", "Promise an answer"),
    of=TicketOpened,
)
ReplyToTicket = entry(
    TicketReplied,
    "reply-to-ticket",
    FLOOR,
    Words("答复客户", "Answer the customer"),
    of=TicketOpened,
)
ReturnReceipt = entry(
    ReceiptReturned,
    "return-receipt",
    FLOOR,
    Words("部门回单", "Return a department's result"),
    of=TicketOpened,
)
ResolveTicket = entry(
    TicketResolved,
    "resolve-ticket",
    FLOOR,
    Words("解决工单", "Resolve a ticket"),
    once=True,
    of=TicketOpened,
)
CloseTicket = entry(
    TicketClosed,
    "close-ticket",
    FLOOR,
    Words("关闭工单", "Close a ticket"),
    once=True,
    of=TicketOpened,
)
EscalateTicket = entry(
    TicketEscalated,
    "escalate-ticket",
    FLOOR,
    Words("升级工单", "Escalate a ticket"),
    of=TicketOpened,
)
ContactCustomer = entry(
    CustomerContacted,
    "contact-customer",
    FLOOR,
    Words("联系客户", "Contact the customer"),
    of=TicketOpened,
)
SetTicketWaiting = entry(
    TicketWaiting,
    "set-ticket-waiting",
    FLOOR,
    Words("工单等待", "Let a ticket wait"),
    of=TicketOpened,
)
ResumeTicket = entry(
    TicketResumed, "resume-ticket", FLOOR, Words("工单继续", "Resume a ticket"), of=TicketWaiting
)
UpholdStaffComplaint = entry(
    StaffComplaintUpheld,
    "uphold-staff-complaint",
    LEADERS,
    Words("投诉属实", "Uphold a staff complaint"),
    of=TicketOpened,
)
RecordRingOut = entry(
    CallRangOut, "record-ring-out", LEADERS, Words("登记久响未接", "Record a call that rang out")
)
