"""The labels of calls."""

from ledger.kernel.words import Words

TITLE = Words("来电", "Calls")

EVENTS = {
    "call.offered": Words("来电进队", "Call offered"),
    "call.turned_away": Words("来电未入队", "Call turned away"),
    "call.rang": Words("来电振铃", "Call rang"),
    "call.ring_unanswered": Words("振铃未接", "Ring unanswered"),
    "call.accepted": Words("来电受理", "Call accepted"),
    "call.held": Words("来电保持", "Call held"),
    "call.resumed": Words("恢复通话", "Call resumed"),
    "call.transferred": Words("来电转接", "Call transferred"),
    "call.ended": Words("通话结束", "Call ended"),
    "call.after_call_began": Words("后处理开始", "After-call work began"),
    "call.wrapped_up": Words("后处理完毕", "Call wrapped up"),
    "call.abandoned": Words("来电放弃", "Call abandoned"),
    "call.redirected": Words("来电转出", "Call redirected"),
    "call.back_requested": Words("要求回电", "Call-back requested"),
}

FIELDS = {
    "call": Words("来电", "Call"),
    "queue": Words("队列", "Queue"),
    "agent": Words("坐席员", "Agent"),
    "customer": Words("客户", "Customer"),
    "number": Words("来电号码", "Caller's number"),
    "customer_number": Words("客户号", "Customer number"),
    "priority": Words("优先级", "Priority"),
    "arrived": Words("到达时间", "Arrived"),
    "reason": Words("原因", "Reason"),
    "rang": Words("振铃秒数", "Rang, seconds"),
    "waited": Words("等待秒数", "Waited, seconds"),
    "talked": Words("通话秒数", "Talked, seconds"),
    "to_queue": Words("转往队列", "To queue"),
    "to": Words("转往", "To"),
    "by": Words("结束方", "Ended by"),
    "by_whom": Words("结束方", "Ended by"),
}

VALUES = {
    "caller": Words("来电人", "caller"),
    "transfer": Words("转接", "transfer"),
    "system": Words("系统", "system"),
    "key": Words("按键转出", "key pressed"),
    "timeout": Words("等待超时", "timed out"),
    "empty": Words("无人在岗", "nobody signed in"),
    "menu": Words("转往菜单", "menu"),
    "other": Words("其他", "other"),
    "closed": Words("队列关闭", "queue closed"),
    "full": Words("队列已满", "queue full"),
    "ratio": Words("来话比超限", "too many callers"),
    "hold-time": Words("预计等待过长", "expected wait too long"),
}
