"""Commands of the list of people."""

from __future__ import annotations

from console.command import Command
from ledger.kernel.words import Words

COMMANDS = (
    Command(
        "console.people",
        ("P",),
        "P",
        Words("清单", "Lists"),
        Words("打开人员清单", "Open the people"),
        Words("", ""),
        Words("谁是谁，谁在线、请假、代理", "Who is who, signed in, away or standing in"),
        Words(
            "列出全部人员：岗位、部门、上级、权限，谁在线，谁请假，谁代理谁。",
            "Lists everybody: post, unit, superior and roles, who is signed in, on leave, or "
            "stands in for whom.",
        ),
        ("floor", "obligations", "discipline", "loans"),
    ),
)
