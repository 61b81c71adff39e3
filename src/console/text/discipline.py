"""The words of the discipline screen."""

from __future__ import annotations

from ledger.kernel.words import Words

TITLE = Words("奖惩", "Discipline")
VIEWS = (
    Words("待定", "to decide"),
    Words("申诉", "appeals"),
    Words("我的", "mine"),
    Words("已定", "decided"),
)
EMPTY = (
    Words(
        "没有待定案件；规章触发，或办理 record-offence 记录后在此列出",
        "nothing to decide; the rulebook or record-offence brings cases",
    ),
    Words(
        "没有待裁定的申诉；当事人接到通知后可在 3 中按 f 申诉",
        "no appeal waits; once notified, a person may press f in view 3",
    ),
    Words(
        "没有对你的处分或奖励；用 --as 工号 打开才知道你是谁",
        "nothing was issued to you; --as and your number says who you are",
    ),
    Words("还没有决定过的案件；在 1 待定 中按 c x v 决定", "nothing decided yet; c x v in view 1"),
)
HEADS = (
    Words("人员", "Person"),
    Words("事由", "Offence"),
    Words("金额", "Amount"),
    Words("依据", "Evidence"),
    Words("自", "Since"),
    Words("状态", "State"),
)
STATES = {
    "open": Words("待定", "to decide"),
    "confirmed": Words("已确认", "confirmed"),
    "excused": Words("免究", "excused"),
    "void": Words("作废", "void"),
    "annulled": Words("撤销", "annulled"),
    "replaced": Words("并入 {case}", "part of {case}"),
}
BY = Words("{state} {person}", "{state} by {person}")
AMOUNT = Words("{amount} 元", "{amount} CNY")
TO_SET = Words("待填", "to set")
NOTIFIED = Words("已通知，可申诉至 {until}", "notified, appeal until {until}")
NOT_NOTIFIED = Words("未通知", "not notified")
SEEN = Words("已知悉", "seen")
AGREED = Words("已同意", "agreed")
APPEALED = Words("已申诉，待裁定", "appealed, to be decided")
RULED = Words("申诉{outcome}", "appeal {outcome}")
TAKEN_BACK = Words("已冲销", "taken back")
TIMES = Words("第 {nth} 次", "time {nth}")
