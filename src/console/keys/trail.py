"""Commands of the trail and of an event's own screen."""

from __future__ import annotations

from console.command import Command, needs_filter
from ledger.kernel.words import Words

_TRAIL = Words("审计", "Trail")
_NONE = Words("", "")

COMMANDS = (
    Command(
        "trail.filter",
        ("slash",),
        "/",
        _TRAIL,
        Words("设查询条件", "Set the query"),
        Words("条件", "Query"),
        Words(
            "例如 type:call.* about:A017 since:10:00", "Such as type:call.* about:A017 since:10:00"
        ),
        Words(
            "按事件、对象、人、时间查找；- 开头为排除；Enter 生效，Esc 取消。",
            "Finds events by type, thing, person and time; a leading - excludes; Enter applies it, "
            "Esc leaves it.",
        ),
        ("trail",),
    ),
    Command(
        "trail.clear",
        ("escape",),
        "Esc",
        _TRAIL,
        Words("清除查询条件", "Clear the query"),
        _NONE,
        Words("恢复全部事件", "All events again"),
        Words("清除查询条件，恢复全部事件。", "Clears the query, so that all events show again."),
        ("trail",),
        needs_filter,
    ),
    Command(
        "trail.jump",
        ("g",),
        "g",
        _TRAIL,
        Words("到第几号事件", "Go to an event by number"),
        Words("跳转", "Go to"),
        Words("输入事件号", "Type the event's number"),
        Words("输入事件号，光标到该事件。", "Type a number; the cursor goes to that event."),
        ("trail",),
    ),
    Command(
        "trail.detail",
        ("d",),
        "d",
        _TRAIL,
        Words("显示或收起详情", "Show or hide the detail"),
        Words("详情", "Detail"),
        Words("光标处事件的内容和因果", "The body, causes and effects of the event"),
        Words(
            "在列表下方显示光标处事件的内容、条款和因果；再按一次收起。",
            "Shows the event under the cursor below the list, with clauses, causes and effects; "
            "press again to hide it.",
        ),
        ("trail",),
    ),
    Command(
        "trail.why",
        ("w",),
        "w",
        _TRAIL,
        Words("问为什么", "Ask why"),
        Words("为什么", "Why"),
        Words("条款、依据、计算、例外", "Clauses, evidence, computation, exceptions"),
        Words(
            "说明该事件因何而来：读了哪些条款、依据哪些事件、如何计算、查过哪些例外。",
            "Explains the event: the clauses that were read, the events it rests on, how an amount "
            "was reckoned, and the exceptions that were tried.",
        ),
        ("trail", "detail"),
    ),
)
