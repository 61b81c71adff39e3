"""The labels of tasks."""

from ledger.kernel.words import Words

TITLE = Words("任务与差错", "Tasks and errors")

EVENTS = {
    "task.assigned": Words("任务下达", "Task assigned"),
    "task.objected": Words("任务异议", "Task objected to"),
    "task.extended": Words("任务延期", "Task extended"),
    "task.revoked": Words("任务撤销", "Task revoked"),
    "task.completed": Words("任务完成", "Task completed"),
    "task.reported_back": Words("任务复命", "Task reported back"),
    "task.blocked": Words("任务受阻", "Task blocked"),
    "error.found": Words("发现差错", "Error found"),
    "error.rectified": Words("差错改正", "Error rectified"),
    "lead.booked": Words("线索登记", "Lead booked"),
    "lead.synced": Words("线索同步", "Lead passed on"),
    "postponement.requested": Words("申请延后", "Postponement requested"),
    "postponement.approved": Words("批准延后", "Postponement approved"),
    "task.postponed": Words("任务延后", "Task postponed"),
    "lead.slip_signed": Words("交接单签字", "Handover slip signed"),
    "lead.handed_over": Words("来店客户交接", "Visiting customer handed over"),
    "lead.followed_up": Words("录入跟进", "Follow-up entered"),
}

FIELDS = {
    "task": Words("任务编号", "Task"),
    "giver": Words("交付人", "Giver"),
    "doer": Words("承办人", "Doer"),
    "content": Words("内容", "Content"),
    "due_at": Words("期限", "Due"),
    "normally_done_at": Words("正常完成时间", "Normally done at"),
    "reason": Words("原因", "Reason"),
    "state": Words("状态", "State"),
    "person": Words("人员", "Person"),
    "matter": Words("事项", "Matter"),
    "told_manager": Words("已告知经理", "Manager told"),
    "signer": Words("签批人", "Signer"),
    "post": Words("岗位", "Post"),
    "telesales": Words("电销员", "Telesales"),
    "direct_sales": Words("直销员", "Direct sales"),
}

VALUES = {
    "done": Words("已完成", "done"),
    "partial": Words("部分完成", "partly done"),
    "not-done": Words("未完成", "not done"),
    "blocked": Words("受阻", "blocked"),
}
