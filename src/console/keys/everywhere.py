"""Commands that more than one screen has."""

from __future__ import annotations

from console.command import SCREENS, Command, Place
from ledger.kernel.words import Words

_CONSOLE = Words("控制台", "Console")
_NONE = Words("", "")


def _other_than(*places: Place) -> tuple[Place, ...]:
    return tuple(place for place in SCREENS if place not in places)


COMMANDS = (
    Command(
        "console.help",
        ("question_mark", "f1"),
        "?",
        _CONSOLE,
        Words("打开帮助", "Open help"),
        Words("帮助", "Help"),
        Words("本屏所有按键", "Every key of this screen"),
        Words(
            "列出本屏可用的按键和命令；不能用的写明原因。F1 同此。",
            "Lists the keys and commands of this screen, with the reason beside any that cannot "
            "be used. F1 does the same.",
        ),
        ("anywhere",),
    ),
    Command(
        "console.language",
        ("f2",),
        "F2",
        _CONSOLE,
        Words("切换中英文", "Switch Chinese and English"),
        Words("English", "中文"),
        Words("中文与英文互换", "Swap Chinese and English"),
        Words(
            "立即换成另一种语言，光标和筛选不变。",
            "Changes the language at once; cursor and filter stay.",
        ),
        ("anywhere",),
    ),
    Command(
        "console.theme",
        ("f3",),
        "F3",
        _CONSOLE,
        Words("切换配色", "Switch theme"),
        _NONE,
        Words("深色、浅色、色觉友好轮换", "Dark, light and colour-blind in turn"),
        Words(
            "依次换成深色、浅色、蓝橙配色。颜色只重复符号的意思，不看颜色也能读。",
            "Takes the dark, the light and the blue-and-orange theme in turn. Colour only repeats "
            "what the signs say.",
        ),
        ("anywhere",),
    ),
    Command(
        "console.palette",
        ("ctrl+p",),
        "Ctrl+P",
        _CONSOLE,
        Words("打开命令面板", "Open the palette"),
        Words("面板", "Palette"),
        Words("按名称查找命令", "Find a command by name"),
        Words(
            "输入几个字即可找到命令、配色或办理事项。",
            "Type a few letters to find a command, a theme or something to act.",
        ),
        ("anywhere",),
    ),
    Command(
        "console.trail",
        ("e",),
        "e",
        _CONSOLE,
        Words("打开审计事件", "Open the trail"),
        Words("事件", "Trail"),
        Words("所有事件，新的在前", "Every event, newest first"),
        Words(
            "打开审计屏，列出全部事件，可筛选、可追溯因果。",
            "Opens the trail: every event, to filter and to follow from cause to effect.",
        ),
        _other_than("trail", "detail"),
    ),
    Command(
        "console.back",
        ("backspace",),
        "⌫",
        _CONSOLE,
        Words("返回上一屏", "Go back"),
        Words("返回", "Back"),
        Words("回到来处", "To where you came from"),
        Words("关闭本屏，回到打开它的地方。", "Closes this screen and returns to the one below."),
        _other_than("floor"),
    ),
    Command(
        "console.lock",
        ("ctrl+l",),
        "Ctrl+L",
        _CONSOLE,
        Words("锁定控制台", "Lock the console"),
        _NONE,
        Words("凭口令再打开", "Opened again by the password"),
        Words(
            "遮住一切，直到本人再次输入口令；填到一半的表单都还在。账本没有设口令时不能锁定。",
            "Covers everything until the person gives the password again; half-filled forms are "
            "kept. A book without passwords cannot be locked.",
        ),
        ("anywhere",),
    ),
    Command(
        "console.leave",
        ("q",),
        "q",
        _CONSOLE,
        Words("离开本屏", "Leave the screen"),
        Words("离开", "Leave"),
        Words("关闭本屏；最底层则退出程序", "Close the screen; the last one ends the program"),
        Words(
            "关闭本屏；在第一屏上则退出程序。账本不受影响。",
            "Closes the screen; on the first one it ends the program. The ledger is not affected.",
        ),
        SCREENS,
    ),
)
