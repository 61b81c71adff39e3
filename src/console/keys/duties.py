"""Commands of obligations, alarms, cases of discipline and loans."""

from __future__ import annotations

from console.command import (
    Command,
    Place,
    needs_alarm,
    needs_appeal,
    needs_offence,
    needs_something_to_explain,
)
from ledger.kernel.words import Words

_LISTS = Words("清单", "Lists")
_ALARM = Words("告警", "Alarms")
_CASES = Words("奖惩", "Discipline")
_NONE = Words("", "")


def _view(number: int, name: Words) -> Command:
    return Command(
        f"discipline.view_{number}",
        (str(number),),
        str(number),
        _CASES,
        Words(f"显示{name.zh}", f"Show {name.en}"),
        _NONE,
        Words(f"只列{name.zh}", f"List only {name.en}"),
        Words(f"切换到{name.zh}。", f"Changes to {name.en}."),
        ("discipline",),
    )


def _shelve(identity: str, word: Words, place: Place) -> Command:
    return Command(
        identity,
        ("s",),
        "s",
        _ALARM,
        Words("搁置光标处的告警", "Shelve the alarm of the row"),
        word,
        Words("到时自动恢复", "It comes back by itself"),
        Words(
            "把告警搁置到某一时刻并写明原因；到时自动恢复。确认告警用 a。",
            "Puts an alarm aside until an instant, for a reason; then it is back by itself. "
            "a acknowledges one.",
        ),
        (place,),
        needs_alarm,
    )


COMMANDS = (
    Command(
        "discipline.confirm",
        ("c",),
        "c",
        _CASES,
        Words("确认违规", "Confirm the offence"),
        Words("确认", "Confirm"),
        Words("打开表单，先看后果", "Opens the form, which shows what follows"),
        Words(
            "打开确认的表单；它先列出将发出的处分，按下按钮才写入。",
            "Opens the form, which first lists the sanctions it would issue; only its button "
            "appends.",
        ),
        ("discipline",),
        needs_offence,
    ),
    Command(
        "discipline.excuse",
        ("x",),
        "x",
        _CASES,
        Words("免究违规", "Excuse the offence"),
        Words("免究", "Excuse"),
        Words("写明原因，提议仍留档", "With a reason; the proposal stays on record"),
        Words(
            "打开免究的表单，须写明原因；提议仍留档。",
            "Opens the form to excuse it for a reason; that it was proposed stays on record.",
        ),
        ("discipline",),
        needs_offence,
    ),
    Command(
        "discipline.void",
        ("v",),
        "v",
        _CASES,
        Words("作废案件", "Find the case void"),
        Words("作废", "Void"),
        Words("没有违规，案件了结", "No offence was committed"),
        Words(
            "打开作废的表单，须写明原因；案件了结，不计入任何次数。",
            "Opens the form to close the case for a reason; it counts for nothing.",
        ),
        ("discipline",),
        needs_offence,
    ),
    Command(
        "discipline.appeal",
        ("f",),
        "f",
        _CASES,
        Words("申诉或裁定申诉", "Appeal, or rule on an appeal"),
        Words("申诉", "Appeal"),
        Words("在“我的”中申诉，在“申诉”中裁定", "Files one of mine, rules on those that wait"),
        Words(
            "在“我的”中对处分提出申诉；在“申诉”中裁定别人的申诉。",
            "Among mine it appeals against the sanction; among the appeals it rules on one.",
        ),
        ("discipline",),
        needs_appeal,
    ),
    Command(
        "console.duties",
        ("o",),
        "o",
        _LISTS,
        Words("打开义务清单", "Open the obligations"),
        Words("义务", "Duties"),
        Words("全部未了的义务，先到期的在前", "Everything that is due, what breaks next first"),
        Words(
            "列出全部未了的义务：剩余时间、债务人、状态、条款；Enter 办理，w 问为什么。",
            "Lists all open obligations with time left, debtor, state and clause; Enter acts, "
            "w says why.",
        ),
        ("floor", "evidence", "discipline", "loans"),
    ),
    Command(
        "console.discipline",
        ("d",),
        "d",
        _CASES,
        Words("打开奖惩案件", "Open discipline"),
        Words("奖惩", "Cases"),
        Words("待定案件与申诉", "Cases to decide, and appeals"),
        Words(
            "列出待定的案件、申诉、自己的处分和已定的案件。",
            "Lists the cases to decide, appeals, one's own sanctions, and what was decided.",
        ),
        ("floor", "obligations", "loans"),
    ),
    Command(
        "console.loans",
        ("b",),
        "b",
        _LISTS,
        Words("打开借阅清单", "Open the loans"),
        _NONE,
        Words("档案在谁手中", "Who has which file"),
        Words(
            "列出档案及其去向，逾期的在前；Enter 看全部经手。",
            "Lists the files and who has them, overdue ones first; Enter shows every hand.",
        ),
        ("floor", "obligations", "discipline"),
    ),
    Command(
        "list.why",
        ("w",),
        "w",
        _LISTS,
        Words("问光标处为什么", "Ask why of the row"),
        Words("为什么", "Why"),
        Words("条款、依据、计算、例外", "Clauses, evidence, computation, exceptions"),
        Words(
            "说明光标处的义务、案件或事件因何而来。",
            "Explains the obligation, case or event under the cursor.",
        ),
        (
            "floor",
            "evidence",
            "obligations",
            "discipline",
            "roster",
            "attendance",
            "handover",
            "requests",
            "my_duty",
        ),
        needs_something_to_explain,
    ),
    _shelve("floor.shelve", _NONE, "floor"),
    _shelve("alarm.shelve", Words("搁置", "Shelve"), "obligations"),
    _view(1, Words("待定案件", "cases to decide")),
    _view(2, Words("待裁定的申诉", "appeals to decide")),
    _view(3, Words("对我的处分", "what was issued to me")),
    _view(4, Words("已定案件", "decided cases")),
)
