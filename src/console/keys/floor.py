"""Commands of the floor."""

from __future__ import annotations

from console.command import Command, needs_actor, needs_filter
from ledger.kernel.words import Words

_FLOOR = Words("楼面", "Floor")
_NONE = Words("", "")


def _panel(number: int, name: Words, help: Words) -> Command:
    return Command(
        f"floor.view_{number}",
        (str(number),),
        str(number),
        _FLOOR,
        Words(f"坐席栏显示{name.zh}", f"Show {name.en} in the agent panel"),
        _NONE,
        help,
        help,
        ("floor",),
    )


COMMANDS = (
    Command(
        "floor.filter",
        ("slash",),
        "/",
        _FLOOR,
        Words("筛选", "Filter the floor"),
        Words("筛选", "Filter"),
        Words("只显示含有这些字的行", "Only rows that contain the text"),
        Words(
            "边输入边筛选队列、坐席、来电和事件；以 ! 开头则反选；Esc 清除。",
            "Narrows queues, agents, calls and events as you type; a leading ! keeps the others "
            "instead; Esc clears.",
        ),
        (
            "floor",
            "obligations",
            "discipline",
            "loans",
            "roster",
            "people",
            "attendance",
            "requests",
            "my_duty",
            "reports",
        ),
    ),
    Command(
        "floor.clear",
        ("escape",),
        "Esc",
        _FLOOR,
        Words("清除筛选", "Clear the filter"),
        _NONE,
        Words("恢复全部行", "All rows again"),
        Words(
            "清除筛选，恢复全部行；没有筛选时放开光标，各栏按轻重重新排序。",
            "Clears the filter, so that all rows show again; without one it lets go of the "
            "cursor, and the panels sort themselves by gravity again.",
        ),
        (
            "floor",
            "obligations",
            "discipline",
            "loans",
            "roster",
            "people",
            "attendance",
            "requests",
            "my_duty",
            "reports",
        ),
        needs_filter,
    ),
    Command(
        "floor.pause",
        ("p",),
        "p",
        _FLOOR,
        Words("暂停或继续刷新", "Pause or resume the floor"),
        Words("暂停", "Pause"),
        Words("画面停住，账本照常记录", "The picture stands still; the ledger goes on"),
        Words(
            "画面停住并写明落后多少件；再按一次跟上。账本照常记录。",
            "Holds the picture and says how many events it is behind; press again to catch up. "
            "The ledger goes on.",
        ),
        ("floor",),
    ),
    Command(
        "floor.act",
        ("a", "colon"),
        "a",
        _FLOOR,
        Words("办理光标处的事", "Act on the row under the cursor"),
        Words("办理", "Act"),
        Words("先看后果，再写入", "See what it would write, then write it"),
        Words(
            "列出可办理的事项；表单先显示核对的条款和将写入的事件，确认后才写入。: 同此。"
            "在有告警的义务上，先确认告警。",
            "Lists what can be done; the form shows the clauses checked and the events it would "
            "append before anything is written. : does the same. On an obligation with an alarm "
            "it acknowledges that first.",
        ),
        ("floor", "obligations", "discipline", "loans", "people", "requests", "my_duty"),
        needs_actor,
    ),
    Command(
        "floor.next_panel",
        ("tab",),
        "Tab",
        _FLOOR,
        Words("到下一栏", "Go to the next panel"),
        Words("下一栏", "Panel"),
        Words("光标到下一栏", "Cursor to the next panel"),
        Words("光标移到下一栏；Shift+Tab 反向。", "Moves to the next panel; Shift+Tab goes back."),
        ("floor",),
    ),
    Command(
        "floor.previous_panel",
        ("shift+tab",),
        "Shift+Tab",
        _FLOOR,
        Words("到上一栏", "Go to the previous panel"),
        _NONE,
        Words("光标到上一栏", "Cursor to the previous panel"),
        Words("光标移到上一栏。", "Moves to the previous panel."),
        ("floor",),
    ),
    _panel(
        1,
        Words("全部坐席", "everybody"),
        Words("显示全部签入的坐席。", "Shows everybody who is signed in."),
    ),
    _panel(
        2,
        Words("异常坐席", "those who deviate"),
        Words("只显示有 ! 或 !! 的坐席。", "Shows only those with a ! or a !!."),
    ),
    _panel(
        3,
        Words("通话中的坐席", "those on a call"),
        Words("只显示通话或振铃的坐席。", "Shows only those on a call or ringing."),
    ),
    _panel(
        4,
        Words("小休的坐席", "those who pause"),
        Words("只显示小休的坐席。", "Shows only those who pause."),
    ),
)
