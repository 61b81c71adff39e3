"""The labels of seats."""

from ledger.kernel.words import Words

TITLE = Words("坐席", "Seats")

EVENTS = {
    "seat.signed_in": Words("签入", "Signed in"),
    "seat.ready": Words("就绪", "Ready"),
    "seat.paused": Words("小休开始", "Paused"),
    "seat.signed_out": Words("签出", "Signed out"),
}

FIELDS = {
    "agent": Words("坐席员", "Agent"),
    "seat": Words("席位", "Seat"),
    "queues": Words("队列", "Queues"),
    "reason": Words("原因", "Reason"),
    "signed_in_for": Words("签入秒数", "Signed in for, seconds"),
}

VALUES = {
    "meal": Words("吃饭", "meal"),
    "water": Words("喝水", "water"),
    "rest": Words("休息", "rest"),
    "meeting": Words("会议", "meeting"),
    "training": Words("培训", "training"),
    "errand": Words("外出办事", "errand"),
    "other": Words("其他", "other"),
}

STATES = {
    "signed-out": Words("未登录", "Signed out"),
    "ready": Words("就绪", "Ready"),
    "ringing": Words("振铃", "Ringing"),
    "on-call": Words("通话", "On call"),
    "after-call": Words("后处理", "After call"),
    "paused": Words("小休", "Paused"),
}
