"""The words of obligations and alarms on the screen."""

from __future__ import annotations

from ledger.kernel.words import Words

NEXT = Words("先到期的义务 {count}", "Due next {count}")
TITLE = Words("义务", "Obligations")
OPEN = Words("未了 {count}", "open {count}")
BREACHED = Words("违约 {count}", "breached {count}")
AT_RISK = Words("有风险 {count}", "at risk {count}")
PAUSED = Words("暂停 {count}", "paused {count}")
UNANSWERED = Words("告警未确认 {count}", "unanswered alarms {count}")
FOLDING = Words("正在读义务 {percent} %", "reading the obligations {percent} %")
NONE_OPEN = Words("没有未了的义务", "nothing is due")
NO_RULEBOOK = Words(
    "采用规章后，其时限在此显示：dutybook rulebook adopt",
    "adopt a rulebook, and its deadlines stand here: dutybook rulebook adopt",
)
HEADS = (
    Words("剩余", "Left"),
    Words("到期", "Due"),
    Words("义务", "Obligation"),
    Words("债务人", "Debtor"),
    Words("状态", "State"),
    Words("条款", "Clause"),
)
CLAUSE = Words("条款", "Clause")
FROM = Words("起因", "From")
STARTED_BY = Words("由 #{position} 引起", "started by #{position}")
PERIODIC = Words("定期义务，到时自行产生", "a periodic duty, which comes by itself")
CREDITOR = Words("权利人", "Owed to")
BREACH = Words("违约", "Breach")
BREACH_AT = Words("#{position} 登记违约", "recorded as breached at #{position}")
DISCHARGED_WITH = Words("办理", "Done with")
STANDS_STILL = Words("停 {cause}", "paused: {cause}")
SHELVED = Words("搁置至 {time}", "shelved until {time}")
ALARM = Words("告警未确认", "alarm")
NOTED = Words("告警已确认", "alarm noted")
ESCALATED = Words("已上报 {count}", "escalated {count}")
WARNED = Words("已提醒 {count}", "warned {count}")
