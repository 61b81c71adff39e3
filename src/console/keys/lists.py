"""Moving through rows, and opening what the cursor is on."""

from __future__ import annotations

from console.command import SCREENS, Command, needs_something_to_open
from ledger.kernel.words import Words

_LIST = Words("列表", "List")
_NONE = Words("", "")
COMMANDS = (
    Command(
        "list.open",
        ("enter",),
        "Enter",
        _LIST,
        Words("打开光标处", "Open what the cursor is on"),
        Words("打开", "Open"),
        Words("看数字背后的事件", "The events behind a number"),
        Words(
            "打开光标处的数字、坐席、来电或事件，列出它由哪些事件构成；义务则打开办理的表单。",
            "Opens the number, person, call or event under the cursor: the very events it is "
            "made of. Of an obligation it opens the form that discharges it.",
        ),
        SCREENS,
        needs_something_to_open,
    ),
    Command(
        "list.up",
        ("up", "k"),
        "↑ k",
        _LIST,
        Words("上移一行", "Move up"),
        _NONE,
        Words("光标上移", "Cursor up"),
        Words("光标上移一行。", "Moves the cursor one row up."),
        SCREENS,
    ),
    Command(
        "list.down",
        ("down", "j"),
        "↓ j",
        _LIST,
        Words("下移一行", "Move down"),
        _NONE,
        Words("光标下移", "Cursor down"),
        Words("光标下移一行。", "Moves the cursor one row down."),
        SCREENS,
    ),
    Command(
        "list.left",
        ("left", "h"),
        "← h",
        _LIST,
        Words("左移一格", "Move left"),
        _NONE,
        Words("光标左移", "Cursor left"),
        Words("光标移到左边的数字、坐席或格。", "Moves to the number, person or cell on the left."),
        ("floor", "roster", "reports"),
    ),
    Command(
        "list.right",
        ("right", "l"),
        "→ l",
        _LIST,
        Words("右移一格", "Move right"),
        _NONE,
        Words("光标右移", "Cursor right"),
        Words(
            "光标移到右边的数字、坐席或格。", "Moves to the number, person or cell on the right."
        ),
        ("floor", "roster", "reports"),
    ),
    Command(
        "list.page_up",
        ("pageup",),
        "PgUp",
        _LIST,
        Words("上翻一页", "Page up"),
        _NONE,
        Words("上翻一页", "A page up"),
        Words("光标上移一页。", "Moves the cursor a page up."),
        SCREENS,
    ),
    Command(
        "list.page_down",
        ("pagedown",),
        "PgDn",
        _LIST,
        Words("下翻一页", "Page down"),
        _NONE,
        Words("下翻一页", "A page down"),
        Words("光标下移一页。", "Moves the cursor a page down."),
        SCREENS,
    ),
    Command(
        "list.first",
        ("home",),
        "Home",
        _LIST,
        Words("到第一行", "Go to the first row"),
        _NONE,
        Words("到第一行", "To the first row"),
        Words("光标移到第一行。", "Moves the cursor to the first row."),
        SCREENS,
    ),
    Command(
        "list.last",
        ("end",),
        "End",
        _LIST,
        Words("到最后一行", "Go to the last row"),
        _NONE,
        Words("到最后一行", "To the last row"),
        Words("光标移到最后一行。", "Moves the cursor to the last row."),
        SCREENS,
    ),
)
