"""The words of a handover: its page, its sheet, the book and the duty log."""

from ledger.kernel.words import Words

TITLE = Words("交接班", "Handover")
PAGE = Words("待交接", "To hand over")
SHEET = Words("交接单", "Handover sheet")
GIVES = Words("交", "Hands over")
TAKES = Words("接", "Takes over")
SEAT = Words("席位 {seat}", "seat {seat}")
DUE = Words("接班期限 {at}", "to be accepted by {at}")
UPTO = Words("据账本第 {upto} 号编成", "composed from the first {upto} events")
ITEMS = Words("事项 {count}", "items {count}")
ANSWERED = Words("已答 {done}/{count}", "answered {done}/{count}")
NOTES = Words("交接日志 {count}", "log {count}")
SIGNATURES = Words("签字", "Signatures")
NO_ITEMS = Words(
    "账本里没有未了事项和新消息；按 o 开始交接即可。",
    "The ledger has nothing open and nothing new; press o to open the handover.",
)
NO_ITEMS_HANDED = Words("这次交接没有事项。", "Nothing was handed over this time.")
EMPTY_BOX = "[ ]"
MARKED_BOX = "[+]"
MARKED = Words("已勾选，按 t 接收", "marked; t takes it")
ACCEPTED_BOX = "[✓]"
REFUSED_BOX = "[✗]"
NO_BOX = " · "
ACCEPTED = Words("接收 {at}", "taken {at}")
REFUSED = Words("拒收 {at} {reason}", "refused {at} {reason}")
ANSWERS = {"accepted": Words("接收", "taken"), "refused": Words("拒收", "refused")}
UNSIGNED = Words("未签", "not signed")
LATE = Words("迟 {minutes} 分", "{minutes} min late")
OUTGOING = Words("交班人 {who} {at}", "outgoing {who} {at}")
INCOMING = Words("接班人 {who} {at}", "incoming {who} {at}")
LEFT = Words("离席 {at}", "left the seat {at}")
LEFT_BEFORE = Words("提前离席 {at}", "left early {at}")
HEAD = Words("账本至第 {position} 号  短根 {root}", "ledger at #{position}  short root {root}")
ANSWERED_FOR = Words("责任 {spans}", "answered for by {spans}")
NOT_HANDED = Words("尚未交接", "not handed over yet")
NO_SUCH = Words("没有交接 {handover}", "There is no handover {handover}")

BOOK_HEADS = (
    Words("开始", "Opened"),
    Words("交接", "Handover"),
    Words("席位", "Seat"),
    Words("交班人", "Outgoing"),
    Words("接班人", "Incoming"),
    Words("事项", "Items"),
    Words("接班", "Accepted"),
    Words("签字", "Signed"),
    Words("说明", "Remark"),
)
BOOK_EMPTY = Words(
    "这段时间没有交接；用 dutybook handover open 开始第一次。",
    "Nothing was handed over then; dutybook handover open begins the first one.",
)
REFUSED_COUNT = Words("拒收 {count} 项", "{count} refused")
OPEN = Words("未接班", "not accepted")
LOG_EMPTY = Words(
    "这段时间没有值班记录；用 登记值班记录（enter-duty-log）记第一条。",
    "Nothing was logged on duty then; begin with Enter the duty log (enter-duty-log).",
)
LOG_TITLE = Words("值班记录", "Duty log")
UNREAD_EMPTY = Words("应读的公告都已读。", "Everybody has read what is for them to read.")
ALL_READ = Words("你没有未读的公告", "you have read every bulletin that is for you")
UNREAD_OWN = Words("你有 {count} 份未读：{title}", "you have {count} to read: {title}")
UNREAD_TITLE = Words("班前未读 {count}", "not read yet {count}")
NEW_PRODUCT = Words("新品", "product")
BULLETIN = Words("公告", "bulletin")
URGENT = Words("急", "urgent")
