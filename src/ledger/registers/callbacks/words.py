"""The labels of callbacks."""

from ledger.kernel.words import Words

TITLE = Words("回访", "Callbacks")

EVENTS = {
    "callback.attempted": Words("回访尝试", "Callback attempted"),
    "callback.completed": Words("回访完成", "Callback completed"),
    "callback.closed_unreachable": Words("回访无法联系结案", "Callback closed as unreachable"),
}

FIELDS = {
    "person": Words("人员", "Person"),
    "ticket": Words("工单", "Ticket"),
    "outcome": Words("结果", "Outcome"),
    "satisfied": Words("客户满意", "Satisfied"),
}

VALUES = {
    "reached": Words("已联系上", "reached"),
    "no-answer": Words("无人接听", "no answer"),
    "wrong-number": Words("号码错误", "wrong number"),
    "refused": Words("拒绝回访", "refused"),
    "asked-later": Words("约定再访", "asked for later"),
}
