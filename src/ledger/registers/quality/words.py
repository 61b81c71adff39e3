"""The labels of quality."""

from ledger.kernel.words import Words

TITLE = Words("质检", "Quality")

EVENTS = {
    "monitoring.recorded": Words("监听评分", "Monitoring recorded"),
    "conduct.observed": Words("行为检查", "Conduct observed"),
}

FIELDS = {
    "person": Words("人员", "Person"),
    "month": Words("月", "Month"),
    "inspector": Words("检查人", "Inspector"),
    "score": Words("得分", "Score"),
    "day": Words("日", "Day"),
    "code": Words("代码", "Code"),
    "ok": Words("合格", "In order"),
    "observer": Words("观察人", "Observer"),
}
