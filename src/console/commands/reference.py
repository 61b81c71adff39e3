"""The command reference ``docs/commands.md``, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

from typer.core import TyperCommand, TyperGroup

from console.cli import command_line
from console.commands.help import help_of, help_of_all

_OPENING = """\
# 命令 · Commands

本页由命令自身生成。This page is made from the commands themselves.

退出状态 · Exit status

| | 中文 | English |
|---|---|---|
| 0 | 完成 | done |
| 1 | 程序缺陷 | a defect of the program |
| 2 | 用法不对 | usage |
| 3 | 规章不许 | refused by a rule, which is named |
| 4 | 数据有问题：记录未能导入，账本损坏、不是账本或版本更新 | data faults: records left out, \
a ledger that is damaged, none, or newer |
| 5 | 账本不可用：不存在、被锁、只读、磁盘已满 | the store is unavailable: absent, locked, \
read-only, disk full |
| 130 | 被中断 | interrupted |
"""


def reference() -> str:
    """The whole page, in Markdown."""
    group = command_line()
    parts = [_OPENING, _section("dutybook", help_of_all(group, "dutybook", "zh"))]
    parts.append(_block(help_of_all(group, "dutybook", "en")))
    parts += _commands(group, "dutybook")
    return "\n".join(parts)


def _commands(group: TyperGroup, above: str) -> Iterator[str]:
    for name, command in group.commands.items():
        path = f"{above} {name}"
        if isinstance(command, TyperGroup):
            yield _section(path, help_of_all(command, path, "zh"))
            yield _block(help_of_all(command, path, "en"))
            yield from _commands(command, path)
        else:
            assert isinstance(command, TyperCommand)
            yield _section(path, help_of(command, path, "zh"))
            yield _block(help_of(command, path, "en"))


def _section(path: str, text: str) -> str:
    return f"## {path}\n\n{_block(text)}"


def _block(text: str) -> str:
    return f"```text\n{text}\n```\n"
