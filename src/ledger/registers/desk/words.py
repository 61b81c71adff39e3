"""The labels of desk."""

from ledger.kernel.words import Words

TITLE = Words("工单受理", "Desk and tickets")

EVENTS = {
    "ticket.opened": Words("工单受理", "Ticket opened"),
    "ticket.reassigned": Words("工单转派", "Ticket reassigned"),
    "ticket.dispatched": Words("工单派发", "Ticket dispatched"),
    "ticket.promised": Words("承诺答复", "Answer promised"),
    "ticket.replied": Words("答复客户", "Customer answered"),
    "ticket.receipt_returned": Words("部门回单", "Department's result returned"),
    "ticket.resolved": Words("工单解决", "Ticket resolved"),
    "ticket.closed": Words("工单关闭", "Ticket closed"),
    "ticket.escalated": Words("工单升级", "Ticket escalated"),
    "ticket.customer_contacted": Words("联系客户", "Customer contacted"),
    "ticket.waiting": Words("工单等待", "Ticket waiting"),
    "ticket.resumed": Words("工单继续", "Ticket resumed"),
    "staff_complaint.upheld": Words("对员工的投诉属实", "Complaint against staff upheld"),
    "call.rang_out": Words("久响未接", "Call rang out"),
}

FIELDS = {
    "ticket": Words("工单", "Ticket"),
    "owner": Words("责任人", "Owner"),
    "kind": Words("类型", "Kind"),
    "answerable": Words("可当场答复", "Answerable at once"),
    "department": Words("主办部门", "Department"),
    "due_at": Words("期限", "Due"),
    "person": Words("人员", "Person"),
    "callback_person": Words("回访人", "Who calls back"),
    "reason": Words("原因", "Reason"),
    "to": Words("转往", "To"),
    "written": Words("书面", "In writing"),
    "cause": Words("等待原因", "Waiting for"),
    "year": Words("年", "Year"),
    "call": Words("来电", "Call"),
    "rings": Words("响铃次数", "Rings"),
}

VALUES = {
    "consult": Words("咨询", "consultation"),
    "query": Words("查询", "query"),
    "complaint": Words("投诉", "complaint"),
    "suggestion": Words("建议", "suggestion"),
    "fault": Words("申告故障", "fault"),
    "dispute": Words("争议", "dispute"),
}
