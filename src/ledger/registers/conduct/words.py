"""The labels of conduct."""

from ledger.kernel.words import Words

TITLE = Words("行为规范", "Conduct")

EVENTS = {
    "leak.found": Words("查实泄密", "Leak found"),
    "service_rule.broken": Words("违反服务规定", "Service rule broken"),
    "visitor_reception.broken": Words("违反来访接待规定", "Visitor reception broken"),
    "customer.quarrelled_with": Words("与客户争吵", "Quarrel with a customer"),
    "desk.found_messy": Words("工位不整洁", "Desk found untidy"),
    "data_error.found": Words("查出数据差错", "Data error found"),
    "member_proxy.breached": Words("违反会员代办规定", "Member's business mishandled"),
    "worklog.mismatched": Words("工作日志不符", "Work log mismatched"),
}

FIELDS = {
    "person": Words("人员", "Person"),
    "year": Words("年", "Year"),
    "serious": Words("情节严重", "Serious"),
    "forced": Words("被迫", "Forced"),
    "rule": Words("规定", "Rule"),
}
