"""The labels of obligations."""

from ledger.kernel.words import Words

TITLE = Words("义务与时限", "Obligations and deadlines")

EVENTS = {
    "obligation.warned": Words("到期提醒", "Deadline warning"),
    "obligation.escalated": Words("逾期上报", "Obligation escalated"),
    "obligation.breached": Words("义务违约", "Obligation breached"),
    "obligation.overtaken": Words("违约撤回", "Breach withdrawn"),
}

FIELDS = {
    "obligation": Words("义务", "Obligation"),
    "clause": Words("条款", "Clause"),
    "step": Words("级次", "Step"),
    "round": Words("计时轮次", "Run of the clock"),
    "due_at": Words("期限", "Due"),
    "debtor": Words("责任人", "Debtor"),
    "person": Words("人员", "Person"),
    "late": Words("迟发", "Late"),
    "to": Words("转往", "To"),
    "breach": Words("违约后果", "On breach"),
    "fact": Words("事实", "Fact"),
    "started": Words("起算日", "Started on"),
    "noticed": Words("发现时间", "Noticed"),
    "times": Words("此前次数", "Times before"),
    "alarm": Words("发出告警", "Raise an alarm"),
    "case": Words("事项标识", "About"),
    "types": Words("相关事件", "Events that matter"),
    "seen": Words("已知至", "Known up to"),
}
