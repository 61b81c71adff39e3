"""The words of one's own duty."""

from __future__ import annotations

from console.presenters.my_duty import Section
from ledger.kernel.words import Words

TITLE = Words("我的值班", "My duty")
NOBODY = Words(
    "没有说明你是谁；用 --as 工号 打开，才有你的值班。",
    "Nobody said who you are; start with --as and an employee number.",
)
EMPTY = Words(
    "两周内没有排班，也没有要办的事；按 n 请假，按 c 换班。",
    "No shift in two weeks, and nothing to do; n asks for leave, c for a swap.",
)
SECTIONS = {
    Section.READ: Words("待读", "To read"),
    Section.CASE: Words("奖惩", "Cases"),
    Section.DUTY: Words("义务", "Due"),
    Section.SHIFT: Words("班次", "Shifts"),
    Section.REQUEST: Words("请假换班", "Requests"),
    Section.BALANCE: Words("余额", "Balance"),
}
COUNTS = {
    Section.READ: Words("待读 {count}", "to read {count}"),
    Section.CASE: Words("奖惩 {count}", "cases {count}"),
    Section.DUTY: Words("义务 {count}", "due {count}"),
}
READING = Words("正在汇总 {percent} %", "reading {percent} %")
TODAY = Words("今天", "today")
LANE = Words("今日", "Today")
PLANNED = Words("计划", "Planned")
ACTUAL = Words("实际", "Actual")
NO_SHIFT = Words("今天没有班", "no shift today")
USED = Words(
    "{year} 年{category} 已请 {used} 天，不限", "{category} leave in {year}: {used} d, no limit"
)
LEFT = Words(
    "{year} 年{category} 已请 {used} 天，共 {limit} 天，余 {left} 天",
    "{category} leave in {year}: {used} of {limit} d, {left} left",
)
ON_LEAVE = Words("请假 {leave}", "on leave {leave}")
SWAPPED = Words("换班得来", "by a swap")
NOT_SEEN = Words("未知悉", "not acknowledged")
