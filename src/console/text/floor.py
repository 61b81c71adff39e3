"""The words of the floor."""

from __future__ import annotations

from ledger.kernel.words import Words

WEEKDAYS = (
    Words("一", "Mon"),
    Words("二", "Tue"),
    Words("三", "Wed"),
    Words("四", "Thu"),
    Words("五", "Fri"),
    Words("六", "Sat"),
    Words("日", "Sun"),
)

PRODUCT = Words("值班簿", "Dutybook")
NOBODY = Words("只看", "watching")
ACTS_AS = Words("办理 {actor}", "as {actor}")
READ_ONLY = Words("只读", "read-only")
LIVE = Words("实时 {age}", "live {age}")
REPLAY = Words("回放 {age}", "replay {age}")
REPLAY_AT = Words("回放 ×{speed} {age}", "replay ×{speed} {age}")
STALE = Words("自 {time} 起未更新", "stale since {time}")
RECONNECTING = Words("重连中", "reconnecting")
CATCHING_UP = Words("正在追上 {percent} %", "catching up {percent} %")
NO_ANSWER = Words("账本没有应答", "the ledger does not answer")
OPENING = Words("正在打开账本", "opening the ledger")
PAUSED = Words("已暂停，落后 {count} 件", "paused, {count} behind")
ALARMS = Words("告警 {count}", "alarms {count}")
NO_ALARM = Words("无告警", "no alarm")
FILTER = Words("筛选 {text}", "filter {text}")
UNKNOWN = Words("{count} 件事件本程序不认识", "{count} unknown to this program")
LEFT_OUT = Words("导入时略去 {count} 条", "imports left out {count}")
FILTER_HINT = Words("只看含有这些字的行；! 反选", "rows that contain this; ! for the others")
FIRST_FOLD = Words(
    "正在读账本，第一次打开要把全部事件算一遍", "reading the ledger; the first time counts it all"
)

WAITING = Words("排队", "Waiting")
OLDEST = Words("最久", "Oldest")
WITHIN = Words("{seconds}秒内", "≤ {seconds} s")
TARGET = Words("目标 {percent} · 公式 {formula}", "target {percent} · {formula}")
OFFERED = Words("进线", "Offered")
ANSWERED = Words("接起", "Answered")
ABANDONED = Words("放弃", "Abandoned")
ABANDONED_SHORT = Words("放弃", "Aband.")
ASA = Words("平均应答", "ASA")
AHT = Words("平均处理", "AHT")
OCCUPANCY = Words("占用", "Occupancy")
ON_DUTY = Words("在岗", "Staffed")
QUEUE = Words("队列", "Queue")
QUEUES = Words("队列 {count}", "Queues {count}")
IDLE = Words("闲", "Idle")
BUSY = Words("忙", "Busy")
LAST_HOUR = Words("最近一小时", "Last hour")

AGENTS = Words("坐席 {count}", "Agents {count}")
VIEWS = (
    Words("全部", "all"),
    Words("异常", "deviating"),
    Words("通话", "on call"),
    Words("小休", "paused"),
)
NO_AGENT = (
    Words("还没有人签入；按 a 办理签入", "nobody has signed in yet; press a to sign somebody in"),
    Words("没有异常", "nothing deviates"),
    Words("没有人在通话", "nobody is on a call"),
    Words("没有人小休", "nobody pauses"),
)
NO_QUEUE = Words(
    "还没有队列；按 a 开通队列，或用 dutybook import 导入",
    "no queue yet; press a to open one, or use dutybook import",
)
NO_MATCH = Words("没有符合筛选的行；Esc 清除", "nothing matches the filter; Esc clears it")
WAIT_LONGEST = Words("等待最久 {count}", "Waiting longest {count}")
NOBODY_WAITS = Words("没有人在等", "nobody is waiting")
RINGING = Words("振铃 {agent}", "rings {agent}")
LATEST = Words("最近事件", "Latest events")
NO_EVENT = Words("账本里还没有事件", "the ledger holds no event yet")
NO_DATA = Words("{age}无数据", "no data for {age}")
MORE = Words("另有 {count}", "{count} more")

AGE_SECONDS = Words("{count} 秒", "{count} s")
AGE_MINUTES = Words("{count} 分", "{count} min")
AGE_HOURS = Words("{count} 小时", "{count} h")
AGE_DAYS = Words("{count} 天", "{count} d")
DAYS_HOURS = Words("{days} 天 {hours} h", "{days} d {hours} h")
