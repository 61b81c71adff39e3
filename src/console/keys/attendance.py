"""Commands of the attendance of the shift."""

from __future__ import annotations

from console.command import Command, needs_person
from ledger.kernel.words import Words

_ATTENDANCE = Words("考勤", "Attendance")


def _entry(
    identity: str, key: str, name: Words, word: Words, tooltip: Words, help: Words
) -> Command:
    return Command(
        f"attendance.{identity}",
        (key,),
        "␣" if key == "space" else key,
        _ATTENDANCE,
        name,
        word,
        tooltip,
        help,
        ("attendance",),
        needs_person,
    )


COMMANDS = (
    _entry(
        "arrive",
        "a",
        Words("登记光标处的人到岗", "Record the arrival of the person"),
        Words("到岗", "Arrived"),
        Words("班次由班表定，迟到分钟由到岗时间推算", "The roster says the shift, and how late"),
        Words(
            "打开到岗表单；开班后到岗即按整分钟登记迟到，事先准许的记为已准。",
            "Opens the form; once the shift has begun it records full minutes of lateness, as "
            "permitted where that was agreed beforehand.",
        ),
    ),
    _entry(
        "depart",
        "l",
        Words("登记光标处的人下班", "Record the departure of the person"),
        Words("下班", "Leaves"),
        Words("未到点即登记早退", "Before the end it is early leaving"),
        Words(
            "打开下班表单；没到下班时间即按整分钟登记早退。",
            "Opens the form; before the end of the shift it records full minutes of early leaving.",
        ),
    ),
    _entry(
        "off_post",
        "o",
        Words("登记光标处的人离岗", "Record that the person leaves the post"),
        Words("离岗", "Off post"),
        Words("编号自动，时限按规章", "The number is given, the limit is the rulebook's"),
        Words(
            "打开离岗表单；准许的离岗按规章限时返岗，状态栏走时。",
            "Opens the form; a permitted absence ends within the rulebook's limit, and its time "
            "runs on the screen.",
        ),
    ),
    _entry(
        "on_post",
        "b",
        Words("登记光标处的人返岗", "Record that the person is back"),
        Words("返岗", "Back"),
        Words("分钟由离岗时间推算", "The minutes follow from the record"),
        Words("打开返岗表单；离岗多少整分钟由记录推算。", "Opens the form that ends the absence."),
    ),
    _entry(
        "absent",
        "x",
        Words("登记光标处的人旷工", "Record the absence of the person"),
        Words("旷工", "Absent"),
        Words("有到岗或准假则不能登记", "Not for who came or has leave"),
        Words(
            "打开旷工表单，班次已填好；已到岗、已准假的不能登记为旷工。",
            "Opens the form with the shift filled in; who came or has leave is not absent.",
        ),
    ),
    _entry(
        "permit",
        "p",
        Words("准许光标处的人迟到或早退", "Permit the person to come late or leave early"),
        Words("准许", "Permit"),
        Words("迟到须在班前请示", "Lateness is asked for before the shift"),
        Words(
            "打开准许表单；迟到须在开班前，早退在离开前。",
            "Opens the form; coming late is permitted before the shift, leaving early during it.",
        ),
    ),
    _entry(
        "mark",
        "space",
        Words("点名时标记在场", "Mark the person as there"),
        Words("在场", "There"),
        Words("只作标记，点名时带入表单", "A mark alone; the roll call takes it over"),
        Words(
            "给光标处的人打勾或取消，移到下一人；不写入账本。",
            "Ticks the person or takes the tick away, and goes on; nothing is written.",
        ),
    ),
    _entry(
        "call",
        "c",
        Words("点名：光标处这个班", "Hold the roll call of the shift"),
        Words("点名", "Roll call"),
        Words("名单由班表备好，未到的一并记下", "The list is prepared by the roster"),
        Words(
            "打开点名表单：应到由班表定，在场的是打勾和已到岗的人；在场而没有到岗登记的一并登记到岗。",
            "Opens the form: the roster says who is expected; who is ticked or has come is there, "
            "and gets an arrival where there is none.",
        ),
    ),
    _entry(
        "undo",
        "u",
        Words("撤回光标处的到岗登记", "Withdraw the arrival"),
        Words("撤回", "Withdraw"),
        Words("登记有误时用，原记录保留", "For an entry that was wrong; it stays on record"),
        Words(
            "打开撤回表单，须写明原因；由此提议而未定的案件一并作废。",
            "Opens the form that takes an arrival back for a reason; open cases that rest on it "
            "are void.",
        ),
    ),
    Command(
        "console.attendance",
        ("A",),
        "A",
        _ATTENDANCE,
        Words("打开考勤", "Open the attendance"),
        Words("", ""),
        Words("这个班谁在、谁没到、谁离岗", "Who is there, missing or off the post"),
        Words(
            "列出现在这个班的人：到岗、迟到、未到、离岗、请假，每人一条时间线；可登记到岗、下班、"
            "离岗、返岗、旷工，可点名。",
            "Lists the people of the shift: there, late, missing, off the post, on leave, each "
            "with their time drawn; arrivals, absences and roll calls are entered here.",
        ),
        ("floor", "obligations", "discipline", "loans", "roster"),
    ),
)
