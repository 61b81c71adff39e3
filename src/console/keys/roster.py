"""Commands of the week board."""

from __future__ import annotations

from console.command import Command, needs_actor, needs_person, needs_shift
from ledger.kernel.words import Words

_ROSTER = Words("班表", "Roster")
_NONE = Words("", "")

COMMANDS = (
    Command(
        "roster.assign",
        ("a",),
        "a",
        _ROSTER,
        Words("给光标处的人排一个班", "Put the person on a shift"),
        Words("排班", "Assign"),
        Words("先看核对与后果，再写入", "See the checks first, then write it"),
        Words(
            "打开排班表单，人和日期已填好；撞班则说明与哪个班重叠。",
            "Opens the form with person and day filled in; a clash is told with the shift in "
            "the way.",
        ),
        ("roster",),
        needs_person,
    ),
    Command(
        "roster.pass_on",
        ("m",),
        "m",
        _ROSTER,
        Words("把光标处的班改派给别人", "Pass the shift on"),
        Words("改派", "Pass on"),
        Words("班次不变，换人上", "The same shift, another person"),
        Words(
            "打开改派表单，班次已填好；对方同时另有班则不能改派。",
            "Opens the form with the shift filled in; who is on another shift meanwhile cannot "
            "take it.",
        ),
        ("roster",),
        needs_shift,
    ),
    Command(
        "roster.cancel",
        ("x",),
        "x",
        _ROSTER,
        Words("取消光标处的班", "Cancel the shift"),
        Words("取消", "Cancel"),
        Words("已结束的班不能取消", "What is over stays"),
        Words(
            "打开取消表单；页脚先说明取消后各半小时的变化。",
            "Opens the form; the footer says beforehand what it does to each half hour.",
        ),
        ("roster",),
        needs_shift,
    ),
    Command(
        "roster.undo",
        ("u",),
        "u",
        _ROSTER,
        Words("撤销我最近的改动", "Undo my newest change"),
        Words("撤销", "Undo"),
        Words("以相反的登记抵消，原记录保留", "By an entry to the contrary; nothing is erased"),
        Words(
            "打开与自己最近一次排班改动相反的表单；原事件仍在账本里。",
            "Opens the form of the contrary of one's newest change; the event itself stays in "
            "the ledger.",
        ),
        ("roster",),
        needs_actor,
    ),
    Command(
        "roster.previous",
        ("comma",),
        ",",
        _ROSTER,
        Words("上一周", "Go to the week before"),
        Words("上周", "Back"),
        Words("前七天", "Seven days earlier"),
        Words("显示上一周的班表。", "Shows the week before."),
        ("roster",),
    ),
    Command(
        "roster.next",
        ("full_stop",),
        ".",
        _ROSTER,
        Words("下一周", "Go to the next week"),
        Words("下周", "Next"),
        Words("后七天", "Seven days later"),
        Words("显示下一周的班表。", "Shows the next week."),
        ("roster",),
    ),
    Command(
        "roster.present",
        ("t",),
        "t",
        _ROSTER,
        Words("回到本周", "Go to this week"),
        _NONE,
        Words("今天所在的一周", "The week of today"),
        Words("显示今天所在的一周，光标在今天。", "Shows this week, with the cursor on today."),
        ("roster",),
    ),
    Command(
        "console.roster",
        ("r",),
        "r",
        _ROSTER,
        Words("打开班表", "Open the roster"),
        _NONE,
        Words("一周谁上什么班，缺什么", "Who is on which shift, and what is missing"),
        Words(
            "列出一周的班：每人每天一个字，下面是各半小时在班对所需；可排班、改派、取消、撤销。",
            "Shows a week: a letter a shift, planned against need by half hours below; shifts "
            "can be assigned, passed on, cancelled and undone.",
        ),
        ("floor", "obligations", "discipline", "loans"),
    ),
)
