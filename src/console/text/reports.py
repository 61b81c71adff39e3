"""The words of the reports' screen."""

from console.text.counting import several
from ledger.kernel.words import Words

TITLE = Words("报表", "Reports")
UPTO = Words("截至 #{position}", "up to #{position}")
MAKING = Words("正在编制 {title} {month}…", "Making {title} {month}…")
NOT_OPEN = Words(
    "报表供班长、值班长、审计员和管理员看；自己的按 m 看。",
    "Reports are for leaders, auditors and administrators; m shows your own duty.",
)
AGAIN = Words("按 r 再编制。", "Press r to make it again.")
STOPPED = Words("视图停在 #{position}：{fault}。", "The view stopped at #{position}: {fault}.")
BROKEN = Words("读不了账本：{fault}。", "The ledger cannot be read: {fault}.")

SAVE = Words("写入表格 {title} {month}", "Write {title} {month} to a spreadsheet")
FILE = Words("文件名", "File name")
WHERE = Words("写入当前文件夹 {folder}", "It goes into the present folder {folder}")
WRITE = Words("写入", "Write")
BACK = Words("Esc 返回", "Esc back")
THERE = Words(
    "{path} 已存在；再按一次回车即覆盖，或换个名字。",
    "{path} is already there; press Enter again to replace it, or change the name.",
)
NO_NAME = Words("没有写文件名；写如 {example}。", "There is no name; write one such as {example}.")
WRITING = Words("正在写入…", "Writing…")
WRITTEN = Words("已写入 {path}", "Written to {path}")


def lines(count: int) -> Words:
    """How many lines a report has."""
    return Words(f"{count} 行", several(count, "line"))
