"""The words of the trail."""

from ledger.kernel.words import Words

TRAIL = Words("审计", "Trail")
EVENT = Words("事件", "Event")
ALL_EVENTS = Words("全部事件", "all events")
OF_ALL = Words("账本共 {count} 条", "{count} in the ledger")
BEHIND = Words("{count} 新 · Home 到最新", "{count} new · Home shows them")
SIFTED = Words("已查到 #{position}", "looked down to #{position}")
READING = Words("正在读取", "reading")
NOTHING = Words(
    "没有符合条件的事件；按 / 修改条件", "no event matches; press / to change the query"
)
NO_EVENT_AT = Words("没有第 {position} 号事件", "there is no event #{position}")
TIME = Words("时间", "Time")
WHO = Words("谁", "Who")
THING = Words("对象", "About")
TOLD = Words("内容", "What happened")
CLAUSE = Words("条款", "Clause")
QUERY_HINT = Words(
    "type:call.* about:A017 since:10:00 -queue:189 #1234",
    "type:call.* about:A017 since:10:00 -queue:189 #1234",
)
JUMP_HINT = Words("到第几号事件", "go to event number")
CAUSES = Words("因", "from")
EFFECTS = Words("果", "to")
NO_CAUSES = Words("因 —", "from —")
NO_EFFECTS = Words("果 —", "to —")
SEALED = Words("▒▒ 封存", "▒▒ sealed")
OCCURRED = Words("发生", "Happened")
RECORDED = Words("记录", "Recorded")
BY = Words("办理", "By")
BEHALF = Words("代", "On behalf of")
STATION = Words("席位", "Station")
COMMAND = Words("命令", "Command")
TAGS = Words("标签", "Tags")
READ_CLAUSES = Words("依据条款", "Clauses read")
CAUSED_BY = Words("起因", "Causes")
LED_TO = Words("后果", "Effects")
RAW = Words("原始记录", "As stored")
IN_FORCE_SINCE = Words("{date} 起", "since {date}")
