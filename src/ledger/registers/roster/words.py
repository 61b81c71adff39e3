"""The labels of the roster."""

from ledger.kernel.words import Words

TITLE = Words("排班", "The roster")

EVENTS = {
    "roster.published": Words("班表发布", "Roster published"),
    "roster.withdrawn": Words("班表撤回", "Roster withdrawn"),
    "shift.assigned": Words("排班", "Shift assigned"),
    "shift.reassigned": Words("改派班次", "Shift passed on"),
    "shift.cancelled": Words("取消班次", "Shift cancelled"),
    "duty_group.formed": Words("值班组编成", "Duty group formed"),
    "driver_duty.rotated": Words("驾驶员轮值", "Drivers' duty rotated"),
}

FIELDS = {
    "roster": Words("班表", "Roster"),
    "first": Words("首日", "First day"),
    "last": Words("末日", "Last day"),
    "shifts": Words("班次数", "Shifts"),
    "shift": Words("班次编号", "Shift"),
    "person": Words("人员", "Person"),
    "day": Words("日", "Day"),
    "next_day": Words("次日", "Next day"),
    "starts": Words("开始时间", "Starts"),
    "ends": Words("结束时间", "Ends"),
    "code": Words("代码", "Code"),
    "on": Words("日期", "Date"),
    "job": Words("工种", "Job"),
    "night": Words("夜班", "Night shift"),
    "holiday": Words("节假日", "Holiday"),
    "origin": Words("缘由", "Origin"),
    "giver": Words("交付人", "Giver"),
    "giver_day": Words("交付人的日", "Giver's day"),
    "giver_next_day": Words("交付人的次日", "Giver's next day"),
    "reason": Words("原因", "Reason"),
    "group": Words("值班组", "Group"),
    "leader": Words("班长", "Leader"),
    "members": Words("组员", "Members"),
    "duty": Words("值班编号", "Duty"),
    "driver": Words("驾驶员", "Driver"),
    "driver_month": Words("驾驶员月份", "Driver's month"),
    "month_of": Words("月份中任一日", "A day of the month"),
    "substitute_for": Words("代替", "In the place of"),
    "lines": Words("班次", "Lines"),
}

VALUES = {
    "roster": Words("排班", "roster"),
    "swap": Words("换班", "swap"),
    "overtime": Words("加班", "overtime"),
    "arranged": Words("另行安排", "special arrangement"),
    "group": Words("值班组", "duty group"),
}
