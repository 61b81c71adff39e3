"""The words of attendance."""

from ledger.kernel.words import Words
from projections.attendance.adherence import FORMULAS
from projections.attendance.board import Standing

TITLE = Words("考勤", "Attendance")
EMPTY = Words(
    "现在没有排班；按 r 打开班表，用 a 排班。",
    "Nobody is on a shift now; press r for the roster, and a there to assign one.",
)
HEADS = (
    Words("人员", "Person"),
    Words("班次", "Shift"),
    Words("状态", "Now"),
    Words("计划与实际", "Planned and actual"),
)
COUNTS = (
    (Words("应到 {count}", "{count} on shift"), tuple(Standing)),
    (
        Words("在岗 {count}", "{count} there"),
        (
            Standing.PRESENT,
            Standing.LATE,
            Standing.OFF_POST,
            Standing.OUTING,
            Standing.DUE_OUT,
        ),
    ),
    (Words("迟到 {count}", "{count} late"), (Standing.LATE,)),
    (Words("未到 {count}", "{count} missing"), (Standing.MISSING,)),
    (Words("旷工 {count}", "{count} absent"), (Standing.ABSENT,)),
    (Words("离岗 {count}", "{count} off post"), (Standing.OFF_POST,)),
    (Words("外出 {count}", "{count} out"), (Standing.OUTING,)),
    (Words("请假 {count}", "{count} on leave"), (Standing.LEAVE,)),
    (Words("已下班 {count}", "{count} gone"), (Standing.LEFT,)),
)
"""What the headline counts; what is nobody's is left out, but for the first two."""

STATES = {
    Standing.MISSING: Words("未到 {minutes} 分", "missing {minutes} min"),
    Standing.EXPECTED: Words("待到", "expected"),
    Standing.PRESENT: Words("到岗 {came}", "there {came}"),
    Standing.LATE: Words("迟到 {minutes} 分", "late {minutes} min"),
    Standing.OFF_POST: Words("离岗 {away}", "off {away}"),
    Standing.ABSENT: Words("旷工", "absent"),
    Standing.OUTING: Words("外出 {out}", "out {out}"),
    Standing.LEAVE: Words("请假", "on leave"),
    Standing.LEFT: Words("下班 {went}", "left {went}"),
    Standing.DUE_OUT: Words("应下班 {ends}", "due out {ends}"),
}
PERMITTED = Words(" 已准", " permitted")
EXCUSED = Words(" 免究", " excused")
EARLY = Words(" 早退 {minutes}", " early {minutes}")
CALLED = {
    "present": Words("点名已到", "there at the roll call"),
    "missing": Words("点名未到", "missing at the roll call"),
}
PLANNED = Words("计划", "Planned")
ACTUAL = Words("实际", "Actual")
LEGEND = (
    ("█", Words("在席", "at the seat")),
    ("▄", Words("在岗", "there")),
    ("×", Words("缺", "missing")),
    ("~", Words("已准", "excused")),
    ("o", Words("离岗", "off post")),
    (">", Words("外出", "out")),
    ("▒", Words("请假", "leave")),
    ("░", Words("未到时", "to come")),
)
CAME = Words("{at} 到岗", "came {at}")
WENT = Words("{at} 下班", "left {at}")
LATE = Words("迟到 {minutes} 整分钟", "{minutes} full minutes late")
LEFT_EARLY = Words("早退 {minutes} 整分钟", "{minutes} full minutes early")
OFF = Words("离岗共 {time}", "{time} off post")
SWAPPED = Words("换来的班", "swapped")
MAY_BE_LATE = Words("已准迟到", "may be late")
ADHERENCE = Words("履行 {raw}，含准许 {excused}", "kept {raw}, with excuses {excused}")
NOT_MARKED = Words("光标处的人不是待点名", "nobody to call is under the cursor")

MONTH = Words("考勤月报 {month}", "Attendance of {month}")
MONTH_EMPTY = Words(
    "{month} 没有考勤；排班并登记到岗后才有。",
    "There is no attendance in {month}; it comes of shifts and arrivals.",
)
FORMULA = Words("{id} v{version} {words} = {meaning}", "{id} v{version} {words} = {meaning}")
WRITTEN = Words("已写入 {path}：{count} 人。", "Written to {path}: {count} people.")
TOTAL = Words("合计", "Total")

COLUMNS = (
    Words("人员", "Person"),
    Words("姓名", "Name"),
    Words("班数", "Shifts"),
    Words("有记录", "On rec."),
    Words("夜班", "Nights"),
    Words("排班小时", "Sched. h"),
    Words("工作小时", "Worked h"),
    Words("迟到次", "Late"),
    Words("迟到分", "Late min"),
    Words("准迟", "Late ok"),
    Words("早退次", "Early"),
    Words("早退分", "Early min"),
    Words("旷工天", "Absent d"),
    Words("请假天", "Leave d"),
    Words("离岗次", "Off"),
    Words("离岗分", "Off min"),
    Words("换班", "Swaps"),
    *(Words(f"{formula.id} %", f"{formula.id} %") for formula in FORMULAS),
)
LEAVES = (
    ("personal", Words("事假天", "Personal leave, days")),
    ("special", Words("特殊事假天", "Special leave, days")),
    ("sick", Words("病假天", "Sick leave, days")),
    ("emergency", Words("急诊天", "Emergency, days")),
    ("errand", Words("办事天", "Errands, days")),
    ("study", Words("学习天", "Study, days")),
    ("rest", Words("休息天", "Rest, days")),
)
EXCUSED_DAYS = Words("免究旷工天", "Excused absence, days")
EARLY_PERMITTED = Words("准早退次", "Permitted early")
OFF_PERMITTED = Words("准许离岗次", "Permitted off post")
