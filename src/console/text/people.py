"""The words of the list of people."""

from ledger.kernel.words import Words

TITLE = Words("人员", "People")
EMPTY = Words(
    "还没有登记人员；用 登记人员（register-person）登记第一位。",
    "Nobody is registered yet; begin with Register a person (register-person).",
)
HEADS = (
    Words("工号", "Number"),
    Words("姓名", "Name"),
    Words("岗位", "Post"),
    Words("部门", "Unit"),
    Words("上级", "Superior"),
    Words("权限", "Roles"),
    Words("现在", "Now"),
)
COUNT = Words("{count} 人", "{count} people")
PRESENT = Words("在线 {count}", "{count} signed in")
AWAY = Words("请假 {count}", "{count} on leave")
ON_LEAVE = Words("请假至 {until}", "on leave until {until}")
STANDS_IN = Words("代理 {person}", "stands in for {person}")
STOOD_IN_BY = Words("由 {person} 代理", "{person} stands in")
LOCKED = Words("已锁定 {station}", "locked {station}")
CONSOLE = Words("控制台 {station}", "console {station}")
SEAT = Words("坐席", "at a seat")
EXPIRED = Words("执照 {licences} 已过期", "licence {licences} expired")
HEADS_ON = (
    Words("工号", "Number"),
    Words("姓名", "Name"),
    Words("岗位", "Post"),
    Words("部门", "Unit"),
    Words("上级", "Superior"),
    Words("职级", "Grade"),
    Words("执照", "Licences"),
)
NOT_PLACED = Words("{day} 尚无任职", "nobody was placed on {day}")
NO_ROLE = Words("已无权限", "no role any more")
