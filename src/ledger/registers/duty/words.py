"""The labels of duty."""

from ledger.kernel.words import Words

TITLE = Words("值班", "Duty in turns")

EVENTS = {
    "duty.assigned": Words("值班安排", "Duty assigned"),
    "duty.arrived": Words("值班到岗", "Arrived on duty"),
    "duty.started": Words("值班开始", "Duty started"),
    "duty.found_unmanned": Words("查岗无人", "Duty found unmanned"),
    "penalty.published": Words("处罚公布", "Penalty published"),
    "key.issued": Words("领用钥匙", "Key issued"),
    "key.returned": Words("交还钥匙", "Key returned"),
    "notice.phoned": Words("电话通知", "Notice by telephone"),
    "notice.relayed": Words("通知转达", "Notice passed on"),
    "urgent_document.received": Words("收到急件", "Urgent document received"),
    "urgent_document.delivered": Words("急件送达", "Urgent document delivered"),
    "duty_log.entered": Words("值班记录", "Duty log entered"),
    "duty_call.logged": Words("值班来电登记", "Duty call logged"),
    "duty_call.disposed": Words("值班来电处理", "Duty call dealt with"),
}

FIELDS = {
    "duty": Words("值班编号", "Duty"),
    "group": Words("值班组", "Group"),
    "members": Words("组员", "Members"),
    "leader": Words("班长", "Leader"),
    "starts_at": Words("开始于", "Starts at"),
    "ends_at": Words("结束于", "Ends at"),
    "inspector": Words("检查人", "Inspector"),
    "person": Words("人员", "Person"),
    "due_at": Words("期限", "Due"),
    "urgent": Words("急", "Urgent"),
    "category": Words("类别", "Category"),
    "content": Words("内容", "Content"),
    "unit": Words("部门", "Unit"),
    "name": Words("姓名", "Name"),
    "phone": Words("电话", "Telephone"),
    "place": Words("地点", "Place"),
    "participants": Words("参加人", "Participants"),
}

VALUES = {
    "duty-call": Words("来电", "call"),
    "duty-visit": Words("来访", "visit"),
    "duty-event": Words("事件", "event"),
    "duty-notice": Words("通知", "notice"),
    "duty-letter": Words("来件", "letter"),
    "duty-arrival": Words("到岗", "arrival"),
}
