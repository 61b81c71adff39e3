"""The labels of attendance."""

from ledger.kernel.words import Words

TITLE = Words("考勤", "Attendance")

EVENTS = {
    "arrival.recorded": Words("到岗登记", "Arrival recorded"),
    "arrival.withdrawn": Words("到岗撤回", "Arrival withdrawn"),
    "departure.recorded": Words("下班登记", "Departure recorded"),
    "roll_call.held": Words("点名", "Roll call held"),
    "lateness.recorded": Words("迟到登记", "Lateness recorded"),
    "lateness.permitted": Words("准许迟到", "Lateness permitted"),
    "early_leaving.recorded": Words("早退登记", "Early leaving recorded"),
    "absence.recorded": Words("旷工登记", "Absence recorded"),
    "post.left": Words("离岗", "Post left"),
    "post.returned": Words("返岗", "Back at the post"),
    "overtime.refused": Words("拒绝加班", "Overtime refused"),
    "absence.excused": Words("旷工免究", "Absence excused"),
    "stop_work.ordered": Words("责令停岗", "Stop of work ordered"),
    "outing.began": Words("因公外出", "Out on business"),
    "outing.explained": Words("外出补报", "Outing explained"),
}

FIELDS = {
    "person": Words("人员", "Person"),
    "day": Words("日", "Day"),
    "shift_starts": Words("上班时间", "Shift starts"),
    "shift": Words("班次编号", "Shift"),
    "arrived_at": Words("到岗时间", "Arrived at"),
    "left_at": Words("离开时间", "Left at"),
    "shift_ends": Words("下班时间", "Shift ends"),
    "withdrawn": Words("撤回的事件", "Withdrawn"),
    "early": Words("早退", "Leaving early"),
    "on": Words("日期", "Date"),
    "roll_call": Words("点名", "Roll call"),
    "leader": Words("班长", "Leader"),
    "starts": Words("开始时间", "Starts"),
    "code": Words("代码", "Code"),
    "expected": Words("应到", "Expected"),
    "present": Words("已到", "Present"),
    "missing": Words("未到", "Missing"),
    "comments": Words("点评", "Comments"),
    "month": Words("月", "Month"),
    "year": Words("年", "Year"),
    "minutes": Words("分钟", "Minutes"),
    "occasion": Words("场合", "Occasion"),
    "permitted": Words("已获准", "Permitted"),
    "by_phone": Words("电话申请", "By telephone"),
    "reason": Words("原因", "Reason"),
    "days": Words("天数", "Days"),
    "origin": Words("缘由", "Origin"),
    "absence": Words("离岗编号", "Absence"),
    "limit_ends": Words("限返时间", "Back by"),
    "proof": Words("证明", "Proof"),
    "destination": Words("去向", "Destination"),
    "told_before": Words("事先已报", "Told before"),
}

VALUES = {
    "shift": Words("上班", "shift"),
    "duty": Words("值班", "duty"),
    "morning-meeting": Words("早会", "morning meeting"),
    "no-leave": Words("未请假", "no leave asked"),
    "late": Words("迟到过久", "too late"),
    "swap": Words("换班", "swap"),
    "missed-shift": Words("误班", "missed shift"),
    "no-proof": Words("无证明", "no proof"),
    "leave-on-swap": Words("换班后请假", "leave on a swapped shift"),
}
