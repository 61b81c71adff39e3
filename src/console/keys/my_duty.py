"""Commands of one's own duty."""

from __future__ import annotations

from console.command import Command, needs_appeal, needs_issued, needs_unread
from ledger.kernel.words import Words

_MINE = Words("我的值班", "My duty")

COMMANDS = (
    Command(
        "my_duty.read",
        ("r",),
        "r",
        _MINE,
        Words("登记已读公告", "Say that one has read it"),
        Words("已读", "Read"),
        Words("公告须在上岗前读过", "Bulletins are read before the shift"),
        Words(
            "打开阅读登记的表单，公告和本人已填好。",
            "Opens the form that records the reading, with bulletin and person filled in.",
        ),
        ("my_duty",),
        needs_unread,
    ),
    Command(
        "my_duty.acknowledge",
        ("y",),
        "y",
        _MINE,
        Words("知悉处分或奖励", "Acknowledge a sanction"),
        Words("知悉", "Seen"),
        Words("知悉不等于同意", "To have seen is not to agree"),
        Words(
            "打开知悉的表单；同意与否另填，不影响申诉。",
            "Opens the form that says one has seen it; agreeing is another field, and appealing "
            "stays possible.",
        ),
        ("my_duty",),
        needs_issued,
    ),
    Command(
        "my_duty.appeal",
        ("f",),
        "f",
        _MINE,
        Words("对处分提出申诉", "Appeal against a sanction"),
        Words("申诉", "Appeal"),
        Words("在限期内，只一次", "In time, and once"),
        Words(
            "打开申诉的表单；行上写明申诉到什么时候为止。",
            "Opens the form of the appeal; the line tells until when one can be filed.",
        ),
        ("my_duty",),
        needs_appeal,
    ),
    Command(
        "console.my_duty",
        ("m",),
        "m",
        _MINE,
        Words("打开我的值班", "Open my duty"),
        Words("", ""),
        Words("我的班次、余额、奖惩、待办", "My shifts, leave, cases and what to do"),
        Words(
            "只列与自己有关的：两周的班、今天的到岗、假期余额、请假换班、奖惩与申诉期限、"
            "待读公告、自己的义务。",
            "Lists what concerns oneself alone: two weeks of shifts, today's lane, leave left, "
            "requests, cases with the end of the time to appeal, bulletins to read, one's own "
            "obligations.",
        ),
        ("floor", "obligations", "discipline", "loans", "people", "requests", "reports"),
    ),
)
