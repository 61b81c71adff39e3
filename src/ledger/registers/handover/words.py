"""The labels of handover."""

from ledger.kernel.words import Words

TITLE = Words("交接班", "Handover")

EVENTS = {
    "handover.opened": Words("交接开始", "Handover opened"),
    "handover.item_noted": Words("交接事项", "Handover item noted"),
    "handover.item_accepted": Words("接收事项", "Item accepted"),
    "handover.item_refused": Words("拒收事项", "Item refused"),
    "handover.accepted": Words("接班确认", "Handover accepted"),
    "handover.accepted_late": Words("逾时接班", "Handover accepted late"),
    "handover.signed": Words("交班签字", "Handover signed"),
    "seat.left": Words("离开席位", "Seat left"),
    "departure.planned": Words("拟离职", "Departure planned"),
    "departure.handed_over": Words("离职移交", "Departure handed over"),
    "person.departed": Words("离职", "Person departed"),
}

FIELDS = {
    "handover": Words("交接编号", "Handover"),
    "outgoing": Words("交班人", "Outgoing"),
    "incoming": Words("接班人", "Incoming"),
    "seat": Words("席位", "Seat"),
    "items": Words("交接各项", "Items"),
    "item": Words("第几项", "Item"),
    "upto": Words("依据至第几号", "Composed up to"),
    "due_at": Words("期限", "Due"),
    "minutes": Words("分钟", "Minutes"),
    "reason": Words("原因", "Reason"),
    "category": Words("类别", "Category"),
    "text": Words("原文", "Text"),
    "person": Words("人员", "Person"),
    "matter": Words("事项", "Matter"),
    "leaves_on": Words("离职日", "Leaves on"),
    "receiver": Words("接收人", "Receiver"),
}

VALUES = {
    "equipment": Words("设备", "equipment"),
    "difficult": Words("疑难问题", "difficult question"),
    "swap": Words("换班", "swap"),
    "business-change": Words("业务变动", "business change"),
    "instruction": Words("上级指示", "superior's instruction"),
    "complaint": Words("投诉", "complaint"),
    "pending": Words("未了事项", "pending"),
    "customer-doubt": Words("客户疑问", "customer's doubt"),
    "security": Words("安全", "security"),
    "open-call": Words("来电", "call"),
    "open-ticket": Words("工单", "ticket"),
    "open-fault": Words("故障", "fault"),
    "running-obligation": Words("义务", "obligation"),
    "standing-alarm": Words("告警", "alarm"),
    "borrowed-file": Words("借出档案", "borrowed file"),
    "key-out": Words("钥匙", "key"),
    "duty-matter": Words("值班事项", "matter of duty"),
    "swapped-shift": Words("换班", "swap"),
    "leave-taken": Words("请假", "leave"),
    "absent-person": Words("缺勤", "absence"),
    "new-instruction": Words("上级指示", "instruction"),
    "new-bulletin": Words("公告", "bulletin"),
    "all-others": Words("其余", "others"),
}
