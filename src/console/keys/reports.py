"""Commands of the reports."""

from __future__ import annotations

from console.command import Command, needs_report
from console.reports.catalogue import REPORTS
from ledger.kernel.words import Words

_REPORTS = Words("报表", "Reports")
_NONE = Words("", "")


def _report(number: int, title: Words) -> Command:
    return Command(
        f"reports.report_{number}",
        (str(number),),
        str(number),
        _REPORTS,
        Words(f"看{title.zh}", f"Show the report: {title.en}"),
        _NONE,
        Words(f"换到{title.zh}", f"Changes to: {title.en}"),
        Words(
            f"编制并显示这个月的{title.zh}。", f"Makes the month's report and shows it: {title.en}."
        ),
        ("reports",),
    )


COMMANDS = (
    Command(
        "reports.write",
        ("x",),
        "x",
        _REPORTS,
        Words("把报表写入表格文件", "Write the report to a spreadsheet"),
        Words("写表格", "Spreadsheet"),
        Words("问文件名，写在当前文件夹", "Asks for a name; into the present folder"),
        Words(
            "写成 .xlsx：先问文件名；已有同名文件不会不问就覆盖；有口令的账本先要新近的口令。",
            "Writes an .xlsx under the name that it asks for; a file that is there is not replaced "
            "unasked, and a book with passwords wants a recent one first.",
        ),
        ("reports",),
        needs_report,
    ),
    Command(
        "reports.previous",
        ("comma",),
        ",",
        _REPORTS,
        Words("上一月", "Go to the month before"),
        Words("上月", "Back"),
        Words("前一个月", "A month earlier"),
        Words("编制上一个月的报表。", "Makes the report of the month before."),
        ("reports",),
    ),
    Command(
        "reports.next",
        ("full_stop",),
        ".",
        _REPORTS,
        Words("下一月", "Go to the next month"),
        Words("下月", "Next"),
        Words("后一个月", "A month later"),
        Words("编制下一个月的报表。", "Makes the report of the next month."),
        ("reports",),
    ),
    Command(
        "reports.present",
        ("t",),
        "t",
        _REPORTS,
        Words("回到本月", "Go to this month"),
        _NONE,
        Words("今天所在的月", "The month of today"),
        Words("编制今天所在月份的报表。", "Makes the report of the month of today."),
        ("reports",),
    ),
    Command(
        "reports.again",
        ("r",),
        "r",
        _REPORTS,
        Words("重新编制报表", "Make the report anew"),
        Words("重编", "Anew"),
        Words("收入此后的事件", "With what has happened since"),
        Words(
            "报表停在编制的那一刻，首行写明截至哪一条；这里收入此后的事件。",
            "A report stands still at the entry that the first line names; this takes in what has "
            "happened since.",
        ),
        ("reports",),
    ),
    Command(
        "reports.next_sheet",
        ("tab",),
        "Tab",
        _REPORTS,
        Words("换到报表的另一张表", "Go to the report's other table"),
        _NONE,
        Words("交接本有两张：交接与事项", "The handover book has two: handovers and items"),
        Words(
            "有几张表的报表依次换表；写入文件时几张都写。",
            "Takes the tables of a report in turn; a file gets all of them.",
        ),
        ("reports",),
    ),
    *(_report(number, each.title) for number, each in enumerate(REPORTS, start=1)),
    Command(
        "console.reports",
        ("R",),
        "R",
        _REPORTS,
        Words("打开报表", "Open the reports"),
        _NONE,
        Words("考勤、换班、请假、值班表、交接本", "Attendance, swaps, leave, rota, handovers"),
        Words(
            "按月编制考勤月报、换班登记、请销假登记、值班表、交接本和奖惩，可写成表格；"
            "供班长、审计员和管理员看。",
            "Makes the month's attendance, registers of swaps and leave, rota, handover book and "
            "fines, also as spreadsheets; for leaders, auditors and administrators.",
        ),
        (
            "floor",
            "obligations",
            "discipline",
            "loans",
            "roster",
            "handover",
            "people",
            "attendance",
            "requests",
        ),
    ),
)
