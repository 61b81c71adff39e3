"""The words of the roster."""

from ledger.kernel.words import Words

TITLE = Words("班表", "Roster")
PEOPLE = Words("{count} 人", "{count} people")
SHIFTS = Words("{count} 个班", "{count} shifts")
GAPS = Words("缺人 {count}", "short {count}")
AWAY = Words("请假 {count}", "on leave {count}")
CLASHES = Words("重班 {count}", "clashes {count}")
EMPTY = Words(
    "没有可排班的人；先登记人员并安排岗位（register-person、place-person）。",
    "There is nobody to roster; register people and place them (register-person, place-person).",
)
NO_KINDS = Words(
    "规章没有班次种类（shift）；请通过含班次的规章，或排班时写明起止时间。",
    "The rulebook has no shift kinds; adopt one that has, or give both times of a shift.",
)
GAP = Words(
    "{day} {code} {title} 有 {found} 需 {least}", "{day} {code} {title}: {found} of {least}"
)
CLASH = Words("{person} {first} 与 {second} 重叠", "{person}: {first} overlaps {second}")
FREE = Words("{who}  {day}  休", "{who}  {day}  off")
ON = Words(
    "{who}  {day}  {code} {title} {starts}–{ends}", "{who}  {day}  {code} {title} {starts}–{ends}"
)
FROM_ROSTER = Words("班表 {roster}", "roster {roster}")
FIRST_HAD = Words("原为 {person}", "first {person}'s")
ON_LEAVE = Words(
    "请假 {leave}（{category}）至 {until}", "on leave {leave} ({category}) until {until}"
)
SWAPPED = Words("换班得来", "by a swap")
ROTA = Words("值班表", "Duty rota")
TOTAL = Words("在班", "On duty")
MARKS = Words("() 请假；* 换班得来", "() on leave; * by a swap")
SPECIAL = Words("另定", "special")
HOLIDAY = Words("节假日", "holiday")
NEED = Words("所需", "Needed")
PLANNED = Words("在班", "Planned")
PRESENT = Words("到岗", "Present")
SHORT = Words("短缺", "Short")
COVERAGE = Words("{day} 每半小时在班对所需", "{day} planned against need, by half hours")
NO_NEED = Words(
    "前几周同一天没有来电记录，无法推算所需；只示在班人数。",
    "No calls are on record for that weekday, so need cannot be told; planned people only.",
)
HEADS = (
    Words("时段", "Interval"),
    Words("来电", "Calls"),
    Words("所需 C", "Need C"),
    Words("所需 A", "Need A"),
    Words("应排", "To plan"),
    Words("在班", "Planned"),
    Words("到岗", "Present"),
    Words("达标", "In time"),
)
ESTIMATE = Words(
    "估计：平均办理 {handling} 秒，耐心 {patience}，依据前 {weeks} 周；C 不计放弃，偏多。",
    "Estimate: handling {handling} s, patience {patience}, from {weeks} weeks; C counts nobody "
    "as giving up, and errs on the safe side.",
)
UNKNOWN_PATIENCE = Words("未知", "unknown")
SECONDS = Words("{seconds} 秒", "{seconds} s")
NOT_UNDONE = Words("没有可撤销的改动", "there is nothing to undo")
READING = Words("正在读取…", "reading…")
WITHOUT = Words("取消此班：", "Without it: ")
EFFECT = Words(
    "{time} 在班 {before}→{after}，达标 {was}→{becomes}",
    "{time} planned {before}→{after}, in time {was}→{becomes}",
)
MORE = Words("另有 {count} 处", "{count} more")
NO_TROUBLE = Words("不缺人，无重班", "nobody is missing, and nothing clashes")
