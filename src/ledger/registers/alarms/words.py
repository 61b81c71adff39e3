"""The labels of alarms."""

from ledger.kernel.words import Words

TITLE = Words("告警", "Alarms")

EVENTS = {
    "alarm.raised": Words("告警", "Alarm"),
    "alarm.acknowledged": Words("告警确认", "Alarm acknowledged"),
    "alarm.shelved": Words("告警搁置", "Alarm shelved"),
    "alarm.cleared": Words("告警解除", "Alarm cleared"),
}

FIELDS = {
    "obligation": Words("义务", "Obligation"),
    "clause": Words("条款", "Clause"),
    "due_at": Words("期限", "Due"),
    "debtor": Words("责任人", "Debtor"),
    "person": Words("人员", "Person"),
    "to": Words("转往", "To"),
    "round": Words("计时轮次", "Run of the clock"),
    "fact": Words("事实", "Fact"),
    "until": Words("至", "Until"),
    "reason": Words("原因", "Reason"),
}
