"""The labels of swaps."""

from ledger.kernel.words import Words

TITLE = Words("换班", "Shift swaps")

EVENTS = {
    "shift.offered": Words("出让班次", "Shift offered"),
    "swap.requested": Words("换班申请", "Swap requested"),
    "swap.agreed": Words("同意换班", "Swap agreed"),
    "swap.rejected": Words("不同意换班", "Swap rejected"),
    "swap.withdrawn": Words("撤回换班", "Swap withdrawn"),
    "shift.swapped": Words("换班成立", "Shift swapped"),
    "swap.handed_over": Words("换班交接签字", "Swap handed over"),
    "swap.missed": Words("换班误班", "Swapped shift missed"),
}

FIELDS = {
    "swap": Words("换班编号", "Swap"),
    "giver": Words("交付人", "Giver"),
    "taker": Words("接手人", "Taker"),
    "given": Words("换出班次", "Shift given"),
    "giver_month": Words("交付人月份", "Giver's month"),
    "taker_month": Words("接手人月份", "Taker's month"),
    "taken": Words("换入班次", "Shift taken"),
    "same_job": Words("同工种", "Same job"),
    "same_grade": Words("业务水平相当", "Comparable grade"),
    "consecutive": Words("连续换班", "Consecutive swap"),
    "back_to_back": Words("连班", "Back-to-back shifts"),
    "holiday": Words("节假日", "Holiday"),
    "given_starts": Words("换出班开始", "Shift given starts"),
    "given_ends": Words("换出班结束", "Shift given ends"),
    "given_code": Words("换出班代码", "Code of the shift given"),
    "given_roster": Words("换出班班表", "Roster of the shift given"),
    "taken_starts": Words("换入班开始", "Shift taken starts"),
    "taken_ends": Words("换入班结束", "Shift taken ends"),
    "taken_code": Words("换入班代码", "Code of the shift taken"),
    "taken_roster": Words("换入班班表", "Roster of the shift taken"),
    "person_days": Words("涉及的人日", "Days concerned"),
    "repays": Words("还哪次换班", "Repays"),
    "reason": Words("原因", "Reason"),
    "starts": Words("开始时间", "Starts"),
    "ends": Words("结束时间", "Ends"),
    "withdrawer": Words("撤回人", "Withdrawn by"),
    "leader": Words("班长", "Leader"),
    "side": Words("哪一方", "Side"),
    "post": Words("岗位", "Post"),
    "signer": Words("签批人", "Signer"),
    "shift": Words("班次编号", "Shift"),
    "giver_share": Words("交付人责任%", "Giver's share %"),
    "taker_share": Words("接手人责任%", "Taker's share %"),
}

VALUES = {
    "giver": Words("交付方", "giver's"),
    "taker": Words("接手方", "taker's"),
}
