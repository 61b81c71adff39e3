"""The words of leave and swaps as they are asked for and decided."""

from __future__ import annotations

from ledger.kernel.words import Words

TITLE = Words("请假与换班", "Leave and swaps")
FOR_ME = Words("待我办理 {count}", "for me {count}")
WAITING = Words("待批 {count}", "waiting {count}")
ALL_DONE = Words("没有待批的请求", "nothing waits")
EMPTY = Words(
    "还没有请假或换班；按 n 申请请假，按 c 申请换班。",
    "Nobody has asked for leave or a swap; n asks for leave, c for a swap.",
)
HEADS = (
    Words("事项", "Kind"),
    Words("人员", "Person"),
    Words("时间", "When"),
    Words("状态", "State"),
    Words("剩余", "Left"),
)
MORE_HEADS = (Words("编号", "Id"), Words("班次", "Shifts"), Words("签批", "Signed"))
KINDS = {"leave": Words("请假", "leave"), "swap": Words("换班", "swap")}
STATES = {
    "offered": Words("出让，待接手", "offered, to be taken"),
    "granted": Words("已准假", "granted"),
    "swapped": Words("已换班，待交接", "swapped, to hand over"),
    "rejected": Words("不准", "rejected"),
    "withdrawn": Words("已撤回", "withdrawn"),
    "returned": Words("已销假", "back"),
    "missed": Words("误班", "missed"),
    "handed_over": Words("已换班", "swapped"),
}
OVERDUE_BACK = Words("假满未销假", "over, not back yet")
AWAY = Words("休假中", "on leave")
NEXT = Words("待 {whose}", "next: {whose}")
TO_GRANT = Words("待准假", "to be granted")
TO_SWAP = Words("待换班", "to be made")
LEADER_OF = Words("{person} 的班长", "{person}'s leader")
BETWEEN = Words("{person}→{other}", "{person}→{other}")
DAYS = Words("{days} 天", "{days} d")
NO_SHIFTS = Words("这段时间没有排班", "no shift in that time")
ASKED_BY = Words("{asker} 代请", "asked by {asker}")
ASKED_AT = Words("{at} 提出", "asked {at}")
SIGNED = Words("已签：{signed}", "signed: {signed}")
UNSIGNED = Words("尚无人签批", "nobody has signed yet")
REPAYS = Words("归还 {swap}", "repays {swap}")
REPAID_BY = Words("已由 {swap} 归还", "repaid by {swap}")
ENDED_BY = Words("{person} 办理", "by {person}")
REASON = Words("原因：{reason}", "reason: {reason}")
OR = Words("或", " or ")
NIGHT = Words("夜班", "night")
HOLIDAY = Words("节假日", "holiday")
UNFORESEEN = Words("未能事先请", "not asked in time")
