"""The words of the list of loans."""

from ledger.kernel.words import Words

TITLE = Words("借阅清单", "Loans")
EMPTY = Words(
    "还没有立档；用 立档（open-file）建第一份档案。",
    "No file is open yet; open the first one with Open a file (open-file).",
)
HEADS = (
    Words("档案", "File"),
    Words("名称", "Title"),
    Words("密级", "Level"),
    Words("在谁手中", "In whose hands"),
    Words("应还", "Due"),
    Words("逾期", "Overdue"),
)
AT_HOME = Words("在库", "in the archive")
DAYS = Words("{count} 天", "{count} d")
HIDDEN = "▒▒▒▒"
FILES = Words("档案 {count}", "{count} files")
OUT = Words("借出 {count}", "{count} out")
OVERDUE = Words("逾期 {count}", "{count} overdue")
