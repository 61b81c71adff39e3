"""The organisation's labels."""

from ledger.kernel.words import Words

TITLE = Words("组织人员", "Organisation")

EVENTS = {
    "site.opened": Words("开簿", "Book opened"),
    "person.registered": Words("人员登记", "Person registered"),
    "person.placed": Words("人员任职", "Person placed"),
    "person.roles_assigned": Words("权限设定", "Roles assigned"),
    "delegation.granted": Words("授权代理", "Deputy named"),
    "delegation.ended": Words("代理结束", "Deputy stands down"),
    "team.formed": Words("班组成立", "Team formed"),
    "queue.opened": Words("队列开通", "Queue opened"),
    "seat.installed": Words("坐席装设", "Seat installed"),
}

FIELDS = {
    "site": Words("单位", "Site"),
    "timezone": Words("时区", "Time zone"),
    "format": Words("格式版本", "Format"),
    "person": Words("人员", "Person"),
    "name": Words("姓名", "Name"),
    "roles": Words("权限", "Roles"),
    "team": Words("班组", "Team"),
    "post": Words("岗位", "Post"),
    "unit": Words("部门", "Unit"),
    "supervisor": Words("直接上级", "Supervisor"),
    "job": Words("工种", "Job"),
    "grade": Words("等级", "Grade"),
    "since": Words("起自", "Since"),
    "licences": Words("执照", "Licences"),
    "licences_until": Words("执照有效至", "Licences valid through"),
    "deputy": Words("代理人", "Deputy"),
    "delegator": Words("委托人", "Delegator"),
    "from_at": Words("开始", "From"),
    "to_at": Words("结束", "To"),
    "reason": Words("原因", "Reason"),
    "title": Words("名称", "Title"),
    "leader": Words("班长", "Leader"),
    "queue": Words("队列", "Queue"),
    "seat": Words("席位", "Seat"),
    "extension": Words("分机", "Extension"),
}

VALUES = {
    "agent": Words("坐席员", "Agent"),
    "team-leader": Words("班长", "Team leader"),
    "duty-leader": Words("值班长", "Duty leader"),
    "auditor": Words("审计员", "Auditor"),
    "administrator": Words("管理员", "Administrator"),
    "program": Words("程序", "Program"),
}
